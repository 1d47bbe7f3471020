"""A unit scores itself and submits."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event
from assessments import actions
from assessments.models import Assessment, CriterionScore, GroupResult, State
from criteria.scoring import AnswersRefused
from tests.factories import (
    advance,
    answer_everything,
    make_criteria_set,
    make_open_round,
    met_criterion,
)


def save(stage, code, answer, *, by=None, note="", revision=0):
    score = CriterionScore.objects.get(assessment=stage.assessment, criterion__code=code)
    return actions.save_self_score(
        assessment=stage.assessment.pk,
        criterion=score.criterion_id,
        answer=answer,
        note=note,
        revision=revision,
        by=by or stage.officer,
    )


def test_save_stores_answer_points_who_and_the_new_result(stage, score_of):
    saved = save(stage, "I.1", {"met": True}, note="Có nghị quyết")
    score, assessment = score_of(stage.assessment, "I.1"), Assessment.objects.get(pk=stage.assessment.pk)
    assert (score.self_answer, score.self_note, score.self_met) == ({"met": True}, "Có nghị quyết", True)
    assert (score.self_by, score.revision, saved.revision) == (stage.officer, 1, 1)
    assert (assessment.met, assessment.applicable, assessment.answered, assessment.rank) == (1, 3, 1, None)


def test_save_records_what_was_and_what_is(stage):
    save(stage, "I.1", {"met": True})
    save(stage, "I.1", {"met": False}, revision=1)
    event = Event.objects.filter(stream=stage.assessment.stream).last()
    assert (event.verb, event.data["from"], event.data["to"]) == ("save_self", {"met": True}, {"met": False})


def test_save_writes_the_group_of_the_criterion(stage):
    save(stage, "I.1", {"met": True})
    rows = GroupResult.objects.filter(assessment=stage.assessment).values_list("group__code", "met", "applicable")
    assert sorted(rows) == [("I", 1, 2), ("II", 0, 1)]


def test_cleared_answer_leaves_nobody_behind(stage, score_of):
    save(stage, "I.1", {"met": True})
    save(stage, "I.1", None, revision=1)
    score = score_of(stage.assessment, "I.1")
    assert (score.self_answer, score.self_by, score.self_at, score.self_met, score.self_state) == (
        *(None, None, None, None, "missing"),
    )


def test_stale_save_is_refused_with_what_stands(stage, score_of):
    save(stage, "I.1", {"met": True}, by=stage.commander)
    with pytest.raises(actions.StaleScore) as refusal:
        save(stage, "I.1", {"met": False})
    assert (refusal.value.score.self_answer, refusal.value.score.revision) == ({"met": True}, 1)
    assert score_of(stage.assessment, "I.1").self_answer == {"met": True}


def test_form_posted_twice_is_saved_once(stage, score_of):
    first = save(stage, "I.1", {"met": True}, note="a")
    second = save(stage, "I.1", {"met": True}, note="a")
    assert (first.is_changed, second.is_changed, second.revision) == (True, False, 1)
    assert Event.objects.filter(stream=stage.assessment.stream).count() == 1


def test_same_answer_with_another_note_is_a_change(stage):
    save(stage, "I.1", {"met": True}, note="a")
    with pytest.raises(actions.StaleScore):
        save(stage, "I.1", {"met": True}, note="b")


def test_answer_that_does_not_fit_changes_nothing(stage, score_of):
    with pytest.raises(AnswersRefused):
        save(stage, "I.1", {"points": "1"})
    score = score_of(stage.assessment, "I.1")
    assert (score.self_answer, score.revision) == (None, 0)


@pytest.mark.parametrize("who", ["stranger", "appraiser", "secretary", "member", "reviewer"])
def test_save_by_another_role_is_denied(stage, who):
    with pytest.raises(PermissionDenied):
        save(stage, "I.1", {"met": True}, by=getattr(stage, who))


def test_save_after_submission_is_denied(stage):
    advance(stage.assessment, State.SUBMITTED)
    with pytest.raises(PermissionDenied):
        save(stage, "I.1", {"met": False}, revision=1)


def test_submit_keeps_the_self_score_for_ever(stage):
    answer_everything(stage.assessment, stage.commander, except_for=["II.1"])
    submitted = actions.submit(assessment=stage.assessment.pk, by=stage.commander)
    assert (submitted.state, submitted.self_met, submitted.self_points) == (State.SUBMITTED, 2, 2)


def test_submit_names_what_is_missing(stage):
    save(stage, "I.2", {"met": True})
    with pytest.raises(actions.Incomplete) as refusal:
        actions.submit(assessment=stage.assessment.pk, by=stage.commander)
    assert refusal.value.codes == ("I.1", "II.1")
    assert Assessment.objects.get(pk=stage.assessment.pk).state == State.DRAFTING


def test_submit_by_an_officer_is_denied(stage):
    answer_everything(stage.assessment, stage.officer)
    with pytest.raises(PermissionDenied):
        actions.submit(assessment=stage.assessment.pk, by=stage.officer)


def test_not_applicable_leaves_the_count_and_full_mode_gives_its_points(stage, score_of):
    criteria_set = make_criteria_set(
        criterion=lambda code, **fields: met_criterion(code, may_be_not_applicable=True, **fields),
        not_applicable="full",
    )
    stage.assessment = make_open_round([stage.ward], criteria_set).assessments.get()
    save(stage, "I.1", {"not_applicable": "Không có địa bàn"})
    score, assessment = score_of(stage.assessment, "I.1"), Assessment.objects.get(pk=stage.assessment.pk)
    assert (score.self_state, score.self_met, score.self_points) == ("not_applicable", None, 1)
    assert (assessment.applicable, assessment.points, assessment.max_points) == (2, 1, 3)


def test_exemption_is_neither_met_nor_unmet(stage, score_of):
    criteria_set = make_criteria_set(criterion=lambda code, **f: met_criterion(code, exemptible=True, **f))
    stage.assessment = make_open_round([stage.ward], criteria_set).assessments.get()
    save(stage, "I.1", {"met": False, "exempt": "Bão lũ"})
    score = score_of(stage.assessment, "I.1")
    assert (score.self_state, score.self_met) == ("exempt", False)


@pytest.mark.parametrize("others", [0, 5])
def test_save_costs_the_same_however_much_is_stored(stage, others, django_assert_num_queries):
    for _number in range(others):
        make_open_round()
    save(stage, "I.2", {"met": True})
    stage.officer.current_memberships  # noqa: B018  one query a request, shared with the page
    with django_assert_num_queries(10):
        save(stage, "I.1", {"met": True})
