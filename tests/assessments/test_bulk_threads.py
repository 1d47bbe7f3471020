"""Several that work on one run at once, one form that arrives twice at once, and the worker."""

from collections import Counter

import pytest
from django.core.management import call_command

from accounts.models import Event
from assessments.actions import bulk as actions
from assessments.actions.bulk_steps import STEPS
from assessments.models import BulkRun, BulkState, BulkVerb
from tests.assessments.bulk import make_wards, start, states
from tests.assessments.test_concurrency import at_once, database_for_threads, in_a_thread

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_workers_on_one_run_do_each_unit_once(tmp_path, monkeypatch):
    wards = make_wards([f"Phường {number}" for number in range(6)])
    run, real, taken = start(wards), STEPS[BulkVerb.COMPLETE], Counter()

    def count(outcome):
        taken[outcome.assessment_id] += 1
        real(outcome)

    monkeypatch.setitem(STEPS, BulkVerb.COMPLETE, count)

    def found():
        events = Event.objects.filter(verb__in=("complete_appraisal", "finish_bulk")).values_list("verb", flat=True)
        return BulkRun.objects.get(pk=run.pk).state, {state for _name, state in states(run)}, Counter(events)

    with database_for_threads(tmp_path):
        results = at_once(*[lambda: actions.work_on(run.pk)] * 3)
        after = in_a_thread(found)
    assert [type(each).__name__ for each in results] == ["BulkRun"] * 3
    assert after == (BulkState.DONE, {"done"}, Counter({"complete_appraisal": 6, "finish_bulk": 1}))
    assert taken == Counter({each.pk: 1 for each in wards.assessments})


def test_form_that_arrives_twice_at_once_starts_one_run(tmp_path):
    wards = make_wards(["A", "B"])
    with database_for_threads(tmp_path):
        started = at_once(*[lambda: start(wards, token="one").pk] * 2)
        runs = in_a_thread(lambda: list(BulkRun.objects.values_list("pk", flat=True)))
    assert [started[0]] == [started[1]] == runs


def test_run_that_is_stopped_while_it_works_has_one_end(tmp_path):
    wards = make_wards(["A", "B", "C"])
    run = start(wards)
    with database_for_threads(tmp_path):
        at_once(lambda: actions.work_on(run.pk), lambda: actions.stop_run(run=run, by=wards.secretary))
        state, ends = in_a_thread(
            lambda: (
                BulkRun.objects.get(pk=run.pk).state,
                Event.objects.filter(verb__in=("stop_bulk", "finish_bulk")).count(),
            )
        )
    assert (state in (BulkState.DONE, BulkState.CANCELLED), ends) == (True, 1)


def test_worker_does_what_is_queued(queued):
    wards = make_wards()
    run = start(wards)
    assert {state for _name, state in states(run)} == {"waiting"}
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
    run.refresh_from_db()
    assert (run.state, [state for _name, state in states(run)]) == (BulkState.DONE, ["done"] * 3)
