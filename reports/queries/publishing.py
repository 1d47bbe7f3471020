"""What publishing a report will give, as it stands now."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils import timezone

from reports.content.document import Document, Table
from reports.content.prose import ChangedSentence
from reports.content.wording import number_and_symbol, place_and_date
from reports.models import FileFormat, PublishedFile, Report
from reports.queries.compose import compose
from reports.queries.numbers import upcoming_number


@dataclass(frozen=True, slots=True)
class Publishing:
    """`symbol` is the number that it gets if nobody publishes before it; `formats` the files that will be kept.

    `changes`: sentences of the approved words whose figures are others now. The date is today's.
    """

    report: Report
    document: Document
    symbol: str
    date: dt.date
    place_and_date: str
    formats: tuple[FileFormat, ...]
    changes: tuple[ChangedSentence, ...]


def publishing_of(report):
    """Return the `Publishing` of an approved report. One query besides those of its kind."""
    composition, today = compose(report), timezone.localdate()
    number = upcoming_number(report.issuer_id, report.body, today.year)
    document = replace(composition.document, number=number, date=today)
    blocks = (*document.blocks, *(block for annex in document.annexes for block in annex.blocks))
    has_table = any(isinstance(each, Table) for each in blocks)
    return Publishing(
        report=report,
        document=document,
        symbol=number_and_symbol(document).removeprefix("Số: "),
        date=today,
        place_and_date=place_and_date(document),
        formats=tuple(each for each in FileFormat if has_table or each != FileFormat.XLSX),
        changes=composition.changes,
    )


def published_file(report, file_format):
    """Return the `PublishedFile` of a report in a format, None where there is none. One query."""
    files = PublishedFile.objects.select_related("publication").defer("publication__document")
    return files.filter(publication__report=report, format=file_format).first()
