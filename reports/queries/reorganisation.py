"""What became of the units of a round between two days: renamed, merged, parted."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from units.models import LineageShare, UnitLineage, UnitVersion
from units.queries import with_whole_successors

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Renaming:
    """A unit that got another name or type on a day."""

    unit_id: int
    before: UnitVersion
    after: UnitVersion

    @property
    def date(self):
        return self.after.first_day()

    @property
    def unit(self):
        return self.after


@dataclass(frozen=True, slots=True)
class Merger:
    """On `date` the `sources` passed into a unit; `is_whole` of each says whether all of it did."""

    unit: UnitVersion
    date: dt.date
    sources: tuple[tuple[UnitVersion, bool], ...]


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """What happened to a round's units between two days. `area`: in km² on the last one, None where not all known."""

    renamings: tuple[Renaming, ...]
    mergers: tuple[Merger, ...]
    area: Decimal | None
    missing_areas: int

    @property
    def in_order(self):
        """All that happened, by day and by the units' names."""
        return sorted((*self.renamings, *self.mergers), key=lambda each: (each.date, each.unit.sort_key))


def reorganisation(unit_ids, starts_on, ends_on):
    """Return the `Reorganisation` of units from `starts_on` to `ends_on`. Two queries."""
    links = list(UnitLineage.objects.filter(successor__in=unit_ids, date__range=(starts_on, ends_on)))
    sources = {link.predecessor_id for link in links}
    versions: dict[int, list[UnitVersion]] = {}
    for each in UnitVersion.objects.filter(unit__in={*unit_ids, *sources}):
        versions.setdefault(each.unit_id, []).append(each)
    for rows in versions.values():
        rows.sort(key=UnitVersion.first_day)
    current = {unit: _on(versions.get(unit, ()), ends_on) for unit in unit_ids}
    areas = [each.area_km2 for each in current.values() if each and each.area_km2 is not None]
    missing = len(current) - len(areas)
    return Reorganisation(
        renamings=tuple(_renamings(unit_ids, versions, starts_on, ends_on)),
        mergers=tuple(_mergers(links, versions, current)),
        area=sum(areas, ZERO) if areas and not missing else None,
        missing_areas=missing,
    )


def _on(rows, date):
    return next((row for row in reversed(rows) if row.first_day() <= date <= row.last_day()), None)


def _renamings(unit_ids, versions, starts_on, ends_on):
    for unit in unit_ids:
        rows = versions.get(unit, [])
        for before, after in pairwise(rows):
            if starts_on <= after.first_day() <= ends_on and before.full_name != after.full_name:
                yield Renaming(unit, before, after)


def _mergers(links, versions, current):
    by_successor: dict[tuple, list] = {}
    for link in sorted(links, key=lambda each: (each.date, each.pk)):
        if current.get(link.successor_id) and versions.get(link.predecessor_id):
            by_successor.setdefault((link.successor_id, link.date), []).append(link)
    for (unit, date), rows in by_successor.items():
        named = [(versions[link.predecessor_id][-1], link.share == LineageShare.WHOLE) for link in rows]
        yield Merger(current[unit], date, tuple(named))


def heirs_among(unit_ids, wanted):
    """Return {unit id: those of `wanted` that it is or passed into whole}. One query."""
    wanted = frozenset(wanted)
    return {unit: reached & wanted for unit, reached in with_whole_successors(unit_ids).items()}
