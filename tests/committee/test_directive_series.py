"""Recurring directives: on which days their turns are due, and that the next turn is issued when its time has come."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Event
from assessments.models import Notice, NoticeKind
from committee.actions.daily import renew_directives
from committee.actions.directive import change_directive, withdraw_directive
from committee.actions.obstacle import open_obstacle
from committee.models import Directive, Obstacle, ObstacleState, Postponement, PostponementState, Repetition
from committee.queries.directive_turns import MONTHS, months_after, period_on
from tests.committee.directive_samples import REASON, finish, issued, made_so, make_place, stored
from tests.factories import day

JANUARY = day("2021-01-31")


@pytest.fixture
def place(db):
    return make_place()


def recurring(place, first="2021-01-31", repetition=Repetition.MONTHLY, **fields):
    return issued(place, issued_on=day("2021-01-05"), due=day(first), repetition=repetition, **fields)


def dues(first):
    return [f"{each.due:%d/%m}" for each in Directive.objects.filter(series=first).order_by("due")]


# ---------------------------------------------------------------- the calendar


@pytest.mark.parametrize(
    "first, months, expected",
    [
        ("2021-01-31", 1, "2021-02-28"),
        ("2021-01-31", 2, "2021-03-31"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2021-11-15", 3, "2022-02-15"),
        ("2021-12-31", 6, "2022-06-30"),
        ("2021-05-07", 0, "2021-05-07"),
    ],
)
def test_months_are_counted_from_the_first_day(first, months, expected):
    assert months_after(day(first), months) == day(expected)


@pytest.mark.parametrize(
    "repetition, date, before, due",
    [
        (Repetition.MONTHLY, "2021-02-01", "2021-01-31", "2021-02-28"),
        (Repetition.MONTHLY, "2021-02-28", "2021-01-31", "2021-02-28"),
        (Repetition.MONTHLY, "2021-03-01", "2021-02-28", "2021-03-31"),
        (Repetition.MONTHLY, "2021-07-10", "2021-06-30", "2021-07-31"),
        (Repetition.QUARTERLY, "2021-02-01", "2021-01-31", "2021-04-30"),
        (Repetition.HALF_YEARLY, "2021-02-01", "2021-01-31", "2021-07-31"),
        (Repetition.YEARLY, "2023-01-31", "2022-01-31", "2023-01-31"),
    ],
)
def test_turn_runs_from_the_day_after_the_one_before_was_due(repetition, date, before, due):
    assert period_on(JANUARY, repetition, day(date)) == (day(before), day(due))


def test_no_turn_follows_before_the_first_is_over():
    assert period_on(JANUARY, Repetition.MONTHLY, JANUARY) is None


@given(
    first=st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)),
    repetition=st.sampled_from(sorted(MONTHS)),
    later=st.integers(1, 4000),
)
def test_every_day_after_the_first_lies_in_exactly_one_period(first, repetition, later):
    date = first + dt.timedelta(days=later)
    before, due = period_on(first, repetition, date)
    assert before < date <= due
    assert period_on(first, repetition, due) == (before, due)
    assert period_on(first, repetition, due + dt.timedelta(days=1))[0] == due


# ---------------------------------------------------------------- issuing


def test_next_turn_is_issued_on_the_day_after_the_last_was_due(place):
    first = recurring(place, coordinating=[place.department], document_number="88/KH")
    assert renew_directives(date=JANUARY) == []
    (turn,) = renew_directives(date=day("2021-02-01"))
    assert (turn.due, turn.issued_on, turn.series, turn.lead) == (
        day("2021-02-28"),
        day("2021-02-01"),
        first,
        place.ward,
    )
    assert (turn.title, turn.document_number, list(turn.coordinating.all())) == (
        first.title, "88/KH", [place.department],
    )  # fmt: skip
    assert [event.verb for event in Event.objects.filter(stream=turn.stream)] == ["renew_directive"]
    assert Notice.objects.filter(kind=NoticeKind.DIRECTIVE, user=place.officer).count() == 2


def test_turns_come_once_a_month_however_often_the_timer_runs(place):
    first = recurring(place)
    date = day("2021-01-31")
    while date < day("2021-05-02"):
        renew_directives(date=date)
        renew_directives(date=date)
        date += dt.timedelta(days=1)
    assert dues(first) == ["28/02", "31/03", "30/04", "31/05"]


def test_missed_months_are_left_out(place):
    first = recurring(place)
    renew_directives(date=day("2021-07-10"))
    assert dues(first) == ["31/07"]


def test_turn_that_was_put_off_is_not_issued_again(place):
    first = recurring(place)
    (turn,) = renew_directives(date=day("2021-02-01"))
    made_so(turn, due=day("2021-03-15"))
    assert renew_directives(date=day("2021-02-20")) == []
    renew_directives(date=day("2021-03-02"))
    assert dues(first) == ["15/03", "31/03"]


def test_turn_put_off_to_the_day_of_the_next_one_takes_its_place(place):
    first = recurring(place)
    (turn,) = renew_directives(date=day("2021-02-01"))
    made_so(turn, due=day("2021-03-31"))
    assert renew_directives(date=day("2021-03-02")) == []
    assert dues(first) == ["31/03"]


def test_days_are_counted_from_the_planned_first_day_when_it_was_put_off(place):
    first = made_so(recurring(place), due=day("2021-02-10"))
    Postponement.objects.create(
        directive=first, previous_due=JANUARY, due=first.due, reason=REASON, state=PostponementState.GRANTED,
        by=place.secretary, at="2021-01-20T00:00Z", decided_at="2021-01-20T00:00Z",
    )  # fmt: skip
    renew_directives(date=day("2021-02-11"))
    assert dues(first) == ["28/02"]


def test_next_turn_is_worded_as_the_last(place):
    first = recurring(place)
    (turn,) = renew_directives(date=day("2021-02-01"))
    change_directive(by=place.secretary, directive=turn, title="Báo cáo theo mẫu mới")
    (next_turn,) = renew_directives(date=day("2021-03-01"))
    assert (next_turn.title, next_turn.series) == ("Báo cáo theo mẫu mới", first)


def test_turn_of_an_order_goes_to_the_same_units(place):
    order = recurring(place, lead=place.department, units=place.wards)
    withdraw_directive(by=place.secretary, directive=order.tasks.get(lead=place.wards[2]), reason=REASON)
    (turn,) = renew_directives(date=day("2021-02-01"))
    assert [task.lead for task in turn.tasks.order_by("pk")] == place.wards[:2]
    assert {task.due for task in turn.tasks.all()} == {day("2021-02-28")}


def test_turn_serves_what_still_stands_in_the_way(place):
    kept, cleared = (
        open_obstacle(by=place.secretary, title=title, units=[place.ward], since=JANUARY) for title in ("A", "B")
    )
    recurring(place, obstacles=[kept, cleared])
    Obstacle.objects.filter(pk=cleared.pk).update(state=ObstacleState.CLEARED, cleared_on=JANUARY)
    (turn,) = renew_directives(date=day("2021-02-01"))
    assert list(turn.obstacles.all()) == [kept]


def test_done_turns_go_on(place):
    first = recurring(place)
    finish(place, first)
    assert len(renew_directives(date=day("2021-02-01"))) == 1


@pytest.mark.parametrize("withdrawn", ["first", "newest"])
def test_withdrawn_series_stops(place, withdrawn):
    first = recurring(place)
    (turn,) = renew_directives(date=day("2021-02-01"))
    withdraw_directive(by=place.secretary, directive=first if withdrawn == "first" else turn, reason=REASON)
    assert renew_directives(date=day("2021-03-01")) == []


def test_older_turn_withdrawn_does_not_stop_the_series(place):
    recurring(place)
    (older,) = renew_directives(date=day("2021-02-01"))
    renew_directives(date=day("2021-03-01"))
    withdraw_directive(by=place.secretary, directive=stored(older), reason=REASON)
    assert len(renew_directives(date=day("2021-04-01"))) == 1


def test_single_directive_has_no_turns(place):
    recurring(place, repetition=Repetition.NONE)
    assert renew_directives(date=day("2021-07-01")) == []
