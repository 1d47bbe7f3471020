"""Sentences for people about what the engine and the criteria sets hold as data.

Vietnamese is the source; every screen, report and message takes its words from here, so that one thing is said one way.
"""

from criteria.wording.answers import answer_sentence
from criteria.wording.faults import answer_fault_sentence
from criteria.wording.figures import figure, percent_figure
from criteria.wording.results import class_sentence, failure_sentence, why_sentence
from criteria.wording.scales import scale_sentence
from criteria.wording.short import short_answer

__all__ = [
    "answer_fault_sentence",
    "answer_sentence",
    "class_sentence",
    "failure_sentence",
    "figure",
    "percent_figure",
    "scale_sentence",
    "short_answer",
    "why_sentence",
]
