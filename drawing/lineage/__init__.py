"""Which units became which: versions of units through time, joined by their reorganisations."""

from collections.abc import Sequence
from functools import partial

from drawing import svg
from drawing.figure import Drawing, Frame, Table, blank, finish
from drawing.legend import Entry, legend
from drawing.lineage.columns import box_width, columns
from drawing.lineage.gutter import gutter
from drawing.lineage.layers import layers
from drawing.lineage.node import LineageEdge, LineageNode, LineageWords
from drawing.paint import SOFT_LINE
from drawing.svg import Markup

__all__ = ["LineageEdge", "LineageNode", "LineageWords", "lineage"]


def lineage(frame: Frame, nodes: Sequence[LineageNode], edges: Sequence[LineageEdge], words: LineageWords) -> Drawing:
    """Return the lineage, left to right where its columns fit, else one unit a row.

    ValueError when a key stands twice or an edge names a unit that is not given.
    """
    table = _table(nodes, edges, words)
    if not nodes:
        return blank(frame, table.columns)
    drawn = [edge for edge in edges if edge.source != edge.target]
    order = layers([node.key for node in nodes], drawn)
    box = box_width(nodes, len(order.columns), frame.width)
    if box is None:
        parts, height = gutter(nodes, drawn, order, frame.width)
    else:
        parts, height = columns(nodes, drawn, order, box, frame.width)
    signs, key = legend(_signs(drawn, words), 0, height + 8, frame.width)
    return finish(frame, height + 8 + key, [*parts, signs], table)


def _mark(dash: str | None, x: float, y: float) -> Markup:
    return svg.line(SOFT_LINE, (x - 8, y), (x + 6, y), dash)


def _signs(edges: Sequence[LineageEdge], words: LineageWords) -> list[Entry]:
    if not any(edge.is_part for edge in edges):
        return []
    return [Entry(partial(_mark, None), words.whole), Entry(partial(_mark, "5 4"), words.part)]


def _table(nodes: Sequence[LineageNode], edges: Sequence[LineageEdge], words: LineageWords) -> Table:
    by_key = {node.key: node for node in nodes}
    if len(by_key) != len(nodes):
        raise ValueError("give each unit of a lineage a key of its own")
    successors: dict[str, list[str]] = {key: [] for key in by_key}
    for edge in edges:
        if edge.source not in by_key or edge.target not in by_key:
            raise ValueError(f"give the units of a lineage with its edge {edge.source} – {edge.target}")
        target = by_key[edge.target]
        details = (target.code, edge.date, edge.share or words.part if edge.is_part else "")
        successors[edge.source].append(f"{target.name} ({', '.join(filter(None, details))})")
    heads = (words.name, words.code, words.kind, words.span, words.successors)
    rows = tuple((node.name, node.code, node.kind, node.span, "; ".join(successors[node.key])) for node in nodes)
    return Table(heads, rows)
