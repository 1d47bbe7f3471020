"""An answer in words: "14/16 = 87,5%", "Đạt", "Mức 3: Đúng hạn, đầy đủ"."""

from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.scoring import scale_from_fields
from criteria.wording.figures import figure, listed, percent_figure, points_figure, with_unit


def answer_sentence(scale, answer):
    """`answer` must fit the scale (a Scale, or its object in a document); None is "Chưa trả lời"."""
    if answer is None:
        return _("Chưa trả lời")
    if "not_applicable" in answer:
        return _("Không áp dụng: %(reason)s") % {"reason": answer["not_applicable"]}
    if isinstance(scale, dict):
        scale = scale_from_fields(scale)
    sentence = _ANSWERS[scale.kind](scale, answer)
    if "exempt" in answer:
        return _("%(answer)s; đề nghị xét bất khả kháng: %(reason)s") % {"answer": sentence, "reason": answer["exempt"]}
    return sentence


def _met(scale, answer):
    return _("Đạt") if answer["met"] else _("Chưa đạt")


def _points(scale, answer):
    return points_figure(answer["points"])


def _level(scale, answer):
    title = next(level.title for level in scale.levels if level.value == answer["level"])
    words = _("Mức %(value)s: %(title)s") if title else _("Mức %(value)s")
    return words % {"value": answer["level"], "title": title}


def _measure(scale, answer):
    if scale.of == "number":
        return with_unit(answer["value"], scale.unit)
    measured = scale.measured(answer).shown()
    if scale.of == "ratio":
        parts = f"{figure(answer['numerator'])}/{figure(answer['denominator'])}"
        return f"{parts} = {percent_figure(measured)}"
    values = {"previous": figure(answer["previous"]), "current": figure(answer["current"])}
    if measured is None:
        return _("Kỳ trước %(previous)s, kỳ này %(current)s: tăng từ 0") % values
    return _change_words(measured) % (values | {"percent": percent_figure(abs(measured))})


def _change_words(measured):
    if not measured:
        return _("Kỳ trước %(previous)s, kỳ này %(current)s: không đổi")
    if measured > 0:
        return _("Kỳ trước %(previous)s, kỳ này %(current)s: tăng %(percent)s")
    return _("Kỳ trước %(previous)s, kỳ này %(current)s: giảm %(percent)s")


def _checklist(scale, answer):
    ticked = [item.title or item.code for item in scale.items if item.code in answer["items"]]
    values = {"count": len(ticked), "of": len(scale.items), "items": listed(ticked)}
    return (_("%(count)s/%(of)s mục: %(items)s") if ticked else _("%(count)s/%(of)s mục")) % values


def _penalty(scale, answer):
    return _("%(times)s lần") % {"times": figure(Decimal(answer["occurrences"]))}


_ANSWERS = {
    "met": _met,
    "points": _points,
    "levels": _level,
    "measure": _measure,
    "checklist": _checklist,
    "bonus": _points,
    "penalty": _penalty,
}
