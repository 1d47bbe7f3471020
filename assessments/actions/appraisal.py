"""The appraisers' part, criterion by criterion, and the committee's decision."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions import record_event
from assessments.actions.refusals import Incomplete
from assessments.actions.results import (
    RESULT_COLUMNS,
    answers_of,
    locked_assessment,
    result_of,
    store_groups,
    store_result,
)
from assessments.actions.self_score import Saved, write_answer
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
    line, new_revision, at, answers = write_answer(assessment, Track.APPRAISED, criterion, answer, note, revision, by)
    result = result_of(assessment, Track.APPRAISED, answers)
    assessment.state = State.APPRAISING
    assessment.appraised_count = len(result.lines) - len(result.missing)
    assessment.save(update_fields=["state", "appraised_count", "updated_at"])
    return Saved(assessment, new_revision, at, line, result)


@transaction.atomic
def agree_with_self_score(*, assessment, criterion, note, revision, by):
    """Appraise one criterion as the unit answered it. One at a time: nobody agrees to a whole dossier unread."""
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
    result = result_of(assessment, Track.APPRAISED, answers_of(assessment, Track.APPRAISED)[1])
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

    Raises `PermissionDenied`.
    """
    assessment = locked_assessment(assessment)
    if not can_decide(by, assessment):
        raise PermissionDenied
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
    assessment.track, assessment.state = Track.OFFICIAL, State.DECIDED
    assessment.decided_at, assessment.decision_document = now, document
    assessment.save(update_fields=["track", "state", "decided_at", "decision_document", "updated_at"])
    record_event(stream=assessment.stream, verb="decide", by=by, data={"document": document, "met": assessment.met})
    return assessment
