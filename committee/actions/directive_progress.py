"""How far a directive has come: reported by those who do it, confirmed by whoever ordered it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.refusals import ReasonMissing
from assessments.actions.evidence_refusals import LinkNotAccepted
from assessments.actions.stored_file import Content, keep
from assessments.models import NoticeKind
from committee.actions.directive_family import counted_percents, drop_request, follow_up, locked
from committee.actions.directive_notices import tell_doers, tell_issuer
from committee.actions.directive_refusals import DayAhead, NotAPercent, ReportedInTasks, TasksStand
from committee.models import DirectiveState, ProgressNote
from committee.permissions import can_change_directive, can_confirm, can_report_done, can_report_progress

WHOLE = 100
# As long as the column of a note.
URL_MOST = 500


def report_progress(*, by, directive, percent, text, file=None, url=""):
    """Say how far it has come, with a paper (an uploaded file) or a link that shows it. Returns the `ProgressNote`.

    100 does not close it. The same words sent twice by one person are one note. Raises `PermissionDenied` before a
    byte is stored, `ReasonMissing` without text, `NotAPercent`, `ReportedInTasks`, or `ContentRefused`.
    """
    if not can_report_progress(by, directive):
        raise PermissionDenied
    if not text.strip():
        raise ReasonMissing
    if not 0 <= percent <= WHOLE:
        raise NotAPercent
    # Outside the transaction: scanning and writing take seconds, in which nobody should wait for a lock.
    kept = keep(Content(upload=file)) if file else None
    if url and len(keep(Content(url=url)).url) > URL_MOST:
        raise LinkNotAccepted
    papers = {"file": kept and kept.file, "file_name": kept.file_name if kept else "", "url": url}
    return _report_progress(by=by, directive=directive, percent=percent, text=text, papers=papers)


@transaction.atomic
def _report_progress(*, by, directive, percent, text, papers):
    directive = locked(directive)
    if not can_report_progress(by, directive):
        raise PermissionDenied
    if counted_percents(directive):
        raise ReportedInTasks
    last = directive.notes.last()
    said = {"by": by, "percent": percent, "text": text, **papers}
    if last and all(getattr(last, name) == value for name, value in said.items()):
        return last
    note = _note(directive, **said)
    record_event(stream=directive.stream, verb="report_progress", by=by, data={"percent": percent, "note": text})
    return note


def _note(directive, **said):
    """Add a note to a locked directive; what it says is how far the directive has come."""
    note = ProgressNote.objects.create(directive=directive, at=timezone.now(), **said)
    directive.percent = note.percent
    directive.save(update_fields=["percent"])
    follow_up(directive)
    return note


@transaction.atomic
def report_done(*, by, directive, text):
    """The lead unit says that it is done; the issuer is asked to confirm. Returns the directive.

    Raises `PermissionDenied`, `ReasonMissing`, `TasksStand`.
    """
    directive = locked(directive)
    if not can_report_done(by, directive):
        raise PermissionDenied
    if not text.strip():
        raise ReasonMissing
    _refuse_while_tasks_stand(directive)
    directive.state = DirectiveState.REPORTED
    directive.reported_on, directive.reported_by = timezone.localdate(), by
    directive.save(update_fields=["state", "reported_on", "reported_by"])
    _note(directive, by=by, percent=WHOLE, text=text)
    event = record_event(stream=directive.stream, verb="report_done", by=by, data={"note": text})
    tell_issuer(directive=directive, kind=NoticeKind.DIRECTIVE_REPORT, event=event, by=by, reason=text)
    return directive


def _refuse_while_tasks_stand(directive):
    standing = directive.tasks.standing().count()
    if standing:
        raise TasksStand(standing)


@transaction.atomic
def confirm_done(*, by, directive, note="", on=None):
    """The issuer confirms that it is done, by default today. Returns the directive.

    Whether it is late is judged by the day on which it was reported. Raises `PermissionDenied`, also for whoever did
    it, `TasksStand`, `DayAhead`.
    """
    directive = locked(directive)
    if not can_confirm(by, directive):
        raise PermissionDenied
    _refuse_while_tasks_stand(directive)
    on = on or timezone.localdate()
    if not directive.issued_on <= on <= timezone.localdate():
        raise DayAhead(directive.issued_on)
    directive.state = DirectiveState.DONE
    directive.closed_on, directive.closed_by, directive.closing_note = on, by, note
    directive.save(update_fields=["state", "closed_on", "closed_by", "closing_note"])
    drop_request(directive=directive, by=by, at=timezone.now())
    event = record_event(stream=directive.stream, verb="confirm_done", by=by, data={"note": note})
    tell_doers(directive=directive, kind=NoticeKind.DIRECTIVE_CLOSED, event=event, by=by, reason=note)
    return directive


@transaction.atomic
def send_back(*, by, directive, reason):
    """The issuer does not confirm: the lead unit goes on, from where it stood before its report. Returns the directive.

    Raises `PermissionDenied`, `ReasonMissing`.
    """
    directive = locked(directive)
    if directive.state != DirectiveState.REPORTED or not can_change_directive(by, directive):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    directive.state, directive.percent = DirectiveState.UNDER_WAY, _percent_before_report(directive)
    directive.reported_on = directive.reported_by = None
    directive.save(update_fields=["state", "percent", "reported_on", "reported_by"])
    follow_up(directive)
    event = record_event(stream=directive.stream, verb="send_back", by=by, data={"reason": reason})
    tell_doers(directive=directive, kind=NoticeKind.DIRECTIVE_BACK, event=event, by=by, reason=reason)
    return directive


def _percent_before_report(directive):
    percents = counted_percents(directive)
    if percents:
        return sum(percents) // len(percents)
    # The newest note is the report itself.
    before = directive.notes.order_by("-at", "-pk").values_list("percent", flat=True)[1:2]
    return next(iter(before), 0)
