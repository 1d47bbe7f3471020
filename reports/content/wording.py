"""The fixed words of the form: numbers, dates and symbols as Nghị định 30/2020 wants them written."""

import datetime as dt
from decimal import Decimal

from reports.content.document import Cell, Document

# Days below 10 and the months 1 and 2 take a nought, so that nobody can write a digit before them
# (Nghị định 30/2020/NĐ-CP, annex I, part II).
PADDED_MONTHS = 2
PADDED = 10
UNKNOWN = "–"


def written_date(date: dt.date | None) -> str:
    """“ngày 05 tháng 02 năm 2026”, “ngày 12 tháng 3 năm 2026”; places to fill when there is none."""
    if date is None:
        return "ngày      tháng      năm        "
    day = f"{date.day:02d}"
    month = f"{date.month:02d}" if date.month <= PADDED_MONTHS else str(date.month)
    return f"ngày {day} tháng {month} năm {date.year}"


def place_and_date(document: Document) -> str:
    """“Đà Nẵng, ngày 05 tháng 02 năm 2026”."""
    return f"{document.issuer.place}, {written_date(document.date)}"


def symbol(document: Document) -> str:
    """“BC-BCĐ”."""
    return f"{document.abbreviation}-{document.issuer.symbol}"


def number_and_symbol(document: Document) -> str:
    """“Số: 05/BC-BCĐ”; room for the number when it has none yet."""
    number = "       " if document.number is None else f"{document.number:02d}"
    return f"Số: {number}/{symbol(document)}"


def reference_line(document: Document) -> str:
    """“(Kèm theo Báo cáo số 05/BC-BCĐ ngày 05 tháng 02 năm 2026 của Ban Chỉ đạo …)”, under an annex's title."""
    number = number_and_symbol(document).removeprefix("Số: ")
    return f"(Kèm theo {document.kind_name} số {number} {written_date(document.date)} của {document.issuer.name})"


def citation(document: Document) -> str:
    """“Báo cáo số 05/BC-BCĐ ngày 05 tháng 02 năm 2026”: how another document names this one."""
    number = number_and_symbol(document).removeprefix("Số: ")
    return f"{document.kind_name} số {number} {written_date(document.date)}"


def roman(number: int) -> str:
    """Return 1–3999 in Roman numerals."""
    parts = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
    written = ""
    for value, letters in (*parts, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, number = divmod(number, value)
        written += letters * count
    return written


def written(cell: Cell) -> str:
    """Return a cell as it is printed: 1.234,5; 05/02/2026; “–” for None."""
    if cell is None:
        return UNKNOWN
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, int | Decimal):
        return number_text(cell)
    return cell


def number_text(value: int | Decimal) -> str:
    """1234.50 → “1.234,5”: points between thousands, a comma before what is left of decimals."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
