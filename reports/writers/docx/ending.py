"""The end of a document: places to sign, recipients, the code by which it is found again."""

import io
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from reports.content.closing import recipient_lines
from reports.content.document import Document, Mark, Signature
from reports.writers.docx.blocks import append, describe
from reports.writers.docx.centred import centred
from reports.writers.docx.elements import element, layout_table, paragraph, run
from reports.writers.docx.pages import RIGHT_COLUMN, Room
from reports.writers.pictures import qr_png

QR = 20.0
# More recipients than these may go on overleaf.
MANY_RECIPIENTS = 24


def add_ending(document: Any, given: Document, room: Room) -> None:
    """Append the signatures and the recipients: side by side when one signs, recipients beneath when several do."""
    foot = _recipients(given) + (_mark(document, given.mark) if given.mark else [])
    count = len(given.signatures)
    width = room.width / count if count > 1 else RIGHT_COLUMN
    signatures = [_signature(each, width) for each in given.signatures]
    if count == 1:
        is_whole = len(given.recipients) <= MANY_RECIPIENTS
        widths = [room.width - RIGHT_COLUMN, RIGHT_COLUMN]
        _add_row(document, widths, [foot or [paragraph("Recipient")], *signatures], is_whole=is_whole)
        return
    if signatures:
        _add_row(document, [width] * count, signatures)
    append(document, foot)


def _add_row(document: Any, widths: list[float], cells: list[list[Any]], *, is_whole: bool = True) -> None:
    """Append the row in which people sign; the last lines of the text go to the next page with it."""
    last = document.element.body.sectPr.getprevious()
    if last.tag == qn("w:p"):
        last.get_or_add_pPr().get_or_add_keepNext()
    space = paragraph("Space", properties=(element("w:keepNext"),))
    append(document, [space, layout_table(widths, cells, is_whole=is_whole), paragraph("Space")])


def _signature(signature: Signature, room_mm: float) -> list[Any]:
    authority = [centred("Authority", each.upper(), room_mm) for each in signature.authority]
    post = [centred("Authority", signature.post.upper(), room_mm)] if signature.post else []
    return [*authority, paragraph("SignatureSpace"), *post, paragraph("SignerName")]


def _recipients(given: Document) -> list[Any]:
    written = recipient_lines(given)
    label = [paragraph("RecipientsLabel", "Nơi nhận:")] if written else []
    return [*label, *(paragraph("Recipient", each) for each in written)]


def _mark(document: Any, mark: Mark) -> list[Any]:
    """The QR code of a published document, its code and its address."""
    holder = document.add_paragraph(style="Mã tra cứu")
    shape = holder.add_run().add_picture(io.BytesIO(qr_png(mark.address)), Mm(QR), Mm(QR))
    describe(shape, f"Mã QR dẫn tới trang tra cứu văn bản {mark.code}")
    document.element.body.remove(holder._element)
    code = paragraph("MarkCode", "Mã tra cứu: ", run(mark.code, is_strong=True))
    return [holder._element, code, paragraph("MarkAddress", mark.address)]
