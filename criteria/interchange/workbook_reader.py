"""From a workbook to the raw document, and from a place in that document back to the cell it came from."""

from django.utils.translation import gettext as _

from criteria.interchange import cells
from criteria.interchange.columns import (
    CLASSES,
    CONDITIONS,
    CRITERIA,
    CRITERION_FIELDS,
    GROUPS,
    ROWS,
    SCALE_KEYS,
    SET,
    SET_FIELDS,
    SHEETS,
)
from criteria.interchange.faults import shown
from criteria.interchange.node import clean_text
from criteria.interchange.workbook_file import read_sheets
from units.files import Fault


class Row:
    """One row below the header: values by column key, and the cell of each column, filled in or not."""

    def __init__(self, sheet, number, values, columns):
        self.start = sheet.place(number, 0)
        self.places = {key: sheet.place(number, index) for key, index in columns.items()}
        kinds = {column.key: column.kind for column in SHEETS[sheet.name]}
        self.values = {}
        for key, index in columns.items():
            value = values[index] if index < len(values) else None
            if not cells.is_blank(value):
                self.values[key] = cells.READERS[kinds[key]](value)

    def place(self, key):
        return self.places.get(key, self.start)

    def pick(self, keys):
        return {key: self.values[key] for key in keys if key in self.values}


class WorkbookReader:
    """Builds the raw document; `origins` maps JSON pointers to cells.

    `faults` holds what only a workbook can get wrong.
    """

    def __init__(self, content):
        self.faults = []
        self.origins = {}
        self.sheets = read_sheets(content, tuple(SHEETS))
        for name in SHEETS:
            if name in self.sheets:
                self.faults.extend(self.sheets[name].faults)
            elif name != ROWS:
                message = _("Sổ tính thiếu trang “%(name)s”; hãy xuất một bộ tiêu chí có sẵn để lấy mẫu.")
                self.faults.append(Fault(name, message % {"name": name}))

    def place_of(self, pointer):
        """The cell of the longest known part of a JSON pointer."""
        while pointer and pointer not in self.origins:
            pointer = pointer.rpartition("/")[0]
        return self.origins.get(pointer, SET)

    def document(self):
        document = self._read_set()
        document["groups"], groups = self._read_groups()
        criteria = self._read_criteria(groups)
        self._read_scale_rows(criteria)
        document["classes"] = self._read_classes()
        return document

    def fault(self, place, message):
        self.faults.append(Fault(place, message))

    def _rows(self, name):
        """The rows of a sheet; the header names the columns, in any order, by key or by label."""
        sheet = self.sheets.get(name)
        if sheet is None or not sheet.rows:
            return
        (header_number, header), *rest = sheet.rows
        columns = self._columns(sheet, header_number, header)
        labels = {column.label for column in SHEETS[name]}
        for number, values in rest:
            if all(cells.is_blank(value) or value in labels for value in values):
                continue
            self._refuse_unheaded(sheet, columns, number, values)
            yield Row(sheet, number, values, columns)

    def _columns(self, sheet, number, header):
        known = {column.key: column.key for column in SHEETS[sheet.name]}
        known |= {column.label.lower(): column.key for column in SHEETS[sheet.name]}
        columns = {}
        for index, title in enumerate(header):
            if cells.is_blank(title):
                continue
            key = known.get(str(title).strip().lower())
            if key is None or key in columns:
                message = _("Cột “%(title)s” không có trong mẫu hoặc lặp lại; các cột: %(columns)s.")
                names = ", ".join(column.key for column in SHEETS[sheet.name])
                self.fault(sheet.place(number, index), message % {"title": shown(title), "columns": names})
            else:
                columns[key] = index
        return columns

    def _refuse_unheaded(self, sheet, columns, number, values):
        last = max(columns.values(), default=-1)
        for index, value in enumerate(values):
            if index > last and not cells.is_blank(value):
                message = _("Ô này nằm ngoài các cột có tên nên sẽ bị mất; hãy xóa hoặc chuyển vào đúng cột.")
                self.fault(sheet.place(number, index), message)

    def _read_set(self):
        fields = {field.key: field for field in SET_FIELDS}
        document = {}
        for row in self._rows(SET):
            key = str(row.values.get("key", "")).strip()
            if key not in fields:
                message = _("Khóa “%(key)s” không có trong mẫu; các khóa: %(keys)s.")
                self.fault(row.place("key"), message % {"key": shown(key), "keys": ", ".join(fields)})
                continue
            self._read_field(document, fields[key], row)
        return document

    def _read_field(self, document, field, row):
        outer, _dot, inner = field.key.rpartition(".")
        target = document.setdefault(outer, {}) if outer else document
        pointer = "/" + field.key.replace(".", "/")
        if pointer in self.origins:
            message = _("Khóa “%(key)s” đã có ở dòng trên; chỉ giữ một dòng.")
            self.fault(row.place("key"), message % {"key": field.key})
        self.origins[pointer] = row.place("value")
        if "value" in row.values:
            target[inner] = cells.READERS[field.kind](row.values["value"])

    def _read_groups(self):
        groups, by_code = [], {}
        for row in self._rows(GROUPS):
            pointer = f"/groups/{len(groups)}"
            self._remember(pointer, row, ("code", "title", "zero_if_unmet"))
            group = {**row.pick(("code", "title", "zero_if_unmet")), "criteria": []}
            by_code.setdefault(_known_as(group.get("code")), (pointer, group))
            groups.append(group)
        self.origins.setdefault("/groups", GROUPS)
        return groups, by_code

    def _read_criteria(self, groups):
        criteria = {}
        for row in self._rows(CRITERIA):
            code = row.values.get("group")
            if _known_as(code) not in groups:
                message = _("Trang “groups” không có nhóm mã “%(code)s”; sửa mã hoặc thêm nhóm.")
                self.fault(row.place("group"), message % {"code": shown(code or "")})
                continue
            group_pointer, group = groups[_known_as(code)]
            pointer = f"{group_pointer}/criteria/{len(group['criteria'])}"
            criterion = {**row.pick(CRITERION_FIELDS), "scale": self._scale(pointer, row)}
            group["criteria"].append(criterion)
            criteria.setdefault(_known_as(criterion.get("code")), (pointer, criterion))
        return criteria

    def _scale(self, pointer, row):
        self._remember(pointer, row, CRITERION_FIELDS)
        self._remember(f"{pointer}/scale", row, SCALE_KEYS)
        self.origins[f"{pointer}/scale"] = row.place("kind")
        self._remember(f"{pointer}/scale/required", row, ("op", "value"))
        scale, required = row.pick(SCALE_KEYS), row.pick(("op", "value"))
        if scale.get("kind") == "levels":
            scale |= {key: cells.as_integer(scale[key]) for key in ("pass",) if key in scale}
        return {**scale, "required": required} if required else scale

    def _read_scale_rows(self, criteria):
        for row in self._rows(ROWS):
            code = row.values.get("criterion")
            if _known_as(code) not in criteria:
                message = _("Trang “criteria” không có tiêu chí mã “%(code)s”; sửa mã hoặc thêm tiêu chí.")
                self.fault(row.place("criterion"), message % {"code": shown(code or "")})
                continue
            pointer, criterion = criteria[_known_as(code)]
            self._add_scale_row(pointer, criterion["scale"], row)

    def _add_scale_row(self, pointer, scale, row):
        listed = {"levels": "levels", "checklist": "items", "measure": "bands"}.get(scale.get("kind"))
        if listed is None:
            message = _("Thang điểm của tiêu chí này không có dòng chi tiết; chỉ levels, checklist và measure mới có.")
            self.fault(row.start, message)
            return
        entries = scale.setdefault(listed, [])
        place = f"{pointer}/scale/{listed}/{len(entries)}"
        self._remember(place, row, ("code", "title", "points"))
        entry = {key: value for key, value in row.values.items() if key != "criterion"}
        if listed == "levels" and "code" in entry:
            entry["value"] = cells.as_integer(entry.pop("code"))
            self.origins[f"{place}/value"] = row.place("code")
        if listed == "bands" and "bound" in entry:
            bound = cells.as_bound(entry.pop("bound"))
            entry = {bound: entry.pop("value", None), **entry}
            known = bound in ("from", "above", "to", "below")
            self.origins[f"{place}/{bound}"] = row.place("value" if known else "bound")
        entries.append(entry)

    def _read_classes(self):
        classes = []
        for row in self._rows(CLASSES):
            pointer = f"/classes/{len(classes)}"
            self._remember(pointer, row, ("code", "title"))
            self._remember(f"{pointer}/requires", row, CONDITIONS)
            requires = row.pick(CONDITIONS)
            held = {"class": row.values.get("held_class"), "rounds": row.values.get("held_rounds")}
            if any(value is not None for value in held.values()):
                requires["held"] = held
                self.origins[f"{pointer}/requires/held/class"] = row.place("held_class")
                self.origins[f"{pointer}/requires/held/rounds"] = row.place("held_rounds")
            classes.append({**row.pick(("code", "title")), "requires": requires})
        self.origins.setdefault("/classes", CLASSES)
        return classes

    def _remember(self, pointer, row, keys):
        self.origins[pointer] = row.start
        for key in keys:
            self.origins[f"{pointer}/{key}"] = row.place(key)


def _known_as(code):
    """The form in which two sheets name the same thing: as the document will have it."""
    return clean_text(code) if isinstance(code, str) else None
