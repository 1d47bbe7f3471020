"""The figures of an outline, collected while its words are written."""

import datetime as dt
import re
from decimal import Decimal

from reports.content.prose import Figure, literal
from reports.content.wording import number_text

LONGEST_NAME = 160
SHORT = 60


class Ledger:
    """Keeps every figure that the words of one outline refer to; `figures` is what an `Outline` asks for."""

    def __init__(self):
        self.figures: dict[str, Figure] = {}

    def note(self, name, value, source, url=""):
        """Keep a figure and return the reference to it, “[[số tiêu chí đạt]]”.

        `value`: a number, a day, words, or None for what nobody recorded. A name that stands for something else
        already gets a number of its own.
        """
        figure = Figure(self._free(_name(name), value), figure_text(value), source, url)
        self.figures[figure.name] = figure
        return f"[[{figure.name}]]"

    def _free(self, name, value):
        text, free, number = figure_text(value), name, 2
        while free in self.figures and self.figures[free].text != text:
            free, number = f"{name} ({number})", number + 1
        return free


def figure_text(value):
    """Return a figure as it is printed: 1.234,5; 05/02/2026; None for nothing and for empty words."""
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | Decimal):
        return number_text(value)
    return " ".join(value.split()) or None if value else None


def said(text):
    """Return stored words as they stand in a sentence: on one line, and never read as a reference to a figure."""
    return literal(text)


def ended(text):
    """Return stored words as a sentence of their own: with a stop at the end."""
    words = said(text)
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def unended(text):
    """Return stored words as a part of a sentence: without the stop that they may end with."""
    return said(text).rstrip(".;,")


def short(text):
    """Return the beginning of stored words, to name a figure by."""
    words = said(text)
    return words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]}…"


def listed(words):
    """“A, B và C”."""
    *first, last = words
    return f"{', '.join(first)} và {last}" if first else last


def enumerated(words):
    """“A; B; C”: for what holds commas itself."""
    return "; ".join(words)


def lowered(words):
    """As a part of a sentence: with a small letter first, but for abbreviations and the police, a proper name."""
    is_name = words[1:2].isupper() or words.startswith("Công an ")
    return words if is_name else words[:1].lower() + words[1:]


def _name(name):
    return re.sub(r"[\[\]\n]", " ", name).strip()[:LONGEST_NAME]
