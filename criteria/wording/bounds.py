"""A bound on a measured value in words: "từ 90% trở lên", and for a change "không tăng", "giảm từ 10% trở lên"."""

from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.wording.figures import with_unit

_NAMES = {">=": "from", ">": "above", "<=": "to", "<": "below"}


def bound_words(of, unit, bound, value):
    """`of` is number, ratio or change; `bound` a band's (from, above, to, below) or an operator (>=, >, <=, <, =)."""
    value, name = Decimal(value), _NAMES.get(bound, bound)
    if of == "change":
        return _change_words()[name][(value > 0) - (value < 0)] % {"value": with_unit(abs(value), "%")}
    return _plain_words()[name] % {"value": measured_words(of, unit, value)}


def measured_words(of, unit, value):
    """The measured value itself; ratios are percents, and a change says which way (None: up from nothing)."""
    if value is None:
        return _("tăng từ 0")
    value = Decimal(value).quantize(Decimal("0.01")) if of != "number" else Decimal(value)
    if of != "change":
        return with_unit(value, "%" if of == "ratio" else unit)
    words = {1: _("tăng %(value)s"), 0: _("không đổi"), -1: _("giảm %(value)s")}
    return words[(value > 0) - (value < 0)] % {"value": with_unit(abs(value), "%")}


def _plain_words():
    return {
        "from": _("từ %(value)s trở lên"),
        "above": _("trên %(value)s"),
        "to": _("từ %(value)s trở xuống"),
        "below": _("dưới %(value)s"),
        "=": _("đúng %(value)s"),
    }


def _change_words():
    """By the bound, then by the sign of its value."""
    return {
        "from": {1: _("tăng từ %(value)s trở lên"), 0: _("không giảm"), -1: _("giảm không quá %(value)s")},
        "above": {1: _("tăng trên %(value)s"), 0: _("tăng"), -1: _("giảm dưới %(value)s")},
        "to": {1: _("tăng không quá %(value)s"), 0: _("không tăng"), -1: _("giảm từ %(value)s trở lên")},
        "below": {1: _("tăng dưới %(value)s"), 0: _("giảm"), -1: _("giảm trên %(value)s")},
        "=": {1: _("tăng đúng %(value)s"), 0: _("không đổi"), -1: _("giảm đúng %(value)s")},
    }
