"""From values to places: the range, its marks, and the names of the rounds beneath."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drawing import svg
from drawing.figure import Number, finite
from drawing.paint import GRID, SOFT
from drawing.place import CENTRE, SMALL, Box, block_height, is_free, lines_of_text, text_box
from drawing.svg import Markup
from drawing.text import fit, is_whole, widest, wrap

APART = 6  # least room between two names


@dataclass(frozen=True)
class Tick:
    """A value on the axis and how it is written."""

    value: Number
    text: str


@dataclass(frozen=True)
class Axis:
    """The range of values that a drawing shows, and the few of them that are marked."""

    low: Number
    high: Number
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True)
class Scale:
    """A straight line from values `low`..`high` to places `start`..`end`, never beyond either."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: Number) -> float:
        """Return the place of a value; a value outside the range lies on its edge."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def scale(axis: Axis, start: float, end: float) -> Scale:
    """Return the scale of an axis between two places. ValueError for NaN or infinity."""
    low, high = finite(axis.low) or 0.0, finite(axis.high) or 0.0
    return Scale(min(low, high), max(low, high), start, end)


def derived(values: Iterable[float]) -> Axis:
    """Return a range around the values with a little air, without marks."""
    known = list(values) or [0.0]
    air = (max(known) - min(known)) * 0.08
    return Axis(min(known) - air, max(known) + air)


def evenly(count: int, start: float, end: float) -> list[float]:
    """Return places at equal distances from start to end; the middle for a single one."""
    if count == 1:
        return [(start + end) / 2]
    return [start + (end - start) * index / (count - 1) for index in range(count)]


def between(places: Sequence[float], at: float) -> float:
    """Return the place of a position that may lie between two of equally distant places."""
    if len(places) == 1:
        return places[0]
    return places[0] + min(max(at, 0), len(places) - 1) * (places[1] - places[0])


def tick_width(axis: Axis, most: float) -> float:
    """Return the room that the marks' texts take beside the drawing, never more than `most`."""
    return min(widest([tick.text for tick in axis.ticks], SMALL) + 8, most) if axis.ticks else 0


def grid(axis: Axis, places: Scale, left: float, right: float) -> tuple[Markup, list[Box]]:
    """Return a thin line and a text at the left for each mark that has room, and the texts' boxes."""
    parts: list[Markup] = []
    taken: list[Box] = []
    for tick in sorted(axis.ticks, key=lambda tick: tick.value):
        content = fit(tick.text, SMALL, left - 8)
        at = (left - 8, places.at(tick.value) + SMALL * CENTRE)
        box = text_box(at, content, SMALL, "end")
        if is_free(Box(0, box.top, left, box.bottom), taken):
            taken.append(box)
            parts.append(svg.line(GRID, (left, places.at(tick.value)), (right, places.at(tick.value))))
            parts.append(svg.text(SOFT, at, content, size=SMALL, anchor="end"))
    return svg.join(parts), taken


def marks_beneath(
    axis: Axis, places: Scale, extent: tuple[float, float], right: float, *, is_short: bool
) -> tuple[Markup, float]:
    """Return a thin line down the rows for each mark, with its text beneath where that has room, and their height.

    `extent` is the top and the bottom of the rows; `is_short` where a line through them would cross out their names.
    """
    if not axis.ticks:
        return Markup(), 0
    top, bottom = extent
    parts: list[Markup] = []
    taken: list[Box] = []
    for tick in axis.ticks:
        x = places.at(tick.value)
        content = fit(tick.text, SMALL, right / 4)
        half = widest([content], SMALL) / 2
        at = (min(max(x, half), right - half), bottom + SMALL)
        box = text_box(at, f" {content} ", SMALL, "middle")
        if is_free(box, taken):
            taken.append(box)
            parts.append(svg.line(GRID, (x, bottom - 8 if is_short else top), (x, bottom - 2)))
            parts.append(svg.text(SOFT, at, content, size=SMALL, anchor="middle"))
    return svg.join(parts), block_height(1, SMALL) + 2


def _names(
    labels: Sequence[str], places: Sequence[float], shown: Sequence[int], room: float, right: float
) -> list[tuple[Box, tuple[str, ...]]] | None:
    """Return the box and the lines of each shown name, or None when they do not all fit."""
    fitted: list[tuple[Box, tuple[str, ...]]] = []
    for index in shown:
        lines = wrap(labels[index], SMALL, room, 2)
        half = widest(lines, SMALL) / 2
        centre = min(max(places[index], half), right - half)
        box = Box(centre - half - APART / 2, 0, centre + half + APART / 2, block_height(len(lines), SMALL))
        if not is_whole(labels[index], SMALL, room, 2) or not is_free(box, [other for other, _ in fitted]):
            return None
        fitted.append((box, lines))
    return fitted


def round_names(labels: Sequence[str], places: Sequence[float], top: float, right: float) -> tuple[Markup, float]:
    """Return the rounds' names beneath their places, and their height.

    Every name when all fit, else every second, third… counted from the last, which always shows.
    """
    count = len(labels)
    distance = places[1] - places[0] if count > 1 else right
    for stride in range(1, count + 1):
        shown = range((count - 1) % stride, count, stride)
        room = right if stride == count else min(max(distance * stride - APART, 1), right)
        fitted = _names(labels, places, shown, room, right)
        if fitted is not None:
            break
    else:
        lines = wrap(labels[-1], SMALL, right, 2)
        half = widest(lines, SMALL) / 2
        centre = min(max(places[-1], half), right - half)
        fitted = [(Box(centre - half, 0, centre + half, block_height(len(lines), SMALL)), lines)]
    height = max((box.bottom for box, _ in fitted), default=0)
    parts = [
        lines_of_text(lines, ((box.left + box.right) / 2, top + box.bottom / 2), SOFT, size=SMALL, anchor="middle")
        for box, lines in fitted
    ]
    return svg.join(parts), height
