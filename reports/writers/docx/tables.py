"""Tables of figures: columns by their shares, a heading that is repeated on every page, rows that stay whole."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reports.content.document import Cell, Column, Row, Table
from reports.content.wording import written
from reports.writers.columns import column_widths
from reports.writers.docx.elements import cell, element, paragraph, run, table, twips
from reports.writers.docx.pages import Room
from reports.writers.docx.styles import BY_CODE, CELL_SIDE
from reports.writers.measure import lines

# From so many columns on, letters are a point smaller.
MANY_COLUMNS = 7
# A row with a cell of more lines is not kept whole: it would leave most of a page empty, or not fit on one.
LONG_CELL = 12


def data_table(given: Table, room: Room) -> list[Any]:
    """Return the paragraphs and the table that show a `Table`."""
    head, text = ("NarrowHead", "NarrowText") if len(given.columns) >= MANY_COLUMNS else ("TableHead", "TableText")
    widths = column_widths(given, room.width, BY_CODE[text].size, sides_mm=2 * CELL_SIDE)
    in_twips = [twips(each) for each in widths]
    rows = [_head(given, head, in_twips), *(_row(given, each, text, in_twips) for each in given.rows)]
    title = [paragraph("TableTitle", given.title)] if given.title else []
    made = table("DataTable", in_twips, rows, title=given.title or given.name or "Bảng số liệu")
    note = paragraph("TableNote", given.note) if given.note else paragraph("Space")
    return [*title, made, note]


def _head(given: Table, style: str, widths: list[int]) -> Any:
    cells = (
        cell(
            width,
            [paragraph(style, column.label)],
            element("w:shd", val="clear", color="auto", fill="F2F2F2"),
            element("w:vAlign", val="center"),
        )
        for column, width in zip(given.columns, widths, strict=True)
    )
    return element("w:tr", element("w:trPr", element("w:cantSplit"), element("w:tblHeader")), *cells)


def _row(given: Table, row: Row, style: str, widths: list[int]) -> Any:
    cells = [
        cell(sum(widths[start:end]), [_text(style, given.columns[start], row, row.cells[start])], *_span(end - start))
        for start, end in _places(given, row)
    ]
    properties = [element("w:cantSplit")] if max(_line_counts(row, style, widths), default=1) <= LONG_CELL else []
    return element("w:tr", element("w:trPr", *properties), *cells)


def _places(given: Table, row: Row) -> Iterator[tuple[int, int]]:
    """From which column to before which each cell goes: the name of a group takes the empty ones after it.

    A name stands left; what is centred or right is a result, which stays in its own column.
    """
    count = len(given.columns)
    if len(row.cells) != count:
        raise ValueError(f"a row of {len(row.cells)} cells in a table of {count} columns")
    start = 0
    while start < count:
        end = start + 1
        is_left = given.columns[start].align == "left"
        is_name = row.is_strong and is_left and isinstance(row.cells[start], str) and row.cells[start] != ""
        while is_name and end < count and row.cells[end] == "":
            end += 1
        yield start, end
        start = end


def _span(count: int) -> list[Any]:
    return [element("w:gridSpan", val=count)] if count > 1 else []


def _line_counts(row: Row, style: str, widths: list[int]) -> Iterator[int]:
    """How many lines each text takes."""
    size = BY_CODE[style].size
    for value, width in zip(row.cells, widths, strict=True):
        if isinstance(value, str) and len(value) > LONG_CELL:
            room = width / twips(1) - 2 * CELL_SIDE
            yield sum(len(lines(each, size, room)) for each in value.split("\n"))


def _text(style: str, column: Column, row: Row, value: Cell) -> Any:
    align = "right" if isinstance(value, int | Decimal) and column.align == "left" else column.align
    properties = () if align == "left" else (element("w:jc", val=align),)
    return paragraph(style, run(written(value), is_strong=row.is_strong), properties=properties)
