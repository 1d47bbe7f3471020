"""A lineage from left to right: units in columns, dates between them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from drawing import svg
from drawing.lineage.layers import Layers
from drawing.lineage.node import LineageEdge, LineageNode, subtitle
from drawing.paint import BOX, BOX_CURRENT, GRID, INK, SOFT, SOFT_LINE, SURFACE
from drawing.place import SMALL, Box, block_height, is_free, spread, text_box
from drawing.svg import BASE_SIZE, Markup
from drawing.text import BOLD, LINE, fit, widest, wrap

LEAST_BOX, WIDEST_BOX, LEAST_GAP, WIDEST_GAP = 96, 190, 64, 150
PAD, BETWEEN, HEAD, PASSING, ARROW = 9, 10, 26, 8, 7
STEPS = (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8)


@dataclass(frozen=True)
class Grid:
    """Where everything stands: each key's middle, each column's left edge, one width for all."""

    box: float
    gap: float
    lefts: tuple[float, ...]
    middles: dict[str, float]
    heights: dict[str, float]
    bottom: float


def box_width(nodes: Sequence[LineageNode], count: int, room: float) -> float | None:
    """Return the width of the boxes when so many columns fit into the room, else None."""
    texts = [text for node in nodes for text in (subtitle(node), node.span)]
    natural = max(widest([node.name for node in nodes], BASE_SIZE, BOLD), widest(texts, SMALL)) + 2 * PAD + 1
    available = (room - (count - 1) * LEAST_GAP) / count
    if available < min(natural, LEAST_BOX):
        return None
    return min(natural, available, WIDEST_BOX)


def columns(
    nodes: Sequence[LineageNode], edges: Sequence[LineageEdge], order: Layers, box: float, room: float
) -> tuple[list[Markup], float]:
    """Return the drawing's parts and its height; `box` comes from `box_width`."""
    grid = _grid(nodes, order, box, room)
    place = order.column_of()
    dates: dict[int, set[str]] = defaultdict(set)
    for edge in edges:
        dates[place[edge.target] - 1].add(edge.date)
    heads, taken = _heads(dates, grid)
    lines = [_line(edge, chain, grid, place) for edge, chain in zip(edges, order.chains, strict=True)]
    labels = []
    for edge, chain in zip(edges, order.chains, strict=True):
        is_dated = len(dates[place[edge.target] - 1]) == 1 and place[edge.source] < place[edge.target]
        words = [edge.share if edge.is_part else "", "" if is_dated else edge.date]
        labels.append(_label(" · ".join(filter(None, words)), chain[:2], grid, place, taken))
    boxes = [_node(node, grid, place) for node in nodes]
    return [*heads, *lines, *boxes, *labels], grid.bottom


def _name_lines(node: LineageNode, box: float) -> list[tuple[str, float, int]]:
    """Return the lines of a box: text, size and weight."""
    inner = box - 2 * PAD
    names = [(line, BASE_SIZE, BOLD) for line in wrap(node.name, BASE_SIZE, inner, 2, BOLD)]
    rest = [text for text in (subtitle(node), node.span) if text]
    return [*names, *((line, SMALL, 400) for text in rest for line in wrap(text, SMALL, inner, 2))]


def _grid(nodes: Sequence[LineageNode], order: Layers, box: float, room: float) -> Grid:
    count = len(order.columns)
    gap = min((room - count * box) / (count - 1), WIDEST_GAP) if count > 1 else 0
    heights = {node.key: sum(size * LINE for _, size, _ in _name_lines(node, box)) + 2 * PAD - 4 for node in nodes}
    middles = _middles(order, heights)
    highest = min(middle - heights.get(key, PASSING) / 2 for key, middle in middles.items())
    has_dates = count > 1
    shift = (HEAD if has_dates else 1) - highest
    middles = {key: middle + shift for key, middle in middles.items()}
    bottom = max(middle + heights.get(key, PASSING) / 2 for key, middle in middles.items())
    lefts = tuple(1 + index * (box + gap) for index in range(count))
    return Grid(box - 2, gap, lefts, middles, heights, bottom + 2)


def _middles(order: Layers, heights: dict[str, float]) -> dict[str, float]:
    """Return each key's height on the canvas: near its neighbours, never touching the next."""
    near: dict[str, list[str]] = defaultdict(list)
    for chain in order.chains:
        for one, other in pairwise(chain):
            near[one].append(other)
            near[other].append(one)
    sizes = [[heights.get(key, PASSING) for key in column] for column in order.columns]
    middles: dict[str, float] = {}
    for column, extent in zip(order.columns, sizes, strict=True):
        middles.update(zip(column, spread([0.0] * len(column), extent, BETWEEN), strict=True))
    columns = list(zip(order.columns, sizes, strict=True))
    for column, extent in (columns[1:] + columns[-2::-1]) * 3:
        aims = [fmean([middles[other] for other in near[key]] or [middles[key]]) for key in column]
        middles.update(zip(column, spread(aims, extent, BETWEEN), strict=True))
    return middles


def _heads(dates: dict[int, set[str]], grid: Grid) -> tuple[list[Markup], list[Box]]:
    """Return the date of each gap in which all lines arrive on one date, and the room taken."""
    parts, taken = [], []
    for index in sorted(dates):
        if len(dates[index]) == 1 and 0 <= index < len(grid.lefts) - 1:
            middle = grid.lefts[index + 1] - grid.gap / 2
            date = fit(next(iter(dates[index])), SMALL, grid.gap + grid.box - 12, BOLD)
            at = (middle, SMALL + 1)
            parts.append(svg.line(GRID, (middle, HEAD - 6), (middle, grid.bottom)))
            parts.append(svg.text(SOFT, at, date, size=SMALL, anchor="middle", weight=BOLD))
            taken.append(text_box(at, date, SMALL, "middle", BOLD))
    return parts, taken


def _ends(pair: Sequence[str], grid: Grid, place: dict[str, int]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the two points between which a line crosses one gap."""
    one, other = pair
    points = []
    for key, opposite in ((one, other), (other, one)):
        is_left = place[key] < place[opposite]
        left = grid.lefts[place[key]]
        points.append((left + grid.box if is_left else left, grid.middles[key]))
    return points[0], points[1]


def _line(edge: LineageEdge, chain: Sequence[str], grid: Grid, place: dict[str, int]) -> Markup:
    steps: list[tuple[str, tuple[float, ...]]] = []
    for one, other in pairwise(chain):
        start, end = _ends((one, other), grid, place)
        toward = 1 if end[0] > start[0] else -1
        tip = end[0] - toward * ARROW if other == chain[-1] else end[0]
        middle = (start[0] + end[0]) / 2
        steps.append(("M" if not steps else "L", start))
        steps.append(("C", (middle, start[1], middle, end[1], tip, end[1])))
    x, y = _ends(chain[-2:], grid, place)[1]
    toward = 1 if place[chain[-1]] > place[chain[-2]] else -1
    base = x - toward * (ARROW + 1)
    head = svg.polygon(SOFT, [(x - toward, y), (base, y - 4), (base, y + 4)])
    return svg.join([svg.path(SOFT_LINE, steps, "5 4" if edge.is_part else None), head])


def _label(content: str, pair: Sequence[str], grid: Grid, place: dict[str, int], taken: list[Box]) -> Markup:
    """Return the words of a line where it leaves its unit, on a plate, clear of other words."""
    lines = wrap(content, SMALL, grid.gap - 12, 3)
    if not lines:
        return Markup()
    start, end = _ends(pair, grid, place)
    half, height = widest(lines, SMALL) / 2 + 2, block_height(len(lines), SMALL)
    low, high = sorted((start[0], end[0]))
    spots = [_on_curve(start, end, step) for step in STEPS]
    spots += [(spots[0][0], max(spots[0][1] + sign * height * step, HEAD)) for step in range(1, 40) for sign in (1, -1)]
    for x, y in spots:
        x = min(max(x, low + half + 4), high - half - 4)
        y = min(max(y, HEAD + height / 2), grid.bottom - height / 2)
        box = Box(x - half, y - height / 2, x + half, y + height / 2)
        if is_free(box, taken):
            break
    else:
        return Markup()  # no room at all: the table has the words
    taken.append(box)
    plate = svg.rect(SURFACE, box.left, box.top, box.right - box.left, height)
    first = box.top + SMALL
    texts = [
        svg.text(SOFT, (x, first + row * SMALL * LINE), line, size=SMALL, anchor="middle")
        for row, line in enumerate(lines)
    ]
    return svg.join([plate, *texts])


def _on_curve(start: tuple[float, float], end: tuple[float, float], t: float) -> tuple[float, float]:
    """Return a point of the S-shaped curve between two points, t from 0 to 1."""
    middle, u = (start[0] + end[0]) / 2, 1 - t
    x = u**3 * start[0] + 3 * u * t * middle + t**3 * end[0]
    y = (u**3 + 3 * u * u * t) * start[1] + (3 * u * t * t + t**3) * end[1]
    return x, y


def _node(node: LineageNode, grid: Grid, place: dict[str, int]) -> Markup:
    height, middle = grid.heights[node.key], grid.middles[node.key]
    left, top = grid.lefts[place[node.key]], middle - height / 2
    paint = BOX_CURRENT if node.is_current else BOX
    parts = [svg.rect(paint, left, top, grid.box, height, 3)]
    y = top + PAD - 4
    for content, size, weight in _name_lines(node, grid.box + 2):
        y += size * LINE
        at = (left + PAD, y - size * 0.3)
        parts.append(svg.text(INK if weight == BOLD else SOFT, at, content, size=size, weight=weight))
    return svg.link(node.href, f"{node.name}, {subtitle(node)}, {node.span}", *parts)
