"""All cases together: how many obstacles stand, for how long, and who is waited for."""

from collections import defaultdict
from dataclasses import dataclass

from committee.queries.chain_case import Case
from committee.queries.waiting import Waiting, WaitingKind


@dataclass(frozen=True, slots=True)
class Waited:
    """For whom so many obstacles wait, on the mean so many days; `overdue` of them beyond the day that was set."""

    sample: Waiting
    count: int
    mean_days: int
    overdue: int

    @property
    def key(self):
        return self.sample.key


@dataclass(frozen=True, slots=True)
class ChainSummary:
    """`open`: obstacles that stand; an obstacle of several units counts once. `mean_days`: since their first days.

    `waits`: the most obstacles first; one that waits for several counts under each. `overdue`: obstacles
    of which somebody is late. `unrecorded`: open cases of which no obstacle speaks.
    """

    open: int
    mean_days: int
    longest: Case | None
    waits: tuple[Waited, ...]
    overdue: int
    cleared: int
    unrecorded: int

    @property
    def first_waits(self):
        """Whom most of those that stand wait for, as a tuple of one or none; the next round is for the cleared."""
        return tuple(each for each in self.waits if each.sample.kind != WaitingKind.ROUND)[:1]


def chain_summary(cases):
    """Return the `ChainSummary` of these cases."""
    recorded = [case for case in cases if case.is_recorded]
    waiting = [case for case in recorded if not case.is_closed]
    standing = _longest([case for case in waiting if not case.facts.is_cleared])
    days = [case.standing_days for case in standing.values()]
    cleared = {case.facts.obstacle for case in recorded if case.facts.is_cleared} - standing.keys()
    return ChainSummary(
        open=len(standing),
        mean_days=_mean(days),
        longest=max(standing.values(), key=lambda case: case.standing_days, default=None),
        waits=_waits(waiting),
        overdue=len({case.facts.obstacle for case in waiting if case.waits_for.is_overdue}),
        cleared=len(cleared),
        unrecorded=sum(not case.is_recorded for case in cases),
    )


def _longest(cases):
    """Return {obstacle: the longest of its cases}."""
    found = {}
    for case in cases:
        other = found.get(case.facts.obstacle)
        if other is None or case.standing_days > other.standing_days:
            found[case.facts.obstacle] = case
    return found


def _waits(cases):
    grouped = defaultdict(dict)
    for case in cases:
        for waits in case.waits:
            longest = grouped[waits.key].get(case.facts.obstacle)
            if longest is None or waits.days > longest.days:
                grouped[waits.key][case.facts.obstacle] = waits
    found = [
        Waited(
            sample=max(each.values(), key=lambda waits: waits.days),
            count=len(each),
            mean_days=_mean([waits.days for waits in each.values()]),
            overdue=sum(waits.is_overdue for waits in each.values()),
        )
        for each in grouped.values()
    ]
    return tuple(sorted(found, key=lambda each: (-each.count, -each.mean_days, each.key)))


def _mean(numbers):
    """Return the mean as a whole number, halves up; 0 for none."""
    return (2 * sum(numbers) + len(numbers)) // (2 * len(numbers)) if numbers else 0
