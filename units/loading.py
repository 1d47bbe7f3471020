"""The units file: parsed, and checked as a whole before anything is stored.

`parse_units(content) -> UnitsFile` raises `FileRefused` with every fault of the file, each with its JSON pointer and
a sentence that says how to mend it. One row a unit: a unit whose territory changed is a new unit, whatever its name
or code.
"""

import datetime as dt
import json
import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from units.files import Fault, FileRefused, parse_json
from units.models import LineageShare, UnitType
from units.names import strange_character

# The country's 10,600 units of before July 2025 take about 2 MB.
LARGEST_BYTES = 10 * 1024 * 1024
SHIPPED_FILE = Path(__file__).parent / "data" / "danang-units.json"

FILE_KEYS = ("note", "units", "lineage")
UNIT_KEYS = ("id", "code", "name", "type", "parent", "valid_from", "valid_to", "area_km2")
LINK_KEYS = ("date", "from", "to", "share", "area_km2", "population")
DECIMAL = re.compile(r"\d{1,8}(\.\d{1,3})?")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class UnitRow:
    key: str
    code: str
    name: str
    type: str
    parent: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    area_km2: Decimal | None
    place: str = field(compare=False)

    @property
    def first_day(self):
        return self.valid_from or dt.date.min

    @property
    def last_day(self):
        return self.valid_to or dt.date.max


@dataclass(frozen=True, slots=True)
class LinkRow:
    predecessor: str
    successor: str
    date: dt.date
    share: str
    area_km2: Decimal | None
    population: int | None
    place: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class UnitsFile:
    """A sound file: every parent, predecessor and successor is a row of it."""

    units: tuple[UnitRow, ...]
    links: tuple[LinkRow, ...]


def read_units(path):
    """Return the bytes of a units file; one that cannot be a units file is refused by its size alone."""
    size = Path(path).stat().st_size
    if size > LARGEST_BYTES:
        message = _("Tệp nặng %(size)d MB, chỉ nhận tối đa %(most)d MB. Hãy kiểm tra lại có đúng tệp đơn vị không.")
        raise FileRefused([Fault("", message % {"size": size // 1024**2, "most": LARGEST_BYTES // 1024**2})])
    return Path(path).read_bytes()


def parse_units(content):
    """Return the `UnitsFile` in these bytes; raises `FileRefused` with every fault."""
    faults = []
    # NaN and Infinity are no JSON; as text they are refused where a number is asked.
    document = parse_json(content, parse_constant=str)
    if not isinstance(document, dict):
        raise FileRefused([Fault("", _("Cần một đối tượng { … } có “units” và “lineage”."))])
    root = Row(document, "", faults)
    root.only(FILE_KEYS)
    units = [_unit(row) for row in root.rows("units")]
    links = [_link(row) for row in root.rows("lineage")]
    by_key = _by_key(units, faults)
    for unit in units:
        _check_parent(unit, by_key, faults)
    _check_links(links, by_key, faults)
    if faults:
        raise FileRefused(faults)
    return UnitsFile(tuple(units), tuple(links))


def shown(value):
    """What was received, short enough to repeat in a sentence."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= 60 else text[:59] + "…"


class Row:
    """One object of the file: takes values by key, checks them, and writes each fault down with its place."""

    def __init__(self, value, pointer, faults):
        self.pointer, self.faults = pointer, faults
        self.value = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.fault(None, _("Cần một đối tượng { … }, nhận được “%s”.") % shown(value))

    def fault(self, key, message):
        self.faults.append(Fault(self.pointer if key is None else f"{self.pointer}/{key}", message))

    def only(self, known):
        for key in self.value:
            if key not in known:
                known_keys = ", ".join(known)
                message = _("Không có khóa “%(key)s” ở đây; các khóa dùng được: %(known)s.")
                self.fault(shown(key), message % {"key": shown(key), "known": known_keys})

    def rows(self, key):
        """The objects of a list, each with its own place."""
        values = self.value.get(key)
        if not isinstance(values, list):
            self.fault(key, _("Thiếu danh sách “%s”; hãy ghi [] nếu không có dòng nào.") % key)
            return []
        return [Row(value, f"{self.pointer}/{key}/{index}", self.faults) for index, value in enumerate(values)]

    def text(self, key, most):
        """Required text in NFC, without outer spaces; "" after a fault."""
        value = self.value.get(key)
        if not isinstance(value, str) or not value.strip():
            if self.value:
                self.fault(key, _("Thiếu “%s”; hãy ghi chữ trong dấu ngoặc kép.") % key)
            return ""
        text = unicodedata.normalize("NFC", value).strip()
        if len(text) > most:
            message = _("Dài %(length)d ký tự, tối đa %(most)d; hãy rút gọn.")
            self.fault(key, message % {"length": len(text), "most": most})
        if strange := strange_character(text):
            message = _("Tên và mã chỉ gồm chữ, số và dấu câu thông thường; hãy bỏ ký tự %s.")
            self.fault(key, message % strange)
        return text

    def choice(self, key, choices, default=None):
        value = self.value.get(key, default)
        if value in choices.values:
            return value
        if self.value:
            message = _("“%(value)s” không dùng được; chỉ nhận: %(choices)s.")
            self.fault(key, message % {"value": shown(value), "choices": ", ".join(choices.values)})
        return None

    def date(self, key):
        """A date, or None for null, a missing key, or after a fault."""
        value = self.value.get(key)
        if value is None:
            return None
        try:
            if isinstance(value, str) and DATE.fullmatch(value):
                return dt.date.fromisoformat(value)
        except ValueError:
            pass
        message = _("“%s” không phải ngày có thật; hãy ghi dạng năm-tháng-ngày, ví dụ 2025-07-01.")
        self.fault(key, message % shown(value))
        return None

    def area(self):
        value = self.value.get("area_km2")
        if value is None:
            return None
        if isinstance(value, str) and DECIMAL.fullmatch(value):
            return Decimal(value)
        message = _('“%s” không phải diện tích; hãy ghi số trong ngoặc kép, nhiều nhất 3 chữ số lẻ, ví dụ "1.03".')
        self.fault("area_km2", message % shown(value))
        return None

    def count(self, key):
        value = self.value.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31):
            return value
        self.fault(key, _("“%s” không phải số nguyên từ 0 trở lên.") % shown(value))
        return None


def _unit(row):
    row.only(UNIT_KEYS)
    parent = row.value.get("parent")
    unit = UnitRow(
        key=row.text("id", 64),
        code=row.text("code", 20),
        name=row.text("name", 120),
        type=row.choice("type", UnitType),
        parent=row.text("parent", 64) if parent is not None else None,
        valid_from=row.date("valid_from"),
        valid_to=row.date("valid_to"),
        area_km2=row.area(),
        place=row.pointer,
    )
    if unit.first_day > unit.last_day:
        row.fault("valid_to", _("“valid_to” phải bằng hoặc sau “valid_from”."))
    return unit


def _link(row):
    row.only(LINK_KEYS)
    date = row.date("date")
    if row.value and row.value.get("date") is None:
        row.fault("date", _("Thiếu ngày sáp nhập, chia tách; hãy ghi dạng năm-tháng-ngày."))
    return LinkRow(
        predecessor=row.text("from", 64),
        successor=row.text("to", 64),
        date=date,
        share=row.choice("share", LineageShare, LineageShare.WHOLE),
        area_km2=row.area(),
        population=row.count("population"),
        place=row.pointer,
    )


def _by_key(units, faults):
    by_key = {}
    for unit in units:
        if not unit.key:
            continue
        first = by_key.setdefault(unit.key, unit)
        if first is not unit:
            message = _("Mã định danh “%(key)s” đã dùng ở %(place)s; mỗi đơn vị cần một id riêng.")
            faults.append(Fault(f"{unit.place}/id", message % {"key": unit.key, "place": first.place}))
    return by_key


def _check_parent(unit, by_key, faults):
    if not unit.parent:
        return
    place, parent = f"{unit.place}/parent", by_key.get(unit.parent)
    if parent is None:
        message = _("Không có đơn vị nào mang id “%s” trong tệp; hãy sửa id hoặc thêm đơn vị đó.")
        faults.append(Fault(place, message % unit.parent))
    elif _is_above_itself(unit, by_key):
        message = _("“%s” trực thuộc chính nó qua các cấp; hãy sửa cấp trên.")
        faults.append(Fault(place, message % unit.key))
    elif parent.first_day > unit.first_day or parent.last_day < unit.last_day:
        message = _("Cấp trên “%(parent)s” không tồn tại suốt %(span)s; hãy sửa ngày, hoặc ghi cấp trên khác.")
        faults.append(Fault(place, message % {"parent": unit.parent, "span": _span(unit)}))


def _is_above_itself(unit, by_key):
    seen, above = set(), unit
    while above and above.key not in seen:
        seen.add(above.key)
        above = by_key.get(above.parent)
    return above is not None and above.key == unit.key


def _span(unit):
    first = f"{unit.valid_from:%d/%m/%Y}" if unit.valid_from else _("từ đầu")
    last = f"{unit.valid_to:%d/%m/%Y}" if unit.valid_to else _("nay")
    return f"{first} – {last}"


def _check_links(links, by_key, faults):
    seen = {}
    for link in links:
        predecessor = _known(link, "from", link.predecessor, by_key, faults)
        successor = _known(link, "to", link.successor, by_key, faults)
        if predecessor and successor:
            _check_link(link, predecessor, successor, faults)
        if not link.predecessor or not link.date:
            continue
        first = seen.setdefault((link.predecessor, link.successor, link.date), link)
        if first is not link:
            faults.append(Fault(link.place, _("Quan hệ này đã ghi ở %s; hãy bỏ một dòng.") % first.place))


def _known(link, key, name, by_key, faults):
    if name and name not in by_key:
        message = _("Không có đơn vị nào mang id “%s” trong tệp; hãy sửa id hoặc thêm đơn vị đó.")
        faults.append(Fault(f"{link.place}/{key}", message % name))
    return by_key.get(name)


def _check_link(link, predecessor, successor, faults):
    if predecessor is successor:
        faults.append(Fault(f"{link.place}/to", _("Đơn vị trước và đơn vị sau phải khác nhau.")))
        return
    if link.date is None:
        return
    if not predecessor.first_day < link.date <= _day_after(predecessor.last_day):
        message = _("Đơn vị “%(key)s” không tồn tại ngay trước ngày %(date)s; hãy sửa ngày hoặc đơn vị.")
        faults.append(Fault(f"{link.place}/from", message % {"key": link.predecessor, "date": f"{link.date:%d/%m/%Y}"}))
    if not successor.first_day <= link.date <= successor.last_day:
        message = _("Đơn vị “%(key)s” không tồn tại vào ngày %(date)s; hãy sửa ngày hoặc đơn vị.")
        faults.append(Fault(f"{link.place}/to", message % {"key": link.successor, "date": f"{link.date:%d/%m/%Y}"}))


def _day_after(date):
    return date if date == dt.date.max else date + dt.timedelta(days=1)
