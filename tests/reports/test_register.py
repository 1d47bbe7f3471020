"""The register of published documents: who reads what of it, and its files."""

import csv
from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.models import Report
from tests.reports.publication_samples import amended, make_approved, make_place, published

LIST = "/reports/register/"


@pytest.fixture
def place(db, settings, monkeypatch):
    return make_place(settings, monkeypatch)


def read(client, user, query="", address=LIST, status=200):
    client.force_login(user)
    response = client.get(f"{address}{query}")
    assert response.status_code == status
    return response.content.decode()


def symbols(page):
    return [row.partition("</a>")[0].rpartition(">")[2] for row in page.split('class="row-link"')[1:]]


def test_register_lists_what_is_published(place, client):
    first = published(place)
    amended(place, first)
    make_approved(place, subject="Chưa ban hành")

    page = read(client, place.secretary)

    assert symbols(page) == ["02/BC-BCĐ", "01/BC-BCĐ"]
    assert "2 văn bản đã ban hành, trong đó 1 đã bị thay thế." in page
    assert "bị thay thế bởi 02/BC-BCĐ" in page
    assert "thay thế 01/BC-BCĐ" in page
    assert "Chưa ban hành" not in page
    assert "Có người đã sửa cơ sở dữ liệu" not in page


def test_register_is_narrowed_by_series_year_and_state(place, client):
    first = published(place)
    amended(place, first)
    published(place, unit=place.ward)
    year = first.report.number_year

    assert len(symbols(read(client, place.secretary, f"?series={place.ward.pk}-unit"))) == 1
    assert len(symbols(read(client, place.secretary, f"?series={place.city.pk}-committee&year={year}"))) == 2
    assert len(symbols(read(client, place.secretary, "?state=replaced"))) == 1
    assert len(symbols(read(client, place.secretary, "?state=in_force"))) == 2
    assert "Không có văn bản nào khớp" in read(client, place.secretary, f"?series={place.ward.pk}-unit&state=replaced")


@pytest.mark.parametrize("query", ["?series=abc", "?series=9-unit", "?year=abc", "?state=x", "?page=99999"])
def test_unknown_value_limits_nothing(place, client, query):
    published(place)

    assert symbols(read(client, place.secretary, query)) == ["01/BC-BCĐ"]


def test_reader_sees_what_is_about_their_unit(place, client):
    published(place)
    published(place, unit=place.other, by=place.neighbour)

    assert len(symbols(read(client, place.commander))) == 1
    assert len(symbols(read(client, place.neighbour))) == 1
    assert "Chưa có văn bản nào được ban hành" in read(client, place.stranger)


def test_gap_is_shown(place, client):
    for _each in range(3):
        published(place)
    Report.objects.filter(number=2).update(number=9)

    page = read(client, place.secretary)

    assert "thiếu số 2." in page
    assert "có số 9 chưa từng được cấp." in page


def test_files_say_what_the_list_says(place, client):
    first = published(place)
    second = amended(place, first)
    client.force_login(place.secretary)

    text = b"".join(client.get("/reports/register.csv").streaming_content).decode("utf-8-sig")
    sheet = load_workbook(BytesIO(client.get("/reports/register.xlsx?state=replaced").content)).active

    lines = list(csv.reader(text.splitlines()))
    assert [line[2] for line in lines] == ["Số, ký hiệu", "02/BC-BCĐ", "01/BC-BCĐ"]
    assert lines[1][9:11] == [second.code, second.sha256]
    assert [[cell.value for cell in row][1:3] for row in sheet.iter_rows(min_row=2)] == [[1, "01/BC-BCĐ"]]


@pytest.mark.parametrize("count", [1, 3])
def test_register_costs_the_same_for_every_length(place, client, django_assert_num_queries, count):
    for _each in range(count):
        amended(place, published(place))
    client.force_login(place.secretary)

    # The frame 4; what may be chosen 3, the sentence 1, gaps 3, the page with its names and successors 5.
    with django_assert_num_queries(16):
        client.get(LIST)
