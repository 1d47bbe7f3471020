"""The unit's own part: scoring itself criterion by criterion, and submitting."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from assessments.actions.evidence_refusals import EvidenceMissing
from assessments.actions.refusals import Incomplete, NotReturned, StaleScore
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
from assessments.actions.review import begin_review
from assessments.models import Assessment, CriterionScore, Track
from assessments.permissions import can_save_self_score, can_submit
from assessments.queries.evidence import evidence_lacking
from criteria import scoring
from criteria.queries import published_set

HANDED_IN_COLUMNS = ("state", "review_unit", "submitted_at", "self_points", "self_met")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save left behind: the assessment, the row's revision and time, and the result of the track.

    `is_changed` is False when exactly this was stored before, as by a form that was posted twice.
    """

    assessment: Assessment
    revision: int
    at: datetime | None
    result: scoring.Result
    is_changed: bool = True


def write_answer(*, assessment, track, criterion, answer, note, revision, by):
    """Write one answer of one track, if the row is still at `revision`; return `Saved`. For the two save actions.

    What is stored already is left alone, whatever the revision. Raises `StaleScore` when somebody saved something
    else in between, `NotReturned` when the sheet was sent back for other criteria, `scoring.AnswersRefused` when the
    answer does not fit.
    """
    asked = published_set(assessment.round.criteria_set).criteria[criterion]
    stored = stored_track(assessment, track)
    row, answers = stored[criterion], answers_of(assessment, stored)
    new = {"answer": answer, "note": note, "revision": revision}
    written = write_row(assessment=assessment, track=track, asked=asked, row=row, by=by, **new)
    if written is None:
        at = CriterionScore.objects.values_list(f"{track}_at", flat=True).get(pk=row.pk)
        return Saved(assessment, row.revision, at, result_of(assessment, answers), is_changed=False)
    record_event(stream=assessment.stream, verb=f"save_{track}", by=by, data=written.told)
    return Saved(assessment, revision + 1, written.at, result_of(assessment, answers | {asked.code: answer}))


@dataclass(frozen=True, slots=True)
class Written:
    """A row that was written: when, and what the record is to tell of it."""

    at: datetime
    told: dict


def write_row(*, assessment, track, asked, row, answer, note, revision, by):
    """Write a `Criterion`'s row of scores, `row` being its `Stored`; return `Written`, or None where it says just that.

    Raises as `write_answer`, which also records it and makes the result anew; after several rows that is done once.
    """
    if (row.answer, row.note) == (answer, note):
        return None
    if row.is_locked and track == Track.SELF:
        raise NotReturned
    mode = published_set(assessment.round.criteria_set).rules.not_applicable
    line = scoring.score_line(asked.rule, answer, not_applicable=mode)
    if row.revision != revision:
        raise StaleScore(CriterionScore.objects.select_related("self_by", "appraised_by").get(pk=row.pk))
    now = timezone.now()
    CriterionScore.objects.filter(pk=row.pk).update(
        **{
            f"{track}_answer": answer,
            f"{track}_note": note,
            f"{track}_points": line.points,
            f"{track}_met": None if answer is None else line.met,
            f"{track}_state": line.state,
            f"{track}_by": None if answer is None else by,
            f"{track}_at": None if answer is None else now,
        },
        revision=revision + 1,
    )
    told = {"criterion": asked.code, "from": row.answer, "to": answer, "note": note, "revision": revision + 1}
    return Written(now, told)


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
    saved = write_answer(
        assessment=assessment,
        track=Track.SELF,
        criterion=criterion,
        answer=answer,
        note=note,
        revision=revision,
        by=by,
    )
    if saved.is_changed:
        store_result(assessment, Track.SELF, saved.result)
        assessment.save(update_fields=RESULT_COLUMNS)
        touched = published_set(assessment.round.criteria_set).groups_touched_by(criterion)
        store_groups(assessment, saved.result, touched)
    return saved


@transaction.atomic
def submit(*, assessment, by):
    """Hand the unit's complete self-score to the level above it, or to the appraisers where there is none.

    It can no longer be changed by the unit, unless it withdraws the sheet or is given it back.
    Raises `PermissionDenied`, `Incomplete` with the criteria that have no answer, or `EvidenceMissing` with those that
    are claimed with neither the evidence they require nor a word why.
    """
    assessment = locked_assessment(assessment)
    if not can_submit(by, assessment):
        raise PermissionDenied
    result = result_of(assessment, answers_of(assessment, stored_track(assessment, Track.SELF)))
    if not result.complete:
        raise Incomplete(result.missing)
    if lacking := evidence_lacking(assessment, result):
        raise EvidenceMissing(lacking)
    store_result(assessment, Track.SELF, result)
    begin_review(assessment)
    assessment.submitted_at = timezone.now()
    assessment.self_points, assessment.self_met = result.points, result.met
    assessment.save(update_fields=[*RESULT_COLUMNS, *HANDED_IN_COLUMNS])
    store_groups(assessment, result)
    close_return(assessment, assessment.submitted_at)
    record_event(
        stream=assessment.stream,
        verb="submit",
        by=by,
        data={"met": result.met, "points": str(result.points), "would_be": result.would_be},
    )
    return assessment
