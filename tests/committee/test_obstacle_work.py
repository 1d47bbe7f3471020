"""What of obstacles and recommendations waits for whom."""

import pytest
from django.urls import reverse

from committee.actions.directive import issue_directive
from committee.actions.recommendation import advance_recommendation
from committee.queries.obstacle_work import obstacle_work
from tests.committee.obstacle_samples import (
    ago,
    make_body,
    make_obstacle,
    make_place,
    make_recommendation,
    make_rounds,
)
from tests.factories import make_unit


@pytest.fixture
def place(db):
    return make_place()


def titles(user):
    return [work.title for work in obstacle_work(user)]


@pytest.mark.parametrize("who", ["officer", "commander"])
def test_unit_is_asked_about_what_it_missed_twice(place, who):
    criteria = make_rounds([place.ward], ["II.1"], ["II.1"])
    (work,) = obstacle_work(getattr(place, who))
    assert work.title == "Tiêu chí II.1 chưa đạt hai kỳ liền mà chưa ghi vướng mắc: Tiêu chí II.1"
    start = f"{reverse('committee:obstacle_new')}?unit={place.ward.pk}&criterion={criteria['II.1'].pk}&round="
    assert work.url.startswith(start)
    make_obstacle(place, criteria=[criteria["II.1"]])
    assert titles(getattr(place, who)) == []


@pytest.mark.parametrize("who", ["member", "reviewer", "appraiser", "neighbour", "stranger"])
def test_others_are_asked_nothing(place, who):
    make_rounds([place.ward], ["II.1"], ["II.1"])
    make_obstacle(place, units=[place.ward])
    make_recommendation(place, answer_due=ago(3))
    assert titles(getattr(place, who)) == []


def test_support_team_sees_the_obstacles_about_which_nobody_was_asked(place):
    make_obstacle(place, "Vướng A", since=ago(1200))
    asked, ordered = make_obstacle(place, "Vướng B"), make_obstacle(place, "Vướng C")
    recommendation = make_recommendation(place, asked)
    issue_directive(
        by=place.member, issuer=place.city, lead=place.other, obstacles=[ordered], title="Xử lý", issued_on=ago(5)
    )
    (work,) = obstacle_work(place.secretary)
    assert work.title == "Vướng mắc chưa có kiến nghị, chỉ đạo nào: Vướng A"
    assert work.facts == ("Công an phường Hải Châu I", "đã 1.200 ngày")
    advance_recommendation(
        by=place.commander, recommendation=recommendation, state="declined", on=ago(1), note="Chưa có vốn"
    )
    assert [title[-7:] for title in titles(place.secretary)] == ["Vướng A", "Vướng B"]


def test_support_team_sees_what_was_not_answered_in_time(place):
    body = make_body("UBND thành phố")
    late = make_recommendation(place, title="Việc A", body=body, answer_due=ago(3))
    make_recommendation(place, title="Việc B", body=body, answer_due=ago(0))
    make_recommendation(place, title="Việc C", body=body)
    answered = make_recommendation(place, title="Việc D", body=body, answer_due=ago(3))
    advance_recommendation(by=place.commander, recommendation=answered, state="accepted", on=ago(1))
    (work,) = obstacle_work(place.secretary)
    assert (work.title, work.due) == ("UBND thành phố chưa trả lời kiến nghị: Việc A", ago(3))
    assert work.url == reverse("committee:recommendation", args=[late.pk])


def test_commander_sees_what_nobody_answered_the_unit_in_time(place):
    body = make_body("UBND thành phố")
    late = make_recommendation(place, title="Việc A", body=body, answer_due=ago(3))
    make_recommendation(place, title="Việc B", body=body, by=place.secretary, unit=place.city, answer_due=ago(3))
    make_recommendation(place, title="Việc C", body=body)
    (work,) = obstacle_work(place.commander)
    assert (work.title, work.due) == ("UBND thành phố chưa trả lời kiến nghị: Việc A", ago(3))
    assert work.facts[-1] == f"đã {(ago(0) - late.raised_on).days} ngày"
    assert titles(place.officer) == []
    advance_recommendation(by=place.commander, recommendation=late, state="accepted", on=ago(1))
    assert titles(place.commander) == []


@pytest.mark.parametrize("who", ["commander", "secretary"])
def test_recommendation_that_named_no_day_is_late_after_long(place, who):
    make_recommendation(place, title="Lâu", body=make_body("UBND"), raised_on=ago(91))
    make_recommendation(place, title="Mới", body=make_body("Sở Xây dựng"), raised_on=ago(90))
    assert titles(getattr(place, who)) == ["UBND chưa trả lời kiến nghị: Lâu"]


@pytest.mark.parametrize("rows", [1, 3])
def test_commander_work_costs_the_same_for_any_number(place, django_assert_num_queries, rows):
    for number in range(rows):
        make_recommendation(place, title=f"Việc {number}", answer_due=ago(3))
    with django_assert_num_queries(3):
        assert len(obstacle_work(place.commander)) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_work_costs_the_same_for_any_number(place, django_assert_num_queries, rows):
    for _row in range(rows):
        unit = make_unit(parent=place.city)
        make_obstacle(place, units=[unit])
        make_recommendation(place, by=place.secretary, unit=unit, answer_due=ago(3))
    with django_assert_num_queries(6):
        assert len(obstacle_work(place.secretary)) == 2 * rows
