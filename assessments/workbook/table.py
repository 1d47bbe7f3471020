"""The sheet of answers as it came back: its rows found again by their keys, its cells read as if typed on the page."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from assessments.forms.answers import NO_ITEM, clean_text
from assessments.queries.asked import Asked
from assessments.workbook.given import cell_text
from assessments.workbook.layout import (
    ANSWERS,
    ITEM,
    KEY_TITLE,
    MET,
    NO,
    UNMET,
    YES,
    columns_of,
    level_words,
    rows_of,
)
from criteria.interchange.cells import as_text, is_blank
from criteria.interchange.faults import shown
from units.files import Fault

_TRUE, _FALSE = {MET.lower(), "true"}, {UNMET.lower(), "false"}
_FIGURES = re.compile(r"[+-]?[\d.,]+", re.ASCII)
_YES, _NO = {YES.lower(), "x", "true"}, {NO.lower(), "false"}


@dataclass(slots=True)
class Cells:
    """One criterion's cells: `values` as a form has them; `places` of what was read, "answer" of the first answer."""

    asked: Asked
    values: dict = field(default_factory=dict)
    note: str = ""
    places: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)


class Table:
    """`criteria`: {code: `Cells`} in the order of the set; `faults` of rows and columns that are not as they were."""

    def __init__(self, sheet, groups):
        self.sheet, self.columns = sheet, columns_of(groups)
        self.rows = {row.key: row for group in groups for asked in group.criteria for row in rows_of(asked)}
        self.criteria = {asked.code: Cells(asked) for group in groups for asked in group.criteria}
        self.index = {column.name: number for number, column in enumerate(self.columns)}
        self.faults = []
        self._read()

    def _read(self):
        head, below = self._split()
        if head is None:
            message = _("Không thấy dòng tiêu đề của bảng. Hãy tải phiếu mới rồi chép câu trả lời sang.")
            self.faults.append(Fault(ANSWERS, message))
            return
        self._check_titles(*head)
        if self.faults:
            return
        self._refuse_errors()
        read = set()
        for number, values in below:
            self._read_row(number, values, read)
        self._miss(read)

    def _split(self):
        """The row of titles, which holds the name of the keys' column, and the rows below it."""
        for position, (number, values) in enumerate(self.sheet.rows):
            if KEY_TITLE in values:
                return (number, values), self.sheet.rows[position + 1 :]
        return None, ()

    def _check_titles(self, number, values):
        for column in self.columns:
            found = _at(values, self.index[column.name])
            if _line(found) != column.title:
                message = _("Cột này phải là “%(title)s”, nhận được “%(found)s”: cột đã bị chuyển, thêm hoặc đổi tên.")
                self._fault(number, column.name, message % {"title": column.title, "found": shown(_line(found))})

    def _read_row(self, number, values, read):
        key = _line(_at(values, self.index["key"]))
        row = self.rows.get(key)
        self._refuse_beyond(number, values)
        if row is None:
            self._refuse_strange(number, key, values)
        elif key in read:
            message = _("Dòng này lặp lại một dòng ở trên của tiêu chí %(code)s; hãy xóa một dòng.")
            self._fault(number, "code", message % {"code": row.asked.code})
        elif not self._is_in_place(row, values):
            message = _("Dòng này đã bị chuyển hoặc sửa: lẽ ra là tiêu chí %(code)s, “%(label)s”. Hãy tải phiếu mới.")
            self._fault(number, "label", message % {"code": row.asked.code, "label": row.label})
        else:
            self._read_cells(number, row, values)
        read.add(key)

    def _is_in_place(self, row, values):
        code = row.asked.code if row.is_first else ""
        seen = [_line(_at(values, self.index[name])) for name in ("code", "label")]
        return seen == [_line(code), _line(row.label)]

    def _read_cells(self, number, row, values):
        cells = self.criteria[row.asked.code]
        for column in self.columns:
            if not column.is_open:
                continue
            value, place = _at(values, self.index[column.name]), self._place(number, column.name, row.asked.code)
            if not is_blank(value) and (number, self.index[column.name]) in self.sheet.formulas:
                cells.faults.append(Fault(place, _("Ô chứa công thức; hãy thay bằng giá trị.")))
            elif not row.takes(column.name):
                if not is_blank(value):
                    cells.faults.append(Fault(place, _("Ô này không dùng cho tiêu chí này; hãy xóa nội dung trong ô.")))
            elif column.name == "answer":
                cells.places.setdefault("answer", place)
                self._read_answer(cells, row, value, place)
            else:
                self._read_text(cells, column.name, value, place)

    @staticmethod
    def _read_text(cells, name, value, place):
        cells.places[name] = place
        text = cell_text(_text(value))
        if name == "note":
            cells.note = text
        elif text:
            cells.values[name] = text

    @staticmethod
    def _read_answer(cells, row, value, place):
        kind = row.asked.rule.scale.kind
        name = "items" if row.name.startswith(ITEM) else row.name
        cells.places.setdefault(name, place)
        if is_blank(value):
            return
        try:
            read = _READERS.get(kind, _number)(row, value)
        except ValueError as fault:
            cells.faults.append(Fault(place, str(fault)))
            return
        if name == "items":
            # Ticked codes; that nothing is ticked is an answer too.
            ticked = {*cells.values.get("items", ()), *([read] if read else [])} - {NO_ITEM}
            cells.values["items"] = tuple(sorted(ticked)) or (NO_ITEM,)
        else:
            cells.values[name] = read

    def _refuse_strange(self, number, key, values):
        """A row that is none of ours may say what it will, but not where answers are expected."""
        is_used = any(column.is_open and not is_blank(_at(values, self.index[column.name])) for column in self.columns)
        if key or is_used:
            message = _("Dòng này không thuộc phiếu nên nội dung sẽ bị mất; hãy chuyển vào đúng dòng rồi xóa dòng này.")
            self._fault(number, "answer", message)

    def _refuse_beyond(self, number, values):
        for position in range(len(self.columns), len(values)):
            if not is_blank(values[position]):
                message = _("Ô này nằm ngoài bảng nên nội dung sẽ bị mất; hãy xóa hoặc chuyển vào cột thuyết minh.")
                self.faults.append(Fault(_place(number, position), message))

    def _refuse_errors(self):
        """Cells that hold an error, or a formula that was never computed."""
        for fault in self.sheet.faults:
            cell = fault.place.rpartition("!")[2]
            self.faults.append(Fault(_("%(sheet)s, ô %(cell)s") % {"sheet": ANSWERS, "cell": cell}, fault.message))

    def _miss(self, read):
        missing = dict.fromkeys(row.asked.code for key, row in self.rows.items() if key not in read)
        if missing:
            message = _("Thiếu dòng của tiêu chí %(codes)s. Hãy tải phiếu mới rồi chép câu trả lời sang.")
            self.faults.append(Fault(ANSWERS, message % {"codes": ", ".join(missing)}))

    def _place(self, number, column, code):
        values = {"place": _place(number, self.index[column]), "code": code}
        return _("%(place)s (tiêu chí %(code)s)") % values

    def _fault(self, number, column, message):
        self.faults.append(Fault(_place(number, self.index[column]), message))


def _place(number, position):
    return _("%(sheet)s, ô %(cell)s") % {"sheet": ANSWERS, "cell": f"{get_column_letter(position + 1)}{number}"}


def _at(values, position):
    return values[position] if position < len(values) else None


def _line(value):
    """A cell that is compared with what was written: on one line, without outer spaces."""
    return " ".join(cell_text(_text(value)).split())


def _text(value):
    """A cell as a text: a number as people write it here, a date by its day."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return as_text(value).replace(".", ",")
    return str(as_text(value))


def _met(row, value):
    word = _text(value).strip().lower()
    if word in _TRUE | _FALSE:
        return "true" if word in _TRUE else "false"
    raise ValueError(_unknown(value, f"“{MET}”, “{UNMET}”"))


def _level(row, value):
    levels = row.asked.rule.scale.levels
    word = _line(value).lower()
    for level in levels:
        if word in {str(level.value), _line(level.title).lower(), _line(level_words(level)).lower()}:
            return str(level.value)
    raise ValueError(_unknown(value, "; ".join(f"“{level_words(level)}”" for level in levels)))


def _item(row, value):
    """The item's code when it is ticked, "" when it is not."""
    word = _text(value).strip().lower()
    if word in _YES | _NO:
        return row.name.removeprefix(ITEM) if word in _YES else ""
    raise ValueError(_unknown(value, f"“{YES}”, “{NO}”"))


def _number(row, value):
    if isinstance(value, bool | date | datetime | time | timedelta):
        message = _("Nhận được “%(received)s” (ngày tháng, giờ hoặc đúng/sai), không phải một số; hãy nhập lại số.")
        raise ValueError(message % {"received": _text(value)})
    # A text goes on as it was typed, so that “1.200” is asked about; a number has no thousands to be mistaken.
    text = clean_text(_text(value))
    if not _FIGURES.fullmatch(text):
        message = _("Nhận được “%(received)s”, không phải một số; hãy nhập số như 7,5.")
        raise ValueError(message % {"received": shown(text)})
    return text


def _unknown(value, accepted):
    message = _("Nhận được “%(received)s”; hãy chọn một trong: %(accepted)s.")
    return message % {"received": shown(_text(value)), "accepted": accepted}


_READERS = {"met": _met, "levels": _level, "checklist": _item}
