"""Which norm holds for a unit on a day: its own before that of its type."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from resources.models import Norm, UnitNorm


@dataclass(frozen=True, slots=True)
class NormInForce:
    """How much a unit should have, and by which document; `is_own`: said for this unit alone."""

    quantity: Decimal
    document: str
    is_own: bool
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Norms:
    """The norms of some kinds and units of all times: {(kind id, unit id): rows}, {(kind id, unit type): rows}."""

    of_unit: dict = field(default_factory=dict)
    of_type: dict = field(default_factory=dict)

    def on(self, date, *, kind, unit, unit_type):
        """Return the `NormInForce` of a kind (its id) for a unit of that type, or None where nothing is said."""
        own = _holding_on(self.of_unit.get((kind, unit), ()), date)
        row = own or _holding_on(self.of_type.get((kind, unit_type), ()), date)
        return row and NormInForce(row.quantity, row.document, row is own, row.is_illustrative)


def norms_for(unit_ids, kind_ids=None):
    """Return the `Norms` of units, of all kinds or of these. Two queries."""
    own, common = UnitNorm.objects.filter(unit__in=unit_ids), Norm.objects.all()
    if kind_ids is not None:
        own, common = own.filter(kind__in=kind_ids), common.filter(kind__in=kind_ids)
    norms = Norms()
    for each in own.order_by():
        norms.of_unit.setdefault((each.kind_id, each.unit_id), []).append(each)
    for row in common.order_by():
        norms.of_type.setdefault((row.kind_id, row.unit_type), []).append(row)
    return norms


def _holding_on(rows, date):
    """The row whose dates hold the day; a constraint keeps it the only one."""
    return next((row for row in rows if _first_day(row) <= date <= _last_day(row)), None)


def _first_day(row):
    return row.valid_from or dt.date.min


def _last_day(row):
    return row.valid_to or dt.date.max
