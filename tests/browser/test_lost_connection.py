"""A line that breaks, and a button that is pressed twice: nothing acknowledged is lost, nothing is done twice."""

import pytest
from playwright.sync_api import expect

from accounts.models import Event
from assessments.models import Assessment, Discussion, Explanation, Return, State
from tests.browser.stage import WORDS, block, expect_saved, stored
from tests.factories import advance, answer_everything

pytestmark = pytest.mark.django_db(transaction=True)

# Milliseconds: slow enough for the first press to be on its way, too quick for its answer.
TWICE = 40


def test_words_survive_a_lost_connection(stage, open_as):
    page = open_as(stage.officer, stage.sheet)
    asked = block(page)

    asked.get_by_role("radio", name="Đạt", exact=True).check()
    expect_saved(page)
    expect(page.get_by_text("Đã trả lời 1/3 tiêu chí").first).to_be_visible()

    page.context.set_offline(True)
    asked.get_by_label("Thuyết minh của đơn vị").fill(WORDS)
    page.keyboard.press("Tab")
    expect(asked.get_by_text("Chưa lưu được")).to_be_visible()
    assert stored(stage.assessment).self_note == ""

    page.context.set_offline(False)
    page.reload()
    expect(asked.get_by_label("Thuyết minh của đơn vị")).to_have_value(WORDS)
    expect(asked.get_by_text("Đã lấy lại phần bạn nhập dở")).to_be_visible()
    asked.get_by_role("button", name="Lưu").click()
    expect_saved(page)
    score = stored(stage.assessment)
    assert (score.self_answer, score.self_note) == ({"met": True}, WORDS)


def test_answer_whose_receipt_was_lost_is_sent_again_without_a_question(stage, open_as):
    page = open_as(stage.officer, stage.sheet)

    def lose_the_receipt(route):
        route.fetch()
        route.abort()

    page.route("**/self-score/", lose_the_receipt, times=1)
    block(page).get_by_role("radio", name="Đạt", exact=True).check()
    expect(block(page).get_by_text("Chưa lưu được")).to_be_visible()
    block(page).get_by_role("button", name="Lưu").click()

    expect_saved(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    score = stored(stage.assessment)
    assert (score.self_answer, score.revision) == ({"met": True}, 1)


def events(verb):
    return Event.objects.filter(verb=verb).count()


@pytest.mark.parametrize("scripts", [True, False])
def test_sheet_is_handed_in_once_by_two_clicks(stage, open_as, scripts):
    answer_everything(stage.assessment, stage.officer)
    page = open_as(stage.commander, stage.sheet, java_script_enabled=scripts)

    page.get_by_label("Đã kiểm tra").check()
    page.get_by_role("button", name="Nộp phiếu đánh giá").dblclick(delay=TWICE)

    expect(page.get_by_role("main").get_by_text("đã nộp").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert (Assessment.objects.get().state, events("submit")) == (State.SUBMITTED, 1)


def test_sheet_is_returned_once_by_two_clicks(stage, open_as):
    advance(stage.assessment, State.SUBMITTED)
    page = open_as(stage.secretary, f"{stage.sheet}steps/return/")

    page.get_by_label("Lý do trả lại").fill(WORDS)
    page.get_by_role("button", name="Trả lại đơn vị").dblclick(delay=TWICE)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Phiếu đánh giá")
    expect(page.get_by_role("main").get_by_text(WORDS)).to_be_visible()
    assert (Assessment.objects.get().state, Return.objects.count()) == (State.DRAFTING, 1)


def test_explanation_is_asked_for_once_by_two_clicks(stage, open_as):
    advance(stage.assessment, State.SUBMITTED)
    page = open_as(stage.appraiser, stage.criterion)

    page.get_by_text("Yêu cầu đơn vị giải trình").click()
    page.get_by_label("Điều cần đơn vị giải trình").fill(WORDS)
    page.get_by_role("button", name="Gửi yêu cầu").dblclick(delay=TWICE)

    expect(page.get_by_role("main").get_by_text("Chờ đơn vị giải trình").first).to_be_visible()
    expect(page.get_by_role("main").get_by_text(WORDS)).to_have_count(1)
    expect(page.get_by_text("Chưa lưu được")).to_have_count(0)
    assert Explanation.objects.count() == 1


def test_remark_is_said_once_by_two_clicks(stage, open_as):
    page = open_as(stage.officer, stage.criterion)

    page.get_by_label("Nội dung").fill(WORDS)
    page.get_by_role("button", name="Gửi trao đổi").dblclick(delay=TWICE)

    expect(page.get_by_role("main").get_by_text(WORDS)).to_have_count(1)
    assert Discussion.objects.count() == 1
