"""The table of a recognition's steps is whole, and any sequence of steps keeps what must always hold."""

import datetime as dt
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import Role
from accounts.refusals import Refused
from committee.actions.recognition import (
    decide_recognition,
    recognise_again,
    refuse_recognition,
    revoke_recognition,
    warn_unit,
    withdraw_proposal,
)
from committee.actions.recognition_stage import MOVES
from committee.models import (
    CLOSED,
    HOLDING,
    STATE_AFTER,
    TRANSITIONS,
    Recognition,
    RecognitionState,
    RecognitionStep,
    RecognitionVerb,
)
from tests.committee.recognition_samples import MINISTER, make_place, make_published, propose, recognise
from tests.factories import day
from units.models import Enrolment, Stage


def test_every_state_is_placed_in_the_table():
    assert set(TRANSITIONS) == {None, *RecognitionState}
    assert {step.state for steps in TRANSITIONS.values() for step in steps.values()} == set(RecognitionState)


def test_every_verb_leads_to_one_state_and_is_taken_by_the_support_team():
    for verb in RecognitionVerb:
        found = {steps[verb] for steps in TRANSITIONS.values() if verb in steps}
        assert len(found) == 1
        assert found.pop().who == {Role.SECRETARY}
    assert set(STATE_AFTER) == set(RecognitionVerb)


def test_every_state_is_held_closed_or_on_its_way():
    others = {RecognitionState.PROPOSED, RecognitionState.REVOKED}
    assert HOLDING | CLOSED | others == set(RecognitionState)
    assert not HOLDING & CLOSED
    assert {state for state, steps in TRANSITIONS.items() if not steps} == CLOSED


def test_every_verb_but_a_warning_moves_the_stage():
    assert set(RecognitionVerb) - set(MOVES) == {RecognitionVerb.WARNED}


@pytest.mark.django_db
@pytest.mark.parametrize("state", RecognitionState)
@pytest.mark.parametrize(
    "verb, act",
    [
        (RecognitionVerb.DECIDED, decide_recognition),
        (RecognitionVerb.RE_RECOGNISED, recognise_again),
        (RecognitionVerb.REFUSED, refuse_recognition),
        (RecognitionVerb.WITHDRAWN, withdraw_proposal),
        (RecognitionVerb.WARNED, warn_unit),
        (RecognitionVerb.REVOKED, revoke_recognition),
    ],
)
def test_action_does_what_the_table_allows_and_no_more(state, verb, act):
    place = make_place("Hải Châu I")
    shown = make_published(place)
    (recognition,) = propose(place, shown)
    decided = {"document": "1/QĐ", "decided_on": day("2022-12-01"), "authority": MINISTER}
    open_states = {RecognitionState.PROPOSED, *CLOSED}
    Recognition.objects.filter(pk=recognition.pk).update(state=state, **({} if state in open_states else decided))
    words = {"on": day("2022-12-20"), "document": "2/QĐ", "authority": MINISTER, "reason": "Lý do"}
    names = act.__wrapped__.__kwdefaults__ or {}
    asked = act.__wrapped__.__code__.co_varnames[: act.__wrapped__.__code__.co_kwonlyargcount]
    assert {*names} <= {*asked}
    arguments = {name: value for name, value in words.items() if name in asked}
    is_allowed = verb in TRANSITIONS[state]
    if is_allowed:
        assert act(by=place.secretary, recognition=recognition, **arguments).state == STATE_AFTER[verb]
    else:
        with pytest.raises(Refused):
            act(by=place.secretary, recognition=recognition, **arguments)
        assert Recognition.objects.get().state == state


WHO = st.sampled_from(["secretary", "secretary", "secretary", "member", "commander", "stranger"])
DAYS = st.integers(0, 400).map(lambda number: day("2022-11-15") + dt.timedelta(days=number))
STEPS = st.sampled_from(["decide", "again", "refuse", "withdraw", "warn", "revoke"])


class Recognitions(RuleBasedStateMachine):
    """One unit proposed, decided, warned, revoked by everybody in any order; refusals change nothing."""

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.place = make_place("Hải Châu I")
        self.round = make_published(self.place)

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def attempt(self, action, **arguments):
        before = list(RecognitionStep.objects.order_by("pk").values_list("pk", flat=True))
        with suppress(PermissionDenied, Refused), transaction.atomic():
            action(**arguments)
        after = list(RecognitionStep.objects.order_by("pk").values_list("pk", flat=True))
        assert after[: len(before)] == before

    @rule(on=DAYS)
    def propose(self, on):
        self.attempt(lambda: propose(self.place, self.round, on=f"{on}"))

    @rule()
    def record(self):
        self.attempt(lambda: recognise(self.place))

    @rule(step=STEPS, who=WHO, on=DAYS)
    def take(self, step, who, on):
        recognition = Recognition.objects.order_by("-pk").first()
        if recognition is None:
            return
        named = {"by": getattr(self.place, who), "recognition": recognition, "on": on}
        paper = {"document": "2/QĐ", "authority": MINISTER}
        acts = {
            "decide": (decide_recognition, paper),
            "again": (recognise_again, paper),
            "refuse": (refuse_recognition, {"reason": "Lý do"}),
            "withdraw": (withdraw_proposal, {"reason": "Lý do"}),
            "warn": (warn_unit, {"reason": "Lý do"}),
            "revoke": (revoke_recognition, {**paper, "reason": "Lý do"}),
        }
        act, words = acts[step]
        self.attempt(act, **named, **words)

    @invariant()
    def one_stands_and_its_state_is_that_of_its_last_step(self):
        assert Recognition.objects.standing().count() <= 1
        for recognition in Recognition.objects.all():
            steps = list(recognition.steps.all())
            assert recognition.state == STATE_AFTER[steps[-1].verb]
            assert [each.on for each in steps] == sorted(each.on for each in steps)
            walked = [None, *[STATE_AFTER[each.verb] for each in steps]]
            assert all(step.verb in TRANSITIONS[before] for before, step in zip(walked, steps, strict=False))

    @invariant()
    def only_secretaries_wrote(self):
        assert set(RecognitionStep.objects.values_list("by", flat=True)) <= {self.place.secretary.pk}

    @invariant()
    def stage_says_recognised_where_a_recognition_is_held(self):
        last = Enrolment.objects.order_by("enrolled_from").last()
        held = Recognition.objects.holding().exists()
        assert (last.stage == Stage.RECOGNISED) == held


@pytest.mark.django_db
def test_any_sequence_keeps_what_must_hold():
    run_state_machine_as_test(
        Recognitions,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
