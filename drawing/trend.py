"""One or more lines over rounds, with gaps where nothing was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drawing import svg
from drawing.axis import Axis, Scale, derived, evenly, grid, round_names, scale, tick_width
from drawing.events import Event, event_marks, events_of_rounds, lanes, lanes_height
from drawing.figure import Drawing, Frame, Number, Table, blank, finish, finite
from drawing.paint import ACCENT, ACCENT_LINE, AXIS, INK, LEADER, SOFT, SOFT_LINE
from drawing.place import CENTRE, SMALL, Box, block_height, is_free, spread_between, text_box
from drawing.svg import BASE_SIZE, Markup
from drawing.text import BOLD, LINE, fit, widest, width, wrap

DASHES = (None, "7 3", "2 3")
RADIUS, ABOVE, BESIDE = 3.5, 22, 14


@dataclass(frozen=True)
class TrendPoint:
    """A measured value and how it is written."""

    value: Number
    text: str


@dataclass(frozen=True)
class TrendSeries:
    """One line, a point for each round, None where nothing was measured.

    The emphasised line has the accent colour and value labels; without any, the first has it.
    """

    label: str
    points: tuple[TrendPoint | None, ...]
    emphasis: bool = False


@dataclass(frozen=True)
class TrendWords:
    """The words of the table: what a row is, what stands for no value, the column of events."""

    row: str
    missing: str = ""
    event: str = ""


@dataclass(frozen=True)
class Line:
    """A series with its points placed on the canvas."""

    series: TrendSeries
    spots: tuple[tuple[float, float] | None, ...]
    dash: str | None
    is_emphasised: bool

    @property
    def last(self) -> int:
        """Return the index of the last measured point."""
        return max(index for index, spot in enumerate(self.spots) if spot)


def trend(
    frame: Frame,
    labels: Sequence[str],
    series: Sequence[TrendSeries],
    words: TrendWords,
    *,
    axis: Axis | None = None,
    events: Sequence[Event] = (),
    height: float = 180,
) -> Drawing:
    """Return the lines; `height` is that of the plot and grows when the end labels need it.

    Values beyond a given axis are drawn on its edge. ValueError when a series has not a point
    (or None) for each label.
    """
    if any(len(one.points) != len(labels) for one in series):
        raise ValueError(f"give each series of a trend {len(labels)} points, one for each label")
    table = _table(labels, series, words, events)
    drawn = [one for one in series if any(one.points)]
    if not drawn:
        return blank(frame, table.columns)
    axis = axis or derived(finite(point.value) or 0.0 for one in drawn for point in one.points if point)
    ends = [_end(frame, one) for one in drawn]
    right = max(widest(lines, SMALL, BOLD) for lines in ends) + BESIDE + 4
    xs = evenly(len(labels), max(tick_width(axis), RADIUS + 2), frame.width - right - RADIUS)
    marked = lanes(events, lambda at: _between(xs, at), frame.width)
    top = lanes_height(marked) + ABOVE
    bottom = top + max(height, sum(block_height(len(lines), SMALL) + 4 for lines in ends))
    places = scale(axis, bottom - 4, top)
    lines = _lines(drawn, xs, places)
    names, below = round_names(labels, xs, bottom + ABOVE, frame.width)
    end_labels, taken = _end_labels(frame, lines, ends, (top - ABOVE + 6, bottom + 6))
    parts = [
        grid(axis, places, xs[0], xs[-1]),
        svg.line(AXIS, (xs[0], bottom + 8), (xs[-1], bottom + 8)),
        event_marks(marked, bottom + 8),
        *(_line(one) for one in sorted(lines, key=lambda one: one.is_emphasised)),
        end_labels,
        _values(lines, [*taken, *(box for _, box, _ in marked)], bottom + 8, frame.width),
        names,
    ]
    return finish(frame, bottom + ABOVE + below + 4, parts, table)


def _between(xs: Sequence[float], at: float) -> float:
    """Return the x of a position between rounds."""
    if len(xs) == 1:
        return xs[0]
    return xs[0] + min(max(at, 0), len(xs) - 1) * (xs[1] - xs[0])


def _lines(series: Sequence[TrendSeries], xs: Sequence[float], places: Scale) -> list[Line]:
    emphasised = [one.emphasis for one in series]
    if not any(emphasised):
        emphasised[0] = True
    quiet = 0
    lines = []
    for one, is_emphasised in zip(series, emphasised, strict=True):
        spots = tuple((x, places.at(point.value)) if point else None for x, point in zip(xs, one.points, strict=True))
        lines.append(Line(one, spots, None if is_emphasised else DASHES[quiet % len(DASHES)], is_emphasised))
        quiet += not is_emphasised
    return lines


def _runs(spots: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Return the unbroken stretches of a line."""
    runs: list[list[tuple[float, float]]] = [[]]
    for spot in spots:
        if spot:
            runs[-1].append(spot)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _line(line: Line) -> Markup:
    paint, dot = (ACCENT_LINE, ACCENT) if line.is_emphasised else (SOFT_LINE, SOFT)
    parts = []
    for run in _runs(line.spots):
        if len(run) > 1:
            steps = [("M" if index == 0 else "L", spot) for index, spot in enumerate(run)]
            parts.append(svg.path(paint, steps, line.dash))
        shown = run if line.is_emphasised or len(run) == 1 else run[-1:]
        parts += [svg.circle(dot, x, y, RADIUS if line.is_emphasised else 2.5) for x, y in shown]
    return svg.join(parts)


def _end(frame: Frame, series: TrendSeries) -> tuple[str, ...]:
    """Return the lines of an end label: the last value, then the name."""
    room = frame.width * 0.28
    last = [point for point in series.points if point][-1]
    return (fit(last.text, SMALL, room, BOLD), *wrap(series.label, SMALL, room - 4, 2))


def _end_labels(
    frame: Frame, lines: Sequence[Line], ends: Sequence[tuple[str, ...]], limits: tuple[float, float]
) -> tuple[Markup, list[Box]]:
    """Return the labels at the right, moved apart, with a thin line to each that had to move."""
    order = sorted(range(len(lines)), key=lambda i: (lines[i].spots[lines[i].last] or (0, 0))[1])
    sizes = [block_height(len(ends[i]), SMALL) for i in order]
    spots = [lines[i].spots[lines[i].last] or (0.0, 0.0) for i in order]
    aims = [y + size / 2 - SMALL * (0.64) for (_, y), size in zip(spots, sizes, strict=True)]
    centres = spread_between(aims, sizes, 2, *limits)
    left = frame.width - max(widest(end, SMALL, BOLD) for end in ends)
    parts, taken = [], []
    for index, (x, y), size, centre in zip(order, spots, sizes, centres, strict=True):
        first = centre - size / 2 + SMALL
        if abs(first - SMALL * CENTRE - y) > 3 or x < left - BESIDE - RADIUS - 8:
            parts.append(svg.line(LEADER, (x + RADIUS + 2, y), (left - 3, first - SMALL * CENTRE)))
        for row, content in enumerate(ends[index]):
            weight, paint = (BOLD, INK) if row == 0 else (400, SOFT)
            at = (left, first + row * SMALL * LINE)
            parts.append(svg.text(paint, at, content, size=SMALL, weight=weight))
            taken.append(text_box(at, content, SMALL, weight=weight))
    return svg.join(parts), taken


def _values(lines: Sequence[Line], taken: list[Box], floor: float, right: float) -> Markup:
    """Return value labels at the first point and the extremes, wherever they have room."""
    taken = taken + [box for line in lines for box in _trail(line)]
    parts = []
    for line in lines:
        if not line.is_emphasised:
            continue
        known = [index for index, spot in enumerate(line.spots) if spot and index != line.last]
        heights = {index: (line.spots[index] or (0, 0))[1] for index in known}
        wanted = [min(known, key=heights.__getitem__), max(known, key=heights.__getitem__), known[0]] if known else []
        for index in dict.fromkeys(wanted):
            found = _value(line, index, taken, floor, right)
            if found:
                parts.append(found[0])
                taken.append(found[1])
    return svg.join(parts)


def _value(line: Line, index: int, taken: Sequence[Box], floor: float, right: float) -> tuple[Markup, Box] | None:
    spot, point = line.spots[index], line.series.points[index]
    if not spot or not point:
        return None
    content = fit(point.text, SMALL, right / 4)
    half = width(content, SMALL) / 2
    centre = min(max(spot[0], half), right - half)
    for baseline in (spot[1] - 8, spot[1] + 8 + SMALL * 0.8):
        box = text_box((centre, baseline), content, SMALL, "middle")
        if box.bottom <= floor and is_free(box, taken):
            return svg.text(INK, (centre, baseline), content, size=SMALL, anchor="middle"), box
    return None


def _trail(line: Line) -> list[Box]:
    """Return small boxes along a line, so that no value label is set upon it."""
    boxes = []
    for run in _runs(line.spots):
        for (x1, y1), (x2, y2) in pairwise(run):
            count = max(int((abs(x2 - x1) + abs(y2 - y1)) / BASE_SIZE), 1)
            steps = [(x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count) for i in range(count + 1)]
            boxes += [Box(x - 1.5, y - 1.5, x + 1.5, y + 1.5) for x, y in steps]
    return boxes


def _table(labels: Sequence[str], series: Sequence[TrendSeries], words: TrendWords, events: Sequence[Event]) -> Table:
    noted = events_of_rounds(events, len(labels)) if labels else []
    has_events = bool(events and words.event)
    rows = []
    for index, label in enumerate(labels):
        points = (one.points[index] for one in series)
        row = (label, *(point.text if point else words.missing for point in points))
        rows.append((*row, noted[index]) if has_events else row)
    heads = (words.row, *(one.label for one in series))
    return Table((*heads, words.event) if has_events else heads, tuple(rows))
