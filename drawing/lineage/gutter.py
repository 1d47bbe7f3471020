"""A lineage from top to bottom, for narrow screens: one unit a row, lines in a gutter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drawing import svg
from drawing.lineage.layers import Layers
from drawing.lineage.node import LineageEdge, LineageNode, subtitle
from drawing.paint import ACCENT, GRID, INK, SOFT, SOFT_LINE
from drawing.place import SMALL
from drawing.svg import BASE_SIZE, Markup
from drawing.text import BOLD, LINE, fit, width, wrap

LANE, DOT, GAP, HEAD, ASIDE = 12, 4, 10, 28, 4


@dataclass(frozen=True)
class Bus:
    """The line down the gutter that gathers several rows into one; a part has its own."""

    sources: tuple[str, ...]
    target: str
    is_part: bool


def gutter(
    nodes: Sequence[LineageNode], edges: Sequence[LineageEdge], order: Layers, room: float
) -> tuple[list[Markup], float]:
    """Return the drawing's parts and its height."""
    by_key = {node.key: node for node in nodes}
    rows = [[by_key[key] for key in column if key in by_key] for column in order.columns]
    rank = {node.key: index for index, node in enumerate(node for row in rows for node in row)}
    buses = list(_buses(edges))
    lanes = _lanes(buses, rank)
    spacing = min(LANE, room * 0.3 / max(len(set(lanes)), 1))
    left = (max(lanes, default=-1) + 1) * spacing + DOT + 4
    dates = _dates(edges, order)
    parts: list[Markup] = []
    middles: dict[str, float] = {}
    top = 0.0
    for index, row in enumerate(rows):
        if index in dates:
            parts.append(_head(dates[index], left, top, room))
            top += HEAD
        for node in row:
            middles[node.key] = top + BASE_SIZE * 0.75
            drawn, top = _row(node, edges, by_key, left, top, room)
            parts.append(drawn)
    lines = [_line(bus, left - lane * spacing - spacing, left, middles) for bus, lane in zip(buses, lanes, strict=True)]
    return [*lines, *parts], top


def _buses(edges: Sequence[LineageEdge]) -> Iterator[Bus]:
    whole: dict[str, list[str]] = {}
    for edge in edges:
        if edge.is_part:
            yield Bus((edge.source,), edge.target, is_part=True)
        else:
            whole.setdefault(edge.target, []).append(edge.source)
    for target, sources in whole.items():
        yield Bus(tuple(sources), target, is_part=False)


def _lanes(buses: Sequence[Bus], rank: dict[str, int]) -> list[int]:
    """Return each bus's lane, 0 next to the rows; short ones stand nearer."""
    spans = []
    for bus in buses:
        ranks = [rank[key] for key in (*bus.sources, bus.target)]
        spans.append((min(ranks), max(ranks)))
    lanes = [0] * len(buses)
    placed: list[int] = []
    for index in sorted(range(len(buses)), key=lambda i: (spans[i][1] - spans[i][0], spans[i])):
        start, end = spans[index]
        crossed = {lanes[other] for other in placed if spans[other][0] <= end and start <= spans[other][1]}
        lanes[index] = next(lane for lane in range(len(buses)) if lane not in crossed)
        placed.append(index)
    return lanes


def _dates(edges: Sequence[LineageEdge], order: Layers) -> dict[int, str]:
    """Return for each column the one date on which its units arrived, where it is one."""
    place = order.column_of()
    dates: dict[int, set[str]] = {}
    for edge in edges:
        dates.setdefault(place[edge.target], set()).add(edge.date)
    return {index: next(iter(found)) for index, found in dates.items() if len(found) == 1 and index > 0}


def _head(date: str, left: float, top: float, room: float) -> Markup:
    content = fit(date, SMALL, room - left, BOLD)
    at = (left + DOT + 8, top + HEAD / 2 + SMALL * 0.3)
    start = at[0] + width(content, SMALL, BOLD) + 8
    rule = svg.line(GRID, (min(start, room), top + HEAD / 2), (room, top + HEAD / 2))
    return svg.join([svg.text(SOFT, at, content, size=SMALL, weight=BOLD), rule])


def _row(
    node: LineageNode,
    edges: Sequence[LineageEdge],
    by_key: dict[str, LineageNode],
    left: float,
    top: float,
    room: float,
) -> tuple[Markup, float]:
    x = left + DOT + 8
    inner = room - x
    details = [" · ".join(filter(None, (subtitle(node), node.span)))]
    details += [
        " · ".join(filter(None, (edge.share, edge.date, by_key[edge.target].name)))
        for edge in edges
        if edge.is_part and edge.source == node.key
    ]
    lines = [(line, BASE_SIZE, BOLD) for line in wrap(node.name, BASE_SIZE, inner, 2, BOLD)]
    lines += [(line, SMALL, 400) for text in details for line in wrap(text, SMALL, inner, 3)]
    parts = [svg.circle(ACCENT if node.is_current else SOFT, left, top + BASE_SIZE * 0.75, DOT)]
    for content, size, weight in lines:
        top += size * LINE
        paint = INK if weight == BOLD else SOFT
        parts.append(svg.text(paint, (x, top - size * 0.25), content, size=size, weight=weight))
    return svg.link(node.href, f"{node.name}, {details[0]}", *parts), top + GAP


def _line(bus: Bus, x: float, left: float, middles: dict[str, float]) -> Markup:
    """Return the stubs, the line down and the arrow; it leaves a little below and arrives above."""
    end = middles[bus.target] - ASIDE / 2
    steps: list[tuple[str, tuple[float, ...]]] = []
    for source in bus.sources:
        start = middles[source] + ASIDE / 2
        bend = min(5.0, abs(end - start) / 2) * (1 if end > start else -1)
        steps += [("M", (left - DOT, start)), ("L", (x + 5, start)), ("Q", (x, start, x, start + bend))]
        steps += [("L", (x, end - bend)), ("Q", (x, end, x + 5, end)), ("L", (left - DOT - 4, end))]
    tip = left - DOT + 1
    head = svg.polygon(SOFT, [(tip, end), (tip - 6, end - 3.5), (tip - 6, end + 3.5)])
    return svg.join([svg.path(SOFT_LINE, steps, "4 3" if bus.is_part else None), head])
