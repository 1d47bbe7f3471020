"""Lists as files: CSV written while it is read, XLSX; what looks like a formula stays text in both."""

import csv
from io import BytesIO

from django.http import HttpResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from units.sheet_formats import guard_text

BLOCK = 1000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text):
        return text


def csv_blocks(header, rows):
    """Yield the file in blocks of a thousand lines; the first starts with the mark by which Excel knows UTF-8."""
    line = csv.writer(_Echo()).writerow
    block = ["\ufeff", line(header)]
    for row in rows:
        block.append(line([guard_text(value) for value in row]))
        if len(block) >= BLOCK:
            yield "".join(block)
            block = []
    yield "".join(block)


def csv_download(name, header, rows):
    """Answer with a CSV file that is sent while its rows are still being read."""
    answer = StreamingHttpResponse(csv_blocks(header, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def xlsx_download(name, title, header, rows):
    """Answer with a workbook of one sheet; numbers are numbers, every text is a text cell."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    sheet.append([_text_cell(sheet, each, Font(bold=True)) for each in header])
    for row in rows:
        sheet.append([_text_cell(sheet, value) if isinstance(value, str) else value for value in row])
    stream = BytesIO()
    workbook.save(stream)
    answer = HttpResponse(stream.getvalue(), content_type=XLSX_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _text_cell(sheet, value, font=None):
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value))
    if cell.data_type == "f":
        cell.data_type = "s"
    if font:
        cell.font = font
    return cell
