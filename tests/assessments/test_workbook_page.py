"""Fetching a workbook, handing it back, looking at what it would change, and storing that."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Event
from assessments import actions
from assessments.models import Assessment, CriterionScore, State
from assessments.workbook import upload
from tests.assessments.addresses import address
from tests.assessments.workbooks import filled, sheet_of_every_scale, workbook_address, written
from tests.factories import advance, answer_everything, make_open_round

SHOWN = re.compile(r'name="shown" value="([^"]+)"')
CHOICE = re.compile(r'name="(choice-\d+)"')


def save(stage, code, answer, *, by=None, note=""):
    score = CriterionScore.objects.get(assessment=stage.assessment, criterion__code=code)
    return actions.save_self_score(
        assessment=stage.assessment.pk,
        criterion=score.criterion_id,
        answer=answer,
        note=note,
        revision=score.revision,
        by=by or stage.commander,
    )


def hand_back(send, stage, content, name="phieu.xlsx"):
    file = SimpleUploadedFile(name, content)
    return send(stage.officer, workbook_address(stage.assessment), {"file": file})


def confirm(send, stage, page, **choices):
    data = {"shown": SHOWN.search(page.content.decode())[1], **choices}
    return send(stage.officer, workbook_address(stage.assessment), data)


def test_sheet_leads_to_its_workbook(stage, at):
    assert f'href="{workbook_address(stage.assessment)}"' in at(stage.officer, address(stage.assessment, "I"))
    assert "Làm bằng Excel" not in at(stage.member, address(stage.assessment, "I"))


def test_workbook_is_fetched(stage, client):
    client.force_login(stage.officer)
    response = client.get(workbook_address(stage.assessment, "workbook_file"))
    name = f"phieu-tu-cham-round-1-{stage.ward.key}.xlsx"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.content.startswith(b"PK")


@pytest.mark.parametrize("name", ["workbook", "workbook_file"])
@pytest.mark.parametrize(
    "who, status",
    [("stranger", 404), ("appraiser", 403), ("secretary", 403), ("member", 403), ("reviewer", 403), ("commander", 200)],
)
def test_workbook_is_for_those_who_fill_the_sheet_in(stage, client, name, who, status):
    client.force_login(getattr(stage, who))
    assert client.get(workbook_address(stage.assessment, name)).status_code == status


@pytest.mark.parametrize("name", ["workbook", "workbook_file"])
def test_workbook_of_a_sheet_that_was_handed_in_is_denied(stage, client, name):
    advance(stage.assessment, State.SUBMITTED)
    client.force_login(stage.officer)
    assert client.get(workbook_address(stage.assessment, name)).status_code == 403


def test_returned_workbook_shows_what_it_would_change_and_stores_nothing(stage, send, score_of):
    save(stage, "I.1", {"met": True}, note="cũ")
    content = filled(written(stage.assessment), {"I.1|met": "Chưa đạt", "I.1|met@note": "mới", "I.2|met": "Đạt"})
    page = hand_back(send, stage, content)
    text = page.content.decode()
    assert (page.status_code, "Tệp thay đổi 2 tiêu chí; chưa lưu gì." in text) == (200, True)
    assert [words in text for words in ("Chưa đạt", "cũ", "mới", "1 tiêu chí giữ nguyên")] == [True] * 4
    assert score_of(stage.assessment, "I.1").self_answer == {"met": True}


def test_confirmed_workbook_is_stored_with_the_result(stage, send, score_of):
    content = filled(written(stage.assessment), {"I.1|met": "Đạt", "I.1|met@note": "+84 236", "II.1|met": "Chưa đạt"})
    response = confirm(send, stage, hand_back(send, stage, content))
    assert (response.status_code, response.url) == (302, address(stage.assessment))
    score = score_of(stage.assessment, "I.1")
    assert (score.self_answer, score.self_note, score.self_by) == ({"met": True}, "+84 236", stage.officer)
    stored = Assessment.objects.get(pk=stage.assessment.pk)
    assert (stored.met, stored.answered) == (1, 2)
    assert Event.objects.filter(stream=stage.assessment.stream, verb="save_self").count() == 2


def test_confirming_twice_stores_once(stage, client, send):
    page = hand_back(send, stage, filled(written(stage.assessment), {"I.1|met": "Đạt"}))
    confirm(send, stage, page)
    confirm(send, stage, page)
    assert Event.objects.filter(stream=stage.assessment.stream).count() == 1
    assert "Không có gì khác để lưu." in client.get(address(stage.assessment)).content.decode()


def test_workbook_without_a_change_offers_nothing_to_store(stage, send):
    text = hand_back(send, stage, written(stage.assessment)).content.decode()
    assert ("Tệp không thay đổi gì so với phiếu trên cổng." in text, "Lưu vào phiếu" in text) == (True, False)


# ---------------------------------------------------------------- two places at once


def conflict(stage, send):
    """I.1 is answered in the workbook and, by the commander, on the portal."""
    content = filled(written(stage.assessment), {"I.1|met": "Chưa đạt", "I.2|met": "Đạt"})
    save(stage, "I.1", {"met": True}, note="trên cổng")
    return hand_back(send, stage, content)


def test_conflict_shows_both_and_asks(stage, send):
    text = conflict(stage, send).content.decode()
    assert "thêm 1 tiêu chí được sửa ở cả tệp và cổng" in text
    assert ["trên cổng" in text, "Trưởng Công an phường" in text, "checked" in text] == [True, True, False]


def test_conflict_without_a_choice_stores_nothing(stage, send, score_of):
    response = confirm(send, stage, conflict(stage, send))
    assert (response.status_code, "hãy chọn bản giữ lại" in response.content.decode()) == (422, True)
    assert score_of(stage.assessment, "I.2").self_answer is None


@pytest.mark.parametrize("side, met", [("portal", True), ("workbook", False)])
def test_conflict_is_stored_as_chosen(stage, send, score_of, side, met):
    page = conflict(stage, send)
    confirm(send, stage, page, **{CHOICE.search(page.content.decode())[1]: side})
    answers = [score_of(stage.assessment, code).self_answer for code in ("I.1", "I.2")]
    assert answers == [{"met": met}, {"met": True}]


def test_portal_is_kept_where_the_workbook_was_left_alone(stage, send, score_of):
    content = filled(written(stage.assessment), {"I.2|met": "Đạt"})
    save(stage, "I.1", {"met": True})
    page = hand_back(send, stage, content)
    assert "1 tiêu chí vừa được sửa trên cổng sau khi tải tệp" in page.content.decode()
    confirm(send, stage, page)
    assert [score_of(stage.assessment, code).self_answer for code in ("I.1", "I.2")] == [{"met": True}] * 2


def test_same_answer_in_both_places_is_no_conflict(stage, send):
    content = filled(written(stage.assessment), {"I.1|met": "Đạt"})
    save(stage, "I.1", {"met": True})
    assert "Tệp không thay đổi gì" in hand_back(send, stage, content).content.decode()


def test_save_between_look_and_confirmation_is_shown_first(stage, send, score_of):
    page = hand_back(send, stage, filled(written(stage.assessment), {"I.1|met": "Chưa đạt", "I.2|met": "Đạt"}))
    save(stage, "I.1", {"met": True})
    again = confirm(send, stage, page)
    assert (again.status_code, "có người vừa sửa phiếu trên cổng" in again.content.decode()) == (409, True)
    assert score_of(stage.assessment, "I.2").self_answer is None
    name = CHOICE.search(again.content.decode())[1]
    confirm(send, stage, again, **{name: "workbook"})
    assert score_of(stage.assessment, "I.1").self_answer == {"met": False}


def test_criterion_that_was_not_returned_keeps_its_answer(stage, send, score_of):
    content = filled(written(stage.assessment), {"I.1|met": "Chưa đạt", "I.2|met": "Chưa đạt"})
    answer_everything(stage.assessment, stage.commander)
    CriterionScore.objects.filter(assessment=stage.assessment, criterion__code="I.1").update(is_locked=True)
    page = hand_back(send, stage, content)
    assert "không nằm trong phần được trả lại" in page.content.decode()
    confirm(send, stage, page, **{CHOICE.search(page.content.decode())[1]: "workbook"})
    answers = [score_of(stage.assessment, code).self_answer for code in ("I.1", "I.2")]
    assert answers == [{"met": True}, {"met": False}]


# ---------------------------------------------------------------- what is refused


def test_faults_are_listed_by_cell(stage, send):
    content = filled(written(stage.assessment), {"I.1|met": "<b>?</b>", "I.2|met": "!"})
    response = hand_back(send, stage, content)
    text = response.content.decode()
    assert (response.status_code, "2 chỗ cần sửa trong tệp; chưa lưu gì" in text) == (422, True)
    assert ["Phiếu tự chấm, ô E6 (tiêu chí I.1)" in text, "<b>?" in text] == [True, False]


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04", b"\x00" * 100])
def test_other_file_is_refused(stage, send, content):
    response = hand_back(send, stage, content)
    assert (response.status_code, "Không mở được sổ tính" in response.content.decode()) == (422, True)


def test_form_without_a_file_asks_for_one(stage, send):
    response = send(stage.officer, workbook_address(stage.assessment), {})
    assert (response.status_code, "Hãy chọn tệp .xlsx đã điền." in response.content.decode()) == (422, True)


@pytest.mark.parametrize("forged", ["", "x", "eyJ4IjoxfQ:1u:abc"])
def test_forged_confirmation_stores_nothing(stage, send, score_of, forged):
    response = send(stage.officer, workbook_address(stage.assessment), {"shown": forged})
    assert (response.status_code, response.url) == (302, workbook_address(stage.assessment))
    assert score_of(stage.assessment, "I.1").revision == 0


def test_confirmation_of_another_sheet_stores_nothing(stage, send):
    page = hand_back(send, stage, filled(written(stage.assessment), {"I.1|met": "Đạt"}))
    stage.assessment = make_open_round([stage.ward]).assessments.get()
    confirm(send, stage, page)
    assert Event.objects.filter(stream=stage.assessment.stream).count() == 0


def test_confirmation_lapses_after_a_day(stage, send, monkeypatch, score_of):
    page = hand_back(send, stage, filled(written(stage.assessment), {"I.1|met": "Đạt"}))
    monkeypatch.setattr(upload, "DAY", -1)
    confirm(send, stage, page)
    assert score_of(stage.assessment, "I.1").self_answer is None


def test_sheet_handed_in_meanwhile_takes_no_workbook(stage, send, score_of):
    content = filled(written(stage.assessment), {"I.1|met": "Chưa đạt"})
    page = hand_back(send, stage, content)
    advance(stage.assessment, State.SUBMITTED)
    assert [hand_back(send, stage, content).status_code, confirm(send, stage, page).status_code] == [403, 403]
    assert score_of(stage.assessment, "I.1").self_answer == {"met": True}


def test_lapsed_session_comes_back_to_the_page(stage, client):
    url = workbook_address(stage.assessment)
    assert client.post(url, {}).url == f"/accounts/login/?next={url}"


# ---------------------------------------------------------------- what it costs


@pytest.mark.parametrize("edits", [1, 3])
def test_looking_at_a_workbook_costs_the_same_however_much_it_changes(stage, client, edits, django_assert_num_queries):
    stage.assessment = sheet_of_every_scale(stage.ward)
    cells = dict(list({"I.1|met": "Đạt", "I.2|points": 5, "II.5|points": 1}.items())[:edits])
    content = filled(written(stage.assessment), cells)
    client.force_login(stage.officer)
    url = workbook_address(stage.assessment)
    client.get(url)
    with django_assert_num_queries(7):
        client.post(url, {"file": SimpleUploadedFile("a.xlsx", content)})


@pytest.mark.parametrize("others", [1, 3])
def test_fetching_a_workbook_costs_the_same_however_much_is_stored(stage, client, others, django_assert_num_queries):
    for _number in range(others):
        make_open_round()
    client.force_login(stage.officer)
    client.get(workbook_address(stage.assessment))
    with django_assert_num_queries(6):
        client.get(workbook_address(stage.assessment, "workbook_file"))
