"""What was answered: rounds, one assessment a unit, one score a criterion, what happens to them, and stored results."""

from assessments.models.assessment import SAVE_READS, Assessment, AssessmentQuerySet, State, Track
from assessments.models.bulk import BulkOutcome, BulkRun, BulkState, BulkVerb, OutcomeState
from assessments.models.discussion import Discussion, Notice, NoticeKind, Remark
from assessments.models.evidence import Evidence, EvidenceRevision, EvidenceUse, StoredFile
from assessments.models.practice import Practice
from assessments.models.resource import ResourceAnswer, ResourceMeasure
from assessments.models.result import CriterionStatistic, GroupResult, Publication
from assessments.models.round import AssessmentRound, RoundState, Stage
from assessments.models.score import CriterionScore, LineState
from assessments.models.workflow import (
    ChangedLine,
    Disagreement,
    Explanation,
    Extension,
    Return,
    ReturnKind,
    ReviewOutcome,
    ReviewStep,
)

__all__ = [
    "SAVE_READS",
    "Assessment",
    "AssessmentQuerySet",
    "AssessmentRound",
    "BulkOutcome",
    "BulkRun",
    "BulkState",
    "BulkVerb",
    "ChangedLine",
    "CriterionScore",
    "CriterionStatistic",
    "Disagreement",
    "Discussion",
    "Evidence",
    "EvidenceRevision",
    "EvidenceUse",
    "Explanation",
    "Extension",
    "GroupResult",
    "LineState",
    "Notice",
    "NoticeKind",
    "OutcomeState",
    "Practice",
    "Publication",
    "Remark",
    "ResourceAnswer",
    "ResourceMeasure",
    "Return",
    "ReturnKind",
    "ReviewOutcome",
    "ReviewStep",
    "RoundState",
    "Stage",
    "State",
    "StoredFile",
    "Track",
]
