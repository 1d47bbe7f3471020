"""Any sequence of clearing, reopening, asking and letting go keeps what must always hold of an obstacle."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.refusals import Refused
from committee.actions.obstacle import clear_obstacle, let_go, reopen_obstacle, take_in_hand
from committee.actions.recommendation import advance_recommendation
from committee.models import ObstacleState
from tests.committee.obstacle_samples import ago, make_obstacle, make_place, make_recommendation, stored

WHO = st.sampled_from(["secretary", "secretary", "commander", "neighbour", "officer", "member", "stranger"])
UNIT = st.sampled_from(["ward", "other"])


class Obstacles(RuleBasedStateMachine):
    """One obstacle of two units, pushed about by everybody; refusals change nothing."""

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.place = make_place()
        self.obstacle = make_obstacle(self.place, units=[self.place.ward, self.place.other])
        self.asked = []

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def attempt(self, action, **arguments):
        with suppress(PermissionDenied, Refused):
            return action(**arguments)

    @rule(who=WHO, unit=UNIT, days=st.integers(-1, 101))
    def clear(self, who, unit, days):
        self.attempt(
            clear_obstacle,
            by=getattr(self.place, who),
            obstacle=self.obstacle,
            unit=getattr(self.place, unit),
            on=ago(days),
            clearance="Xong",
        )

    @rule(who=WHO)
    def reopen(self, who):
        self.attempt(reopen_obstacle, by=getattr(self.place, who), obstacle=self.obstacle, reason="Lại vướng")

    @rule()
    def ask(self):
        with suppress(Refused):
            self.asked.append(make_recommendation(self.place, self.obstacle))

    @rule(state=st.sampled_from(["accepted", "done", "declined"]))
    def answer(self, state):
        if self.asked:
            self.attempt(
                advance_recommendation,
                by=self.place.commander,
                recommendation=self.asked[-1],
                state=state,
                on=ago(1),
                note="Lý do",
            )

    @rule(act=st.sampled_from([take_in_hand, let_go]))
    def hold(self, act):
        self.attempt(act, by=self.place.secretary, obstacle=self.obstacle)

    @invariant()
    def cleared_means_cleared_for_every_unit(self):
        obstacle = stored(self.obstacle)
        days = [each.cleared_on for each in obstacle.blocked.all()]
        assert (obstacle.state == ObstacleState.CLEARED) == all(days)
        assert obstacle.cleared_on == (max(days) if all(days) else None)
        assert all(obstacle.since <= day <= ago(0) for day in days if day)

    @invariant()
    def nobody_asked_means_not_open(self):
        obstacle = stored(self.obstacle)
        if obstacle.state == ObstacleState.OPEN:
            assert not obstacle.recommendations.exclude(state="declined").exists()


@pytest.mark.django_db
def test_any_sequence_keeps_what_must_hold():
    run_state_machine_as_test(
        Obstacles,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
