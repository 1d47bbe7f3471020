"""The appraisers' part, criterion by criterion, and the committee's decision."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions import record_event
from assessments.actions.refusals import DocumentMissing, Incomplete, PreviousUndecided
from assessments.actions.results import (
    RESULT_COLUMNS,
    answers_of,
    locked_assessment,
    result_of,
    rounds_looked_back,
    store_groups,
    store_result,
    stored_track,
)
from assessments.actions.self_score import write_answer
from assessments.models import CriterionScore, State, Track
from assessments.permissions import can_appraise_criterion, can_complete_appraisal, can_decide
from criteria.queries import published_set


@transaction.atomic
def save_appraisal(*, assessment, criterion, answer, note, revision, by):
    """Save an appraiser's answer to one criterion. Returns `Saved`; its result is that of the appraised track.

    The assessment's own result stays the self-score until the appraisal is complete: the tracks never mix.
    Raises `PermissionDenied`, `StaleScore`, `scoring.AnswersRefused`.
    """
    assessment = locked_assessment(assessment)
    asked = published_set(assessment.round.criteria_set).criteria[criterion]
    if not can_appraise_criterion(by, assessment, asked):
        raise PermissionDenied
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

    Raises `PermissionDenied`, or `Incomplete` with the criteria that nobody has appraised.
    """
    assessment = locked_assessment(assessment)
    if not can_complete_appraisal(by, assessment):
        raise PermissionDenied
    result = result_of(assessment, answers_of(assessment, stored_track(assessment, Track.APPRAISED)))
    if not result.complete:
        raise Incomplete(result.missing)
    store_result(assessment, Track.APPRAISED, result)
    assessment.state = State.APPRAISED
    assessment.appraised_at = timezone.now()
    assessment.save(update_fields=[*RESULT_COLUMNS, "state", "appraised_at"])
    store_groups(assessment, result)
    record_event(
        stream=assessment.stream,
        verb="complete_appraisal",
        by=by,
        data={"met": result.met, "points": str(result.points), "class": result.class_code},
    )
    return assessment


@transaction.atomic
def decide(*, assessment, document, by):
    """Confirm the appraised result as the official one, by a decision of the committee (`document`: its number).

    The class is taken afresh, because a round before may have been decided since the appraisal.
    Raises `PermissionDenied`, `DocumentMissing`, or `PreviousUndecided` when the class depends on such a round.
    """
    assessment = locked_assessment(assessment)
    if not can_decide(by, assessment):
        raise PermissionDenied
    if not document.strip():
        raise DocumentMissing
    _check_previous_is_official(assessment)
    now = timezone.now()
    CriterionScore.objects.filter(assessment=assessment).update(
        official_answer=F("appraised_answer"),
        official_points=F("appraised_points"),
        official_met=F("appraised_met"),
        official_state=F("appraised_state"),
        official_by=by,
        official_at=now,
        revision=F("revision") + 1,
    )
    result = result_of(assessment, answers_of(assessment, stored_track(assessment, Track.APPRAISED)))
    store_result(assessment, Track.OFFICIAL, result)
    assessment.state = State.DECIDED
    assessment.decided_at, assessment.decision_document = now, document
    assessment.save(update_fields=[*RESULT_COLUMNS, "state", "decided_at", "decision_document"])
    store_groups(assessment, result)
    record_event(
        stream=assessment.stream,
        verb="decide",
        by=by,
        data={"document": document, "met": result.met, "class": result.class_code},
    )
    return assessment


def _check_previous_is_official(assessment):
    rules, previous = published_set(assessment.round.criteria_set).rules, assessment.previous
    if rounds_looked_back(rules) and previous and previous.track != Track.OFFICIAL:
        raise PreviousUndecided(previous)
