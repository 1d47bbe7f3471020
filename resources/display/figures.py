"""Quantities, percents and days as officials write them."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _

TENTH = Decimal("0.1")


def figure(number):
    """“1.200”, “87,5”: without idle zeros."""
    written = f"{Decimal(number):f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return number_format(written, use_l10n=True, force_grouping=True)


def typed(number):
    """“1200”, “87,5”: as it is typed into a box."""
    written = f"{Decimal(number):f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return written.replace(".", get_format("DECIMAL_SEPARATOR"))


def percent(number):
    """“87,5%”, rounded half up; “–” where there is none. What falls short of 100 is never written as 100."""
    if number is None:
        return "–"
    rounded = number.quantize(TENTH, ROUND_HALF_UP)
    if rounded == 100 and number < 100:
        rounded = number.quantize(TENTH, ROUND_DOWN)
    return f"{figure(rounded)}%"


def quantity(kind, number):
    """“14”; of a kind that is there or not “đã có”, “không có”."""
    if kind.is_presence:
        return _("đã có") if number else _("không có")
    return figure(number)


def norm(kind, number):
    """“14”; of a kind that is there or not “cần có”, since a norm says what should be."""
    if kind.is_presence:
        return _("cần có") if number else _("không cần")
    return figure(number)


def with_unit(kind, number):
    """“2 người”, “120,5 m²”; “không có” of a kind that is there or not."""
    return quantity(kind, number) if kind.is_presence else f"{figure(number)} {kind.measure_unit}"


def missing(standing):
    """“2 người”: what is lacking; a kind that is there or not is just lacking."""
    return _("chưa có") if standing.kind.is_presence else with_unit(standing.kind, standing.missing)


def day(date):
    return f"{date:%d/%m/%Y}" if date else ""
