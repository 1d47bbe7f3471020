"""What people type comes through a DOCX as it is: markup, templates, formulas, long words, broken letters."""

import dataclasses

import pytest
from docx.oxml.ns import qn

from reports.content.document import Annex, Column, Heading, Issuer, Mark, Picture, Row, Signature, Table
from tests.reports.docx_samples import all_paragraphs, read, text_of, texts
from tests.reports.samples import SVG, small_document, words

TEXTS = [
    'Phường <b>&amp; "Hải" & Châu</b>',
    "{{ 7*7 }} {% include 'x' %}",
    "#panic(1) \\textbf{$x$} %",
    "=1+1",
    "Chữ dài " * 625 + "hết",
    "x" * 300,
    "  hai  dấu cách  ",
    "🙂 漢字 \u202eđảo",
]


def document_of(text):
    """A document that has the text wherever a text may stand."""
    columns = (Column(text), Column("B"))
    made = small_document(
        Heading(2, "1.", text),
        words(text),
        Table(text, columns, (Row((text, 1)),), note=text),
        Picture(SVG, text, text),
        words("Hết."),
        subject=text,
        addressees=(text, text),
        recipients=(text,),
        archive=text,
        signatures=(Signature((text,), text),),
        annexes=(Annex(text, (words(text),)),),
        amends=text,
        mark=Mark("CODE", "https://portal.example/verify/CODE"),
    )
    return dataclasses.replace(made, issuer=Issuer(text, text, "BCĐ", text))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_text_comes_through_literally_everywhere(text):
    opened = read(document_of(text))

    assert texts(opened, "Subject") == [text]
    assert texts(opened, "Normal")[:1] == [text]
    assert texts(opened, "TableText")[0] == text
    assert texts(opened, "AnnexTitle") == [text]
    assert texts(opened, "Caption") == [text]
    assert next(opened.element.iter(qn("wp:inline"))).docPr.get("descr") == text


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_text_becomes_a_field(text):
    assert list(read(document_of(text)).element.iter(qn("w:fldSimple"), qn("w:instrText"))) == []


def test_characters_that_no_file_can_hold_are_replaced():
    opened = read(document_of("a\x00b\x0bc\ud800d\uffffe"))

    assert texts(opened, "Subject") == ["a�b�c�d�e"]


def test_line_ends_and_tabs_are_kept():
    opened = read(small_document(words("một\nhai\r\nba\tbốn"), words("Hết.")))

    assert texts(opened, "Normal")[0] == "một\nhai\nba\tbốn"


def test_long_names_do_not_widen_the_page():
    opened = read(document_of("x" * 300))
    widths = [sum(column.width.mm for column in each.columns) for each in opened.tables]

    assert [each for each in widths if each > 163.2] == []


def test_title_too_long_for_a_property_is_cut():
    assert len(read(document_of("Chữ dài " * 625)).core_properties.title) == 255


@pytest.mark.parametrize("text", ["", " "])
def test_empty_texts_leave_a_document(text):
    opened = read(document_of(text))

    assert len(all_paragraphs(opened)) > 20


def test_document_without_blocks_is_written():
    opened = read(dataclasses.replace(small_document(), blocks=()))

    assert [text_of(each) for each in all_paragraphs(opened) if "./." in text_of(each)] == []
