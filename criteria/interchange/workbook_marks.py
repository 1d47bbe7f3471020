"""What calamine doesn't say of a workbook's cells: which are errors, computed by formulas, or shown as percents.

Read from the XML itself: openpyxl would say the same at five times the cost.
"""

import posixpath
import re
from xml.etree import ElementTree

from openpyxl.utils import column_index_from_string

# Excel's own formats of percents.
_PERCENTS = {9, 10}
_LETTERS = re.compile(r"[A-Z]+")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_marks(archive, titles):
    """Return {title: {(row, column from 0): "error", "formula" or "percent"}} of the sheets with these titles.

    `archive` is an open ZipFile. Raises KeyError, ValueError or SyntaxError where it is no workbook.
    """
    book = _target(archive, "_rels/.rels", "", "/officeDocument")
    folder = posixpath.dirname(book)
    rels = f"{folder}/_rels/{posixpath.basename(book)}.rels"
    parts = {each.get("Id"): _joined(folder, each.get("Target")) for each in _xml(archive, rels)}
    percents = _percent_styles(archive, rels, folder)
    listed = _all(_xml(archive, book), "sheet")
    sheets = {each.get("name"): parts[each.get(_RELATION) or each.get(_STRICT_RELATION)] for each in listed}
    return {title: _marks(_xml(archive, sheets[title]), percents) for title in titles}


def _xml(archive, part):
    return ElementTree.fromstring(archive.read(part))


def _all(root, name):
    """All elements of this name; a strict workbook has another namespace than a transitional one."""
    return root.iter(f"{root.tag.partition('}')[0]}}}{name}")


def _joined(folder, target):
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _target(archive, rels, folder, kind):
    """The part that a relation of this kind leads to."""
    for each in _xml(archive, rels):
        if each.get("Type", "").endswith(kind):
            return _joined(folder, each.get("Target"))
    raise KeyError(kind)


def _percent_styles(archive, rels, folder):
    """The numbers of the styles that show a percent."""
    try:
        styles = _xml(archive, _target(archive, rels, folder, "/styles"))
    except KeyError:
        return frozenset()
    formats = {int(each.get("numFmtId")) for each in _all(styles, "numFmt") if "%" in each.get("formatCode", "")}
    used = styles.find("{*}cellXfs")
    shown = enumerate(used if used is not None else ())
    return frozenset(number for number, each in shown if int(each.get("numFmtId") or 0) in formats | _PERCENTS)


def _marks(sheet, percents):
    marks, row = {}, 0
    for line in _all(sheet, "row"):
        row, column = int(line.get("r") or row + 1), -1
        for cell in line:
            place = _LETTERS.match(cell.get("r", ""))
            column = column_index_from_string(place[0]) - 1 if place else column + 1
            if mark := _mark(cell, percents):
                marks[row, column] = mark
    return marks


def _mark(cell, percents):
    if cell.find("{*}f") is not None:
        return "formula"
    if cell.get("t") == "e":
        return "error"
    return "percent" if int(cell.get("s") or 0) in percents else None
