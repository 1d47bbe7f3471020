"""The levels between unit and city: each looks at the sheet in turn before it is appraised.

A level that ends, or that a stand-in takes over, holds nothing up: its open work goes to the next, with a record.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from assessments.actions.results import locked_assessment
from assessments.models import Assessment, ReviewOutcome, ReviewStep, State
from assessments.permissions import can_move
from units.queries import working_units


def expected_steps(assessments):
    """Return unsaved review steps of stored assessments: a step for each level between the unit and the top."""
    return [
        ReviewStep(assessment=assessment, position=position, unit_id=level["unit"])
        for assessment in assessments
        for position, level in enumerate(assessment.parents[:-1], start=1)
    ]


def reset_review(assessment):
    """The unit may change its answers again, so every level is to look at them anew."""
    assessment.review_unit = None
    passed = ReviewStep.objects.filter(assessment=assessment, outcome=ReviewOutcome.PASSED)
    passed.update(outcome=ReviewOutcome.WAITING, by=None, at=None, note="")


def begin_review(assessment):
    """Set the state that a sheet is in once handed in or passed on: with the next level, or with the appraisers.

    The caller saves `state` and `review_unit`. Levels that have ended are passed over, each with a record. One query
    for a unit that stands directly below the top.
    """
    waiting = list(ReviewStep.objects.filter(assessment=assessment, outcome=ReviewOutcome.WAITING))
    working = working_units([step.unit_id for step in waiting], timezone.localdate()) if waiting else ()
    for step in waiting:
        if step.unit_id in working:
            assessment.state, assessment.review_unit_id = State.REVIEWING, step.unit_id
            return
        _hand_on(assessment, step)
    assessment.state, assessment.review_unit = State.SUBMITTED, None


def _hand_on(assessment, step):
    step.outcome, step.at = ReviewOutcome.HANDED_ON, timezone.now()
    step.save(update_fields=["outcome", "at"])
    record_event(stream=assessment.stream, verb="hand_on", by=None, data={"unit": step.unit_id})


@transaction.atomic
def pass_review(*, assessment, note, by, unit=None):
    """Pass the sheet on from the level where it waits. Returns the assessment.

    `unit` is the level that the page named (any when None), so that a second press passes no second level.
    Raises `PermissionDenied`.
    """
    assessment = locked_assessment(assessment)
    is_elsewhere = unit not in (None, assessment.review_unit_id)
    if is_elsewhere or not can_move(by, "pass_review", assessment):
        raise PermissionDenied
    step = ReviewStep.objects.get(assessment=assessment, unit=assessment.review_unit_id, outcome=ReviewOutcome.WAITING)
    step.outcome, step.note, step.by, step.at = ReviewOutcome.PASSED, note, by, timezone.now()
    step.save(update_fields=["outcome", "note", "by", "at"])
    record_event(stream=assessment.stream, verb="pass_review", by=by, data={"unit": step.unit_id, "note": note})
    begin_review(assessment)
    assessment.save(update_fields=["state", "review_unit", "updated_at"])
    return assessment


def hand_on_ended_steps():
    """Move every sheet that waits at a level which has ended to the next. Returns the assessments that moved.

    For the daily command; each sheet in its own transaction, so that one that is busy holds up no other.
    """
    waiting_at = Assessment.objects.filter(review_unit__isnull=False).values_list("review_unit", flat=True)
    places = set(waiting_at.distinct().order_by())
    ended = places - working_units(places, timezone.localdate())
    waiting = Assessment.objects.filter(review_unit__in=ended).order_by("pk").values_list("pk", flat=True)
    return [moved for pk in list(waiting) if (moved := _move_on(pk, ended))]


@transaction.atomic
def _move_on(pk, ended):
    assessment = locked_assessment(pk)
    if assessment.review_unit_id not in ended:
        return None
    begin_review(assessment)
    assessment.save(update_fields=["state", "review_unit", "updated_at"])
    return assessment
