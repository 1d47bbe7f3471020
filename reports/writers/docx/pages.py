"""Pages: A4, margins, page numbers at the top from the second page, sections of annexes."""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from reports.writers.docx.elements import element, paragraph, run, twips

TOP = BOTTOM = 20.0
LEFT = 30.0
RIGHT = 17.0
HEADER = 10.0
# The nation's name and whoever signs stand at the right: the name takes 88 mm.
RIGHT_COLUMN = 92.0
A4 = (210.0, 297.0)
ILLUSTRATIVE = "Số liệu minh họa"
REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))


@dataclass(frozen=True, slots=True)
class Room:
    """What a section has room for, in millimetres: the width of its text, and its height."""

    width: float
    height: float


def room(*, is_landscape: bool = False) -> Room:
    """Return the `Room` of a section."""
    width, height = reversed(A4) if is_landscape else A4
    return Room(width - LEFT - RIGHT, height - TOP - BOTTOM)


def set_up(document: Any, *, is_illustrative: bool) -> None:
    """Give the document its first section, with the header and footer that all its sections share."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    _fill(section.header, [element("w:fldSimple", run("1"), instr=" PAGE ")], "Header")
    _fill(section.first_page_header, [], "Header")
    for footer in (section.footer, section.first_page_footer):
        _fill(footer, [run(ILLUSTRATIVE)] if is_illustrative else [], "Footer")
    old = document.element.body.sectPr
    references = [each for each in old if each.tag in REFERENCES]
    document.element.body.replace(old, _section(references, is_landscape=False))


def next_section(body: Any, *, is_landscape: bool) -> None:
    """End the section that the body is in and begin another on a new page; its pages are numbered from 1."""
    ended = body.sectPr
    body.remove(ended)
    body.append(paragraph("Space", properties=(ended,)))
    body.append(_section([], is_landscape=is_landscape))


def _fill(part: Any, content: list[Any], style: str) -> None:
    part.is_linked_to_previous = False
    for each in list(part._element):
        part._element.remove(each)
    part._element.append(paragraph(style, *content))


def _section(references: list[Any], *, is_landscape: bool) -> Any:
    width, height = (twips(each) for each in (reversed(A4) if is_landscape else A4))
    orientation = {"orient": "landscape"} if is_landscape else {}
    margins = {
        "top": TOP,
        "right": RIGHT,
        "bottom": BOTTOM,
        "left": LEFT,
        "header": HEADER,
        "footer": HEADER,
        "gutter": 0,
    }
    return element(
        "w:sectPr",
        *references,
        element("w:type", val="nextPage"),
        element("w:pgSz", w=width, h=height, **orientation),
        element("w:pgMar", **{name: twips(each) for name, each in margins.items()}),
        element("w:pgNumType", fmt="decimal", start=1),
        element("w:titlePg"),
    )
