"""What a cell may hold and what it means: numbers typed as numbers, dates as dates, words for yes and no."""

import re
from datetime import date, datetime
from decimal import Decimal

from criteria.scoring.numbers import plain

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YES = frozenset({"true", "có", "x", "1", "yes", "đúng"})
_NO = frozenset({"false", "không", "0", "no", "sai"})
_BOUND_SIGNS = {">=": "from", "≥": "from", ">": "above", "<=": "to", "≤": "to", "<": "below"}


def is_blank(value):
    return value is None or (isinstance(value, str) and not value.strip())


def as_text(value):
    """Codes such as 1 or 1.1 are easily typed as numbers; they are texts all the same."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return plain(_exact(value)) if isinstance(value, int | float) else value


def as_decimal(value):
    if isinstance(value, int | float) and not isinstance(value, bool):
        return plain(_exact(value))
    return value


def as_integer(value):
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,9}\s*", value, re.ASCII):
        return int(value)
    return value


def as_level(value):
    """A level's number or an item's code: which of the two, the criterion's scale decides."""
    return as_text(value)


def as_flag(value):
    word = as_text(value).strip().lower() if not isinstance(value, date) else ""
    if word in _YES:
        return True
    return False if word in _NO else value


def as_date(value):
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    match = _DAY_FIRST.fullmatch(value.strip()) if isinstance(value, str) else None
    if match:
        day, month, year = match.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return as_text(value)


def as_codes(value):
    text = as_text(value)
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()] if isinstance(text, str) else value


def as_percents(value):
    """ "C: 70; D: 60" as {"C": "70", "D": "60"}; anything else comes back as it is, and is refused later."""
    if not isinstance(value, str):
        return value
    found = {}
    for part in re.split(r"[;\n]", value):
        code, colon, percent = part.partition(":")
        if part.strip():
            if not colon or code.strip() in found:
                return value
            found[code.strip()] = percent.strip().removesuffix("%")
    return found


def as_bound(value):
    text = as_text(value)
    return _BOUND_SIGNS.get(text.strip(), text.strip()) if isinstance(text, str) else text


def _exact(number):
    """The number that the workbook shows: 15 digits, so that a computed 0.30000000000000004 is 0.3."""
    return Decimal(format(number, ".15g"))


READERS = {
    "text": as_text,
    "decimal": as_decimal,
    "pass": as_decimal,
    "integer": as_integer,
    "flag": as_flag,
    "codes": as_codes,
    "percents": as_percents,
    "date": as_date,
    "level": as_level,
}
