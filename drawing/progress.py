"""How far a round has come: of so many expected, these on time, these late, these still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from drawing import svg
from drawing.figure import Drawing, Frame, Number, Table, blank, finish, finite
from drawing.paint import ACCENT, ACCENT_SOFT, ALARM, INK, LEADER, SOFT, TRACK, Paint
from drawing.place import SMALL, block_height, spread_between
from drawing.svg import BASE_SIZE, Markup
from drawing.text import BOLD, LINE, fit, widest, width, wrap

THICK, GAP, DROP = 18, 14, 12


class Tone(Enum):
    """What a part of the bar says: done well, on its way, late, or still to come."""

    DONE = ACCENT
    UNDERWAY = ACCENT_SOFT
    LATE = ALARM
    OPEN = TRACK


@dataclass(frozen=True)
class ProgressPart:
    """One part of the whole: how many, how that is written, and what it says."""

    label: str
    value: Number
    text: str
    tone: Tone


@dataclass(frozen=True)
class ProgressWords:
    """The headers of the table."""

    row: str
    value: str


def progress(frame: Frame, parts: Sequence[ProgressPart], words: ProgressWords, *, total: str = "") -> Drawing:
    """Return one bar divided among its parts, each named beneath; `total` stands above.

    The whole is the sum of the parts. ValueError for a negative part.
    """
    values = [finite(part.value) or 0.0 for part in parts]
    if any(value < 0 for value in values):
        raise ValueError("a part of a progress bar is 0 or more")
    table = Table((words.row, words.value), tuple((part.label, part.text) for part in parts))
    if not sum(values):
        return blank(frame, table.columns)
    lines = wrap(total, BASE_SIZE, frame.width, 2, BOLD)
    step = BASE_SIZE * LINE
    head = [svg.text(INK, (0, BASE_SIZE + i * step), line, weight=BOLD) for i, line in enumerate(lines)]
    top = len(lines) * step + (6 if lines else 0)
    edges = _edges(values, frame.width)
    bar = [_segment(part.tone.value, edge, top) for part, edge in zip(parts, edges, strict=True)]
    beside = _named_beneath(frame, parts, edges, top + THICK)
    named, height = beside or _named_in_lines(frame, parts, top + THICK + 8)
    return finish(frame, top + THICK + height, [*head, *bar, named], table)


def _edges(values: Sequence[float], extent: float) -> list[tuple[float, float]]:
    whole, left = sum(values), 0.0
    edges = []
    for value in values:
        right = left + extent * (value / whole)
        edges.append((left, right))
        left = right
    return edges


def _segment(paint: Paint, edge: tuple[float, float], top: float) -> Markup:
    left, right = edge
    if right <= left:
        return Markup()
    return svg.rect(paint, left, top, max(right - left - 1, 1), THICK)


def _named_beneath(
    frame: Frame, parts: Sequence[ProgressPart], edges: Sequence[tuple[float, float]], top: float
) -> tuple[Markup, float] | None:
    """Return number and name beneath each part and the height, or None when they have no room."""
    shown = [(part, edge) for part, edge in zip(parts, edges, strict=True) if part.value]
    extents = [
        max(width(fit(part.text, BASE_SIZE, frame.width, BOLD), BASE_SIZE, BOLD), widest([part.label], SMALL))
        for part, _ in shown
    ]
    if sum(extents) + GAP * (len(extents) - 1) > frame.width:
        return None
    aims = [edge[0] + extent / 2 for (_, edge), extent in zip(shown, extents, strict=True)]
    centres = spread_between(aims, extents, GAP, 0, frame.width)
    drawn = []
    for (part, edge), extent, centre in zip(shown, extents, centres, strict=True):
        left = centre - extent / 2
        foot = (edge[0] + min(2, (edge[1] - edge[0]) / 2), top)
        drawn.append(svg.line(LEADER, (foot[0], top), (max(left, 0.5) if left < foot[0] else left + 1, top + DROP)))
        base = top + DROP + BASE_SIZE + 3
        drawn.append(svg.text(INK, (left, base), part.text, weight=BOLD))
        drawn.append(svg.text(SOFT, (left, base + SMALL * LINE + 1), part.label, size=SMALL))
    return svg.join(drawn), DROP + 3 + BASE_SIZE + SMALL * LINE + SMALL * 0.4


def _named_in_lines(frame: Frame, parts: Sequence[ProgressPart], top: float) -> tuple[Markup, float]:
    """Return one line for each part, with a swatch of its colour, and the height."""
    numbers = min(widest([part.text for part in parts], BASE_SIZE, BOLD), frame.width * 0.3)
    drawn, y = [], top
    for part in parts:
        lines = wrap(part.label, SMALL, frame.width - numbers - 34, 2)
        base = y + BASE_SIZE
        drawn.append(svg.rect(part.tone.value, 0, base - 10, 12, 12))
        drawn.append(svg.text(INK, (20, base), fit(part.text, BASE_SIZE, numbers, BOLD), weight=BOLD))
        for index, line in enumerate(lines):
            at = (20 + numbers + 8, base + index * SMALL * LINE)
            drawn.append(svg.text(SOFT, at, line, size=SMALL))
        y += max(block_height(len(lines), SMALL), BASE_SIZE * LINE) + 3
    return svg.join(drawn), y - top + 8
