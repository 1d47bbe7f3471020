"""What units have: one figure a day of each kind, and many from one file."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.actions import record_event, record_events
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

    The number of statements grows with the units, not with the lines, so that a file does not hold others up.
    Raises `PermissionDenied` for whoever may not import, or does not reach one of the units; else what that raises.
    """
    units = {each.unit.pk: each.unit for each in holdings}
    if not can_import_resources(by) or reached_units(by).filter(pk__in=units).count() != len(units):
        raise PermissionDenied
    # In one order, so that two files at once do not wait for each other.
    list(Unit.objects.select_for_update().filter(pk__in=units).order_by("pk"))
    _check_all(holdings, units)
    stored = _stored_of(holdings, units)
    fresh, changed, told = [], [], {}
    for each in holdings:
        before = stored.get((each.unit.pk, each.kind.pk, each.on))
        given = {"quantity": each.quantity, "source": each.source, "note": each.note, "is_illustrative": False}
        if before and _values(before) == given:
            continue
        told.setdefault(each.unit.pk, []).append(_told(each.kind, each.on, before, given))
        (changed if before else fresh).append(_filled(before, each.unit, each.kind, each.on, given, by))
    bulk_create_with_history(fresh, Holding, default_user=by)
    bulk_update_with_history(changed, Holding, [*COLUMNS, "by", "at"], default_user=by)
    for unit_id, data in told.items():
        record_events(stream=stream_of(unit_id), verb="record_holding", by=by, data=data)
    return len(fresh) + len(changed)


def check_holding(*, stands, kind, on, quantity, source):
    """Raise the `Refused` that stands against a figure; `stands`: the unit was there on the day."""
    if on > timezone.localdate():
        raise DayAhead(on)
    if not stands:
        raise NoUnitThen(on)
    if quantity < 0 or (kind.is_presence and quantity not in (0, 1)):
        raise NotCountable(kind)
    if not source.strip():
        raise SourceMissing


def _check_all(holdings, units):
    versions = {}
    for version in UnitVersion.objects.commune_level().filter(unit__in=units):
        versions.setdefault(version.unit_id, []).append(version)
    for each in holdings:
        rows = versions.get(each.unit.pk, ())
        stands = any(row.first_day() <= each.on <= row.last_day() for row in rows)
        check_holding(stands=stands, kind=each.kind, on=each.on, quantity=each.quantity, source=each.source)


def _stored_of(holdings, units):
    rows = Holding.objects.filter(unit__in=units, on__in={each.on for each in holdings})
    return {(row.unit_id, row.kind_id, row.on): row for row in rows}


def _store(by, unit, kind, on, given):
    stands = UnitVersion.objects.as_of(on).commune_level().filter(unit=unit).exists()
    check_holding(stands=stands, kind=kind, on=on, quantity=given["quantity"], source=given["source"])
    before = Holding.objects.filter(unit=unit, kind=kind, on=on).first()
    if before and _values(before) == given:
        return before
    told = _told(kind, on, before, given)
    holding = _filled(before, unit, kind, on, given, by)
    holding.save(**({"update_fields": [*given, "by", "at"]} if before else {"force_insert": True}))
    record_event(stream=stream_of(unit.pk), verb="record_holding", by=by, data=told)
    return holding


def _told(kind, on, before, given):
    was = str(before.quantity) if before else None
    told = {"kind": kind.code, "on": on.isoformat(), "from": was, "to": str(given["quantity"])}
    return {**told, "source": given["source"]}


def _filled(before, unit, kind, on, given, by):
    holding = before or Holding(unit=unit, kind=kind, on=on)
    for name, value in {**given, "by": by, "at": timezone.now()}.items():
        setattr(holding, name, value)
    return holding


def _values(holding):
    return {name: getattr(holding, name) for name in COLUMNS}
