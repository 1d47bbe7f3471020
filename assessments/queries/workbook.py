"""What an offline workbook holds of a sheet, and what it is compared with when it comes back."""

from dataclasses import dataclass
from datetime import datetime

from assessments.models import Assessment, CriterionScore
from criteria.queries import published_set


@dataclass(frozen=True, slots=True)
class SelfScore:
    """The unit's own track of one criterion as it is stored."""

    criterion_id: int
    revision: int
    is_locked: bool
    answer: dict | None
    note: str
    by: str | None
    at: datetime | None


SCORE_COLUMNS = ("criterion_id", "revision", "is_locked", "self_answer", "self_note", "self_by__post", "self_at")


def self_scores(assessment):
    """Return {criterion code: `SelfScore`}. One query; the assessment's round and set are loaded."""
    criteria = published_set(assessment.round.criteria_set).criteria
    rows = CriterionScore.objects.filter(assessment=assessment).values_list(*SCORE_COLUMNS)
    return {criteria[row[0]].code: SelfScore(*row) for row in rows}


def assessment_of(round_code, unit_key):
    """Return the assessment of a unit, by its key, in a round, with what a sheet reads; None when there is none."""
    rows = Assessment.objects.for_sheet().select_related("unit")
    return rows.filter(round__code=round_code, unit__key=unit_key).first()
