"""The end of a document: places to sign, recipients, the code by which it is found again."""

import io
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from reports.content.closing import recipient_lines
from reports.content.document import Document, Mark, Signature
from reports.writers.docx.blocks import append, describe
from reports.writers.docx.elements import element, layout_table, paragraph
from reports.writers.docx.pages import RIGHT_COLUMN, Room
from reports.writers.pictures import qr_png

QR = 24.0


def add_ending(document: Any, given: Document, room: Room) -> None:
    """Append the signatures and the recipients: side by side when one signs, recipients beneath when several do."""
    recipients = _recipients(given)
    signatures = [_signature(each) for each in given.signatures]
    if len(signatures) == 1:
        widths = [room.width - RIGHT_COLUMN, RIGHT_COLUMN]
        _add_row(document, widths, [recipients or [paragraph("Recipient")], *signatures])
        return
    if signatures:
        _add_row(document, [room.width / len(signatures)] * len(signatures), signatures)
    append(document, recipients)


def _add_row(document: Any, widths: list[float], cells: list[list[Any]]) -> None:
    """Append the row in which people sign; the last lines of the text go to the next page with it."""
    keep = element("w:keepNext")
    last = document.element.body.sectPr.getprevious()
    if last.tag == qn("w:p"):
        last.get_or_add_pPr().get_or_add_keepNext()
    space = paragraph("Space", properties=(keep,))
    append(document, [space, layout_table(widths, cells), paragraph("Space")])


def _signature(signature: Signature) -> list[Any]:
    authority = [paragraph("Authority", each.upper()) for each in signature.authority]
    post = [paragraph("Authority", signature.post.upper())] if signature.post else []
    return [*authority, paragraph("SignatureSpace"), *post, paragraph("SignerName")]


def _recipients(given: Document) -> list[Any]:
    written = recipient_lines(given)
    label = [paragraph("RecipientsLabel", "Nơi nhận:")] if written else []
    return [*label, *(paragraph("Recipient", each) for each in written)]


def add_mark(document: Any, mark: Mark, room: Room) -> None:
    """Append the QR code of a published document, its code and its address."""
    texts = [
        paragraph("MarkText", f"Mã kiểm tra: {mark.code}"),
        paragraph("MarkText", "Kiểm tra văn bản đã phát hành tại:"),
        paragraph("MarkText", mark.address),
    ]
    holder = document.add_paragraph(style="Mã kiểm tra")
    shape = holder.add_run().add_picture(io.BytesIO(qr_png(mark.address)), Mm(QR), Mm(QR))
    describe(shape, f"Mã QR dẫn đến trang kiểm tra văn bản: {mark.address}")
    block = layout_table((QR + 4, room.width - QR - 4), ([holder._element], texts))
    append(document, [paragraph("Space"), block, paragraph("Space")])
