"""Two officers on one sheet: on different criteria, and on the same one."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage import WORDS, answer, block, expect_saved, stored

pytestmark = pytest.mark.django_db(transaction=True)

THEIRS = "Đã có quyết định giao đất."


def test_two_officers_on_different_criteria_never_meet(stage, open_as):
    first, second = open_as(stage.commander, stage.sheet), open_as(stage.officer, stage.sheet)

    answer(first, "I.1")
    answer(second, "I.2", "Chưa đạt")
    block(first, "I.1").get_by_label("Thuyết minh của đơn vị").fill(THEIRS)
    block(second, "I.2").get_by_label("Thuyết minh của đơn vị").fill(WORDS)
    for page, code in ((first, "I.1"), (second, "I.2")):
        block(page, code).get_by_role("button", name="Lưu").click()
        expect_saved(page, code)
        expect(page.get_by_role("alert")).to_have_count(0)

    scores = [stored(stage.assessment, code) for code in ("I.1", "I.2")]
    assert [(score.self_answer, score.self_note) for score in scores] == [
        ({"met": True}, THEIRS),
        ({"met": False}, WORDS),
    ]


@pytest.mark.parametrize("choice, kept", [("Giữ bản của tôi", False), ("Giữ bản đang lưu", True)])
def test_two_officers_on_one_criterion_choose_which_answer_stays(stage, open_as, choice, kept):
    theirs, mine = open_as(stage.commander, stage.sheet), open_as(stage.officer, stage.sheet)
    block(theirs).get_by_label("Thuyết minh của đơn vị").fill(THEIRS)
    answer(theirs)

    block(mine).get_by_label("Thuyết minh của đơn vị").fill(WORDS)
    block(mine).get_by_role("radio", name="Chưa đạt").check()
    question = block(mine).get_by_role("alert")
    for words in ("Có người vừa sửa tiêu chí này.", "Trưởng Công an phường", THEIRS, WORDS):
        expect(question).to_contain_text(words)
    question.get_by_text(choice).click()

    expect(question).to_be_hidden()
    expect_saved(mine)
    score, note = stored(stage.assessment), THEIRS if kept else WORDS
    assert (score.self_answer, score.self_note) == ({"met": kept}, note)
    expect(block(mine).get_by_role("radio", name="Đạt" if kept else "Chưa đạt", exact=True)).to_be_checked()
    expect(block(mine).get_by_label("Thuyết minh của đơn vị")).to_have_value(note)


def test_choice_between_two_answers_needs_no_scripts(stage, open_as):
    theirs, mine = open_as(stage.commander, stage.sheet), open_as(stage.officer, stage.sheet, java_script_enabled=False)
    answer(theirs)

    block(mine).get_by_role("radio", name="Chưa đạt").check()
    block(mine).get_by_label("Thuyết minh của đơn vị").fill(WORDS)
    block(mine).get_by_role("button", name="Lưu").click()
    block(mine).get_by_role("button", name="Giữ bản của tôi").click()

    expect_saved(mine)
    score = stored(stage.assessment)
    assert (score.self_answer, score.self_note) == ({"met": False}, WORDS)
