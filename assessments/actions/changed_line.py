"""The committee decides a criterion otherwise than it was appraised: recorded beside it, in force once decided."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.refusals import ReasonMissing
from assessments.actions.refusals import HandsNotApart, NothingAsked, NothingChanged
from assessments.actions.results import locked_assessment
from assessments.models import ChangedLine, CriterionScore
from assessments.permissions import can_move
from criteria import scoring
from criteria.queries import published_set


@transaction.atomic
def change_line(*, assessment, criterion, answer, reason, by):
    """Prepare another answer to one criterion, with the reason; `decide` puts it in force. Returns the `ChangedLine`.

    Raises `PermissionDenied`, `HandsNotApart`, `ReasonMissing`, `NothingChanged`, `scoring.AnswersRefused`.
    """
    assessment, score, asked = _found(assessment, criterion, by)
    if by.pk in (score.self_by_id, score.appraised_by_id):
        raise HandsNotApart
    if not reason.strip() or answer is None:
        raise ReasonMissing
    if answer == score.appraised_answer:
        raise NothingChanged
    scoring.score_line(asked.rule, answer)
    now = timezone.now()
    _in_force(score).update(superseded_at=now)
    change = ChangedLine.objects.create(score=score, answer=answer, reason=reason, by=by, at=now)
    _record(assessment, "change_line", asked, by, **{"from": score.appraised_answer, "to": answer, "note": reason})
    return change


@transaction.atomic
def withdraw_change(*, assessment, criterion, by):
    """Take a prepared change back: the appraised answer will be decided. Raises `PermissionDenied`, `NothingAsked`."""
    assessment, score, asked = _found(assessment, criterion, by)
    if not _in_force(score).update(superseded_at=timezone.now()):
        raise NothingAsked
    _record(assessment, "withdraw_change", asked, by)
    return score


def changes_in_force(assessment):
    """Return {criterion id: `ChangedLine`} prepared or decided on this sheet. One query."""
    rows = ChangedLine.objects.filter(score__assessment=assessment, superseded_at__isnull=True).select_related("score")
    return {row.score.criterion_id: row for row in rows}


def _found(assessment, criterion, by):
    assessment = locked_assessment(assessment)
    if not can_move(by, "change_line", assessment):
        raise PermissionDenied
    score = CriterionScore.objects.get(assessment=assessment, criterion=criterion)
    return assessment, score, published_set(assessment.round.criteria_set).criteria[criterion]


def _in_force(score):
    return ChangedLine.objects.filter(score=score, superseded_at__isnull=True)


def _record(assessment, verb, asked, by, **data):
    assessment.save(update_fields=["updated_at"])
    record_event(stream=assessment.stream, verb=verb, by=by, data={"criterion": asked.code, **data})
