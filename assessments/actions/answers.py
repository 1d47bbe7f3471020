"""Many answers of one sheet at once, as a workbook brings them: all are saved or none."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions import record_events
from assessments.actions.results import (
    RESULT_COLUMNS,
    answers_of,
    locked_assessment,
    result_of,
    store_groups,
    store_result,
    stored_track,
)
from assessments.actions.self_score import write_row
from assessments.models import Track
from assessments.permissions import can_save_self_score
from criteria.queries import published_set


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What is to be saved for a criterion (its primary key), if its row is still at `revision`."""

    criterion: int
    answer: dict | None
    note: str
    revision: int


@transaction.atomic
def save_answers(*, assessment, answers, by):
    """Save each `NewAnswer` as `save_self_score` does, and raise what it raises; then nothing is saved.

    The result and the record are made once, after all of them: they make a save dear. Returns how many changed.
    """
    assessment = locked_assessment(assessment)
    if not can_save_self_score(by, assessment):
        raise PermissionDenied
    criteria = published_set(assessment.round.criteria_set).criteria
    stored, changed, told = stored_track(assessment, Track.SELF), {}, []
    for each in answers:
        asked, row = criteria[each.criterion], stored[each.criterion]
        new = {"answer": each.answer, "note": each.note, "revision": each.revision}
        if written := write_row(assessment=assessment, track=Track.SELF, asked=asked, row=row, by=by, **new):
            changed[asked.code] = each.answer
            told.append(written.told)
    if changed:
        record_events(stream=assessment.stream, verb=f"save_{Track.SELF}", by=by, data=told)
        result = result_of(assessment, answers_of(assessment, stored) | changed)
        store_result(assessment, Track.SELF, result)
        assessment.save(update_fields=RESULT_COLUMNS)
        store_groups(assessment, result)
    return len(changed)
