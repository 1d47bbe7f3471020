"""The top of a document: who issues, the nation's motto, number, place and date, what it is, to whom."""

from typing import Any

from reports.content.closing import addressee_lines
from reports.content.document import Document
from reports.content.wording import number_and_symbol, place_and_date
from reports.writers.docx.elements import element, layout_table, line, paragraph, twips
from reports.writers.docx.pages import RIGHT_COLUMN, Room
from reports.writers.docx.styles import BY_CODE
from reports.writers.measure import balanced_mm, lines, width_mm

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# The form wants the line under a name a third to a half as long as the name.
PART = 0.42
# What another font that stands in for Times New Roman may take more, in millimetres.
SLACK = 1.0


def opening(document: Document, room: Room) -> list[Any]:
    """Return what stands above the text."""
    return [
        _motto_block(document, room),
        paragraph("KindName", document.kind_name.upper()),
        *_underlined(document.subject, "Subject", room.width),
        *([paragraph("Amends", f"(Thay thế {document.amends})")] if document.amends else []),
        *_addressees(document),
        paragraph("Space"),
    ]


def _motto_block(document: Document, room: Room) -> Any:
    left = room.width - RIGHT_COLUMN
    parent = [paragraph("Parent", document.issuer.parent.upper())] if document.issuer.parent else []
    return layout_table(
        (left, RIGHT_COLUMN),
        (
            [*parent, *_underlined(document.issuer.name.upper(), "Issuer", left)],
            [paragraph("Nation", NATION), paragraph("Motto", MOTTO), line(RIGHT_COLUMN, _width(MOTTO, "Motto"))],
        ),
        (
            [paragraph("Number", number_and_symbol(document))],
            [paragraph("PlaceAndDate", place_and_date(document))],
        ),
    )


def _width(text: str, style: str) -> float:
    form = BY_CODE[style]
    return width_mm(text, form.size, is_bold=form.bold)


def _underlined(text: str, style: str, room_mm: float) -> list[Any]:
    """A text in lines of like length; under it a line, as long as a part of the text's last line."""
    form = BY_CODE[style]
    narrow = balanced_mm(text, form.size, room_mm - SLACK, is_bold=form.bold) + SLACK
    side = twips((room_mm - narrow) / 2)
    indents = (element("w:ind", left=side, right=side),) if narrow < room_mm else ()
    last = min(narrow, lines(text, form.size, narrow, is_bold=form.bold)[-1])
    return [paragraph(style, text, properties=indents), line(room_mm, PART * last)]


def _addressees(document: Document) -> list[Any]:
    written = addressee_lines(document)
    if len(written) < 2:
        return [paragraph("Addressee", f"Kính gửi: {each}") for each in written]
    return [paragraph("Addressees", "Kính gửi:"), *(paragraph("AddresseeItem", each) for each in written)]
