"""Small builders of WordprocessingML. Text goes in as text nodes, so that nothing in it can be markup or a field."""

import math
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.content.document import Run
from reports.writers.text import legal

TWIPS_PER_MM = 1440 / 25.4
TAGS = {"\t": "w:tab", "\n": "w:br"}


def twips(mm: float) -> int:
    """Return twentieths of a point, rounded up: a margin of 20 mm is never below the 20 mm that the form wants."""
    return math.ceil(mm * TWIPS_PER_MM)


def element(tag: str, *children: Any, **attributes: str | float) -> Any:
    """Return an element of the main namespace: `element("w:ind", left=567)`."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def text_nodes(text: str) -> Iterable[Any]:
    """Yield what shows a text: its words, a tab or a new line where it has one."""
    words = ""
    for letter in legal(text).replace("\r\n", "\n").replace("\r", "\n"):
        if letter not in TAGS:
            words += letter
            continue
        yield from _words(words)
        words = ""
        yield element(TAGS[letter])
    yield from _words(words)


def _words(text: str) -> Iterable[Any]:
    if text:
        node = OxmlElement("w:t")
        node.text = text
        node.set(qn("xml:space"), "preserve")
        yield node


def run(text: str, *, is_strong: bool = False, is_gap: bool = False) -> Any:
    """Return a stretch of text. A gap is highlighted, so that Word's “find highlight” goes from one to the next."""
    properties = []
    if is_gap:
        properties.append(element("w:rStyle", val="Gap"))
    if is_strong:
        properties += [element("w:b"), element("w:bCs")]
    if is_gap:
        properties.append(element("w:highlight", val="yellow"))
    kept = [element("w:rPr", *properties)] if properties else []
    return element("w:r", *kept, *text_nodes(text))


def runs(given: Iterable[Run]) -> list[Any]:
    """Return the stretches of a paragraph of the content model; a gap has brackets, which black on white shows too."""
    return [run(_shown(each), is_strong=each.is_strong, is_gap=each.is_gap) for each in given if each.text]


def _shown(given: Run) -> str:
    return f"[{given.text}]" if given.is_gap and not given.text.startswith("[") else given.text


def paragraph(style: str, *content: Any, properties: Iterable[Any] = ()) -> Any:
    """Return a paragraph in a style. `content`: runs, or texts; `properties` in the order of the schema."""
    made = [run(each) if isinstance(each, str) else each for each in content]
    return element("w:p", element("w:pPr", element("w:pStyle", val=style), *properties), *made)


def line(room_mm: float, length_mm: float) -> Any:
    """Return a line of `length_mm` in the middle of `room_mm`: a border, which stays with the text it is under."""
    side = twips(max(0, room_mm - length_mm) / 2)
    return paragraph("Line", properties=(element("w:ind", left=side, right=side, firstLine=0),))


def layout_table(widths_mm: Iterable[float], *rows: Iterable[list[Any]], is_whole: bool = True) -> Any:
    """Return a table without borders that only places things: rows of cells, a cell a list of paragraphs.

    `is_whole`: no row is broken between two pages.
    """
    widths = [twips(each) for each in widths_mm]
    properties = ["w:cantSplit"] if is_whole else []
    made = [element("w:tr", element("w:trPr", *map(element, properties)), *map(cell, widths, row)) for row in rows]
    return table("LayoutTable", widths, made)


def cell(width: int, content: list[Any], *properties: Any) -> Any:
    """Return a cell `width` twips wide."""
    return element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa"), *properties), *content)


def table(style: str, widths: list[int], rows: Iterable[Any], *, title: str = "") -> Any:
    """Return a table of columns `widths` twips wide, which no content can widen; `title` is what readers hear of it."""
    properties = [
        element("w:tblStyle", val=style),
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="0020" if title else "0000", firstRow=int(bool(title)), noHBand=1, noVBand=1),
    ]
    if title:
        properties.append(element("w:tblCaption", val=legal(title)))
    grid = element("w:tblGrid", *(element("w:gridCol", w=each) for each in widths))
    return element("w:tbl", element("w:tblPr", *properties), grid, *rows)
