"""The admin site's import and export formats: text stays text, and a round trip changes nothing.

import-export's own guard drops the first "=" of a cell and turns every number into a string.
These formats keep the value: a workbook stores it as a text cell, a CSV file puts an apostrophe
before it (what spreadsheets read as "this is text"), which is taken off again on import.
"""

import re
from io import BytesIO
from typing import Any

from import_export.formats.base_formats import CSV, JSON, XLSX
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from tablib import Dataset

# What a spreadsheet program may run when it opens a CSV file (OWASP, "CSV injection").
FORMULA_START = re.compile(r"^'*[=+\-@\t\r]")
NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")


def guard_text(value: Any) -> Any:
    """The value as a CSV cell that no spreadsheet program runs; numbers are left alone."""
    if isinstance(value, str) and FORMULA_START.match(value) and not NUMBER.match(value):
        return f"'{value}"
    return value


def unguard_text(value: Any) -> Any:
    """The inverse of `guard_text`."""
    if isinstance(value, str) and value.startswith("'") and FORMULA_START.match(value[1:]):
        return value[1:]
    return value


class LosslessXLSX(XLSX):
    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        workbook = Workbook()
        sheet = workbook.active
        sheet.freeze_panes = "A2"
        rows = [dataset.headers or [], *dataset]
        for row_number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                self._write(sheet.cell(row_number, column), value)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        stream = BytesIO()
        workbook.save(stream)
        return stream.getvalue()

    @staticmethod
    def _write(cell: Any, value: Any) -> None:
        if isinstance(value, str):
            value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
        cell.value = value
        if cell.data_type == "f":
            cell.data_type = "s"


class LosslessCSV(CSV):
    def export_data(self, dataset: Dataset, **kwargs: Any) -> str:
        guarded = Dataset(headers=dataset.headers)
        for row in dataset:
            guarded.append([guard_text(value) for value in row])
        # The mark tells Excel that the file is UTF-8; without it Vietnamese letters break.
        return "\ufeff" + str(guarded.export("csv", **kwargs))

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Dataset:
        if isinstance(in_stream, bytes):
            in_stream = in_stream.decode(self.encoding or "utf-8-sig")
        read = super().create_dataset(in_stream.removeprefix("\ufeff"), **kwargs)
        plain = Dataset(headers=read.headers)
        for row in read:
            plain.append([unguard_text(value) for value in row])
        return plain


class LosslessJSON(JSON):
    """JSON runs no formula; nothing to guard."""
