"""The register as it stands in the database, for whoever holds a paper or a file and asks what it is."""

import datetime as dt
import json

from reports.content.document import Document
from reports.content.register import Entry, Finding, SealedFile, Verdict, document_hash, judge
from reports.content.stored import from_data
from reports.content.wording import citation
from reports.models import PublishedFile, ReportPublication


def line_of(code):
    """Return the entries of a published document and of all that it replaced or that replaced it, the first first.

    Empty where no document bears the code. Three queries.
    """
    found = ReportPublication.objects.filter(code=code).values_list("report__kind", "report__about").first()
    if found is None:
        return []
    # An amendment is about what the amended is about, and a document has one amendment at most: one line.
    kind, about = found
    return _entries_of_line(_publications().filter(report__kind=kind, report__about=about))


def file_with(sha256):
    """Return the code of the published document that a file belongs to, and the file's format; None for no file."""
    rows = PublishedFile.objects.filter(sha256=sha256).order_by("pk")
    return rows.values_list("publication__code", "format").first()


def identify(sha256, code=""):
    """Return the `Finding` of a file by its hash; `code`: the document that it is held to be. One or four queries."""
    found = file_with(sha256)
    if found is None:
        return Finding(Verdict.UNKNOWN)
    own, file_format = found
    return judge(line_of(own), own, file_format, code)


def whole_register():
    """Return every entry in the order of publication. Two queries, and all the documents pass through memory."""
    lines: dict[tuple[str, str], list[ReportPublication]] = {}
    for each in _publications():
        lines.setdefault((each.report.kind, each.report.about), []).append(each)
    entries = [entry for line in lines.values() for entry in _entries_of_line(line)]
    return sorted(entries, key=lambda each: each.sequence)


def _publications():
    return ReportPublication.objects.select_related("report").prefetch_related("files").order_by("sequence")


def _entries_of_line(publications):
    publications = list(publications)
    codes = ["", *(each.code for each in publications), ""]
    placed = zip(publications, codes, codes[2:], strict=False)
    return [_entry(each, version, before, after) for version, (each, before, after) in enumerate(placed, start=1)]


def _entry(publication, version, amends, replaced_by):
    document: Document = from_data(json.loads(publication.document))
    return Entry(
        sequence=publication.sequence,
        code=publication.code,
        citation=citation(document),
        issuer=document.issuer.name,
        subject=document.subject,
        version=version,
        published_at=publication.published_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        files=tuple(SealedFile(each.format, each.sha256, each.size) for each in publication.files.all()),
        amends=amends,
        replaced_by=replaced_by,
        is_illustrative=document.is_illustrative,
        previous_sha256=publication.previous_sha256,
        document_sha256=document_hash(publication.document),
        sha256=publication.sha256,
    )
