"""The resources of a city's units against their norms: sums, what nobody counted, plans, projects."""

import datetime as dt
from types import SimpleNamespace

import pytest

from reports.content.document import Table
from tests.factories import make_city, make_lineage, make_unit
from tests.reports.unit_samples import (
    document_of,
    every_reference_is_a_figure,
    gaps,
    outline_of,
    pictures,
    row_of,
    table_named,
    words,
)
from tests.resources.samples import make_holding, make_kind, make_norm, make_plan, make_project
from units.models import UnitType

pytestmark = pytest.mark.django_db
KIND = "resources_report"
DAY = dt.date(2021, 12, 31)


@pytest.fixture
def place():
    """A city with two wards; sixteen posts are the norm of a ward."""
    city = make_city()
    posts = make_kind()
    make_norm(posts, 16)
    return SimpleNamespace(
        city=city,
        ward=make_unit("Hải Châu I", parent=city),
        other=make_unit("Thanh Khê", parent=city),
        posts=posts,
    )


def outline_on(place, day=DAY):
    return outline_of(KIND, None, place, as_of=day)


def test_sums_take_only_what_was_counted(place):
    make_holding(place.posts, place.ward, 14)
    outline = outline_on(place)

    assert words(outline, "mo-dau") == (
        "Tính đến ngày 31/12/2021, thành phố Đà Nẵng có 2 đơn vị Công an cấp xã; "
        "1 đơn vị đã có số liệu kiểm đếm, 1 đơn vị chưa có."
    )
    assert words(outline, "danh-gia-chung") == (
        "Trong 1 đơn vị có cả định mức và số liệu, 1 đơn vị còn thiếu so với định mức. "
        "Thiếu ở nhiều đơn vị nhất: Biên chế (1/1 đơn vị)."
    )
    assert words(outline, "bien-che") == (
        "Biên chế: 1 đơn vị có số liệu, định mức 16 người, thực có 14 người (87,5%); thiếu 2 người ở 1/1 đơn vị."
    )
    assert row_of(table_named(outline.blocks, "Tổng hợp"), "Biên chế") == (
        *("Biên chế", "người", "1/2", 1, 16, 14, 2, "87,5%"),
    )
    assert words(outline, "chua-kiem-dem") == "Có 1 đơn vị chưa có số liệu kiểm đếm nào: Công an phường Thanh Khê."
    assert every_reference_is_a_figure(outline)


def test_annex_tells_each_unit_with_day_and_source(place):
    make_holding(place.posts, place.ward, 14, on="2021-06-30")
    make_holding(place.posts, place.ward, 20, on="2022-06-30")
    table = table_named(outline_on(place).annexes[0].blocks, "Biên chế")

    assert row_of(table, 1) == (*(1, "Công an phường Hải Châu I", 16, 14, 2, "87,5%", "30/06/2021, Biên bản kiểm kê"),)
    assert table.rows[-1].cells[1:6] == ("Cộng các đơn vị có định mức", 16, 14, 2, "87,5%")
    assert table.note == "1 đơn vị chưa kiểm đếm loại này."


def test_surplus_of_one_unit_fills_no_lack_of_another(place):
    make_holding(place.posts, place.ward, 10)
    make_holding(place.posts, place.other, 24)

    assert row_of(table_named(outline_on(place).blocks, "Tổng hợp"), "Biên chế")[3:8] == (1, 32, 34, 6, "106,3%")


def test_all_met_is_said(place):
    make_holding(place.posts, place.ward, 16)
    make_holding(place.posts, place.other, 17)
    outline = outline_on(place)

    assert words(outline, "danh-gia-chung").endswith("không đơn vị nào thiếu so với định mức.")
    assert words(outline, "bien-che").endswith(", đủ ở tất cả các đơn vị này.")
    assert words(outline, "chua-kiem-dem") == "Không có đơn vị nào chưa kiểm đếm."
    assert pictures(outline.blocks) == []


def test_presence_is_counted_by_units(place):
    room = make_kind("Phòng tiếp dân riêng", "headquarters", measure_unit="phòng", is_presence=True)
    make_norm(room, 1)
    make_holding(room, place.ward, 0)
    make_holding(room, place.other, 1)
    outline = outline_on(place)

    assert words(outline, "tru-so") == "Phòng tiếp dân riêng: 2 đơn vị có số liệu, 1/2 đơn vị chưa có."
    assert row_of(table_named(outline.annexes[0].blocks, "Phòng tiếp dân riêng"), 1)[2:6] == (
        *("cần có", "không có", "thiếu", None),
    )


def test_nothing_recorded_gives_sentences():
    city = make_city()
    outline = outline_on(SimpleNamespace(city=city))

    assert words(outline, "mo-dau") == "Tính đến ngày 31/12/2021, thành phố Đà Nẵng không có đơn vị Công an cấp xã nào."
    assert words(outline, "danh-gia-chung").startswith("Chưa đơn vị nào có cả định mức")
    assert words(outline, "du-an") == "Chưa có dự án trụ sở nào."
    assert [each for each in outline.blocks if isinstance(each, Table)] == []
    assert outline.annexes == ()
    assert {"nguyen-nhan", "kien-nghi", "bien-che"} <= set(gaps(outline))


def test_plans_are_listed_and_late_ones_counted(place):
    make_plan(place.posts, place.ward, 2, expected_on="2021-11-30")
    make_plan(place.posts, place.other, 3, expected_on="2022-06-30")
    make_plan(place.posts, place.other, 1, planned_on="2022-01-10", expected_on="2022-06-30")
    outline = outline_on(place)

    assert words(outline, "ke-hoach") == ("Đang thực hiện 2 kế hoạch bổ sung, trong đó 1 kế hoạch đã quá ngày dự kiến:")
    table = table_named(outline.blocks, "Kế hoạch bổ sung")
    assert [row.cells for row in table.rows] == [
        ("Công an phường Hải Châu I", "Biên chế", "2 người", dt.date(2021, 11, 30), None, "quá hạn"),
        ("Công an phường Thanh Khê", "Biên chế", "3 người", dt.date(2022, 6, 30), None, "trong hạn"),
    ]


def test_projects_stand_planned_against_actual_as_of_the_day(place):
    make_project(place.ward, survey=("2021-02-01", "2021-02-01"), approval=("2021-12-01", "2022-03-01"))
    make_project(place.other, "Dự án lập sau", survey=("2022-05-01", "2022-05-01"))
    outline = outline_on(place)

    assert words(outline, "du-an") == ("Có 1 dự án trụ sở: 1 dự án đang thực hiện; 1 dự án chậm so với kế hoạch.")
    assert row_of(table_named(outline.blocks, "Dự án trụ sở"), "Công an phường Hải Châu I") == (
        *("Công an phường Hải Châu I", "Xây mới trụ sở", "1/5", "phê duyệt chủ trương", dt.date(2021, 12, 1), 30),
    )
    assert [each.caption for each in pictures(outline.blocks)] == ["Tiến độ dự án Xây mới trụ sở"]
    stages = outline.annexes[-1].blocks[0]
    assert stages.title == "Công an phường Hải Châu I: Xây mới trụ sở"
    assert stages.rows[1].cells == (
        "Phê duyệt chủ trương",
        dt.date(2021, 12, 1),
        None,
        "chậm 30 ngày",
        "giai đoạn tiếp theo",
    )


def test_project_of_a_merged_unit_is_its_successors(place):
    place.ward.versions.update(valid_to="2021-06-30")
    heir = make_unit("Hải Châu", parent=place.city, valid_from="2021-07-01")
    make_lineage(place.ward, heir, "2021-07-01")
    make_project(place.ward, survey=("2021-02-01", "2021-02-01"))

    assert table_named(outline_on(place).blocks, "Dự án trụ sở").rows[0].cells[0] == "Công an phường Hải Châu"


def test_units_of_another_city_and_departments_stay_out(place):
    make_unit("Nơi khác", parent=make_city("Huế"))
    make_unit("Phòng", parent=place.city, type=UnitType.DEPARTMENT)

    assert outline_on(place).figures["số đơn vị"].text == "2"


def test_many_uncounted_units_are_named_in_an_annex(place):
    for number in range(15):
        make_unit(f"Minh Họa {number}", parent=place.city)
    outline = outline_on(place)

    assert words(outline, "chua-kiem-dem") == (
        "Có 17 đơn vị chưa có số liệu kiểm đếm nào (danh sách tại Phụ lục “Đơn vị chưa có số liệu kiểm đếm”)."
    )
    assert len(outline.annexes[-1].blocks[0].rows) == 17


def test_strange_names_stay_text(place):
    ward = make_unit('Hải <&>"', parent=place.city)
    make_holding(place.posts, ward, 2, source="Biên bản [[số]] <1>")
    document = document_of(KIND, None, place, as_of=DAY)

    row = row_of(document.annexes[0].blocks[0], 1)
    assert (row[1], row[6]) == ('Công an phường Hải <&>"', "30/06/2021, Biên bản [[số]] <1>")


def test_illustrative_figures_mark_the_document(place):
    make_holding(place.posts, place.ward, 14, is_illustrative=True)

    assert document_of(KIND, None, place, as_of=DAY).is_illustrative is True


@pytest.mark.parametrize("count", [1, 3])
def test_report_costs_the_same_for_any_number_of_units(count, django_assert_num_queries):
    city, posts = make_city(), make_kind()
    make_norm(posts, 16)
    for number in range(count):
        ward = make_unit(f"Minh Họa {number}", parent=city)
        make_holding(posts, ward, 14)
        make_plan(posts, ward)
        make_project(ward, survey=("2021-02-01", "2021-02-01"))
    place = SimpleNamespace(city=city)

    with django_assert_num_queries(11):
        outline_on(place)
