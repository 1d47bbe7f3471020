"""The record of what was done: append-only streams of events, each chained to the one before by its hash.

And the writes of accounts themselves, which are recorded like all others.
"""

import hashlib
import json

from axes import utils as axes
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Event, User
from accounts.permissions import can_administer, can_set_password


def canonical_json(value):
    """Return the one JSON text of a value: sorted keys, no spaces, UTF-8. Two equal values give equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def event_hash(event):
    """Return the SHA-256 that binds an event to its content and to the event before it."""
    content = [
        event.stream,
        event.sequence,
        event.at.isoformat(),
        event.by_id,
        event.verb,
        event.data,
        event.previous_hash,
    ]
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def record_event(*, stream, verb, by, data=None):
    """Append one event to a stream and return it.

    Call it inside the transaction that holds the lock on the stream's subject; the unique place in the stream
    stops any other writer.
    """
    event = _next_event(_last_event(stream), stream=stream, verb=verb, by=by, data=data or {})
    event.save(force_insert=True)
    return event


def record_events(*, stream, verb, by, data):
    """Append an event for each of `data`, as `record_event` does one by one, with two statements in all."""
    last, events = _last_event(stream), []
    for each in data:
        last = _next_event(last, stream=stream, verb=verb, by=by, data=each)
        events.append(last)
    Event.objects.bulk_create(events)


def _last_event(stream):
    return Event.objects.filter(stream=stream).order_by("-sequence").only("sequence", "hash").first()


def _next_event(last, *, stream, verb, by, data):
    now = timezone.now()
    event = Event(
        stream=stream,
        sequence=last.sequence + 1 if last else 1,
        # Whole milliseconds in UTC: what every database gives back as it was written.
        at=now.replace(microsecond=now.microsecond // 1000 * 1000),
        by=by,
        verb=verb,
        data=data,
        previous_hash=last.hash if last else "",
    )
    event.hash = event_hash(event)
    return event


@transaction.atomic
def create_user(*, user, by):
    """Store the account that an administrator made, with its first password. Raises `PermissionDenied`."""
    if not can_administer(by):
        raise PermissionDenied
    user.save(force_insert=True)
    record_event(stream=f"user:{user.pk}", verb="create_user", by=by)


@transaction.atomic
def change_password(*, user, password, by):
    """Set a user's password, one's own or as an administrator. Returns the user; raises `PermissionDenied`.

    Without a password (None) nobody can sign in to the account by one.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not can_set_password(by, user):
        raise PermissionDenied
    user.set_password(password)
    user.save(update_fields=["password"])
    record_event(stream=f"user:{user.pk}", verb="change_password", by=by)
    return user


@transaction.atomic
def unlock_sign_in(*, user, by):
    """Let a user who was locked out after too many failures try again at once. Raises `PermissionDenied`."""
    if not can_administer(by):
        raise PermissionDenied
    user = User.objects.select_for_update().get(pk=user.pk)
    axes.reset(username=user.get_username())
    record_event(stream=f"user:{user.pk}", verb="unlock_sign_in", by=by)
