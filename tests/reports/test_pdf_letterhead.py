"""The head of the first page against the form's measures (Nghị định 30/2020/NĐ-CP, annex I)."""

from dataclasses import replace

import pytest

from reports.content.document import Issuer
from tests.reports.pdf_reading import BLOCKS, FORM, MARGINS, MILLIMETRE, find, pages, ruled_under, text_of, within
from tests.reports.pdf_samples import minutes, report

NATION, MOTTO = BLOCKS["Quốc hiệu"], BLOCKS["Tiêu ngữ"]
PARENT, ISSUER = BLOCKS["Cơ quan chủ quản trực tiếp"], BLOCKS["Cơ quan ban hành"]


@pytest.fixture(scope="module")
def sheet():
    return pages(report())[0]


@pytest.fixture(scope="module")
def draft():
    return pages(minutes())[0]


def test_page_has_the_size_of_the_form(sheet):
    width, height = FORM["page"]["size_mm"]
    assert (sheet.width / MILLIMETRE, sheet.height / MILLIMETRE) == (
        pytest.approx(width, abs=0.1),
        pytest.approx(height, abs=0.1),
    )


def test_page_is_set_in_times_or_in_the_face_of_its_measure(sheet):
    assert {each["fontname"].split("+")[-1].split("-")[0] for each in sheet.chars} <= {
        *("TimesNewRomanPS", "TimesNewRomanPSMT", "LiberationSerif", "LibertinusSerif"),
    }


def test_page_is_printed_in_black(sheet):
    assert {each["non_stroking_color"] for each in sheet.drawn.chars} == {(0,)}


def test_nation_stands_at_the_top_right(sheet):
    found = find(sheet, NATION["text"])
    assert (found.size, found.style) == (within(NATION["size_pt"]), NATION["style"])
    assert found.left > 210 / 2 - 10
    assert found.top == pytest.approx(MARGINS["top"][0], abs=2)


def test_motto_stands_beneath_the_nation(sheet):
    found, above = find(sheet, MOTTO["text"]), find(sheet, NATION["text"])
    assert (found.size, found.style) == (within(MOTTO["size_pt"]), MOTTO["style"])
    assert found.centre == pytest.approx(above.centre, abs=0.3)
    assert 0 < (found.baseline - above.baseline) * MILLIMETRE < 1.5 * 1.15 * found.size


def test_motto_is_underlined_over_its_whole_length(sheet):
    found = find(sheet, MOTTO["text"])
    left, right = ruled_under(sheet, found)
    assert (left, right) == (pytest.approx(found.left, abs=0.3), pytest.approx(found.right, abs=0.3))


def test_parent_stands_at_the_left_of_the_nation_in_capitals(sheet):
    found = find(sheet, "CÔNG AN THÀNH PHỐ ĐÀ NẴNG")
    assert (found.size, found.style) == (within(PARENT["size_pt"]), PARENT["style"])
    assert found.baseline == pytest.approx(find(sheet, NATION["text"]).baseline, abs=0.3)
    assert found.right < find(sheet, NATION["text"]).left


def test_issuer_stands_beneath_its_parent_in_bold_capitals(sheet):
    found, above = find(sheet, "BAN CHỈ ĐẠO XÂY DỰNG"), find(sheet, "CÔNG AN THÀNH PHỐ ĐÀ NẴNG")
    assert (found.size, found.style) == (within(ISSUER["size_pt"]), ISSUER["style"])
    assert found.centre == pytest.approx(above.centre, abs=0.3)
    assert found.baseline > above.baseline


def test_issuer_is_underlined_by_a_third_to_a_half(sheet):
    longest, last = find(sheet, "BAN CHỈ ĐẠO XÂY DỰNG"), find(sheet, "ĐƠN VỊ ĐIỂN HÌNH")
    left, right = ruled_under(sheet, last)
    assert 1 / 3 <= (right - left) / max(longest.length, last.length) <= 1 / 2
    assert (left + right) / 2 == pytest.approx(last.centre, abs=0.3)


def test_long_parent_and_issuer_stay_in_their_column():
    issuer = Issuer("Công an thành phố " * 4, "Ban Chỉ đạo xây dựng đơn vị điển hình " * 3, "BCĐ", "Đà Nẵng")
    page = pages(replace(report(), issuer=issuer))[0]
    nation = find(page, NATION["text"])
    head = page.above(find(page, "BÁO CÁO").top)
    beside = [each for each in head if each["x0"] / MILLIMETRE < nation.left - 1 and each["text"].strip()]
    assert max(each["x1"] for each in beside) / MILLIMETRE < nation.left
    assert min(each["x0"] for each in beside) / MILLIMETRE > MARGINS["left"][0] - 0.1


def test_number_is_padded_and_regular(sheet):
    found = find(sheet, "Số: 05/BC-BCĐ")
    form = BLOCKS["Số, ký hiệu"]
    assert (found.size, found.style) == (form["size_pt"], form["style"])
    assert found.centre == pytest.approx(find(sheet, "ĐƠN VỊ ĐIỂN HÌNH").centre, abs=0.3)


def test_place_and_date_stand_on_the_line_of_the_number_beneath_the_motto(sheet):
    found = find(sheet, "Đà Nẵng, ngày 05 tháng 02 năm 2026")
    form = BLOCKS["Địa danh, thời gian"]
    assert (found.size, found.style) == (within(form["size_pt"]), form["style"])
    assert found.baseline == pytest.approx(find(sheet, "Số: 05/BC-BCĐ").baseline, abs=0.1)
    assert found.centre == pytest.approx(find(sheet, MOTTO["text"]).centre, abs=0.3)


def test_draft_leaves_room_for_number_and_date(draft):
    number, date = find(draft, "Số:"), find(draft, "/BC-BCĐ")
    day, month, year = find(draft, "Đà Nẵng, ngày"), find(draft, "tháng"), find(draft, "năm")
    assert date.left - number.right > 5
    assert month.left - day.right > 5
    assert year.left - month.right > 5


def test_kind_is_centred_in_bold_capitals(sheet):
    found, form = find(sheet, "BÁO CÁO"), BLOCKS["Tên loại"]
    assert (found.size, found.style) == (within(form["size_pt"]), form["style"])
    assert found.centre == pytest.approx((30 + 210 - 17) / 2, abs=0.3)


def test_subject_is_centred_beneath_the_kind(sheet):
    first, form = find(sheet, "Kết quả xây dựng Công an phường"), BLOCKS["Trích yếu"]
    assert (first.size, first.style) == (within(form["size_pt"]), form["style"])
    assert first.baseline > find(sheet, "BÁO CÁO").baseline


def test_subject_is_underlined_by_a_third_to_a_half():
    page = pages(report(subject="Kết quả xây dựng phường điển hình"))[0]
    found = find(page, "Kết quả xây dựng phường điển hình")
    left, right = ruled_under(page, found)
    assert 1 / 3 <= (right - left) / found.length <= 1 / 2
    assert (left + right) / 2 == pytest.approx(found.centre, abs=0.3)


def test_amendment_names_what_it_replaces_beneath_the_subject():
    page = pages(report(amends="Báo cáo số 04/BC-BCĐ ngày 02 tháng 02 năm 2026"))[0]
    found = find(page, "(Thay thế Báo cáo số 04/BC-BCĐ ngày 02 tháng 02 năm 2026)")
    assert (found.style, found.centre) == ("italic", pytest.approx(find(page, "BÁO CÁO").centre, abs=0.3))
    assert find(page, "Kính gửi:").baseline > found.baseline > find(page, "BÁO CÁO").baseline


def test_one_addressee_stands_on_the_line_of_the_label(sheet):
    label, addressee = find(sheet, "Kính gửi:"), find(sheet, "Bộ Công an (V05)")
    form = BLOCKS["Kính gửi (Tờ trình, Báo cáo gửi cấp trên, Công văn)"]
    assert (label.size, label.style) == (within(form["size_pt"]), form["style"])
    assert addressee.baseline == pytest.approx(label.baseline, abs=0.1)
    assert "- Bộ Công an" not in text_of(sheet)


def test_two_addressees_stand_one_a_line_with_dashes():
    page = pages(report(addressees=("Bộ Công an (V05)", "UBND thành phố", "Thành ủy")))[0]
    listed = [find(page, line) for line in ("- Bộ Công an (V05);", "- UBND thành phố;", "- Thành ủy.")]
    assert len({round(each.left, 1) for each in listed}) == 1
    assert find(page, "Kính gửi:").baseline < listed[0].baseline < listed[1].baseline < listed[2].baseline


def test_document_without_addressees_has_no_label(draft):
    assert "Kính gửi" not in text_of(draft)


def test_head_is_read_in_the_order_of_the_form(sheet):
    order = [
        "CÔNG AN THÀNH PHỐ",
        "BAN CHỈ ĐẠO",
        "CỘNG HÒA",
        "Độc lập",
        "Số: 05",
        "Đà Nẵng, ngày",
        "BÁO CÁO",
        "Kính gửi",
    ]
    text = text_of(sheet)
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
