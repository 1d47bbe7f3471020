"""Tables of figures: columns by their shares, a heading that is repeated on every page, rows that stay whole."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reports.content.document import Cell, Column, Row, Table
from reports.content.wording import written
from reports.writers.docx.elements import cell, element, paragraph, run, table, twips
from reports.writers.docx.pages import Room
from reports.writers.docx.styles import BY_CODE
from reports.writers.measure import lines, longest_word_mm

# From so many columns on, letters are a point smaller.
MANY_COLUMNS = 7
SIDES = 3.4
WIDEST_WORD = 32.0
# A row with a cell of more lines is not kept whole: it would leave most of a page empty, or not fit on one.
LONG_CELL = 12


def data_table(given: Table, room: Room) -> list[Any]:
    """Return the paragraphs and the table that show a `Table`."""
    widths = column_widths(given, room.width)
    rows = [_head(given, widths), *_rows(given, widths)]
    title = [paragraph("TableTitle", given.title)] if given.title else []
    made = table("DataTable", [twips(each) for each in widths], rows, title=given.title or given.name or "Bảng")
    note = paragraph("TableNote", given.note) if given.note else paragraph("Space")
    return [*title, made, note]


def column_widths(given: Table, room_mm: float) -> list[float]:
    """Return the widths in millimetres: by shares, but wide enough for the longest word where that is possible."""
    least = [_least(given, number) for number in range(len(given.columns))]
    if sum(least) >= room_mm:
        return [each * room_mm / sum(least) for each in least]
    flexible = set(range(len(least)))
    while True:
        left = room_mm - sum(each for number, each in enumerate(least) if number not in flexible)
        shares = sum(given.columns[number].share for number in flexible)
        tight = {each for each in flexible if left * given.columns[each].share / shares < least[each]}
        if not tight:
            break
        flexible -= tight
    return [
        left * column.share / shares if number in flexible else least[number]
        for number, column in enumerate(given.columns)
    ]


def _least(given: Table, number: int) -> float:
    head, text = _sizes(given)
    words = [longest_word_mm(given.columns[number].label, head, is_bold=True)]
    words += [longest_word_mm(written(row.cells[number]), text, is_bold=row.is_strong) for row in given.rows]
    return SIDES + min(WIDEST_WORD, max(words))


def _styles(given: Table) -> tuple[str, str]:
    return ("NarrowHead", "NarrowText") if len(given.columns) >= MANY_COLUMNS else ("TableHead", "TableText")


def _sizes(given: Table) -> tuple[float, float]:
    head, text = _styles(given)
    return BY_CODE[head].size, BY_CODE[text].size


def _head(given: Table, widths: list[float]) -> Any:
    style, _text = _styles(given)
    shade = ("w:shd", {"val": "clear", "color": "auto", "fill": "F2F2F2"})
    cells = [
        cell(twips(width), [paragraph(style, column.label)], element(shade[0], **shade[1]), _middle())
        for column, width in zip(given.columns, widths, strict=True)
    ]
    return element("w:tr", element("w:trPr", element("w:cantSplit"), element("w:tblHeader")), *cells)


def _middle() -> Any:
    return element("w:vAlign", val="center")


def _rows(given: Table, widths: list[float]) -> Iterator[Any]:
    _head_style, style = _styles(given)
    in_twips = [twips(each) for each in widths]
    for row in given.rows:
        is_long = any(
            isinstance(each, str) and _is_long(each, width, BY_CODE[style].size)
            for each, width in zip(row.cells, widths, strict=True)
        )
        properties = [] if is_long else [element("w:trPr", element("w:cantSplit"))]
        cells = (
            cell(width, [_text(style, column, row, value)])
            for column, value, width in zip(given.columns, row.cells, in_twips, strict=True)
        )
        yield element("w:tr", *properties, *cells)


def _is_long(text: str, width: float, size: float) -> bool:
    return len(text) > LONG_CELL and len(lines(text, size, width - SIDES)) + text.count("\n") > LONG_CELL


def _text(style: str, column: Column, row: Row, value: Cell) -> Any:
    align = "right" if isinstance(value, int | Decimal) and column.align == "left" else column.align
    properties = () if align == "left" else (element("w:jc", val=align),)
    return paragraph(style, run(written(value), is_strong=row.is_strong), properties=properties)
