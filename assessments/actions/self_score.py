"""The unit's own part: scoring itself criterion by criterion, and submitting."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from assessments.actions.refusals import Incomplete, StaleScore
from assessments.actions.results import (
    RESULT_COLUMNS,
    answers_of,
    locked_assessment,
    result_of,
    store_groups,
    store_result,
)
from assessments.models import Assessment, CriterionScore, State, Track
from assessments.permissions import can_save_self_score, can_submit
from criteria import scoring
from criteria.queries import published_set


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save left behind: the assessment, the row's new revision and time, and how its line scored."""

    assessment: Assessment
    revision: int
    at: object
    line: scoring.Line
    result: scoring.Result


def write_answer(assessment, track, criterion_id, answer, note, revision, by):
    """Write one answer of one track, if the row is still at `revision`; return (line, revision, at, answers).

    Raises `StaleScore` when somebody saved in between, `scoring.AnswersRefused` when the answer does not fit.
    """
    asked = published_set(assessment.round.criteria_set).criteria[criterion_id]
    places, answers = answers_of(assessment, track)
    pk, current = places[criterion_id]
    if current != revision:
        raise StaleScore(CriterionScore.objects.select_related("self_by", "appraised_by").get(pk=pk))
    line = scoring.score_line(asked.rule, answer)
    now = timezone.now()
    CriterionScore.objects.filter(pk=pk).update(
        **{
            f"{track}_answer": answer,
            f"{track}_note": note,
            f"{track}_points": line.points,
            f"{track}_met": line.met,
            f"{track}_state": line.state,
            f"{track}_by": None if answer is None else by,
            f"{track}_at": None if answer is None else now,
        },
        revision=current + 1,
    )
    before, answers[asked.code] = answers[asked.code], answer
    record_event(
        stream=assessment.stream,
        verb=f"save_{track}",
        by=by,
        data={"criterion": asked.code, "from": before, "to": answer, "note": note, "revision": current + 1},
    )
    return line, current + 1, now, answers


@transaction.atomic
def save_self_score(*, assessment, criterion, answer, note, revision, by):
    """Save the unit's answer to one criterion and bring the stored result up to date. Returns `Saved`.

    `assessment` and `criterion` are primary keys; `answer` has the scale's form, or is None to clear it;
    `revision` is the one the writer read. Raises `PermissionDenied`, `StaleScore`, `scoring.AnswersRefused`.
    The cost does not grow with the number of stored assessments: one assessment's rows are read and four written.
    """
    assessment = locked_assessment(assessment)
    if not can_save_self_score(by, assessment):
        raise PermissionDenied
    line, new_revision, at, answers = write_answer(assessment, Track.SELF, criterion, answer, note, revision, by)
    result = result_of(assessment, Track.SELF, answers)
    store_result(assessment, Track.SELF, result)
    assessment.save(update_fields=RESULT_COLUMNS)
    store_groups(assessment, result, published_set(assessment.round.criteria_set).groups_touched_by(criterion))
    return Saved(assessment, new_revision, at, line, result)


@transaction.atomic
def submit(*, assessment, by):
    """Hand the unit's complete self-score to the appraisers; it can no longer be changed by the unit.

    Raises `PermissionDenied`, or `Incomplete` with the criteria that have no answer.
    """
    assessment = locked_assessment(assessment)
    if not can_submit(by, assessment):
        raise PermissionDenied
    result = result_of(assessment, Track.SELF, answers_of(assessment, Track.SELF)[1])
    if not result.complete:
        raise Incomplete(result.missing)
    store_result(assessment, Track.SELF, result)
    assessment.state = State.SUBMITTED
    assessment.submitted_at = timezone.now()
    assessment.self_points, assessment.self_met = result.points, result.met
    assessment.save(update_fields=[*RESULT_COLUMNS, "state", "submitted_at", "self_points", "self_met"])
    store_groups(assessment, result)
    record_event(
        stream=assessment.stream,
        verb="submit",
        by=by,
        data={"met": result.met, "points": str(result.points), "would_be": result.would_be},
    )
    return assessment
