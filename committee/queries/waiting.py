"""Who has the next step: the one rule by which lists, chains, drawings and sentences say who is waited for."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class WaitingKind(StrEnum):
    """For whom or what: the later in this order goes first of two that began on one day."""

    COMMITTEE = "committee"
    BODY = "body"
    ANSWERED = "answered"
    LEAD = "lead"
    ISSUER = "issuer"
    PLAN = "plan"
    PROJECT = "project"
    CLEARING = "clearing"
    ROUND = "round"


WEIGHT = {kind: place for place, kind in enumerate(WaitingKind)}
# Once it is met again or cleared, what was asked before is not waited for any more.
ENDS = frozenset({WaitingKind.CLEARING, WaitingKind.ROUND})


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another somebody has the next step; `key` tells them apart, whatever they are called."""

    kind: WaitingKind
    key: str
    who: str
    since: dt.date
    until: dt.date | None = None
    due: dt.date | None = None
    detail: str = ""

    def holds(self, day):
        return self.since <= day and (self.until is None or self.until > day)

    def is_overdue_on(self, day):
        return self.due is not None and self.due < day


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who has the next step, since when, for how many days; `detail` is a code (a project's stage) or empty."""

    kind: WaitingKind
    key: str
    who: str
    since: dt.date
    days: int
    due: dt.date | None = None
    is_overdue: bool = False
    detail: str = ""


def spans_on(spans, day):
    """Return the spans of those who have the next step on a day, the most pressing of each: overdue, then longest."""
    holding = [span for span in spans if span.holds(day)]
    ends = [span for span in holding if span.kind in ENDS]
    return _pressing(ends or holding, lambda span: span.is_overdue_on(day))


def waits_on(spans, day, since):
    """Return the `Waiting`s on a day in the order of `spans_on`.

    Where nobody has the step it is the committee's, since the last one ended, at the earliest since `since`.
    """
    waits = tuple(_waiting(span, day) for span in spans_on(spans, day))
    if waits:
        return waits
    since = max([since, *(span.until for span in spans if span.until and span.until <= day)])
    return (Waiting(WaitingKind.COMMITTEE, WaitingKind.COMMITTEE.value, "", since, (day - since).days),)


def joined(waits):
    """Return the `Waiting`s of several cases in the same order, each place once."""
    return tuple(_pressing(waits, lambda each: each.is_overdue))


def _waiting(span, day):
    days = (day - span.since).days
    return Waiting(span.kind, span.key, span.who, span.since, days, span.due, span.is_overdue_on(day), span.detail)


def _pressing(waits, is_overdue):
    ordered = sorted(waits, key=lambda each: (not is_overdue(each), each.since, -WEIGHT[each.kind]))
    first = {}
    for each in ordered:
        first.setdefault(each.key, each)
    return list(first.values())
