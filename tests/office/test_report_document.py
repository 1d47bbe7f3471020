"""A report as DOCX, opened by LibreOffice and saved as PDF: where things come to stand on paper."""

import pdfplumber
import pytest

from reports.writers import docx_file
from tests.reports.docx_samples import BLOCKS, FORM
from tests.reports.samples import full_document

MM = 25.4 / 72


@pytest.fixture(scope="module")
def pages(convert, tmp_path_factory):
    """The pages of the full sample."""
    path = tmp_path_factory.mktemp("report") / "report.docx"
    path.write_bytes(docx_file.write(full_document()))
    with pdfplumber.open(convert(path, "pdf")) as document:
        yield document.pages


def line_of(page, text):
    """The line of a page that holds a text."""
    return next(each for each in page.extract_text_lines() if text in each["text"])


def words_box(page, text):
    """Where a text stands on a page, in mm: (left, top, right, bottom)."""
    first = page.search(text, regex=False)[0]
    return tuple(first[side] * MM for side in ("x0", "top", "x1", "bottom"))


def drawn(page):
    """The level lines of a page in mm: (left, top, right, bottom)."""
    shapes = [each for each in (*page.lines, *page.rects) if each["height"] < 2]
    return sorted({tuple(round(each[side] * MM, 1) for side in ("x0", "top", "x1", "bottom")) for each in shapes})


def test_report_has_text_signature_and_annexes_on_their_pages(pages):
    assert [page.extract_text_lines()[0]["text"] for page in pages] == [
        "CÔNG AN THÀNH PHỐ ĐÀ NẴNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "2",
        "Phụ lục I",
        "2",
        "Phụ lục II",
    ]


def test_motto_stands_right_and_issuer_left_at_the_top(pages):
    nation = words_box(pages[0], BLOCKS["Quốc hiệu"]["text"])
    motto = words_box(pages[0], BLOCKS["Tiêu ngữ"]["text"])
    issuer = words_box(pages[0], "ĐƠN VỊ ĐIỂN HÌNH")

    assert nation[0] > 100
    assert nation[1] < FORM["page"]["margins_mm"]["top"][1] + 3
    assert abs((nation[0] + nation[2]) - (motto[0] + motto[2])) < 2
    assert motto[1] - nation[3] < 2
    assert issuer[2] < nation[0]


def test_number_and_date_are_on_one_line(pages):
    line = line_of(pages[0], "Số: 05/BC-BCĐ")

    assert line["text"] == "Số: 05/BC-BCĐ Đà Nẵng, ngày 05 tháng 02 năm 2026"


def test_line_under_the_motto_is_as_long_as_its_text(pages):
    motto = words_box(pages[0], BLOCKS["Tiêu ngữ"]["text"])
    under = [each for each in drawn(pages[0]) if 0 < each[1] - motto[3] < 2 and each[0] > 100]

    assert [(abs(each[0] - motto[0]) < 1, abs(each[2] - motto[2]) < 1) for each in under] == [(True, True)]


def test_line_under_the_subject_is_a_third_to_a_half(pages):
    subject = words_box(pages[0], "Kết quả xây dựng phường điển hình (minh họa)")
    (under,) = [each for each in drawn(pages[0]) if 0 < each[1] - subject[3] < 2]

    assert 1 / 3 <= (under[2] - under[0]) / (subject[2] - subject[0]) <= 1 / 2


def test_text_stays_between_the_margins(pages):
    margins = FORM["page"]["margins_mm"]
    chars = [each for page in pages for each in page.chars if each["text"].strip()]

    assert min(each["x0"] for each in chars) * MM >= margins["left"][0] - 0.1
    assert [page.page_number for page in pages if max(each["x1"] for each in page.chars) > page.width - 15 / MM] == []


def test_page_number_is_centred_in_the_top_margin(pages):
    (number,) = [each for each in pages[1].extract_words() if each["text"] == "2" and each["bottom"] * MM < 20]
    section = (FORM["page"]["margins_mm"]["left"][0] + 210 - 17) / 2

    assert abs((number["x0"] + number["x1"]) / 2 * MM - section) < 1


def test_heading_of_a_long_table_is_repeated(pages):
    assert "Đơn vị Số Tỷ lệ (%)" in [each["text"] for each in pages[3].extract_text_lines()]


def test_wide_annex_lies_across(pages):
    assert [round(page.width * MM) for page in pages] == [210, 210, 210, 210, 297]


def test_signature_is_never_alone_on_a_page(pages):
    text = pages[1].extract_text()

    assert text.index("./.") < text.index("TM. BAN CHỈ ĐẠO")


@pytest.mark.parametrize("text", ["x" * 300, "Chữ dài " * 625])
def test_long_words_stay_on_the_page(convert, tmp_path, text):
    path = tmp_path / "long.docx"
    path.write_bytes(docx_file.write(full_document(subject=text, addressees=(text,), amends=text)))
    with pdfplumber.open(convert(path, "pdf")) as document:
        outside = [
            page.page_number for page in document.pages if max(each["x1"] for each in page.chars) > page.width - 15 / MM
        ]

    assert outside == []
