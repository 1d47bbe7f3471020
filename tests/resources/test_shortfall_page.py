"""The page of all units against the norms, and its files."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from resources.models import ResourceGroup
from tests.factories import make_unit
from tests.resources.samples import make_holding, make_kind, make_norm, make_plan

PAGE = reverse("resources:shortfalls")
ON = {"date": "2021-12-31"}


def sentence(page):
    return " ".join(page.split('<p class="sentence">')[1].split("</p>")[0].split())


def address(**asked):
    return f"{PAGE}?" + "&".join(f"{name}={value}" for name, value in (ON | asked).items())


def test_page_asks_for_a_sign_in(place, client):
    assert client.get(PAGE).url == f"/accounts/login/?next={PAGE}"


def test_page_says_who_lacks_what_in_one_sentence(place, at):
    tablets = make_kind("Máy tính bảng", ResourceGroup.EQUIPMENT, code="tablets")
    make_norm(tablets, 4)
    other = make_unit("Bình Hiên", parent=place.city)
    for unit in (place.ward, other):
        make_holding(tablets, unit, 1)
    assert sentence(at(place.secretary, address())) == (
        "Ngày 31/12/2021: 2/2 đơn vị thiếu so với định mức; thiếu nhiều nhất: Máy tính bảng (2 đơn vị); "
        "1 đơn vị còn loại chưa có số liệu."
    )


def test_one_kind_says_how_much_is_lacking_in_all(place, at):
    page = at(place.secretary, address(kind="posts"))
    assert sentence(page) == "Ngày 31/12/2021: 1/1 đơn vị thiếu so với định mức; thiếu tổng cộng 2 người."
    assert "87,5%" in page


def test_unit_says_what_it_lacks_and_until_when(place, at):
    make_plan(place.kind, place.ward)
    page = at(place.secretary, address())
    assert "Biên chế (2 người, 12,5%)" in page
    assert "1/1 loại có kế hoạch, xong 31/12/2021" in page
    assert f'href="{reverse("resources:unit", args=[place.ward.pk])}?date=2021-12-31"' in page


def test_only_units_that_lack_something_are_shown_when_asked(place, at):
    other = make_unit("Bình Hiên", parent=place.city)
    make_holding(place.kind, other, 16)
    pages = [at(place.secretary, address(**asked)) for asked in ({}, {"short": "on"})]
    assert ["Bình Hiên" in page for page in pages] == [True, False]


def test_nonsense_in_the_address_is_told_and_limits_nothing(place, at):
    page = at(place.secretary, f"{PAGE}?date=31/02/2021&kind=nothing&group=none&page=x")
    assert "Ngày này không có thật." in page
    assert "Hải Châu I" in page


def test_empty_catalogue_says_what_will_stand_here(place, at):
    place.kind.norms.all().delete()
    place.kind.holdings.all().delete()
    place.kind.delete()
    assert "Chưa có danh mục nguồn lực" in at(place.officer, PAGE)


def test_person_without_units_reads_so(place, at):
    page = at(place.stranger, address())
    assert "Hải Châu I" not in page
    assert "chưa đơn vị nào có cả định mức và số thực có" in sentence(page)


@pytest.mark.parametrize("who, offered", [("secretary", True), ("administrator", True), ("officer", False)])
def test_import_is_offered_to_whoever_may(place, at, who, offered):
    assert (reverse("resources:import") in at(getattr(place, who), PAGE)) is offered


def test_csv_has_a_line_for_each_unit_and_kind(place, client):
    make_plan(place.kind, place.ward)
    client.force_login(place.secretary)
    content = b"".join(client.get(address(format="csv")).streaming_content).decode("utf-8-sig")
    header, line = csv.reader(io.StringIO(content))
    told = dict(zip(header, line, strict=True))
    assert (told["Đơn vị"], told["Định mức"], told["Thực có"]) == ("phường Hải Châu I", "16.00", "14.00")
    assert (told["Thiếu"], told["Thiếu (%)"], told["Dự kiến xong"]) == ("2.00", "12.5", "2021-12-31")


def test_xlsx_keeps_the_filter_and_numbers(place, client):
    other = make_unit("=Bình Hiên", parent=place.city)
    make_holding(place.kind, other, 16)
    client.force_login(place.secretary)
    sheet = load_workbook(io.BytesIO(client.get(address(format="xlsx", short="on")).content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["phường Hải Châu I"]
    assert (rows[1][6], rows[1][8], rows[1][11]) == (16, 14, 2)


@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize("asked", [{}, {"kind": "posts"}])
def test_page_costs_the_same_for_any_number(place, client, units, asked, django_assert_num_queries):
    for _number in range(units - 1):
        unit = make_unit(parent=place.city)
        make_holding(place.kind, unit, 3)
        make_plan(place.kind, unit)
    client.force_login(place.secretary)
    with django_assert_num_queries(11 if asked else 12):
        client.get(address(**asked))


def test_units_without_figures_stand_behind_one_line(place, at):
    make_unit("Bình Hiên", parent=place.city)
    page = at(place.secretary, address())
    table, fold = page.split("</table>")[-2:]
    assert ["Bình Hiên" in part for part in (table, fold)] == [False, True]
    assert "1 đơn vị chưa có số liệu" in fold
    assert "Hiện 1/2 đơn vị" in page
