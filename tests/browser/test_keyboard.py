"""What people come to do by keyboard alone: to find, and to fill in."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.stage import WORDS, block, stored

pytestmark = pytest.mark.django_db(transaction=True)


def test_slash_finds_a_unit_without_diacritics(stage, open_as):
    page = open_as(stage.officer, reverse("portal:my_work"))

    page.keyboard.press("/")
    page.keyboard.type("hai chau")
    page.keyboard.press("Enter")

    page.get_by_role("main").get_by_role("link", name="phường Hải Châu I").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hải Châu I")


def focus_is_in_sight(page):
    """Whether the focused control shows an outline or a border of its own, and nothing lies over its middle."""
    return page.evaluate(
        """() => {
          const focused = document.activeElement;
          const {left, top, width, height} = focused.getBoundingClientRect();
          const over = document.elementFromPoint(left + width / 2, top + height / 2);
          const outline = getComputedStyle(focused).outlineStyle;
          return outline !== "none" && (focused.contains(over) || Boolean(over?.closest("label")?.contains(focused)));
        }"""
    )


def test_group_is_filled_in_by_keyboard_alone(stage, open_as):
    page = open_as(stage.officer, stage.sheet, viewport={"width": 1280, "height": 620})
    page.get_by_role("navigation", name="Các nhóm tiêu chí").get_by_role("link").last.focus()

    for code in ["I.1", "I.2"]:
        # The way to add a document stands before the answer.
        for _step in range(2):
            page.keyboard.press("Tab")
            assert focus_is_in_sight(page)
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        assert focus_is_in_sight(page)
        page.keyboard.type(WORDS)
        page.keyboard.press("Tab")
        assert focus_is_in_sight(page)
        page.keyboard.press("Enter")
        expect(block(page, code).get_by_text("đã lưu")).to_be_visible()
        # The button to clear the answer appeared after the one that saves; then what was said, and the history.
        block(page, code).get_by_role("button", name="Xóa câu trả lời").focus()
        assert focus_is_in_sight(page)
        for _step in range(2):
            page.keyboard.press("Tab")
            assert focus_is_in_sight(page)

    page.keyboard.press("Tab")
    assert focus_is_in_sight(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="II. Nhóm hai")).to_be_visible()
    scores = [stored(stage.assessment, code) for code in ["I.1", "I.2"]]
    assert [(score.self_answer, score.self_note) for score in scores] == [({"met": True}, WORDS)] * 2
