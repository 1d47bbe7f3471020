"""The only gates through which rounds, assessments and scores change.

Each action is atomic, locks its row, asks `permissions`, and records an event.
"""

from accounts.refusals import ReasonMissing, Refused
from assessments.actions.appraisal import agree_with_self_score, complete_appraisal, save_appraisal
from assessments.actions.changed_line import change_line, withdraw_change
from assessments.actions.decision import decide
from assessments.actions.disagreement import resolve_disagreement
from assessments.actions.explanation import ask_explanation, explain, settle_explanation
from assessments.actions.refusals import (
    AlreadyAsked,
    ChainMoved,
    DayGone,
    DayTooFar,
    DisagreementsOpen,
    Disputed,
    DocumentMissing,
    ExplanationsOpen,
    HandsNotApart,
    Incomplete,
    NothingAsked,
    NothingChanged,
    NothingToOpen,
    NotReturned,
    NotTheirsToClear,
    PreviousUndecided,
    RoundNotReady,
    StaleScore,
)
from assessments.actions.returns import reopen_criterion, return_sheet, return_to_appraisal, withdraw
from assessments.actions.review import hand_on_ended_steps, pass_review
from assessments.actions.round import open_round, publish
from assessments.actions.self_score import save_self_score, submit

__all__ = [
    "AlreadyAsked",
    "ChainMoved",
    "DayGone",
    "DayTooFar",
    "DisagreementsOpen",
    "Disputed",
    "DocumentMissing",
    "ExplanationsOpen",
    "HandsNotApart",
    "Incomplete",
    "NotReturned",
    "NotTheirsToClear",
    "NothingAsked",
    "NothingChanged",
    "NothingToOpen",
    "PreviousUndecided",
    "ReasonMissing",
    "Refused",
    "RoundNotReady",
    "StaleScore",
    "agree_with_self_score",
    "ask_explanation",
    "change_line",
    "complete_appraisal",
    "decide",
    "explain",
    "hand_on_ended_steps",
    "open_round",
    "pass_review",
    "publish",
    "reopen_criterion",
    "resolve_disagreement",
    "return_sheet",
    "return_to_appraisal",
    "save_appraisal",
    "save_self_score",
    "settle_explanation",
    "submit",
    "withdraw",
    "withdraw_change",
]
