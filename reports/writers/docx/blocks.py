"""Headings, paragraphs, drawings, and the blocks of a document in their order."""

import io
from collections.abc import Iterable
from typing import Any

from docx.shared import Mm

from reports.content.document import Block, Heading, Paragraph, Picture, Table
from reports.writers.docx.elements import element, paragraph, run, runs
from reports.writers.docx.pages import Room
from reports.writers.docx.tables import data_table
from reports.writers.pictures import png, size_mm
from reports.writers.text import legal

PICTURE_PART = 0.7


def add_blocks(document: Any, blocks: Iterable[Block], room: Room) -> None:
    """Append blocks to the section that the document ends with."""
    for block in blocks:
        _add(document, block, room)


def append(document: Any, elements: Iterable[Any]) -> None:
    """Append elements to the document, before the properties of its last section."""
    for each in elements:
        document.element.body.sectPr.addprevious(each)


def _add(document: Any, block: Block, room: Room) -> None:
    match block:
        case Heading():
            append(document, [_heading(block)])
        case Paragraph():
            has_dash = bool(block.runs) and block.runs[0].text.startswith("- ")
            dash = [run("- ")] if block.is_item and not has_dash else []
            append(document, [paragraph("Item" if block.is_item else "Normal", *dash, *runs(block.runs))])
        case Table():
            append(document, data_table(block, room))
        case Picture():
            _add_picture(document, block, room)


def _heading(heading: Heading) -> Any:
    style = f"Heading{heading.level + 1}"
    if heading.level == 0:
        return paragraph(style, run(heading.number), element("w:r", element("w:br")), run(heading.text.upper()))
    text = heading.text.upper() if heading.level == 1 else heading.text
    return paragraph(style, f"{heading.number} {text}".strip())


def _add_picture(document: Any, picture: Picture, room: Room) -> None:
    width, height = size_mm(picture.svg, room.width, PICTURE_PART * room.height)
    holder = document.add_paragraph(style="Hình")
    shape = holder.add_run().add_picture(io.BytesIO(png(picture.svg, width)), Mm(width), Mm(height))
    describe(shape, picture.alternative)
    if picture.caption:
        append(document, [paragraph("Caption", picture.caption)])
    else:
        holder.paragraph_format.keep_with_next = False


def describe(shape: Any, alternative: str) -> None:
    """Give a picture the words that stand for it where it is not seen."""
    shape._inline.docPr.set("descr", legal(alternative))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
