"""Back to the unit or to the appraisers: what may be changed, what stays, what is approved again."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Event
from assessments import actions
from assessments.models import CriterionScore, LineState, Return, ReturnKind, State, Track
from tests.factories import advance

pytestmark = pytest.mark.django_db


def week():
    return timezone.localdate() + dt.timedelta(days=7)


def at(stage, state, except_for=()):
    return advance(stage.assessment, state, except_for)


def key(assessment, code):
    return CriterionScore.objects.get(assessment=assessment, criterion__code=code).criterion_id


def column(assessment, name):
    rows = CriterionScore.objects.filter(assessment=assessment).order_by("criterion__position")
    return dict(rows.values_list("criterion__code", name))


def save(action, assessment, code, answer, by):
    score = CriterionScore.objects.get(assessment=assessment, criterion__code=code)
    return action(
        assessment=assessment.pk, criterion=score.criterion_id, answer=answer, note="", revision=score.revision, by=by
    )


def give_back(stage, assessment, codes=(), by=None, **changed):
    arguments = {"reason": "Số liệu chưa khớp", "due": week(), **changed}
    return actions.return_sheet(
        assessment=assessment.pk,
        criteria=[key(assessment, code) for code in codes],
        by=by or stage.secretary,
        **arguments,
    )


def test_withdrawn_sheet_may_be_changed_and_handed_in_again(stage):
    assessment = at(stage, State.SUBMITTED)
    withdrawn = actions.withdraw(assessment=assessment.pk, by=stage.commander)
    assert (withdrawn.state, withdrawn.submitted_at, withdrawn.track) == (State.DRAFTING, None, Track.SELF)
    save(actions.save_self_score, assessment, "I.1", {"met": False}, stage.officer)
    assert actions.submit(assessment=assessment.pk, by=stage.commander).met == 2


def test_sheet_whose_appraisal_began_cannot_be_withdrawn(stage):
    assessment = at(stage, State.APPRAISING)
    with pytest.raises(PermissionDenied):
        actions.withdraw(assessment=assessment.pk, by=stage.commander)


def test_whole_sheet_returned_opens_every_criterion_and_sets_the_appraisal_aside(stage):
    assessment = give_back(stage, at(stage, State.APPRAISING))
    record = assessment.returns.get()
    assert (record.kind, record.from_state, record.due) == (ReturnKind.WHOLE, State.APPRAISING, week())
    assert set(column(assessment, "is_locked").values()) == {False}
    assert set(column(assessment, "appraised_answer").values()) == {None}
    assert set(column(assessment, "appraised_state").values()) == {LineState.MISSING}
    assert assessment.appraised_count == 0


def test_returned_criteria_may_be_changed_and_the_others_stay(stage):
    assessment = give_back(stage, at(stage, State.APPRAISING), ["I.1"])
    assert column(assessment, "is_locked") == {"I.1": False, "I.2": True, "II.1": True}
    with pytest.raises(actions.NotReturned):
        save(actions.save_self_score, assessment, "II.1", {"met": False}, stage.officer)
    save(actions.save_self_score, assessment, "I.1", {"met": False}, stage.officer)
    assert column(assessment, "self_answer") == {"I.1": {"met": False}, "I.2": {"met": True}, "II.1": {"met": True}}


def test_only_what_was_returned_is_appraised_again(stage):
    assessment = give_back(stage, at(stage, State.APPRAISING), ["I.1"])
    assert assessment.appraised_count == 2
    actions.submit(assessment=assessment.pk, by=stage.commander)
    with pytest.raises(PermissionDenied):
        # Nobody has looked at the returned criterion yet.
        actions.complete_appraisal(assessment=assessment.pk, by=stage.secretary)
    save(actions.save_appraisal, assessment, "I.1", {"met": True}, stage.secretary)
    assert actions.complete_appraisal(assessment=assessment.pk, by=stage.secretary).met == 3


def test_what_was_set_aside_is_kept_in_the_record(stage):
    assessment = give_back(stage, at(stage, State.APPRAISING, except_for=["I.1"]), ["I.1"])
    event = Event.objects.get(stream=assessment.stream, verb="return_criteria")
    assert event.data == {
        "criteria": ["I.1"],
        "reason": "Số liệu chưa khớp",
        "due": week().isoformat(),
        "from": "appraising",
        "set_aside": {"I.1": {"met": False}},
    }


def test_withdrawing_again_leaves_open_only_what_was_returned(stage):
    assessment = give_back(stage, at(stage, State.SUBMITTED), ["I.1"])
    actions.submit(assessment=assessment.pk, by=stage.commander)
    assert Return.objects.get().resubmitted_at is not None
    actions.withdraw(assessment=assessment.pk, by=stage.commander)
    assert Return.objects.get().resubmitted_at is None
    assert column(assessment, "is_locked") == {"I.1": False, "I.2": True, "II.1": True}


@pytest.mark.parametrize(
    "changed, refusal",
    [
        ({"reason": "  "}, actions.ReasonMissing),
        ({"due": dt.date(2021, 1, 1)}, actions.DayGone),
    ],
)
def test_return_says_why_and_until_when(stage, changed, refusal):
    assessment = at(stage, State.SUBMITTED)
    with pytest.raises(refusal):
        give_back(stage, assessment, **changed)
    assessment.refresh_from_db()
    assert assessment.state == State.SUBMITTED


@pytest.mark.parametrize("state", [State.APPRAISED, State.DECIDED])
def test_reopened_criterion_walks_its_own_path_again(stage, state):
    assessment = at(stage, state)
    reopened = actions.reopen_criterion(
        assessment=assessment.pk, criterion=key(assessment, "II.1"), reason="Sai", due=week(), by=stage.member
    )
    assert (reopened.state, reopened.track, reopened.decision_document) == (State.DRAFTING, Track.SELF, "")
    assert set(column(assessment, "official_answer").values()) == {None}
    assert column(assessment, "appraised_answer") == {"I.1": {"met": True}, "I.2": {"met": True}, "II.1": None}
    save(actions.save_self_score, assessment, "II.1", {"met": False}, stage.officer)
    actions.submit(assessment=assessment.pk, by=stage.commander)
    save(actions.save_appraisal, assessment, "II.1", {"met": False}, stage.appraiser)
    actions.complete_appraisal(assessment=assessment.pk, by=stage.secretary)
    decided = actions.decide(assessment=assessment.pk, document="02/QĐ", by=stage.member)
    assert (decided.met, decided.track, decided.decision_document) == (2, Track.OFFICIAL, "02/QĐ")


def test_committee_sends_criteria_back_to_their_appraisers(stage):
    assessment = at(stage, State.APPRAISED)
    sent = actions.return_to_appraisal(
        assessment=assessment.pk, criteria=[key(assessment, "I.2")], reason="Chưa rõ căn cứ", by=stage.member
    )
    assert (sent.state, sent.track, sent.appraised_count) == (State.APPRAISING, Track.SELF, 2)
    assert column(assessment, "self_answer") == {"I.1": {"met": True}, "I.2": {"met": True}, "II.1": {"met": True}}
    with pytest.raises(actions.Incomplete):
        actions.complete_appraisal(assessment=assessment.pk, by=stage.secretary)
    save(actions.save_appraisal, assessment, "I.2", {"met": True}, stage.secretary)
    actions.complete_appraisal(assessment=assessment.pk, by=stage.secretary)
    assert Return.objects.get(kind=ReturnKind.APPRAISAL).resubmitted_at is not None


def test_one_return_at_a_time_says_what_is_to_be_done(stage):
    assessment = at(stage, State.APPRAISED)
    actions.return_to_appraisal(assessment=assessment.pk, criteria=[], reason="Xem lại", by=stage.member)
    give_back(stage, assessment, ["I.1"])
    assert Return.objects.filter(resubmitted_at=None).get().kind == ReturnKind.CRITERIA
