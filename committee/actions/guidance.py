"""Who guides whom, and the guidance and support that was given."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.refusals import Refused
from committee.actions.guidance_rows import AlreadyRecorded, check_happened, check_order, lock_unit, set_columns
from committee.models import Assignment, Visit
from committee.permissions import can_assign, can_record_visit
from committee.queries.guidance_choices import city_of


class NobodyToGuide(Refused):
    """An assignment is about units."""

    def __str__(self):
        return _("Chưa chọn đơn vị được hướng dẫn. Hãy chọn ít nhất một đơn vị.")


@transaction.atomic
def assign(
    *,
    by,
    department,
    units,
    task,
    valid_from,
    valid_to=None,
    groups=(),
    programme=None,
    document="",
    is_illustrative=False,
):
    """Let a department guide units in groups of criteria (none: in all) or in a task. Returns the `Assignment`.

    The secretary of the department's own city assigns. Raises `PermissionDenied`, `NobodyToGuide`, `DatesReversed`,
    `AlreadyRecorded`.
    """
    if not can_assign(by, city_of(department, valid_from)):
        raise PermissionDenied
    units = list(units)
    if not units:
        raise NobodyToGuide
    check_order(valid_from, valid_to)
    lock_unit(department)
    same = {"department": department, "programme": programme, "task": task, "valid_from": valid_from}
    if Assignment.objects.filter(**same).exists():
        raise AlreadyRecorded
    assignment = Assignment.objects.create(
        **same, valid_to=valid_to, document=document, is_illustrative=is_illustrative
    )
    assignment.units.set(units)
    assignment.groups.set(groups)
    data = {"department": department.pk, "units": sorted(unit.pk for unit in units)}
    record_event(stream=stream_of(assignment), verb="assign", by=by, data=data)
    return assignment


@transaction.atomic
def end_assignment(*, by, assignment, on):
    """Let an assignment end with a day, which may lie ahead. Returns it, re-read.

    Raises `PermissionDenied`, `DatesReversed`.
    """
    locked = Assignment.objects.select_for_update(of=("self",)).select_related("department").get(pk=assignment.pk)
    if not can_assign(by, city_of(locked.department, locked.valid_from)):
        raise PermissionDenied
    check_order(locked.valid_from, on)
    if set_columns(locked, {"valid_to": on}):
        record_event(stream=stream_of(locked), verb="end_assignment", by=by, data={"on": on.isoformat()})
    return locked


@transaction.atomic
def record_visit(*, by, department, unit, kind, on, content, outcome="", obstacle=None, is_illustrative=False):
    """Record guidance or support that a department gave to a unit. Returns the `Visit`.

    Raises `PermissionDenied`, `DayAhead`, `AlreadyRecorded`.
    """
    if not can_record_visit(by, department.pk, unit.pk):
        raise PermissionDenied
    check_happened(on)
    lock_unit(unit)
    same = {"department": department, "unit": unit, "kind": kind, "on": on, "content": content}
    if Visit.objects.filter(**same).exists():
        raise AlreadyRecorded
    visit = Visit.objects.create(
        **same, outcome=outcome, obstacle=obstacle, by=by, at=timezone.now(), is_illustrative=is_illustrative
    )
    record_event(stream=f"visit:{visit.pk}", verb="record_visit", by=by, data={"unit": unit.pk, "on": on.isoformat()})
    return visit


def stream_of(assignment):
    return f"assignment:{assignment.pk}"
