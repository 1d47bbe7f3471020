"""Tables as data for the templates: widths that suit their words, and which rows may break."""

from decimal import Decimal
from math import ceil
from typing import Any

from drawing.text import BOLD, width
from reports.content.document import Cell, Row, Table
from reports.content.wording import written
from reports.writers.pdf.letters import POINTS, breakable, plain

SIZE, SMALL_SIZE, MANY_COLUMNS = 12, 11, 6
# On either side of a cell's words, here and in both templates.
INSET = 1.5 * POINTS
# No word makes its column wider than this part of the table; it is broken instead.
WIDEST = 0.3
# A row of more lines than this may go on over the page; a lower one stays whole.
WHOLE_LINES = 14
# A higher head would leave no room for rows on the pages where it is repeated.
HEAD_LINES = 12


def table_data(table: Table, room: float, size: float = 0) -> dict[str, Any]:
    """Return a table as data for a frame of `room` mm: column widths in points, cells as they are printed.

    `size` of its letters in points; 0: as a document's table is set, smaller when it has many columns.
    """
    size = size or (SMALL_SIZE if len(table.columns) > MANY_COLUMNS else SIZE)
    head = [plain(column.label) for column in table.columns]
    rows = [[plain(written(cell)) for cell in row.cells] for row in table.rows]
    widths = _widths([column.share for column in table.columns], _least([head, *rows], size), room * POINTS)
    return {
        "is": "table",
        "title": breakable(plain(table.title), size, room * POINTS),
        "note": breakable(plain(table.note), size, room * POINTS),
        "size": size,
        "widths": widths,
        "aligns": [_align(table, index) for index in range(len(table.columns))],
        "head": _fitted(head, size, widths),
        "head_is_low": _lines(head, size, widths) <= HEAD_LINES,
        "rows": [_row(row, texts, size, widths) for row, texts in zip(table.rows, rows, strict=True)],
    }


def _row(row: Row, texts: list[str], size: float, widths: list[float]) -> dict[str, Any]:
    is_whole = _lines(texts, size, widths) <= WHOLE_LINES
    return {"cells": _fitted(texts, size, widths), "is_strong": row.is_strong, "is_whole": is_whole}


def _lines(texts: list[str], size: float, widths: list[float]) -> int:
    """Return about how many lines the highest of these cells takes."""
    cells = zip(texts, widths, strict=True)
    return max((ceil(width(text, size) / (column - 2 * INSET)) for text, column in cells), default=1)


def _fitted(texts: list[str], size: float, widths: list[float]) -> list[str]:
    return [breakable(text, size, column - 2 * INSET) for text, column in zip(texts, widths, strict=True)]


def _align(table: Table, index: int) -> str:
    """A column of nothing but numbers stands right even where nobody said so."""
    column = table.columns[index]
    cells = [row.cells[index] for row in table.rows if row.cells[index] is not None]
    return "right" if column.align == "left" and cells and all(map(_is_number, cells)) else column.align


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal)


def _least(rows: list[list[str]], size: float) -> list[float]:
    """Return how wide each column must be for its longest word, in points."""
    return [
        max((width(word, size, BOLD) for text in column for word in text.split(" ")), default=0) + 2 * INSET
        for column in zip(*rows, strict=True)
    ]


def _widths(shares: list[float], least: list[float], room: float) -> list[float]:
    """Divide the room by the shares, but give no column less than it needs as long as the others can spare it."""
    needs = [min(need, room * max(WIDEST, 1 / len(shares))) for need in least]
    if sum(needs) >= room:
        return [need * room / sum(needs) for need in needs]
    fixed: set[int] = set()
    while True:
        free = room - sum(needs[index] for index in fixed)
        total = sum(share for index, share in enumerate(shares) if index not in fixed) or 1
        widths = [needs[index] if index in fixed else share * free / total for index, share in enumerate(shares)]
        narrow = {index for index, given in enumerate(widths) if index not in fixed and given < needs[index]}
        if not narrow:
            return widths
        fixed |= narrow
