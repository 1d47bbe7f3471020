"""Recording commendations of units, never of people."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions import record_event
from committee.actions.guidance_rows import AlreadyRecorded, check_happened, lock_unit, set_columns
from committee.actions.initiative import check_impersonal
from committee.models import Commendation
from committee.permissions import can_commend


@transaction.atomic
def commend(
    *,
    by,
    unit,
    form,
    on,
    authority,
    reason,
    document_number="",
    programme=None,
    initiative=None,
    is_illustrative=False,
):
    """Record that an authority commended a unit. Returns the `Commendation`.

    Raises `PermissionDenied`, `DayAhead`, `PersonalNumber`, `AlreadyRecorded`.
    """
    if not can_commend(by, unit.pk):
        raise PermissionDenied
    check_happened(on)
    check_impersonal(reason=reason)
    lock_unit(unit)
    same = {"unit": unit, "form": form, "on": on, "authority": authority, "document_number": document_number}
    if Commendation.objects.filter(**same).exists():
        raise AlreadyRecorded
    commendation = Commendation.objects.create(
        **same, reason=reason, programme=programme, initiative=initiative, is_illustrative=is_illustrative
    )
    record_event(stream=stream_of(commendation), verb="commend", by=by, data={"unit": unit.pk, "form": str(form)})
    return commendation


@transaction.atomic
def change_commendation(*, by, commendation, **columns):
    """Correct a commendation; its unit stays. Returns it, re-read.

    Raises `PermissionDenied`, `DayAhead`, `PersonalNumber`.
    """
    locked = Commendation.objects.select_for_update(of=("self",)).get(pk=commendation.pk)
    if not can_commend(by, locked.unit_id):
        raise PermissionDenied
    check_happened(columns.get("on", locked.on))
    check_impersonal(reason=columns.get("reason", ""))
    if changes := set_columns(locked, columns):
        record_event(stream=stream_of(locked), verb="change_commendation", by=by, data={"changes": changes})
    return locked


def stream_of(commendation):
    return f"commendation:{commendation.pk}"
