"""The figures of a document, written down as they are read: each with its source and the address of its rows."""

import datetime as dt
import re
from decimal import Decimal

from reports.content.phrasing import counted, day, percent, plain
from reports.content.prose import Figure
from reports.content.wording import number_text

LONGEST_NAME = 160
Value = str | int | Decimal | dt.date | None


class Ledger:
    """Keeps every figure that the words of one outline refer to; `figures` is what an `Outline` asks for.

    A value is a number, a day, words, or None for what nobody recorded.
    """

    def __init__(self) -> None:
        self.figures: dict[str, Figure] = {}

    def note(self, name: str, value: Value, source: str, url: str = "") -> str:
        """Keep a figure and return the reference to it, “[[số tiêu chí đạt]]”.

        A name that stands for something else already gets a number of its own, so use what is returned.
        """
        return self._keep(self._free(_name(name), figure_text(value)), figure_text(value), source, url)

    def fix(self, name: str, value: Value, source: str, url: str = "") -> str:
        """Keep a figure that words written elsewhere call by this very name; `ValueError` where it is taken."""
        if name in self.figures:
            raise ValueError(f"two figures are called {name!r}")
        return self._keep(name, figure_text(value), source, url)

    def count(self, name: str, number: int | Decimal | None, source: str, url: str = "") -> str:
        """Fix how many: “3”, “12”, also of quantities that are stored with decimals."""
        return self.fix(name, counted(number), source, url)

    def share(self, name: str, share: Decimal | None, source: str, url: str = "") -> str:
        """Fix a share of 100 as percent."""
        return self.fix(name, percent(share), source, url)

    def _keep(self, name: str, text: str | None, source: str, url: str) -> str:
        self.figures[name] = Figure(name, text, source, url)
        return f"[[{name}]]"

    def _free(self, name: str, text: str | None) -> str:
        free, number = name, 2
        while free in self.figures and self.figures[free].text != text:
            free, number = f"{name} ({number})", number + 1
        return free


def figure_text(value: Value) -> str | None:
    """Return a figure as it is printed: 1.234,5; 05/02/2026; None for nothing and for empty words."""
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, int | Decimal):
        return number_text(value)
    return plain(value) if value else None


def _name(name: str) -> str:
    return re.sub(r"[\[\]\n]", " ", name).strip()[:LONGEST_NAME]
