"""An appraiser asks, the unit explains, the appraiser settles: criterion by criterion, while the appraisal goes on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.models import Role
from accounts.refusals import ReasonMissing
from assessments.actions.notices import notify
from assessments.actions.refusals import AlreadyAsked, HandsNotApart, NothingAsked, check_day
from assessments.actions.results import locked_assessment
from assessments.models import CriterionScore, Explanation, NoticeKind, Stage, State
from assessments.permissions import can_ask_explanation, can_move, can_settle_explanation
from assessments.queries.people import people_of
from criteria.queries import published_set


@transaction.atomic
def ask_explanation(*, assessment, criterion, question, by, due=None):
    """Ask the unit to explain one criterion by `due` (by default the stage's own day). Returns the `Explanation`.

    The same question of the same person while it is open is a button pressed twice: the first one is returned.
    Raises `PermissionDenied`, `HandsNotApart`, `ReasonMissing` without a question, `DayGone`, `DayTooFar`,
    `AlreadyAsked`.
    """
    assessment, asked = _found(assessment, criterion)
    if not can_ask_explanation(by, assessment, asked):
        raise PermissionDenied
    today = timezone.localdate()
    due = due or max(assessment.due_of(Stage.EXPLANATION), today)
    if not question.strip():
        raise ReasonMissing
    check_day(due, today)
    score = CriterionScore.objects.get(assessment=assessment, criterion=criterion)
    if score.self_by_id == by.pk:
        raise HandsNotApart
    if asked_before := score.explanations.unsettled().first():
        return _same_question(asked_before, question, by)
    explanation = Explanation.objects.create(
        score=score, question=question, due=due, asked_by=by, asked_at=timezone.now()
    )
    assessment.state = State.APPRAISING
    assessment.save(update_fields=["state", "updated_at"])
    _record(assessment, "ask_explanation", asked, by, question=question, due=due.isoformat())
    notify(
        users=people_of(assessment, Role.OFFICER, Role.COMMANDER),
        kind=NoticeKind.EXPLANATION,
        key=f"explanation:{explanation.pk}",
        data={"criterion": asked.code, "due": due.isoformat()},
        assessment=assessment,
        by=by,
    )
    return explanation


@transaction.atomic
def explain(*, assessment, criterion, text, by):
    """Explain the criterion as the unit, also after the day: late is better than never, and is shown as late.

    Until it is settled the unit may word it anew. Raises `PermissionDenied`, `ReasonMissing`, `NothingAsked`.
    """
    assessment, asked = _found(assessment, criterion)
    if not can_move(by, "explain", assessment):
        raise PermissionDenied
    if not text.strip():
        raise ReasonMissing
    explanation = _open_explanation(assessment, criterion)
    explanation.text, explanation.explained_by, explanation.explained_at = text, by, timezone.now()
    explanation.save(update_fields=["text", "explained_by", "explained_at"])
    assessment.save(update_fields=["updated_at"])
    _record(assessment, "explain", asked, by, text=text)
    return explanation


@transaction.atomic
def settle_explanation(*, assessment, criterion, by):
    """Close the explanation: the appraisal stands as it is. Raises `PermissionDenied`, `NothingAsked`."""
    assessment, asked = _found(assessment, criterion)
    if not can_settle_explanation(by, assessment, asked):
        raise PermissionDenied
    explanation = _open_explanation(assessment, criterion)
    explanation.settled_by, explanation.settled_at = by, timezone.now()
    explanation.save(update_fields=["settled_by", "settled_at"])
    assessment.save(update_fields=["updated_at"])
    _record(assessment, "settle_explanation", asked, by)
    return explanation


def settle_by_appraisal(*, score, by):
    """An appraisal that was saved after the unit explained is the answer to its explanation."""
    explained = Explanation.objects.unsettled().filter(score=score, explained_at__isnull=False)
    explained.update(settled_by=by, settled_at=timezone.now())


def _found(assessment, criterion):
    assessment = locked_assessment(assessment)
    return assessment, published_set(assessment.round.criteria_set).criteria[criterion]


def _same_question(explanation, question, by):
    if (explanation.question, explanation.asked_by_id) != (question, by.pk):
        raise AlreadyAsked
    return explanation


def _open_explanation(assessment, criterion):
    found = Explanation.objects.unsettled().filter(score__assessment=assessment, score__criterion=criterion).first()
    if found is None:
        raise NothingAsked
    return found


def _record(assessment, verb, asked, by, **data):
    record_event(stream=assessment.stream, verb=verb, by=by, data={"criterion": asked.code, **data})
