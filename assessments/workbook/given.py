"""One criterion as a workbook or the portal gives it, in the one form in which both can be compared."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from assessments.forms.answers import clean_text
from criteria.scoring.numbers import plain

TEXTS = ("not_applicable", "exempt")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer and its note: numbers without idle zeros, items in order, texts as a cell can hold them."""

    answer: dict | None
    note: str

    @classmethod
    def of(cls, answer, note):
        return cls(answer and {key: _settled(key, value) for key, value in answer.items()}, cell_text(note))


def cell_text(text):
    """Return the text as it comes back from a cell: cleaned as everything typed is, without control characters."""
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", clean_text(text))


def _settled(key, value):
    if key in TEXTS:
        return cell_text(str(value))
    if key == "items":
        return sorted(value)
    if isinstance(value, bool):
        return value
    try:
        number = plain(Decimal(str(value)))
    except InvalidOperation:
        return value
    return int(number) if isinstance(value, int) else number
