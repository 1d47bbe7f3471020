"""One case of the chain: from what is not met to what is met again, link by link, and who was waited for between.

Plain values in, plain values out: what is kept or drawn of a case never asks the database again.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from committee.queries.waiting import Waiting, WaitingKind, spans_on, waits_on


class LinkKind(StrEnum):
    """In the order in which they stand when they bear the same day."""

    UNMET = "unmet"
    OBSTACLE = "obstacle"
    RECOMMENDATION = "recommendation"
    ANSWER = "answer"
    DIRECTIVE = "directive"
    RESOURCE = "resource"
    CLEARED = "cleared"
    MET = "met"


ORDER = {kind: place for place, kind in enumerate(LinkKind)}


@dataclass(frozen=True, slots=True)
class Link:
    """What happened on a day. `days` since the link before; `until` is empty while it is open.

    `subject`: (name of its page's address, arguments), or empty. `state` is the stored state of what it is about.
    """

    kind: LinkKind
    on: dt.date
    title: str
    state: str = ""
    who: str = ""
    until: dt.date | None = None
    due: dt.date | None = None
    is_open: bool = False
    is_overdue: bool = False
    subject: tuple = ()
    days: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to `end` one was waited for; from `overdue_from` on, beyond the day that was set."""

    start: dt.date
    end: dt.date
    kind: WaitingKind
    who: str
    overdue_from: dt.date | None = None
    is_now: bool = False

    @property
    def days(self):
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class AskedCriterion:
    """A criterion that the case is about, with the codes that its page's address takes."""

    pk: int
    code: str
    title: str
    set_code: str
    programme: int | None

    def __str__(self):
        return f"{self.code} {self.title}"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a case is about: one unit (the one that carries it on today), an obstacle or none, and criteria.

    `stands_since`: the first day of the obstacle.
    """

    unit: int
    unit_name: str
    title: str
    parent: int | None = None
    obstacle: int | None = None
    stands_since: dt.date | None = None
    cause: str = ""
    programme: int | None = None
    criteria: tuple[AskedCriterion, ...] = ()
    is_cleared: bool = False
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A case with its links in order. `days` since it began, to the day asked for or to the last link of a closed one.

    `days_since_last`: from the last link to the day asked for, so that they and the days of all links are `days`.
    """

    facts: CaseFacts
    since: dt.date
    days: int
    links: tuple[Link, ...]
    stretches: tuple[Stretch, ...]
    waits: tuple[Waiting, ...]
    days_since_last: int

    @property
    def waits_for(self):
        """The most pressing of all that are waited for; None for a closed case."""
        return self.waits[0] if self.waits else None

    @property
    def is_closed(self):
        return not self.waits

    @property
    def standing_days(self):
        """For how many days what is recorded has stood; what was not met before is not counted."""
        return (self.end - (self.facts.stands_since or self.since)).days

    @property
    def is_recorded(self):
        """Whether somebody has said what stands in the way."""
        return self.facts.obstacle is not None

    @property
    def end(self):
        return self.since + dt.timedelta(days=self.days)

    @property
    def criterion(self):
        return self.facts.criteria[0] if self.facts.criteria else None

    def link_on(self, kind):
        """Return the day of the first link of a kind, or None."""
        return next((link.on for link in self.links if link.kind == kind), None)


def make_case(facts, links, spans, *, since, date, is_closed):
    """Return the `Case` as of a date, or None when nothing had begun by then.

    A link from before `since` keeps its day and counts as though it lay on it: an order of January that is held
    against what has been in the way since March has not made anybody wait in February.
    """
    known = sorted((link for link in links if link.on <= date), key=lambda link: (link.on, ORDER[link.kind]))
    if not known or since > date:
        return None
    last = max(known[-1].on, since)
    end = last if is_closed else date
    spans = [span for span in spans if span.since <= end]
    return Case(
        facts=facts,
        since=since,
        days=(end - since).days,
        links=_with_days(known, since),
        stretches=_stretches(spans, since, end, is_closed=is_closed),
        waits=() if is_closed else waits_on(spans, date, since),
        days_since_last=(end - last).days,
    )


def _with_days(links, since):
    days = [max(link.on, since) for link in links]
    taken = [(later - earlier).days for earlier, later in pairwise([since, *days])]
    return tuple(replace(link, days=each) for link, each in zip(links, taken, strict=True))


def _stretches(spans, since, end, *, is_closed):
    """Return the stretches between `since` and `end`, one for each run of days on which the same one came first."""
    days = {day for span in spans for day in (span.since, span.until, _late_from(span)) if day}
    edges = {since, end, *(day for day in days if since < day < end)}
    runs: list[list] = []
    for start, stop in pairwise(sorted(edges)):
        span = next(iter(spans_on(spans, start)), None)
        if runs and runs[-1][0] == span:
            runs[-1][2] = stop
        else:
            runs.append([span, start, stop])
    return tuple(_stretch(*run, is_now=not is_closed and run[2] == end) for run in runs)


def _late_from(span):
    return span.due and span.due + dt.timedelta(days=1)


def _stretch(span, start, end, *, is_now):
    if span is None:
        return Stretch(start, end, WaitingKind.COMMITTEE, "", is_now=is_now)
    overdue_from = max(span.due, start) if span.due and span.due < end else None
    return Stretch(start, end, span.kind, span.who, overdue_from, is_now)
