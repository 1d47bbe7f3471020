"""The top of a document: who issues, the nation's motto, number, place and date, what it is, to whom."""

from typing import Any

from reports.content.closing import addressee_lines
from reports.content.document import Document
from reports.content.wording import number_and_symbol, place_and_date
from reports.writers.docx.centred import centred, underlined, underlined_whole
from reports.writers.docx.elements import layout_table, paragraph
from reports.writers.docx.pages import RIGHT_COLUMN, Room

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def opening(document: Document, room: Room) -> list[Any]:
    """Return what stands above the text."""
    return [
        _motto_block(document, room),
        paragraph("KindName", document.kind_name.upper()),
        *underlined("Subject", document.subject, room.width),
        *([paragraph("Amends", f"(Thay thế {document.amends})")] if document.amends else []),
        *_addressees(document),
        paragraph("Space"),
    ]


def _motto_block(document: Document, room: Room) -> Any:
    left = room.width - RIGHT_COLUMN
    parent = [centred("Parent", document.issuer.parent.upper(), left)] if document.issuer.parent else []
    return layout_table(
        (left, RIGHT_COLUMN),
        (
            [*parent, *underlined("Issuer", document.issuer.name.upper(), left)],
            [paragraph("Nation", NATION), *underlined_whole("Motto", MOTTO, RIGHT_COLUMN)],
        ),
        (
            [paragraph("Number", number_and_symbol(document))],
            [paragraph("PlaceAndDate", place_and_date(document))],
        ),
    )


def _addressees(document: Document) -> list[Any]:
    written = addressee_lines(document)
    if len(written) < 2:
        return [paragraph("Addressee", f"Kính gửi: {each}") for each in written]
    return [paragraph("Addressees", "Kính gửi:"), *(paragraph("AddresseeItem", each) for each in written)]
