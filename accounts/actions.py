"""The record of what was done: append-only streams of events, each chained to the one before by its hash."""

import hashlib
import json

from django.utils import timezone

from accounts.models import Event


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
    last = Event.objects.filter(stream=stream).order_by("-sequence").only("sequence", "hash").first()
    now = timezone.now()
    event = Event(
        stream=stream,
        sequence=last.sequence + 1 if last else 1,
        # Whole milliseconds in UTC: what every database gives back as it was written.
        at=now.replace(microsecond=now.microsecond // 1000 * 1000),
        by=by,
        verb=verb,
        data=data or {},
        previous_hash=last.hash if last else "",
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    return event
