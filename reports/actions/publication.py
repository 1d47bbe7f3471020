"""Publishing a document: its number and day, its exact bytes, and its seal in the chain of all publications."""

import dataclasses

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import canonical_json, record_event
from accounts.refusals import Refused
from reports.actions.number import next_number
from reports.actions.publication_refusals import AddressUnknown, AlreadyPublished
from reports.actions.published_file import drop_files, stored_files
from reports.actions.refusals import NotInState
from reports.content.code import new_code
from reports.content.document import Mark
from reports.content.register import document_hash, publication_hash
from reports.content.stored import from_data, to_data
from reports.content.wording import number_and_symbol
from reports.models import PublishedFile, Report, ReportPublication, ReportState
from reports.permissions import can_publish
from reports.queries.numbers import upcoming_number

# Files are written for the number that comes next and sealed under it, if it still does. Writing takes a second or
# more, in which SQLite would let nobody else write anything and PostgreSQL nobody else publish in the series; the lock
# is held for a few statements instead. Whoever lost the number this often writes while holding it, so that publishing
# ends however busy the series is.
HOPEFUL_ATTEMPTS = 3


class _Moved(Exception):
    """Meanwhile another document took the number, or the approved words became others."""


def publish_report(*, report, by, site=""):
    """Give an approved report its number and today's date, seal it, and return its `ReportPublication`.

    `site`: the address of the portal as it was called, printed where PORTAL_URL is not set. Do not call it inside a
    transaction. When it fails, whatever a writer raises included, no number is used and nothing is stored. Raises
    `PermissionDenied`, `AlreadyPublished`, `NotInState`, `AddressUnknown`.
    """
    mark = _mark(site)
    for _attempt in range(HOPEFUL_ATTEMPTS):
        try:
            return _publish_hopefully(report.pk, mark, by)
        except _Moved:
            continue
    return _publish_in_turn(report.pk, mark, by)


def verification_address(site=""):
    """Return the address beneath which codes are looked up, "" when nobody knows it."""
    base = settings.PORTAL_URL or site.rstrip("/")
    return f"{base}/verify" if base else ""


def _mark(site):
    address, code = verification_address(site), new_code()
    if not address:
        raise AddressUnknown
    return Mark(code, f"{address}/{code}")


def _publish_hopefully(report_id, mark, by):
    seen = _approved(Report.objects.select_related("issuer").get(pk=report_id), by)
    today = timezone.localdate()
    document = _numbered(seen, upcoming_number(seen.issuer_id, seen.body, today.year), today, mark)
    files = stored_files(document)
    try:
        with transaction.atomic():
            locked = _locked(report_id, by)
            number = next_number(unit=locked.issuer, body=locked.body, year=today.year)
            if number != document.number or locked.approved_at != seen.approved_at:
                raise _Moved
            return _seal(locked, document, files, by)
    except (_Moved, Refused):
        # After any other failure the bytes stay: when the answer to a commit is lost, a row may name them.
        drop_files(files)
        raise


@transaction.atomic
def _publish_in_turn(report_id, mark, by):
    locked = _locked(report_id, by)
    today = timezone.localdate()
    number = next_number(unit=locked.issuer, body=locked.body, year=today.year)
    document = _numbered(locked, number, today, mark)
    return _seal(locked, document, stored_files(document), by)


def _locked(report_id, by):
    # The issuer is shared with every other document of the unit, and nothing of it is written.
    rows = Report.objects.select_for_update(of=("self",)).select_related("issuer")
    return _approved(rows.get(pk=report_id), by)


def _approved(report, by):
    if report.state == ReportState.PUBLISHED:
        raise AlreadyPublished(report.publication.symbol)
    if report.state != ReportState.APPROVED:
        raise NotInState
    if not can_publish(by, report):
        raise PermissionDenied
    return report


def _numbered(report, number, date, mark):
    return dataclasses.replace(from_data(report.approved), number=number, date=date, mark=mark)


def _seal(report, document, files, by):
    report.number, report.number_year, report.issued_on = document.number, document.date.year, document.date
    report.state = ReportState.PUBLISHED
    report.save(update_fields=["number", "number_year", "issued_on", "state"])
    publication = _chained(report, document, files, by)
    for each in files:
        each.publication = publication
    PublishedFile.objects.bulk_create(files)
    sealed = {"number": report.number, "year": report.number_year, "code": publication.code}
    record_event(stream=report.stream, verb="publish_report", by=by, data={**sealed, "sha256": publication.sha256})
    if report.amends_id:
        replaced = Report.objects.select_for_update().get(pk=report.amends_id)
        record_event(stream=replaced.stream, verb="replace_report", by=by, data={"report": report.pk, **sealed})
    return publication


def _chained(report, document, files, by):
    made = ReportPublication(
        report=report,
        symbol=number_and_symbol(document).removeprefix("Số: "),
        code=document.mark.code,
        document=canonical_json(to_data(document)),
        published_at=timezone.now(),
        published_by=by,
    )
    try:
        with transaction.atomic():
            return _linked(made, files)
    except IntegrityError:
        # The first two publications at once; from now on there is a first row to wait at.
        return _linked(made, files)


def _linked(made, files):
    # The first row is the lock of the chain: the last one would be another when the wait is over.
    ReportPublication.objects.select_for_update().order_by("sequence").values_list("pk").first()
    last = ReportPublication.objects.order_by("-sequence").only("sequence", "sha256").first()
    made.sequence = last.sequence + 1 if last else 1
    made.previous_sha256 = last.sha256 if last else ""
    made.sha256 = publication_hash(made.previous_sha256, document_hash(made.document), files)
    made.save(force_insert=True)
    return made
