"""A workbook that LibreOffice opened, in which cells were filled in, and which LibreOffice saved.

The cells are filled in between two of its own saves: in the flat form of its documents, which is plain XML.
"""

from xml.dom import minidom

import pytest

from assessments.models import CriterionScore
from assessments.workbook.difference import difference_of
from assessments.workbook.layout import ANSWERS, COLUMNS
from tests.assessments.workbooks import GOOD, found, returned, sheet_of_every_scale, written
from tests.factories import make_city, make_unit
from units.files import FileRefused

PLACES = {column.name: number for number, column in enumerate(COLUMNS)}
REPEATED = "table:number-columns-repeated"
VALUES = {
    "float": "office:value",
    "percentage": "office:value",
    "date": "office:date-value",
    "boolean": "office:boolean-value",
}


@pytest.fixture
def sheet(db):
    """A ward's draft with a criterion of every kind of scale."""
    return sheet_of_every_scale(make_unit("Hải Châu I", parent=make_city()), code="every-scale")


@pytest.fixture
def filled_by_libreoffice(convert, tmp_path):
    """The workbook's bytes after LibreOffice opened it, took the cells ({"I.1|met@note": (kind, value)}), saved it."""

    def fill(content, cells):
        path = tmp_path / "phieu.xlsx"
        path.write_bytes(content)
        flat = convert(path, "fods")
        document = minidom.parse(str(flat))
        tables = document.getElementsByTagName("table:table")
        table = next(each for each in tables if each.getAttribute("table:name") == ANSWERS)
        rows = {
            text_of(line[-1]): line for row in table.getElementsByTagName("table:table-row") if (line := cells_of(row))
        }
        for key, (kind, value) in cells.items():
            row_key, _at, column = key.partition("@")
            put(rows[row_key][PLACES[column or "answer"]], kind, value)
        flat.write_text(document.toxml())
        return convert(flat, "xlsx").read_bytes()

    return fill


def cells_of(row):
    """The row's cells up to the key's, one element each: LibreOffice writes equal neighbours once with their number."""
    cells = []
    for cell in [node for node in row.childNodes if node.nodeType == node.ELEMENT_NODE]:
        count = min(int(cell.getAttribute(REPEATED) or 1), len(COLUMNS) - len(cells))
        if count > 1:
            cell.removeAttribute(REPEATED)
        cells += [row.insertBefore(cell.cloneNode(True), cell) for _number in range(count - 1)]
        cells += [cell] if count else []
    return cells if len(cells) == len(COLUMNS) else []


def text_of(node):
    if node.nodeType == node.TEXT_NODE:
        return node.data.strip()
    return "".join(text_of(child) for child in node.childNodes)


def put(cell, kind, value):
    """Give the cell a value of a kind (string, float, percentage, date, boolean), or a formula."""
    while cell.firstChild:
        cell.removeChild(cell.firstChild)
    for name in ("office:value-type", "calcext:value-type"):
        if cell.hasAttribute(name):
            cell.removeAttribute(name)
    if kind == "formula":
        cell.setAttribute("table:formula", f"of:{value}")
        return
    cell.setAttribute("office:value-type", kind)
    if kind in VALUES:
        cell.setAttribute(VALUES[kind], value)
    else:
        paragraph = cell.appendChild(cell.ownerDocument.createElement("text:p"))
        paragraph.appendChild(cell.ownerDocument.createTextNode(value))


def test_workbook_only_saved_by_libreoffice_changes_nothing(sheet, filled_by_libreoffice):
    for code in GOOD:
        CriterionScore.objects.filter(assessment=sheet, criterion__code=code).update(self_note=f"=Ghi chú {code}")
    content = filled_by_libreoffice(written(sheet), {})
    difference = difference_of(found(sheet), returned(content, sheet))
    assert (difference.to_store, difference.newer, difference.unchanged) == ((), (), len(GOOD))


def test_workbook_filled_in_by_libreoffice_is_read_exactly(sheet, filled_by_libreoffice):
    cells = {
        "I.1|met": ("string", "Đạt"),
        "I.1|met@note": ("string", "+ Có nghị quyết, kế hoạch"),
        "I.2|points": ("float", "7.25"),
        "I.3|level": ("string", "1 – Đúng hạn, đầy đủ"),
        "II.1|numerator": ("float", "7"),
        "II.1|denominator": ("float", "8"),
        "II.2|previous": ("float", "12"),
        "II.2|current": ("string", "9"),
        "II.3|value": ("percentage", "0.9"),
        "II.4|item:a": ("string", "Không"),
        "II.4|item:b": ("string", "Có"),
        "II.5|points": ("float", "2"),
        "II.6|occurrences": ("float", "0"),
    }
    read = returned(filled_by_libreoffice(written(sheet), cells), sheet).given
    assert {code: each.answer for code, each in read.items()} == GOOD
    assert read["I.1"].note == "+ Có nghị quyết, kế hoạch"


def test_slips_made_in_libreoffice_are_named_by_cell(sheet, filled_by_libreoffice):
    cells = {
        "I.1|met": ("string", "đã đạt"),
        "I.2|points": ("formula", "=3+4"),
        "II.1|numerator": ("date", "2026-07-10"),
        "II.6|occurrences": ("boolean", "true"),
    }
    with pytest.raises(FileRefused) as refusal:
        returned(filled_by_libreoffice(written(sheet), cells), sheet)
    assert [str(fault).partition(":")[0] for fault in refusal.value.faults] == [
        "Phiếu tự chấm, ô E6 (tiêu chí I.1)",
        "Phiếu tự chấm, ô E7 (tiêu chí I.2)",
        "Phiếu tự chấm, ô E10 (tiêu chí II.1)",
        "Phiếu tự chấm, ô E18 (tiêu chí II.6)",
    ]
