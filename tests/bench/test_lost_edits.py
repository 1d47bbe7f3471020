"""What the bench counts as a lost edit: it must see each kind, or its zero would mean nothing."""

import pytest

from accounts.models import Event, Role
from assessments.actions.self_score import save_self_score
from assessments.models import Assessment, CriterionScore
from bench.lost_edits import lost_edits
from tests.factories import make_city, make_open_round, make_person, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def saves():
    """Two saves of one criterion and one of another, as the writers noted them."""
    ward = make_unit(parent=make_city())
    sheet, officer = make_open_round([ward]).assessments.get(), make_person(Role.OFFICER, ward)
    answers = (("I.1", {"met": False}, 0), ("I.1", {"met": True}, 1), ("I.2", {"met": True}, 0))
    return [saved(sheet, officer, *each) for each in answers]


def saved(sheet, officer, code, answer, revision):
    score, note = sheet.scores.get(criterion__code=code), f"lần {revision}"
    after = save_self_score(
        assessment=sheet.pk, criterion=score.criterion_id, answer=answer, note=note, revision=revision, by=officer
    )
    told = {"stream": sheet.stream, "score": score.pk, "code": code, "revision": after.revision}
    return {**told, "note": note, "answer": answer}


def test_saves_that_all_stand_are_not_lost(saves):
    assert lost_edits(saves) == 0


@pytest.mark.parametrize(
    "change", [{"self_note": "khác"}, {"self_answer": {"met": False}, "self_met": False}, {"revision": 1}]
)
def test_row_that_is_not_as_it_was_saved_last_is_lost(saves, change):
    CriterionScore.objects.filter(pk=saves[1]["score"]).update(**change)
    lost_sheets = int("self_answer" in change)
    assert lost_edits(saves) == 1 + lost_sheets


def test_save_without_an_event_is_lost(saves):
    Event.objects.filter(stream=saves[0]["stream"], data__criterion="I.1", data__revision=1).delete()
    assert lost_edits(saves) == 1


def test_sheet_whose_total_is_not_that_of_its_rows_is_lost(saves):
    Assessment.objects.filter(scores=saves[0]["score"]).update(answered=1)
    assert lost_edits(saves) == 1
