"""The pages of the steps: what each asks for, what a refusal keeps, and whom they are closed to."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.models import Assessment, ChangedLine, Return, ReviewOutcome, ReviewStep, State
from tests.assessments.addresses import address, step_address
from tests.factories import advance, answer_everything, make_open_round, make_person, make_unit
from units.models import UnitType

TODAY = timezone.localdate()
SOON = (TODAY + dt.timedelta(days=3)).isoformat()
YESTERDAY = (TODAY - dt.timedelta(days=1)).isoformat()


def state_of(assessment):
    return Assessment.objects.get(pk=assessment.pk).state


@pytest.fixture
def chain(stage):
    """The stage's ward below a district, its sheet handed in; `levels` are the reviewers from the unit upwards."""
    district = make_unit("Hải Châu", parent=stage.city, type=UnitType.URBAN_DISTRICT)
    ward = make_unit("Hải Châu II", parent=district)
    stage.assessment = make_open_round([ward]).assessments.get()
    stage.commander = make_person(Role.COMMANDER, ward)
    stage.reviewer = make_person(Role.REVIEWER, district, post="Cán bộ Công an quận")
    answer_everything(stage.assessment, stage.commander)
    actions.submit(assessment=stage.assessment.pk, by=stage.commander)
    return stage


# ---------------------------------------------------------------- each step, taken


def test_commander_withdraws_the_sheet(stage, send, at):
    advance(stage.assessment, State.SUBMITTED)
    url = step_address(stage.assessment, "withdraw")
    assert "sửa xong phải nộp lại" in at(stage.commander, url)
    send(stage.commander, url)
    assert state_of(stage.assessment) == State.DRAFTING


def test_level_passes_the_sheet_on_with_its_note(chain, send):
    url = step_address(chain.assessment, "pass_review")
    level = ReviewStep.objects.get(assessment=chain.assessment).unit_id
    send(chain.reviewer, url, {"note": "Số liệu khớp", "level": level})
    step = ReviewStep.objects.get(assessment=chain.assessment)
    assert (step.outcome, step.note, state_of(chain.assessment)) == (
        ReviewOutcome.PASSED,
        "Số liệu khớp",
        State.SUBMITTED,
    )


def test_sheet_is_returned_for_chosen_criteria_and_says_so_to_the_unit(stage, send, at, score_of):
    advance(stage.assessment, State.SUBMITTED)
    chosen = score_of(stage.assessment, "I.2").criterion_id
    data = {"criteria": [chosen], "reason": "Thiếu danh sách", "due": SOON}
    send(stage.secretary, step_address(stage.assessment, "return_sheet"), data)
    page = at(stage.officer, address(stage.assessment, "I"))
    place = f"{address(stage.assessment, 'I')}#criterion-I.2"
    assert "Một số tiêu chí được trả lại đơn vị</strong> · Thư ký Tổ giúp việc" in page
    assert [words in page for words in ("Thiếu danh sách", "còn 3 ngày", f'<a href="{place}">I.2</a>')] == [True] * 3


def test_whole_sheet_is_returned_when_no_criterion_is_chosen(stage, send):
    advance(stage.assessment, State.SUBMITTED)
    send(stage.secretary, step_address(stage.assessment, "return_sheet"), {"reason": "Sai mẫu", "due": SOON})
    assert Return.objects.get().criteria.count() == 0


def test_committee_sends_the_sheet_back_to_its_appraisers(stage, send):
    advance(stage.assessment, State.APPRAISED)
    send(stage.member, step_address(stage.assessment, "return_to_appraisal"), {"reason": "Chưa rõ căn cứ"})
    assert state_of(stage.assessment) == State.APPRAISING


@pytest.mark.parametrize("who", ["member", "secretary"])
def test_one_criterion_is_reopened_after_the_decision(stage, send, score_of, who):
    advance(stage.assessment, State.DECIDED)
    data = {"criterion": score_of(stage.assessment, "II.1").criterion_id, "reason": "Có văn bản mới", "due": SOON}
    send(getattr(stage, who), step_address(stage.assessment, "reopen_criterion"), data)
    assert (state_of(stage.assessment), Return.objects.get().criteria.get().code) == (State.DRAFTING, "II.1")


# ---------------------------------------------------------------- whom they are closed to

CLOSED = [
    ("withdraw", State.SUBMITTED, "officer"),
    ("return_sheet", State.SUBMITTED, "appraiser"),
    ("return_to_appraisal", State.APPRAISED, "secretary"),
    ("change_line", State.APPRAISED, "secretary"),
    ("reopen_criterion", State.APPRAISED, "commander"),
    ("pass_review", State.DRAFTING, "reviewer"),
    ("withdraw", State.APPRAISING, "commander"),
    ("return_to_appraisal", State.SUBMITTED, "member"),
]


@pytest.mark.parametrize(("verb", "state", "who"), CLOSED)
def test_step_of_another_role_or_state_is_denied(stage, at, send, verb, state, who):
    advance(stage.assessment, state)
    user, url = getattr(stage, who), step_address(stage.assessment, verb)
    at(user, url, status=403)
    data = {"reason": "Lý do", "due": SOON, "level": stage.city.pk, "criterion": "1"}
    assert (send(user, url, data).status_code, state_of(stage.assessment)) == (403, state)


@pytest.mark.parametrize("verb", ["withdraw", "pass_review", "return_sheet", "change_line", "reopen_criterion"])
def test_stranger_finds_no_step(stage, at, verb):
    at(stage.stranger, step_address(stage.assessment, verb), status=404)


# ---------------------------------------------------------------- what is refused is kept


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"reason": "", "due": SOON}, "Mục này bắt buộc; hãy nhập."),
        ({"reason": "Thiếu danh sách", "due": YESTERDAY}, "Hạn phải từ hôm nay trở đi"),
        ({"reason": "Thiếu danh sách", "due": "mai"}, "Hãy nhập ngày đúng dạng"),
        ({"reason": "Thiếu danh sách", "due": SOON, "criteria": ["987654"]}, "987654"),
        ({"reason": "Thiếu danh sách", "due": SOON, "criteria": ["x"]}, "x"),
    ],
)
def test_return_that_is_refused_keeps_what_was_typed(stage, send, data, fault):
    advance(stage.assessment, State.SUBMITTED)
    response = send(stage.secretary, step_address(stage.assessment, "return_sheet"), data)
    page = response.content.decode()
    assert (response.status_code, data["reason"] in page, fault in page) == (422, True, True)
    assert state_of(stage.assessment) == State.SUBMITTED


def test_step_pressed_twice_is_taken_once(stage, send):
    advance(stage.assessment, State.SUBMITTED)
    url, data = step_address(stage.assessment, "return_sheet"), {"reason": "Sai mẫu", "due": SOON}
    assert [send(stage.secretary, url, data).status_code for _ in range(2)] == [302, 302]
    assert Return.objects.count() == 1


def test_second_press_passes_no_second_level(chain, send):
    upper = chain.assessment.review_steps.get()
    other = make_unit("Cụm", parent=chain.city, type=UnitType.URBAN_DISTRICT)
    ReviewStep.objects.create(assessment=chain.assessment, position=2, unit=other)
    url, data = step_address(chain.assessment, "pass_review"), {"level": upper.unit_id}
    assert [send(chain.secretary, url, data).status_code for _ in range(2)] == [302, 302]
    outcomes = chain.assessment.review_steps.order_by("position").values_list("outcome", flat=True)
    assert list(outcomes) == [ReviewOutcome.PASSED, ReviewOutcome.WAITING]


# ---------------------------------------------------------------- a line decided otherwise


@pytest.fixture
def appraised(stage):
    stage.assessment = advance(stage.assessment, State.APPRAISED)
    return stage


def line_url(assessment, criterion):
    return f"{step_address(assessment, 'change_line')}?criterion={criterion}"


def test_member_decides_a_line_otherwise(appraised, send, at, score_of):
    key = score_of(appraised.assessment, "I.1").criterion_id
    assert "Đơn vị tự chấm" in at(appraised.member, line_url(appraised.assessment, key))
    data = {"criterion": key, "met": "false", "reason": "Trụ sở chưa bàn giao"}
    response = send(appraised.member, step_address(appraised.assessment, "change_line"), data)
    page = at(appraised.officer, address(appraised.assessment, "I"))
    assert (response.status_code, ChangedLine.objects.get().answer) == (302, {"met": False})
    words = ("Dự kiến quyết định khác", "Trụ sở chưa bàn giao", "<strong>2/3 tiêu chí đạt")
    assert [each in page for each in words] == [True, True, True]


def test_changed_line_stands_with_its_document_after_the_decision(appraised, at, score_of):
    actions.change_line(
        assessment=appraised.assessment.pk,
        criterion=score_of(appraised.assessment, "I.1").criterion_id,
        answer={"met": False},
        reason="Trụ sở chưa bàn giao",
        by=appraised.member,
    )
    advance(appraised.assessment, State.DECIDED)
    page = at(appraised.officer, address(appraised.assessment, "I"))
    assert [words in page for words in ("Ban Chỉ đạo quyết định khác", "01/QĐ (minh họa)")] == [True, True]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"met": "false", "reason": ""}, "Mục này bắt buộc; hãy nhập."),
        ({"reason": "Trụ sở"}, "Chưa ghi lý do, nội dung"),
        ({"met": "true", "reason": "Trụ sở"}, "giống kết quả thẩm định"),
        ({"met": "maybe", "reason": "Trụ sở"}, "maybe"),
    ],
)
def test_change_that_is_refused_keeps_what_was_typed(appraised, send, score_of, data, fault):
    key = score_of(appraised.assessment, "I.1").criterion_id
    url = step_address(appraised.assessment, "change_line")
    response = send(appraised.member, url, {"criterion": key, **data})
    page = response.content.decode()
    assert (response.status_code, data["reason"] in page, fault in page) == (422, True, True)
    assert ChangedLine.objects.count() == 0


@pytest.mark.parametrize("criterion", ["987654", "x", "", "9" * 30, "²"])
def test_line_of_nothing_is_not_found(appraised, at, send, criterion):
    at(appraised.member, line_url(appraised.assessment, criterion), status=404)
    url = reverse("assessments:withdraw_change", args=[appraised.assessment.round.code, appraised.assessment.unit_id])
    assert send(appraised.member, url, {"criterion": criterion}).status_code == 404


def test_prepared_change_is_withdrawn_once(appraised, send, at, score_of):
    key = score_of(appraised.assessment, "I.1").criterion_id
    data = {"criterion": key, "met": "false", "reason": "Trụ sở chưa bàn giao"}
    send(appraised.member, step_address(appraised.assessment, "change_line"), data)
    url = step_address(appraised.assessment, "withdraw_change")
    assert [send(appraised.member, url, {"criterion": key}).status_code for _ in range(2)] == [302, 302]
    assert ChangedLine.objects.filter(superseded_at__isnull=True).count() == 0
    assert send(appraised.secretary, url, {"criterion": key}).status_code == 403
