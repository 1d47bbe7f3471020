"""Setting and changing the targets of a roll-out."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.refusals import Refused
from committee.actions.guidance_rows import AlreadyRecorded, lock_unit, set_columns
from committee.models import Measure, RolloutTarget
from committee.permissions import can_set_target
from committee.queries.rollout_page import is_set_already

ALL = 100


class AmountWrong(Refused):
    """How much is asked does not fit how it is counted; the sentence is the argument."""

    def __str__(self):
        return str(self.args[0])


class DueTooEarly(Refused):
    """A target is reached after it was set."""

    def __str__(self):
        return _("“Đến ngày” phải sau ngày đặt ra mục tiêu. Hãy sửa một trong hai ngày.")


@transaction.atomic
def set_target(*, by, programme, city, statement, measure, set_on, due, amount=None, **columns):
    """Set a target for the units below `city` (a Unit). Returns the `RolloutTarget`.

    `columns`: spread, stage, document, note, is_illustrative. Raises `PermissionDenied`, `AmountWrong`, `DueTooEarly`,
    `AlreadyRecorded`.
    """
    if not can_set_target(by, city.pk):
        raise PermissionDenied
    _check(measure, amount, set_on, due)
    lock_unit(city)
    if is_set_already(programme, city, statement, due):
        raise AlreadyRecorded
    target = RolloutTarget.objects.create(
        programme=programme,
        city=city,
        statement=statement,
        measure=measure,
        amount=amount,
        set_on=set_on,
        due=due,
        **columns,
    )
    record_event(stream=stream_of(target), verb="set_target", by=by, data={"statement": statement})
    return target


@transaction.atomic
def change_target(*, by, target, **columns):
    """Word a target anew or set it otherwise; its programme and city stay. Returns it, re-read.

    Raises `PermissionDenied`, `AmountWrong`, `DueTooEarly`, `AlreadyRecorded`.
    """
    locked = RolloutTarget.objects.select_for_update(of=("self",)).get(pk=target.pk)
    if not can_set_target(by, locked.city_id):
        raise PermissionDenied
    new = {name: columns.get(name, getattr(locked, name)) for name in ("measure", "amount", "set_on", "due")}
    _check(**new)
    statement = columns.get("statement", locked.statement)
    if is_set_already(locked.programme_id, locked.city_id, statement, new["due"], but=locked.pk):
        raise AlreadyRecorded
    if changes := set_columns(locked, columns):
        record_event(stream=stream_of(locked), verb="change_target", by=by, data={"changes": changes})
    return locked


def stream_of(target):
    return f"rollout-target:{target.pk}"


def _check(measure, amount, set_on, due):
    if due <= set_on:
        raise DueTooEarly
    if measure == Measure.EACH_DISTRICT:
        if amount is not None:
            raise AmountWrong(_("Tính theo từng quận, huyện thì để trống “mức phải đạt”."))
    elif not amount:
        raise AmountWrong(_("Hãy ghi mức phải đạt: số đơn vị, hoặc phần trăm, lớn hơn 0."))
    elif measure == Measure.SHARE and amount > ALL:
        raise AmountWrong(_("Tỷ lệ đơn vị là số phần trăm từ 1 đến 100."))
    elif measure == Measure.COUNT and amount != int(amount):
        raise AmountWrong(_("Số đơn vị phải là số nguyên."))
