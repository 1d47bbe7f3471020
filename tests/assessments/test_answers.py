"""Many answers of one sheet at once: each is recorded as if saved alone, at the price of one statement each."""

import pytest

from accounts.actions import event_hash
from accounts.models import Event, Role
from accounts.queries import broken_events
from assessments.actions.answers import NewAnswer, save_answers
from assessments.actions.refusals import StaleScore
from tests.factories import make_city, make_open_round, make_person, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    ward = make_unit(parent=make_city())
    return make_open_round([ward]).assessments.get(), make_person(Role.OFFICER, ward)


def met(sheet, number, revision=0):
    ids = sheet.scores.order_by("criterion__position").values_list("criterion_id", flat=True)
    return [NewAnswer(pk, {"met": True}, "ghi ngoài mạng", revision) for pk in ids[:number]]


def test_each_answer_is_saved_and_recorded_in_an_unbroken_chain(sheet):
    assessment, officer = sheet
    save_answers(assessment=assessment.pk, answers=met(assessment, 1), by=officer)
    assert save_answers(assessment=assessment.pk, answers=met(assessment, 3), by=officer) == 2
    assessment.refresh_from_db()
    assert (assessment.answered, assessment.met) == (3, 3)
    events = Event.objects.filter(stream=assessment.stream, verb="save_self").order_by("sequence")
    assert [event.data["criterion"] for event in events] == ["I.1", "I.2", "II.1"]
    assert list(broken_events(event_hash)) == []


def test_a_stale_answer_leaves_nothing_of_the_others(sheet):
    assessment, officer = sheet
    good, stale = met(assessment, 2)
    with pytest.raises(StaleScore):
        save_answers(
            assessment=assessment.pk, answers=[good, NewAnswer(stale.criterion, stale.answer, "", 7)], by=officer
        )
    assert not Event.objects.filter(stream=assessment.stream, verb="save_self").exists()
    assert not assessment.scores.filter(self_answer__isnull=False).exists()


@pytest.mark.parametrize("number", [1, 3])
def test_statements_grow_by_one_an_answer(sheet, number, django_assert_num_queries):
    assessment, officer = sheet
    answers = met(assessment, number)
    with django_assert_num_queries(10 + number):
        save_answers(assessment=assessment.pk, answers=answers, by=officer)
