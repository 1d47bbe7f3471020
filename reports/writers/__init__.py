"""Writing a document of the content model as a file."""

from collections.abc import Callable

from reports.content.document import Deck, Document
from reports.writers import docx_file, pdf_file, xlsx_file
from reports.writers.faults import NothingToTabulate

FORMATS: dict[str, Callable[[Document], bytes]] = {
    "docx": docx_file.write,
    "pdf": pdf_file.write,
    "xlsx": xlsx_file.write,
}


def write(document: Document, file_format: str) -> bytes:
    """Return the bytes of a document: "docx", "pdf" or "xlsx". Raises `NothingToTabulate`."""
    return FORMATS[file_format](document)


def write_deck(deck: Deck) -> bytes:
    """Return a deck as PDF, 16:9."""
    return pdf_file.write_deck(deck)


__all__ = ["FORMATS", "NothingToTabulate", "write", "write_deck"]
