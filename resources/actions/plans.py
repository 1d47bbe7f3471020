"""Plans to close a gap: made, and closed as delivered or dropped."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from accounts.refusals import ReasonMissing
from resources.actions.holdings import stream_of
from resources.actions.refusals import DayAhead, DaysOutOfOrder, NothingPlanned, PlanClosed
from resources.models import ClosingPlan, PlanState
from resources.permissions import can_plan
from units.models import Unit


@transaction.atomic
def plan_closing(*, by, unit, kind, quantity, planned_on, expected_on, document="", note="", is_illustrative=False):
    """Plan to add so much of a kind by an expected day. Returns the `ClosingPlan`; the very same again is that one.

    Raises `PermissionDenied`, `NothingPlanned`, `DayAhead` (made on a day to come), `DaysOutOfOrder`.
    """
    if not can_plan(by, unit.pk):
        raise PermissionDenied
    if quantity <= 0:
        raise NothingPlanned
    if planned_on > timezone.localdate():
        raise DayAhead(planned_on)
    if expected_on < planned_on:
        raise DaysOutOfOrder(planned_on)
    Unit.objects.select_for_update().get(pk=unit.pk)
    plan, is_new = ClosingPlan.objects.get_or_create(
        unit=unit,
        kind=kind,
        quantity=quantity,
        planned_on=planned_on,
        expected_on=expected_on,
        document=document,
        state=PlanState.OPEN,
        defaults={"note": note, "is_illustrative": is_illustrative},
    )
    if is_new:
        data = {"kind": kind.code, "quantity": str(quantity), "expected_on": expected_on.isoformat()}
        record_event(stream=stream_of(unit.pk), verb="plan_closing", by=by, data={"plan": plan.pk, **data})
    return plan


@transaction.atomic
def close_plan(*, by, plan, on, is_done=True, note=""):
    """Close an open plan: delivered on that day, or dropped, which takes a reason. Returns it.

    What the unit has is counted by itself (`record_holding`): a delivery changes no figure.
    Raises `PermissionDenied`, `PlanClosed`, `ReasonMissing`, `DayAhead`, `DaysOutOfOrder`.
    """
    plan = ClosingPlan.objects.select_for_update().get(pk=plan.pk)
    if not can_plan(by, plan.unit_id):
        raise PermissionDenied
    if plan.state != PlanState.OPEN:
        raise PlanClosed(plan.closed_on)
    if on > timezone.localdate():
        raise DayAhead(on)
    if on < plan.planned_on:
        raise DaysOutOfOrder(plan.planned_on)
    if not is_done and not note.strip():
        raise ReasonMissing
    plan.state, plan.closed_on = PlanState.DONE if is_done else PlanState.DROPPED, on
    plan.note = "\n".join(filter(None, [plan.note, note]))
    plan.save(update_fields=["state", "closed_on", "note"])
    data = {"plan": plan.pk, "state": plan.state.value, "on": on.isoformat(), "note": note}
    record_event(stream=stream_of(plan.unit_id), verb="close_plan", by=by, data=data)
    return plan
