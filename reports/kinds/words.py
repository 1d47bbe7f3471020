"""How the documents write numbers, shares, dates and lists: pure, Vietnamese only."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from reports.content.prose import literal
from reports.content.wording import number_text

PADDED = 10
TENTH = Decimal("0.1")
# The word before a document's number, by the abbreviation within it (Nghị định 30/2020/NĐ-CP, annex III).
DOCUMENT_WORDS = {
    "QĐ": "Quyết định",
    "TT": "Thông tư",
    "KH": "Kế hoạch",
    "ĐA": "Đề án",
    "NĐ": "Nghị định",
    "HD": "Hướng dẫn",
    "CT": "Chỉ thị",
    "NQ": "Nghị quyết",
}


def counted(number: int | Decimal | None) -> str | None:
    """“03”, “12”, “1.205”, “7,5”: whole numbers below 10 take a nought, as police reports write them."""
    if number is None:
        return None
    if number % 1:
        return number_text(rounded(Decimal(number)))
    whole = int(number)
    return f"{whole:02d}" if 0 < whole < PADDED else number_text(whole)


def rounded(number: Decimal, step: Decimal = TENTH) -> Decimal:
    return number.quantize(step, rounding=ROUND_HALF_UP)


def percent(number: Decimal | None) -> str | None:
    """“87,5%”; None where there was nothing to take a percent of."""
    return None if number is None else f"{number_text(rounded(number))}%"


def points_of_percent(number: Decimal) -> str:
    """“2,3 điểm phần trăm”: a difference of two shares, without its sign."""
    return f"{number_text(abs(rounded(number)))} điểm phần trăm"


def share_of(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    return Decimal(100 * part) / whole if whole else None


def day(date: dt.date | None) -> str | None:
    return f"{date:%d/%m/%Y}" if date else None


def listed(names: Iterable[str], most: int = 8, noun: str = "đơn vị", *, has_references: bool = False) -> str:
    """“A, B và C”; “A, B … và 12 đơn vị khác” where there are more than `most`.

    Names are what somebody typed, unless they are words with references to figures in them.
    """
    known = [name if has_references else plain(name) for name in names]
    if len(known) > most:
        return f"{', '.join(known[:most])} và {counted(len(known) - most)} {noun} khác"
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} và {known[-1]}"


def items(lines: Sequence[str]) -> str:
    """Lines of a list: each ends with a semicolon, the last with a full stop."""
    ended = [line.rstrip(" .;") for line in lines]
    return ";\n".join(ended) + "." if ended else ""


def sentences(*parts: str) -> str:
    """Sentences one after another; those that are empty are left out."""
    return " ".join(part for part in parts if part)


def plain(text: str) -> str:
    """What somebody typed, as it may stand in words: on one line, and never a reference to a figure."""
    return literal(text)


def figure_name(text: str) -> str:
    """What somebody typed, as a part of a figure's name: without brackets, and short."""
    return re.sub(r"[\[\]\s]+", " ", text).strip()[:80].strip()


def quoted(text: str) -> str:
    """“Xã điển hình”; quotation marks within become single ones."""
    inner = plain(text).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def lower_first(text: str) -> str:
    """“Hướng dẫn …” within a sentence; abbreviations and “Công an” keep their capitals."""
    if text[1:2].isupper() or text.startswith("Công an"):
        return text
    return text[:1].lower() + text[1:]


def document_of(number: str, date: dt.date | None, issuer: str) -> str | None:
    """“Quyết định số 5764/QĐ-BCA-V05 ngày 13/07/2021 của Bộ Công an”; None without a number."""
    if not number:
        return None
    parts = re.split(r"[/-]", number)
    word = next((DOCUMENT_WORDS[part] for part in parts if part in DOCUMENT_WORDS), "Văn bản")
    dated = f" ngày {date:%d/%m/%Y}" if date else ""
    by = f" của {plain(issuer)}" if issuer else ""
    return f"{word} số {plain(number)}{dated}{by}"
