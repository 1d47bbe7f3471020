"""Reads across rounds, assessments and scores, as frozen data for pages and commands."""

from assessments.queries.publications import Break, first_break
from assessments.queries.rounds import RoundRow, RoundView, listed_rounds, round_view, rounds_for
from assessments.queries.sheet import (
    AfterSave,
    Block,
    Sheet,
    after_save,
    asked_in,
    posts_on,
    sheet_for,
    sheet_url,
)
from assessments.queries.words import Outcome

__all__ = [
    "AfterSave",
    "Block",
    "Break",
    "Outcome",
    "RoundRow",
    "RoundView",
    "Sheet",
    "after_save",
    "asked_in",
    "first_break",
    "listed_rounds",
    "posts_on",
    "round_view",
    "rounds_for",
    "sheet_for",
    "sheet_url",
]
