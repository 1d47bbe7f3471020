"""A session that lapses while somebody types: after signing in again the words are there, and go where they should."""

import pytest
from playwright.sync_api import expect

from assessments.actions.discussion import start_discussion
from assessments.models import Assessment, State
from tests.assessments.documents import key_of
from tests.browser.stage import WORDS, block, end_sessions, expect_saved, sign_in_again, stored
from tests.factories import advance, answer_everything

pytestmark = pytest.mark.django_db(transaction=True)


def test_words_on_the_sheet_survive_signing_in_again(stage, open_as):
    page = open_as(stage.officer, stage.sheet)
    end_sessions()

    block(page).get_by_label("Thuyết minh của đơn vị").fill(WORDS)
    page.keyboard.press("Tab")
    sign_in_again(page, stage.officer)

    expect(block(page).get_by_label("Thuyết minh của đơn vị")).to_have_value(WORDS)
    expect(block(page).get_by_text("Đã lấy lại phần bạn nhập dở")).to_be_visible()
    block(page).get_by_role("radio", name="Đạt", exact=True).check()
    expect_saved(page)
    assert stored(stage.assessment).self_note == WORDS


def ask(stage):
    advance(stage.assessment, State.SUBMITTED)
    return stage.appraiser, "Yêu cầu đơn vị giải trình", "Điều cần đơn vị giải trình", "Gửi yêu cầu"


def begin(stage):
    return stage.officer, "", "Nội dung", "Gửi trao đổi"


def reply(stage):
    about = {"assessment": stage.assessment.pk, "criterion": key_of(stage.assessment, "I.1")}
    start_discussion(**about, text="Đề nghị xem lại.", by=stage.commander)
    return stage.officer, "Trả lời", "Nội dung", "Gửi ý kiến"


@pytest.mark.parametrize("make", [ask, begin, reply])
def test_words_on_a_criterions_page_survive_signing_in_again(stage, open_as, make):
    user, fold, label, button = make(stage)
    page = open_as(user, stage.criterion)
    main = page.get_by_role("main")
    if fold:
        main.get_by_text(fold, exact=True).click()
    end_sessions()

    main.get_by_label(label).locator("visible=true").fill(WORDS)
    main.get_by_role("button", name=button).click()
    sign_in_again(page, user)

    expect(main.get_by_label(label).locator("visible=true")).to_have_value(WORDS)
    main.get_by_role("button", name=button).click()
    expect(main.get_by_text(WORDS)).to_have_count(1)
    expect(main.get_by_text("Đã gửi")).to_be_visible()


def return_it(stage):
    advance(stage.assessment, State.SUBMITTED)
    return stage.secretary, "steps/return/", "Lý do trả lại", "Trả lại đơn vị"


def decide_otherwise(stage):
    advance(stage.assessment, State.APPRAISED)
    address = f"steps/change-line/?criterion={key_of(stage.assessment, 'I.1')}"
    return stage.member, address, "Lý do quyết định khác", "Ghi quyết định khác"


def put_off(stage):
    return stage.secretary, "deadlines/", "Lý do", "Gia hạn"


@pytest.mark.parametrize("make", [return_it, decide_otherwise, put_off])
def test_words_of_a_step_survive_signing_in_again(stage, open_as, make):
    user, address, label, button = make(stage)
    page = open_as(user, stage.sheet + address)
    for date in page.locator("[type=date]").all():
        date.fill("2099-12-31")
    end_sessions()

    page.get_by_label(label).fill(WORDS)
    page.get_by_role("button", name=button).click()
    sign_in_again(page, user)

    expect(page.get_by_label(label)).to_have_value(WORDS)
    expect(page.get_by_text("Đã lấy lại phần bạn nhập dở")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_button_pressed_in_a_lapsed_session_leads_back_to_its_page(stage, open_as, scripts):
    answer_everything(stage.assessment, stage.officer)
    page = open_as(stage.commander, f"{stage.sheet}checks/", java_script_enabled=scripts)
    end_sessions()

    for _time in range(2):
        page.get_by_label("Đã kiểm tra").check()
        page.get_by_role("button", name="Nộp phiếu đánh giá").click()
        if "login" in page.url:
            sign_in_again(page, stage.commander)

    expect(page.get_by_text("Đã nộp phiếu đánh giá.")).to_be_visible()
    assert Assessment.objects.get().state == State.SUBMITTED
