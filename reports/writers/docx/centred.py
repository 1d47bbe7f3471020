"""Texts in the middle of a line, broken into lines of like length, and the lines drawn under them."""

from typing import Any

from reports.writers.docx.elements import element, line, paragraph, twips
from reports.writers.docx.styles import BY_CODE
from reports.writers.measure import balanced_mm, lines, width_mm

# The form wants the line under a name a third to a half as long as the name.
PART = 0.42
# What a font that stands in for Times New Roman may take more, in millimetres.
SLACK = 1.0
# More lines than these fill their room like a paragraph.
FEW_LINES = 8


def centred(style: str, text: str, room_mm: float) -> Any:
    """Return a text as a paragraph whose lines are alike, instead of a full one with a word beneath."""
    side = twips((room_mm - _room(style, text, room_mm)) / 2)
    properties = (element("w:ind", left=side, right=side),) if side else ()
    return paragraph(style, text, properties=properties)


def underlined(style: str, text: str, room_mm: float) -> list[Any]:
    """Return a centred text and a line under it, a part of the text's last line long."""
    form = BY_CODE[style]
    room = _room(style, text, room_mm)
    last = lines(text, form.size, room, is_bold=form.bold)[-1]
    return [centred(style, text, room_mm), line(room_mm, PART * last)]


def underlined_whole(style: str, text: str, room_mm: float) -> list[Any]:
    """Return a centred text of one line and a line under it that is as long."""
    form = BY_CODE[style]
    return [paragraph(style, text), line(room_mm, width_mm(text, form.size, is_bold=form.bold))]


def _room(style: str, text: str, room_mm: float) -> float:
    """The least room that takes no more lines than all of it."""
    form = BY_CODE[style]
    if not 1 < len(lines(text, form.size, room_mm - SLACK, is_bold=form.bold)) <= FEW_LINES:
        return room_mm
    return balanced_mm(text, form.size, room_mm - SLACK, is_bold=form.bold) + SLACK
