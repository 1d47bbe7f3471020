"""The checks before handing in: every question with its numbers, the way to the place, and what it costs."""

import datetime as dt
import hashlib

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.models import Assessment, CriterionScore, Evidence, EvidenceRevision, EvidenceUse, State, StoredFile
from assessments.queries.checks import checks_for
from tests.assessments.addresses import address, step_address
from tests.factories import (
    advance,
    answer_everything,
    make_criteria_set,
    make_lineage,
    make_open_round,
    make_person,
    make_unit,
    met_criterion,
)


def checks_address(assessment):
    return reverse("assessments:checks", args=[assessment.round.code, assessment.unit_id])


def asked_of(user, assessment):
    """[(code, text)] of all questions about the sheet, as this user reads them."""
    assessment = Assessment.objects.visible_to(user).for_sheet().get(pk=assessment.pk)
    return [(each.code, each.text) for group in checks_for(user, assessment).groups for each in group.questions]


def attach(score, title="Kế hoạch", content="a", **fields):
    """A document of the score's unit with one file, attached to it."""
    by, now = make_person(Role.OFFICER, score.assessment.unit), timezone.now()
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": 1, "content_type": "text/plain"})
    evidence = Evidence.objects.create(unit=score.assessment.unit, title=title, created_by=by, **fields)
    revision = EvidenceRevision.objects.create(evidence=evidence, number=1, file=stored, by=by, at=now)
    return EvidenceUse.objects.create(score=score, evidence=evidence, revision=revision, by=by, at=now)


def sheet_of(unit, *criteria, **fields):
    criteria_set = make_criteria_set(groups=[{"code": "I", "title": "Nhóm", "criteria": list(criteria)}])
    return make_open_round([unit], criteria_set, **fields).assessments.get()


def save(assessment, code, answer, by, note=""):
    score = CriterionScore.objects.get(assessment=assessment, criterion__code=code)
    actions.save_self_score(
        assessment=assessment.pk,
        criterion=score.criterion_id,
        answer=answer,
        note=note,
        revision=score.revision,
        by=by,
    )


# ---------------------------------------------------------------- who meets the page


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "secretary", "member", "reviewer"])
def test_everybody_who_sees_the_sheet_reads_its_checks(stage, at, who):
    page = at(getattr(stage, who), checks_address(stage.assessment))
    assert "Còn 3 chỗ phải bổ sung trước khi nộp." in page


def test_stranger_finds_no_checks(stage, at):
    at(stage.stranger, checks_address(stage.assessment), status=404)


def test_checks_ask_for_a_sign_in(stage, client):
    assert client.get(checks_address(stage.assessment)).status_code == 302


def test_missing_answer_leads_to_its_place(stage, at):
    page = at(stage.officer, checks_address(stage.assessment))
    place = f"{address(stage.assessment, 'II')}#criterion-II.1"
    assert f'<a href="{place}">II.1</a>: chưa có câu trả lời. Đơn vị trả lời thế nào?' in page


def test_commander_hands_in_from_the_checks_once_nothing_stands_in_the_way(stage, at):
    answer_everything(stage.assessment, stage.officer, except_for=["I.1"])
    url, submit = checks_address(stage.assessment), step_address(stage.assessment, "submit")
    assert "Không có gì ngăn việc nộp phiếu; có 2 câu hỏi nên xem lại." in at(stage.commander, url)
    assert [submit in at(who, url) for who in (stage.commander, stage.officer, stage.secretary)] == [True, False, False]


def test_sheet_without_a_doubt_says_so(stage, at):
    assessment = sheet_of(stage.ward, met_criterion("1"))
    save(assessment, "1", {"met": False}, stage.officer)
    assert "không có gì thiếu, không có gì cần hỏi thêm" in at(stage.officer, checks_address(assessment))


# ---------------------------------------------------------------- each question


@pytest.mark.parametrize(
    ("met", "note", "is_attached", "asked"),
    [
        (True, "", False, ["tự chấm 1/1 điểm nhưng chưa có tài liệu bắt buộc và chưa có thuyết minh."]),
        (True, "Đang lập", False, ["bắt buộc có tài liệu, hiện mới có thuyết minh."]),
        (True, "", True, []),
        (False, "", False, []),
    ],
)
def test_required_evidence_is_there_or_explained(stage, met, note, is_attached, asked):
    assessment = sheet_of(stage.ward, met_criterion("1", evidence_required=True))
    save(assessment, "1", {"met": met}, stage.officer, note)
    if is_attached:
        attach(CriterionScore.objects.get(assessment=assessment))
    assert [text.split(". ")[0] + "." for _, text in asked_of(stage.officer, assessment)] == asked


def test_what_stands_in_the_way_keeps_the_button_away(stage, at):
    assessment = sheet_of(stage.ward, met_criterion("1", evidence_required=True))
    save(assessment, "1", {"met": True}, stage.officer)
    page = at(stage.commander, checks_address(assessment))
    assert ("Phải bổ sung trước khi nộp" in page, step_address(assessment, "submit") in page) == (True, False)


def test_maximum_without_a_document_is_asked_about(stage):
    assessment = sheet_of(stage.ward, met_criterion("1"))
    save(assessment, "1", {"met": True}, stage.officer)
    words = "tự chấm điểm tối đa (1 điểm) mà chưa có tài liệu nào. Tài liệu nào kiểm chứng điểm này?"
    assert asked_of(stage.officer, assessment) == [("1", words)]


def test_number_far_from_the_round_before_is_asked_about(stage):
    scale = {"kind": "measure", "of": "number", "unit": "mô hình", "required": {"op": ">=", "value": "1"}}
    criterion = {"code": "II.3", "title": "Mô hình", "scale": scale}
    criteria_set = make_criteria_set(groups=[{"code": "II", "title": "Nhóm", "criteria": [criterion]}])
    before = make_open_round([stage.ward], criteria_set).assessments.get()
    save(before, "II.3", {"value": "12"}, stage.officer)
    later = make_open_round([stage.ward], criteria_set, ends_on="2022-12-31").assessments.get()
    save(later, "II.3", {"value": "48"}, stage.officer)
    attach(CriterionScore.objects.get(assessment=later))
    words = "kỳ trước 12 mô hình, kỳ này 48 mô hình. Số liệu này đã đúng chưa?"
    assert asked_of(stage.officer, later) == [("II.3", words)]


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (None, None),
        ("2021-12-31", None),
        ("2021-06-30", "“Kế hoạch” đã hết hiệu lực từ sau ngày 30/06/2021. Đã có văn bản thay thế chưa?"),
    ],
)
def test_document_that_lapsed_before_the_rounds_last_day_is_asked_about(stage, until, words):
    assessment = sheet_of(stage.ward, met_criterion("1"))
    save(assessment, "1", {"met": True}, stage.officer)
    attach(CriterionScore.objects.get(assessment=assessment), valid_until=until and dt.date.fromisoformat(until))
    assert asked_of(stage.officer, assessment) == ([("1", words)] if words else [])


def test_document_that_will_lapse_before_the_rounds_last_day_is_asked_about(stage):
    today = timezone.localdate()
    ends_on, until = today + dt.timedelta(days=60), today + dt.timedelta(days=10)
    assessment = sheet_of(stage.ward, met_criterion("1"), ends_on=ends_on)
    save(assessment, "1", {"met": True}, stage.officer)
    attach(CriterionScore.objects.get(assessment=assessment), valid_until=until)
    words = (
        f"“Kế hoạch” chỉ có hiệu lực đến {until:%d/%m/%Y}, trước ngày cuối của kỳ {ends_on:%d/%m/%Y}. Sẽ thay thế chứ?"
    )
    assert asked_of(stage.officer, assessment) == [("1", words)]


@pytest.mark.parametrize(("note", "count"), [("", 0), ("chưa có", 2), ("trụ sở đang chờ bố trí vốn", None)])
def test_open_knock_out_wants_its_reason(stage, note, count):
    assessment = sheet_of(stage.ward, met_criterion("1", knock_out=True))
    save(assessment, "1", {"met": False}, stage.officer, note)
    words = {
        0: "là điểm liệt, tự chấm chưa đạt mà chưa có thuyết minh. Vì sao chưa đạt, bao giờ đạt?",
        2: "là điểm liệt, tự chấm chưa đạt, thuyết minh mới có 2 chữ. Đã nêu vì sao chưa đạt, bao giờ đạt?",
    }
    assert asked_of(stage.officer, assessment) == ([] if count is None else [("1", words[count])])


# ---------------------------------------------------------------- the same file at two units


@pytest.fixture
def shared(stage):
    """The stage's ward and another of the same city prove I.1 with the same file."""
    other = make_unit("Hải Châu II", parent=stage.city)
    criteria_set = make_criteria_set(groups=[{"code": "I", "title": "Nhóm", "criteria": [met_criterion("I.1")]}])
    made = make_open_round([stage.ward, other], criteria_set)
    for assessment in made.assessments.all():
        save(assessment, "I.1", {"met": True}, make_person(Role.OFFICER, assessment.unit))
        attach(CriterionScore.objects.get(assessment=assessment))
    stage.assessment, stage.other = made.assessments.get(unit=stage.ward), other
    return stage


def test_file_of_another_unit_is_asked_about_by_whoever_sees_both(shared):
    words = (
        "tệp của “Kế hoạch” còn được 1 đơn vị khác dùng (Công an phường Hải Châu II). "
        "Tài liệu này có đúng là của đơn vị mình?"
    )
    assert asked_of(shared.secretary, shared.assessment) == [("I.1", words)]


def test_unit_is_not_told_which_other_unit_has_the_file(shared):
    words = "tệp của “Kế hoạch” còn được 1 đơn vị khác dùng. Tài liệu này có đúng là của đơn vị mình?"
    assert asked_of(shared.officer, shared.assessment) == [("I.1", words)]


def test_file_taken_over_from_a_merged_unit_raises_no_question(shared):
    make_lineage(shared.other, shared.ward)
    assert asked_of(shared.officer, shared.assessment) == []


# ---------------------------------------------------------------- a sheet sent back, and the cost


def test_criteria_that_were_not_sent_back_are_left_alone(stage, score_of):
    assessment = advance(stage.assessment, State.SUBMITTED)
    actions.return_sheet(
        assessment=assessment.pk,
        criteria=[score_of(assessment, "I.2").criterion_id],
        reason="Thiếu số liệu",
        due=timezone.localdate(),
        by=stage.secretary,
    )
    assert [code for code, _ in asked_of(stage.officer, assessment)] == ["I.2"]


@pytest.mark.parametrize("count", [1, 3])
def test_checks_cost_the_same_for_any_number_of_criteria(stage, client, count, django_assert_num_queries):
    units = [stage.ward, *(make_unit(parent=stage.city) for _ in range(count))]
    criteria = [met_criterion(f"I.{number}") for number in range(count)]
    criteria_set = make_criteria_set(groups=[{"code": "I", "title": "Nhóm", "criteria": criteria}])
    make_open_round(units, criteria_set)
    later = make_open_round(units, criteria_set, ends_on="2022-12-31").assessments
    for assessment in later.all():
        answer_everything(assessment, make_person(Role.COMMANDER, assessment.unit))
        for score in assessment.scores.all():
            attach(score)
    client.force_login(stage.officer)
    url = checks_address(later.get(unit=stage.ward))
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)
