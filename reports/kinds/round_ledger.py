"""The figures of a document, written down as they are read: each with its source and the address of its rows."""

from decimal import Decimal

from reports.content.prose import Figure
from reports.kinds.words import counted, day, percent


class Ledger:
    """Collects `Figure`s under their names. A later figure of the same name would hide one: `ValueError`."""

    def __init__(self):
        self.figures: dict[str, Figure] = {}

    def word(self, name, text, source, url=""):
        """A figure that is words, or whose text is ready; None: not recorded."""
        if name in self.figures:
            raise ValueError(f"two figures are called {name!r}")
        self.figures[name] = Figure(name, text, source, url)

    def count(self, name, number: int | Decimal | None, source, url=""):
        self.word(name, counted(number), source, url)

    def share(self, name, number: Decimal | None, source, url=""):
        self.word(name, percent(number), source, url)

    def date(self, name, date, source, url=""):
        self.word(name, day(date), source, url)
