"""The days on which the turns of a recurring directive are due, and whose turn has come."""

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from committee.models import Directive, DirectiveState, Postponement, PostponementState, Repetition

MONTHS = {Repetition.MONTHLY: 1, Repetition.QUARTERLY: 3, Repetition.HALF_YEARLY: 6, Repetition.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn of a series that is to be issued: like `last`, due on `due`, and naming `first`."""

    first: Directive
    last: Directive
    due: dt.date


def months_after(first, months):
    """Return the day so many months after the first; the last of a month that is too short for it.

    Always counted from the first day: 31/01 is followed by 28/02, and that by 31/03.
    """
    years, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month + 1
    return first.replace(year=year, month=month, day=min(first.day, calendar.monthrange(year, month)[1]))


def period_on(first, repetition, date):
    """Return (due of the turn before, due) of the turn that runs on a day; None before the first turn's day is over.

    A turn runs from the day after the one before was due until its own day.
    """
    step = MONTHS[Repetition(repetition)]
    if date <= first:
        return None
    passed = ((date.year - first.year) * 12 + date.month - first.month) // step
    turn = passed if months_after(first, passed * step) >= date else passed + 1
    return months_after(first, (turn - 1) * step), months_after(first, turn * step)


def turns_to_issue(firsts, date):
    """Return the `Turn`s whose period runs on the day and that nobody issued, for these first turns. Two queries.

    Whatever was missed is left out: only the turn that runs now is issued. A series ends when its newest turn, or its
    first one, is withdrawn. The period in which a turn was issued says which one it is, since its day may be put off.
    """
    firsts = {each.pk: each for each in firsts if each.state != DirectiveState.WITHDRAWN}
    planned = _planned_days(firsts)
    turns = defaultdict(list)
    for each in Directive.objects.filter(series__in=firsts).order_by("issued_on", "pk"):
        turns[each.series_id].append(each)
    found = []
    for pk, first in firsts.items():
        last = turns[pk][-1] if turns[pk] else first
        period = period_on(planned.get(pk, first.due), first.repetition, date)
        if period and last.issued_on <= period[0] and last.state != DirectiveState.WITHDRAWN:
            found.append(Turn(first, last, period[1]))
    return found


def _planned_days(firsts):
    """Return {first turn: the day it had before it was first put off}."""
    granted = Postponement.objects.filter(directive__in=firsts, state=PostponementState.GRANTED)
    days = {}
    for pk, due in granted.order_by("decided_at", "pk").values_list("directive", "previous_due"):
        days.setdefault(pk, due)
    return days
