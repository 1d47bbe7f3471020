"""Many answers of one sheet at once, as a workbook brings them: all are saved or none."""

from dataclasses import dataclass

from django.db import transaction

from assessments.actions.self_score import save_self_score


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

    Returns how many rows changed.
    """
    saved = [
        save_self_score(
            assessment=assessment,
            criterion=each.criterion,
            answer=each.answer,
            note=each.note,
            revision=each.revision,
            by=by,
        )
        for each in answers
    ]
    return sum(each.is_changed for each in saved)
