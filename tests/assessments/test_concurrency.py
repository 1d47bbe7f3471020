"""Two people at once: nobody's words are lost, and the totals are right."""

import threading
import time
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction

from accounts.models import Role
from assessments import actions
from assessments.actions.ranking import ensure_ranks, refresh_ranks
from assessments.models import Assessment, CriterionScore
from tests.factories import make_city, make_open_round, make_person, make_unit

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def database_for_threads(folder):
    """SQLite's tests run in memory, which threads cannot share under its lock: they get the same rows in a file."""
    if connection.vendor != "sqlite":
        yield
        return
    settings, name = connections.settings["default"], connections.settings["default"]["NAME"]
    path = folder / "threads.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    settings["NAME"] = path
    try:
        yield
    finally:
        settings["NAME"] = name


def at_once(*calls):
    """Run the calls in threads that start together; return what each returned, or the exception that it raised."""
    start, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        try:
            start.wait(timeout=10)
            results[place] = call()
        except Exception as fault:  # the test looks at it
            results[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def in_a_thread(call):
    return at_once(call)[0]


@pytest.fixture
def draft():
    ward = make_unit(parent=make_city())
    return make_open_round([ward]).assessments.get(), make_person(Role.OFFICER, ward)


def saving(assessment, by, code, answer, revision=0):
    criterion = CriterionScore.objects.get(assessment=assessment, criterion__code=code).criterion_id
    return lambda: actions.save_self_score(
        assessment=assessment.pk, criterion=criterion, answer=answer, note="", revision=revision, by=by
    )


def stored(assessment):
    row = Assessment.objects.get(pk=assessment.pk)
    answers = CriterionScore.objects.filter(assessment=assessment).order_by("criterion__position")
    return row.met, row.answered, list(answers.values_list("self_answer", flat=True))


def test_different_criteria_saved_at_once_are_both_kept_and_counted(draft, tmp_path):
    assessment, officer = draft
    calls = [saving(assessment, officer, code, {"met": True}) for code in ("I.1", "I.2", "II.1")]
    with database_for_threads(tmp_path):
        saved = at_once(*calls)
        after = in_a_thread(lambda: stored(assessment))
    assert [type(each).__name__ for each in saved] == ["Saved"] * 3
    assert after == (3, 3, [{"met": True}] * 3)


def test_same_criterion_saved_at_once_refuses_the_second(draft, tmp_path):
    assessment, officer = draft
    calls = [saving(assessment, officer, "I.1", {"met": met}) for met in (True, False)]
    with database_for_threads(tmp_path):
        saved = at_once(*calls)
        met, answered, answers = in_a_thread(lambda: stored(assessment))
    assert sorted(type(each).__name__ for each in saved) == ["Saved", "StaleScore"]
    kept = next(each for each in saved if not isinstance(each, Exception))
    assert (met, answered) == (kept.result.met, 1)
    assert answers[0] == {"met": bool(kept.result.met)}


def test_save_during_a_ranking_leaves_no_stale_place(tmp_path):
    """The ranking waits for the row that is being saved; what it then reckoned of that row is out of date."""
    city = make_city()
    shown = make_open_round([make_unit(name, parent=city) for name in ("A", "B")])
    first, second = shown.assessments.order_by("pk")
    Assessment.objects.filter(pk=second.pk).update(standing=10, rank=None)
    is_saving = threading.Event()

    def save():
        with transaction.atomic():
            Assessment.objects.filter(pk=first.pk).update(standing=50, rank=None)
            is_saving.set()
            time.sleep(0.3)

    def rank():
        is_saving.wait(timeout=10)
        refresh_ranks(shown)

    def places():
        ensure_ranks(shown)
        return list(shown.assessments.order_by("rank").values_list("pk", "rank"))

    with database_for_threads(tmp_path):
        assert at_once(save, rank) == [None, None]
        assert in_a_thread(places) == [(first.pk, 1), (second.pk, 2)]
