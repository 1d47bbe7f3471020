"""Why a document cannot be written in a format."""


class NothingToTabulate(Exception):
    """A document without a table has no workbook."""
