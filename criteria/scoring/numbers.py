"""Exact numbers: how a decimal is read from an answer, and the one rounding there is.

Floats are refused rather than converted: 0.1 has no exact binary form, and floats flipped 22 class
decisions in a trial.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from .faults import DoesNotFit

# Wide enough for the exact product of any two numbers admitted below, whatever context the caller's thread has.
EXACT = Context(prec=100, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
CENT = Decimal("0.01")
ZERO = Decimal(0)
NOUGHT = Decimal("0.00")
ONE = Decimal(1)
HUNDRED = Decimal(100)

LARGEST_ANSWER = Decimal(10) ** 15
FINEST_EXPONENT = -12
LARGEST_COUNT = 10**9

_DECIMAL = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,2})?", re.ASCII)
_SHOWN = 80


def cents(value: Decimal) -> Decimal:
    """`value` rounded half up to 2 decimals (scoring.md §2: a line's points, once)."""
    return value.quantize(CENT, ROUND_HALF_UP, EXACT)


def plain(value: Decimal) -> str:
    """`value` without exponent and without idle zeros: `1E+1` is "10", `7.50` is "7.5"."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def shown(value: object) -> str:
    """What was received, short enough to be repeated in a fault."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except ValueError:
        # Python won't write out a whole number of more than 4,300 digits.
        text = type(value).__name__
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def decimal_from(key: str, value: object) -> Decimal:
    """The number under `key` of an answer: a decimal string, an int or a finite Decimal.

    Outer spaces and an exponent ("1E3") are read; anything that isn't one finite, exactly known number doesn't fit.
    """
    if isinstance(value, str):
        number = _decimal_from_text(key, value)
    elif isinstance(value, float):
        raise DoesNotFit("float", key=key, received=shown(value))
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
    else:
        raise DoesNotFit("not_a_number", key=key, received=shown(value))
    return _within_limits(key, number, value)


def _decimal_from_text(key: str, text: str) -> Decimal:
    text = text.strip()
    if not _DECIMAL.fullmatch(text):
        raise DoesNotFit("not_a_number", key=key, received=shown(text))
    return Decimal(text)


def _within_limits(key: str, number: Decimal, received: object) -> Decimal:
    if not number.is_finite():
        raise DoesNotFit("not_a_number", key=key, received=shown(received))
    exponent = number.as_tuple().exponent
    if number.copy_abs() >= LARGEST_ANSWER or (isinstance(exponent, int) and exponent < FINEST_EXPONENT):
        raise DoesNotFit("too_long", key=key, received=shown(received), below=LARGEST_ANSWER, decimals=-FINEST_EXPONENT)
    return number


def amount_from(key: str, value: object) -> Decimal:
    """A number that counts or measures something, so never below 0."""
    number = decimal_from(key, value)
    if number < 0:
        raise DoesNotFit("negative", key=key, received=number)
    return number


def points_from(key: str, value: object, most: Decimal, step: Decimal) -> Decimal:
    """Points given by a person: 0..most, a multiple of step."""
    number = decimal_from(key, value)
    if not 0 <= number <= most:
        raise DoesNotFit("out_of_range", key=key, received=number, most=most, step=step)
    if EXACT.remainder(number, step):
        raise DoesNotFit("off_step", key=key, received=number, most=most, step=step)
    return number
