"""The bytes of a report in a format: as they were sealed, else as it reads now."""

from django.utils import translation

from reports.models import ReportState
from reports.queries.compose import DOCUMENT_LANGUAGE, compose
from reports.writers import NothingToTabulate, write


def files_of(report, formats):
    """Yield (format, bytes) of a report, saved or not; no workbook where the document has no table. Composed once.

    Of what is published the sealed bytes: others that say the same would not be found to be it.
    """
    if report.state == ReportState.PUBLISHED:
        sealed = {each.format: each.file for each in report.publication.files.all()}
        for file_format in formats:
            if file_format in sealed:
                with sealed[file_format].open("rb") as kept:
                    yield file_format, kept.read()
        return
    document = compose(report).document
    for file_format in formats:
        content = written(document, file_format)
        if content is not None:
            yield file_format, content


def bytes_of(report, file_format):
    """Return the bytes of a report in one format, None where `files_of` has none."""
    return dict(files_of(report, (file_format,))).get(file_format)


def written(document, file_format):
    """Return a document as a file, in Vietnamese whoever asks; None for a workbook where there is no table."""
    try:
        with translation.override(DOCUMENT_LANGUAGE):
            return write(document, file_format)
    except NothingToTabulate:
        return None
