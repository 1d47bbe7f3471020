"""A workbook of figures that came in: every fault is named by sheet and cell, all at once."""

import datetime as dt
import io
import zipfile
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from resources.actions.holdings import NewHolding
from resources.forms.quantity import refuse_two_readings
from resources.workbook.layout import COLUMNS, FILLED_IN, HOLDINGS, KIND, NEEDED, NOTE, ON, QUANTITY, SOURCE, UNIT
from units.fields import to_nfc
from units.files import Fault, FileRefused

FILE_MOST, UNPACKED_MOST = 5 * 2**20, 40 * 2**20
LINES_MOST, COLUMNS_MOST = 5000, 20
SOURCE_MOST, NOTE_MOST = 200, 2000
QUANTITY_MOST = Decimal(10) ** 10
CENT = Decimal("0.01")
DAY_FORMS = ("%d/%m/%Y", "%Y-%m-%d")


def read_holdings(content, *, units, kinds):
    """Return the `NewHolding`s of a workbook's bytes; raises `FileRefused` with every fault, or when it has no line.

    `units`: {key: Unit with its versions at hand} that may be written for; `kinds`: {code: ResourceKind}.
    """
    rows = _rows(content)
    columns = _columns(next(rows, ()))
    found, faults, seen = [], [], {}
    for number, values in enumerate(rows, start=2):
        line = _Line(number, {name: values[at] for name, at in columns.items() if at < len(values)}, columns)
        if not line.is_filled_in:
            continue
        holding = line.read(units, kinds)
        faults += line.faults
        if holding is None:
            continue
        key = (holding.unit.pk, holding.kind.pk, holding.on)
        if key in seen:
            message = _("Dòng này trùng đơn vị, loại và ngày với dòng %(line)d. Hãy giữ lại một dòng.")
            faults.append(Fault(line.place(UNIT), message % {"line": seen[key]}))
        seen.setdefault(key, number)
        found.append(holding)
    if faults:
        raise FileRefused(faults)
    if not found:
        message = _(
            "Trang “%(sheet)s” chưa có dòng nào được điền. Hãy điền ngày, số thực có và nguồn rồi chọn lại tệp."
        )
        raise FileRefused([Fault("", message % {"sheet": HOLDINGS})])
    return found


class _Line:
    """One line of the sheet: {column: value}, and what is wrong with it."""

    def __init__(self, number, values, columns):
        self.number, self.values, self.columns, self.faults = number, values, columns, []

    @property
    def is_filled_in(self):
        return any(self.text(name) for name in FILLED_IN)

    def text(self, name):
        value = self.values.get(name)
        return "" if value is None else to_nfc(str(value)).strip()

    def place(self, name):
        return f"{HOLDINGS}!{get_column_letter(self.columns[name] + 1)}{self.number}"

    def read(self, units, kinds):
        """Return the `NewHolding`, or None with the reasons in `faults`."""
        parts = {
            UNIT: self._named(UNIT, units, _("Không có đơn vị nào có khóa “%s” trong phạm vi của bạn.")),
            KIND: self._named(KIND, kinds, _("Không có loại nguồn lực nào có mã “%s”; xem trang “Danh mục”.")),
            ON: self._day(),
            QUANTITY: self._quantity(),
            SOURCE: self._words(SOURCE, SOURCE_MOST),
            NOTE: self._words(NOTE, NOTE_MOST) if NOTE in self.columns else "",
        }
        if not self.faults:
            self._check_together(parts)
        if self.faults:
            return None
        return NewHolding(*(parts[name] for name in (UNIT, KIND, ON, QUANTITY, SOURCE, NOTE)))

    def _fault(self, name, message):
        self.faults.append(Fault(self.place(name), message))

    def _named(self, name, known, message):
        text = self.text(name)
        if text not in known:
            self._fault(name, message % text if text else _("Ô này còn trống. Hãy lấy từ tệp mẫu."))
        return known.get(text)

    def _day(self):
        value = self.values.get(ON)
        if isinstance(value, dt.datetime):
            return value.date()
        for form in DAY_FORMS:
            try:
                return dt.datetime.strptime(self.text(ON), form).date()  # noqa: DTZ007 (a day has no zone)
            except ValueError:
                continue
        self._fault(ON, _("“%s” không phải ngày có thật. Hãy ghi ngày/tháng/năm, ví dụ 30/06/2026.") % self.text(ON))
        return None

    def _quantity(self):
        value, text = self.values.get(QUANTITY), self.text(QUANTITY)
        try:
            if isinstance(value, str):
                refuse_two_readings(text)
            number = Decimal(text.replace(",", "."))
        except ValidationError as refused:
            self._fault(QUANTITY, " ".join(refused.messages))
            return None
        except InvalidOperation:
            self._fault(QUANTITY, _("“%s” không phải số. Hãy ghi số từ 0 trở lên, ví dụ 14 hoặc 120,5.") % text)
            return None
        if not number.is_finite() or not 0 <= number < QUANTITY_MOST or number != number.quantize(CENT):
            message = _("“%s” không dùng được. Hãy ghi số từ 0 trở lên, nhiều nhất hai chữ số lẻ.")
            self._fault(QUANTITY, message % text)
        return number

    def _words(self, name, most):
        text = self.text(name)
        if not text and name in NEEDED:
            self._fault(name, _("Chưa ghi nguồn số liệu. Hãy ghi biên bản, quyết định hoặc báo cáo có số này."))
        if len(text) > most:
            message = _("Đoạn chữ dài %(length)d ký tự, chỉ nhận tối đa %(most)d. Hãy rút gọn.")
            self._fault(name, message % {"length": len(text), "most": most})
        return text

    def _check_together(self, parts):
        """What can only be judged by several cells: the same rules as the action's, with a place for each."""
        on = parts[ON]
        if on > timezone.localdate():
            self._fault(ON, _("Ngày %s chưa đến. Hãy ghi ngày thực tế, không sau hôm nay.") % f"{on:%d/%m/%Y}")
        elif not any(each.first_day() <= on <= each.last_day() for each in parts[UNIT].versions.all()):
            message = _("Ngày %s đơn vị này chưa thành lập hoặc đã sáp nhập. Hãy ghi cho đơn vị khi đó.")
            self._fault(ON, message % f"{on:%d/%m/%Y}")
        if parts[KIND].is_presence and parts[QUANTITY] not in (0, 1):
            self._fault(QUANTITY, _("Loại này chỉ tính có hay không: hãy ghi 1 nếu có, 0 nếu không."))


def _rows(content):
    """Yield the rows of the sheet of figures as tuples of values, within limits."""
    _refuse_large(content)
    try:
        # A workbook is foreign data: whatever its reader trips over, it is the file that is broken.
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = {to_nfc(name).strip().lower(): name for name in workbook.sheetnames}
        title = sheets.get(HOLDINGS.lower())
        rows = [] if title is None else list(_limited(workbook[title]))
    except FileRefused:
        raise
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError, zipfile.BadZipFile):
        raise FileRefused([Fault("", _broken())]) from None
    if title is None:
        message = _("Tệp không có trang “%(sheet)s”. Hãy dùng tệp mẫu tải từ trang này.")
        raise FileRefused([Fault("", message % {"sheet": HOLDINGS})])
    return iter(rows)


def _limited(sheet):
    for number, row in enumerate(sheet.iter_rows(max_row=LINES_MOST + 2, max_col=COLUMNS_MOST, values_only=True), 1):
        if number > LINES_MOST + 1 and any(value is not None for value in row):
            message = _("Tệp có quá %(most)d dòng. Hãy chia thành nhiều tệp.") % {"most": LINES_MOST}
            raise FileRefused([Fault(HOLDINGS, message)])
        yield row


def _refuse_large(content):
    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise FileRefused([Fault("", _broken())]) from None
    if len(content) > FILE_MOST or unpacked > UNPACKED_MOST:
        message = _("Tệp nặng quá %(most)d MB nên không đọc. Hãy chia thành nhiều tệp.") % {"most": FILE_MOST // 2**20}
        raise FileRefused([Fault("", message)])


def _broken():
    return _(
        "Không mở được sổ tính: tệp hỏng hoặc không phải XLSX. Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại .xlsx."
    )


def _columns(header):
    """Return {column: place}, whatever their order; raises `FileRefused` where one that is needed is missing."""
    named = {to_nfc(str(value or "")).strip(): at for at, value in enumerate(header)}
    missing = [name for name in NEEDED if name not in named]
    if missing:
        message = _("Trang “%(sheet)s” thiếu cột: %(columns)s. Hãy dùng tệp mẫu tải từ trang này.")
        raise FileRefused([Fault(HOLDINGS, message % {"sheet": HOLDINGS, "columns": ", ".join(missing)})])
    return {name: named[name] for name in COLUMNS if name in named}
