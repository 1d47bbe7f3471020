"""A unit's own days: extensions, the days of a whole round, and what is late by them."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Event, Role
from accounts.refusals import ReasonMissing
from assessments import actions
from assessments.actions.deadlines import NotLater, OutOfOrder, change_round_dates
from assessments.actions.refusals import DayGone
from assessments.models import Assessment, Extension, Notice, NoticeKind, Stage, State
from assessments.queries.conditions import awaited_late, handed_in_late, is_late
from assessments.queries.deadlines import due_of, sheet_due
from tests.assessments.days import REASON, in_days, put_off
from tests.factories import advance, make_city, make_open_round, make_person, make_unit


def stored(place):
    return Assessment.objects.get(pk=place.assessment.pk)


def hand_in_at(assessment, day):
    """The sheet was handed in on that day, one minute before midnight where the portal stands."""
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59)))
    Assessment.objects.filter(pk=assessment.pk).update(submitted_at=at)
    return Assessment.objects.get(pk=assessment.pk)


def test_extension_moves_the_day_of_this_unit_only(due):
    put_off(due)
    assert (stored(due).due_of("self_score"), stored(due).due_of("appraisal")) == (in_days(6), in_days(10))
    assert stored(due).round.due_of("self_score") == in_days(3)


def test_extension_is_recorded_counted_and_told(due):
    before = stored(due).changes
    put_off(due)
    event = Event.objects.get(stream=due.assessment.stream, verb="extend")
    told = {"stage": "self_score", "from": in_days(3).isoformat(), "to": in_days(6).isoformat()}
    assert event.data == {**told, "reason": REASON}
    assert stored(due).changes == before + 1
    notices = Notice.objects.filter(kind=NoticeKind.EXTENDED)
    assert {notice.user for notice in notices} == {due.officer, due.commander}
    assert [notice.data for notice in notices] == [told, told]


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "member", "reviewer", "stranger"])
def test_only_the_secretary_extends(due, who):
    with pytest.raises(PermissionDenied):
        put_off(due, by=getattr(due, who))
    assert not Extension.objects.exists()


def test_stage_that_is_behind_the_sheet_is_not_extended(due):
    advance(due.assessment, State.SUBMITTED)
    with pytest.raises(PermissionDenied):
        put_off(due)
    put_off(due, Stage.APPRAISAL, 12)


@pytest.mark.parametrize(
    "which, days, reason, refusal",
    [
        (Stage.SELF_SCORE, 6, "  ", ReasonMissing),
        (Stage.SELF_SCORE, 3, REASON, NotLater),
        (Stage.SELF_SCORE, -1, REASON, DayGone),
        (Stage.SELF_SCORE, 11, REASON, OutOfOrder),
        (Stage.APPRAISAL, 21, REASON, OutOfOrder),
        (Stage.EXPLANATION, 21, REASON, OutOfOrder),
    ],
)
def test_extension_that_makes_no_sense_is_refused(due, which, days, reason, refusal):
    with pytest.raises(refusal):
        put_off(due, which, days, reason=reason)
    assert not Extension.objects.exists()


def test_refusal_says_what_must_move_first(due):
    with pytest.raises(OutOfOrder) as refused:
        put_off(due, days=11)
    assert str(refused.value) == (
        f"Hạn tự chấm điểm không được sau hạn thẩm định (ngày {in_days(10):%d/%m/%Y}). "
        "Hãy gia hạn thẩm định trước, hoặc chọn ngày sớm hơn."
    )


def test_day_of_explanation_follows_the_units_own_appraisal(due):
    put_off(due, Stage.APPRAISAL, 15)
    assert stored(due).due_of("explanation") == in_days(15)


def test_explanations_still_owed_are_put_off_with_their_stage(due, score_of):
    advance(due.assessment, State.SUBMITTED)
    criterion = score_of(due.assessment, "I.1").criterion_id
    explanation = actions.ask_explanation(
        assessment=due.assessment.pk, criterion=criterion, question="Vì sao?", by=due.appraiser, due=in_days(2)
    )
    put_off(due, Stage.EXPLANATION, 14)
    explanation.refresh_from_db()
    assert explanation.due == in_days(14)


# ---------------------------------------------------------------- what is late


@pytest.mark.parametrize("days, late", [(3, False), (4, True)])
def test_sheet_is_late_by_the_days_of_its_round(due, days, late):
    assessment = hand_in_at(advance(due.assessment, State.SUBMITTED), in_days(days))
    found = Assessment.objects.filter(handed_in_late([assessment.round]))
    assert (found.exists(), is_late(assessment)) == (late, late)


@pytest.mark.parametrize("days, late", [(4, False), (6, False), (7, True)])
def test_extended_sheet_is_late_by_its_own_day(due, days, late):
    put_off(due)
    assessment = hand_in_at(advance(due.assessment, State.SUBMITTED), in_days(days))
    found = Assessment.objects.filter(handed_in_late([assessment.round]))
    assert (found.exists(), is_late(assessment)) == (late, late)


@pytest.mark.parametrize("today, late", [(4, False), (6, False), (7, True)])
def test_extended_sheet_is_awaited_until_its_own_day(due, today, late):
    put_off(due)
    found = Assessment.objects.filter(awaited_late([due.assessment.round], in_days(today)))
    assert found.exists() == late


def test_returned_sheet_has_the_day_of_its_return(due):
    advance(due.assessment, State.SUBMITTED)
    actions.return_sheet(
        assessment=due.assessment.pk, criteria=[], reason="Thiếu phụ lục (minh họa)", due=in_days(5), by=due.secretary
    )
    assert due_of(stored(due)).date == in_days(5)
    assert sheet_due(stored(due)).words == "Phiếu bị trả lại, hạn nộp lại"
    told = Notice.objects.filter(kind=NoticeKind.RETURNED, user__in=[due.officer, due.commander])
    assert [notice.data["reason"] for notice in told] == ["Thiếu phụ lục (minh họa)"] * 2


# ---------------------------------------------------------------- the days of a round


def change(place, dates, by=None, reason=REASON):
    return change_round_dates(
        assessment_round=place.assessment.round, dates=dates, reason=reason, by=by or place.secretary
    )


def test_days_of_an_open_round_are_moved_with_a_record(due):
    before = stored(due).changes
    moved = change(due, {"self_score": in_days(5), "appraisal": in_days(10), "decision": in_days(25)})
    moved.refresh_from_db()
    assert (moved.self_score_due, moved.appraisal_due, moved.decision_due) == (in_days(5), in_days(10), in_days(25))
    event = Event.objects.get(stream=f"round:{moved.pk}", verb="change_dates")
    assert event.data["to"] == {"self_score": in_days(5).isoformat(), "decision": in_days(25).isoformat()}
    assert stored(due).changes == before + 1


def test_own_day_that_would_end_before_the_rounds_falls_away(due):
    put_off(due, days=6)
    change(due, {"self_score": in_days(8)})
    assert stored(due).due_of("self_score") == in_days(8)


def test_later_own_day_stays(due):
    put_off(due, days=9)
    change(due, {"self_score": in_days(8)})
    assert stored(due).due_of("self_score") == in_days(9)


@pytest.mark.parametrize(
    "dates, refusal",
    [({"self_score": 11}, OutOfOrder), ({"appraisal": -1}, DayGone), ({"explanation": 30}, OutOfOrder)],
)
def test_days_of_a_round_stay_in_order_and_ahead(due, dates, refusal):
    with pytest.raises(refusal):
        change(due, {stage: in_days(days) for stage, days in dates.items()})


@pytest.mark.parametrize("who", ["officer", "appraiser", "member", "stranger"])
def test_only_the_secretary_moves_the_days_of_a_round(due, who):
    with pytest.raises(PermissionDenied):
        change(due, {"self_score": in_days(5)}, by=getattr(due, who))


def test_secretary_of_one_city_moves_no_round_of_two(db):
    cities = [make_city(), make_city("Huế", key="hue")]
    shown = make_open_round([make_unit(parent=city) for city in cities])
    secretary = make_person(Role.SECRETARY, cities[0])
    with pytest.raises(PermissionDenied):
        change_round_dates(assessment_round=shown, dates={"self_score": in_days(5)}, reason=REASON, by=secretary)
