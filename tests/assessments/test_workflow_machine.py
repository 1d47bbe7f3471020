"""Any sequence of moves by anybody keeps what must always hold."""

import itertools
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.actions import event_hash
from accounts.models import Event, Role
from assessments import actions
from assessments.actions.ranking import ensure_ranks
from assessments.actions.results import result_of, result_values
from assessments.models import (
    Assessment,
    CriterionScore,
    Disagreement,
    Explanation,
    Publication,
    ReviewOutcome,
    State,
    Track,
)
from assessments.queries import first_break
from tests.factories import make_city, make_criteria_set, make_department, make_open_round, make_person, make_unit
from units.models import UnitType

CODES = ("I.1", "I.2", "II.1")
PEOPLE = ("officer", "commander", "reviewer", "appraiser", "secretary", "member", "stranger")
WHO, CODE = st.sampled_from(PEOPLE), st.sampled_from(CODES)


def mostly(*who):
    """The ones whose move it is more often than not: with chance alone few walks would leave the draft."""
    return st.one_of(*(st.just(each) for each in who), st.just(who[0]), WHO)


SOME_CODES = st.lists(CODE, unique=True, max_size=2)
ANSWERS = st.sampled_from([None, {"met": True}, {"met": False}, {"met": True}])


class Workflow(RuleBasedStateMachine):
    """One ward's assessment, pushed about by seven people in any order; refusals change nothing."""

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        city = make_city()
        district = make_unit(parent=city, type=UnitType.URBAN_DISTRICT)
        ward = make_unit(parent=district)
        self.round = make_open_round([ward], make_criteria_set())
        self.pk = self.round.assessments.get().pk
        self.people = {
            "officer": make_person(Role.OFFICER, ward),
            "commander": make_person(Role.COMMANDER, ward),
            "reviewer": make_person(Role.REVIEWER, district),
            "appraiser": make_person(Role.APPRAISER, make_department(city=city)),
            "secretary": make_person(Role.SECRETARY, city),
            "member": make_person(Role.MEMBER, city),
            "stranger": make_person(Role.COMMANDER, make_unit(parent=city)),
        }
        self.keys = dict(CriterionScore.objects.filter(assessment=self.pk).values_list("criterion__code", "criterion"))
        self.sealed = None
        self.locked = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def attempt(self, action, **arguments):
        with suppress(PermissionDenied, actions.Refused):
            action(**arguments)

    def write(self, action, who, code, answer, is_stale):
        score = CriterionScore.objects.get(assessment=self.pk, criterion__code=code)
        self.attempt(
            action,
            assessment=self.pk,
            criterion=score.criterion_id,
            answer=answer,
            note="",
            revision=score.revision - is_stale,
            by=self.people[who],
        )

    @rule(who=mostly("officer"), code=st.sampled_from(CODES), answer=ANSWERS, is_stale=st.booleans())
    def save_self_score(self, who, code, answer, is_stale):
        self.write(actions.save_self_score, who, code, answer, is_stale)

    @rule(who=mostly("appraiser", "secretary"), code=st.sampled_from(CODES), answer=ANSWERS, is_stale=st.booleans())
    def save_appraisal(self, who, code, answer, is_stale):
        self.write(actions.save_appraisal, who, code, answer, is_stale)

    @rule(who=st.sampled_from(["officer", "secretary"]))
    def answer_all(self, who):
        save = actions.save_self_score if who == "officer" else actions.save_appraisal
        for code in CODES:
            self.write(save, who, code, {"met": code != "I.2"}, is_stale=False)

    @rule(who=mostly("commander"))
    def submit(self, who):
        self.attempt(actions.submit, assessment=self.pk, by=self.people[who])

    @rule(who=mostly("secretary"))
    def complete(self, who):
        self.attempt(actions.complete_appraisal, assessment=self.pk, by=self.people[who])

    @rule(who=mostly("member"))
    def decide(self, who):
        self.attempt(actions.decide, assessment=self.pk, document="1/QĐ", by=self.people[who])

    def on_sheet(self, action, who, **arguments):
        self.attempt(action, assessment=self.pk, by=self.people[who], **arguments)

    @rule(who=mostly("commander"))
    def withdraw(self, who):
        self.on_sheet(actions.withdraw, who)

    @rule(who=mostly("reviewer"))
    def pass_review(self, who):
        self.on_sheet(actions.pass_review, who, note="")

    @rule(who=mostly("secretary", "reviewer"), codes=SOME_CODES)
    def return_sheet(self, who, codes):
        criteria = [self.keys[code] for code in codes]
        self.on_sheet(actions.return_sheet, who, criteria=criteria, reason="Chưa rõ", due=timezone.localdate())

    @rule(who=mostly("secretary", "member"), code=CODE)
    def reopen_criterion(self, who, code):
        due = timezone.localdate()
        self.on_sheet(actions.reopen_criterion, who, criterion=self.keys[code], reason="Sai", due=due)

    @rule(who=mostly("member"), codes=SOME_CODES)
    def return_to_appraisal(self, who, codes):
        criteria = [self.keys[code] for code in codes]
        self.on_sheet(actions.return_to_appraisal, who, criteria=criteria, reason="Xem lại")

    @rule(who=mostly("secretary", "appraiser"), code=CODE)
    def ask_explanation(self, who, code):
        self.on_sheet(actions.ask_explanation, who, criterion=self.keys[code], question="Vì sao?")

    @rule(who=mostly("officer"), code=CODE)
    def explain(self, who, code):
        self.on_sheet(actions.explain, who, criterion=self.keys[code], text="Vì đang xây.")

    @rule(who=mostly("secretary", "appraiser"), code=CODE)
    def settle_explanation(self, who, code):
        self.on_sheet(actions.settle_explanation, who, criterion=self.keys[code])

    @rule(who=mostly("secretary"), code=CODE, met=st.booleans())
    def resolve_disagreement(self, who, code, met):
        score = CriterionScore.objects.get(assessment=self.pk, criterion__code=code)
        answer, revision = {"met": met}, score.revision
        on = {"criterion": score.criterion_id, "answer": answer, "revision": revision, "reason": "Theo biên bản"}
        self.on_sheet(actions.resolve_disagreement, who, **on)

    @rule(who=mostly("member"), code=CODE, met=st.booleans())
    def change_line(self, who, code, met):
        on = {"criterion": self.keys[code], "answer": {"met": met}, "reason": "Theo biên bản"}
        self.on_sheet(actions.change_line, who, **on)

    @rule(state=st.sampled_from([State.SUBMITTED, State.APPRAISING, State.APPRAISED, State.DECIDED]))
    def hurry_on(self, state):
        """Everybody does their part until the sheet is so far, or stuck: else few walks would leave the draft."""
        self.answer_all("officer")
        self.submit("commander")
        self.pass_review("reviewer")
        if state != State.SUBMITTED:
            self.answer_all("secretary")
        if state in (State.APPRAISED, State.DECIDED):
            self.complete("secretary")
        if state == State.DECIDED:
            self.decide("member")

    @rule(who=mostly("secretary"))
    def publish(self, who):
        self.attempt(actions.publish, assessment_round=self.round, by=self.people[who])

    @rule()
    def read_ranking(self):
        ensure_ranks(self.round)

    @invariant()
    def stored_result_is_the_engines(self):
        assessment = Assessment.objects.select_related("round__criteria_set").get(pk=self.pk)
        scores = CriterionScore.objects.filter(assessment=assessment).select_related("criterion")
        answers = {score.criterion.code: getattr(score, f"{assessment.track}_answer") for score in scores}
        expected = result_values(result_of(assessment, answers), counts_met=True)
        del expected["rank"]
        assert {column: getattr(assessment, column) for column in expected} == expected

    @invariant()
    def tracks_never_mix(self):
        state = Assessment.objects.get(pk=self.pk).state
        written = {
            track
            for track, score in itertools.product(Track, CriterionScore.objects.filter(assessment=self.pk))
            if getattr(score, f"{track}_answer") is not None
        }
        is_decided = state in (State.DECIDED, State.PUBLISHED)
        assert (Track.OFFICIAL in written) is is_decided
        by = {score.appraised_by for score in CriterionScore.objects.filter(assessment=self.pk)} - {None}
        assert by <= {self.people["appraiser"], self.people["secretary"]}

    @invariant()
    def what_the_unit_may_change_is_not_appraised(self):
        state = Assessment.objects.get(pk=self.pk).state
        appraised = CriterionScore.objects.filter(assessment=self.pk).exclude(appraised_answer=None)
        if state in (State.DRAFTING, State.REVIEWING, State.SUBMITTED):
            assert not appraised.filter(is_locked=False).exists()

    @invariant()
    def locked_answers_stay(self):
        rows = CriterionScore.objects.filter(assessment=self.pk, is_locked=True)
        now = dict(rows.values_list("criterion__code", "self_answer"))
        assert {code: now[code] for code in self.locked if code in now} == {
            code: answer for code, answer in self.locked.items() if code in now
        }
        self.locked = now

    @invariant()
    def nothing_unsettled_is_complete(self):
        assessment = Assessment.objects.get(pk=self.pk)
        scores = CriterionScore.objects.filter(assessment=assessment)
        disputed = set(scores.filter(is_disputed=True).values_list("pk", flat=True))
        open_ones = Disagreement.objects.filter(resolved_at=None, score__assessment=assessment)
        assert disputed == set(open_ones.values_list("score", flat=True))
        unsettled = Explanation.objects.unsettled().filter(score__assessment=assessment).exists()
        assert assessment.state == State.APPRAISING or not (disputed or unsettled)
        assert assessment.appraised_count == scores.exclude(appraised_answer=None).count()

    @invariant()
    def review_is_where_the_chain_says(self):
        assessment = Assessment.objects.get(pk=self.pk)
        waiting = assessment.review_steps.filter(outcome=ReviewOutcome.WAITING).exists()
        assert waiting is (assessment.state in (State.DRAFTING, State.REVIEWING))

    @invariant()
    def published_never_changes(self):
        publication = Publication.objects.filter(round=self.round).first()
        self.sealed = self.sealed or (publication and publication.sha256)
        assert (publication and publication.sha256) == self.sealed
        assert first_break() is None

    @invariant()
    def events_are_chained(self):
        previous = ""
        for place, event in enumerate(Event.objects.filter(stream=f"assessment:{self.pk}"), start=1):
            assert (event.sequence, event.previous_hash, event.hash) == (place, previous, event_hash(event))
            previous = event.hash


@pytest.mark.django_db
def test_any_sequence_of_moves_keeps_the_invariants():
    run_state_machine_as_test(
        Workflow,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_the_machine_can_walk_to_the_end():
    """The machine would prove little if nothing ever got past the draft."""
    machine = Workflow()
    machine.answer_all("officer")
    machine.submit("commander")
    machine.pass_review("reviewer")
    machine.answer_all("secretary")
    machine.complete("secretary")
    machine.decide("member")
    machine.publish("secretary")
    machine.stored_result_is_the_engines()
    machine.published_never_changes()
    assert Assessment.objects.get(pk=machine.pk).state == State.PUBLISHED
    machine.teardown()
