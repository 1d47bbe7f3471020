"""A document as DOCX, to be edited and signed the usual way."""

import datetime as dt
import io
from typing import Any

import docx
from docx.oxml.ns import qn

from reports.content.closing import closed
from reports.content.document import Annex, Document
from reports.content.wording import reference_line, roman
from reports.writers.docx.blocks import add_blocks, append
from reports.writers.docx.centred import centred
from reports.writers.docx.elements import element, paragraph
from reports.writers.docx.ending import add_ending
from reports.writers.docx.opening import opening
from reports.writers.docx.pages import next_section, room, set_up
from reports.writers.docx.styles import LANGUAGE, apply_styles
from reports.writers.text import legal

# What a property of a DOCX may hold.
PROPERTY_MOST = 255
UNUSED = {"thumbnail", "stylesWithEffects", "customXml", "numbering"}
MODE = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}


def write(document: Document) -> bytes:
    """Return the document as DOCX."""
    made = docx.Document()
    _leave_out(made)
    apply_styles(made)
    set_up(made, is_illustrative=document.is_illustrative)
    _set_properties(made, document)
    portrait = room()
    append(made, opening(document, portrait))
    add_blocks(made, closed(document.blocks), portrait)
    add_ending(made, document, portrait)
    for number, annex in enumerate(document.annexes, start=1):
        _add_annex(made, document, annex, number)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _add_annex(made: Any, document: Document, annex: Annex, number: int) -> None:
    next_section(made.element.body, is_landscape=annex.is_landscape)
    place = room(is_landscape=annex.is_landscape)
    name = "Phụ lục" if len(document.annexes) == 1 else f"Phụ lục {roman(number)}"
    heading = [
        paragraph("AnnexName", name),
        centred("AnnexTitle", annex.title, place.width),
        centred("AnnexReference", reference_line(document), place.width),
        paragraph("Space"),
    ]
    append(made, heading)
    add_blocks(made, annex.blocks, place)


def _leave_out(made: Any) -> None:
    """Take out what python-docx's template brings along and no document here uses: its picture, its old styles."""
    for source in (made.part, made.part.package):
        unused = [key for key, each in source.rels.items() if each.reltype.rsplit("/", 1)[-1] in UNUSED]
        for key in unused:
            del source.rels[key]


def _set_properties(made: Any, document: Document) -> None:
    properties = made.core_properties
    properties.title = legal(f"{document.kind_name}: {document.subject}")[:PROPERTY_MOST]
    properties.author = legal(document.issuer.name)[:PROPERTY_MOST]
    properties.last_modified_by = properties.author
    properties.language = LANGUAGE
    properties.comments = ""
    properties.keywords = legal(document.mark.code if document.mark else "")[:PROPERTY_MOST]
    written = dt.datetime.combine(document.date or dt.datetime.now(dt.UTC).date(), dt.time(), dt.UTC)
    properties.created = properties.modified = written
    _set_mode(made.settings.element)


def _set_mode(settings: Any) -> None:
    """Ask Word to lay the document out as it does its own; without this it opens in the manner of Word 2007."""
    compat = settings.find(qn("w:compat"))
    for each in list(compat):
        compat.remove(each)
    compat.append(element("w:compatSetting", **MODE))
