"""The top of a DOCX: issuer, motto, number, place and date, what it is and to whom."""

import datetime as dt
from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from reports.content.document import Issuer
from reports.writers.measure import lines, width_mm
from tests.reports.docx_samples import (
    BLOCKS,
    all_paragraphs,
    line_lengths,
    read,
    room_of,
    side_mm,
    size,
    style,
    style_of,
    text_of,
    texts,
)
from tests.reports.samples import full_document, small_document


def small_document_of(issuer):
    return replace(small_document(), issuer=issuer)


@pytest.fixture(scope="module")
def opened():
    return read(full_document())


def motto_block(opened):
    """The first table's texts: [[cell: [text, …]], …]."""
    return [
        [[text_of(each) for each in cell.iter(qn("w:p")) if text_of(each)] for cell in row.iterchildren(qn("w:tc"))]
        for row in opened.tables[0]._tbl.iterchildren(qn("w:tr"))
    ]


def test_motto_block_is_the_first_thing_with_issuer_left_and_nation_right(opened):
    assert opened.element.body[0].tag == qn("w:tbl")
    assert motto_block(opened) == [
        [
            ["CÔNG AN THÀNH PHỐ ĐÀ NẴNG", "BAN CHỈ ĐẠO XÂY DỰNG ĐƠN VỊ ĐIỂN HÌNH"],
            [BLOCKS["Quốc hiệu"]["text"], BLOCKS["Tiêu ngữ"]["text"]],
        ],
        [["Số: 05/BC-BCĐ"], ["Đà Nẵng, ngày 05 tháng 02 năm 2026"]],
    ]


def test_number_and_date_stand_in_one_row(opened):
    assert len(opened.tables[0].rows) == 2


def test_motto_block_has_no_borders(opened):
    table = opened.tables[0]

    assert list(table._tbl.iter(qn("w:tblBorders"), qn("w:tcBorders"))) == []
    assert list(table.style.element.iter(qn("w:tblBorders"))) == []


def test_nations_name_fits_its_column_on_one_line(opened):
    column = opened.tables[0].columns[1].width.mm

    assert width_mm(BLOCKS["Quốc hiệu"]["text"], size(opened, "Nation"), is_bold=True) < column - 2


def test_line_under_the_motto_is_as_long_as_its_text(opened):
    lengths = dict(line_lengths(opened))
    motto = BLOCKS["Tiêu ngữ"]["text"]

    assert abs(lengths[motto] - width_mm(motto, size(opened, "Motto"), is_bold=True)) < 0.5


def share_of_last_line(opened, code, text):
    """How long the line under a text is, as a part of the text's last line in the room that it has."""
    (above,) = [each for each in all_paragraphs(opened) if style_of(each) == code]
    room = room_of(opened, above) - side_mm(above)
    last = lines(text, size(opened, code), room, is_bold=True)[-1]
    return dict(line_lengths(opened))[text] / last


@pytest.mark.parametrize("name", ["Công an phường Hải Châu I", "Ban Chỉ đạo xây dựng đơn vị điển hình", "X" * 300])
def test_line_under_the_issuer_is_a_third_to_a_half_of_its_text(name):
    opened = read(small_document_of(Issuer("Bộ Công an", name, "BC", "Đà Nẵng")))

    assert 1 / 3 < share_of_last_line(opened, "Issuer", name.upper()) < 1 / 2


@pytest.mark.parametrize("subject", ["Kết quả", "Kết quả xây dựng " + "phường điển hình " * 8, "x" * 300])
def test_line_under_the_subject_is_a_third_to_a_half_of_its_text(subject):
    opened = read(small_document(subject=subject))

    assert 1 / 3 < share_of_last_line(opened, "Subject", subject) < 1 / 2


def test_lines_are_drawn_by_borders_that_stay_with_their_text(opened):
    border = style(opened, "Line").element.pPr.find(f"{qn('w:pBdr')}/{qn('w:top')}")

    assert border.get(qn("w:val")) == "single"
    assert list(opened.element.iter(qn("w:pict"))) == []


def test_long_names_break_into_lines_of_like_length(opened):
    (issuer,) = [each for each in all_paragraphs(opened) if style_of(each) == "Issuer"]
    room = room_of(opened, issuer) - side_mm(issuer)

    first, second = lines(text_of(issuer), size(opened, "Issuer"), room, is_bold=True)

    assert abs(first - second) < 15


def test_issuer_without_a_parent_has_no_empty_line():
    opened = read(small_document_of(Issuer("", "Ban Chỉ đạo", "BCĐ", "Đà Nẵng")))

    assert motto_block(opened)[0][0] == ["BAN CHỈ ĐẠO"]
    assert texts(opened, "Parent") == []


def test_kind_stands_above_the_subject_in_capitals(opened):
    assert texts(opened, "KindName") == ["BÁO CÁO"]
    assert texts(opened, "Subject") == ["Kết quả xây dựng phường điển hình (minh họa)"]


def test_draft_leaves_room_for_number_and_date():
    opened = read(small_document())

    assert texts(opened, "Number") == ["Số:        /BC-BCĐ"]
    assert texts(opened, "PlaceAndDate") == ["Đà Nẵng, ngày      tháng      năm        "]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (dt.date(2026, 3, 9), "Đà Nẵng, ngày 09 tháng 3 năm 2026"),
        (dt.date(2026, 1, 15), "Đà Nẵng, ngày 15 tháng 01 năm 2026"),
    ],
)
def test_days_and_the_first_months_are_padded(date, words):
    assert texts(read(small_document(date=date)), "PlaceAndDate") == [words]


@pytest.mark.parametrize(("number", "words"), [(9, "Số: 09/BC-BCĐ"), (120, "Số: 120/BC-BCĐ")])
def test_numbers_below_ten_are_padded(number, words):
    assert texts(read(small_document(number=number)), "Number") == [words]


def test_single_addressee_stands_on_the_line_of_the_label():
    opened = read(small_document(addressees=("Bộ Công an",)))

    assert texts(opened, "Addressee") == ["Kính gửi: Bộ Công an"]
    assert texts(opened, "AddresseeItem") == []


def test_several_addressees_stand_one_a_line_beneath_the_colon(opened):
    label = style(opened, "Addressees").paragraph_format.left_indent.mm
    colon = label + width_mm("Kính gửi", size(opened, "Addressees"))

    assert texts(opened, "Addressees") == ["Kính gửi:"]
    assert texts(opened, "AddresseeItem") == ["- Bộ Công an (V05);", "- UBND thành phố Đà Nẵng."]
    assert abs(style(opened, "AddresseeItem").paragraph_format.left_indent.mm - colon) < 1


def test_document_to_nobody_has_no_kinh_gui():
    opened = read(small_document())

    assert texts(opened, "Addressee") + texts(opened, "Addressees") == []


def test_amendment_names_what_it_replaces():
    opened = read(small_document(amends="Báo cáo số 04/BC-BCĐ ngày 15 tháng 01 năm 2026"))

    assert texts(opened, "Amends") == ["(Thay thế Báo cáo số 04/BC-BCĐ ngày 15 tháng 01 năm 2026)"]


def test_first_issue_replaces_nothing(opened):
    assert texts(opened, "Amends") == []
