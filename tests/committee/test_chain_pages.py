"""The chain on its own pages: all units, one unit, one criterion, and as a file."""

import csv
import io

import pytest
from django.utils import timezone

from accounts.models import Role
from committee.models import Cause
from tests.committee.chain_samples import (
    CITY_BODY,
    criterion_of,
    make_directive,
    make_kind,
    make_obstacle,
    make_project,
    make_recommendation,
)
from tests.factories import day, make_city, make_department, make_person, make_unit
from tests.portal.world import NAMES, faults_of, make_world, rows_of, sentence_of

pytestmark = pytest.mark.django_db
CHAIN = "/committee/"


def days_since(text):
    return f"{(timezone.localdate() - day(text)).days:,}".replace(",", ".")


def make_blocked(world):
    """Hải Châu I waits for the city's People's Committee, Thạch Thang for nobody; returns both obstacles."""
    first = make_obstacle([world.wards[0]], "2021-08-20", [criterion_of(world)], is_illustrative=True)
    make_recommendation(first, world.wards[0], "2025-11-10")
    second = make_obstacle([world.wards[1]], "2024-05-02", title="Thiếu xe", cause=Cause.INTERNAL)
    return first, second


def units_of(answer):
    """The units in the table of cases, in order."""
    html = answer.content.decode().partition("chain-name")
    rows = (html[1] + html[2]).split('class="row-link"')[1:]
    return [row.partition(">")[2].partition("<")[0] for row in rows]


# ---------------------------------------------------------------- all units


def test_city_opens_with_how_many_stand_and_who_is_waited_for(client):
    world = make_world(NAMES[:2])
    make_blocked(world)
    client.force_login(world.member)
    mean = (timezone.localdate() - day("2021-08-20")).days + (timezone.localdate() - day("2024-05-02")).days
    assert sentence_of(client.get(CHAIN)) == (
        f"2 vướng mắc đang mở, trung bình {f'{(mean + 1) // 2:,}'.replace(',', '.')} ngày, "
        f"lâu nhất {days_since('2021-08-20')} ngày (phường Hải Châu I: Trụ sở chật, xuống cấp); "
        "1 chưa ai được giao."
    )


def test_city_lists_the_longest_first_with_what_each_waits_for(client):
    world = make_world(NAMES[:2])
    make_blocked(world)
    client.force_login(world.member)
    answer = client.get(CHAIN)
    html = answer.content.decode()
    assert units_of(answer) == ["phường Hải Châu I", "phường Thạch Thang"]
    assert f"chờ {CITY_BODY} · {days_since('2025-11-10')} ngày" in html
    assert faults_of(answer) == []


def test_city_counts_what_nobody_recorded_and_lists_it_when_asked(client):
    world = make_world(NAMES[:3], second=False)
    make_obstacle(world.wards, criteria=[criterion_of(world)])
    client.force_login(world.member)
    assert sentence_of(client.get(CHAIN)).endswith("; 3 tiêu chí chưa đạt chưa ghi vướng mắc.")
    answer = client.get(f"{CHAIN}?state=unrecorded")
    assert units_of(answer) == ["phường Bình Hiên", "phường Bình Hiên", "phường Thạch Thang"]
    assert "3 tiêu chí chưa đạt" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ("cause=internal", ["phường Thạch Thang"]),
        ("waits=committee", ["phường Thạch Thang"]),
        ("state=cleared", []),
        ("state=all", ["phường Hải Châu I", "phường Thạch Thang"]),
        ("cause=khong-co&programme=99999&place=x", ["phường Hải Châu I", "phường Thạch Thang"]),
    ],
)
def test_city_is_narrowed_by_the_address(client, query, units):
    world = make_world(NAMES[:2])
    make_blocked(world)
    client.force_login(world.member)
    assert units_of(client.get(f"{CHAIN}?{query}")) == units


def test_city_is_narrowed_to_a_unit_a_body_and_a_programme(client):
    world = make_world(NAMES[:2])
    make_blocked(world)
    client.force_login(world.member)
    for query in (f"place={world.wards[0].pk}", f"programme={world.programme.pk}"):
        assert units_of(client.get(f"{CHAIN}?{query}")) == ["phường Hải Châu I"]
    html = client.get(CHAIN).content.decode()
    waits = html.partition(f">{CITY_BODY}</option>")[0].rpartition('value="')[2].strip('"')
    assert units_of(client.get(f"{CHAIN}?waits={waits}")) == ["phường Hải Châu I"]


def test_city_is_narrowed_to_a_district(client):
    city = make_city()
    district = make_unit("Hải Châu", type="urban-district", parent=city)
    make_obstacle([make_unit("Hải Châu I", parent=district)])
    make_obstacle([make_unit("Thạch Thang", parent=city)], "2024-01-01")
    client.force_login(make_person(Role.MEMBER, city))
    answer = client.get(f"{CHAIN}?place={district.pk}")
    assert units_of(answer) == ["phường Hải Châu I"]
    assert "quận Hải Châu</option>" in answer.content.decode()


def test_city_draws_a_dozen_and_lists_fifty_a_page(client):
    city = make_city()
    for number in range(52):
        make_obstacle([make_unit(f"Phường {number:02d}", parent=city)], title=f"Vướng mắc {number:02d}")
    client.force_login(make_person(Role.MEMBER, city))
    first, second = client.get(CHAIN), client.get(f"{CHAIN}?page=2")
    assert (len(units_of(first)), len(units_of(second))) == (50, 2)
    assert first.content.decode().count('id="chain-title"') == 1
    assert "chain-title" not in second.content.decode()
    assert "1–50 trong 52" in first.content.decode()


def test_empty_city_says_what_will_stand_here(client):
    client.force_login(make_person(Role.MEMBER, make_city()))
    answer = client.get(CHAIN)
    assert sentence_of(answer) == "Không có vướng mắc nào đang mở trong phạm vi bạn theo dõi."
    assert "Chưa có vướng mắc nào được ghi" in answer.content.decode()
    assert "format=csv" not in answer.content.decode()


def test_city_shows_only_what_the_reader_reaches(client):
    world = make_world(NAMES[:2])
    make_blocked(world)
    client.force_login(make_person(Role.OFFICER, world.wards[1]))
    assert units_of(client.get(CHAIN)) == ["phường Thạch Thang"]


@pytest.mark.parametrize("address", [CHAIN, "/committee/units/1/", "/committee/criteria/a/b/"])
def test_pages_ask_for_sign_in(client, address):
    assert client.get(address).headers["Location"] == f"/accounts/login/?next={address}"


def test_csv_has_a_line_a_case_with_the_days_of_its_links(client):
    world = make_world(NAMES[:2])
    make_blocked(world)
    client.force_login(world.member)
    answer = client.get(f"{CHAIN}?format=csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert len(rows) == 3
    assert (first["Đơn vị"], first["Vướng mắc"], first["Kiến nghị"], first["Chưa đạt"], first["Ghi chú"]) == (
        "phường Hải Châu I",
        "20/08/2021",
        "10/11/2025",
        "31/12/2021",
        "số liệu minh họa",
    )


def test_file_holds_what_was_asked_for(client):
    world = make_world(NAMES[:2])
    make_blocked(world)
    client.force_login(world.member)
    answer = client.get(f"{CHAIN}?format=csv&cause=internal")
    assert b"".join(answer.streaming_content).decode().count("\n") == 2
    workbook = client.get(f"{CHAIN}?format=xlsx&state=unrecorded")
    assert workbook.headers["Content-Disposition"] == 'attachment; filename="chuoi-thao-go.xlsx"'


@pytest.mark.parametrize("count", [1, 3])
def test_city_queries_do_not_grow_with_cases(client, django_assert_num_queries, count):
    world = make_world(NAMES[:count], second=False)
    department, kind = make_department("PH10", world.city), make_kind()
    for ward in world.wards:
        obstacle = make_obstacle([ward], criteria=[criterion_of(world)], resource=kind)
        recommendation = make_recommendation(obstacle, ward, steps=[("accepted", "2022-03-15")])
        make_directive(world.city, department, [obstacle])
        make_directive(world.city, department, recommendation=recommendation)
        make_project(ward, [("survey", "2023-03-31", "2023-04-10"), ("approval", "2023-10-31", None)])
    client.force_login(world.member)
    with django_assert_num_queries(23):
        assert len(units_of(client.get(CHAIN))) == count


# ---------------------------------------------------------------- one unit


def test_unit_tells_its_cases_link_by_link(client):
    world = make_world(NAMES[:1])
    obstacle, ward = make_obstacle([world.wards[0]], criteria=[criterion_of(world)]), world.wards[0]
    make_recommendation(obstacle, ward, "2025-11-10", answer_due="2026-01-31")
    client.force_login(world.member)
    answer = client.get(f"/committee/units/{ward.pk}/")
    html = answer.content.decode()
    assert sentence_of(answer) == (
        f"Phường Hải Châu I còn 1 việc vướng, đã {days_since('2021-08-20')} ngày (Trụ sở chật, xuống cấp): "
        f"chờ {CITY_BODY} {days_since('2025-11-10')} ngày."
    )
    assert html.count('<li class="timeline-entry') == 3
    assert f"quá hạn {days_since('2026-01-31')} ngày" in html
    assert "1 mốc" not in html
    assert "3 mốc của chuỗi này" in html
    assert faults_of(answer) == []


def test_unit_that_lacks_nothing_says_so(client):
    world = make_world(NAMES[:2])
    client.force_login(world.member)
    answer = client.get(f"/committee/units/{world.wards[1].pk}/")
    assert sentence_of(answer) == "Phường Thạch Thang không có vướng mắc nào đang mở."
    assert "Đơn vị không vướng gì" in answer.content.decode()


def test_unit_with_a_cleared_case_says_how_long_it_took(client):
    world = make_world(NAMES[:2])
    make_obstacle([world.wards[1]], "2021-08-20", [criterion_of(world)], cleared_on="2022-06-01")
    client.force_login(world.member)
    html = client.get(f"/committee/units/{world.wards[1].pk}/").content.decode()
    assert "Đã tháo gỡ xong sau 498 ngày." in html


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MEMBER])
def test_unit_out_of_reach_is_not_found(client, role):
    world = make_world(NAMES[:1])
    make_obstacle([world.wards[0]])
    client.force_login(make_person(role, make_city("Huế") if role == Role.MEMBER else make_unit("Khác")))
    assert client.get(f"/committee/units/{world.wards[0].pk}/").status_code == 404
    assert client.get("/committee/units/999999/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_unit_queries_do_not_grow_with_cases(client, django_assert_num_queries, count):
    world = make_world(NAMES[:1], second=False)
    for number in range(count):
        obstacle = make_obstacle([world.wards[0]], title=f"Vướng mắc {number}")
        make_recommendation(obstacle, world.wards[0])
    client.force_login(world.member)
    with django_assert_num_queries(22):
        client.get(f"/committee/units/{world.wards[0].pk}/")


# ---------------------------------------------------------------- one criterion


def test_criterion_shows_every_unit_that_it_stops(client):
    world = make_world(second=False)
    make_obstacle([world.wards[0]], "2021-08-20", [criterion_of(world)])
    client.force_login(world.member)
    answer = client.get(f"/committee/criteria/{world.criteria_set.code}/II.1/")
    assert sentence_of(answer) == (
        f"3 đơn vị đang vướng II.1, lâu nhất {days_since('2021-08-20')} ngày (phường Hải Châu I); "
        "2 đơn vị chưa ghi vướng mắc."
    )
    assert units_of(answer) == ["phường Hải Châu I", "phường Bình Hiên", "phường Thạch Thang"]
    assert faults_of(answer) == []


def test_criterion_that_stops_nobody_says_so(client):
    world = make_world(NAMES[:1])
    client.force_login(world.member)
    answer = client.get(f"/committee/criteria/{world.criteria_set.code}/I.1/")
    assert sentence_of(answer) == "Không có đơn vị nào đang vướng I.1 trong phạm vi bạn theo dõi."
    assert "Không có chuỗi nào ở tiêu chí này" in answer.content.decode()


def test_unknown_criterion_is_not_found(client):
    client.force_login(make_person(Role.MEMBER, make_city()))
    assert client.get("/committee/criteria/khong-co/II.1/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_criterion_queries_do_not_grow_with_cases(client, django_assert_num_queries, count):
    world = make_world(NAMES[:count], second=False)
    for ward in world.wards:
        make_recommendation(make_obstacle([ward], criteria=[criterion_of(world)]), ward)
    client.force_login(world.member)
    with django_assert_num_queries(17):
        answer = client.get(f"/committee/criteria/{world.criteria_set.code}/II.1/")
    assert len(rows_of(answer, "drawn-heading")) == count
