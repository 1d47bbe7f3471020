"""What people come to do, by role and label as they find it: a handful of ways through the portal."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Role
from assessments.models import Assessment, CriterionScore, State
from tests.factories import (
    answer_everything,
    make_city,
    make_department,
    make_open_round,
    make_person,
    make_unit,
)

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Trụ sở đang xây, nghiệm thu tháng 12."


@pytest.fixture
def stage():
    """One ward's draft of three criteria, with the people of the workflow and the address of its first group."""
    city = make_city()
    ward = make_unit("Hải Châu I", parent=city)
    assessment = make_open_round([ward], code="round-1").assessments.get()
    return SimpleNamespace(
        assessment=assessment,
        officer=make_person(Role.OFFICER, ward, post="Cán bộ tổng hợp"),
        commander=make_person(Role.COMMANDER, ward, post="Trưởng Công an phường"),
        appraiser=make_person(Role.APPRAISER, make_department(city=city), post="Cán bộ PV05"),
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city, post="Thành viên Ban Chỉ đạo"),
        sheet=reverse("assessments:sheet", args=["round-1", ward.pk]),
        round=reverse("assessments:round", args=["round-1"]),
    )


def block(page, code="I.1"):
    """The part of a sheet that asks one criterion."""
    return page.get_by_role("article", name=f"{code} Tiêu chí {code}")


def stored(assessment, code="I.1"):
    return CriterionScore.objects.get(assessment=assessment, criterion__code=code)


def test_words_survive_a_lost_connection(stage, open_as):
    page = open_as(stage.officer, stage.sheet)
    asked = block(page)

    asked.get_by_role("radio", name="Đạt", exact=True).check()
    expect(asked.get_by_text("đã lưu")).to_be_visible()
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
    expect(asked.get_by_text("đã lưu")).to_be_visible()
    assert stored(stage.assessment).self_note == WORDS


@pytest.mark.parametrize("choice, kept", [("Giữ bản của tôi", {"met": False}), ("Giữ bản đang lưu", {"met": True})])
def test_two_officers_on_one_criterion_choose_which_answer_stays(stage, open_as, choice, kept):
    theirs, mine = open_as(stage.commander, stage.sheet), open_as(stage.officer, stage.sheet)
    block(theirs).get_by_role("radio", name="Đạt", exact=True).check()
    expect(block(theirs).get_by_text("đã lưu")).to_be_visible()

    block(mine).get_by_role("radio", name="Chưa đạt").check()
    question = block(mine).get_by_role("alert")
    expect(question).to_contain_text("Có người vừa sửa tiêu chí này.")
    expect(question).to_contain_text("Trưởng Công an phường")
    question.get_by_text(choice).click()

    expect(question).to_be_hidden()
    expect(block(mine).get_by_text("đã lưu")).to_be_visible()
    answer = "Đạt" if kept["met"] else "Chưa đạt"
    expect(block(mine).get_by_role("radio", name=answer, exact=True)).to_be_checked()
    assert stored(stage.assessment).self_answer == kept


def test_sheet_is_filled_in_without_scripts(stage, open_as):
    page = open_as(stage.officer, stage.sheet, java_script_enabled=False)

    block(page).get_by_role("radio", name="Chưa đạt").check()
    block(page).get_by_label("Thuyết minh của đơn vị").fill(WORDS)
    block(page).get_by_role("button", name="Lưu").click()

    expect(page.get_by_text("Đã lưu tiêu chí I.1.")).to_be_visible()
    expect(block(page).get_by_label("Thuyết minh của đơn vị")).to_have_value(WORDS)
    score = stored(stage.assessment)
    assert (score.self_answer, score.self_note) == ({"met": False}, WORDS)


def test_sheet_goes_from_the_commander_to_the_overview(stage, open_as):
    answer_everything(stage.assessment, stage.officer)

    commander = open_as(stage.commander, stage.sheet)
    commander.get_by_label("Đã kiểm tra").check()
    commander.get_by_role("button", name="Nộp phiếu đánh giá").click()
    expect(commander.get_by_text("Đã nộp phiếu đánh giá.")).to_be_visible()

    appraiser = open_as(stage.appraiser, stage.sheet)
    block(appraiser, "I.1").get_by_role("button", name="Đồng ý với tự chấm").click()
    expect(block(appraiser, "I.1").get_by_text("đã lưu")).to_be_visible()
    block(appraiser, "I.2").get_by_role("radio", name="Chưa đạt").check()
    expect(block(appraiser, "I.2").get_by_text("đã lưu")).to_be_visible()
    appraiser.get_by_role("link", name="Tiếp: II. Nhóm hai").click()
    block(appraiser, "II.1").get_by_role("button", name="Đồng ý với tự chấm").click()
    expect(block(appraiser, "II.1").get_by_text("đã lưu")).to_be_visible()

    secretary = open_as(stage.secretary, stage.sheet)
    secretary.get_by_role("button", name="Hoàn thành thẩm định").click()
    expect(secretary.get_by_text("Đã hoàn thành thẩm định.")).to_be_visible()

    member = open_as(stage.member, stage.sheet)
    member.get_by_label("Số, ký hiệu văn bản quyết định").fill("12/QĐ-BCĐ (minh họa)")
    member.get_by_role("button", name="Ghi quyết định").click()
    expect(member.get_by_text("Đã ghi quyết định.")).to_be_visible()

    secretary.goto(secretary.url.replace(stage.sheet, stage.round))
    secretary.get_by_role("button", name="Công bố kết quả").click()
    expect(secretary.get_by_text("đã công bố", exact=True)).to_be_visible()

    member.get_by_role("link", name="Tổng quan").click()
    expect(member.get_by_role("row", name="phường Hải Châu I").filter(has_text="2/3")).to_be_visible()
    assert Assessment.objects.get().state == State.PUBLISHED


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
        # The button to clear the answer appeared after the one that saves.
        block(page, code).get_by_role("button", name="Xóa câu trả lời").focus()
        assert focus_is_in_sight(page)

    page.keyboard.press("Tab")
    assert focus_is_in_sight(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="II. Nhóm hai")).to_be_visible()
    scores = [stored(stage.assessment, code) for code in ["I.1", "I.2"]]
    assert [(score.self_answer, score.self_note) for score in scores] == [({"met": True}, WORDS)] * 2
