"""One unit's resources on a day: what it has, what its predecessors last had, how the figures moved."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.queries import reached_units
from resources.models import ClosingPlan, HeadquartersProject, Holding, ResourceKind
from resources.queries.delivered import Counted, resource_events
from resources.queries.shortfall import Standing, UnitStanding, newest_holdings, standing_in, unit_standing
from units.models import Unit, UnitVersion
from units.queries import with_whole_predecessors


@dataclass(frozen=True, slots=True)
class Before:
    """What a unit that passed into this one whole last had of a kind."""

    unit: Unit
    holding: Holding


@dataclass(frozen=True, slots=True)
class UnitResources:
    """The page of a unit. `date` is the day asked for, or the nearest on which the unit stood.

    `past`: {kind id: `Holding`s up to the day, oldest first}; `before`: {kind id: `Before`s}.
    """

    unit: Unit
    version: UnitVersion
    date: dt.date
    asked_on: dt.date
    standing: UnitStanding
    past: dict[int, list[Holding]]
    before: dict[int, list[Before]]
    projects: tuple[HeadquartersProject, ...]

    @property
    def stood(self):
        """Whether the unit stood on the day that was asked for."""
        return self.date == self.asked_on


def unit_for(user, unit_id):
    """Return a commune-level unit that the user may see, its names at hand, or None. Three queries at most."""
    found = reached_units(user).filter(pk=unit_id).named().first()
    return found if found and any(each.is_commune_level for each in found.versions.all()) else None


def unit_resources(unit, asked_on):
    """Return the `UnitResources` of a unit from `unit_for`. Ten queries, however much it has."""
    version = version_near(unit, asked_on)
    date = min(max(asked_on, version.first_day()), version.last_day())
    return UnitResources(
        unit=unit,
        version=version,
        date=date,
        asked_on=asked_on,
        standing=unit_standing(version, date),
        past=_past(unit, date),
        before=_before(unit, date),
        projects=tuple(HeadquartersProject.objects.filter(unit=unit).with_steps()),
    )


def version_near(unit, date):
    """Return the version that describes the unit on the day; before its first day the first, afterwards the last."""
    versions = sorted(unit.versions.all(), key=UnitVersion.first_day)
    begun = [each for each in versions if each.first_day() <= date]
    return begun[-1] if begun else versions[0]


def _past(unit, date):
    past = {}
    for holding in Holding.objects.filter(unit=unit, on__lte=date).order_by("on"):
        past.setdefault(holding.kind_id, []).append(holding)
    return past


def _before(unit, date):
    ids = with_whole_predecessors([unit.pk]) - {unit.pk}
    units = {each.pk: each for each in Unit.objects.filter(pk__in=ids).named()}
    before = {}
    for holding in newest_holdings(ids, ResourceKind.objects.values("pk"), date):
        before.setdefault(holding.kind_id, []).append(Before(units[holding.unit_id], holding))
    for each in before.values():
        each.sort(key=lambda one: one.unit.latest.sort_key)
    return before


@dataclass(frozen=True, slots=True)
class KindHistory:
    """One kind of one unit through time: figures with the norm of their day, and all plans; newest last."""

    standing: Standing
    counted: tuple[Counted, ...]
    plans: tuple[ClosingPlan, ...]


def kind_history(unit, kind, date):
    """Return the `KindHistory` of a unit from `unit_for`. Twelve queries at most."""
    events = resource_events([unit.pk], [kind.pk])
    return KindHistory(
        standing=standing_in(version_near(unit, date), date, kind),
        counted=events.counted,
        plans=tuple(each.plan for each in events.planned),
    )


def units_by_key(user):
    """Return {key: `Unit` with its versions} of all units that the user may see, of any time. Three queries at most."""
    return {unit.key: unit for unit in reached_units(user).named()}


def standing_units(user):
    """Return today's versions of the commune-level units that the user may see, by name. Two queries at most."""
    rows = UnitVersion.objects.as_of(timezone.localdate()).commune_level().filter(unit__in=reached_units(user))
    return list(rows.select_related("unit"))
