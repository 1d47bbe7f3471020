"""The deck of a conference: 16:9, large, a slide a page."""

import re
from pathlib import Path

import pytest

from reports.content.document import Deck, Picture, Slide
from reports.writers import pdf_file, write_deck
from tests.reports.pdf_reading import MILLIMETRE, all_objects, find, name, opened, read, text_of
from tests.reports.samples import SVG, table

SLIDES = (
    Slide("Kết quả chung", "Hải Châu 1 đạt 21/22 tiêu chí.", (("21/22", "tiêu chí đạt"), ("2", "chỉ đạo quá hạn")), Picture(SVG, "Thanh: 21 trên 22."), note="Đến 31/10/2021."),  # noqa: E501
    Slide("Theo nhóm", "Nhóm trụ sở thấp nhất.", table=table()),
    Slide("Đề nghị", "Đẩy nhanh tiến độ xây dựng trụ sở mới."),
)  # fmt: skip


def deck(**fields):
    return Deck("Sơ kết xây dựng đơn vị điển hình", "Hội nghị ngày 12/11/2021", **{"slides": SLIDES, **fields})


@pytest.fixture(scope="module")
def content():
    return pdf_file.write_deck(deck(is_illustrative=True))


@pytest.fixture(scope="module")
def screens(content):
    return read(content)


def test_every_page_is_sixteen_by_nine(screens):
    assert [page.width / page.height for page in screens] == [pytest.approx(16 / 9, abs=0.01)] * 4


def test_title_slide_comes_first(screens):
    title, subtitle = find(screens[0], "Sơ kết xây dựng"), find(screens[0], "Hội nghị ngày 12/11/2021")
    assert title.size >= 40
    assert subtitle.baseline > title.baseline


def test_sentence_is_large_beneath_the_title(screens):
    title, sentence = find(screens[1], "Kết quả chung"), find(screens[1], "Hải Châu 1 đạt 21/22 tiêu chí.")
    assert (sentence.size, sentence.baseline > title.baseline) == (32, True)


def test_facts_stand_side_by_side_with_their_words_beneath(screens):
    first, second = find(screens[1], "21/22", 1), find(screens[1], "2", 4)
    assert (first.size, second.size) == (44, 44)
    assert first.baseline == pytest.approx(second.baseline, abs=0.1)
    assert find(screens[1], "tiêu chí đạt").baseline > first.baseline


def test_only_four_facts_are_shown():
    many = Slide("Kết quả", "Câu.", tuple((f"{each}0%", f"điều {each}") for each in range(1, 7)))
    text = text_of(read(pdf_file.write_deck(deck(slides=(many,))))[1])
    assert [f"điều {each}" in text for each in range(1, 7)] == [True] * 4 + [False] * 2


def test_no_words_are_smaller_than_can_be_read(screens):
    # A drawing's own letters, which grow with it, are said to be of size 1.
    sizes = {round(each["size"]) for page in screens for each in page.chars} - {1}
    assert min(sizes) >= 12


def test_picture_fills_the_width(screens):
    bar = max(screens[1].drawn.rects, key=lambda each: each["width"] if each["width"] < 600 else 0)
    assert bar["width"] / MILLIMETRE > 120


def test_table_is_shown_in_large_letters(screens):
    assert find(screens[2], "Đơn vị 1").size == 22
    assert "Ghi chú" not in text_of(screens[2])


def test_table_that_is_too_long_says_how_many_rows_are_left_out():
    page = read(pdf_file.write_deck(deck(slides=(Slide("Bảng", "Câu.", table=table(rows=80)),))))[1]
    shown = len(re.findall(r"Đơn vị \d+", text_of(page)))
    assert f"… và {81 - shown} dòng nữa trong văn bản." in text_of(page)
    assert find(page, "Đơn vị 1").size >= 14


def test_slide_of_one_sentence_shows_it_larger_in_the_middle(screens):
    sentence = find(screens[3], "Đẩy nhanh tiến độ")
    assert sentence.size == 48
    assert 60 < sentence.baseline < 130


def test_slides_are_numbered_after_the_title(screens):
    feet = ["".join(each["text"] for each in page.chars if each["top"] / MILLIMETRE > 172) for page in screens]
    assert [re.findall(r"\d/4", foot) for foot in feet] == [[], ["2/4"], ["3/4"], ["4/4"]]


def test_illustrative_deck_says_so_on_every_slide(screens):
    assert ["Số liệu minh họa" in text_of(page) for page in screens] == [True] * 4


def test_deck_of_real_figures_is_not_marked():
    assert "minh họa" not in "".join(text_of(page) for page in read(write_deck(deck(slides=SLIDES[2:]))))


def test_deck_is_tagged_and_archivable(content):
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert "StructTreeRoot" in opened(content).doc.catalog
    assert b"Thanh: 21" in b"".join(each["Alt"] for each in all_objects(content) if "Alt" in each).replace(b"\0", b"")


def test_pictures_of_a_deck_are_vectors(content):
    assert [each for each in all_objects(content) if name(each.get("Subtype")) == "Image"] == []


def test_colours_are_those_of_the_screens():
    tokens = Path("static/css/tokens.css").read_text()
    light = set(re.findall(r"var\(--light, (#[0-9a-f]{6})\)", tokens))
    used = set(re.findall(r'rgb\("(#[0-9a-f]{6})"\)', Path("reports/writers/typst/deck.typ").read_text()))
    assert len(used) >= 5
    assert used <= light
