"""Numbers as people write them: decimal comma in Vietnamese, no idle zeros."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext

from criteria.scoring.numbers import plain

TENTH = Decimal("0.1")


def figure(value):
    """`value` (Decimal, int or decimal text) in the reader's language: 1234.50 is "1.234,5"."""
    return _figure(str(value), get_language())


@lru_cache(maxsize=4096)
def _figure(text, language):
    # A page writes the same few numbers a hundred times, and Django's localisation takes 20 µs for each.
    return number_format(plain(Decimal(text)), use_l10n=True, force_grouping=True)


def percent_figure(value):
    """A percent rounded half up to 1 decimal, as results are shown: "95,5%"."""
    return f"{figure(Decimal(value).quantize(TENTH, ROUND_HALF_UP))}%"


def short_percent_figure(reached, needed):
    """A percent that falls short, cut where it still shows that: 89.96 of 90 is "89,96%", never "90%"."""
    if reached.quantize(TENTH, ROUND_HALF_UP) != needed or reached == needed:
        return percent_figure(reached)
    places = next((n for n in range(2, 7) if reached.quantize(Decimal(1).scaleb(-n), ROUND_DOWN) != needed), 6)
    return f"{figure(reached.quantize(Decimal(1).scaleb(-places), ROUND_DOWN))}%"


def points_figure(value):
    shown = figure(value)
    # gettext counts whole numbers only; of those that people write as points, one alone is singular.
    return ngettext("%(points)s điểm", "%(points)s điểm", 1 if shown == "1" else 2) % {"points": shown}


def with_unit(value, unit):
    """A measured value as people write it: "87,5%", "3 mô hình"."""
    number = figure(value)
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


def listed(codes):
    return ", ".join(codes)
