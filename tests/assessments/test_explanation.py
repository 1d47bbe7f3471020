"""An appraiser asks, the unit explains, the appraiser settles."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.models import CriterionScore, Explanation, State
from tests.factories import advance, make_membership, make_person, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def appraising(stage):
    stage.assessment = advance(stage.assessment, State.APPRAISING)
    stage.criterion = CriterionScore.objects.get(assessment=stage.assessment, criterion__code="II.1").criterion_id
    return stage


def ask(stage, **changed):
    arguments = {"question": "Trụ sở đã bàn giao chưa?", "by": stage.appraiser, **changed}
    return actions.ask_explanation(assessment=stage.assessment.pk, criterion=stage.criterion, **arguments)


def explain(stage, **changed):
    arguments = {"text": "Đang xây, bàn giao tháng 12.", "by": stage.officer, **changed}
    return actions.explain(assessment=stage.assessment.pk, criterion=stage.criterion, **arguments)


def settle(stage, by=None):
    return actions.settle_explanation(
        assessment=stage.assessment.pk, criterion=stage.criterion, by=by or stage.appraiser
    )


def complete(stage):
    return actions.complete_appraisal(assessment=stage.assessment.pk, by=stage.secretary)


def test_asked_explained_and_settled(appraising):
    ask(appraising)
    explain(appraising)
    settled = settle(appraising)
    assert (settled.asked_by, settled.explained_by, settled.settled_by) == (
        appraising.appraiser,
        appraising.officer,
        appraising.appraiser,
    )
    assert complete(appraising).state == State.APPRAISED


def test_day_is_the_stages_own_and_never_gone(appraising):
    assert ask(appraising).due == timezone.localdate()
    settle(appraising)
    later = timezone.localdate() + dt.timedelta(days=30)
    type(appraising.assessment.round).objects.update(decision_due=later, appraisal_due=later, explanation_due=later)
    assert ask(appraising).due == later


def test_open_explanation_holds_up_the_appraisal(appraising):
    ask(appraising)
    with pytest.raises(actions.ExplanationsOpen) as refused:
        complete(appraising)
    assert refused.value.codes == ("II.1",)


def test_appraisal_saved_after_the_explanation_settles_it(appraising):
    ask(appraising)
    explain(appraising)
    score = CriterionScore.objects.get(assessment=appraising.assessment, criterion=appraising.criterion)
    actions.save_appraisal(
        assessment=appraising.assessment.pk,
        criterion=appraising.criterion,
        answer={"met": True},
        note="Đã xem giải trình",
        revision=score.revision,
        by=appraising.secretary,
    )
    assert Explanation.objects.get().settled_by == appraising.secretary


def test_unit_words_its_explanation_anew_until_it_is_settled(appraising):
    ask(appraising)
    explain(appraising)
    assert explain(appraising, text="Đã bàn giao.").text == "Đã bàn giao."
    settle(appraising)
    with pytest.raises(actions.NothingAsked):
        explain(appraising)


def test_one_question_at_a_time(appraising):
    ask(appraising)
    with pytest.raises(actions.AlreadyAsked):
        ask(appraising, question="Biên bản đâu?")
    with pytest.raises(actions.AlreadyAsked):
        ask(appraising, by=appraising.secretary)


def test_same_question_sent_twice_is_asked_once(appraising):
    assert ask(appraising) == ask(appraising)
    assert Explanation.objects.count() == 1


@pytest.mark.parametrize(
    "changed, refusal",
    [({"question": " \n"}, actions.ReasonMissing), ({"due": dt.date(2021, 1, 1)}, actions.DayGone)],
)
def test_question_and_day_are_needed(appraising, changed, refusal):
    with pytest.raises(refusal):
        ask(appraising, **changed)
    assert Explanation.objects.count() == 0


def test_empty_explanation_explains_nothing(appraising):
    ask(appraising)
    with pytest.raises(actions.ReasonMissing):
        explain(appraising, text="   ")


def test_appraiser_of_another_department_does_not_ask(appraising):
    other = make_person(Role.APPRAISER, make_unit(type="department", code="PC06", parent=appraising.city))
    with pytest.raises(PermissionDenied):
        ask(appraising, by=other)


def test_nobody_asks_about_their_own_answer(appraising):
    former = appraising.officer
    former.memberships.all().delete()
    make_membership(former, appraising.city, Role.SECRETARY)
    CriterionScore.objects.filter(assessment=appraising.assessment).update(self_by=former)
    with pytest.raises(actions.HandsNotApart):
        ask(appraising, by=type(former).objects.get(pk=former.pk))
