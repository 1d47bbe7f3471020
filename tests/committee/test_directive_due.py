"""Later days: asked for by the lead unit, granted or set by whoever ordered it."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event, Role
from accounts.refusals import ReasonMissing
from assessments.actions.deadlines import NotLater
from assessments.actions.refusals import DayGone
from assessments.models import Notice, NoticeKind
from committee.actions.directive_due import ask_postponement, decide_postponement, postpone
from committee.actions.directive_refusals import AskedAlready, DayTaken, DecidedAlready, NoDeadline
from committee.models import Postponement, PostponementState, Repetition
from tests.committee.directive_samples import REASON, finish, in_days, issued, issued_to_all, make_place, stored
from tests.factories import make_membership


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def directive(place):
    return issued(place)


def ask(place, directive, days=20, reason=REASON, by=None):
    return ask_postponement(by=by or place.commander, directive=directive, due=in_days(days), reason=reason)


def put_off(place, directive, days=20, reason=REASON, by=None):
    return postpone(by=by or place.secretary, directive=directive, due=in_days(days), reason=reason)


def test_request_leaves_the_day_as_it_is_and_is_told_to_the_issuer(place, directive):
    asked = ask(place, directive)
    assert (stored(directive).due, asked.previous_due, asked.state) == (in_days(10), in_days(10), "asked")
    notices = Notice.objects.filter(kind=NoticeKind.POSTPONEMENT)
    assert {notice.user for notice in notices} == {place.secretary, place.member}
    assert {notice.data["due"] for notice in notices} == {in_days(20).isoformat()}


def test_granted_request_moves_the_day(place, directive):
    decide_postponement(by=place.member, postponement=ask(place, directive), is_granted=True)
    asked = Postponement.objects.get()
    assert (stored(directive).due, asked.state, asked.decided_by) == (in_days(20), "granted", place.member)
    notice = Notice.objects.get(user=place.commander, kind=NoticeKind.POSTPONEMENT)
    assert notice.data["reason"] == f"đã gia hạn: {REASON}"


def test_refused_request_says_why_and_leaves_the_day(place, directive):
    asked = ask(place, directive)
    with pytest.raises(ReasonMissing):
        decide_postponement(by=place.member, postponement=asked, is_granted=False)
    decide_postponement(by=place.member, postponement=asked, is_granted=False, note="Vốn đã bố trí")
    assert (stored(directive).due, Postponement.objects.get().state) == (in_days(10), PostponementState.REFUSED)
    ask(place, directive)
    assert Postponement.objects.count() == 2


def test_request_is_decided_once(place, directive):
    asked = ask(place, directive)
    decide_postponement(by=place.member, postponement=asked, is_granted=True)
    with pytest.raises(DecidedAlready):
        decide_postponement(by=place.secretary, postponement=asked, is_granted=False, note="Không")
    assert stored(directive).due == in_days(20)


def test_one_request_at_a_time(place, directive):
    ask(place, directive)
    with pytest.raises(AskedAlready):
        ask(place, directive, days=30)
    assert Postponement.objects.count() == 1


@pytest.mark.parametrize(
    "days, reason, refusal", [(20, " ", ReasonMissing), (-1, REASON, DayGone), (10, REASON, NotLater)]
)
@pytest.mark.parametrize("move", [ask, put_off])
def test_later_day_that_makes_no_sense_is_refused(place, directive, move, days, reason, refusal):
    with pytest.raises(refusal):
        move(place, directive, days, reason)
    assert not Postponement.objects.exists()


@pytest.mark.parametrize("who", ["appraiser", "secretary", "second_commander", "stranger"])
def test_only_the_lead_unit_asks(place, directive, who):
    with pytest.raises(PermissionDenied):
        ask(place, directive, by=getattr(place, who))


@pytest.mark.parametrize("who", ["commander", "appraiser", "stranger"])
def test_only_the_issuer_decides_and_postpones(place, directive, who):
    asked = ask(place, directive)
    with pytest.raises(PermissionDenied):
        decide_postponement(by=getattr(place, who), postponement=asked, is_granted=True)
    with pytest.raises(PermissionDenied):
        put_off(place, directive, by=getattr(place, who))


def test_nobody_grants_a_later_day_to_their_own_unit(place, directive):
    make_membership(place.member, place.ward, Role.COMMANDER)
    asked = ask(place, directive)
    with pytest.raises(PermissionDenied):
        decide_postponement(by=place.member, postponement=asked, is_granted=True)


def test_what_has_ended_is_neither_put_off_nor_asked_for(place, directive):
    finish(place, directive)
    with pytest.raises(PermissionDenied):
        put_off(place, directive)
    with pytest.raises(PermissionDenied):
        ask(place, directive)


def test_without_a_deadline_there_is_nothing_to_put_off(place):
    standing = issued(place, due=None)
    with pytest.raises(NoDeadline):
        put_off(place, standing)
    with pytest.raises(PermissionDenied):
        ask(place, standing)


def test_issuer_sets_a_later_day_straight_away(place, directive):
    put_off(place, directive)
    assert stored(directive).due == in_days(20)
    event = Event.objects.get(stream=directive.stream, verb="postpone")
    assert event.data == {"due": in_days(20).isoformat(), "reason": REASON}


def test_day_set_by_the_issuer_grants_a_request_for_no_more(place, directive):
    asked = ask(place, directive, days=15)
    put_off(place, directive, days=20)
    asked.refresh_from_db()
    assert (asked.state, stored(directive).due) == (PostponementState.GRANTED, in_days(20))


def test_request_for_more_than_the_issuer_set_still_waits(place, directive):
    asked = ask(place, directive, days=30)
    put_off(place, directive, days=20)
    decide_postponement(by=place.member, postponement=asked, is_granted=True)
    assert stored(directive).due == in_days(30)


def test_order_takes_the_tasks_along_that_would_end_before_it(place):
    order, (first, second, third) = issued_to_all(place)
    put_off(place, first, days=40)
    put_off(place, order, days=20)
    assert [stored(task).due for task in (first, second, third)] == [in_days(40), in_days(20), in_days(20)]


def test_granted_request_takes_the_tasks_along_too(place):
    order, (first, *_others) = issued_to_all(place)
    asked = ask(place, order, by=place.appraiser)
    decide_postponement(by=place.secretary, postponement=asked, is_granted=True)
    assert stored(first).due == in_days(20)


def test_two_turns_of_a_series_are_not_due_on_one_day(place):
    first = issued(place, due=5, repetition=Repetition.MONTHLY)
    issued(place, due=20, series=first, repetition=Repetition.MONTHLY)
    with pytest.raises(DayTaken):
        put_off(place, first, days=20)
    assert stored(first).due == in_days(5)
