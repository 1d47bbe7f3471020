"""What happened to one thing, from its stream of events, and in words."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Event

SHOWN = 60


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    post: str
    verb: str
    data: dict


def history_of(stream):
    """Return the newest `HistoryLine`s of a stream, newest first. One query."""
    rows = Event.objects.filter(stream=stream).order_by("-sequence")
    return [
        HistoryLine(at, post or "", verb, data)
        for at, post, verb, data in rows.values_list("at", "by__post", "verb", "data")[:SHOWN]
    ]


def told(lines, words):
    """Return what components/history.html expects of `HistoryLine`s.

    `words`: {verb: a lazy sentence, or a function of an event's data}; what has no words is left out. `data["note"]`
    or `data["reason"]` of an event is its note.
    """
    return [
        {
            "at": line.at,
            "post": line.post,
            "words": _words(words[line.verb], line.data),
            "note": line.data.get("note") or line.data.get("reason") or "",
        }
        for line in lines
        if line.verb in words
    ]


def _words(said, data):
    return said(data) if callable(said) else str(said)
