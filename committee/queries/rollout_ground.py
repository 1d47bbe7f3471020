"""What a roll-out is counted on: a city's units, their lineage and the stages that they held, read once for any day.

A stage is dated by the row that holds it: whoever takes a step forward gets a row of its own from that day. Where one
row was changed instead, the history of the row tells on which day that was recorded. A unit that passed whole into
another no longer counts; its successor does by its own row, and is said to be there since its predecessors were.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q
from django.utils import timezone

from committee.models import Spread
from units.models import (
    COMMUNE_LEVEL,
    DISTRICT_LEVEL,
    Enrolment,
    LineageShare,
    Stage,
    UnitLineage,
    UnitType,
    UnitVersion,
)

ORDER = {stage.value: place for place, stage in enumerate(Stage)}
TYPES = {
    Spread.WARDS: frozenset({UnitType.WARD}),
    Spread.COMMUNES: frozenset({UnitType.COMMUNE, UnitType.TOWNSHIP}),
    Spread.ALL: COMMUNE_LEVEL,
}
# Clusters stood in for districts; nobody asks for a unit in each.
DISTRICTS = DISTRICT_LEVEL - {UnitType.CLUSTER}
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """A unit held a stage of the programme from one day to another, both inclusive."""

    stage: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Ground:
    """`versions` of all units that were ever below the city, in order of names; `held` and `before` (those that passed
    into it whole, at any remove) by unit; `reorganisations`: the days on which units passed into others."""

    city_id: int
    versions: tuple[UnitVersion, ...]
    held: Mapping[int, tuple[Held, ...]]
    before: Mapping[int, frozenset[int]]
    reorganisations: tuple[dt.date, ...]

    def units_on(self, date, spread):
        """Return the versions of the commune-level units below the city on a day."""
        standing = self._standing(date)
        return [
            version
            for version in standing.values()
            if version.type in TYPES[Spread(spread)] and self._is_below(version, standing)
        ]

    def districts_on(self, date):
        return [version for version in self._standing(date).values() if version.type in DISTRICTS]

    def last_day_of_districts(self, date):
        """Return the day itself while there are districts, else the last before it on which there were, or None."""
        ends = [min(each.last_day(), date) for each in self._districts() if each.first_day() <= date]
        return max(ends, default=None)

    def stage_on(self, unit_id, date):
        """Return the stage that a unit holds on a day, or None."""
        return next((each.stage for each in self.held.get(unit_id, ()) if each.first <= date <= each.last), None)

    def is_reached(self, unit_id, stage, date):
        held = self.stage_on(unit_id, date)
        return held is not None and ORDER[held] >= ORDER[stage]

    def reached_since(self, unit_id, stage, date):
        """Return since when without a gap the unit, or what passed into it, has been at the stage or further."""
        units = {unit_id, *self.before.get(unit_id, ())}
        spans = sorted(
            (each.first, each.last)
            for unit in units
            for each in self.held.get(unit, ())
            if ORDER[each.stage] >= ORDER[stage] and each.first <= date
        )
        since, until = spans[0]
        for first, last in spans[1:]:
            since = first if first - ONE_DAY > until else since
            until = max(until, last)
        return since

    def days_of_change(self, first, last):
        """Return the days in between on which a figure may have changed, in order, with the first."""
        days = {each.first for steps in self.held.values() for each in steps}
        days |= {each.last + ONE_DAY for steps in self.held.values() for each in steps if each.last < dt.date.max}
        days |= {version.first_day() for version in self.versions}
        return [first, *sorted(day for day in days if first < day <= last)]

    def _districts(self):
        return (each for each in self.versions if each.type in DISTRICTS and each.parent_id == self.city_id)

    def _standing(self, date):
        return {each.unit_id: each for each in self.versions if each.first_day() <= date <= each.last_day()}

    def _is_below(self, version, standing):
        parent = standing.get(version.parent_id)
        return version.parent_id == self.city_id or (parent is not None and parent.parent_id == self.city_id)


def ground_of(city_id, programme_id):
    """Return the `Ground` of a city and a programme. Four queries."""
    children = UnitVersion.objects.filter(parent=city_id).values("unit")
    below = UnitVersion.objects.filter(Q(parent=city_id) | Q(parent__in=children))
    versions = tuple(below.filter(type__in=COMMUNE_LEVEL | DISTRICT_LEVEL).order_by("sort_key", "pk"))
    units = below.values("unit")
    links = list(UnitLineage.objects.filter(Q(successor__in=units) | Q(predecessor__in=units)))
    parts = UnitLineage.objects.filter(successor__in=units).values("predecessor")
    enrolments = Enrolment.objects.filter(Q(unit__in=units) | Q(unit__in=parts), programme=programme_id)
    return Ground(
        city_id=city_id,
        versions=versions,
        held=_stages_held(list(enrolments), programme_id),
        before=_whole_predecessors(links),
        reorganisations=tuple(sorted({link.date for link in links})),
    )


def _whole_predecessors(links: Iterable[UnitLineage]):
    direct = defaultdict(set)
    for link in links:
        if link.share == LineageShare.WHOLE:
            direct[link.successor_id].add(link.predecessor_id)
    found = {}
    for unit in direct:
        reached, waiting = set(), [unit]
        while waiting:
            fresh = direct.get(waiting.pop(), set()) - reached
            reached |= fresh
            waiting.extend(fresh)
        found[unit] = frozenset(reached)
    return found


def _stages_held(enrolments, programme_id):
    recorded = defaultdict(list)
    rows = Enrolment.history.filter(programme_id=programme_id).exclude(history_type="-")
    for pk, at, stage in rows.order_by("history_date", "history_id").values_list("id", "history_date", "stage"):
        recorded[pk].append((timezone.localdate(at), stage))
    held = defaultdict(list)
    for each in enrolments:
        held[each.unit_id] += _held_by(each, recorded[each.pk])
    return {unit: tuple(sorted(steps, key=lambda step: step.first)) for unit, steps in held.items()}


def _held_by(enrolment, recorded):
    """Return the stages of one row in order of time; `recorded`: [(day, stage)] of its history, oldest first.

    What was recorded before the row begins or after it ended corrects it: it holds for the row's first day, or for all
    of it. A row that was recorded late at a stage is at that stage from its first day.
    """
    first, last = enrolment.enrolled_from, enrolment.enrolled_to or dt.date.max
    if not recorded or recorded[-1][0] > last:
        return [Held(enrolment.stage, first, last)]
    starts = {first: recorded[0][1]}
    for day, stage in recorded[1:]:
        starts[max(day, first)] = stage
    days = [*starts, last + ONE_DAY if last < dt.date.max else None]
    return [Held(starts[day], day, following - ONE_DAY if following else last) for day, following in pairwise(days)]
