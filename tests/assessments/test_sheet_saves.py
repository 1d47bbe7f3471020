"""What is sent from a sheet: saves, appraisals, and the steps that lead on."""

import pytest
from django.utils import timezone

from accounts.models import Event, Role
from assessments import actions
from assessments.models import Assessment, CriterionScore, State
from tests.assessments.addresses import HTMX, address, save_address, step_address
from tests.factories import (
    PASSWORD,
    advance,
    answer_everything,
    make_department,
    make_open_round,
    make_person,
)


def test_save_goes_back_to_the_criterion_and_says_so(stage, send, score_of):
    response = send(stage.officer, save_address(stage.assessment, "I.1"), {"met": "true", "note": "a", "revision": "0"})
    assert (response.status_code, response.url) == (302, f"{address(stage.assessment, 'I')}#criterion-I.1")
    assert score_of(stage.assessment, "I.1").self_answer == {"met": True}


def test_save_by_htmx_answers_with_what_changes(points_sheet, send):
    url = save_address(points_sheet.assessment, "I.1")
    page = send(points_sheet.officer, url, {"points": "7,5", "revision": "0"}, **HTMX).content.decode()
    assert "7,5/10 điểm" in page
    assert "Được chấm 7,5 trên 10 điểm; đạt khi được từ 5 điểm." in page
    assert '<input type="hidden" name="revision" value="1">' in page
    assert page.count('hx-swap-oob="true"') == 3
    assert "Đã trả lời 1/3 tiêu chí, 1 đạt" in page


def test_save_of_a_stranger_is_not_found(stage, send, score_of):
    response = send(stage.stranger, save_address(stage.assessment, "I.1"), {"met": "true", "revision": "0"})
    assert response.status_code == 404
    assert score_of(stage.assessment, "I.1").self_answer is None


def test_save_of_an_unknown_criterion_is_not_found(stage, send):
    assert send(stage.officer, save_address(stage.assessment, "IX.9"), {"met": "true"}).status_code == 404


def test_save_in_the_wrong_state_is_refused_with_the_state(stage, send, score_of):
    advance(stage.assessment, State.SUBMITTED)
    response = send(stage.officer, save_address(stage.assessment, "I.1"), {"met": "false", "revision": "1"})
    assert (response.status_code, "nay đã nộp" in response.content.decode()) == (422, True)
    assert score_of(stage.assessment, "I.1").self_answer == {"met": True}


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ("NaN", "Nhận được “NaN”, không phải một số"),
        ("1e9", "Nhận được 1.000.000.000; chỉ nhận từ 0 đến 10, bước 0,5."),
        ("-1", "Nhận được -1; chỉ nhận từ 0 đến 10, bước 0,5."),
        ("7,3", "Nhận được 7,3; chỉ nhận bội số của 0,5, từ 0 đến 10."),
        ("😀", "Nhận được “😀”, không phải một số"),
        ("=1+1", "Nhận được “=1+1”, không phải một số"),
        ("bảy", "Nhận được “bảy”, không phải một số"),
        ("9" * 100_000, "không phải một số"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_bad_number_gets_a_sentence_and_is_shown_back(points_sheet, send, score_of, typed, sentence, headers):
    url = save_address(points_sheet.assessment, "I.1")
    response = send(points_sheet.officer, url, {"points": typed, "note": "giữ lại", "revision": "0"}, **headers)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    # With htmx the boxes on the page are not touched, so only the page without it must show them again.
    assert headers or (f'name="points" value="{typed}"' in page and "giữ lại</textarea>" in page)
    assert score_of(points_sheet.assessment, "I.1").revision == 0


def test_empty_form_is_no_answer_and_no_fault(points_sheet, send, score_of):
    response = send(points_sheet.officer, save_address(points_sheet.assessment, "I.1"), {"points": "", "revision": "0"})
    assert response.status_code == 302
    assert score_of(points_sheet.assessment, "I.1").self_answer is None


def test_note_in_nfd_with_emoji_and_formula_is_kept_as_text(stage, send, score_of):
    note = "=cmd|' /C calc'!A0 Ho\u0300a 😀"
    send(stage.officer, save_address(stage.assessment, "I.1"), {"met": "true", "note": note, "revision": "0"})
    assert score_of(stage.assessment, "I.1").self_note == "=cmd|' /C calc'!A0 Hòa 😀"


def test_note_of_100_000_letters_is_refused_and_shown_back(stage, send):
    note = "ă" * 100_000
    response = send(
        stage.officer, save_address(stage.assessment, "I.1"), {"met": "true", "note": note, "revision": "0"}
    )
    page = response.content.decode()
    assert (response.status_code, f"{note}</textarea>" in page) == (422, True)
    assert "Đoạn chữ dài 100000 ký tự, chỉ nhận tối đa 5000." in page


def test_typed_text_is_escaped(stage, send):
    note = "</textarea><script>alert(1)</script>" + "x" * 6000
    page = send(
        stage.officer, save_address(stage.assessment, "I.1"), {"met": "true", "note": note, "revision": "0"}
    ).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_conflict_shows_both_texts_and_asks(stage, send, score_of, headers):
    url = save_address(stage.assessment, "I.1")
    send(stage.commander, url, {"met": "true", "note": "bản của chỉ huy", "revision": "0"})
    response = send(stage.officer, url, {"met": "false", "note": "bản của tôi", "revision": "0"}, **headers)
    page = response.content.decode()
    assert response.status_code == 409
    assert [text in page for text in ("bản của chỉ huy", "bản của tôi", "Trưởng Công an phường")] == [True] * 3
    assert ('name="keep" value="1"' in page, '<input type="hidden" name="revision" value="0">' in page) == (True, True)
    assert score_of(stage.assessment, "I.1").self_note == "bản của chỉ huy"


def test_mine_is_kept_only_by_its_button_and_not_by_typing_on(stage, send, score_of):
    url = save_address(stage.assessment, "I.1")
    send(stage.commander, url, {"met": "true", "revision": "0"})
    typed_on = send(stage.officer, url, {"met": "false", "note": "còn gõ", "revision": "0"}, **HTMX)
    assert (typed_on.status_code, score_of(stage.assessment, "I.1").self_answer) == (409, {"met": True})
    send(stage.officer, url, {"met": "false", "note": "còn gõ", "revision": "0", "keep": "1"}, **HTMX)
    assert score_of(stage.assessment, "I.1").self_answer == {"met": False}


def test_form_posted_twice_is_saved_once_without_a_conflict(stage, send, score_of):
    url = save_address(stage.assessment, "I.1")
    statuses = [send(stage.officer, url, {"met": "true", "revision": "0"}).status_code for _time in range(2)]
    assert (statuses, score_of(stage.assessment, "I.1").revision) == ([302, 302], 1)


def test_lapsed_session_comes_back_to_the_sheet(stage, client):
    url = save_address(stage.assessment, "I.1")
    response = client.post(url, {"met": "true", "revision": "0"})
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={url}")
    signed_in = client.post("/accounts/login/", {"username": stage.officer.username, "password": PASSWORD, "next": url})
    assert signed_in.url == url
    assert client.get(url).url == f"{address(stage.assessment, 'I')}#criterion-I.1"


def test_lapsed_session_under_htmx_is_sent_to_sign_in_as_not_saved(stage, client):
    page = address(stage.assessment, "I")
    headers = {**HTMX, "HTTP_HX_CURRENT_URL": f"http://testserver{page}"}
    response = client.post(save_address(stage.assessment, "I.1"), {"met": "true"}, **headers)
    assert (response.status_code, response.headers["HX-Redirect"]) == (401, f"/accounts/login/?next={page}")


def test_cleared_answer_reloads_the_page_under_htmx(stage, send):
    url = save_address(stage.assessment, "I.1")
    send(stage.officer, url, {"met": "true", "revision": "0"})
    response = send(stage.officer, url, {"met": "true", "revision": "1", "clear": "1"}, **HTMX)
    assert response.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("stored", [1, 3])
def test_save_costs_the_same_however_much_is_stored(stage, client, stored, django_assert_num_queries):
    for _number in range(stored):
        make_open_round()
    client.force_login(stage.officer)
    data = {"met": "true", "revision": "0"}
    client.post(save_address(stage.assessment, "I.1"), data, **HTMX)
    with django_assert_num_queries(13):
        client.post(save_address(stage.assessment, "I.2"), data, **HTMX)


# ---------------------------------------------------------------- appraising and the steps


@pytest.mark.parametrize("saved_before", [1, 3])
def test_appraising_costs_the_same_however_much_is_stored(stage, client, saved_before, django_assert_num_queries):
    advance(stage.assessment, State.SUBMITTED)
    client.force_login(stage.secretary)
    url = save_address(stage.assessment, "II.1", "save_appraisal")
    for revision in range(1, 1 + saved_before):
        client.post(url, {"met": "true", "note": f"lần {revision}", "revision": str(revision)}, **HTMX)
    data = {"met": "true", "note": "lần cuối", "revision": str(1 + saved_before)}
    with django_assert_num_queries(14):
        client.post(url, data, **HTMX)


def test_agreeing_appraises_one_criterion(stage, send, score_of):
    advance(stage.assessment, State.SUBMITTED)
    send(stage.appraiser, save_address(stage.assessment, "II.1", "agree"), {"note": "đúng", "revision": "1"})
    score = score_of(stage.assessment, "II.1")
    assert (score.appraised_answer, score.appraised_note) == ({"met": True}, "đúng")
    assert CriterionScore.objects.filter(assessment=stage.assessment, appraised_answer__isnull=False).count() == 1


def test_appraisal_of_another_department_is_denied(stage, send):
    other = make_person(Role.APPRAISER, make_department("PC06", stage.city))
    advance(stage.assessment, State.SUBMITTED)
    response = send(other, save_address(stage.assessment, "II.1", "save_appraisal"), {"met": "true", "revision": "1"})
    assert response.status_code == 403


def test_steps_lead_from_draft_to_decision(stage, send):
    def state():
        return Assessment.objects.get(pk=stage.assessment.pk).state

    answer_everything(stage.assessment, stage.commander)
    send(stage.commander, step_address(stage.assessment, "submit"))
    assert state() == State.SUBMITTED
    answer_everything(stage.assessment, stage.secretary, save=actions.save_appraisal)
    send(stage.secretary, step_address(stage.assessment, "complete_appraisal"))
    assert state() == State.APPRAISED
    send(stage.member, step_address(stage.assessment, "decide"), {"document": "12/QĐ-BCĐ"})
    assert state() == State.DECIDED


def test_submit_that_is_not_complete_says_what_is_missing(stage, client):
    client.force_login(stage.commander)
    page = client.post(step_address(stage.assessment, "submit"), follow=True).content.decode()
    assert "Còn 3 tiêu chí chưa có câu trả lời: I.1, I.2, II.1. Hãy trả lời rồi thực hiện lại." in page


@pytest.mark.parametrize("document, status", [("", 422), ("x" * 121, 422), ("12/QĐ", 302)])
def test_decision_asks_for_its_document(stage, send, document, status):
    advance(stage.assessment, State.APPRAISED)
    response = send(stage.member, step_address(stage.assessment, "decide"), {"document": document})
    assert response.status_code == status
    assert status == 302 or document in response.content.decode()


@pytest.mark.parametrize(
    "verb, who", [("submit", "officer"), ("complete_appraisal", "appraiser"), ("decide", "secretary")]
)
def test_step_of_another_role_is_denied(stage, send, verb, who):
    response = send(getattr(stage, who), step_address(stage.assessment, verb), {"document": "1"})
    assert response.status_code == 403


@pytest.mark.parametrize("verb", ["submit", "complete_appraisal", "decide"])
def test_step_takes_post_only(stage, at, verb):
    at(stage.commander, step_address(stage.assessment, verb), status=405)


def test_step_sent_twice_is_done_once_and_says_so(stage, send):
    answer_everything(stage.assessment, stage.officer)
    url = step_address(stage.assessment, "submit")
    responses = [send(stage.commander, url) for _ in range(2)]
    submissions = Event.objects.filter(stream=stage.assessment.stream, verb="submit").count()
    assert ([each.status_code for each in responses], submissions) == ([302, 302], 1)


def test_step_behind_is_still_denied_to_those_whose_step_it_is_not(stage, send):
    advance(stage.assessment, State.SUBMITTED)
    assert send(stage.officer, step_address(stage.assessment, "submit")).status_code == 403


def test_what_was_not_returned_is_refused_in_a_sentence(stage, send):
    assessment = advance(stage.assessment, State.SUBMITTED)
    keys = dict(CriterionScore.objects.filter(assessment=assessment).values_list("criterion__code", "criterion"))
    actions.return_sheet(
        assessment=assessment.pk, criteria=[keys["I.1"]], reason="Sai", due=timezone.localdate(), by=stage.secretary
    )
    for headers in ({}, HTMX):
        answer = send(stage.officer, save_address(assessment, "II.1"), {"met": "false", "revision": "1"}, **headers)
        assert answer.status_code == 422
        assert "không nằm trong phần được trả lại" in answer.content.decode()


def test_appraiser_whose_sheet_was_returned_meanwhile_is_told_so_and_loses_no_word(stage, send):
    assessment = advance(stage.assessment, State.SUBMITTED)
    actions.return_sheet(
        assessment=assessment.pk, criteria=[], reason="Sai", due=timezone.localdate(), by=stage.secretary
    )
    typed = {"met": "true", "note": "Đã xem tại chỗ", "revision": "1"}
    for headers in ({}, HTMX):
        answer = send(stage.appraiser, save_address(assessment, "II.1", "save_appraisal"), typed, **headers)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert ("phiếu vừa chuyển sang bước khác" in page, "Đã xem tại chỗ" in page) == (True, True)


def test_stranger_to_the_department_is_still_denied(stage, send):
    assessment = advance(stage.assessment, State.SUBMITTED)
    assert send(stage.reviewer, save_address(assessment, "II.1", "save_appraisal"), {"met": "true"}).status_code == 403
