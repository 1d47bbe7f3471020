"""Appraisal criterion by criterion, and the committee's decision."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role
from assessments import actions
from assessments.models import Assessment, CriterionScore, State, Track
from tests.factories import (
    advance,
    answer_everything,
    make_city,
    make_criteria_set,
    make_membership,
    make_open_round,
    make_unit,
)


def appraise(stage, code, answer, *, by, note="", revision=None):
    score = CriterionScore.objects.get(assessment=stage.assessment, criterion__code=code)
    return actions.save_appraisal(
        assessment=stage.assessment.pk,
        criterion=score.criterion_id,
        answer=answer,
        note=note,
        revision=score.revision if revision is None else revision,
        by=by,
    )


def stored(stage):
    return Assessment.objects.get(pk=stage.assessment.pk)


def test_appraisal_leaves_the_self_score_and_its_result_alone(stage, score_of):
    advance(stage.assessment, State.SUBMITTED)
    appraise(stage, "II.1", {"met": False}, by=stage.appraiser, note="Chưa có biên bản")
    score, assessment = score_of(stage.assessment, "II.1"), stored(stage)
    assert (score.self_answer, score.appraised_answer) == ({"met": True}, {"met": False})
    assert (score.appraised_note, score.appraised_by) == ("Chưa có biên bản", stage.appraiser)
    assert (assessment.state, assessment.track, assessment.met, assessment.appraised_count) == (
        *(State.APPRAISING, Track.SELF, 3, 1),
    )


def test_appraiser_may_not_touch_another_departments_criterion(stage):
    criteria_set = make_criteria_set(
        groups=[
            {
                "code": "I",
                "title": "Nhóm",
                "criteria": [
                    {"code": "I.1", "title": "Của PC06", "scale": {"kind": "met"}, "department": "PC06"},
                ],
            }
        ]
    )
    stage.assessment = make_open_round([stage.ward], criteria_set).assessments.get()
    advance(stage.assessment, State.SUBMITTED)
    with pytest.raises(PermissionDenied):
        appraise(stage, "I.1", {"met": True}, by=stage.appraiser)


@pytest.mark.parametrize("who", ["officer", "commander", "member", "reviewer", "stranger"])
def test_appraisal_by_another_role_is_denied(stage, who):
    advance(stage.assessment, State.SUBMITTED)
    with pytest.raises(PermissionDenied):
        appraise(stage, "II.1", {"met": True}, by=getattr(stage, who))


def test_appraisal_before_submission_is_denied(stage):
    with pytest.raises(PermissionDenied):
        appraise(stage, "II.1", {"met": True}, by=stage.appraiser)


def test_nobody_appraises_the_own_assessment(stage):
    make_membership(stage.secretary, stage.ward, Role.OFFICER)
    advance(stage.assessment, State.SUBMITTED)
    with pytest.raises(PermissionDenied):
        appraise(stage, "II.1", {"met": True}, by=stage.secretary)


def test_stale_appraisal_is_refused(stage):
    advance(stage.assessment, State.SUBMITTED)
    appraise(stage, "II.1", {"met": True}, by=stage.secretary, revision=1)
    with pytest.raises(actions.StaleScore) as refusal:
        appraise(stage, "II.1", {"met": False}, by=stage.appraiser, revision=1)
    assert refusal.value.score.appraised_by == stage.secretary


def test_agreeing_takes_the_units_answer(stage, score_of):
    advance(stage.assessment, State.SUBMITTED, except_for=["II.1"])
    score = score_of(stage.assessment, "II.1")
    actions.agree_with_self_score(
        assessment=stage.assessment.pk, criterion=score.criterion_id, note="", revision=1, by=stage.appraiser
    )
    assert score_of(stage.assessment, "II.1").appraised_answer == {"met": False}


def test_complete_makes_the_appraised_result_the_assessments_own(stage):
    advance(stage.assessment, State.SUBMITTED)
    answer_everything(stage.assessment, stage.secretary, except_for=["I.1"], save=actions.save_appraisal)
    actions.complete_appraisal(assessment=stage.assessment.pk, by=stage.secretary)
    assessment = stored(stage)
    assert (assessment.track, assessment.met, assessment.self_met) == (Track.APPRAISED, 2, 3)
    assert assessment.class_code == "not-yet"


def test_complete_names_what_nobody_appraised(stage):
    advance(stage.assessment, State.SUBMITTED)
    appraise(stage, "II.1", {"met": True}, by=stage.appraiser)
    with pytest.raises(actions.Incomplete) as refusal:
        actions.complete_appraisal(assessment=stage.assessment.pk, by=stage.secretary)
    assert refusal.value.codes == ("I.1", "I.2")


def test_complete_by_an_appraiser_is_denied(stage):
    advance(stage.assessment, State.APPRAISING)
    with pytest.raises(PermissionDenied):
        actions.complete_appraisal(assessment=stage.assessment.pk, by=stage.appraiser)


def test_decision_makes_the_appraised_scores_official(stage, score_of):
    advance(stage.assessment, State.APPRAISED, except_for=["I.1"])
    actions.decide(assessment=stage.assessment.pk, document="12/QĐ-BCĐ", by=stage.member)
    assessment, score = stored(stage), score_of(stage.assessment, "I.1")
    assert (assessment.track, assessment.state, assessment.decision_document) == (
        *(Track.OFFICIAL, State.DECIDED, "12/QĐ-BCĐ"),
    )
    assert (score.official_answer, score.official_met, score.official_by) == ({"met": False}, False, stage.member)


def test_decision_without_a_document_decides_nothing(stage):
    advance(stage.assessment, State.APPRAISED)
    with pytest.raises(actions.DocumentMissing):
        actions.decide(assessment=stage.assessment.pk, document=" ", by=stage.member)
    assert stored(stage).state == State.APPRAISED


@pytest.mark.parametrize("who", ["secretary", "appraiser", "commander"])
def test_decision_by_another_role_is_denied(stage, who):
    advance(stage.assessment, State.APPRAISED)
    with pytest.raises(PermissionDenied):
        actions.decide(assessment=stage.assessment.pk, document="1", by=getattr(stage, who))


def test_decision_before_the_appraisal_is_complete_is_denied(stage):
    advance(stage.assessment, State.APPRAISING)
    with pytest.raises(PermissionDenied):
        actions.decide(assessment=stage.assessment.pk, document="1", by=stage.member)


# ---------------------------------------------------------------- a class that asks for the rounds before

TWICE = [
    {"code": "lasting", "title": "Bền vững", "requires": {"max_unmet": 0, "held": {"class": "good", "rounds": 2}}},
    {"code": "good", "title": "Tốt", "requires": {"max_unmet": 0}},
    {"code": "poor", "title": "Kém", "requires": {}},
]


def held_rounds(years):
    """A ward's assessments in one round a year on a set whose best class asks for two rounds held."""
    ward, criteria_set = make_unit(parent=make_city()), make_criteria_set(classes=TWICE)
    return [make_open_round([ward], criteria_set, ends_on=f"{year}-12-31").assessments.get() for year in years]


@pytest.mark.django_db
def test_class_held_counts_the_decided_rounds_before():
    first, second, third = held_rounds([2021, 2022, 2023])
    assert [advance(each, State.DECIDED).class_code for each in (first, second, third)] == ["good", "good", "lasting"]


@pytest.mark.django_db
def test_class_held_is_broken_by_one_poor_round():
    first, second, third = held_rounds([2021, 2022, 2023])
    advance(first, State.DECIDED)
    advance(second, State.DECIDED, except_for=["I.1"])
    assert advance(third, State.DECIDED).class_code == "good"


@pytest.mark.django_db
def test_self_score_of_an_open_round_holds_nothing_and_is_waited_for():
    first, second = held_rounds([2021, 2022])
    first = advance(first, State.SUBMITTED)
    second = advance(second, State.APPRAISED)
    assert second.class_code == "good"
    with pytest.raises(actions.PreviousUndecided):
        advance(second, State.DECIDED)
    advance(first, State.DECIDED)
    assert advance(second, State.DECIDED).state == State.DECIDED
