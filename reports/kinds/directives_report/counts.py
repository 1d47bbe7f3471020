"""How many directives are done, late and waiting, as the figures of a report."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from committee.models import DirectiveState
from committee.queries.directive_then import DirectiveThen
from reports.content.phrasing import bare_date, listed, unended
from reports.kinds.parts.directives import lead_of

MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Counts:
    """How many directives, an order to many units once. `on_time`, `late`, `running`, `overdue`, `waiting` and
    `withdrawn` make up `total`: an order of which a task waits to be confirmed stands with the running ones, or with
    those overdue.

    `late_units`: {name: how many of its tasks are overdue}, the most first.
    """

    date: dt.date
    on_time: int
    late: int
    running: int
    overdue: int
    waiting: int
    withdrawn: int
    soon: int
    postponed: int
    most_postponed: int
    longest: DirectiveThen | None
    late_units: dict[str, int]

    @property
    def done(self):
        return self.on_time + self.late

    @property
    def total(self):
        return self.done + self.running + self.overdue + self.waiting + self.withdrawn

    def note(self, ledger):
        """Keep all of them as figures, each with the list of the portal that shows its rows."""
        _note_counts(self, ledger)
        _note_late(self, ledger)


def counts_of(directives, date):
    """Return the `Counts` of `DirectiveThen`s."""
    done = [each for each in directives if each.state == DirectiveState.DONE]
    late = sum(each.days_late > 0 for each in done)
    running = [each for each in directives if each.state == DirectiveState.UNDER_WAY]
    overdue = [each for each in running if each.days_over]
    units = Counter(lead_of(part) for each in directives if each.is_open for part in each.parts if part.days_over)
    return Counts(
        date=date,
        on_time=len(done) - late,
        late=late,
        running=len(running) - len(overdue),
        overdue=len(overdue),
        waiting=sum(each.state == DirectiveState.REPORTED for each in directives),
        withdrawn=sum(each.state == DirectiveState.WITHDRAWN for each in directives),
        soon=sum(each.is_due_soon for each in running),
        postponed=sum(each.postponed > 0 for each in directives),
        most_postponed=max((each.postponed for each in directives), default=0),
        longest=max(overdue, key=lambda each: each.days_over, default=None),
        late_units=dict(units.most_common()),
    )


def _address(state=""):
    url = reverse("committee:directives")
    return f"{url}?state={state}" if state else url


def _note_counts(counts, ledger):
    source = "Sổ theo dõi chỉ đạo"
    named = {
        "tổng số chỉ đạo": (counts.total, ""),
        "số chỉ đạo hoàn thành": (counts.done, "done"),
        "số hoàn thành đúng hạn": (counts.on_time, "done"),
        "số hoàn thành muộn": (counts.late, "late"),
        "số chỉ đạo trong hạn": (counts.running, "standing"),
        "số chỉ đạo quá hạn": (counts.overdue, "overdue"),
        "số chỉ đạo chờ xác nhận": (counts.waiting, "waiting"),
        "số chỉ đạo thu hồi": (counts.withdrawn, "withdrawn"),
        "số chỉ đạo sắp đến hạn": (counts.soon, "due_soon"),
        "số chỉ đạo được gia hạn": (counts.postponed, ""),
        "số lần gia hạn nhiều nhất": (counts.most_postponed, ""),
    }
    ledger.fix("ngày lấy số liệu", bare_date(counts.date), "Ngày lấy số liệu của báo cáo", _address())
    for name, (count, state) in named.items():
        ledger.fix(name, count, source, _address(state))


def _note_late(counts, ledger):
    source, overdue = "Sổ theo dõi chỉ đạo", _address("overdue")
    ledger.fix("số đơn vị có việc quá hạn", len(counts.late_units), source, overdue)
    if counts.late_units:
        ledger.fix("đơn vị có việc quá hạn", _names(counts.late_units), source, overdue)
    if counts.longest:
        url = reverse("committee:directive", args=[counts.longest.directive.pk])
        ledger.fix("chỉ đạo quá hạn lâu nhất", unended(counts.longest.directive.title), source, url)
        ledger.fix("đơn vị chủ trì chỉ đạo quá hạn lâu nhất", lead_of(counts.longest), source, url)
        ledger.fix("số ngày quá hạn lâu nhất", counts.longest.days_over, source, url)


def _names(units):
    named = [f"{name} ({count} việc)" for name, count in units.items()]
    return listed(named, MOST_NAMES)
