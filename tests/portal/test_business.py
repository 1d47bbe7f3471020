"""The committee's business where it belongs: on a unit's page, a criterion's page and the overview."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role
from committee.actions.obstacle import clear_obstacle
from committee.actions.recommendation import advance_recommendation
from committee.models import Commendation, Initiative
from portal.display.unit import page as unit_page
from portal.queries import unit as queries
from portal.queries.business import city_business, unit_business
from portal.queries.rounds import switch_to
from resources.models import ClosingPlan
from tests.committee.chain_samples import (
    CITY_BODY,
    criterion_of,
    make_directive,
    make_kind,
    make_obstacle,
    make_recommendation,
)
from tests.factories import day, make_city, make_department, make_person, make_programme, make_unit
from tests.portal.world import NAMES, faults_of, make_world, sentence_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def ago(days):
    return TODAY() - dt.timedelta(days=days)


def blocked_world(names=NAMES[:1], **options):
    """A world where II.1 of Hải Châu I is in the hands of the city's People's Committee since 412 days."""
    world = make_world(names, **options)
    world.obstacle = make_obstacle([world.wards[0]], "2021-08-20", [criterion_of(world)])
    make_recommendation(world.obstacle, world.wards[0], ago(412))
    return world


def unit_html(client, world, query=""):
    return client.get(f"/units/{world.wards[0].pk}/{query}")


# ---------------------------------------------------------------- a unit's page


def test_unit_says_what_blocks_it_who_is_waited_for_and_what_is_overdue(client):
    world = blocked_world()
    department = make_department("PH10", world.city)
    make_directive(world.city, department, [world.obstacle], ago(500), ago(30))
    make_directive(world.city, world.wards[0], [], ago(500), ago(10))
    make_directive(world.city, world.wards[0], [], ago(500), TODAY())
    client.force_login(world.member)
    assert sentence_of(unit_html(client, world)) == (
        "Hải Châu I đạt 2/3 tiêu chí; còn thiếu: II.1 Tiêu chí II.1, vướng mắc từ 08/2021, "
        "chờ Phòng PH10 500 ngày; 2 chỉ đạo đang quá hạn."
    )


def test_unit_of_an_earlier_round_is_not_explained_by_what_stands_today(client):
    world = blocked_world()
    client.force_login(world.member)
    assert sentence_of(unit_html(client, world, "?round=ky-2021")) == (
        "Hải Châu I đạt 2/3 tiêu chí; còn thiếu: II.1 Tiêu chí II.1, chưa đạt từ 12/2021."
    )


def test_unit_shows_its_chain_and_what_is_done_for_it(client):
    world = blocked_world()
    ward = world.wards[0]
    make_directive(world.city, ward, [], ago(50), ago(10), title="Rà soát camera")
    Initiative.objects.create(title="Phim tự quay", kind="clip", unit=ward, since=ago(900), description="Tự quay")
    Commendation.objects.create(unit=ward, form="certificate", on=day("2021-11-12"), authority="Giám đốc", reason="Tốt")
    for expected in (ago(1), ago(-9)):
        ClosingPlan.objects.create(kind=make_kind(), unit=ward, quantity=1, planned_on=ago(90), expected_on=expected)
    client.force_login(world.member)
    answer = unit_html(client, world)
    html = answer.content.decode()
    for words in (
        "Vì sao chưa đạt: chuỗi tháo gỡ",
        f"Chờ {CITY_BODY} 412 ngày",
        "Rà soát camera",
        "quá hạn 10 ngày",
        "Phim tự quay",
        "Giấy khen ngày 12/11/2021, Giám đốc",
        "2 kế hoạch bổ sung đang thực hiện, 1 quá hạn",
    ):
        assert words in html
    assert faults_of(answer) == []


def test_unit_shows_what_nobody_recorded_with_a_button_for_those_who_may(client):
    world = make_world(NAMES[:1])
    facts = queries.unit_facts(world.wards[0].pk, TODAY())

    def opens(user):
        found = queries.rounds_of(user, facts)
        results = queries.unit_results(found, queries.shown_of(found, facts.unit, None))
        shown = unit_page(facts, results, True, unit_business(user, facts, True))["business"]
        return [(case["title"], case["opens"]) for case in shown["cases"]]

    expected = {"unit": world.wards[0].pk, "criterion": criterion_of(world).pk}
    assert opens(make_person(Role.COMMANDER, world.wards[0])) == [("II.1 Tiêu chí II.1", expected)]
    assert opens(world.member) == [("II.1 Tiêu chí II.1", None)]


def test_unit_shows_a_change_of_its_chain_at_once(client):
    world = blocked_world()
    client.force_login(world.member)
    before = unit_html(client, world).content.decode()
    clear_obstacle(
        by=make_person(Role.SECRETARY, world.city),
        obstacle=world.obstacle,
        unit=world.wards[0],
        on=ago(3),
        clearance="Xây xong",
    )
    after = unit_html(client, world).content.decode()
    assert (f"chờ {CITY_BODY}" in before, "Chờ kỳ đánh giá tới 3 ngày" in after) == (True, True)


def test_stranger_sees_what_a_unit_found_and_not_what_blocks_it(client):
    world = blocked_world()
    Initiative.objects.create(
        title="Phim tự quay", kind="clip", unit=world.wards[0], since=ago(900), description="Tự quay"
    )
    client.force_login(make_person(Role.OFFICER, make_unit("Khác")))
    html = unit_html(client, world).content.decode()
    told = ("Phim tự quay" in html, "chuỗi tháo gỡ" in html, "Chỉ đạo đơn vị chủ trì" in html, CITY_BODY in html)
    assert told == (True, False, False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_unit_queries_do_not_grow_with_obstacles(client, django_assert_num_queries, count):
    world = make_world(NAMES[:1], second=False)
    department, ward = make_department("PH10", world.city), world.wards[0]
    for number in range(count):
        obstacle = make_obstacle([ward], criteria=[criterion_of(world)], title=f"Vướng mắc {number}")
        make_recommendation(obstacle, ward)
        make_directive(world.city, department, [obstacle])
        make_directive(world.city, ward)
    client.force_login(world.member)
    with django_assert_num_queries(32):
        unit_html(client, world)


# ---------------------------------------------------------------- a criterion's page


def test_criterion_shows_the_units_that_it_stops(client):
    world = blocked_world()
    client.force_login(world.member)
    answer = client.get(f"/criteria/{world.criteria_set.code}/II.1/")
    html = answer.content.decode()
    assert "Đang tháo gỡ thế nào" in html
    assert "1 đơn vị đang vướng II.1" in html
    assert f'href="/committee/criteria/{world.criteria_set.code}/II.1/"' in html
    assert faults_of(answer) == []


def test_criterion_without_an_obstacle_has_no_chain(client):
    world = blocked_world()
    client.force_login(world.member)
    assert "Đang tháo gỡ" not in client.get(f"/criteria/{world.criteria_set.code}/I.1/").content.decode()


def test_criterion_shows_only_what_the_reader_reaches(client):
    world = blocked_world(NAMES[:2])
    client.force_login(make_person(Role.OFFICER, world.wards[1]))
    assert "Đang tháo gỡ" not in client.get(f"/criteria/{world.criteria_set.code}/II.1/").content.decode()


# ---------------------------------------------------------------- the overview


def test_overview_says_how_many_obstacles_stand_and_who_is_waited_for(client):
    client.force_login(blocked_world(NAMES[:3]).member)
    assert sentence_of(client.get("/")).endswith(f"; 1 vướng mắc đang mở, 1 chờ {CITY_BODY}.")
    assert "vướng mắc đang mở" not in sentence_of(client.get("/?round=ky-2021"))


def test_overview_shows_the_oldest_obstacles_and_overdue_directives(client):
    world = blocked_world(NAMES[:3])
    department = make_department("PH10", world.city)
    for number in range(7):
        make_directive(world.city, department, [], ago(90), ago(number + 1), title=f"Chỉ đạo {number}")
    client.force_login(world.member)
    answer = client.get("/")
    html = answer.content.decode()
    assert "Vướng mắc lâu nhất" in html
    assert [number for number in range(7) if f"Chỉ đạo {number}" in html] == [2, 3, 4, 5, 6]
    assert "và 2 chỉ đạo khác" in html
    assert "Vướng: Trụ sở chật, xuống cấp (1 đơn vị, lâu nhất" in html
    assert faults_of(answer) == []


def test_overview_holds_the_business_of_its_programme_and_of_none(client):
    world = blocked_world(NAMES[:2])
    other = make_programme(title="Xã điển hình")
    make_obstacle([world.wards[1]], programme=other)
    make_obstacle([world.wards[1]], "2024-01-01", title="Thiếu xe")
    department = make_department("PH10", world.city)
    for programme, title in ((None, "Chung"), (other, "Của xã"), (world.programme, "Của phường")):
        make_directive(world.city, department, [], ago(90), ago(1), title=title, programme=programme)
    business = city_business(world.member, switch_to(None, "ky-2022"))
    assert [case.facts.title for case in business.oldest] == ["Trụ sở chật, xuống cấp", "Thiếu xe"]
    assert [each.title for each in business.overdue] == ["Chung", "Của phường"]


def test_overview_shows_a_change_of_the_chain_at_once(client):
    world = blocked_world(NAMES[:2])
    client.force_login(world.member)
    before = sentence_of(client.get("/"))
    advance_recommendation(
        by=make_person(Role.SECRETARY, world.city),
        recommendation=world.obstacle.recommendations.get(),
        state="declined",
        on=ago(2),
        note="Không còn quỹ đất",
    )
    after = sentence_of(client.get("/"))
    assert (before[-40:] != after[-40:], after.endswith("; 1 vướng mắc đang mở, 1 chưa ai được giao.")) == (True, True)


def test_overview_of_another_city_has_no_business():
    blocked_world(second=False)
    business = city_business(make_person(Role.MEMBER, make_city("Huế")), switch_to(None, "ky-2021"))
    assert (business.summary.open, business.oldest, business.overdue, business.blocking) == (0, (), (), ())


@pytest.mark.parametrize("count", [1, 3])
def test_overview_queries_do_not_grow_with_obstacles(client, django_assert_num_queries, count):
    world = make_world(NAMES[:count], second=False)
    department = make_department("PH10", world.city)
    for ward in world.wards:
        obstacle = make_obstacle([ward], criteria=[criterion_of(world)])
        make_recommendation(obstacle, ward)
        make_directive(world.city, department, [obstacle], ago(50), ago(1))
    client.force_login(world.member)
    with django_assert_num_queries(26):
        client.get("/")
