"""Who is reminded of a directive, on which days, and never twice of one thing."""

import datetime as dt

import pytest

from accounts.models import Role
from assessments.models import NoticeKind
from committee.actions.daily import remind_of_directives
from committee.queries.reminders import directive_reminders_on
from tests.committee.directive_samples import finish, in_days, issued, issued_to_all, made_so, make_place
from tests.factories import make_person


@pytest.fixture
def place(db):
    return make_place()


def told_on(date):
    return {(notice.user, notice.kind) for notice in directive_reminders_on(date)}


def test_the_lead_and_those_who_coordinate_are_reminded(place):
    issued(place, coordinating=[place.department])
    kind = NoticeKind.DIRECTIVE_DUE
    assert told_on(in_days(7)) == {(place.commander, kind), (place.officer, kind), (place.appraiser, kind)}


def test_reminders_come_on_their_days(place):
    issued(place, due=10)
    days = [left for left in range(9, -30, -1) if remind_of_directives(date=in_days(10 - left))]
    assert days == [7, 3, 1, 0, -1, -3, -7, -14, -21, -28]


def test_what_is_overdue_is_told_to_the_secretary_too(place):
    issued(place, due=-1)
    kind = NoticeKind.DIRECTIVE_LATE
    assert told_on(in_days(0)) == {(place.commander, kind), (place.officer, kind), (place.secretary, kind)}


def test_secretary_is_told_of_an_order_and_not_of_each_task(place):
    issued_to_all(place, due=-1)
    secretary = [notice for notice in directive_reminders_on(in_days(0)) if notice.user == place.secretary]
    assert [notice.data["unit"] for notice in secretary] == ["Phòng PV05"]


def test_missed_day_is_made_up_for_on_the_next(place):
    issued(place, due=10)
    assert [notice.data["due"] for notice in remind_of_directives(date=in_days(5))] == [in_days(10).isoformat()] * 2
    assert remind_of_directives(date=in_days(6)) == []


def test_later_day_is_reminded_of_anew(place):
    directive = issued(place, due=3)
    remind_of_directives(date=in_days(0))
    made_so(directive, due=in_days(5))
    assert len(remind_of_directives(date=in_days(2))) == 2


def test_what_is_done_reported_or_without_a_day_is_not_reminded_of(place):
    finish(place, issued(place, due=0))
    made_so(issued(place, due=-1), state="reported", reported_on=in_days(0))
    issued(place, due=None)
    assert directive_reminders_on(in_days(0)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_reminders_cost_the_same_for_any_number(place, django_assert_num_queries, count):
    for number in range(count):
        make_person(Role.OFFICER, place.wards[number])
        issued(place, lead=place.wards[number], due=-1, coordinating=[place.department], title=f"Việc {number}")
    with django_assert_num_queries(9):
        assert len(directive_reminders_on(in_days(0))) > count


def test_year_of_days_never_tells_one_thing_twice(place):
    issued(place, due=10, coordinating=[place.department])
    seen = set()
    for left in range(60):
        for notice in remind_of_directives(date=in_days(0) + dt.timedelta(days=left)):
            assert (notice.user_id, notice.key) not in seen
            seen.add((notice.user_id, notice.key))
