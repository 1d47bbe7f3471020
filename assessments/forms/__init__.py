"""What comes in from a page: answers as they are typed, and what a step asks for."""

from assessments.forms.answers import NOTE_MOST, REASON_MOST, Typed, answer_of, read_post, values_of
from assessments.forms.controls import AnswerForm, Box, Choice, answer_form, fault_sentence
from assessments.forms.entries import Attempt, Conflict, Entry, entries_of
from assessments.forms.moves import (
    AppraisalReturnForm,
    ChangeForm,
    DecisionForm,
    PlainForm,
    ReopeningForm,
    ReturnForm,
    ReviewForm,
)

__all__ = [
    "NOTE_MOST",
    "REASON_MOST",
    "AnswerForm",
    "AppraisalReturnForm",
    "Attempt",
    "Box",
    "ChangeForm",
    "Choice",
    "Conflict",
    "DecisionForm",
    "Entry",
    "PlainForm",
    "ReopeningForm",
    "ReturnForm",
    "ReviewForm",
    "Typed",
    "answer_form",
    "answer_of",
    "entries_of",
    "fault_sentence",
    "read_post",
    "values_of",
]
