"""The text of a DOCX: headings, paragraphs, gaps, tables, drawings."""

import datetime as dt
import struct
from decimal import Decimal

import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from reports.content.document import Column, Heading, Paragraph, Picture, Row, Run, Table
from reports.writers.measure import longest_word_mm
from tests.reports.docx_samples import BLOCKS, FORM, all_paragraphs, read, size, style_of, text_of, text_width_mm, texts
from tests.reports.samples import SVG, full_document, small_document, table, words


@pytest.fixture(scope="module")
def opened():
    return read(full_document())


def data_tables(opened):
    return [each for each in opened.tables if each.style.style_id == "DataTable"]


def written_table(*rows, columns, **fields):
    opened = read(small_document(Table("Bảng", columns, rows, **fields)))
    return data_tables(opened)[0]


def alignments(row):
    found = [each.pPr.find(qn("w:jc")) for each in row._tr.iter(qn("w:p"))]
    return ["left" if each is None else each.get(qn("w:val")) for each in found]


def marks(row):
    return [each.tag.rpartition("}")[2] for each in row._tr.trPr]


def pictures(opened):
    return list(opened.element.iter(qn("wp:inline")))


# ---------------------------------------------------------------- headings and paragraphs


def test_headings_are_written_as_the_form_has_them():
    headings = (
        Heading(0, "Phần I", "Kết quả"),
        Heading(1, "I.", "Tình hình chung"),
        Heading(2, "1.", "Đặc điểm"),
        Heading(3, "a)", "Lực lượng"),
    )
    opened = read(small_document(*headings, words("Hết.")))

    found = [(style_of(each), text_of(each)) for each in all_paragraphs(opened)]

    assert [each for each in found if each[0].startswith("Heading")] == [
        ("Heading1", "Phần I\nKẾT QUẢ"),
        ("Heading2", "I. TÌNH HÌNH CHUNG"),
        ("Heading3", "1. Đặc điểm"),
        ("Heading4", "a) Lực lượng"),
    ]


def test_item_of_a_list_begins_with_one_dash():
    opened = read(small_document(words("Một;", is_item=True), words("- Hai;", is_item=True), words("Hết.")))

    assert texts(opened, "Item") == ["- Một;", "- Hai;"]


def test_strong_words_are_bold():
    opened = read(small_document(Paragraph((Run("Đạt "), Run("21", is_strong=True), Run(" tiêu chí.")))))
    (runs,) = [each.runs for each in opened.paragraphs if each.style.style_id == "Normal"]

    assert [(each.text, each.bold) for each in runs] == [("Đạt ", None), ("21", True), (" tiêu chí./.", None)]


def test_gap_is_highlighted_in_brackets_and_in_a_style_of_its_own():
    opened = read(small_document(Paragraph((Run("Có "), Run("quân số", is_gap=True), Run(" người.")))))
    (runs,) = [each.runs for each in opened.paragraphs if each.style.style_id == "Normal"]

    assert [(each.text, each.font.highlight_color) for each in runs] == [
        ("Có ", None),
        ("[quân số]", WD_COLOR_INDEX.YELLOW),
        (" người./.", None),
    ]
    assert runs[1].style.name == "Chỗ cần điền"


@pytest.mark.parametrize(
    ("blocks", "end"),
    [
        ((words("Hết."),), f"Hết{BLOCKS['Nội dung']['ending']}"),
        ((words("Một ý;", is_item=True),), "- Một ý./."),
        ((words("Hết./."),), "Hết./."),
        ((Paragraph((Run("Đạt "), Run("21", "số đạt"))),), "Đạt 21./."),
        ((Paragraph((Run("[Nêu ưu điểm.]", is_gap=True),)),), "[Nêu ưu điểm.]./."),
        ((words("Bảng:"), table()), "./."),
    ],
)
def test_text_ends_with_the_forms_sign(blocks, end):
    opened = read(small_document(*blocks))
    written = [text_of(each) for each in all_paragraphs(opened) if style_of(each) in ("Normal", "Item")]

    assert written[-1] == end


def test_only_the_text_itself_ends_with_the_sign(opened):
    assert [text_of(each) for each in all_paragraphs(opened) if text_of(each).endswith("./.")] == ["./."]


# ---------------------------------------------------------------- tables


def test_heading_of_a_table_is_repeated_on_every_page(opened):
    assert [[marks(row) for row in each.rows][:2] for each in data_tables(opened)] == [
        [["cantSplit", "tblHeader"], ["cantSplit"]]
    ] * 3


def test_row_too_high_for_a_page_may_be_broken():
    row = written_table(Row(("Chữ dài " * 600,)), columns=(Column("Giải trình"),)).rows[1]

    assert marks(row) == []


def test_title_stands_above_and_note_below(opened):
    (holder,) = [each for each in opened.element.body if each.tag == qn("w:tbl") and "Đơn vị 3" in text_of(each)][:1]

    assert text_of(holder.getprevious()) == "Bảng số liệu"
    assert (style_of(holder.getnext()), text_of(holder.getnext())) == ("TableNote", "Ghi chú (minh họa).")


def test_table_without_title_is_named_for_who_cannot_see_it():
    opened = read(small_document(Table("", (Column("A"),), (Row(("1",)),), name="Danh mục")))

    assert texts(opened, "TableTitle") == []
    assert [each.get(qn("w:val")) for each in opened.element.iter(qn("w:tblCaption"))] == ["Danh mục"]


def test_cells_are_printed_as_everywhere_and_numbers_stand_right():
    columns = (
        Column("Đơn vị", 3),
        Column("Số"),
        Column("Tỷ lệ"),
        Column("Ngày", 1, "center"),
        Column("Khác", 1, "right"),
    )
    row = written_table(Row(("Hải Châu", 1234, Decimal("95.50"), dt.date(2026, 2, 5), None)), columns=columns).rows[1]

    assert [text_of(each) for each in row._tr.iter(qn("w:p"))] == ["Hải Châu", "1.234", "95,5", "05/02/2026", "–"]
    assert alignments(row) == ["left", "right", "right", "center", "right"]


def test_numbers_in_a_centred_column_stay_centred():
    row = written_table(Row((7,)), columns=(Column("STT", 1, "center"),)).rows[1]

    assert alignments(row) == ["center"]


def test_total_is_bold():
    rows = written_table(Row(("Một",)), Row(("Cộng",), is_strong=True), columns=(Column("A"),)).rows

    assert [bool(list(each._tr.iter(qn("w:b")))) for each in rows[1:]] == [False, True]


def test_name_of_a_group_takes_the_empty_cells_after_it():
    columns = tuple(Column(each) for each in "ABCD")
    group = Row(("", "Quá hạn: 2", "", ""), is_strong=True)
    total = Row(("", "Cộng", 5, None), is_strong=True)
    plain = Row(("1", "Hải Châu", "", ""))

    rows = written_table(group, total, plain, columns=columns).rows[1:]

    assert [[cell.grid_span for cell in row._tr.tc_lst] for row in rows] == [[1, 3], [1, 1, 1, 1], [1, 1, 1, 1]]


def test_tables_have_borders_and_fill_the_width(opened):
    (_body, long, wide) = data_tables(opened)
    borders = long.style.element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    widths = [sum(column.width.mm for column in each.columns) for each in (long, wide)]
    room = [text_width_mm(each) for each in opened.sections[1:]]

    assert {each.get(qn("w:val")) for each in borders} == {"single"}
    assert [abs(width - place) < 0.2 for width, place in zip(widths, room, strict=True)] == [True, True]


def test_columns_have_their_shares():
    columns = written_table(Row(("a", "b")), columns=(Column("A", 3), Column("B", 1))).columns

    assert abs(columns[0].width / columns[1].width - 3) < 0.02


def test_narrow_column_is_wide_enough_for_its_longest_word():
    row = Row(("x", Decimal("12345678.25")))
    written = written_table(row, columns=(Column("Nội dung", 30), Column("Số", 1, "right")))

    assert written.columns[1].width.mm > longest_word_mm("12.345.678,25", 12)


def test_table_of_many_columns_has_smaller_letters():
    opened = read(small_document(table(), Table("", (Column("A"),) * 8, (Row(("1",) * 8),))))

    assert [len(texts(opened, code)) for code in ("TableText", "NarrowText")] == [12, 8]
    assert size(opened, "NarrowText") < size(opened, "TableText")


def test_table_without_rows_still_has_its_heading():
    rows = written_table(columns=(Column("A"), Column("B"))).rows

    assert [[cell.text for cell in row.cells] for row in rows] == [["A", "B"]]


def test_row_that_does_not_fit_the_columns_is_refused():
    with pytest.raises(ValueError, match="a row of 2 cells in a table of 1 columns"):
        written_table(Row(("a", "b")), columns=(Column("A"),))


# ---------------------------------------------------------------- drawings


def test_drawing_says_what_it_shows(opened):
    assert pictures(opened)[0].docPr.get("descr") == "Thanh: đạt 21 trên 22 tiêu chí."
    assert texts(opened, "Caption") == ["Kết quả theo nhóm"]


def test_drawing_is_png_of_print_quality(opened):
    inline = pictures(opened)[0]
    blob = opened.part.related_parts[next(inline.iter(qn("a:blip"))).get(qn("r:embed"))].blob
    width, height = struct.unpack(">II", blob[16:24])
    inches = inline.extent.cx / 914400

    assert blob[:8] == b"\x89PNG\r\n\x1a\n"
    assert width / inches >= FORM["digitised_copy"]["min_dpi"]
    assert abs(width / height - 400 / 120) < 0.02


def test_wide_drawing_fits_between_the_margins():
    svg = SVG.replace(
        'viewBox="0 0 400 120" width="400" height="120"', 'viewBox="0 0 1200 400" width="1200" height="400"'
    )
    opened = read(small_document(Picture(svg, "Rộng")))

    assert abs(pictures(opened)[0].extent.cx / 36000 - text_width_mm(opened.sections[0])) < 0.1


def test_high_drawing_fits_on_a_page():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 3000"><rect width="9" height="9"/></svg>'

    assert pictures(read(small_document(Picture(svg, "Cao"))))[0].extent.cy / 36000 < 200


def test_drawing_without_caption_has_no_empty_line():
    opened = read(small_document(Picture(SVG, "Thanh"), words("Hết.")))

    assert texts(opened, "Caption") == []


def test_same_drawing_is_kept_once():
    opened = read(small_document(Picture(SVG, "Một"), Picture(SVG, "Hai")))

    assert len({next(each.iter(qn("a:blip"))).get(qn("r:embed")) for each in pictures(opened)}) == 1
