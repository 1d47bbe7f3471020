"""The offline workbook brought back: what it changes, where it collides with the portal, and a file that is refused."""

import pytest
from playwright.sync_api import expect

from tests.assessments.workbooks import filled, written
from tests.browser.soundness import faults_of
from tests.browser.stage import WORDS, answer, stored

pytestmark = pytest.mark.django_db(transaction=True)

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def hand_back(page, content):
    page.get_by_label("Tệp đã điền").set_input_files({"name": "phieu.xlsx", "mimeType": KIND, "buffer": content})
    page.get_by_role("button", name="Xem thay đổi").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_workbook_is_compared_and_stored_as_chosen(stage, open_as, scheme):
    cells = {"I.1|met": "Chưa đạt", "I.1|met@note": WORDS, "I.2|met": "Đạt"}
    content = filled(written(stage.assessment), cells)
    answer(open_as(stage.commander, stage.sheet))
    page = open_as(stage.officer, f"{stage.sheet}workbook/", color_scheme=scheme)

    hand_back(page, content)
    expect(page.get_by_role("heading", name="Được sửa ở cả hai nơi")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_label("Lấy bản trong tệp").check()
    page.get_by_role("button", name="Lưu vào phiếu trên cổng").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Phiếu đánh giá")
    scores = [stored(stage.assessment, code) for code in ("I.1", "I.2")]
    assert [(score.self_answer, score.self_note) for score in scores] == [({"met": False}, WORDS), ({"met": True}, "")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_refused_workbook_names_its_faults(stage, open_as, scheme):
    content = filled(written(stage.assessment), {"I.1|met": "có lẽ", "I.2|met": "gần đạt"})
    page = open_as(stage.officer, f"{stage.sheet}workbook/", color_scheme=scheme)

    hand_back(page, content)

    expect(page.get_by_role("heading", name="2 chỗ cần sửa trong tệp; chưa lưu gì")).to_be_visible()
    assert faults_of(page) == []
