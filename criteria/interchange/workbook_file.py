"""Opening a workbook that anyone may have sent: within limits, without formulas, every cell with its place.

calamine reads the values; workbook_marks says which of them are errors, computed, or shown as percents.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string, get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from criteria.interchange.cells import is_blank
from criteria.interchange.workbook_marks import read_marks
from units.files import Fault, FileRefused

UNPACKED_MOST = 20 * 2**20
PARTS_MOST = 500
ROWS_MOST, COLUMNS_MOST = 20_000, 200

_FILLED_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*(?<!/)>(?!</(?:\w+:)?c>)")


@dataclass(slots=True)
class Sheet:
    """`rows` are (row number, values), values by column letter index from 0, percents already as 90, not 0.9.

    `formulas` are the (row number, column) of cells whose value was computed.
    """

    name: str
    rows: list
    faults: list = field(default_factory=list)
    formulas: set = field(default_factory=set)

    def place(self, row, column):
        return f"{self.name}!{get_column_letter(column + 1)}{row}"


def read_sheets(content, names):
    """{name: Sheet} of those of `names` that the workbook has; raises FileRefused when it can't be opened at all."""
    packed = _repacked(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(packed))
        # A workbook is foreign data twice parsed: whatever its readers trip over, it is the file that is broken.
        titles = {name.strip().lower(): name for name in workbook.sheet_names}
        found = {name: titles[name] for name in names if name in titles}
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            marks = read_marks(archive, found.values())
        return {name: _sheet(workbook, marks[title], name, title) for name, title in found.items()}
    except (CalamineError, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError):
        raise FileRefused([Fault("", _broken())]) from None


def _broken():
    return _(
        "Không mở được sổ tính: tệp hỏng hoặc không phải XLSX. Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại .xlsx."
    )


def _repacked(content):
    """The workbook's XML parts in a new, uncompressed archive: what is measured here is what the readers get."""
    stream = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(stream, "w") as packed:
            parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
            if len(parts) > PARTS_MOST or sum(part.file_size for part in parts) > UNPACKED_MOST:
                raise FileRefused([Fault("", _too_large())])
            for part in parts:
                packed.writestr(part.filename, _checked(part.filename, archive.read(part)))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused([Fault("", _broken())]) from None
    return stream.getvalue()


def _too_large():
    message = _("Sổ tính giải nén ra quá %(most)d MB nên không đọc; hãy bỏ các trang, hình không thuộc bộ tiêu chí.")
    return message % {"most": UNPACKED_MOST // 2**20}


def _checked(name, xml):
    """A filled cell far out makes a reader lay out all the empty ones before it, so it is refused before reading."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise FileRefused([Fault("", _broken())])
    for match in _FILLED_CELL.finditer(xml):
        letters, row = match[1].decode(), int(match[2])
        if row > ROWS_MOST or column_index_from_string(letters) > COLUMNS_MOST:
            message = _("Có nội dung ở ô %(cell)s, quá xa bảng (tối đa %(rows)d dòng, %(columns)d cột); hãy xóa ô đó.")
            values = {"cell": f"{letters}{row}", "rows": ROWS_MOST, "columns": COLUMNS_MOST}
            raise FileRefused([Fault(name.rpartition("/")[2], message % values)])
    return xml


def _sheet(workbook, marked, name, title):
    rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
    sheet = Sheet(name, [])
    sheet.formulas = {place for place, mark in marked.items() if mark == "formula"}
    for number, values in enumerate(rows, start=1):
        read = [_value(marked.get((number, column)), value) for column, value in enumerate(values)]
        _refuse_lost(sheet, marked, number, values)
        if not all(is_blank(value) for value in read):
            sheet.rows.append((number, read))
    return sheet


def _value(mark, value):
    if mark == "percent" and isinstance(value, float):
        return float(format(value * 100, ".15g"))
    return value


def _refuse_lost(sheet, marked, row, values):
    """calamine gives nothing for an error or for a formula that was never computed; neither may pass for a blank."""
    for column, value in enumerate(values):
        mark = marked.get((row, column))
        if mark in ("error", "formula") and is_blank(value) and not isinstance(value, date):
            message = _("Ô chứa công thức lỗi hoặc chưa được tính; hãy thay bằng giá trị.")
            sheet.faults.append(Fault(sheet.place(row, column), message))
