"""The appraisers' part, criterion by criterion, until the appraisal is complete."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from assessments.actions.disagreement import check_hands, weigh
from assessments.actions.explanation import settle_by_appraisal
from assessments.actions.refusals import DisagreementsOpen, ExplanationsOpen, Incomplete
from assessments.actions.results import (
    RESULT_COLUMNS,
    answers_of,
    locked_assessment,
    result_of,
    store_groups,
    store_result,
    stored_track,
)
from assessments.actions.returns import close_return
from assessments.actions.self_score import write_answer
from assessments.models import CriterionScore, Explanation, State, Track
from assessments.permissions import can_appraise_criterion, can_complete_appraisal
from criteria.queries import published_set


@transaction.atomic
def save_appraisal(*, assessment, criterion, answer, note, revision, by):
    """Save an appraiser's answer to one criterion. Returns `Saved`; its result is that of the appraised track.

    The assessment's own result stays the self-score until the appraisal is complete: the tracks never mix.
    A colleague's answer is never overwritten unseen: one that is too far from it opens a `Disagreement`, which keeps
    both. Raises `PermissionDenied`, `HandsNotApart`, `Disputed`, `NotTheirsToClear`, `StaleScore`,
    `scoring.AnswersRefused`.
    """
    assessment = locked_assessment(assessment)
    asked = published_set(assessment.round.criteria_set).criteria[criterion]
    if not can_appraise_criterion(by, assessment, asked):
        raise PermissionDenied
    before = CriterionScore.objects.get(assessment=assessment, criterion=criterion)
    check_hands(score=before, answer=answer, by=by)
    saved = write_answer(
        assessment=assessment,
        track=Track.APPRAISED,
        criterion=criterion,
        answer=answer,
        note=note,
        revision=revision,
        by=by,
    )
    if saved.is_changed:
        weigh(score=before, assessment=assessment, answer=answer, note=note, by=by)
        settle_by_appraisal(score=before, by=by)
        assessment.state = State.APPRAISING
        assessment.appraised_count = len(saved.result.lines) - len(saved.result.missing)
        assessment.save(update_fields=["state", "appraised_count", "updated_at"])
    return saved


@transaction.atomic
def agree_with_self_score(*, assessment, criterion, note, revision, by):
    """Appraise one criterion as the unit answered it. One at a time: nobody agrees to a whole assessment unread."""
    # Locked before the answer is read: what is agreed to is what stands.
    locked_assessment(assessment)
    score = CriterionScore.objects.get(assessment=assessment, criterion=criterion)
    return save_appraisal(
        assessment=assessment, criterion=criterion, answer=score.self_answer, note=note, revision=revision, by=by
    )


@transaction.atomic
def complete_appraisal(*, assessment, by):
    """Close the appraisal: from now on the assessment's result is the appraised one.

    Raises `PermissionDenied`; `Incomplete` with the criteria that nobody has appraised; `DisagreementsOpen` and
    `ExplanationsOpen` with those that are not settled.
    """
    assessment = locked_assessment(assessment)
    if not can_complete_appraisal(by, assessment):
        raise PermissionDenied
    result = result_of(assessment, answers_of(assessment, stored_track(assessment, Track.APPRAISED)))
    if not result.complete:
        raise Incomplete(result.missing)
    _check_settled(assessment)
    store_result(assessment, Track.APPRAISED, result)
    assessment.state = State.APPRAISED
    assessment.appraised_at = timezone.now()
    assessment.save(update_fields=[*RESULT_COLUMNS, "state", "appraised_at"])
    store_groups(assessment, result)
    close_return(assessment, assessment.appraised_at)
    record_event(
        stream=assessment.stream,
        verb="complete_appraisal",
        by=by,
        data={"met": result.met, "points": str(result.points), "class": result.class_code},
    )
    return assessment


def _check_settled(assessment):
    disputed = CriterionScore.objects.filter(assessment=assessment, is_disputed=True).order_by("criterion__position")
    if codes := list(disputed.values_list("criterion__code", flat=True)):
        raise DisagreementsOpen(codes)
    unsettled = Explanation.objects.unsettled().filter(score__assessment=assessment)
    codes = unsettled.order_by("score__criterion__position").values_list("score__criterion__code", flat=True)
    if codes := list(codes):
        raise ExplanationsOpen(codes)
