"""Keeping initiatives: what was begun, its counts, and who took it over."""

import re

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.refusals import Refused
from committee.actions.guidance_rows import AlreadyRecorded, check_happened, check_order, lock_unit, set_columns
from committee.models import CountKind, Initiative, InitiativeCount, Replication
from committee.permissions import can_keep_initiative

# What was seen, posted, reported or settled stays so; followers and participants may leave.
NEVER_FALLING = frozenset({CountKind.REACH, CountKind.ITEMS, CountKind.REPORTS, CountKind.SETTLED})
# Nine to twelve digits in a row (phones, identity cards), or a number from 0 or +84 on with its groups apart. An amount
# of money is written with dots and does not begin so; a day such as 01.01.2025 has too few digits.
PHONE_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[ .,-])"
    r"(?:\d{9,12}|(?:\+84|0)(?:[ .-]?\d){8,10})"
    r"(?![ .,-]?\d)"
)
TOLD_TEXTS = ("title", "description", "cost_note", "effect")


class PersonalNumber(Refused):
    """The text holds what looks like somebody's phone number; `number` is it."""

    def __str__(self):
        return _(
            "Nội dung có dãy số “%(number)s” giống số điện thoại hoặc số định danh. Cổng không lưu dữ liệu của "
            "công dân: hãy bỏ dãy số đó. Nếu là số tiền, hãy viết có dấu chấm, ví dụ 1.250.000.000."
        ) % {"number": self.args[0]}


class TotalFalls(Refused):
    """A total to date that is less than an earlier one, or more than a later one (`count`, an `InitiativeCount`)."""

    def __init__(self, count, is_later):
        super().__init__(count, is_later)
        self.count, self.is_later = count, is_later

    def __str__(self):
        values = {"day": f"{self.count.on:%d/%m/%Y}", "value": self.count.value}
        if self.is_later:
            words = _("Số lũy kế ghi ngày %(day)s là %(value)d, nên trước đó không thể lớn hơn. Hãy ghi số đếm từ đầu.")
        else:
            words = _("Số lũy kế ghi ngày %(day)s đã là %(value)d, nên về sau không thể ít hơn. Hãy ghi số đếm từ đầu.")
        return words % values


class NotBegunYet(Refused):
    """A day before the initiative began; `since` is its first."""

    def __str__(self):
        return _("Mô hình bắt đầu từ ngày %(since)s. Hãy ghi ngày từ hôm đó trở đi.") % {
            "since": f"{self.args[0]:%d/%m/%Y}"
        }


class OwnUnit(Refused):
    """The unit that began an initiative does not take it over."""

    def __str__(self):
        return _("Đơn vị này là nơi khởi xướng. Hãy chọn đơn vị khác đã áp dụng mô hình.")


def check_impersonal(**texts):
    """Refuse texts with what looks like a person's number. Raises `PersonalNumber`."""
    for text in texts.values():
        if found := PHONE_NUMBER.search(text or ""):
            raise PersonalNumber(found[0])


@transaction.atomic
def record_initiative(*, by, unit, title, kind, since, description, until=None, **columns):
    """Record an initiative of a unit. Returns the `Initiative`.

    `columns`: programme, criterion, cost (đồng), cost_note, is_illustrative. Raises `PermissionDenied`, `DayAhead`,
    `DatesReversed`, `PersonalNumber`, `AlreadyRecorded`.
    """
    if not can_keep_initiative(by, unit.pk):
        raise PermissionDenied
    check_happened(since)
    check_order(since, until)
    check_impersonal(title=title, description=description, cost_note=columns.get("cost_note", ""))
    lock_unit(unit)
    if Initiative.objects.filter(unit=unit, title=title, since=since).exists():
        raise AlreadyRecorded
    initiative = Initiative.objects.create(
        unit=unit, title=title, kind=kind, since=since, until=until, description=description, **columns
    )
    record_event(stream=initiative.stream, verb="record_initiative", by=by, data={"title": title})
    return initiative


@transaction.atomic
def change_initiative(*, by, initiative, **columns):
    """Word an initiative anew; its unit stays. Returns it, re-read. Raises as `record_initiative` does."""
    locked = _locked(by, initiative)
    since, until = columns.get("since", locked.since), columns.get("until", locked.until)
    check_happened(since)
    check_order(since, until)
    check_impersonal(**{name: columns.get(name, "") for name in TOLD_TEXTS})
    if changes := set_columns(locked, columns, keys=["search_key"]):
        record_event(stream=locked.stream, verb="change_initiative", by=by, data={"changes": changes})
    return locked


@transaction.atomic
def end_initiative(*, by, initiative, on):
    """Record the last day of an initiative. Returns it, re-read.

    Ended already it stays as it is. Raises `PermissionDenied`, `DayAhead`, `DatesReversed`.
    """
    locked = _locked(by, initiative)
    if locked.until is not None:
        return locked
    check_happened(on)
    check_order(locked.since, on)
    set_columns(locked, {"until": on})
    record_event(stream=locked.stream, verb="end_initiative", by=by, data={"on": on.isoformat()})
    return locked


@transaction.atomic
def record_count(*, by, initiative, kind, on, value):
    """Record a count from the beginning on, as it stood on a day; that day's own count is corrected.

    Returns the `InitiativeCount`. Raises `PermissionDenied`, `DayAhead`, `NotBegunYet`, `TotalFalls`.
    """
    locked = _locked(by, initiative)
    check_happened(on)
    if on < locked.since:
        raise NotBegunYet(locked.since)
    if kind in NEVER_FALLING:
        _check_rises(locked, kind, on, value)
    count = InitiativeCount.objects.filter(initiative=locked, kind=kind, on=on).first()
    before = count and count.value
    if before == value:
        return count
    count = count or InitiativeCount(initiative=locked, kind=kind, on=on)
    count.value = value
    count.save()
    data = {"kind": str(kind), "on": on.isoformat(), "from": before, "to": value}
    record_event(stream=locked.stream, verb="record_count", by=by, data=data)
    return count


@transaction.atomic
def record_replication(*, by, initiative, unit, since, effect=""):
    """Record that another unit took the initiative over; its own row is changed if there is one.

    By whoever keeps the initiative, or the unit that took it over. Returns the `Replication`. Raises
    `PermissionDenied`, `DayAhead`, `NotBegunYet`, `OwnUnit`, `PersonalNumber`.
    """
    locked = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    if not (can_keep_initiative(by, locked.unit_id) or can_keep_initiative(by, unit.pk)):
        raise PermissionDenied
    if unit.pk == locked.unit_id:
        raise OwnUnit
    check_happened(since)
    if since < locked.since:
        raise NotBegunYet(locked.since)
    check_impersonal(effect=effect)
    replication, is_new = Replication.objects.get_or_create(
        initiative=locked, unit=unit, defaults={"since": since, "effect": effect}
    )
    changes = {} if is_new else set_columns(replication, {"since": since, "effect": effect})
    if is_new or changes:
        data = {"unit": unit.pk, "since": since.isoformat(), "note": effect}
        record_event(stream=locked.stream, verb="record_replication", by=by, data=data)
    return replication


def _locked(by, initiative):
    locked = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    if not can_keep_initiative(by, locked.unit_id):
        raise PermissionDenied
    return locked


def _check_rises(initiative, kind, on, value):
    counts = InitiativeCount.objects.filter(initiative=initiative, kind=kind)
    earlier = counts.filter(on__lt=on).order_by("-on").first()
    if earlier and earlier.value > value:
        raise TotalFalls(earlier, is_later=False)
    later = counts.filter(on__gt=on).order_by("on").first()
    if later and later.value < value:
        raise TotalFalls(later, is_later=True)
