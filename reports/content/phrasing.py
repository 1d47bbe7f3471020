"""How documents put things into words: numbers, shares, days, lists, and what somebody typed."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from reports.content.prose import literal, literal_lines
from reports.content.wording import number_text, written_date

NAME_MOST = 60
TENTH = Decimal("0.1")
HUNDRED = 100
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
    """“3”, “12”, “1.205”, “7,5”: how many there are, as sentences, tables and drawings alike write it."""
    return None if number is None else number_text(rounded(Decimal(number)))


def rounded(number: Decimal, step: Decimal = TENTH) -> Decimal:
    return number.quantize(step, rounding=ROUND_HALF_UP)


def percent(number: Decimal | None) -> str | None:
    """“87,5%”; None where there was nothing to take a percent of. What falls short of 100 is never written as 100."""
    if number is None:
        return None
    shown = rounded(number)
    return f"{number_text(number.quantize(TENTH, ROUND_DOWN) if number < HUNDRED <= shown else shown)}%"


def points_of_percent(number: Decimal) -> str:
    """“2,3 điểm phần trăm”: a difference of two shares, without its sign."""
    return f"{number_text(abs(rounded(number)))} điểm phần trăm"


def share_of(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    return Decimal(100 * part) / whole if whole else None


def day(date: dt.date | None) -> str | None:
    return f"{date:%d/%m/%Y}" if date else None


def bare_date(date: dt.date) -> str:
    """“12 tháng 11 năm 2021”, to follow the word “ngày”."""
    return written_date(date).removeprefix("ngày ")


def listed(names: Iterable[str], most: int | None = None, noun: str = "đơn vị") -> str:
    """“A, B và C”; “A, B … và 12 đơn vị khác” where there are more than `most`.

    Stored words among them are made `plain` before, where they stand in a text with references.
    """
    known = list(names)
    if most is not None and len(known) > most:
        return f"{', '.join(known[:most])} và {counted(len(known) - most)} {noun} khác"
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} và {known[-1]}"


def enumerated(words: Iterable[str]) -> str:
    """“A; B; C”: for what holds commas itself."""
    return "; ".join(words)


def items(lines: Sequence[str]) -> str:
    """Lines of a list: each ends with a semicolon, the last with a full stop."""
    ended = [line.rstrip(" .;") for line in lines]
    return ";\n".join(ended) + "." if ended else ""


def sentences(*parts: str) -> str:
    """Sentences one after another; those that are empty are left out."""
    return " ".join(part for part in parts if part)


# ---------------------------------------------------------------- what somebody typed


def plain(text: str) -> str:
    """Stored words as they may stand in a text: on one line, and never read as a reference to a figure."""
    return literal(text)


def plain_lines(text: str) -> str:
    """Stored words of several lines, each `plain`, to stand as paragraphs of a text."""
    return literal_lines(text)


def ended(text: str) -> str:
    """Stored words as a sentence of their own: with a stop at the end."""
    words = plain(text)
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def unended(text: str) -> str:
    """Stored words as a part of a sentence: without the stop that they may end with."""
    return plain(text).rstrip(".;,")


def quoted(text: str) -> str:
    """“Xã điển hình”; quotation marks within become single ones."""
    inner = unended(text).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def lower_first(text: str) -> str:
    """“hướng dẫn …” within a sentence; abbreviations and “Công an”, a proper name, keep their capitals."""
    if text[1:2].isupper() or text.startswith("Công an"):
        return text
    return text[:1].lower() + text[1:]


def figure_name(text: str) -> str:
    """The beginning of stored words, to name a figure by: without brackets, cut between two words."""
    words = " ".join(re.sub(r"[\[\]]", " ", text).split())
    return words if len(words) <= NAME_MOST else f"{words[:NAME_MOST].rsplit(' ', 1)[0]}…"


# ---------------------------------------------------------------- documents


def document_word(number: str) -> str:
    """“Quyết định” for “5764/QĐ-BCA-V05”; “văn bản” where the symbol does not say."""
    parts = re.split(r"[/-]", number)
    return next((DOCUMENT_WORDS[part] for part in parts if part in DOCUMENT_WORDS), "văn bản")


def document_of(number: str, date: dt.date | None, issuer: str) -> str | None:
    """“Quyết định số 5764/QĐ-BCA-V05 ngày 13/07/2021 của Bộ Công an”; None without a number."""
    if not number:
        return None
    dated = f" ngày {date:%d/%m/%Y}" if date else ""
    by = f" của {plain(issuer)}" if issuer else ""
    return f"{document_word(number)} số {plain(number)}{dated}{by}"
