"""The tables of a document as a workbook, a sheet a table."""

from reports.content.document import Document


def write(document: Document) -> bytes:
    """Return the document's tables as XLSX. Raises `NothingToTabulate` when it has none."""
    raise NotImplementedError
