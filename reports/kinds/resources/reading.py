"""What the units of a city have against their norms on a day, with the plans and the projects that are to close it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from reports.queries.project_timelines import projects_of
from resources.models import ClosingPlan, ResourceKind
from resources.queries.shortfall import HUNDRED, ZERO, UnitStanding, standings_of
from units.models import UnitVersion
from units.queries import descendants_as_of, with_whole_predecessors, with_whole_successors


@dataclass(frozen=True, slots=True)
class KindTotal:
    """One kind over all units of which both norm and figure are known; the others are in no sum.

    `units` have a norm, `judged` of them were counted, `short` of these lack something.
    """

    kind: ResourceKind
    units: int
    judged: int
    short: int
    norm: Decimal
    had: Decimal
    missing: Decimal

    @property
    def percent(self):
        return self.had * HUNDRED / self.norm if self.norm else None


@dataclass(frozen=True, slots=True)
class UnitPlan:
    version: UnitVersion
    kind: ResourceKind
    plan: ClosingPlan


@dataclass(frozen=True, slots=True)
class CityStanding:
    """The units in the order of their names; `totals` in the order of the catalogue; `projects` by unit."""

    date: dt.date
    city_name: str
    kinds: tuple[ResourceKind, ...]
    units: tuple[UnitStanding, ...]
    totals: tuple[KindTotal, ...]
    plans: tuple[UnitPlan, ...]
    projects: tuple

    @property
    def uncounted(self):
        """Units of which nobody counted anything."""
        return tuple(each for each in self.units if not any(standing.holding for standing in each.standings))

    @property
    def short_units(self):
        return tuple(each for each in self.units if each.short)

    @property
    def judged_units(self):
        return sum(bool(each.judged) for each in self.units)

    @property
    def late_projects(self):
        """The latest first."""
        late = [each for each in self.projects if each.days_late]
        return tuple(sorted(late, key=lambda each: -each.days_late))

    def by_kind(self):
        """The kind that most units are short of first."""
        return sorted(self.totals, key=lambda each: -each.short)

    @property
    def is_illustrative(self):
        shown = [standing.is_illustrative for unit in self.units for standing in unit.standings]
        return any(shown) or any(each.project.is_illustrative for each in self.projects)


def city_standing(city, date):
    """Return the `CityStanding` of the commune-level units below a city on a day. At most eleven queries."""
    kinds = tuple(ResourceKind.objects.for_choosing())
    version = UnitVersion.objects.as_of(date).filter(unit=city).first() or city.latest
    below = [each for each in descendants_as_of(city, date) if each.is_commune_level]
    units = tuple(standings_of(below, date, kinds)) if below and kinds else tuple(UnitStanding(v, ()) for v in below)
    known = [kind for kind in kinds if any(unit.of(kind.pk) for unit in units)]
    return CityStanding(
        date=date,
        city_name=version.full_name,
        kinds=tuple(known),
        units=units,
        totals=tuple(_total(kind, units) for kind in known),
        plans=tuple(_plans(units)),
        projects=projects_of(with_whole_predecessors(each.unit_id for each in below), date),
    )


def heirs_of(found):
    """Return {unit id: the unit of the day that carries on its project}. One query, none without a project."""
    names = {each.version.unit_id: each.version for each in found.units}
    carried = {each.project.unit_id for each in found.projects}
    reached = with_whole_successors(carried) if carried - names.keys() else {}
    return {
        unit: names.get(unit) or next(names[heir] for heir in sorted(reached[unit]) if heir in names)
        for unit in carried
    }


def _total(kind, units):
    found = [standing for unit in units if (standing := unit.of(kind.pk)) and standing.norm]
    judged = [each for each in found if each.is_judged]
    return KindTotal(
        kind=kind,
        units=len(found),
        judged=len(judged),
        short=sum(each.is_short for each in judged),
        norm=sum((each.norm.quantity for each in judged), ZERO),
        had=sum((each.holding.quantity for each in judged), ZERO),
        missing=sum((each.missing for each in judged), ZERO),
    )


def _plans(units):
    """Yield the plans under way, the earliest expected first."""
    found = [
        UnitPlan(unit.version, standing.kind, plan)
        for unit in units
        for standing in unit.standings
        for plan in standing.plans
    ]
    yield from sorted(found, key=lambda each: (each.plan.expected_on, each.version.sort_key, each.plan.pk))
