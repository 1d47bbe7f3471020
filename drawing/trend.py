"""One or more lines over rounds, with gaps where nothing was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from drawing import svg
from drawing.axis import Axis, Scale, between, derived, evenly, grid, round_names, scale, tick_width
from drawing.events import Event, event_marks, events_of_rounds, lanes, lanes_height
from drawing.figure import Drawing, Frame, Table, blank, finish, finite
from drawing.line import RADIUS, Line, TrendPoint, TrendSeries, end_lines, line_labels, runs, trail
from drawing.paint import ACCENT, ACCENT_LINE, AXIS, SOFT, SOFT_LINE
from drawing.place import SMALL, Box, block_height
from drawing.svg import Markup
from drawing.text import BOLD, widest

__all__ = ["TrendPoint", "TrendSeries", "TrendWords", "trend"]

DASHES = (None, "7 3", "2 3")
ABOVE, BESIDE = 22, 14


@dataclass(frozen=True)
class TrendWords:
    """The words of the table: what a row is, what stands for no value, the column of events."""

    row: str
    missing: str = ""
    event: str = ""


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
    parts, foot = _parts(frame, labels, drawn, axis or _derived(drawn), events, height)
    return finish(frame, foot, parts, table)


def _parts(
    frame: Frame,
    labels: Sequence[str],
    drawn: Sequence[TrendSeries],
    axis: Axis,
    events: Sequence[Event],
    height: float,
) -> tuple[list[Markup], float]:
    """Return the parts of the drawing and its height."""
    ends = [end_lines(one, frame.width * 0.28) for one in drawn]
    right = max(widest(lines, SMALL, BOLD) for lines in ends) + BESIDE + 4
    xs = evenly(len(labels), max(tick_width(axis, frame.width * 0.2), RADIUS + 2), frame.width - right - RADIUS)
    marked = lanes(events, partial(between, xs), frame.width)
    top = lanes_height(marked) + ABOVE
    bottom = top + max(height, sum(block_height(len(lines), SMALL) + 4 for lines in ends))
    places = scale(axis, bottom - 4, top)
    lines = _lines(drawn, xs, places)
    names, below = round_names(labels, xs, bottom + ABOVE, frame.width)
    rules, marks = grid(axis, places, xs[0], xs[-1])
    taken = [*marks, *(box for _, box, _ in marked), *(box for line in lines for box in trail(line))]
    canvas = Box(0, top - ABOVE + 6, frame.width, bottom + 6)
    parts = [
        rules,
        svg.line(AXIS, (xs[0], bottom + 8), (xs[-1], bottom + 8)),
        event_marks(marked, bottom + 8),
        *(_line(one) for one in sorted(lines, key=lambda one: one.is_emphasised)),
        *line_labels(lines, ends, taken, canvas),
        names,
    ]
    return parts, bottom + ABOVE + below + 4


def _derived(series: Sequence[TrendSeries]) -> Axis:
    return derived(finite(point.value) or 0.0 for one in series for point in one.points if point)


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


def _line(line: Line) -> Markup:
    paint, dot = (ACCENT_LINE, ACCENT) if line.is_emphasised else (SOFT_LINE, SOFT)
    parts = []
    for run in runs(line.spots):
        if len(run) > 1:
            steps = [("M" if index == 0 else "L", spot) for index, spot in enumerate(run)]
            parts.append(svg.path(paint, steps, line.dash))
        shown = run if line.is_emphasised or len(run) == 1 else run[-1:]
        parts += [svg.circle(dot, x, y, RADIUS if line.is_emphasised else 2.5) for x, y in shown]
    return svg.join(parts)


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
