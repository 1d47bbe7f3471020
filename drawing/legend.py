"""The key to a drawing's signs: marks with words, set like a paragraph."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from drawing import svg
from drawing.paint import SOFT
from drawing.place import CENTRE, SMALL, flow
from drawing.svg import Markup
from drawing.text import fit, width

MARK, GAP, ROW = 20, 16, 20


class Entry(NamedTuple):
    """One sign and its word; `mark` draws the sign around a point."""

    mark: Callable[[float, float], Markup]
    word: str


def legend(entries: Sequence[Entry], left: float, top: float, room: float) -> tuple[Markup, float]:
    """Return the key and its height, 0 when no entry has a word."""
    worded = [(entry, fit(entry.word, SMALL, room - MARK)) for entry in entries if entry.word]
    places = flow([MARK + width(word, SMALL) for _, word in worded], room, GAP)
    parts = []
    for (entry, word), (x, row) in zip(worded, places, strict=True):
        middle = top + row * ROW + ROW / 2
        parts.append(entry.mark(left + x + MARK / 2 - 3, middle))
        parts.append(svg.text(SOFT, (left + x + MARK, middle + SMALL * CENTRE), word, size=SMALL))
    return svg.join(parts), (places[-1][1] + 1) * ROW if places else 0
