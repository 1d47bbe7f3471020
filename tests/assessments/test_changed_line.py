"""The committee decides one criterion otherwise than it was appraised: recorded, never a silent overwrite."""

import pytest

from accounts.models import Event, Role
from assessments import actions
from assessments.models import ChangedLine, CriterionScore, State
from criteria import scoring
from tests.factories import advance, make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def appraised(stage):
    stage.assessment = advance(stage.assessment, State.APPRAISED)
    return stage


def score_of(stage, code="II.1"):
    return CriterionScore.objects.get(assessment=stage.assessment, criterion__code=code)


def change(stage, **changed):
    arguments = {"answer": {"met": False}, "reason": "Trụ sở chưa bàn giao", "by": stage.member, **changed}
    return actions.change_line(assessment=stage.assessment.pk, criterion=score_of(stage).criterion_id, **arguments)


def decide(stage):
    return actions.decide(assessment=stage.assessment.pk, document="05/QĐ-BCĐ", by=stage.member)


def test_decision_takes_the_changed_line_and_keeps_the_appraised_one_beside_it(appraised):
    change(appraised)
    decided = decide(appraised)
    score = score_of(appraised)
    assert (score.appraised_answer, score.official_answer) == ({"met": True}, {"met": False})
    assert (decided.met, decided.applicable, score.official_met) == (2, 3, False)
    assert ChangedLine.objects.get().decision_document == "05/QĐ-BCĐ"
    event = Event.objects.get(stream=appraised.assessment.stream, verb="decide")
    assert event.data["changed"] == {"II.1": {"met": False}}


def test_nothing_is_official_before_the_decision(appraised):
    change(appraised)
    assert score_of(appraised).official_answer is None


def test_last_change_is_the_one_in_force(appraised):
    change(appraised)
    change(appraised, reason="Biên bản ngày 20/11")
    assert list(ChangedLine.objects.filter(superseded_at=None).values_list("reason", flat=True)) == [
        "Biên bản ngày 20/11"
    ]


def test_change_that_is_withdrawn_is_not_decided(appraised):
    change(appraised)
    actions.withdraw_change(
        assessment=appraised.assessment.pk, criterion=score_of(appraised).criterion_id, by=appraised.member
    )
    decide(appraised)
    assert score_of(appraised).official_answer == {"met": True}


@pytest.mark.parametrize(
    "changed, refusal",
    [
        ({"reason": " "}, actions.ReasonMissing),
        ({"answer": None}, actions.ReasonMissing),
        ({"answer": {"met": True}}, actions.NothingChanged),
        ({"answer": {"met": "có"}}, scoring.AnswersRefused),
    ],
)
def test_change_says_what_and_why(appraised, changed, refusal):
    with pytest.raises(refusal):
        change(appraised, **changed)
    assert ChangedLine.objects.count() == 0


def test_whoever_appraised_decides_nothing(appraised):
    appraiser = score_of(appraised).appraised_by
    make_membership(appraiser, appraised.city, Role.MEMBER)
    appraiser = type(appraiser).objects.get(pk=appraiser.pk)
    with pytest.raises(actions.HandsNotApart):
        change(appraised, by=appraiser)
    with pytest.raises(actions.HandsNotApart):
        actions.decide(assessment=appraised.assessment.pk, document="1", by=appraiser)
