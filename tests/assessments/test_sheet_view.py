"""The scoring sheet, for each who meets it."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.models import Role
from assessments import actions
from assessments.models import AssessmentRound, CriterionScore, State
from tests.assessments.addresses import address, save_address, step_address
from tests.factories import (
    advance,
    answer_everything,
    make_criteria_set,
    make_open_round,
    make_person,
    met_criterion,
)

# ---------------------------------------------------------------- who sees what


def test_officer_finds_a_form_for_each_criterion_of_the_group(stage, at):
    page = at(stage.officer, address(stage.assessment, "I"))
    assert [save_address(stage.assessment, code) in page for code in ("I.1", "I.2", "II.1")] == [True, True, False]
    assert "Chỉ huy đơn vị nộp phiếu; hãy báo chỉ huy khi đã trả lời đủ." in page


def test_first_group_stands_at_the_short_address(stage, at):
    assert save_address(stage.assessment, "I.1") in at(stage.officer, address(stage.assessment))


@pytest.mark.parametrize("who", ["appraiser", "secretary", "member", "reviewer"])
def test_others_read_a_draft_without_a_form(stage, at, who):
    page = at(getattr(stage, who), address(stage.assessment, "I"))
    assert 'action="/rounds/' not in page
    assert "Đơn vị đang tự chấm, hạn nộp 31/12/2021" in page


def test_stranger_finds_nothing(stage, at):
    at(stage.stranger, address(stage.assessment), status=404)


@pytest.mark.parametrize("where", [("round-1", 987654, "I"), ("no-such", None, "I"), ("round-1", None, "no-such")])
def test_address_of_nothing_is_not_found(stage, at, where):
    code, unit, group = where
    at(stage.officer, reverse("assessments:sheet", args=[code, unit or stage.ward.pk, group]), status=404)


def test_unit_beyond_every_key_is_not_found(stage, at):
    at(stage.officer, f"/rounds/round-1/units/{'9' * 30}/", status=404)


def test_sheet_asks_for_a_sign_in(stage, client):
    response = client.get(address(stage.assessment))
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={address(stage.assessment)}")


def test_appraiser_finds_forms_for_the_own_department_only(stage, at):
    criteria = [met_criterion("1", department="PV05"), met_criterion("2", department="PC06")]
    criteria_set = make_criteria_set(groups=[{"code": "I", "title": "Nhóm", "criteria": criteria}])
    assessment = make_open_round([stage.ward], criteria_set).assessments.get()
    advance(assessment, State.SUBMITTED)
    page = at(stage.appraiser, address(assessment))
    forms = [f'action="{save_address(assessment, code, "save_appraisal")}"' in page for code in "12"]
    assert forms == [True, False]
    assert "PC06 thẩm định tiêu chí này." in page
    assert save_address(assessment, "1", "agree") in page


def test_unit_reads_why_it_can_change_nothing_after_submitting(stage, at):
    advance(stage.assessment, State.SUBMITTED)
    page = at(stage.officer, address(stage.assessment))
    assert 'action="/rounds/' not in page
    assert "Phiếu đã nộp nên đơn vị không sửa được nữa" in page


def test_all_tracks_stand_side_by_side_in_the_end(stage, at):
    advance(stage.assessment, State.DECIDED, except_for=["I.1"])
    page = at(stage.reviewer, address(stage.assessment))
    assert [page.count(title) for title in ("Đơn vị tự chấm", "<dt>Thẩm định</dt>", "Kết quả chính thức")] == [2, 2, 2]
    assert "2/3 tiêu chí đạt · xếp loại: Chưa đạt" in page


def test_last_rounds_answer_is_found_by_code_though_the_set_is_another(stage, at):
    advance(stage.assessment, State.DECIDED, except_for=["I.1"])
    programme = stage.assessment.round.programme
    later = make_open_round([stage.ward], make_criteria_set(programme), ends_on="2022-12-31").assessments.get()
    page = at(stage.officer, address(later))
    assert page.count("Kỳ trước: Kỳ đánh giá 2021 (minh họa)</h4>") == 2


def test_held_back_says_what_is_lacking_once_all_is_answered(stage, at):
    answer_everything(stage.assessment, stage.officer, except_for=["I.1"])
    page = at(stage.commander, address(stage.assessment))
    assert "Chưa đạt loại “Đạt chuẩn” vì: Còn 1 tiêu chí chưa đạt: I.1" in page
    assert step_address(stage.assessment, "submit") in page


@pytest.mark.parametrize("criteria", [1, 3])
@pytest.mark.parametrize("has_past", [False, True])
def test_sheet_costs_the_same_for_any_number_of_criteria(stage, client, criteria, has_past, django_assert_num_queries):
    asked = [met_criterion(f"I.{number}") for number in range(criteria)]
    criteria_set = make_criteria_set(groups=[{"code": "I", "title": "Nhóm", "criteria": asked}])
    assessment = make_open_round([stage.ward], criteria_set).assessments.get()
    if has_past:
        assessment = make_open_round([stage.ward], criteria_set, ends_on="2022-12-31").assessments.get()
    client.force_login(stage.officer)
    client.get(address(assessment))
    cache.clear()
    with django_assert_num_queries(14 if has_past else 12):
        client.get(address(assessment))


# ---------------------------------------------------------------- a page that is kept


def test_kept_page_is_the_same_but_for_each_readers_own_token(stage, at, client, django_assert_num_queries):
    first = at(stage.officer, address(stage.assessment))
    client.force_login(make_person(Role.OFFICER, stage.ward))
    with django_assert_num_queries(6):
        second = client.get(address(stage.assessment)).content.decode()
    tokens = [set(re.findall(r'csrfmiddlewaretoken" value="(\w{64})"', page)) for page in (first, second)]
    assert all(tokens)
    assert not tokens[0] & tokens[1]


def test_sheet_shows_a_save_at_once(stage, at, send):
    at(stage.officer, address(stage.assessment))
    send(stage.officer, save_address(stage.assessment, "I.1"), {"met": "true", "note": "mới", "revision": "0"})
    assert "mới</textarea>" in at(stage.officer, address(stage.assessment))


def test_sheet_shows_an_appraisal_of_the_round_before_at_once(stage, at):
    advance(stage.assessment, State.SUBMITTED)
    programme = stage.assessment.round.programme
    later = make_open_round([stage.ward], make_criteria_set(programme), ends_on="2022-12-31").assessments.get()
    before = at(stage.officer, address(later))
    score = CriterionScore.objects.get(assessment=stage.assessment, criterion__code="I.1")
    actions.save_appraisal(
        assessment=stage.assessment.pk,
        criterion=score.criterion_id,
        answer={"met": True},
        note="ý kiến mới",
        revision=score.revision,
        by=stage.secretary,
    )
    assert ["ý kiến mới" in page for page in (before, at(stage.officer, address(later)))] == [False, True]


def test_sheet_shows_a_post_in_new_words_at_once(stage, at):
    answer_everything(stage.assessment, stage.officer)
    before = at(stage.member, address(stage.assessment))
    stage.officer.post = "Phó Trưởng Công an phường"
    stage.officer.save()
    after = at(stage.member, address(stage.assessment))
    assert ["Phó Trưởng Công an phường, " in page for page in (before, after)] == [False, True]


def test_sheet_shows_the_new_title_of_the_round_before_at_once(stage, at):
    answer_everything(stage.assessment, stage.officer)
    programme = stage.assessment.round.programme
    later = make_open_round([stage.ward], make_criteria_set(programme), ends_on="2022-12-31").assessments.get()
    before = at(stage.officer, address(later))
    AssessmentRound.objects.filter(pk=stage.assessment.round_id).update(title="Kỳ mang tên mới")
    after = at(stage.officer, address(later))
    assert ["Kỳ trước: Kỳ mang tên mới" in page for page in (before, after)] == [False, True]


def test_kept_page_is_not_shown_in_another_language(stage, at, client):
    at(stage.officer, address(stage.assessment))
    client.cookies["django_language"] = "en"
    page = at(stage.officer, address(stage.assessment))
    assert ("chưa có câu trả lời được lưu" in page, "no answer saved yet" in page) == (False, True)


@pytest.mark.parametrize("who", ["commander", "reviewer", "secretary", "member"])
def test_kept_page_of_one_role_is_not_shown_to_another(stage, at, who):
    answer_everything(stage.assessment, stage.commander)
    at(stage.officer, address(stage.assessment))
    page = at(getattr(stage, who), address(stage.assessment))
    assert (step_address(stage.assessment, "submit") in page) is (who == "commander")
    assert (save_address(stage.assessment, "I.1") in page) is (who == "commander")
