"""What the actions on targets, assignments, visits, initiatives and commendations share: refusals, locked rows."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusals import Refused
from units.models import Unit


class AlreadyRecorded(Refused):
    """The same thing stands already: the form was sent twice, or a colleague was faster."""

    def __str__(self):
        return _("Nội dung này đã được ghi trước đó nên không ghi thêm lần nữa. Hãy xem lại danh sách.")


class DatesReversed(Refused):
    """A thing would end before it begins."""

    def __str__(self):
        return _("“Đến ngày” phải bằng hoặc sau “từ ngày”. Hãy sửa một trong hai ngày.")


class DayAhead(Refused):
    """What is recorded has happened; `day` is still to come."""

    def __str__(self):
        return _("Ngày %(day)s chưa đến. Hãy ghi ngày từ hôm nay trở về trước.") % {"day": f"{self.args[0]:%d/%m/%Y}"}


def check_happened(day):
    """Refuse a day that is still to come. Raises `DayAhead`."""
    if day > timezone.localdate():
        raise DayAhead(day)


def check_order(first, last):
    """Refuse an end before the beginning; None is no end. Raises `DatesReversed`."""
    if last is not None and last < first:
        raise DatesReversed


def lock_unit(unit):
    """Let whoever records the same thing of the same unit at the same moment wait, and then find it recorded."""
    Unit.objects.select_for_update().get(pk=unit.pk)


def set_columns(row, columns, keys=()):
    """Save those columns of a locked row that change, with the stored `keys` that follow them.

    Returns {column: [before, after]} as an event holds them.
    """
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    told = {name: [_told(getattr(row, name)), _told(value)] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=[*changed, *keys])
    return told


def _told(value):
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, dt.date) else str(getattr(value, "pk", value))
