"""Later days for a directive: asked for by its lead unit, granted or set by whoever ordered it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from accounts.actions import record_event
from accounts.refusals import ReasonMissing
from assessments.actions.deadlines import NotLater
from assessments.actions.refusals import DayGone
from assessments.models import NoticeKind
from committee.actions.directive_family import locked, locked_standing_tasks
from committee.actions.directive_notices import tell_doers, tell_issuer
from committee.actions.directive_refusals import AskedAlready, DayTaken, DecidedAlready, NoDeadline
from committee.models import Directive, Postponement, PostponementState
from committee.permissions import can_ask_postponement, can_decide_postponement


@transaction.atomic
def ask_postponement(*, by, directive, due, reason):
    """The lead unit asks for a later day, one request at a time. Returns the `Postponement`.

    Raises `PermissionDenied`, `ReasonMissing`, `DayGone`, `NotLater`, `AskedAlready`.
    """
    directive = locked(directive)
    if not can_ask_postponement(by, directive):
        raise PermissionDenied
    _check_day(directive, due, reason)
    asked = directive.postponements.filter(state=PostponementState.ASKED).first()
    if asked:
        raise AskedAlready(asked.due)
    postponement = _store(directive, due, reason, by, PostponementState.ASKED)
    data = {"due": due.isoformat(), "reason": reason}
    event = record_event(stream=directive.stream, verb="ask_postponement", by=by, data=data)
    tell_issuer(directive=directive, kind=NoticeKind.POSTPONEMENT, event=event, by=by, due=due, reason=reason)
    return postponement


@transaction.atomic
def decide_postponement(*, by, postponement, is_granted, note=""):
    """Grant or refuse what was asked for; a refusal says why. Returns the `Postponement`.

    Standing tasks that would end before the new day go along with it.

    Raises `PermissionDenied`, `DecidedAlready`,
    `ReasonMissing`, `DayTaken`, `NotLater` when a later day was set meanwhile.
    """
    directive = locked(postponement.directive)
    if not can_decide_postponement(by, directive):
        raise PermissionDenied
    # The directive's lock guards its postponements too.
    postponement = directive.postponements.get(pk=postponement.pk)
    if postponement.state != PostponementState.ASKED:
        raise DecidedAlready
    if not is_granted and not note.strip():
        raise ReasonMissing
    if is_granted:
        _take_tasks_along(directive, postponement.due, postponement.reason, by)
        _put_off(directive, postponement.due)
    postponement.state = PostponementState.GRANTED if is_granted else PostponementState.REFUSED
    postponement.decided_by, postponement.decided_at, postponement.decision_note = by, timezone.now(), note
    postponement.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])
    verb = "grant_postponement" if is_granted else "refuse_postponement"
    data = {"due": postponement.due.isoformat(), "note": note}
    event = record_event(stream=directive.stream, verb=verb, by=by, data=data)
    _tell(directive, postponement, event, by)
    return postponement


@transaction.atomic
def postpone(*, by, directive, due, reason):
    """The issuer sets a later day straight away. Standing tasks that would end before it go along.

    A request that stands is granted by it when it asked for no more. Returns the `Postponement`. Raises
    `PermissionDenied`, `NoDeadline`, `ReasonMissing`, `DayGone`, `NotLater`, `DayTaken`.
    """
    directive = locked(directive)
    if not can_decide_postponement(by, directive):
        raise PermissionDenied
    if directive.due is None:
        raise NoDeadline
    _check_day(directive, due, reason)
    _take_tasks_along(directive, due, reason, by)
    return _postpone(directive, due, reason, by)


def _take_tasks_along(directive, due, reason, by):
    for task in locked_standing_tasks(directive):
        if task.due is not None and task.due < due:
            _postpone(task, due, reason, by)


def _postpone(directive, due, reason, by):
    postponement = _store(directive, due, reason, by, PostponementState.GRANTED)
    _put_off(directive, due)
    settled = directive.postponements.filter(state=PostponementState.ASKED, due__lte=due)
    settled.update(state=PostponementState.GRANTED, decided_by=by, decided_at=timezone.now())
    data = {"due": due.isoformat(), "reason": reason}
    event = record_event(stream=directive.stream, verb="postpone", by=by, data=data)
    _tell(directive, postponement, event, by)
    return postponement


def _check_day(directive, due, reason):
    if not reason.strip():
        raise ReasonMissing
    if due < timezone.localdate():
        raise DayGone
    if due <= directive.due:
        raise NotLater(directive.due)


def _store(directive, due, reason, by, state):
    now = timezone.now()
    decided = {} if state == PostponementState.ASKED else {"decided_by": by, "decided_at": now}
    return Postponement.objects.create(
        directive=directive, previous_due=directive.due, due=due, reason=reason, state=state, by=by, at=now, **decided
    )


def _put_off(directive, due):
    if due <= directive.due:
        raise NotLater(directive.due)
    first = directive.series_id or directive.pk
    if Directive.objects.filter(Q(pk=first) | Q(series=first), due=due).exists():
        raise DayTaken
    directive.due = due
    directive.save(update_fields=["due"])


def _tell(directive, postponement, event, by):
    with translation.override("vi"):
        outcome = postponement.get_state_display()
    words = [outcome, postponement.decision_note or postponement.reason]
    tell_doers(
        directive=directive,
        kind=NoticeKind.POSTPONEMENT,
        event=event,
        by=by,
        due=postponement.due,
        reason=": ".join(word for word in words if word),
    )
