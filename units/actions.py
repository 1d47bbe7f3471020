"""Storing units from a units file. Who and when is kept by the history of each table."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from units.files import Fault, FileRefused
from units.loading import SHIPPED_FILE, parse_units
from units.models import Unit, UnitLineage, UnitVersion
from units.permissions import can_manage_units

VERSION_COLUMNS = ["code", "name", "type", "parent_id", "valid_from", "valid_to", "area_km2"]
KEY_COLUMNS = ["search_key", "sort_key"]
LINK_COLUMNS = ["share", "area_km2", "population"]
REASON = "nạp tệp đơn vị"


class VersionIsNeeded(Exception):
    """A row of a unit that has to stay; `str()` is the sentence for whoever wanted to delete it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a file did, or would do: how many of each."""

    units: int
    links: int
    new_units: int = 0
    changed_units: int = 0
    new_links: int = 0
    changed_links: int = 0

    @property
    def has_changes(self):
        return bool(self.new_units or self.changed_units or self.new_links or self.changed_links)


@dataclass(slots=True)
class Plan:
    """Rows to write, in the order of the file."""

    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)


@transaction.atomic
def load_units(*, content=None, by=None, is_trial=False):
    """Store a units file (bytes; by default the one the project ships) and return what `Loaded`.

    What is stored already is left alone, what differs is brought up to date, what the file does not name stays.
    `by` is a user, or None for a command run by the administrator. A trial writes nothing.
    Raises `FileRefused` with every fault, `PermissionDenied`.
    """
    if by is not None and not can_manage_units(by):
        raise PermissionDenied
    file = parse_units(SHIPPED_FILE.read_bytes() if content is None else content)
    units = {unit.key: unit for unit in Unit.objects.select_for_update()}
    new_units = [Unit(key=row.key) for row in file.units if row.key not in units]
    if not is_trial:
        bulk_create_with_history(new_units, Unit, default_user=by, default_change_reason=REASON)
    units |= {unit.key: unit for unit in new_units}
    versions = _plan_versions(file.units, units)
    links = _plan_links(file.links, units)
    if not is_trial:
        _write(UnitVersion, versions, [*VERSION_COLUMNS, *KEY_COLUMNS], by)
        _write(UnitLineage, links, LINK_COLUMNS, by)
    return Loaded(
        units=len(file.units),
        links=len(file.links),
        new_units=len(versions.new),
        changed_units=len(versions.changed),
        new_links=len(links.new),
        changed_links=len(links.changed),
    )


@transaction.atomic
def delete_version(*, version, by):
    """Delete one row of a unit's dates and names. Raises `PermissionDenied`, `VersionIsNeeded`."""
    if not can_manage_units(by):
        raise PermissionDenied
    check_versions_can_go(unit=version.unit, versions=[version])
    version.delete()


def check_versions_can_go(*, unit, versions, is_row_added=False):
    """Raise `VersionIsNeeded` when a unit cannot lose these rows.

    One must remain, or come in the same save, or the unit has no name; and what the unit was on the last day of a
    round that assessed it stays. Locks the unit until the transaction ends, so that two
    people cannot delete the last two rows at once.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    if not is_row_added and not unit.versions.exclude(pk__in=[version.pk for version in versions]).exists():
        raise VersionIsNeeded(
            _("Đơn vị phải còn ít nhất một dòng thông tin. Nếu lập nhầm đơn vị, hãy xóa chính đơn vị đó.")
        )
    for version in versions:
        days = (version.first_day(), version.last_day())
        last_days = unit.assessments.filter(round__ends_on__range=days).values_list("round__ends_on", flat=True)
        if last_day := last_days.order_by("round__ends_on").last():
            raise VersionIsNeeded(
                _("“%(name)s” được đánh giá trong kỳ tính đến %(date)s nên dòng này phải giữ lại; nếu sai, hãy sửa.")
                % {"name": version.full_name, "date": f"{last_day:%d/%m/%Y}"}
            )


def _write(model, plan, columns, by):
    bulk_create_with_history(plan.new, model, default_user=by, default_change_reason=REASON)
    if plan.changed:
        names = [column.removesuffix("_id") for column in columns]
        bulk_update_with_history(plan.changed, model, names, default_user=by, default_change_reason=REASON)


def _differs(stored, wanted, columns):
    return any(getattr(stored, column) != wanted[column] for column in columns)


def _plan_versions(rows, units):
    stored, faults, plan = {}, [], Plan()
    for version in UnitVersion.objects.all():
        stored.setdefault(version.unit_id, []).append(version)
    for row in rows:
        unit = units[row.key]
        versions = stored.get(unit.pk, []) if unit.pk else []
        parent = units[row.parent] if row.parent else None
        same = _stored_version(row, versions)
        wanted = {column: getattr(row, column) for column in VERSION_COLUMNS if column != "parent_id"}
        if any(_overlaps(row, version) for version in versions if version is not same):
            message = _(
                "Đơn vị này đã có thông tin khác trong cùng khoảng ngày trên hệ thống; hãy sửa một trong hai nơi."
            )
            faults.append(Fault(row.place, message))
        elif same is None:
            plan.new.append(UnitVersion(unit=unit, parent=parent, **wanted))
        elif _differs(same, {**wanted, "parent_id": parent and parent.pk}, VERSION_COLUMNS):
            for column, value in {**wanted, "parent": parent}.items():
                setattr(same, column, value)
            same.refresh_keys()
            plan.changed.append(same)
    if faults:
        raise FileRefused(faults)
    return plan


def _stored_version(row, versions):
    """The version that a row describes: the only one, else that which begins on its day."""
    if len(versions) == 1:
        return versions[0]
    return next((version for version in versions if version.valid_from == row.valid_from), None)


def _overlaps(row, version):
    begins_before = version.valid_from is None or version.valid_from <= row.last_day
    return begins_before and (version.valid_to is None or version.valid_to >= row.first_day)


def _plan_links(rows, units):
    plan = Plan()
    stored = {(link.predecessor_id, link.successor_id, link.date): link for link in UnitLineage.objects.all()}
    for row in rows:
        predecessor, successor = units[row.predecessor], units[row.successor]
        wanted = {column: getattr(row, column) for column in LINK_COLUMNS}
        same = stored.get((predecessor.pk, successor.pk, row.date))
        if same is None:
            plan.new.append(UnitLineage(predecessor=predecessor, successor=successor, date=row.date, **wanted))
        elif _differs(same, wanted, LINK_COLUMNS):
            for column, value in wanted.items():
                setattr(same, column, value)
            plan.changed.append(same)
    return plan
