"""What units have: one figure a day of each kind, and many from one file."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.queries import reached_units
from resources.actions.refusals import DayAhead, NotCountable, NoUnitThen, SourceMissing
from resources.models import Holding, ResourceKind
from resources.permissions import can_import_resources, can_record_holding
from units.models import Unit, UnitVersion

COLUMNS = ("quantity", "source", "note", "is_illustrative")


def stream_of(unit_id):
    return f"resources:{unit_id}"


@transaction.atomic
def record_holding(*, by, unit, kind, on, quantity, source, note="", is_illustrative=False):
    """Record how much of a kind a unit had on a day; the same day again replaces the figure. Returns the `Holding`.

    Raises `PermissionDenied`, `DayAhead`, `NoUnitThen`, `NotCountable`, `SourceMissing`.
    """
    if not can_record_holding(by, unit.pk):
        raise PermissionDenied
    Unit.objects.select_for_update().get(pk=unit.pk)
    given = {"quantity": quantity, "source": source, "note": note, "is_illustrative": is_illustrative}
    return _store(by, unit, kind, on, given)


@dataclass(frozen=True, slots=True)
class NewHolding:
    """One line of a file."""

    unit: Unit
    kind: ResourceKind
    on: dt.date
    quantity: Decimal
    source: str
    note: str = ""


@transaction.atomic
def record_holdings(*, by, holdings):
    """Record every `NewHolding` as `record_holding` does, or none. Returns how many figures changed.

    Raises `PermissionDenied` for whoever may not import, or does not reach one of the units; else what that raises.
    """
    units = {each.unit.pk: each.unit for each in holdings}
    if not can_import_resources(by) or reached_units(by).filter(pk__in=units).count() != len(units):
        raise PermissionDenied
    # In one order, so that two files at once do not wait for each other.
    list(Unit.objects.select_for_update().filter(pk__in=units).order_by("pk"))
    changed = 0
    for each in holdings:
        before = _stored(each.unit, each.kind, each.on)
        given = {"quantity": each.quantity, "source": each.source, "note": each.note, "is_illustrative": False}
        after = _store(by, each.unit, each.kind, each.on, given)
        changed += before is None or _values(before) != _values(after)
    return changed


def check_holding(*, unit, kind, on, quantity, source):
    """Raise the `Refused` that `record_holding` would, by the rules of the matter alone."""
    if on > timezone.localdate():
        raise DayAhead(on)
    if not UnitVersion.objects.as_of(on).commune_level().filter(unit=unit).exists():
        raise NoUnitThen(on)
    if quantity < 0 or (kind.is_presence and quantity not in (0, 1)):
        raise NotCountable(kind)
    if not source.strip():
        raise SourceMissing


def _store(by, unit, kind, on, given):
    check_holding(unit=unit, kind=kind, on=on, quantity=given["quantity"], source=given["source"])
    before = _stored(unit, kind, on)
    if before and _values(before) == given:
        return before
    holding = before or Holding(unit=unit, kind=kind, on=on)
    told = {"kind": kind.code, "on": on.isoformat(), "from": str(before.quantity) if before else None}
    for name, value in given.items():
        setattr(holding, name, value)
    holding.by = by
    holding.save(**({"update_fields": [*given, "by", "at"]} if before else {"force_insert": True}))
    data = {**told, "to": str(given["quantity"]), "source": given["source"]}
    record_event(stream=stream_of(unit.pk), verb="record_holding", by=by, data=data)
    return holding


def _stored(unit, kind, on):
    return Holding.objects.filter(unit=unit, kind=kind, on=on).first()


def _values(holding):
    return {name: getattr(holding, name) for name in COLUMNS}
