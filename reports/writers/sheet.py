"""A sheet of a workbook with one table, ready to count with and to print."""

import datetime as dt
from decimal import Decimal
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from reports.content.document import Cell, Column, Document, Row, Table
from reports.content.wording import number_and_symbol, written, written_date
from reports.writers.columns import column_widths
from reports.writers.measure import lines
from reports.writers.text import legal

FONT = "Times New Roman"
SIZE = 12
WIDTH = {False: 180.0, True: 265.0}
SIDES = 3.0
EDGE = 1.0
HEADING = 14
# A unit of a column's width is a digit of the default font; a line of letters of 12 points is 16 points high.
MM_PER_UNIT = 1.85
LINE = 16.0
# No row of Excel is higher, in points.
HIGHEST = 409.0
DATE = "dd/mm/yyyy"
ILLUSTRATIVE = "Số liệu minh họa"
THIN = Side(style="thin", color="808080")
BORDER = Border(THIN, THIN, THIN, THIN)
SHADE = PatternFill("solid", fgColor="F2F2F2")


def write_sheet(sheet: Any, document: Document, table: Table, headings: list[str], *, is_landscape: bool) -> None:
    """Write a table on an empty sheet: whose it is, what it shows (`headings`), the table, its note."""
    widths = column_widths(table, WIDTH[is_landscape], SIZE, sides_mm=SIDES)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width / MM_PER_UNIT
    number = 1
    for text, font, align in _top(document, headings):
        _write_line(sheet, number, text, widths, font, align)
        number += 1
    number += 1
    _write_head(sheet, number, table, widths)
    decimals = [_decimals(table, place) for place in range(len(widths))]
    for row in table.rows:
        number += 1
        _write_row(sheet, number, table, row, decimals)
        _set_height(sheet, number, [written(each) for each in row.cells], widths, is_bold=row.is_strong)
    if table.note:
        _write_line(sheet, number + 1, table.note, widths, Font(FONT, SIZE, italic=True), "left")
    _set_up_print(sheet, document, is_landscape=is_landscape)


def _top(document: Document, headings: list[str]) -> list[tuple[str, Font, str]]:
    """The lines above the table: (text, font, where it stands)."""
    bold, plain, italic = Font(FONT, SIZE, bold=True), Font(FONT, SIZE), Font(FONT, SIZE, italic=True)
    rows = [
        (document.issuer.name.upper(), bold, "left"),
        (f"{number_and_symbol(document)}, {written_date(document.date)}", plain, "left"),
        (f"{document.kind_name}: {document.subject}", plain, "left"),
        *((heading, Font(FONT, HEADING, bold=True), "center") for heading in headings),
    ]
    return rows + ([(ILLUSTRATIVE, italic, "center")] if document.is_illustrative else [])


def _write_line(sheet: Any, number: int, text: str, widths: list[float], font: Font, align: str) -> None:
    """Write a line across all columns."""
    cell = _put(sheet, number, 1, text)
    cell.font = font
    cell.alignment = Alignment(horizontal=align, vertical="top", wrap_text=True)
    if len(widths) > 1:
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(widths))
    _set_height(sheet, number, [text], [sum(widths)], is_bold=font.b, size=font.sz)


def _set_height(
    sheet: Any, number: int, texts: list[str], widths: list[float], *, is_bold: bool, size: float = SIZE
) -> None:
    """Make a row as high as its texts: not every program measures them, and none does in joined cells."""
    counts = [
        sum(len(lines(each, size, width - EDGE, is_bold=is_bold)) for each in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    sheet.row_dimensions[number].height = min(HIGHEST, max(counts) * LINE * size / SIZE + 2)


def _write_head(sheet: Any, number: int, table: Table, widths: list[float]) -> None:
    for place, column in enumerate(table.columns, start=1):
        cell = _put(sheet, number, place, column.label)
        cell.font, cell.border, cell.fill = Font(FONT, SIZE, bold=True), BORDER, SHADE
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    _set_height(sheet, number, [each.label for each in table.columns], widths, is_bold=True)
    sheet.freeze_panes = f"A{number + 1}"
    sheet.print_title_rows = f"{number}:{number}"


def _write_row(sheet: Any, number: int, table: Table, row: Row, decimals: list[int]) -> None:
    for place, (column, value) in enumerate(zip(table.columns, row.cells, strict=True), start=1):
        cell = _put(sheet, number, place, value)
        cell.font, cell.border = Font(FONT, SIZE, bold=row.is_strong), BORDER
        cell.alignment = Alignment(horizontal=_align(column, value), vertical="top", wrap_text=True)
        cell.number_format = _number_format(value, decimals[place - 1])


def _put(sheet: Any, row: int, column: int, value: Cell) -> Any:
    """Write a value, the sign for one that nobody knows; a text that looks like a formula stays a text."""
    cell = sheet.cell(row, column)
    cell.value = legal(written(value)) if value is None or isinstance(value, str) else value
    if cell.data_type in ("f", "e"):
        cell.data_type = "s"
    return cell


def _align(column: Column, value: Cell) -> str:
    return "right" if isinstance(value, int | Decimal) and column.align == "left" else column.align


def _decimals(table: Table, number: int) -> int:
    """How many decimals the column's numbers need, so that they stand one under the other."""
    values = [row.cells[number] for row in table.rows]
    exponents = [each.normalize().as_tuple().exponent for each in values if isinstance(each, Decimal)]
    return max((-each for each in exponents if isinstance(each, int)), default=0)


def _number_format(value: Cell, decimals: int) -> str:
    if isinstance(value, int):
        return "#,##0"
    if isinstance(value, Decimal):
        return f"#,##0.{'0' * decimals}" if decimals > 0 else "#,##0"
    return DATE if isinstance(value, dt.date) else "@" if isinstance(value, str) else "General"


def _set_up_print(sheet: Any, document: Document, *, is_landscape: bool) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if is_landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 15 / 25.4
    sheet.page_margins.top = sheet.page_margins.bottom = 20 / 25.4
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = f"{ILLUSTRATIVE} – &P/&N" if document.is_illustrative else "&P/&N"
