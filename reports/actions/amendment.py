"""Correcting what was published: by a new document that names what it replaces, never by changing the old one."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.refusals import ReasonMissing
from reports.actions.publication_refusals import AlreadyReplaced, AmendmentBegun
from reports.actions.refusals import NotInState
from reports.models import Report, ReportState, ReportText
from reports.permissions import can_amend

# What a document is about and to whom it goes; number, state and approval are the new one's own.
KEPT = ("kind", "issuer", "body", "programme", "round", "earlier_round", "unit", "meeting", "as_of", "about")
WORDED = ("subject", "addressees", "recipients", "is_illustrative")


@transaction.atomic
def amend_report(*, report, reason, by):
    """Begin the draft that is to replace a published report and return it; its words begin as the old one's.

    Raises `ReasonMissing`, `NotInState`, `PermissionDenied`, `AmendmentBegun` and, once one is published,
    `AlreadyReplaced`: a chain is amended at its end.
    """
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if not can_amend(by, locked):
        # Whoever may not is told so, and not how the document stands.
        raise PermissionDenied if locked.state == ReportState.PUBLISHED else NotInState
    if not reason.strip():
        raise ReasonMissing
    _refuse_second(locked)
    draft = Report.objects.create(
        **{name: getattr(locked, name) for name in (*KEPT, *WORDED)},
        amends=locked,
        amended_because=reason,
        created_by=by,
    )
    _copy_texts(locked, draft, by)
    record_event(stream=draft.stream, verb="prepare_report", by=by, data={"kind": draft.kind, "amends": locked.pk})
    record_event(stream=locked.stream, verb="amend_report", by=by, data={"report": draft.pk, "reason": reason})
    return draft


def _refuse_second(report):
    begun = Report.objects.standing().filter(amends=report).first()
    if begun:
        raise AlreadyReplaced(begun) if begun.state == ReportState.PUBLISHED else AmendmentBegun(begun)


def _copy_texts(report, draft, by):
    """The words are confirmed already, with the figures that they were confirmed by: what changed since shows."""
    now = timezone.now()
    for each in report.texts.all():
        ReportText.objects.create(report=draft, slot=each.slot, text=each.text, seen=each.seen, by=by, at=now)
