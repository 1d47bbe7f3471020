"""A sheet goes back: taken back by its unit, returned with a reason, or reopened for one criterion."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions import record_event
from accounts.models import Role
from accounts.refusals import ReasonMissing
from assessments.actions.notices import notify
from assessments.actions.refusals import check_day
from assessments.actions.results import (
    RESULT_COLUMNS,
    answers_of,
    locked_assessment,
    result_of,
    store_groups,
    store_result,
    stored_track,
)
from assessments.actions.review import reset_review
from assessments.models import (
    ChangedLine,
    CriterionScore,
    Disagreement,
    Explanation,
    LineState,
    NoticeKind,
    Return,
    ReturnKind,
    State,
    Track,
)
from assessments.permissions import can_move
from assessments.queries.people import people_of
from criteria.queries import published_set

BACK_WITH_UNIT = [
    *RESULT_COLUMNS,
    *("state", "review_unit", "self_score_due", "submitted_at", "appraised_at", "decided_at"),
    *("decision_document", "appraised_count"),
]


@transaction.atomic
def withdraw(*, assessment, by):
    """Take the sheet back to correct it, before its appraisal has begun. Raises `PermissionDenied`.

    What the last return left to the unit is what it may change again.
    """
    assessment = locked_assessment(assessment)
    if not can_move(by, "withdraw", assessment):
        raise PermissionDenied
    answered = Return.objects.filter(assessment=assessment, resubmitted_at=assessment.submitted_at)
    answered.update(resubmitted_at=None)
    _give_back(assessment)
    record_event(stream=assessment.stream, verb="withdraw", by=by)
    return assessment


@transaction.atomic
def return_sheet(*, assessment, criteria, reason, due, by):
    """Return the sheet to its unit: for the criteria of these primary keys, or as a whole when there are none.

    What was appraised of them is set aside (the history keeps it) and explanations of them are closed. `due` is the
    day by which the unit hands in again. Raises `PermissionDenied`, `ReasonMissing`, `DayGone`,
    `DayTooFar`.
    """
    assessment = locked_assessment(assessment)
    if not can_move(by, "return_sheet", assessment):
        raise PermissionDenied
    kind = ReturnKind.CRITERIA if criteria else ReturnKind.WHOLE
    return _send_back(assessment, kind, criteria, reason, due, by)


@transaction.atomic
def reopen_criterion(*, assessment, criterion, reason, due, by):
    """Reopen one criterion of a sheet that is appraised or decided; only its own path is approved again.

    A decision that was taken falls with it. Raises as `return_sheet` does.
    """
    assessment = locked_assessment(assessment)
    if not can_move(by, "reopen_criterion", assessment):
        raise PermissionDenied
    return _send_back(assessment, ReturnKind.REOPENING, [criterion], reason, due, by)


@transaction.atomic
def return_to_appraisal(*, assessment, criteria, reason, by):
    """The committee sends the sheet back to its appraisers, for these criteria or, with none, to look at it again.

    Raises `PermissionDenied`, `ReasonMissing`.
    """
    assessment = locked_assessment(assessment)
    if not can_move(by, "return_to_appraisal", assessment):
        raise PermissionDenied
    _check_reason(reason)
    due = max(assessment.due_of("appraisal"), timezone.localdate())
    record = _record_return(assessment, ReturnKind.APPRAISAL, criteria, reason, due, by)
    _supersede_changes(assessment, record.at)
    result = _back_to_self_score(assessment)
    assessment.state, assessment.appraised_at = State.APPRAISING, None
    if due > assessment.due_of("appraisal"):
        assessment.appraisal_due = due
    assessment.save(update_fields=[*RESULT_COLUMNS, "state", "appraisal_due", "appraised_at", "appraised_count"])
    store_groups(assessment, result)
    _tell(record, Role.APPRAISER)
    return assessment


def close_return(assessment, at):
    """The sheet is back where it was sent from: the return that asked for it is answered."""
    Return.objects.filter(assessment=assessment, resubmitted_at__isnull=True).update(resubmitted_at=at)


def _send_back(assessment, kind, criteria, reason, due, by):
    _check_reason(reason)
    check_day(due, timezone.localdate())
    record = _record_return(assessment, kind, criteria, reason, due, by)
    scores = CriterionScore.objects.filter(assessment=assessment)
    scores.filter(is_locked=True).update(is_locked=False)
    if criteria:
        scores.exclude(criterion__in=criteria).update(is_locked=True)
    _take_back_decision(assessment, record.at)
    # From now on the unit's own day: what is handed in again is late by it and by no other.
    assessment.self_score_due = due
    _give_back(assessment)
    _tell(record, Role.OFFICER, Role.COMMANDER)
    return assessment


def _tell(record, *roles):
    notify(
        users=people_of(record.assessment, *roles),
        kind=NoticeKind.RETURNED,
        key=f"returned:{record.pk}",
        data={"kind": record.kind, "due": record.due.isoformat(), "reason": record.reason},
        assessment=record.assessment,
        by=record.by,
    )


def _check_reason(reason):
    if not reason.strip():
        raise ReasonMissing


def _record_return(assessment, kind, criteria, reason, due, by):
    now, known = timezone.now(), published_set(assessment.round.criteria_set).criteria
    criteria = [key for key in known if key in set(criteria)]
    # Sent further back before it was answered: one return at a time says what is to be done.
    close_return(assessment, now)
    record = Return.objects.create(
        assessment=assessment, kind=kind, from_state=assessment.state, reason=reason, due=due, by=by, at=now
    )
    record.criteria.set(criteria)
    # A whole sheet that goes back to its appraisers keeps what they found: they look at it again.
    affected = criteria or ([] if kind == ReturnKind.APPRAISAL else list(known))
    record_event(
        stream=assessment.stream,
        verb="reopen_criterion" if kind == ReturnKind.REOPENING else f"return_{kind}",
        by=by,
        data={
            "criteria": [known[key].code for key in criteria],
            "reason": reason,
            "due": due.isoformat(),
            "from": record.from_state,
            "set_aside": _set_appraisal_aside(assessment, affected, reason, by, now),
        },
    )
    return record


def _set_appraisal_aside(assessment, criteria, reason, by, now):
    """Clear the appraised track of these criteria and what hangs on it. Returns {code: answer} of what stood there."""
    scores = CriterionScore.objects.filter(assessment=assessment, criterion__in=criteria)
    appraised = dict(scores.exclude(appraised_answer=None).values_list("criterion__code", "appraised_answer"))
    concerned = {"score__assessment": assessment, "score__criterion__in": criteria}
    Explanation.objects.unsettled().filter(**concerned).update(settled_by=by, settled_at=now)
    open_disagreements = Disagreement.objects.filter(resolved_at__isnull=True, **concerned)
    open_disagreements.update(resolved_by=by, resolved_at=now, reason=reason)
    scores.filter(appraised_answer__isnull=False).update(
        appraised_answer=None,
        appraised_note="",
        appraised_points=0,
        appraised_met=None,
        appraised_state=LineState.MISSING,
        appraised_by=None,
        appraised_at=None,
        is_disputed=False,
        revision=F("revision") + 1,
    )
    return appraised


def _take_back_decision(assessment, now):
    """What the committee decided, or prepared to decide otherwise, no longer stands."""
    _supersede_changes(assessment, now)
    if assessment.state != State.DECIDED:
        return
    CriterionScore.objects.filter(assessment=assessment).update(
        official_answer=None,
        official_points=0,
        official_met=None,
        official_state=LineState.MISSING,
        official_by=None,
        official_at=None,
        revision=F("revision") + 1,
    )


def _supersede_changes(assessment, now):
    in_force = ChangedLine.objects.filter(score__assessment=assessment, superseded_at__isnull=True)
    in_force.update(superseded_at=now)


def _give_back(assessment):
    """The sheet is the unit's again, and its result that of the self-score."""
    reset_review(assessment)
    result = _back_to_self_score(assessment)
    assessment.state, assessment.decision_document = State.DRAFTING, ""
    assessment.submitted_at = assessment.appraised_at = assessment.decided_at = None
    assessment.save(update_fields=BACK_WITH_UNIT)
    store_groups(assessment, result)


def _back_to_self_score(assessment):
    """Store the self-score as the sheet's result, and count what is still appraised. Returns the result."""
    result = result_of(assessment, answers_of(assessment, stored_track(assessment, Track.SELF)))
    store_result(assessment, Track.SELF, result)
    appraised = CriterionScore.objects.filter(assessment=assessment).exclude(appraised_state=LineState.MISSING)
    assessment.appraised_count = appraised.count()
    return result
