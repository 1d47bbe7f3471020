"""What units have against what they should have, on a day."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from accounts.queries import reached_units
from resources.models import ClosingPlan, Holding, ResourceKind
from resources.queries.norms import NormInForce, norms_for
from units.models import UnitVersion

HUNDRED, ZERO = Decimal(100), Decimal(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """One kind of resource of one unit: the norm in force, the newest figure not after the day, and open plans.

    Nothing is judged without both norm and figure: a figure that nobody counted is not 0.
    """

    kind: ResourceKind
    norm: NormInForce | None
    holding: Holding | None
    plans: tuple[ClosingPlan, ...] = ()

    @property
    def is_judged(self):
        return self.norm is not None and self.holding is not None

    @property
    def is_unknown(self):
        """There is a norm, and nobody counted."""
        return self.norm is not None and self.holding is None

    @property
    def difference(self):
        """What is there less the norm, below 0 for a shortfall; None where nothing is judged."""
        if self.norm is None or self.holding is None:
            return None
        return self.holding.quantity - self.norm.quantity

    @property
    def missing(self):
        """How much is lacking, 0 for nothing; None where nothing is judged."""
        return None if self.difference is None else max(-self.difference, ZERO)

    @property
    def surplus(self):
        return None if self.difference is None else max(self.difference, ZERO)

    @property
    def percent(self):
        """What is there in percent of the norm, 87.5; None where nothing is judged or the norm is 0."""
        if self.norm is None or self.holding is None or not self.norm.quantity:
            return None
        return self.holding.quantity * HUNDRED / self.norm.quantity

    @property
    def missing_percent(self):
        """What is lacking in percent of the norm, never below 0; None as for `percent`."""
        return None if self.percent is None else max(HUNDRED - self.percent, ZERO)

    @property
    def is_short(self):
        return bool(self.missing)

    @property
    def is_met(self):
        return self.is_judged and not self.missing

    @property
    def expected_on(self):
        """The day by which the last of the open plans is to be done."""
        return max((plan.expected_on for plan in self.plans), default=None)

    @property
    def is_illustrative(self):
        return any(each.is_illustrative for each in (self.norm, self.holding, *self.plans) if each)


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """All kinds of one unit, in the order of the catalogue; kinds without norm and figure are left out."""

    version: UnitVersion
    standings: tuple[Standing, ...]

    @property
    def short(self):
        """What is lacking, the greatest part of its norm first."""
        lacking = [each for each in self.standings if each.is_short]
        return sorted(lacking, key=lambda each: -each.missing_percent)

    @property
    def judged(self):
        return sum(each.is_judged for each in self.standings)

    @property
    def met(self):
        return sum(each.is_met for each in self.standings)

    @property
    def unknown(self):
        return sum(each.is_unknown for each in self.standings)

    @property
    def share(self):
        """The share of judged norms that are met, in percent; None where nothing is judged."""
        return Decimal(self.met * 100) / self.judged if self.judged else None

    @property
    def has_figures(self):
        """Somebody counted something, or plans it."""
        return any(each.holding or each.plans for each in self.standings)

    def of(self, kind_id):
        return next((each for each in self.standings if each.kind.pk == kind_id), None)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many units a kind is judged of, how many of them are short of it, and by how much in all."""

    kind: ResourceKind
    judged: int
    short: int
    missing: Decimal


@dataclass(frozen=True, slots=True)
class Shortfalls:
    """The units that a person may see on a day, those that lack most first."""

    date: dt.date
    kinds: tuple[ResourceKind, ...]
    units: tuple[UnitStanding, ...]

    @property
    def short_units(self):
        return tuple(each for each in self.units if each.short)

    @property
    def units_with_figures(self):
        return tuple(each for each in self.units if each.has_figures)

    @property
    def units_without_figures(self):
        """In the order of their names."""
        return tuple(each for each in self.units if not each.has_figures)

    @property
    def judged_units(self):
        return sum(bool(each.judged) for each in self.units)

    def by_kind(self):
        """Return a `KindCount` for each kind, the one that most units are short of first."""
        counts = [_count(kind, self.units) for kind in self.kinds]
        return sorted(counts, key=lambda each: (-each.short, each.kind.position, each.kind.code))


def _count(kind, units):
    found = [standing for unit in units if (standing := unit.of(kind.pk)) and standing.is_judged]
    lacking = [each.missing for each in found if each.is_short]
    return KindCount(kind, len(found), len(lacking), sum(lacking, ZERO))


def shortfalls_for(user, date, *, kind=None, group=""):
    """Return the `Shortfalls` of the commune-level units of a day that the user may see.

    Of all kinds, of one (a `ResourceKind`) or of a group. At most nine queries, however many units there are.
    """
    rows = UnitVersion.objects.as_of(date).commune_level().filter(unit__in=reached_units(user)).select_related("unit")
    kinds = _kinds(kind, group)
    return Shortfalls(date, kinds, _ranked(standings_of(list(rows), date, kinds)))


def unit_standing(version, date):
    """Return the `UnitStanding` of a unit, described by its version of the day. Five queries."""
    return standings_of([version], date, _kinds(None, ""))[0]


def standing_in(version, date, kind):
    """Return the `Standing` of a unit in one kind on a day; the version is the unit's of that day. Four queries."""
    found = standings_of([version], date, (kind,))[0].of(kind.pk)
    return found or Standing(kind, None, None)


def standings_on(unit_id, unit_type, date, kinds):
    """Return {kind id: `Standing`} of a unit of that type in {kind id: kind}, plans left out. Three queries."""
    norms = norms_for([unit_id], list(kinds))
    holdings = {each.kind_id: each for each in newest_holdings([unit_id], list(kinds), date)}
    return {
        pk: Standing(kind, norms.on(date, kind=pk, unit=unit_id, unit_type=unit_type), holdings.get(pk))
        for pk, kind in kinds.items()
    }


def standings_of(versions, date, kinds):
    """Return the `UnitStanding` of each of the versions, in their order. Four queries."""
    unit_ids = [version.unit_id for version in versions]
    kind_ids = [kind.pk for kind in kinds]
    norms = norms_for(unit_ids, kind_ids)
    holdings = _newest(unit_ids, kind_ids, date)
    plans = _open_plans(unit_ids, kind_ids, date)

    def standing(version, kind):
        key = (version.unit_id, kind.pk)
        norm = norms.on(date, kind=kind.pk, unit=version.unit_id, unit_type=version.type)
        return Standing(kind, norm, holdings.get(key), tuple(plans.get(key, ())))

    def of_unit(version):
        found = (standing(version, kind) for kind in kinds)
        return UnitStanding(version, tuple(each for each in found if each.norm or each.holding or each.plans))

    return [of_unit(version) for version in versions]


def newest_holdings(unit_ids, kind_ids, date):
    """Return the newest `Holding` of each unit and kind not after a day, the unit's own rows only. One query."""
    place = Window(RowNumber(), partition_by=["unit", "kind"], order_by=F("on").desc())
    rows = Holding.objects.filter(unit__in=unit_ids, kind__in=kind_ids, on__lte=date).order_by()
    return rows.annotate(place=place).filter(place=1)


def _kinds(kind, group):
    if kind is not None:
        return (kind,)
    rows = ResourceKind.objects.all()
    return tuple((rows.filter(group=group) if group else rows).for_choosing())


def _newest(unit_ids, kind_ids, date):
    return {(each.unit_id, each.kind_id): each for each in newest_holdings(unit_ids, kind_ids, date)}


def _open_plans(unit_ids, kind_ids, date):
    """Plans that were under way on the day: made by then, and not closed yet."""
    under_way = Q(closed_on__isnull=True) | Q(closed_on__gt=date)
    rows = ClosingPlan.objects.filter(under_way, unit__in=unit_ids, kind__in=kind_ids, planned_on__lte=date)
    plans = {}
    for plan in rows:
        plans.setdefault((plan.unit_id, plan.kind_id), []).append(plan)
    return plans


def _ranked(units):
    """Those that meet the smallest share of their norms first; then those that lack more, then by name.

    Of a single kind this is: those that lack the greatest part of its norm first. Units of which nothing is judged
    come last.
    """

    def place(unit):
        lacking = sum((each.missing_percent for each in unit.short), ZERO)
        return (unit.share is None, unit.share or ZERO, -lacking, unit.version.sort_key, unit.version.pk)

    return tuple(sorted(units, key=place))
