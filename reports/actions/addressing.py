"""To whom a document goes, and its subject line."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions import record_event
from reports.actions.locking import locked_report
from reports.models import ReportState
from reports.permissions import can_edit

COLUMNS = ("subject", "addressees", "recipients")


@transaction.atomic
def address_report(*, report, subject, addressees, recipients, by):
    """Set the subject line, the addressees and the recipients, a line each; what is "" is proposed by the kind.

    Raises `PermissionDenied`, `NotInState`. Returns the report.
    """
    locked = locked_report(report, ReportState.DRAFT)
    if not can_edit(by, locked):
        raise PermissionDenied
    given = {"subject": subject, "addressees": addressees, "recipients": recipients}
    changed = {name: text for name, text in given.items() if text != getattr(locked, name)}
    if not changed:
        return locked
    for name, text in changed.items():
        setattr(locked, name, text)
    locked.save(update_fields=list(changed))
    record_event(stream=locked.stream, verb="address_report", by=by, data={"changed": list(changed)})
    return locked
