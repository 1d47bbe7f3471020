"""A round from the first answer to the publication, by everybody's own hands, with scripts and without."""

import pytest
from playwright.sync_api import expect

from assessments.models import Assessment, CriterionScore, State
from tests.browser.papers import make_pdf
from tests.browser.stage import WORDS, answer, block, expect_saved, make_stage

pytestmark = pytest.mark.django_db(transaction=True)

PAPER = {"name": "nghi-quyet.pdf", "mimeType": "application/pdf", "buffer": make_pdf()}
ASKED = "Vì sao nghị quyết chưa có dấu?"


@pytest.mark.parametrize("scripts", [True, False])
def test_round_is_run_by_hand(open_as, scripts):
    stage = make_stage(has_district=True)

    def come(user, address=stage.sheet):
        return open_as(user, address, java_script_enabled=scripts)

    _fill_in(come(stage.officer))
    _hand_in(come(stage.commander))
    _pass_on(come(stage.reviewer))
    _appraise_and_ask(come(stage.appraiser), come(stage.appraiser, stage.grid))
    _explain(come(stage.officer))
    _settle(come(stage.appraiser, stage.criterion))
    _disagree(come(stage.second))
    _resolve_and_complete(come(stage.secretary))
    _decide(come(stage.member))
    _publish(come(stage.secretary, stage.round))

    overview = come(stage.member, "/")
    expect(overview.get_by_role("row", name="phường Hải Châu I").filter(has_text="2/3")).to_be_visible()
    official = CriterionScore.objects.order_by("criterion__code").values_list("official_answer", flat=True)
    assert (Assessment.objects.get().state, list(official)) == (
        State.PUBLISHED,
        [{"met": True}, {"met": False}, {"met": True}],
    )


def _fill_in(page):
    answer(page, "I.1")
    answer(page, "I.2")
    block(page, "I.1").get_by_role("link", name="Thêm tài liệu").click()
    page.get_by_label("Tệp").set_input_files([PAPER])
    page.get_by_role("button", name="Thêm tài liệu").click()
    expect(block(page, "I.1").get_by_role("link", name="nghi-quyet")).to_be_visible()
    page.get_by_role("link", name="Tiếp: II. Nhóm hai").click()
    answer(page, "II.1")


def _hand_in(page):
    page.get_by_role("link", name="Kiểm tra trước khi nộp").click()
    page.get_by_label("Đã kiểm tra").check()
    page.get_by_role("button", name="Nộp phiếu đánh giá").click()
    expect(page.get_by_text("Đã nộp phiếu đánh giá.")).to_be_visible()


def _pass_on(page):
    page.get_by_role("link", name="Xem xét, chuyển tiếp").click()
    page.get_by_label("Ý kiến của cấp xem xét").fill("Nhất trí đề nghị thẩm định.")
    page.get_by_role("button", name="Xem xét, chuyển tiếp").click()
    expect(page.get_by_text("Đã chuyển phiếu tiếp")).to_be_visible()


def _appraise_and_ask(sheet, grid):
    for code in ("I.1", "I.2"):
        block(sheet, code).get_by_role("button", name="Đồng ý với tự chấm").click()
        expect_saved(sheet, code)
    grid.get_by_role("grid").or_(grid.get_by_role("table")).locator("td a").last.click()
    answer(grid, "II.1")
    grid.goto(sheet.url.split("#")[0])
    block(grid, "I.1").get_by_role("link", name="Trao đổi").click()
    grid.get_by_text("Yêu cầu đơn vị giải trình").click()
    grid.get_by_label("Điều cần đơn vị giải trình").fill(ASKED)
    grid.get_by_role("button", name="Gửi yêu cầu").click()
    expect(grid.get_by_text("Đã gửi yêu cầu giải trình")).to_be_visible()


def _explain(page):
    expect(block(page).get_by_text(ASKED)).to_be_visible()
    block(page).get_by_label("Giải trình của đơn vị").fill(WORDS)
    block(page).get_by_role("button", name="Gửi giải trình").click()
    expect(page.get_by_text("Đã gửi giải trình tiêu chí I.1")).to_be_visible()


def _settle(page):
    expect(page.get_by_text(WORDS).first).to_be_visible()
    page.get_by_role("button", name="Giữ nguyên kết quả, kết thúc giải trình").click()
    expect(page.get_by_text("Đã kết thúc giải trình")).to_be_visible()


def _disagree(page):
    block(page).get_by_label("Ý kiến thẩm định").fill("Nghị quyết chưa có dấu.")
    answer(page, "I.1", "Chưa đạt")


def _resolve_and_complete(page):
    expect(page.get_by_role("button", name="Hoàn thành thẩm định")).to_have_count(0)
    block(page).get_by_role("link", name="Xem hai kết quả").click()
    page.get_by_role("radio", name="Đạt", exact=True).check()
    page.get_by_label("Lý do").fill("Bản có dấu đã được bổ sung.")
    page.get_by_role("button", name="Thống nhất kết quả").click()
    expect(page.get_by_text("Đã thống nhất kết quả thẩm định.")).to_be_visible()
    page.get_by_role("link", name="Về phiếu đánh giá").click()
    page.get_by_role("button", name="Hoàn thành thẩm định").click()
    expect(page.get_by_text("Đã hoàn thành thẩm định.")).to_be_visible()


def _decide(page):
    page.get_by_role("link", name="Quyết định khác ở một tiêu chí").click()
    page.get_by_role("combobox").select_option(label="I.2. Tiêu chí I.2")
    page.get_by_role("button", name="Chọn", exact=True).click()
    page.get_by_role("radio", name="Chưa đạt").check()
    page.get_by_label("Lý do quyết định khác").fill("Số liệu chưa đủ một năm.")
    page.get_by_role("button", name="Ghi quyết định khác").click()
    expect(page.get_by_text("Đã ghi quyết định khác ở tiêu chí I.2.")).to_be_visible()
    page.get_by_label("Số, ký hiệu văn bản quyết định").fill("12/QĐ-BCĐ (minh họa)")
    page.get_by_role("button", name="Ghi quyết định", exact=True).click()
    expect(page.get_by_text("Đã ghi quyết định. Kết quả")).to_be_visible()


def _publish(page):
    page.get_by_role("link", name="Làm hàng loạt").click()
    page.get_by_role("link", name="Công bố kết quả").click()
    page.get_by_role("button", name="Công bố kết quả").click()
    expect(page.get_by_text("đã công bố", exact=True)).to_be_visible()
