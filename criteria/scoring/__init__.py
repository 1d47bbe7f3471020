"""The pure heart of the portal: `score(rules, answers) -> Result`.

Standard library only, exact arithmetic, frozen data; no ORM, no clock, no gettext. Everything else in the portal shows,
stores or explains a `Result`; nothing else computes one. It reads in this order: numbers, scales and measure, rules,
lines, classes, engine, result.
"""

from .engine import score
from .faults import AnswerFault, AnswersRefused
from .lines import check_answer, score_line
from .measure import Band, MeasureScale, Required
from .result import (
    Failure,
    GroupTotal,
    HeldBack,
    Line,
    Result,
    Why,
    failure_from_document,
    held_back_document,
    result_document,
)
from .rules import (
    ClassRule,
    GroupRule,
    Rule,
    Rules,
    Scale,
    conditions_from_fields,
    rule_from_fields,
    rules_from_document,
    scale_from_fields,
)
from .scales import BonusScale, ChecklistScale, Item, Level, LevelsScale, MetScale, PenaltyScale, PointsScale

__all__ = [
    "AnswerFault",
    "AnswersRefused",
    "Band",
    "BonusScale",
    "ChecklistScale",
    "ClassRule",
    "Failure",
    "GroupRule",
    "GroupTotal",
    "HeldBack",
    "Item",
    "Level",
    "LevelsScale",
    "Line",
    "MeasureScale",
    "MetScale",
    "PenaltyScale",
    "PointsScale",
    "Required",
    "Result",
    "Rule",
    "Rules",
    "Scale",
    "Why",
    "check_answer",
    "conditions_from_fields",
    "failure_from_document",
    "held_back_document",
    "result_document",
    "rule_from_fields",
    "rules_from_document",
    "scale_from_fields",
    "score",
    "score_line",
]
