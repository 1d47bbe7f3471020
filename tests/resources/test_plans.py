"""Plans to close a gap."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event
from accounts.refusals import ReasonMissing
from resources.actions import close_plan, plan_closing
from resources.actions.refusals import DayAhead, DaysOutOfOrder, NothingPlanned, PlanClosed
from resources.models import ClosingPlan, Holding, PlanState
from tests.assessments.days import in_days
from tests.factories import day
from tests.resources.samples import make_plan


def plan(place, by=None, **changes):
    given = {
        "unit": place.ward,
        "kind": place.kind,
        "quantity": Decimal(2),
        "planned_on": day("2021-07-01"),
        "expected_on": day("2021-12-31"),
        "document": "12/KH-PX01 (minh họa)",
    }
    return plan_closing(by=by or place.commander, **{**given, **changes})


def close(place, plan, by=None, on="2021-10-01", **changes):
    return close_plan(by=by or place.commander, plan=plan, on=day(on), **changes)


def verbs(place):
    events = Event.objects.filter(stream=f"resources:{place.ward.pk}").order_by("sequence")
    return list(events.values_list("verb", flat=True))


def test_plan_is_made_and_recorded(place):
    made = plan(place)
    assert (made.quantity, made.expected_on, made.state) == (2, day("2021-12-31"), PlanState.OPEN)
    assert verbs(place) == ["plan_closing"]


def test_plan_sent_twice_is_made_once(place):
    assert plan(place) == plan(place)
    assert (ClosingPlan.objects.count(), verbs(place)) == (1, ["plan_closing"])


@pytest.mark.parametrize("who", ["commander", "appraiser", "secretary"])
def test_who_can_close_a_gap_plans(place, who):
    assert plan(place, by=getattr(place, who)).pk


@pytest.mark.parametrize("who", ["officer", "reviewer", "member", "stranger"])
def test_others_plan_nothing(place, who):
    with pytest.raises(PermissionDenied):
        plan(place, by=getattr(place, who))
    with pytest.raises(PermissionDenied):
        close(place, make_plan(place.kind, place.ward), by=getattr(place, who))


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"quantity": Decimal(0)}, NothingPlanned),
        ({"planned_on": in_days(1)}, DayAhead),
        ({"expected_on": day("2021-06-30")}, DaysOutOfOrder),
    ],
)
def test_plan_that_makes_no_sense_is_refused(place, changes, refusal):
    with pytest.raises(refusal):
        plan(place, **changes)
    assert not ClosingPlan.objects.exists()


def test_delivered_plan_counts_nothing_by_itself(place):
    closed = close(place, plan(place))
    assert (closed.state, closed.closed_on) == (PlanState.DONE, day("2021-10-01"))
    assert Holding.objects.get().quantity == 14
    assert verbs(place) == ["plan_closing", "close_plan"]


def test_dropped_plan_says_why(place):
    made = plan(place, note="Điều động từ quận")
    with pytest.raises(ReasonMissing):
        close(place, made, is_done=False)
    closed = close(place, made, is_done=False, note="Chưa bố trí được kinh phí")
    assert (closed.state, closed.note) == (PlanState.DROPPED, "Điều động từ quận\nChưa bố trí được kinh phí")


def test_closed_plan_is_closed_once(place):
    made = plan(place)
    close(place, made)
    with pytest.raises(PlanClosed):
        close(place, made, on="2021-11-01")
    assert ClosingPlan.objects.get().closed_on == day("2021-10-01")


@pytest.mark.parametrize("on, refusal", [(in_days(1), DayAhead), ("2021-06-30", DaysOutOfOrder)])
def test_plan_is_closed_on_a_day_that_makes_sense(place, on, refusal):
    with pytest.raises(refusal):
        close(place, plan(place), on=on)
