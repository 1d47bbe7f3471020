"""A document as DOCX, to be edited and signed the usual way."""

from reports.content.document import Document


def write(document: Document) -> bytes:
    """Return the document as DOCX."""
    raise NotImplementedError
