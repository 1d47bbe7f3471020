"""Workbooks as a unit fills them in: written by the portal, changed cell by cell, saved by openpyxl."""

import io

from django.urls import reverse
from openpyxl import load_workbook

from assessments.models import Assessment
from assessments.workbook.layout import ANSWERS, COLUMNS, KEY_TITLE
from assessments.workbook.reader import open_workbook, read_answers
from assessments.workbook.writer import write_workbook
from tests.factories import make_criteria_set, make_open_round, set_document

SCALES = {
    "I.1": {"kind": "met"},
    "I.2": {"kind": "points", "max": "10", "step": "0.25", "pass": "5"},
    "I.3": {
        "kind": "levels",
        "levels": [
            {"value": 0, "title": "Chưa làm", "points": "0"},
            {"value": 1, "title": "Đúng hạn, đầy đủ", "points": "2"},
        ],
    },
    "II.1": {"kind": "measure", "of": "ratio", "unit": "%", "required": {"op": ">=", "value": "90"}},
    "II.2": {"kind": "measure", "of": "change", "unit": "%", "required": {"op": "<=", "value": "0"}},
    "II.3": {"kind": "measure", "of": "number", "unit": "%", "required": {"op": ">=", "value": "1"}},
    "II.4": {"kind": "checklist", "need": 1, "items": [{"code": "a", "title": "Họp"}, {"code": "b", "title": "Loa"}]},
    "II.5": {"kind": "bonus", "max": "3", "step": "1"},
    "II.6": {"kind": "penalty", "per": "1", "max": "3"},
}
GOOD = {
    "I.1": {"met": True},
    "I.2": {"points": "7.25"},
    "I.3": {"level": 1},
    "II.1": {"numerator": "7", "denominator": "8"},
    "II.2": {"previous": "12", "current": "9"},
    "II.3": {"value": "90"},
    "II.4": {"items": ["b"]},
    "II.5": {"points": "2"},
    "II.6": {"occurrences": 0},
}


def sheet_of_every_scale(ward, **fields):
    """A ward's draft in a round whose set has a criterion of every kind; I.1 may be excused and not apply."""

    def criterion(code):
        excused = {"exemptible": True, "may_be_not_applicable": True} if code == "I.1" else {}
        return {"code": code, "title": f"Tiêu chí {code}", "scale": SCALES[code], **excused}

    groups = [
        {
            "code": group,
            "title": f"Nhóm {group}",
            "criteria": [criterion(c) for c in SCALES if c.startswith(f"{group}.")],
        }
        for group in ("I", "II")
    ]
    document = set_document()
    criteria_set = make_criteria_set(groups=groups, classes=document["classes"][-1:])
    opened = make_open_round([ward], criteria_set, **fields).assessments.get()
    return found(opened)


def found(assessment):
    """The assessment as the pages read it."""
    return Assessment.objects.for_sheet().select_related("unit").get(pk=assessment.pk)


def written(assessment):
    return write_workbook(found(assessment))


def returned(content, assessment):
    return read_answers(open_workbook(content), found(assessment))


def changed(content, change):
    """The workbook after `change(workbook)`."""
    workbook, stream = load_workbook(io.BytesIO(content)), io.BytesIO()
    change(workbook)
    workbook.save(stream)
    return stream.getvalue()


def filled(content, cells):
    """The workbook with `cells` filled in: {"I.1|met": value} an answer, {"I.1|met@note": value} another column."""

    def fill(workbook):
        for key, value in cells.items():
            cell_of(workbook, key).value = value

    return changed(content, fill)


def cell_of(workbook, key):
    sheet = workbook[ANSWERS]
    titles = {column.name: column.title for column in COLUMNS}
    head = next(row for row in sheet.iter_rows() if any(cell.value == KEY_TITLE for cell in row))
    columns = {cell.value: cell.column for cell in head}
    row_key, _at, column = key.partition("@")
    row = next(row[0].row for row in sheet.iter_rows() if row[columns[KEY_TITLE] - 1].value == row_key)
    return sheet.cell(row, columns[titles[column or "answer"]])


def workbook_address(assessment, name="workbook"):
    return reverse(f"assessments:{name}", args=[assessment.round.code, assessment.unit_id])
