"""What the units of a round have against what they should have, on a day."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from resources.models import HeadquartersProject, ResourceKind
from resources.queries.projects import Timeline, timeline_of
from resources.queries.shortfall import UnitStanding, standings_of
from units.models import UnitVersion
from units.queries import with_whole_predecessors

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class KindTotal:
    """One kind over all units: of how many it is judged, how many are short, what they should have and have."""

    kind: ResourceKind
    judged: int
    short: int
    norm: Decimal
    quantity: Decimal
    missing: Decimal
    unknown: int

    @property
    def percent(self):
        return 100 * self.quantity / self.norm if self.norm else None


@dataclass(frozen=True, slots=True)
class Resources:
    """Resources of the units that stood on the day, in the order of names. `projects`: those under way then."""

    date: dt.date
    kinds: tuple[ResourceKind, ...]
    units: tuple[UnitStanding, ...]
    totals: tuple[KindTotal, ...]
    projects: tuple[Timeline, ...]

    def of_groups(self, *groups):
        return tuple(each for each in self.totals if each.kind.group in groups)

    def short_units(self, *groups):
        """Return how many units are short of a kind of these groups."""
        return sum(any(each.is_short and each.kind.group in groups for each in unit.standings) for unit in self.units)

    def judged_units(self, *groups):
        return sum(any(each.is_judged and each.kind.group in groups for each in unit.standings) for unit in self.units)


def round_resources(unit_ids, ends_on, date):
    """Return the `Resources` of units, described as on the round's last day. Eight queries, however many units."""
    versions = list(UnitVersion.objects.as_of(ends_on).filter(unit__in=unit_ids).select_related("unit"))
    kinds = tuple(ResourceKind.objects.for_choosing())
    units = tuple(standings_of(versions, date, kinds))
    return Resources(date, kinds, units, tuple(_total(kind, units) for kind in kinds), _projects(unit_ids, date))


def _total(kind, units):
    found = [standing for unit in units if (standing := unit.of(kind.pk))]
    judged = [each for each in found if each.is_judged]
    return KindTotal(
        kind=kind,
        judged=len(judged),
        short=sum(each.is_short for each in judged),
        norm=sum((each.norm.quantity for each in judged), ZERO),
        quantity=sum((each.holding.quantity for each in judged), ZERO),
        missing=sum((each.missing for each in judged), ZERO),
        unknown=sum(each.is_unknown for each in found),
    )


def _projects(unit_ids, date):
    rows = HeadquartersProject.objects.filter(unit__in=with_whole_predecessors(unit_ids)).for_page()
    timelines = [timeline_of(_as_known(each, date), date) for each in rows.order_by("pk")]
    return tuple(each for each in timelines if each.waits_at is not None and _had_begun(each, date))


def _had_begun(timeline, date):
    days = [line.actual_on or line.planned_on for line in timeline.lines if line.actual_on or line.planned_on]
    return not days or min(days) <= date


def _as_known(project, date):
    """What happened after the day had not happened yet; nothing of this is ever saved."""
    for step in project.steps.all():
        step.actual_on = step.actual_on if step.actual_on and step.actual_on <= date else None
    if project.dropped_on and project.dropped_on > date:
        project.dropped_on = None
    return project
