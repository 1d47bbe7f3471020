"""The only gates through which rounds, assessments and scores change.

Each action is atomic, locks its row, asks `permissions`, and records an event.
"""

from assessments.actions.appraisal import agree_with_self_score, complete_appraisal, decide, save_appraisal
from assessments.actions.refusals import (
    ChainMoved,
    DocumentMissing,
    Incomplete,
    NothingToOpen,
    PreviousUndecided,
    Refused,
    RoundNotReady,
    StaleScore,
)
from assessments.actions.round import open_round, publish
from assessments.actions.self_score import save_self_score, submit

__all__ = [
    "ChainMoved",
    "DocumentMissing",
    "Incomplete",
    "NothingToOpen",
    "PreviousUndecided",
    "Refused",
    "RoundNotReady",
    "StaleScore",
    "agree_with_self_score",
    "complete_appraisal",
    "decide",
    "open_round",
    "publish",
    "save_appraisal",
    "save_self_score",
    "submit",
]
