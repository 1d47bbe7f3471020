"""Two appraisers of one criterion who are too far apart: both answers are kept until the matter is resolved."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.refusals import ReasonMissing
from assessments.actions.refusals import Disputed, HandsNotApart, NothingAsked, NotTheirsToClear
from assessments.actions.results import locked_assessment
from assessments.actions.self_score import write_answer
from assessments.models import CriterionScore, Disagreement, Track
from assessments.permissions import can_move
from criteria import scoring
from criteria.queries import published_set


def are_apart(first, second, gap):
    """Whether two `scoring.Line`s of one criterion are further apart than `gap` percent of its maximum.

    Met against unmet always is, and so is scored against not applicable.
    """
    if (first.met, first.state) != (second.met, second.state):
        return True
    difference = abs(first.points - second.points)
    # A penalty has no maximum of its own: any difference counts.
    return 100 * difference > gap * max(first.max_points, second.max_points) if first.max_points else difference > 0


def check_hands(*, score, answer, by):
    """Refuse an appraisal by whoever answered the criterion, and one that would wipe out a colleague's.

    Raises `HandsNotApart`, `Disputed`, `NotTheirsToClear`.
    """
    if score.self_by_id == by.pk:
        raise HandsNotApart
    if score.is_disputed and (answer is None or by.pk not in _parties(score)):
        raise Disputed
    if answer is None and score.appraised_by_id not in (None, by.pk):
        raise NotTheirsToClear


def _parties(score):
    return _open_disagreement(score).values_list("first_by", "second_by").get()


def _open_disagreement(score):
    return Disagreement.objects.filter(score=score, resolved_at__isnull=True)


def weigh(*, score, assessment, answer, note, by):
    """Hold the answer that was just saved against the colleague's; `score` is the row as it stood before.

    Opens a disagreement when they are apart, keeps both sides of an open one up to date, and closes it when they have
    come close enough. No query where nobody else appraised the criterion.
    """
    if score.is_disputed:
        _weigh_again(score, assessment, answer, note, by)
    elif score.appraised_by_id not in (None, by.pk) and _is_apart(assessment, score, score.appraised_answer, answer):
        now = timezone.now()
        Disagreement.objects.create(
            score=score,
            first_answer=score.appraised_answer,
            first_note=score.appraised_note,
            first_points=score.appraised_points,
            first_by_id=score.appraised_by_id,
            first_at=score.appraised_at,
            second_answer=answer,
            second_note=note,
            second_points=_line(assessment, score, answer).points,
            second_by=by,
            second_at=now,
        )
        _mark(score, is_disputed=True)


def _weigh_again(score, assessment, answer, note, by):
    found = _open_disagreement(score).get()
    side = "first" if found.first_by_id == by.pk else "second"
    values = {
        "answer": answer,
        "note": note,
        "points": _line(assessment, score, answer).points,
        "at": timezone.now(),
    }
    for name, value in values.items():
        setattr(found, f"{side}_{name}", value)
    if not _is_apart(assessment, score, found.first_answer, found.second_answer):
        found.resolved_by, found.resolved_at = by, values["at"]
        _mark(score, is_disputed=False)
    found.save()


@transaction.atomic
def resolve_disagreement(*, assessment, criterion, answer, reason, revision, by):
    """Choose the answer that counts where two appraisers disagree, with the reason. Returns `Saved`.

    Raises `PermissionDenied`, `HandsNotApart`, `ReasonMissing`, `NothingAsked`, `StaleScore`, `scoring.AnswersRefused`.
    """
    assessment = locked_assessment(assessment)
    if not can_move(by, "resolve_disagreement", assessment):
        raise PermissionDenied
    if not reason.strip() or answer is None:
        raise ReasonMissing
    score = CriterionScore.objects.get(assessment=assessment, criterion=criterion)
    if score.self_by_id == by.pk:
        raise HandsNotApart
    if not score.is_disputed:
        raise NothingAsked
    saved = write_answer(
        assessment=assessment,
        track=Track.APPRAISED,
        criterion=criterion,
        answer=answer,
        note=reason,
        revision=revision,
        by=by,
    )
    _open_disagreement(score).update(resolved_by=by, resolved_at=timezone.now(), reason=reason)
    _mark(score, is_disputed=False)
    assessment.save(update_fields=["updated_at"])
    code = published_set(assessment.round.criteria_set).criteria[criterion].code
    record_event(
        stream=assessment.stream,
        verb="resolve_disagreement",
        by=by,
        data={"criterion": code, "to": answer, "note": reason},
    )
    return saved


def _mark(score, *, is_disputed):
    CriterionScore.objects.filter(pk=score.pk).update(is_disputed=is_disputed)


def _is_apart(assessment, score, first, second):
    gap = assessment.round.appraisal_gap
    return are_apart(_line(assessment, score, first), _line(assessment, score, second), gap)


def _line(assessment, score, answer):
    contents = published_set(assessment.round.criteria_set)
    rule = contents.criteria[score.criterion_id].rule
    return scoring.score_line(rule, answer, not_applicable=contents.rules.not_applicable)
