"""The units page: any day, any order, any nonsense in the address."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.factories import make_city, make_unit, make_user
from units.actions import load_units
from units.models import UnitType

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(make_user())
    return client


def sentence(response):
    text = response.content.decode()
    return " ".join(text.split('<p class="sentence">')[1].split("</p>")[0].split())


def test_stranger_signs_in_first(client):
    response = client.get(reverse("units:tree"))

    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/login/?next=/units/")
    assert client.get(reverse("units:download")).status_code == 302


@pytest.mark.parametrize(
    "date, words",
    [
        (
            "2021-06-12",
            "Ngày 12/06/2021: Đà Nẵng có 56 đơn vị cấp xã (45 phường, 11 xã) và 8 quận, huyện. Quảng Nam có 234 đơn vị "
            "cấp xã (29 phường, 191 xã, 14 thị trấn) và 17 huyện, thành phố thuộc tỉnh, thị xã.",
        ),
        (
            "01/07/2025",
            "Ngày 01/07/2025: Đà Nẵng có 94 đơn vị cấp xã (23 phường, 70 xã, 1 đặc khu), không có cấp huyện.",
        ),
    ],
)
def test_city_is_told_in_one_sentence(reader, date, words):
    load_units()

    for view in ("tree", "table"):
        assert sentence(reader.get(reverse("units:tree"), {"date": date, "view": view})) == words


@pytest.mark.parametrize(
    "date, message",
    [
        ("2021-02-31", "Ngày này không có thật. Hãy ghi ngày/tháng/năm, ví dụ 12/06/2021."),
        ("hôm qua", "Ngày này không có thật. Hãy ghi ngày/tháng/năm, ví dụ 12/06/2021."),
        ("1900-01-01", "Cổng có thông tin đơn vị từ 01/01/2021; hãy chọn ngày từ đó trở đi."),
    ],
)
def test_faulty_date_is_told_and_today_is_shown(reader, date, message):
    make_city()

    response = reader.get(reverse("units:tree"), {"date": date})

    assert response.status_code == 200
    assert response.context["form"].errors == {"date": [message]}
    assert message in response.content.decode()
    assert sentence(response).startswith(f"Ngày {timezone.localdate():%d/%m/%Y}: Đà Nẵng")


@pytest.mark.parametrize(
    "query",
    [
        {"view": "x", "sort": "y", "root": "z"},
        {"root": "9" * 30},
        {"date": "9999-12-31"},
        {"q": "\0"},
        {"q": "x" * 500},
    ],
)
@pytest.mark.parametrize("view", ["tree", "table"])
def test_nonsense_in_the_address_shows_the_page(reader, query, view):
    make_unit(parent=make_city())

    assert reader.get(reverse("units:tree"), {"view": view, **query}).status_code == 200


def test_empty_portal_says_what_to_do(reader):
    text = reader.get(reverse("units:tree")).content.decode()

    assert "Chưa có đơn vị nào tại ngày này" in text


@pytest.mark.parametrize(
    "sort, names",
    [
        ("name", ["Ân Thi", "Bà Nà", "Đà Sơn"]),
        ("-name", ["Đà Sơn", "Bà Nà", "Ân Thi"]),
        ("code", ["Đà Sơn", "Ân Thi", "Bà Nà"]),
        ("type", ["Ân Thi", "Đà Sơn", "Bà Nà"]),
        ("area", ["Bà Nà", "Đà Sơn", "Ân Thi"]),
        ("since", ["Ân Thi", "Bà Nà", "Đà Sơn"]),
        ("nonsense", ["Ân Thi", "Bà Nà", "Đà Sơn"]),
    ],
)
def test_table_sorts_by_any_column(reader, sort, names):
    city = make_city()
    make_unit("Bà Nà", type=UnitType.COMMUNE, parent=city, code="3", area_km2="1")
    make_unit("Ân Thi", parent=city, code="2", area_km2="3")
    make_unit("Đà Sơn", parent=city, code="1", area_km2="2", valid_from="2021-01-01")

    response = reader.get(reverse("units:tree"), {"view": "table", "sort": sort})

    assert [row.version.name for row in response.context["rows"]] == names


def test_table_shows_one_top_unit_at_a_time(reader):
    load_units()
    address = reverse("units:tree")

    first = reader.get(address, {"date": "2021-06-12", "view": "table"})
    other = next(tab for tab in first.context["root_tabs"] if not tab["current"])

    assert len(first.context["rows"]) == 56
    assert len(reader.get(other["url"]).context["rows"]) == 234


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("view", ["tree", "table"])
def test_page_costs_the_same_however_many_units(reader, count, view, django_assert_num_queries):
    city = make_city()
    for _ in range(count):
        make_unit(parent=city)

    # Session, user, memberships (for the rail), units.
    with django_assert_num_queries(5):
        response = reader.get(reverse("units:tree"), {"view": view})

    assert sentence(response).endswith(f"Đà Nẵng có {count} đơn vị cấp xã ({count} phường), không có cấp huyện.")


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_the_same_however_many_are_found(reader, count, django_assert_num_queries):
    city = make_city()
    for _ in range(count):
        make_unit("Hòa Phong", parent=city)

    with django_assert_num_queries(6):
        response = reader.get(reverse("units:tree"), {"q": "hoa phong"})

    assert sentence(response) == f"{count} tên đơn vị qua các thời kỳ khớp với “hoa phong”."


def test_search_shows_the_years_of_a_code_that_is_used_again(reader):
    load_units()

    text = reader.get(reverse("units:tree"), {"q": "20236"}).content.decode()

    assert [span in text for span in ("đến 31/12/2024", "01/01/2025 – 30/06/2025")] == [True, True]


def test_form_keeps_what_was_asked_for(reader):
    form = reader.get(reverse("units:tree"), {"q": "hai chau", "date": "12/06/2021"}).context["form"]

    assert [form[name].value() for name in ("q", "date")] == ["hai chau", "2021-06-12"]


def test_search_escapes_what_was_typed(reader):
    text = reader.get(reverse("units:tree"), {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_download_is_the_table_as_a_workbook(reader):
    make_unit("Hải Châu", code="20242", parent=make_city(), valid_from="2025-07-01", area_km2="7.58")

    response = reader.get(reverse("units:download"), {"extension": "xlsx", "date": "2025-07-01"})

    assert response.headers["Content-Disposition"] == 'attachment; filename="don-vi-2025-07-01.xlsx"'
    header, row = load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)
    assert header == ("Mã", "Tên", "Loại", "Trực thuộc", "Diện tích (km²)", "Từ ngày", "Đến ngày")
    assert row[:5] == ("20242", "Hải Châu", "phường", "thành phố Đà Nẵng", 7.58)


def test_download_never_hands_a_formula_to_a_spreadsheet_program(reader):
    make_unit('=cmd|" /C calc"!A0', parent=make_city())

    content = reader.get(reverse("units:download"), {"extension": "csv"}).content.decode("utf-8-sig")
    workbook = reader.get(reverse("units:download"), {"extension": "xlsx"}).content

    assert [row[1] for row in csv.reader(io.StringIO(content))] == ["Tên", '\'=cmd|" /C calc"!A0']
    assert load_workbook(io.BytesIO(workbook)).active["B2"].data_type == "s"


@pytest.mark.parametrize("extension", ["", "exe", "json"])
def test_other_files_do_not_exist(reader, extension):
    assert reader.get(reverse("units:download"), {"extension": extension}).status_code == 404
