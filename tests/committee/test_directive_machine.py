"""Any sequence of steps by anybody keeps what must always hold of a directive and its tasks."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.actions import event_hash
from accounts.models import Event, User
from accounts.queries import held_units
from accounts.refusals import Refused
from committee.actions.directive import add_tasks, change_directive, withdraw_directive
from committee.actions.directive_due import ask_postponement, decide_postponement, postpone
from committee.actions.directive_progress import confirm_done, report_done, report_progress, send_back
from committee.models import Directive, DirectiveState, PostponementState
from tests.committee.directive_samples import REASON, in_days, issued, make_place

PEOPLE = ("commander", "second_commander", "appraiser", "secretary", "member", "stranger")
WHICH, WHO, DAYS = st.sampled_from([0, 1, 2]), st.sampled_from(PEOPLE), st.integers(5, 60)


def mostly(*who):
    """The ones whose step it is more often than not."""
    return st.one_of(*(st.just(each) for each in who), st.just(who[0]), WHO)


DOER = mostly("commander", "second_commander", "appraiser")
ISSUER = mostly("secretary", "member")


class Life(RuleBasedStateMachine):
    """An order to two wards, pushed about by six people in any order; refusals change nothing."""

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.place = make_place()
        order = issued(self.place, lead=self.place.department, units=self.place.wards[:2])
        self.keys = [order.pk, *order.tasks.order_by("pk").values_list("pk", flat=True)]

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def all(self):
        return list(Directive.objects.filter(pk__in=self.keys).order_by("pk"))

    def attempt(self, action, who, which, **arguments):
        directive = Directive.objects.get(pk=self.keys[which])
        before = self.all_rows()
        try:
            with transaction.atomic():
                action(by=getattr(self.place, who), directive=directive, **arguments)
        except (PermissionDenied, Refused):
            assert self.all_rows() == before

    def all_rows(self):
        return list(Directive.objects.order_by("pk").values())

    @rule(who=DOER, which=WHICH, percent=st.sampled_from([0, 33, 50, 100]))
    def report_progress(self, who, which, percent):
        self.attempt(report_progress, who, which, percent=percent, text="Đã làm")

    @rule(who=DOER, which=WHICH)
    def report_done(self, who, which):
        self.attempt(report_done, who, which, text="Xong")

    @rule(who=ISSUER, which=WHICH)
    def confirm_done(self, who, which):
        self.attempt(confirm_done, who, which)

    @rule(who=ISSUER, which=WHICH)
    def send_back(self, who, which):
        self.attempt(send_back, who, which, reason=REASON)

    @rule(who=DOER, which=WHICH, days=DAYS)
    def ask_postponement(self, who, which, days):
        self.attempt(ask_postponement, who, which, due=in_days(days), reason=REASON)

    @rule(who=ISSUER, which=WHICH, days=DAYS)
    def postpone(self, who, which, days):
        self.attempt(postpone, who, which, due=in_days(days), reason=REASON)

    @rule(who=ISSUER, which=WHICH, is_granted=st.booleans())
    def decide_postponement(self, who, which, is_granted):
        asked = Directive.objects.get(pk=self.keys[which]).postponements.first()
        if asked:
            with suppress(PermissionDenied, Refused), transaction.atomic():
                decide_postponement(
                    by=getattr(self.place, who), postponement=asked, is_granted=is_granted, note="Theo kế hoạch"
                )

    @rule(who=ISSUER, which=WHICH, title=st.sampled_from(["Một", "Hai"]))
    def change_directive(self, who, which, title):
        self.attempt(change_directive, who, which, title=title)

    @rule(who=ISSUER, which=st.sampled_from([0, 0, 1]))
    def add_tasks(self, who, which):
        self.attempt(add_tasks, who, which, units=self.place.wards)

    # Rarely: a walk that begins with it has nowhere to go.
    @rule(who=ISSUER, which=WHICH, is_meant=st.sampled_from([False, False, False, True]))
    def withdraw_directive(self, who, which, is_meant):
        if is_meant:
            self.attempt(withdraw_directive, who, which, reason=REASON)

    @rule(who=st.sampled_from(["commander", "second_commander"]))
    def finish_task(self, who):
        which = 1 if who == "commander" else 2
        self.report_done(who, which)
        self.confirm_done("secretary", which)

    @invariant()
    def closed_has_its_day_and_nothing_else_has(self):
        for each in Directive.objects.all():
            assert (each.closed_on is not None) is (not each.is_standing)
            assert (each.closed_by is not None) is (not each.is_standing)

    @invariant()
    def done_is_confirmed_by_the_issuer_and_never_by_the_doer(self):
        leaders = {self.place.secretary, self.place.member}
        for each in Directive.objects.filter(state=DirectiveState.DONE):
            assert each.closed_by in leaders
            assert each.closed_by_id != each.reported_by_id
            assert each.lead_id in held_units(User.objects.get(pk=each.reported_by_id))
            assert each.percent == 100

    @invariant()
    def order_has_the_mean_of_its_tasks(self):
        order = Directive.objects.get(pk=self.keys[0])
        percents = [task.percent for task in order.tasks.all() if task.state != DirectiveState.WITHDRAWN]
        if percents:
            assert order.percent == sum(percents) // len(percents)

    @invariant()
    def no_task_outlives_its_order(self):
        order = Directive.objects.get(pk=self.keys[0])
        standing = order.tasks.standing()
        if order.state != DirectiveState.UNDER_WAY:
            assert not standing.exists()
        assert not standing.filter(due__lt=order.due).exists()

    @invariant()
    def request_waits_only_while_its_directive_stands(self):
        for each in Directive.objects.all():
            asked = each.postponements.filter(state=PostponementState.ASKED).count()
            assert asked <= each.is_standing

    @invariant()
    def events_are_chained(self):
        previous = {}
        for event in Event.objects.filter(stream__startswith="directive:").order_by("stream", "sequence"):
            assert event.previous_hash == previous.get(event.stream, "")
            assert event.hash == event_hash(event)
            previous[event.stream] = event.hash


@pytest.mark.django_db
def test_any_sequence_of_steps_keeps_the_invariants():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_the_machine_can_walk_to_the_end():
    """The machine would prove little if no order was ever done."""
    machine = Life()
    machine.finish_task("commander")
    machine.finish_task("second_commander")
    machine.report_done("appraiser", 0)
    machine.confirm_done("member", 0)
    assert [each.state for each in machine.all()] == [DirectiveState.DONE] * 3
    machine.done_is_confirmed_by_the_issuer_and_never_by_the_doer()
    machine.order_has_the_mean_of_its_tasks()
    machine.teardown()
