"""The scoring sheet, for each who meets it."""

import pytest
from django.urls import reverse

from accounts.models import Role
from assessments import actions
from assessments.models import Assessment, CriterionScore, State
from tests.factories import (
    PASSWORD,
    advance,
    answer_everything,
    make_criteria_set,
    make_department,
    make_open_round,
    make_person,
    met_criterion,
    points_criterion,
)

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(assessment, *group):
    return reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id, *group])


def save_address(assessment, code, verb="save_self_score"):
    return reverse(f"assessments:{verb}", args=[assessment.round.code, assessment.unit_id, code])


def step_address(assessment, verb):
    return reverse(f"assessments:{verb}", args=[assessment.round.code, assessment.unit_id])


@pytest.fixture
def at(client):
    """Sign in and read a page as text."""

    def read(user, url, status=200, **headers):
        client.force_login(user)
        response = client.get(url, **headers)
        assert response.status_code == status
        return response.content.decode()

    return read


@pytest.fixture
def send(client):
    def post(user, url, data=None, **headers):
        client.force_login(user)
        return client.post(url, data or {}, **headers)

    return post


@pytest.fixture
def points_sheet(stage):
    """The same ward's draft on a set that counts points (0 to 10, in steps of 0.5)."""
    stage.assessment = make_open_round([stage.ward], make_criteria_set(criterion=points_criterion)).assessments.get()
    return stage


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
    assert [page.count(title) for title in ("Đơn vị tự chấm", "<dt>Thẩm định", "Kết quả chính thức")] == [2, 2, 2]
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
    with django_assert_num_queries(8 if has_past else 7):
        client.get(address(assessment))


# ---------------------------------------------------------------- saving


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


def test_save_in_the_wrong_state_is_denied(stage, send):
    advance(stage.assessment, State.SUBMITTED)
    response = send(stage.officer, save_address(stage.assessment, "I.1"), {"met": "false", "revision": "1"})
    assert response.status_code == 403


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
    assert '<input type="hidden" name="revision" value="1">' in page
    assert score_of(stage.assessment, "I.1").self_note == "bản của chỉ huy"


def test_mine_is_kept_by_sending_it_again_with_the_new_revision(stage, send, score_of):
    url = save_address(stage.assessment, "I.1")
    send(stage.commander, url, {"met": "true", "revision": "0"})
    send(stage.officer, url, {"met": "false", "revision": "1"})
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
    with django_assert_num_queries(14):
        client.post(save_address(stage.assessment, "I.2"), data, **HTMX)


# ---------------------------------------------------------------- appraising and the steps


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
