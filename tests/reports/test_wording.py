"""The fixed words of the form: padding, symbols, numbers (Nghị định 30/2020, annex I)."""

import datetime as dt
from decimal import Decimal

import pytest

from reports.content.document import Document, Issuer
from reports.content.wording import citation, number_and_symbol, place_and_date, roman, written, written_date

ISSUER = Issuer("Công an thành phố Đà Nẵng", "Ban Chỉ đạo", "BCĐ", "Đà Nẵng")


def document(**fields):
    return Document("round_report", "Báo cáo", "BC", ISSUER, "Kết quả", (), **fields)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (dt.date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (dt.date(2026, 1, 15), "ngày 15 tháng 01 năm 2026"),
        (dt.date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (dt.date(2021, 11, 12), "ngày 12 tháng 11 năm 2021"),
    ],
)
def test_days_below_ten_and_months_one_and_two_are_padded(date, words):
    assert written_date(date) == words


@pytest.mark.parametrize(("number", "words"), [(5, "Số: 05/BC-BCĐ"), (10, "Số: 10/BC-BCĐ"), (123, "Số: 123/BC-BCĐ")])
def test_numbers_below_ten_are_padded(number, words):
    assert number_and_symbol(document(number=number)) == words


def test_draft_leaves_room_for_number_and_date():
    assert number_and_symbol(document()) == "Số:        /BC-BCĐ"
    assert place_and_date(document()) == "Đà Nẵng, ngày      tháng      năm        "


def test_citation_names_kind_number_and_date():
    assert citation(document(number=5, date=dt.date(2026, 2, 5))) == ("Báo cáo số 05/BC-BCĐ ngày 05 tháng 02 năm 2026")


@pytest.mark.parametrize(("number", "letters"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (2021, "MMXXI")])
def test_roman(number, letters):
    assert roman(number) == letters


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, "–"),
        (0, "0"),
        (1234567, "1.234.567"),
        (Decimal("1234.50"), "1.234,5"),
        (Decimal("95.00"), "95"),
        (Decimal("-0.25"), "-0,25"),
        (dt.date(2026, 2, 5), "05/02/2026"),
        ("1,5 <b>", "1,5 <b>"),
    ],
)
def test_cells_as_printed(cell, text):
    assert written(cell) == text
