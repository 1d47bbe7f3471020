"""The tables of a document as a workbook, read back with openpyxl."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reports.content.document import Annex, Column, Row, Table
from reports.writers import NothingToTabulate, write
from tests.reports.samples import full_document, small_document, table, words

TWO = (Column("A"), Column("B"))


def read(document):
    return load_workbook(io.BytesIO(write(document, "xlsx")))


def sheet_of(*rows, columns=TWO, **fields):
    named = {"name": "Số liệu", **fields}
    return read(small_document(Table("Bảng", columns, rows, **named))).worksheets[0]


def found(sheet, value):
    """The cell that holds a value."""
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == value)


def head_row(sheet):
    return int(sheet.freeze_panes.removeprefix("A")) - 1


def test_every_table_has_a_sheet_of_its_own():
    assert read(full_document()).sheetnames == ["Số liệu", "Số liệu (2)", "Số liệu (3)"]


def test_document_without_a_table_has_no_workbook():
    with pytest.raises(NothingToTabulate):
        write(small_document(words("Chữ."), annexes=(Annex("Phụ lục", (words("Chữ."),)),)), "xlsx")


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (("a/b:c*d?e[f]g\\h",), ["a b c d e f g h"]),
        (("'Tên'",), ["Tên"]),
        (("x" * 40, "x" * 40), ["x" * 31, "x" * 27 + " (2)"]),
        (("Bảng", "BẢNG"), ["Bảng", "BẢNG (2)"]),
        (("//", ""), ["Bảng 1", "Bảng 2"]),
        (("a\x00b\nc",), ["a b c"]),
    ],
)
def test_names_of_sheets_are_what_excel_takes(names, sheets):
    tables = [Table("", (Column("A"),), (), name=name) for name in names]

    assert read(small_document(*tables)).sheetnames == sheets


def test_sheet_without_a_name_takes_its_title_or_its_annexs():
    unnamed = Table("", (Column("A"),), ())
    document = small_document(Table("Tổng hợp", (Column("A"),), ()), annexes=(Annex("Danh mục", (unnamed,)),))

    assert read(document).sheetnames == ["Tổng hợp", "Danh mục"]


def test_top_says_whose_the_table_is():
    sheet = read(full_document()).worksheets[1]

    assert [sheet.cell(number, 1).value for number in range(1, 7)] == [
        "BAN CHỈ ĐẠO XÂY DỰNG ĐƠN VỊ ĐIỂN HÌNH",
        "Số: 05/BC-BCĐ, ngày 05 tháng 02 năm 2026",
        "Báo cáo: Kết quả xây dựng phường điển hình (minh họa)",
        "Bảng tổng hợp kết quả",
        "Bảng số liệu",
        "Số liệu minh họa",
    ]


def test_real_figures_have_no_mark():
    sheet = sheet_of(Row(("a", "b")))

    assert [cell.value for row in sheet.iter_rows() for cell in row if "minh họa" in str(cell.value)] == [
        "Báo cáo: Kết quả xây dựng phường điển hình (minh họa)"
    ]
    assert sheet.oddFooter.center.text == "&P/&N"


def test_heading_is_bold_stays_in_sight_and_is_repeated_in_print():
    sheet = sheet_of(Row(("a", "b")))
    number = head_row(sheet)

    assert [(cell.value, cell.font.b) for cell in sheet[number]] == [("A", True), ("B", True)]
    assert sheet.print_title_rows == f"${number}:${number}"
    assert [cell.value for cell in sheet[number + 1]] == ["a", "b"]


def test_numbers_are_numbers_with_one_format_a_column():
    columns = (Column("Số"), Column("Tỷ lệ", 1, "right"))
    sheet = sheet_of(Row((1234, Decimal("95.50"))), Row((5, Decimal("0.25"))), Row((6, Decimal(7))), columns=columns)
    rows = list(sheet.iter_rows(min_row=head_row(sheet) + 1))

    assert [[cell.value for cell in row] for row in rows] == [[1234, 95.5], [5, 0.25], [6, 7]]
    assert {row[0].number_format for row in rows} == {"#,##0"}
    assert {row[1].number_format for row in rows} == {"#,##0.00"}
    assert {cell.alignment.horizontal for row in rows for cell in row} == {"right"}


def test_dates_are_dates():
    cell = found(sheet_of(Row((dt.date(2026, 2, 5), "b"))), dt.datetime(2026, 2, 5))

    assert (cell.is_date, cell.number_format) == (True, "dd/mm/yyyy")


def test_unknown_has_the_sign_that_notes_explain():
    sheet = sheet_of(Row((None, "b")))

    assert sheet.cell(head_row(sheet) + 1, 1).value == "–"


@pytest.mark.parametrize("text", ["=1+1", "+84 236", "-5", "@SUM(A1)", "#N/A", '=HYPERLINK("http://x")', "'quoted"])
def test_text_that_looks_like_a_formula_stays_text(text):
    cell = found(sheet_of(Row((text, "b")), note=""), text)

    assert cell.data_type == "s"


@pytest.mark.parametrize("text", ['<&>"', "{{ x }}", "#panic(1) \\textbf{x}", "x" * 300, "Chữ dài " * 625])
def test_text_comes_through_literally(text):
    sheet = read(small_document(Table(text, (Column(text),), (Row((text,)),), note=text, name="x"))).worksheets[0]

    assert [cell.value for row in sheet.iter_rows() for cell in row].count(text) == 4


def test_characters_that_no_file_can_hold_are_replaced():
    assert found(sheet_of(Row(("a\x00b\ud800", "b"))), "a�b�").data_type == "s"


def test_total_is_bold_and_note_stands_below():
    sheet = read(small_document(table())).worksheets[0]

    assert found(sheet, "Cộng").font.b is True
    assert found(sheet, "Đơn vị 1").font.b is False
    assert sheet.cell(sheet.max_row, 1).value == "Ghi chú (minh họa)."


def test_columns_have_their_shares_and_texts_wrap():
    sheet = sheet_of(Row(("a", "b")), columns=(Column("A", 3), Column("B", 1)))

    assert sheet.column_dimensions["A"].width == pytest.approx(3 * sheet.column_dimensions["B"].width)
    assert found(sheet, "a").alignment.wrap_text is True


def test_row_is_as_high_as_its_text():
    sheet = sheet_of(Row(("a", "b")), Row(("Chữ dài " * 60, "b")), Row(("Chữ dài " * 6000, "b")))
    low, high, highest = (sheet.row_dimensions[head_row(sheet) + each].height for each in (1, 2, 3))

    assert (low, highest) == (18, 409)
    assert low < high < highest


@pytest.mark.parametrize(("is_landscape", "orientation"), [(False, "portrait"), (True, "landscape")])
def test_print_is_a4_as_wide_as_the_page(is_landscape, orientation):
    document = small_document(annexes=(Annex("Phụ lục", (table(),), is_landscape=is_landscape),))
    sheet = read(document).worksheets[0]

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, orientation)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True


def test_table_of_one_column_and_no_row_is_written():
    sheet = read(small_document(Table("", (Column("A"),), (), name="Trống"))).worksheets[0]

    assert [cell.value for cell in sheet[head_row(sheet)]] == ["A"]


def test_properties_name_title_and_issuer():
    properties = read(full_document()).properties

    assert (properties.title, properties.creator) == (
        "Báo cáo: Kết quả xây dựng phường điển hình (minh họa)",
        "Ban Chỉ đạo xây dựng đơn vị điển hình",
    )
