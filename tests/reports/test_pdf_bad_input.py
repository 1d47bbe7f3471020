"""Words that would be source in a markup, that no font has, or that are far too long: printed, and within the page."""

import dataclasses
import unicodedata
from decimal import Decimal

import pytest

from reports.content.document import (
    Annex,
    Column,
    Deck,
    Heading,
    Issuer,
    Mark,
    Paragraph,
    Picture,
    Row,
    Run,
    Signature,
    Slide,
    Table,
)
from reports.writers import pdf_file
from tests.reports.pdf_reading import MILLIMETRE, body_text, pages, read, text_of, whole_text
from tests.reports.samples import SVG, full_document, small_document, words

MARKUP = [
    "<&>\"' &amp; <b>đậm</b> <!-- chú -->",
    '#panic("x") #let x = 1; #image("/etc/passwd") #sys.inputs',
    r"$x^2$ \frac{1}{2} \textbf{đậm} \\ \ \u{41}",
    "[[số đạt]] [ô] *bold* _nghiêng_ `mã` ~ @ref <label>",
    "= Tiêu đề - mục + mục / mục: // chú thích /* chú */ --- ... 'một' \"hai\"",
    "- mục // chú /* chú */ @ref <label> ~ -- --- ... https://vi.example/a_b",
    '{"is": "heading"} ]} , null, \\n \\" \\u0041',
]
LONG_WORDS = ["x" * 300, "W" * 300, "Nguyễn" * 50, "https://vi.example/" + "a-b/c_d?" * 40, "0123456789" * 30]


def everywhere(text):
    """A document with the text in every place that takes one."""
    columns = (Column(text, 1), Column("Số", 1), Column(text, 2, "right"))
    rows = (Row((text, 123456789, text)), Row((text, Decimal("1234567.25"), None), is_strong=True))
    made = Table(text, columns, rows, text)
    return dataclasses.replace(
        small_document(
            *(Heading(level, number, text) for level, number in ((0, "Phần I"), (1, "I."), (2, "1."), (3, "a)"))),
            words(text),
            Paragraph((Run(text, is_gap=True), Run(" và "), Run(text, is_strong=True)), is_item=True),
            made,
            Picture(SVG, text, text),
            words(text),
        ),
        kind_name=text,
        abbreviation=text,
        issuer=Issuer(text, text, text, text),
        subject=text,
        addressees=(text, text),
        signatures=(Signature((text, text), text), Signature((text,))),
        recipients=(text, text),
        archive=text,
        annexes=(Annex(text, (made, words(text)), is_landscape=True),),
        amends=text,
        is_illustrative=True,
        mark=Mark(text[:14], f"https://portal.example/{text[:100]}"),
    )


def squeezed(text):
    """The text without blanks and line ends, composed."""
    return "".join(unicodedata.normalize("NFC", text).split())


def outside(page):
    """Return the stretches of text that stand outside the margins (the head's line apart)."""
    right, bottom = page.width - 15 * MILLIMETRE, page.height - 20 * MILLIMETRE
    return [
        box
        for box in page.stretches
        if box[3] > 20 * MILLIMETRE
        and (box[0] < 30 * MILLIMETRE - 1.5 or box[2] > right + 0.5 or box[3] > bottom + 1.5)
    ]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_printed_literally_in_every_place(text):
    written = pages(everywhere(text))
    printed = squeezed(whole_text(written))
    # Names, titles and headings of the upper levels are in capitals, so these are the places that are not.
    assert printed.count(squeezed(text).rstrip(".;:,")) >= 18
    assert [outside(page) for page in written] == [[]] * len(written)


@pytest.mark.parametrize("text", LONG_WORDS)
def test_word_longer_than_a_line_is_broken_within_every_place(text):
    written = pages(everywhere(text))
    assert squeezed(whole_text(written)).count(text) >= 10
    assert [outside(page) for page in written] == [[]] * len(written)


def test_broken_word_is_copied_without_signs_of_its_breaks():
    assert "\u200b" not in whole_text(pages(small_document(words("x" * 300))))


def test_text_of_five_thousand_letters_is_printed_whole():
    text = "Một câu dài trong đoạn văn. " * 180
    written = pages(small_document(words(f"{text}Hết đoạn."), Table("", (Column(""),), (Row((text,)),))))
    assert squeezed(body_text(written)).count("Mộtcâudàitrongđoạnvăn.") == 360
    assert [outside(page) for page in written] == [[]] * len(written)


def test_five_thousand_letters_in_every_place_stay_within_the_page():
    written = pages(everywhere("Một câu dài. " * 385))
    assert [outside(page) for page in written] == [[]] * len(written)


@pytest.mark.parametrize("text", ["xe 🚔 tuần tra", "số 中文 ก", "điều\x07khiển", "đầu\ufefftrang", "chữ\U000e0041ẩn"])
def test_sign_that_no_font_has_is_a_box_or_nothing_and_breaks_no_document(text):
    printed = squeezed(whole_text(pages(everywhere(text))))
    kept = [letter for letter in squeezed(text) if letter.isascii() and letter.isalpha()]
    assert all(letter in printed for letter in kept)
    assert "🚔" not in printed


def test_sign_that_no_font_has_shows_as_a_box():
    assert "xe □ tuần tra" in text_of(pages(small_document(words("xe 🚔 tuần tra")))[0])


def test_accents_are_composed():
    assert "Nguyễn" in text_of(pages(small_document(words(unicodedata.normalize("NFD", "Nguyễn"))))[0])


@pytest.mark.parametrize("text", ["", " ", "\n", "\u00a0"])
def test_empty_words_break_no_document(text):
    assert len(pages(everywhere(text))) >= 2


@pytest.mark.parametrize(
    "document",
    [
        dataclasses.replace(small_document(), blocks=()),
        small_document(Table("", (), ())),
        small_document(Table("Trống", (Column("Cột"),), ())),
        small_document(Picture("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>", "")),
        small_document(Heading(1, "", "")),
        full_document(signatures=()),
        full_document(signatures=tuple(Signature((f"Chức vụ {each}",)) for each in range(5))),
        full_document(number=123456, recipients=(), archive=""),
    ],
    ids=["no text", "no columns", "no rows", "empty picture", "empty heading", "unsigned", "five signatures", "bare"],
)
def test_unusual_document_is_written(document):
    assert len(pages(document)) >= 1


@pytest.mark.parametrize("text", [*MARKUP, LONG_WORDS[0], "xe 🚔", "Một câu dài. " * 385, ""])
def test_deck_takes_any_words(text):
    table = Table(text, (Column(text), Column("Số")), tuple(Row((text, each)) for each in range(30)), text)
    slides = (
        Slide(text, text, ((text, text),) * 6, Picture(SVG, text, text), note=text),
        Slide(text, text, ((text, text),), table=table),
        Slide(text, text),
    )
    written = read(pdf_file.write_deck(Deck(text, text, slides, is_illustrative=True)))
    assert len(written) == 4
    boxes = [box for page in written for box in page.stretches]
    assert min(box[0] for box in boxes) >= 18 * MILLIMETRE - 1.5
    assert max(box[2] for box in boxes) <= (338.7 - 15) * MILLIMETRE
    assert max(box[3] for box in boxes) <= (190.5 - 5) * MILLIMETRE
