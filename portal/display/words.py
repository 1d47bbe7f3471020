"""Numbers, dates and names as officials write them. Called outside loops where a list is long."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
TONES_BETWEEN = ("high", "middle")


def whole(number):
    """“10.600”: a whole number with its thousands apart."""
    return f"{number:,}".replace(",", get_format("THOUSAND_SEPARATOR"))


def decimal(number, step=HUNDREDTH):
    """“7,5”: rounded half up, without idle zeros."""
    written = f"{Decimal(number).quantize(step, rounding=ROUND_HALF_UP):f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return written.replace(".", get_format("DECIMAL_SEPARATOR"))


def percent(number):
    """“95,5%”; empty when there was nothing to take a percent of."""
    return "" if number is None else f"{decimal(number, TENTH)}%"


def month(date):
    return f"{date:%m/%Y}"


def long_date(date):
    return f"{date:%d/%m/%Y}"


def span(version):
    """“từ 01/07/2025”, “đến 31/12/2024”."""
    start = version.valid_from and long_date(version.valid_from)
    end = version.valid_to and long_date(version.valid_to)
    if start and end:
        return _("%(start)s – %(end)s") % {"start": start, "end": end}
    if start:
        return _("từ %(start)s") % {"start": start}
    return _("đến %(end)s") % {"end": end} if end else _("từ trước năm 2021")


def listed(words, shown=3):
    """“A, B, C và 2 mục khác”."""
    words = list(words)
    if len(words) <= shown:
        return ", ".join(words)
    return _("%(words)s và %(more)d mục khác") % {"words": ", ".join(words[:shown]), "more": len(words) - shown}


def days_late(days):
    return ngettext("quá hạn %(days)d ngày", "quá hạn %(days)d ngày", days) % {"days": days}


def change(now, before, *, more_is_good=True, text=whole, unit=""):
    """Return what components/change.html expects, or None without a round before."""
    if now is None or before is None:
        return None
    difference = now - before
    if not difference or text(abs(difference)) == "0":
        return {"words": _("không đổi"), "direction": "same", "tone": ""}
    values = {"amount": f"{text(abs(difference))}{unit}"}
    rises = difference > 0
    words = _("tăng %(amount)s") if rises else _("giảm %(amount)s")
    return {
        "words": words % values,
        "direction": "rise" if rises else "fall",
        "tone": "good" if rises == more_is_good else "bad",
    }


def class_tones(rules):
    """Return {class code: badge tone}: the best is “top”, the last “low”."""
    codes = [each.code for each in rules.classes]
    tones = {code: TONES_BETWEEN[min(place, 1)] for place, code in enumerate(codes[1:-1])}
    return {codes[0]: "top"} | tones | ({codes[-1]: "low"} if len(codes) > 1 else {})


def class_badge(class_code, would_be, titles, tones):
    """Return what components/class_badge.html expects; an incomplete result shows the class it would have."""
    code = class_code or would_be
    if not code:
        return None
    return {"title": titles[code], "tone": tones[code], "is_would_be": not class_code}


def headline(counts_met, met, applicable, share):
    """“21/22” for a set that counts what is met, else “87,5%”."""
    return f"{met}/{applicable}" if counts_met else percent(share)


def rank_change(now, before):
    """Return {"words", "direction", "tone"} for places gained or lost; None without a rank before."""
    if not now or not before:
        return None
    if now == before:
        return {"words": _("giữ nguyên"), "direction": "same", "tone": ""}
    words = _("lên %(places)s bậc") if now < before else _("xuống %(places)s bậc")
    tone, direction = ("good", "rise") if now < before else ("bad", "fall")
    return {"words": words % {"places": whole(abs(before - now))}, "direction": direction, "tone": tone}
