"""The text of an official document against the form's measures: headings, paragraphs, lists, gaps, the end."""

import itertools

import pytest

from reports.content.document import Heading, Paragraph, Run
from tests.reports.pdf_reading import (
    BLOCKS,
    FORM,
    MARGINS,
    MILLIMETRE,
    SINGLE,
    find,
    lines_of,
    pages,
    text_of,
    whole_text,
    within,
)
from tests.reports.pdf_samples import SENTENCE, gap, report
from tests.reports.samples import small_document, table, words

FORM_OF_TEXT = BLOCKS["Nội dung"]
LEFT, RIGHT = MARGINS["left"], [210 - edge for edge in reversed(MARGINS["right"])]


@pytest.fixture(scope="module")
def sheet():
    return pages(report())[0]


@pytest.fixture(scope="module")
def paragraph(sheet):
    return lines_of(sheet, "Thứ nhất.", "Hết một.")


def test_paragraph_has_the_size_of_the_form(paragraph):
    assert {line.style for line in paragraph} == {"regular"}
    assert [line.size for line in paragraph] == [within(FORM_OF_TEXT["size_pt"])] * len(paragraph)


def test_paragraph_is_justified_between_the_margins(paragraph):
    assert len(paragraph) > 3
    assert [line.left for line in paragraph[1:]] == [within(LEFT, 0.3)] * (len(paragraph) - 1)
    rights = [line.right for line in paragraph[:-1]]
    assert rights == [within(RIGHT, 0.3)] * len(rights)
    assert max(rights) - min(rights) < 0.6


def test_paragraph_begins_indented(paragraph):
    least, most = FORM_OF_TEXT["first_line_indent_cm"]
    assert paragraph[0].left - paragraph[1].left == within([least * 10, most * 10], 0.3)


def test_lines_are_at_least_single_and_at_most_one_and_a_half_spaced(paragraph):
    pitches = [(below.baseline - line.baseline) * MILLIMETRE for line, below in itertools.pairwise(paragraph)]
    single = SINGLE * paragraph[0].size
    assert pitches == [within([single, 1.5 * single])] * len(pitches)


def test_paragraphs_stand_apart(sheet, paragraph):
    pitch = paragraph[1].baseline - paragraph[0].baseline
    following = lines_of(sheet, "Thứ hai.", "Hết hai.")[0]
    apart = (following.baseline - paragraph[-1].baseline - pitch) * MILLIMETRE
    assert FORM_OF_TEXT["paragraph_space_min_pt"] - 0.05 <= apart <= 12


def test_part_is_centred_and_bold_over_its_title(sheet):
    part, title = find(sheet, "Phần I"), find(sheet, "KẾT QUẢ")
    assert (part.style, title.style) == ("bold", "bold")
    assert (part.centre, title.centre) == (pytest.approx(find(sheet, "BÁO CÁO").centre, abs=0.3),) * 2
    assert title.baseline > part.baseline


@pytest.mark.parametrize(
    "text, style",
    [("I. TÌNH HÌNH CHUNG", "bold"), ("1. Thuận lợi", "bold"), ("a) Lực lượng", "regular")],
)
def test_heading_is_indented_in_the_style_of_its_level(sheet, paragraph, text, style):
    found = find(sheet, text)
    assert (found.style, found.size) == (style, within(FORM_OF_TEXT["size_pt"]))
    assert found.left == pytest.approx(paragraph[0].left, abs=1)


def test_heading_stays_with_what_follows():
    # Whatever the length of what is before it, a heading never ends a page.
    blocks = [block for each in range(12) for block in (words(SENTENCE), Heading(1, f"{each}.", f"Mục số {each}"))]
    for page in pages(small_document(*blocks, words(SENTENCE), words(SENTENCE)))[:-1]:
        last = max(each["baseline"] for each in page.chars)
        assert "MỤC SỐ" not in "".join(each["text"] for each in page.chars if each["baseline"] > last - 1)


def test_item_begins_with_a_dash(sheet, paragraph):
    assert find(sheet, "- Cấp ủy quan tâm;").left == pytest.approx(paragraph[0].left, abs=1)


def test_item_with_a_dash_of_its_own_gets_no_second():
    assert "- - " not in text_of(pages(small_document(words("- Một ý;", is_item=True)))[0])


def test_strong_words_are_bold():
    page = pages(small_document(Paragraph((Run("Đạt "), Run("21", is_strong=True), Run(" tiêu chí.")))))[0]
    assert [find(page, each).style for each in ("Đạt", "21", "tiêu chí")] == ["regular", "bold", "regular"]


def test_runs_keep_the_spaces_between_them():
    page = pages(small_document(Paragraph((Run("Đạt "), Run("21", "số"), Run("/22 tiêu chí.")))))[0]
    assert "Đạt 21/22 tiêu chí./." in text_of(page)


def test_gap_is_bracketed_and_stands_on_a_ground_of_its_own():
    page = pages(small_document(Paragraph((Run("Quân số: "), gap("chưa có số liệu")))))[0]
    found = find(page, "[chưa có số liệu]")
    grounds = [each for each in page.drawn.rects if each["fill"] and each["non_stroking_color"] != (1, 1, 1)]
    assert len(grounds) == 1
    assert grounds[0]["x0"] / MILLIMETRE == pytest.approx(found.left, abs=0.5)
    assert grounds[0]["x1"] / MILLIMETRE == pytest.approx(found.right, abs=0.5)


@pytest.mark.parametrize("text", ["Hết.", "Hết", "Hết./.", "Hết;", "Hết ."])
def test_text_ends_with_the_sign_of_the_form_once(text):
    written = text_of(pages(small_document(words(text)))[0])
    assert written.endswith(f"Hết{FORM_OF_TEXT['ending']}")


def test_text_that_ends_with_a_table_has_the_sign_beneath_it():
    page = pages(small_document(table()))[0]
    assert find(page, "./.").baseline > find(page, "Ghi chú (minh họa).").baseline


def test_text_that_ends_with_a_gap_has_the_sign_after_it():
    written = text_of(pages(small_document(Paragraph((gap("[nêu kết quả]"),))))[0])
    assert written.endswith("[nêu kết quả]./.")


def test_first_page_has_no_number_and_the_others_have():
    number = FORM["page_number"]
    written = pages(small_document(*[words(SENTENCE)] * 40))
    heads = ["".join(each["text"] for each in page.above(MARGINS["top"][0])) for page in written]
    assert len(written) > 2
    assert heads == ["", *(str(each) for each in range(2, len(written) + 1))]
    found = find(written[1], "2")
    assert (found.size, found.style) == (within(number["size_pt"]), number["style"])
    # Centred between the margins, as the text is.
    assert found.centre == pytest.approx((LEFT[0] + 210 - 17) / 2, abs=0.5)


def test_no_letter_stands_in_the_margins():
    for page in pages(small_document(*[words(SENTENCE)] * 40, table(rows=40))):
        top = MARGINS["top"][0] * MILLIMETRE
        letters = [each for each in page.chars if each["text"].strip() and each["bottom"] > top]
        assert min(each["x0"] for each in letters) / MILLIMETRE >= LEFT[0] - 0.3
        assert max(each["x1"] for each in letters) / MILLIMETRE <= RIGHT[1] + 0.3
        assert max(each["bottom"] for each in letters) / MILLIMETRE <= 297 - MARGINS["bottom"][0] + 0.3


def test_illustrative_figures_are_marked_in_the_margin_of_every_page():
    written = pages(small_document(*[words(SENTENCE)] * 20, is_illustrative=True))
    marks = [find(page, "Số liệu minh họa") for page in written]
    assert len(marks) > 1
    assert all(mark.baseline < MARGINS["top"][0] for mark in marks)


def test_real_figures_are_not_marked():
    assert "minh họa" not in whole_text(pages(small_document(words("Một đoạn."), subject="Kết quả")))
