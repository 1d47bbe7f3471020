"""A line of a trend once it is placed, and its labels: at its end, its start and its extremes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drawing import svg
from drawing.figure import Number
from drawing.paint import INK, LEADER, SOFT
from drawing.place import CENTRE, SMALL, Box, block_height, is_free, spread_between, text_box
from drawing.svg import BASE_SIZE, Markup
from drawing.text import BOLD, LINE, fit, widest, width, wrap

RADIUS = 3.5
Spot = tuple[float, float]


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
class Line:
    """A series with its points placed on the canvas, at least one of them measured."""

    series: TrendSeries
    spots: tuple[Spot | None, ...]
    dash: str | None
    is_emphasised: bool

    @property
    def last(self) -> int:
        """Return the index of the last measured point."""
        return max(index for index, spot in enumerate(self.spots) if spot)

    @property
    def end(self) -> Spot:
        """Return the place of the last measured point."""
        return self.spots[self.last] or (0.0, 0.0)


def runs(spots: Sequence[Spot | None]) -> list[list[Spot]]:
    """Return the unbroken stretches of a line."""
    found: list[list[Spot]] = [[]]
    for spot in spots:
        if spot:
            found[-1].append(spot)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def trail(line: Line) -> list[Box]:
    """Return small boxes along a line, so that no label is set upon it."""
    boxes = []
    for run in runs(line.spots):
        for (x1, y1), (x2, y2) in pairwise([run[0], *run]):
            count = max(int((abs(x2 - x1) + abs(y2 - y1)) / BASE_SIZE), 1)
            steps = [(x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count) for i in range(count + 1)]
            boxes += [Box(x - 1.5, y - 1.5, x + 1.5, y + 1.5) for x, y in steps]
    return boxes


def end_lines(series: TrendSeries, room: float) -> tuple[str, ...]:
    """Return the lines of an end label: the last value, then the name."""
    last = [point for point in series.points if point][-1]
    return (fit(last.text, SMALL, room, BOLD), *wrap(series.label, SMALL, room - 4, 2))


def line_labels(lines: Sequence[Line], ends: Sequence[tuple[str, ...]], taken: list[Box], canvas: Box) -> list[Markup]:
    """Return all labels of the lines; `ends` are their `end_lines`, `taken` is what stands already."""
    early = _early_labels(lines, taken, canvas)
    late = [index for index in range(len(lines)) if index not in early]
    at_right = _end_labels([lines[index] for index in late], [ends[index] for index in late], taken, canvas)
    return [*early.values(), at_right, _value_labels(lines, taken, canvas)]


def _early_labels(lines: Sequence[Line], taken: list[Box], canvas: Box) -> dict[int, Markup]:
    """Return by index the labels of lines that end before the last round, beside their last point.

    A line without free room there is left out; its label belongs with the others at the right.
    """
    labels: dict[int, Markup] = {}
    right = max(line.end[0] for line in lines)
    for index, line in enumerate(lines):
        point = line.series.points[line.last]
        if line.last == len(line.spots) - 1 or not point:
            continue
        value = fit(point.text, SMALL, right, BOLD)
        name = fit(line.series.label, SMALL, right)
        indent = width(value, SMALL, BOLD) + 5
        x, y = line.end[0] + 8, line.end[1]
        for baseline in (y + SMALL * CENTRE, y - 8, y + 8 + SMALL * 0.8):
            box = Box(*text_box((x, baseline), name, SMALL))._replace(right=x + indent + width(name, SMALL))
            if box.right <= right and canvas.top <= box.top and box.bottom <= canvas.bottom and is_free(box, taken):
                taken.append(box)
                texts = [svg.text(INK, (x, baseline), value, size=SMALL, weight=BOLD)]
                texts.append(svg.text(SOFT, (x + indent, baseline), name, size=SMALL))
                labels[index] = svg.join(texts)
                break
    return labels


def _end_labels(lines: Sequence[Line], ends: Sequence[tuple[str, ...]], taken: list[Box], canvas: Box) -> Markup:
    """Return the labels at the right, moved apart, with a thin line to each that had to move."""
    order = sorted(range(len(lines)), key=lambda index: lines[index].end[1])
    sizes = [block_height(len(ends[index]), SMALL) for index in order]
    aims = [lines[index].end[1] + size / 2 - SMALL * 0.64 for index, size in zip(order, sizes, strict=True)]
    centres = spread_between(aims, sizes, 2, canvas.top, canvas.bottom)
    left = canvas.right - max((widest(end, SMALL, BOLD) for end in ends), default=0)
    parts = []
    for index, size, centre in zip(order, sizes, centres, strict=True):
        x, y = lines[index].end
        first = centre - size / 2 + SMALL
        if abs(first - SMALL * CENTRE - y) > 3 or lines[index].last < len(lines[index].spots) - 1:
            parts.append(svg.line(LEADER, (x + RADIUS + 2, y), (left - 3, first - SMALL * CENTRE)))
        for row, content in enumerate(ends[index]):
            weight, paint = (BOLD, INK) if row == 0 else (400, SOFT)
            at = (left, first + row * SMALL * LINE)
            parts.append(svg.text(paint, at, content, size=SMALL, weight=weight))
            taken.append(text_box(at, content, SMALL, weight=weight))
    return svg.join(parts)


def _value_labels(lines: Sequence[Line], taken: list[Box], canvas: Box) -> Markup:
    """Return the values of emphasised lines at their extremes and first point, where they have room."""
    parts = []
    for line in lines:
        heights = {index: spot[1] for index, spot in enumerate(line.spots) if spot and index != line.last}
        if not line.is_emphasised or not heights:
            continue
        wanted = (min(heights, key=heights.__getitem__), max(heights, key=heights.__getitem__), min(heights))
        parts += [_value_label(line, index, taken, canvas) for index in dict.fromkeys(wanted)]
    return svg.join(parts)


def _value_label(line: Line, index: int, taken: list[Box], canvas: Box) -> Markup:
    spot, point = line.spots[index], line.series.points[index]
    if not spot or not point:
        return Markup()
    content = fit(point.text, SMALL, canvas.right / 4)
    half = width(content, SMALL) / 2
    centre = min(max(spot[0], half), canvas.right - half)
    for baseline in (spot[1] - 8, spot[1] + 8 + SMALL * 0.8):
        box = text_box((centre, baseline), content, SMALL, "middle")
        if box.bottom <= canvas.bottom + 2 and is_free(box, taken):
            taken.append(box)
            return svg.text(INK, (centre, baseline), content, size=SMALL, anchor="middle")
    return Markup()
