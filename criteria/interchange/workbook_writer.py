"""The XLSX form of a criteria set: what is text stays text, numbers are numbers."""

import io
import re
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

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

_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_KEY_FONT = Font(bold=True)
_LABEL_FONT = Font(italic=True)
_HEADER_FILL = PatternFill("solid", fgColor="EDEDED")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def write_xlsx(document):
    """A normalised document as the bytes of a workbook that reads back as the same document."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    rows = {
        SET: _set_rows(document),
        GROUPS: document["groups"],
        CRITERIA: _criterion_rows(document),
        ROWS: _scale_rows(document),
        CLASSES: [_class_row(fields) for fields in document["classes"]],
    }
    for name, columns in SHEETS.items():
        _write_sheet(workbook.create_sheet(name), columns, rows[name])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _set_rows(document):
    for field in SET_FIELDS:
        value = document
        for key in field.key.split("."):
            value = value[key]
        yield {
            "key": field.key,
            "label": field.label,
            "value": _number(value) if field.kind == "decimal" else value,
        }


def _criterion_rows(document):
    for group in document["groups"]:
        for criterion in group["criteria"]:
            scale = criterion["scale"]
            yield {
                "group": group["code"],
                **{key: criterion[key] for key in CRITERION_FIELDS},
                **{key: scale[key] for key in SCALE_KEYS if key in scale},
                **scale.get("required", {}),
            }


def _scale_rows(document):
    for group in document["groups"]:
        for criterion in group["criteria"]:
            for row in _rows_of(criterion["scale"]):
                yield {"criterion": criterion["code"], **row}


def _rows_of(scale):
    if scale["kind"] == "levels":
        return [
            {"code": level["value"], "title": level["title"], "points": level["points"]} for level in scale["levels"]
        ]
    if scale["kind"] == "checklist":
        return scale["items"]
    return [_band_row(band) for band in scale.get("bands", ())]


def _band_row(band):
    bound = next(key for key in band if key != "points")
    return {"bound": bound, "value": band[bound], "points": band["points"]}


def _class_row(fields):
    requires = fields["requires"]
    held = requires.get("held", {})
    return {
        "code": fields["code"],
        "title": fields["title"],
        **{key: requires[key] for key in CONDITIONS if key in requires},
        "held_class": held.get("class"),
        "held_rounds": held.get("rounds"),
    }


def _write_sheet(sheet, columns, rows):
    for index, column in enumerate(columns, start=1):
        _write_header(sheet.cell(1, index), column.key, _KEY_FONT)
        _write_header(sheet.cell(2, index), column.label, _LABEL_FONT)
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    for number, row in enumerate(rows, start=3):
        for index, column in enumerate(columns, start=1):
            _write_cell(sheet.cell(number, index), _WRITERS.get(column.kind, _as_is)(row.get(column.key)))
    sheet.freeze_panes = "A3"


def _write_header(cell, text, font):
    _write_cell(cell, text)
    cell.font = font
    cell.fill = _HEADER_FILL


def _write_cell(cell, value):
    """A text is stored as a string whatever it begins with, and Excel is told to leave it one when it is edited."""
    if isinstance(value, str):
        if not value:
            return
        # Readers of workbooks take _x0041_ for an escaped letter; the underscore is written escaped itself.
        cell.value = _ESCAPE_LIKE.sub("_x005F_", value)
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value[0] in "=+-@"
    elif value is not None:
        cell.value = value
    cell.alignment = _WRAPPED


def _as_is(value):
    return value


def _number(value):
    """A decimal of the format as a number cell: at most 15 digits, so a workbook's double holds it exactly."""
    return Decimal(value) if isinstance(value, str) else value


def _joined(codes):
    return ", ".join(codes or ())


def _percents(value):
    return "; ".join(f"{code}: {percent}" for code, percent in (value or {}).items())


_WRITERS = {"decimal": _number, "pass": _number, "codes": _joined, "percents": _percents}
