"""One unit through the rounds: how much it met each time, with the reorganisations marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from drawing import svg
from drawing.axis import between, evenly, round_names
from drawing.events import Event, event_marks, events_of_rounds, lanes, lanes_height
from drawing.figure import Drawing, Frame, Number, Table, blank, finish, finite
from drawing.legend import Entry, legend
from drawing.paint import ACCENT, ALARM, AXIS, GRID, HOLLOW, INK, LEADER, SURFACE
from drawing.place import SMALL, Box, is_free, text_box
from drawing.svg import Markup
from drawing.text import BOLD, fit, width

BAND, DOT, ABOVE, BELOW = 46, 5.5, 24, 10


@dataclass(frozen=True)
class RoundDot:
    """One round: the share met (0 to 1, None when not assessed) and how it is written ("21/22").

    `is_met` fills the dot: the unit reached what the programme asks.
    """

    label: str
    value: Number | None
    text: str
    is_met: bool = False
    knock_out: bool = False
    href: str = ""


@dataclass(frozen=True)
class RoundWords:
    """The words of the key and of the table."""

    row: str
    value: str
    met: str = ""
    unmet: str = ""
    knock_out: str = ""
    missing: str = ""
    event: str = ""


def dots_over_rounds(
    frame: Frame, dots: Sequence[RoundDot], words: RoundWords, *, events: Sequence[Event] = ()
) -> Drawing:
    """Return the strip: the higher the dot, the more was met; the top line is all of it."""
    table = _table(dots, words, events)
    if not dots:
        return blank(frame, table.columns)
    edge = max(DOT + 1, min(width(dots[0].text, SMALL, BOLD) / 2, 24), min(width(dots[-1].text, SMALL, BOLD) / 2, 24))
    xs = evenly(len(dots), edge, frame.width - edge)
    marked = lanes(events, partial(between, xs), frame.width)
    top = lanes_height(marked) + ABOVE
    bottom = top + BAND
    heights = [None if value is None else bottom - min(max(value, 0), 1) * BAND for value in _values(dots)]
    names, below = round_names([dot.label for dot in dots], xs, bottom + DOT + BELOW, frame.width)
    foot = bottom + DOT + BELOW + below + 8
    signs, key = legend(_signs(dots, words), 0, foot, frame.width)
    parts = [
        svg.line(GRID, (xs[0], top), (xs[-1], top)),
        svg.line(AXIS, (xs[0], bottom), (xs[-1], bottom)),
        event_marks(marked, bottom + DOT),
        *(_dot(dot, x, y, bottom) for dot, x, y in zip(dots, xs, heights, strict=True)),
        _texts(dots, xs, heights, frame.width),
        names,
        signs,
    ]
    return finish(frame, foot + key, parts, table)


def _values(dots: Sequence[RoundDot]) -> list[float | None]:
    return [finite(dot.value) for dot in dots]


def _dot(dot: RoundDot, x: float, y: float | None, bottom: float) -> Markup:
    if y is None:
        return svg.line(AXIS, (x - 3, bottom), (x + 3, bottom))
    parts = [svg.line(LEADER, (x, bottom), (x, y))]
    if dot.knock_out:
        parts.append(svg.triangle(ALARM, x, y, 12))
    else:
        parts.append(svg.circle(ACCENT if dot.is_met else HOLLOW, x, y, DOT if dot.is_met else DOT - 1))
    return svg.link(dot.href, f"{dot.label}: {dot.text}", *parts)


def _texts(dots: Sequence[RoundDot], xs: Sequence[float], heights: Sequence[float | None], right: float) -> Markup:
    """Return the values above their dots: the last, the first, then each that has room."""
    order = list(dict.fromkeys([len(dots) - 1, 0, *range(len(dots))]))
    taken: list[Box] = []
    parts = []
    for index in order:
        y, content = heights[index], fit(dots[index].text, SMALL, right / 3, BOLD)
        if y is None:
            continue
        half = width(content, SMALL, BOLD) / 2
        at = (min(max(xs[index], half), right - half), y - DOT - 5)
        box = text_box(at, content, SMALL, "middle", BOLD)
        roomy = Box(box.left - 3, box.top - 40, box.right + 3, box.bottom + 40)
        if is_free(roomy, taken):
            taken.append(roomy)
            parts.append(svg.rect(SURFACE, box.left - 2, box.top + 2, box.right - box.left + 4, SMALL))
            parts.append(svg.text(INK, at, content, size=SMALL, anchor="middle", weight=BOLD))
    return svg.join(parts)


def _full(x: float, y: float) -> Markup:
    return svg.circle(ACCENT, x, y, DOT)


def _ring(x: float, y: float) -> Markup:
    return svg.circle(HOLLOW, x, y, DOT - 1)


def _signs(dots: Sequence[RoundDot], words: RoundWords) -> list[Entry]:
    drawn = [dot for dot in dots if dot.value is not None]
    entries = [
        (any(dot.is_met and not dot.knock_out for dot in drawn), Entry(_full, words.met)),
        (any(not dot.is_met and not dot.knock_out for dot in drawn), Entry(_ring, words.unmet)),
        (any(dot.knock_out for dot in drawn), Entry(partial(svg.triangle, ALARM, size=11), words.knock_out)),
    ]
    return [entry for is_used, entry in entries if is_used]


def _state(dot: RoundDot, words: RoundWords) -> str:
    if dot.value is None:
        return words.missing
    state = words.knock_out if dot.knock_out else words.met if dot.is_met else words.unmet
    return f"{dot.text} ({state})" if state else dot.text


def _table(dots: Sequence[RoundDot], words: RoundWords, events: Sequence[Event]) -> Table:
    has_events = bool(events and words.event and dots)
    noted = events_of_rounds(events, len(dots)) if has_events else []
    heads = (words.row, words.value)
    rows = tuple((dot.label, _state(dot, words)) for dot in dots)
    if not has_events:
        return Table(heads, rows)
    return Table((*heads, words.event), tuple((*row, note) for row, note in zip(rows, noted, strict=True)))
