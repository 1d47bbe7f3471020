from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.models import Role
from assessments.models import Assessment
from portal.queries.ranking import Choice, Start, every_place, page_facts, ranking_page
from tests.factories import make_open_round, make_person, make_unit
from tests.portal.world import (
    NAMES,
    assessments_of,
    cells_of,
    faults_of,
    make_points_world,
    make_uneven_world,
    make_world,
    rows_of,
    sentence_of,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/rounds/ky-2021/ranking/"


def test_ranking_opens_with_the_answer(client):
    client.force_login(make_world().member)
    assert sentence_of(client.get(ADDRESS)) == "3 đơn vị được xếp hạng; dẫn đầu là phường Hải Châu I (2/3)."


def test_ranking_counts_who_rose_and_who_fell(client):
    client.force_login(make_uneven_world().member)
    assert sentence_of(client.get("/rounds/ky-2022/ranking/")) == (
        "3 đơn vị được xếp hạng; dẫn đầu là phường Hải Châu I (3/3); 1 đơn vị lên hạng, 1 đơn vị xuống hạng."
    )


def test_ranking_shows_what_changed_between_published_rounds(client):
    client.force_login(make_points_world().member)
    assert rows_of(client.get("/rounds/ky-2022/ranking/"), "content") == [
        ["1", "giữ nguyên", "phường Hải Châu I", "2/2", "17/20", "+2", "85%", "Đạt chuẩn", "chính thức"]
    ]


def test_ranking_holds_no_self_score_against_a_decision(client):
    client.force_login(make_world().member)
    answer = client.get("/rounds/ky-2022/ranking/")
    assert sentence_of(answer) == "3 đơn vị được xếp hạng; dẫn đầu là phường Thạch Thang (3/3)."
    assert rows_of(answer, "content") == [
        ["1", "phường Thạch Thang", "3/3", "100%", "Đạt chuẩn", "chính thức"],
        ["2", "phường Hải Châu I", "2/3", "66,7%", "Chưa đạt", "tự chấm, đã nộp"],
        ["3", "phường Bình Hiên", "0/3", "0%", "Tạm tính: Chưa đạt", "tự chấm, đang tự chấm"],
    ]


def test_ranking_is_made_when_it_is_read_after_a_change():
    world = make_world()
    Assessment.objects.filter(pk=assessments_of(world.second)[2].pk).update(standing=10**16, rank=None)
    page_facts(world.member, world.second, Choice(), Start())
    found = ranking_page(world.member, world.second, Choice(), Start())
    assert [(place.name, place.rank) for place in found.places] == [
        ("Bình Hiên", 1),
        ("Thạch Thang", 2),
        ("Hải Châu I", 3),
    ]


@pytest.mark.parametrize(
    "query, names",
    [
        ("?class=recognised", ["Thạch Thang"]),
        ("?class=not-yet", ["Hải Châu I"]),
        ("?type=commune", []),
    ],
)
def test_ranking_is_filtered_by_the_address(client, query, names):
    client.force_login(make_world().member)
    cells = cells_of(client.get(f"/rounds/ky-2022/ranking/{query}"))
    assert [cell for cell in cells if cell.startswith("phường")] == [f"phường {name}" for name in names]


def test_ranking_names_an_unknown_filter_and_limits_nothing(client):
    client.force_login(make_world().member)
    answer = client.get(f"{ADDRESS}?class=khong-co&from=abc")
    assert sentence_of(answer).startswith("3 đơn vị được xếp hạng")
    assert "khong-co" in answer.content.decode()


def test_ranking_of_units_out_of_reach_is_not_found(client):
    make_world()
    stranger = make_person(Role.OFFICER, make_unit())
    client.force_login(stranger)
    assert [client.get(f"/rounds/ky-2021/ranking{end}").status_code for end in ("/", ".csv", ".xlsx")] == [404] * 3


def test_ranking_shows_an_officer_only_their_unit(client):
    world = make_world()
    client.force_login(make_person(Role.OFFICER, world.wards[2]))
    cells = cells_of(client.get(ADDRESS))
    assert [cell for cell in cells if cell.startswith("phường")] == ["phường Bình Hiên"]


def many_equals(count):
    world = make_world(NAMES[:1], second=False)
    units = [make_unit(f"Bằng nhau {place}", parent=world.city) for place in range(count)]
    return world, make_open_round(units, world.criteria_set, code="ky-dong", ends_on="2023-12-31")


def test_pages_hold_every_unit_once_even_among_equals():
    world, shown = many_equals(119)
    start, seen, backwards = Start(), [], []
    page_facts(world.member, shown, Choice(), start)
    while start:
        found = ranking_page(world.member, shown, Choice(), start)
        seen.append([place.pk for place in found.places])
        backwards.append(found.previous)
        start = found.following
    assert [len(page) for page in seen] == [50, 50, 20]
    assert len({pk for page in seen for pk in page}) == found.total == 120
    assert backwards == [None, Start(), Start(1, seen[0][-1])]


def test_csv_holds_every_unit_and_says_that_it_is_invented(client):
    client.force_login(make_world().member)
    answer = client.get("/rounds/ky-2021/ranking.csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("Hạng,Hạng kỳ trước,Mã hành chính,Đơn vị,Trực thuộc")
    assert lines[1].endswith(",2,3,2.00,3.00,66.666667,Chưa đạt,Chưa đạt,0,chính thức,số liệu minh họa")


def test_csv_counts_no_knock_outs_of_a_sheet_that_is_not_filled_in(client):
    world = make_world()
    Assessment.objects.filter(round=world.first).update(is_complete=False, knock_outs=2)
    client.force_login(world.member)
    lines = b"".join(client.get("/rounds/ky-2021/ranking.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[-3] for line in lines[1:]] == ["", "", ""]


def test_ranking_of_one_unit_names_no_leader(client):
    world = make_world()
    second = Assessment.objects.filter(round=world.first, rank=2).get()
    client.force_login(make_person(Role.COMMANDER, second.unit))
    assert sentence_of(client.get(ADDRESS)) == "1 đơn vị được xếp hạng."


def test_downloads_keep_a_formula_as_text(client):
    world = make_world()
    Assessment.objects.filter(round=world.first).update(unit_code="=cmd|' /C calc'!A0")
    client.force_login(world.member)
    text = b"".join(client.get("/rounds/ky-2021/ranking.csv").streaming_content).decode("utf-8-sig")
    assert text.count("'=cmd|' /C calc'!A0") == 3
    sheet = load_workbook(BytesIO(client.get("/rounds/ky-2021/ranking.xlsx").content)).active
    cell = sheet["C2"]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")
    assert [row[5].value for row in sheet.iter_rows(min_row=2)] == [2, 1, 0]


def test_every_place_is_read_in_the_order_of_the_page():
    world = make_world()
    names = [place.name for place in every_place(world.member, world.first, Choice())]
    assert names == ["Hải Châu I", "Thạch Thang", "Bình Hiên"]


@pytest.mark.parametrize("count", [1, 3])
def test_ranking_queries_do_not_grow_with_units(client, django_assert_num_queries, count):
    client.force_login(make_world(NAMES[:count], second=False).member)
    client.get(ADDRESS)
    with django_assert_num_queries(6):
        client.get(ADDRESS)


def test_ranking_is_sound_html(client):
    client.force_login(make_world().member)
    assert faults_of(client.get("/rounds/ky-2022/ranking/")) == []
