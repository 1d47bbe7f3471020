"""Annexes, tables and pictures of an official document."""

from decimal import Decimal

import pytest

from reports.content.document import Annex, Column, Picture, Row, Table
from tests.reports.pdf_reading import ANNEX, MARGINS, MILLIMETRE, find, pages, text_of, whole_text, within
from tests.reports.pdf_samples import SENTENCE, with_annexes
from tests.reports.samples import SVG, small_document, table, words

MIDDLE = (30 + 210 - 17) / 2


@pytest.fixture(scope="module")
def written():
    return pages(with_annexes())


@pytest.fixture(scope="module")
def first_pages(written):
    return [page for page in written if "Phụ lục" in text_of(page)]


def page_number(page):
    head = "".join(each["text"] for each in page.above(MARGINS["top"][0]))
    return head.replace("Số liệu minh họa", "").strip()


def test_two_annexes_are_numbered_with_roman_numerals(first_pages):
    form = ANNEX["title"]
    first, second = find(first_pages[0], "Phụ lục I"), find(first_pages[1], "Phụ lục II")
    assert [(each.size, f"{each.style} centred") for each in (first, second)] == [(form["size_pt"], form["style"])] * 2
    assert first.centre == pytest.approx(MIDDLE, abs=0.3)


def test_single_annex_has_no_numeral():
    written = pages(small_document(annexes=(Annex("Danh mục", (words("Một dòng."),)),)))
    assert text_of(written[1]).startswith("Phụ lục DANH MỤC(Kèm theo")


def test_title_of_an_annex_is_centred_beneath_its_name(first_pages):
    found = find(first_pages[0], "BẢNG TỔNG HỢP KẾT QUẢ")
    form = ANNEX["name"]
    assert (found.size, found.style, form["case"]) == (within(form["size_pt"]), form["style"], "upper")
    assert found.centre == pytest.approx(MIDDLE, abs=0.3)
    assert found.baseline > find(first_pages[0], "Phụ lục I").baseline


def test_reference_line_is_italic_beneath_the_title(first_pages):
    found = find(first_pages[0], "(Kèm theo Báo cáo số 05/BC-BCĐ ngày 05 tháng 02 năm 2026")
    assert (found.size, found.style) == (within([13, 14]), "italic")
    assert found.baseline > find(first_pages[0], "BẢNG TỔNG HỢP KẾT QUẢ").baseline


def test_annexes_number_their_own_pages(written, first_pages):
    numbers = [page_number(page) for page in written]
    starts = [page.index for page in first_pages]
    parts = [numbers[: starts[0]], numbers[starts[0] : starts[1]], numbers[starts[1] :]]
    assert len(parts[1]) > 5
    assert parts == [["", *map(str, range(2, len(part) + 1))] for part in parts]


def test_landscape_annex_lies_across_within_the_margins(first_pages):
    page = first_pages[1]
    assert (page.width / MILLIMETRE, page.height / MILLIMETRE) == (
        pytest.approx(297, abs=0.1),
        pytest.approx(210, abs=0.1),
    )
    body = [each for each in page.chars if each["bottom"] / MILLIMETRE > 20]
    assert min(each["x0"] for each in body) / MILLIMETRE >= 30 - 0.3
    assert max(each["x1"] for each in body) / MILLIMETRE <= 297 - 15
    assert max(each["bottom"] for each in body) / MILLIMETRE <= 210 - 20 + 0.3


def test_long_table_repeats_its_head_on_every_page(written, first_pages):
    with_rows = written[first_pages[0].index : first_pages[1].index]
    assert len(with_rows) > 5
    assert [text_of(page).count("Tỷ lệ (%)") for page in with_rows] == [1] * len(with_rows)
    assert all(f"Đơn vị {each}" in whole_text(with_rows) for each in (1, 150, 300))


def test_head_of_a_table_is_bold_and_its_numbers_stand_right(first_pages):
    page = first_pages[0]
    assert find(page, "Tỷ lệ (%)").style == "bold"
    rights = [find(page, each).right for each in ("1.000", "2.000", "10.000")]
    assert max(rights) - min(rights) < 0.1


def test_total_of_a_table_is_bold():
    page = pages(small_document(table()))[0]
    assert (find(page, "Cộng").style, find(page, "Đơn vị 1").style) == ("bold", "regular")


def test_column_of_numbers_stands_right_although_nobody_said_so():
    rows = (Row(("Một", 5, Decimal("1.5"))), Row(("Hai", 1234, None)))
    page = pages(small_document(Table("", (Column("Tên"), Column("Số"), Column("Phần")), rows)))[0]
    assert find(page, "1.234").right - find(page, "5").right == pytest.approx(0, abs=0.1)
    assert find(page, "–").right == pytest.approx(find(page, "1,5").right, abs=0.4)


def test_long_words_in_a_cell_wrap_within_their_column():
    rows = tuple(Row((each, SENTENCE, "Đạt")) for each in range(3))
    page = pages(small_document(Table("", (Column("STT", 0.5), Column("Nội dung", 4), Column("Kết luận")), rows)))[0]
    edges = sorted(
        {round(each["x0"], 1) for each in (*page.drawn.lines, *page.drawn.rects) if abs(each["x1"] - each["x0"]) < 1}
    )
    assert len(edges) == 4
    inside = [each for each in page.chars if edges[1] <= each["x0"] < edges[2]]
    assert max(each["x1"] for each in inside if each["top"] > find(page, "Kết luận").baseline * MILLIMETRE) <= edges[2]


def test_narrow_column_keeps_its_words_whole():
    columns = (Column("Số thứ tự", 0.1), Column("Nội dung", 9), Column("1.234.567.890", 0.1))
    page = pages(small_document(Table("", columns, (Row((1, SENTENCE, 1234567890)),))))[0]
    assert [find(page, each, nth).style for each, nth in (("1.234.567.890", 0), ("1.234.567.890", 1))] == [
        "bold",
        "regular",
    ]


def test_row_is_not_broken_over_two_pages():
    rows = tuple(Row((f"Đầu{each}: {SENTENCE * 3} cuối{each}.",)) for each in range(40))
    written = pages(small_document(Table("", (Column("Nội dung"),), rows)))
    for page in written:
        text = text_of(page)
        assert [f"Đầu{each}:" in text for each in range(40)] == [f"cuối{each}." in text for each in range(40)]


def test_row_higher_than_a_page_goes_on_over_it():
    written = pages(small_document(Table("", (Column("Nội dung"),), (Row((f"{SENTENCE * 60} Hết ô.",)),))))
    assert len(written) > 2
    assert "Hết ô." in whole_text(written)


def test_title_of_a_table_stays_with_it():
    # Lengths of text before it that bring the table down to the foot of the page and over it.
    for lines in range(16, 25):
        written = pages(small_document(*[words("Một dòng.")] * lines, table(rows=2)))
        texts = [text_of(page) for page in written]
        first_pages = [
            next(index for index, text in enumerate(texts) if part in text)
            for part in ("Bảng số liệu", "Tỷ lệ (%)", "Đơn vị 1")
        ]
        assert len(set(first_pages)) == 1
    assert first_pages == [1, 1, 1]


def test_picture_is_no_wider_than_the_text_and_has_its_caption_beneath():
    wide = SVG.replace(
        'viewBox="0 0 400 120" width="400" height="120"', 'viewBox="0 0 1600 120" width="1600" height="120"'
    )
    page = pages(small_document(Picture(wide.replace('width="200"', 'width="1580"'), "Thanh", "Hình 1. Kết quả")))[0]
    bar = max((each for each in page.drawn.rects), key=lambda each: each["width"])
    assert bar["x0"] / MILLIMETRE >= 30
    assert bar["x1"] / MILLIMETRE <= 210 - 15
    assert find(page, "Hình 1. Kết quả").top * MILLIMETRE > bar["bottom"]
    assert find(page, "Hình 1. Kết quả").style == "italic"


def test_tall_picture_fits_on_a_page():
    column = '<rect width="700" height="9000" fill="#0c5464"/>'
    tall = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 9000">{column}</svg>'
    page = next(page for page in pages(small_document(Picture(tall, "Cột", "Hình 1"))) if page.drawn.rects)
    bar = max(page.drawn.rects, key=lambda each: each["height"])
    assert bar["top"] / MILLIMETRE >= 20 - 0.1
    assert bar["bottom"] / MILLIMETRE <= 297 - 20 + 0.1
