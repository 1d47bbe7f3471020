"""Signatures, recipients and the mark of a published document."""

from dataclasses import replace

import pytest

from reports.content.document import Mark, Signature
from tests.reports.pdf_reading import BLOCKS, MILLIMETRE, find, pages, text_of, whole_text, within
from tests.reports.pdf_samples import SENTENCE, minutes, report
from tests.reports.samples import small_document, words

OFFICE = BLOCKS["Quyền hạn, chức vụ"]
RECIPIENTS = BLOCKS["Nơi nhận"]
SIGNED = (Signature(("TM. Ban Chỉ đạo", "Trưởng ban")),)


@pytest.fixture(scope="module")
def sheet():
    return pages(report())[-1]


def test_authority_is_in_bold_capitals_at_the_right_of_the_recipients(sheet):
    lines = [find(sheet, "TM. BAN CHỈ ĐẠO"), find(sheet, "TRƯỞNG BAN")]
    assert [(each.size, each.style) for each in lines] == [(within(OFFICE["size_pt"]), OFFICE["style"])] * 2
    assert lines[0].centre == pytest.approx(lines[1].centre, abs=0.3)
    assert lines[1].baseline > lines[0].baseline
    assert lines[0].left > find(sheet, "- Các phòng nghiệp vụ;").right


def test_there_is_room_to_sign_before_the_post(sheet):
    authority, post = find(sheet, "TRƯỞNG BAN"), find(sheet, "PHÓ GIÁM ĐỐC CÔNG AN THÀNH PHỐ")
    assert (post.size, post.style) == (within(OFFICE["size_pt"]), OFFICE["style"])
    assert post.centre == pytest.approx(authority.centre, abs=0.3)
    assert post.top - authority.baseline > 20


def test_signature_without_the_post_has_none():
    page = pages(report(signatures=SIGNED))[-1]
    assert "PHÓ GIÁM ĐỐC" not in text_of(page)


def test_nothing_is_drawn_where_seal_and_signature_will_be(sheet):
    authority, post = find(sheet, "TRƯỞNG BAN"), find(sheet, "PHÓ GIÁM ĐỐC CÔNG AN THÀNH PHỐ")
    room = sheet.drawn.crop(
        (110 * MILLIMETRE, (authority.baseline + 2) * MILLIMETRE, 193 * MILLIMETRE, (post.top - 1) * MILLIMETRE)
    )
    assert (room.chars, room.rects, room.curves, room.lines) == ([], [], [], [])


def test_two_signatures_stand_side_by_side_the_issuers_at_the_right():
    page = pages(minutes())[-1]
    unit, team = find(page, "ĐẠI DIỆN ĐƠN VỊ"), find(page, "TM. ĐOÀN THẨM ĐỊNH")
    assert unit.baseline == pytest.approx(team.baseline, abs=0.1)
    assert unit.right < team.left
    assert find(page, "TRƯỞNG PHÒNG").centre == pytest.approx(team.centre, abs=0.3)


def test_recipients_of_minutes_stand_beneath_the_signatures():
    page = pages(minutes())[-1]
    assert find(page, "Nơi nhận:").baseline > find(page, "TRƯỞNG PHÒNG").baseline


def test_label_of_the_recipients_is_bold_italic(sheet):
    found = find(sheet, RECIPIENTS["label"]["text"])
    assert (found.size, found.style) == (RECIPIENTS["label"]["size_pt"], RECIPIENTS["label"]["style"])
    assert found.left == pytest.approx(30, abs=0.3)
    assert found.baseline == pytest.approx(find(sheet, "TM. BAN CHỈ ĐẠO").baseline, abs=1.5)


def test_recipients_begin_with_those_above_and_end_with_the_archive(sheet):
    lines = [find(sheet, each) for each in ("- Như trên;", "- Các phòng nghiệp vụ;", "- Lưu: VT, PV05.")]
    listed = RECIPIENTS["list"]
    assert [(each.size, each.style) for each in lines] == [(listed["size_pt"], listed["style"])] * 3
    assert lines[0].baseline < lines[1].baseline < lines[2].baseline


def test_those_above_are_not_named_twice():
    written = whole_text(pages(report(recipients=("Như trên", "Các phòng"))))
    assert written.count("Như trên") == 1


def test_those_above_are_not_named_without_addressees():
    written = whole_text(pages(report(addressees=(), recipients=("Như trên", "Các phòng"))))
    assert "Nơi nhận:- Các phòng;- Lưu: VT, PV05." in written


def test_last_recipient_ends_with_a_point_when_there_is_no_archive():
    assert "Nơi nhận:- Như trên;- Các phòng nghiệp vụ." in whole_text(pages(report(archive="")))


def test_document_for_nobody_has_no_label():
    assert "Nơi nhận" not in whole_text(pages(report(addressees=(), recipients=(), archive="")))


@pytest.mark.parametrize("count", range(10, 26))
def test_signatures_never_stand_alone_on_a_page(count):
    # Fifteen lengths of text around the end of the first page and of the second.
    document = small_document(
        *[words(SENTENCE)] * (count // 2), *[words("Một dòng.")] * (count % 5), signatures=SIGNED, archive="VT"
    )
    last = pages(document)[-1]
    assert "./." in text_of(last)
    assert "TRƯỞNG BAN" in text_of(last)
    assert "Lưu: VT." in text_of(last)


def test_very_many_recipients_go_on_over_the_page():
    written = pages(replace(report(), recipients=tuple(f"Công an phường số {each}" for each in range(150))))
    assert len(written) > 2
    assert all(f"Công an phường số {each};" in whole_text(written) for each in (0, 80, 149))


def test_mark_stands_small_beneath_the_recipients_with_its_code_and_address():
    address = "https://portal.example/verify/K7QF-29XM-4T"
    page = pages(report(mark=Mark("K7QF-29XM-4T", address)))[-1]
    code = find(page, "K7QF-29XM-4T")
    assert find(page, address).baseline > code.baseline > find(page, "- Lưu: VT, PV05.").baseline
    assert find(page, address).right < find(page, "TRƯỞNG BAN").centre
    dark = [each for each in page.drawn.lines + page.drawn.curves if each["x1"] / MILLIMETRE < 55]
    assert 10 < (max(each["x1"] for each in dark) - min(each["x0"] for each in dark)) / MILLIMETRE < 20


def test_document_without_a_mark_has_no_code(sheet):
    assert "Mã tra cứu" not in text_of(sheet)
