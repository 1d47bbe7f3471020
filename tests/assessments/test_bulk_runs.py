"""Runs of one step over many units: each by itself, through the real action, to be gone on with after a crash."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from accounts.models import Event, Membership, Role
from assessments.actions import bulk as actions
from assessments.actions.bulk_steps import STEPS
from assessments.models import (
    Assessment,
    AssessmentRound,
    BulkRun,
    BulkState,
    BulkVerb,
    Extension,
    Notice,
    NoticeKind,
    State,
)
from tests.assessments.bulk import make_wards, start, states
from tests.factories import advance, make_city, make_open_round, make_person, make_unit

pytestmark = pytest.mark.django_db


def test_run_takes_the_real_step_for_every_unit():
    wards = make_wards()
    run = actions.work_on(start(wards).pk)
    assert states(run) == [("An Hải", "done"), ("Bình Hiên", "done"), ("Cẩm Lệ", "done")]
    assert run.state == BulkState.DONE
    assert set(wards.round.assessments.values_list("state", flat=True)) == {State.APPRAISED}
    for each in wards.assessments:
        last = Event.objects.filter(stream=each.stream).order_by("-sequence").first()
        assert (last.verb, last.by) == ("complete_appraisal", wards.secretary)


def test_run_is_recorded_on_the_round():
    wards = make_wards()
    actions.work_on(start(wards).pk)
    events = Event.objects.filter(stream=f"round:{wards.round.pk}").order_by("sequence")
    assert [(each.verb, each.data.get("units"), each.data.get("refused")) for each in events] == [
        ("open", 3, None),
        ("start_bulk", 3, None),
        ("finish_bulk", None, 0),
    ]


def test_starting_changes_no_unit():
    wards = make_wards()
    run = start(wards)
    assert (run.state, {state for _name, state in states(run)}) == (BulkState.WAITING, {"waiting"})
    assert set(wards.round.assessments.values_list("state", flat=True)) == {State.APPRAISING}


def test_refused_unit_says_why_and_leaves_the_others_done():
    wards = make_wards()
    Assessment.objects.filter(pk=wards.assessments[1].pk).update(state=State.SUBMITTED)
    wards.assessments[2].scores.filter(criterion__code="I.2").update(is_disputed=True)
    run = actions.work_on(start(wards).pk)
    assert list(run.outcomes.order_by("pk").values_list("state", "sentence")) == [
        ("done", ""),
        ("refused", "Chưa ai bắt đầu thẩm định."),
        ("refused", "Hai người thẩm định chưa thống nhất ở tiêu chí I.2. Hãy thống nhất rồi thực hiện lại."),
    ]
    assert run.state == BulkState.DONE


def test_unexpected_fault_of_one_unit_is_its_own(monkeypatch, caplog):
    wards = make_wards()
    real = STEPS[BulkVerb.COMPLETE]

    def fail_in_the_middle(outcome):
        real(outcome)
        if outcome.assessment_id == wards.assessments[1].pk:
            raise ZeroDivisionError

    monkeypatch.setitem(STEPS, BulkVerb.COMPLETE, fail_in_the_middle)
    run = actions.work_on(start(wards).pk)
    assert [state for _name, state in states(run)] == ["done", "refused", "done"]
    assert "Có lỗi ngoài dự kiến" in run.outcomes.get(state="refused").sentence
    # What the step had written before it failed is undone.
    assert Assessment.objects.get(pk=wards.assessments[1].pk).state == State.APPRAISING
    assert f"Run {run.pk}, assessment {wards.assessments[1].pk}" in caplog.text


def test_crash_in_the_middle_is_gone_on_with(monkeypatch):
    wards = make_wards()
    run, real, taken = start(wards), STEPS[BulkVerb.COMPLETE], []

    def crash_at_the_second(outcome):
        taken.append(outcome.assessment.unit_name)
        real(outcome)
        if len(taken) == 2:
            raise KeyboardInterrupt

    monkeypatch.setitem(STEPS, BulkVerb.COMPLETE, crash_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        actions.work_on(run.pk)
    assert states(run) == [("An Hải", "done"), ("Bình Hiên", "waiting"), ("Cẩm Lệ", "waiting")]
    assert Assessment.objects.get(pk=wards.assessments[1].pk).state == State.APPRAISING
    assert actions.work_on(run.pk).state == BulkState.DONE
    assert taken == ["An Hải", "Bình Hiên", "Bình Hiên", "Cẩm Lệ"]
    assert [state for _name, state in states(run)] == ["done"] * 3


def test_same_form_sent_twice_is_one_run():
    wards = make_wards()
    first = start(wards, token="a")
    actions.work_on(first.pk)
    assert start(wards, token="a") == first
    assert start(wards, token="b") != first
    assert BulkRun.objects.count() == 2


def test_ended_run_is_not_done_again():
    wards = make_wards()
    run = actions.work_on(start(wards).pk)
    again = actions.work_on(run.pk)
    assert again.finished_at == run.finished_at
    assert Event.objects.filter(verb="finish_bulk").count() == 1


def test_stopped_run_leaves_the_rest_as_it_was(monkeypatch):
    wards = make_wards()
    run = start(wards)
    # No time at all: the first unit only.
    actions.work_on(run.pk, until=0)
    actions.stop_run(run=run, by=wards.secretary)
    stopped = actions.work_on(run.pk)
    assert stopped.state == BulkState.CANCELLED
    assert [state for _name, state in states(run)] == ["done", "waiting", "waiting"]
    assert actions.stop_run(run=run, by=wards.secretary).finished_at == stopped.finished_at


def test_role_that_ends_in_the_middle_ends_with_it():
    wards = make_wards()
    run = start(wards)
    actions.work_on(run.pk, until=0)
    Membership.objects.filter(user=wards.secretary).update(valid_to="2021-01-01")
    actions.work_on(run.pk)
    assert list(run.outcomes.order_by("pk").values_list("sentence", flat=True)) == [
        "",
        "Đơn vị ngoài phạm vi thư ký của bạn.",
        "Đơn vị ngoài phạm vi thư ký của bạn.",
    ]


def test_account_that_is_closed_in_the_middle_does_nothing_more():
    wards = make_wards(["A"])
    run = start(wards)
    wards.secretary.is_active = False
    wards.secretary.save()
    actions.work_on(run.pk)
    assert run.outcomes.get().sentence == "Tài khoản của người yêu cầu đã ngừng hoạt động."


def test_own_unit_is_left_to_others():
    wards = make_wards()
    own = make_person(Role.COMMANDER, wards.assessments[0].unit)
    Membership.objects.create(user=own, unit=wards.city, role=Role.SECRETARY)
    run = actions.work_on(start(wards, by=own).pk)
    assert list(run.outcomes.order_by("pk").values_list("state", "sentence")) == [
        ("refused", "Bạn thuộc chính đơn vị này nên người khác phải làm."),
        ("done", ""),
        ("done", ""),
    ]


def test_reasons_are_in_the_language_of_whoever_asked():
    wards = make_wards(["A"], State.DRAFTING)
    with translation.override("en"):
        run = start(wards)
    actions.work_on(run.pk)
    assert run.arguments["language"] == "en"
    assert translation.get_language() == "vi"


@pytest.mark.parametrize("role", [Role.MEMBER, Role.REVIEWER, Role.ADMINISTRATOR])
def test_other_roles_start_nothing(role):
    wards = make_wards(["A"])
    with pytest.raises(PermissionDenied):
        start(wards, by=make_person(role, wards.city))


def test_secretary_of_elsewhere_starts_and_goes_on_with_nothing():
    wards = make_wards(["A"])
    with pytest.raises(PermissionDenied):
        start(wards, by=make_person(Role.SECRETARY, make_city("Huế")))
    with pytest.raises(PermissionDenied):
        actions.continue_run(run=start(wards), by=make_person(Role.MEMBER, wards.city))
    with pytest.raises(PermissionDenied):
        actions.stop_run(run=start(wards), by=make_person(Role.MEMBER, wards.city))


def test_run_over_no_unit_is_refused():
    wards = make_wards(["A"])
    stranger = make_open_round([make_unit()]).assessments.get()
    for chosen in ([], [stranger]):
        with pytest.raises(actions.NothingChosen):
            start(wards, assessments=chosen)


def test_run_in_a_published_round_is_refused():
    wards = make_wards(["A"])
    wards.assessments[0] = advance(wards.assessments[0], State.PUBLISHED)
    with pytest.raises(actions.RoundNotOpen):
        start(wards)


# ---------------------------------------------------------------- each step


def in_days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def test_extending_puts_off_each_units_day_or_says_why_not():
    wards = make_wards(to_state=State.DRAFTING)
    AssessmentRound.objects.filter(pk=wards.round.pk).update(
        self_score_due=in_days(5), appraisal_due=in_days(20), decision_due=in_days(30)
    )
    Assessment.objects.filter(pk=wards.assessments[1].pk).update(self_score_due=in_days(12))
    Assessment.objects.filter(pk=wards.assessments[2].pk).update(state=State.SUBMITTED, submitted_at=timezone.now())
    asked = {"stage": "self_score", "due": in_days(10).isoformat(), "reason": "Bão số 5"}
    run = actions.work_on(start(wards, verb=BulkVerb.EXTEND, **asked).pk)
    assert list(run.outcomes.order_by("pk").values_list("state", "sentence")) == [
        ("done", ""),
        ("refused", f"Hạn đang có hiệu lực là ngày {in_days(12):%d/%m/%Y}. Hãy chọn ngày sau ngày đó."),
        ("refused", "Đơn vị đã qua bước này."),
    ]
    extension = Extension.objects.get()
    assert (extension.assessment, extension.due, extension.reason, extension.by) == (
        wards.assessments[0],
        in_days(10),
        "Bão số 5",
        wards.secretary,
    )


def test_reminding_tells_officer_and_commander_once_a_run():
    wards = make_wards(to_state=State.DRAFTING)
    officer = make_person(Role.OFFICER, wards.assessments[0].unit)
    commander = make_person(Role.COMMANDER, wards.assessments[0].unit)
    Assessment.objects.filter(pk=wards.assessments[2].pk).update(state=State.SUBMITTED, submitted_at=timezone.now())
    for _run in range(2):
        run = actions.work_on(start(wards, verb=BulkVerb.REMIND).pk)
    assert list(run.outcomes.order_by("pk").values_list("state", "sentence")) == [
        ("done", ""),
        ("refused", "Đơn vị chưa có tài khoản cán bộ nhập liệu hay chỉ huy nào."),
        ("refused", "Đơn vị đã nộp phiếu."),
    ]
    told = Notice.objects.filter(key=f"bulk:{run.pk}:{wards.assessments[0].pk}")
    assert {(each.user, each.kind) for each in told} == {
        (officer, NoticeKind.OVERDUE),
        (commander, NoticeKind.OVERDUE),
    }
    assert Notice.objects.count() == 4


@pytest.mark.parametrize("days, kind", [(2, NoticeKind.DUE_SOON), (0, NoticeKind.DUE_TODAY), (-1, NoticeKind.OVERDUE)])
def test_reminder_says_how_the_day_lies(days, kind):
    wards = make_wards(["A"], State.DRAFTING)
    make_person(Role.OFFICER, wards.assessments[0].unit)
    AssessmentRound.objects.filter(pk=wards.round.pk).update(
        self_score_due=in_days(days), appraisal_due=in_days(20), decision_due=in_days(30)
    )
    actions.work_on(start(wards, verb=BulkVerb.REMIND).pk)
    assert Notice.objects.get().kind == kind


# ---------------------------------------------------------------- what it costs


@pytest.mark.parametrize("units", [1, 3])
def test_starting_costs_the_same_for_any_number_of_units(units, django_assert_num_queries):
    wards = make_wards(["A", "B", "C"][:units], State.DRAFTING)
    with django_assert_num_queries(10):
        start(wards)


@pytest.mark.parametrize("units", [2, 3])
def test_one_unit_costs_the_same_in_any_run(units, django_assert_num_queries):
    wards = make_wards(["A", "B", "C"][:units], State.DRAFTING)
    run = start(wards)
    with django_assert_num_queries(17):
        actions.work_on(run.pk, until=0)
