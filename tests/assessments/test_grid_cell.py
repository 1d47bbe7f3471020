"""One cell of the appraiser's grid, in the panel beside it or on a page of its own."""

import pytest
from django.urls import reverse

from accounts.models import Event, Role
from assessments.models import State
from tests.assessments.addresses import HTMX, address
from tests.factories import advance, make_membership


def cell_address(assessment, code, verb="grid_cell"):
    return reverse(f"assessments:{verb}", args=[assessment.round.code, assessment.unit_id, code])


@pytest.fixture
def handed_in(stage):
    stage.assessment = advance(stage.assessment, State.SUBMITTED)
    return stage


def save(stage, send, code="II.1", verb="grid_appraise", *, who=None, revision="1", headers=None, **typed):
    data = {"met": "true", "note": "", "revision": revision} | typed
    where = cell_address(stage.assessment, code, verb)
    return send(who or stage.appraiser, where, data, **(headers or {}))


# ---------------------------------------------------------------- reading


def test_cell_is_a_page_of_its_own_without_scripts(handed_in, at):
    page = at(handed_in.appraiser, cell_address(handed_in.assessment, "II.1"))
    assert f'action="{cell_address(handed_in.assessment, "II.1", "grid_appraise")}"' in page
    assert "Đơn vị tự chấm" in page
    assert f'href="{reverse("assessments:grid", args=["round-1"])}#unit-{handed_in.ward.pk}"' in page


def test_panel_comes_without_a_frame_and_with_the_row_as_it_stands_now(handed_in, at):
    page = at(handed_in.appraiser, cell_address(handed_in.assessment, "II.1"), **HTMX)
    assert [page.count(part) for part in ("<html", "data-panel-title", 'hx-swap-oob="true"')] == [0, 1, 2]


def test_panel_keeps_what_the_grid_is_narrowed_to(handed_in, at):
    page = at(handed_in.appraiser, cell_address(handed_in.assessment, "II.1") + "?waiting=on", **HTMX)
    assert page.count("?waiting=on") == 6  # three cells of the row, the form with and without htmx, and agreeing


@pytest.mark.parametrize("who, status", [("stranger", 404), ("officer", 403), ("member", 403), ("secretary", 200)])
def test_cell_is_for_those_who_appraise(handed_in, at, who, status):
    at(getattr(handed_in, who), cell_address(handed_in.assessment, "II.1"), status=status)


def test_criterion_that_is_not_asked_is_not_found(handed_in, at):
    at(handed_in.appraiser, cell_address(handed_in.assessment, "no-such"), status=404)


def test_draft_is_read_with_the_reason_why_it_cannot_be_appraised(stage, at):
    page = at(stage.appraiser, cell_address(stage.assessment, "II.1"))
    assert ("Đơn vị chưa nộp; thẩm định được sau khi nộp." in page, "<textarea" in page) == (True, False)


def test_own_sheet_is_read_with_the_reason_why_it_cannot_be_appraised(handed_in, at):
    make_membership(handed_in.appraiser, handed_in.ward, Role.OFFICER)
    page = at(handed_in.appraiser, cell_address(handed_in.assessment, "II.1"))
    assert ("Phiếu của chính đơn vị bạn" in page, "<textarea" in page) == (True, False)


def test_own_draft_leads_to_the_sheet_on_which_it_is_filled_in(stage, client):
    make_membership(stage.appraiser, stage.ward, Role.OFFICER)
    client.force_login(stage.appraiser)
    where, sheet = cell_address(stage.assessment, "II.1"), address(stage.assessment, "II") + "#criterion-II.1"
    assert client.get(where).url == sheet
    assert client.get(where, **HTMX)["HX-Redirect"] == sheet


@pytest.mark.parametrize("headers, queries", [({}, 13), (HTMX, 17)])
def test_cell_costs_the_same_for_any_sheet(handed_in, client, headers, queries, django_assert_num_queries):
    client.force_login(handed_in.appraiser)
    client.get(cell_address(handed_in.assessment, "II.1"), **headers)
    with django_assert_num_queries(queries):
        client.get(cell_address(handed_in.assessment, "II.1"), **headers)


# ---------------------------------------------------------------- saving


def test_appraisal_is_saved_from_the_page(handed_in, send, score_of):
    response = save(handed_in, send, note="đã xem")
    assert (response.status_code, response.url) == (302, cell_address(handed_in.assessment, "II.1"))
    score = score_of(handed_in.assessment, "II.1")
    assert (score.appraised_answer, score.appraised_note) == ({"met": True}, "đã xem")


def test_save_beside_the_grid_answers_with_row_and_counts(handed_in, send):
    page = save(handed_in, send, headers=HTMX).content.decode()
    assert "xong 1/3 ô, còn 2 ô." in page
    assert f'<tr id="unit-{handed_in.ward.pk}" hx-swap-oob="true">' in page
    assert "HX-Retarget" not in page


def test_agreeing_takes_the_units_answer_and_brings_a_new_panel(handed_in, send, score_of):
    response = save(handed_in, send, verb="grid_agree", met="false", headers=HTMX)
    assert response["HX-Retarget"] == "[data-grid-panel]"
    assert score_of(handed_in.assessment, "II.1").appraised_answer == {"met": True}


def test_nothing_agrees_to_more_than_one_criterion(handed_in, send, score_of):
    save(handed_in, send, verb="grid_agree")
    assert score_of(handed_in.assessment, "I.1").appraised_answer is None


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_conflict_shows_both_and_overwrites_nothing(handed_in, send, score_of, headers):
    save(handed_in, send, who=handed_in.secretary, note="của thư ký")
    response = save(handed_in, send, met="false", note="của tôi", headers=headers)
    page = response.content.decode()
    assert (response.status_code, "của thư ký" in page, "của tôi" in page) == (409, True, True)
    assert score_of(handed_in.assessment, "II.1").appraised_answer == {"met": True}


@pytest.mark.parametrize("typed", [{"met": "maybe"}, {"note": "x" * 5001}])
def test_bad_answer_is_refused_with_a_sentence(handed_in, send, score_of, typed):
    response = save(handed_in, send, headers=HTMX, **typed)
    assert (response.status_code, "Chưa lưu; chữ bạn nhập vẫn giữ trong ô." in response.content.decode()) == (422, True)
    assert score_of(handed_in.assessment, "II.1").appraised_answer is None


@pytest.mark.parametrize("who, status", [("stranger", 404), ("officer", 403), ("member", 403)])
@pytest.mark.parametrize("verb", ["grid_appraise", "grid_agree"])
def test_forged_save_is_refused(handed_in, send, who, status, verb):
    events = Event.objects.count()
    assert save(handed_in, send, verb=verb, who=getattr(handed_in, who)).status_code == status
    assert Event.objects.count() == events


def test_own_sheet_cannot_be_appraised_by_a_forged_save(handed_in, send):
    make_membership(handed_in.appraiser, handed_in.ward, Role.OFFICER)
    assert save(handed_in, send).status_code == 403


def test_sheet_that_is_not_handed_in_cannot_be_appraised(stage, send):
    assert save(stage, send, revision="0").status_code == 422


def test_second_press_changes_nothing(handed_in, send, score_of):
    save(handed_in, send)
    events, revision = Event.objects.count(), score_of(handed_in.assessment, "II.1").revision
    assert save(handed_in, send).status_code == 302
    assert (Event.objects.count(), score_of(handed_in.assessment, "II.1").revision) == (events, revision)


def test_lapsed_session_comes_back_to_the_grid(handed_in, client):
    where = cell_address(handed_in.assessment, "II.1", "grid_appraise")
    grid = reverse("assessments:grid", args=["round-1"])
    response = client.post(where, {}, **HTMX, HTTP_HX_CURRENT_URL=f"http://testserver{grid}")
    assert (response.status_code, response["HX-Redirect"]) == (401, f"/accounts/login/?next={grid}")


def test_address_of_a_save_leads_to_the_cell_after_a_sign_in(handed_in, client):
    client.force_login(handed_in.appraiser)
    response = client.get(cell_address(handed_in.assessment, "II.1", "grid_appraise"))
    assert response.url == cell_address(handed_in.assessment, "II.1")
