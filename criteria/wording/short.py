"""An answer in a word or a figure, where many stand side by side: "Đạt", "7,5", "Mức 3", "87,5%", "2/3"."""

from django.utils.translation import gettext as _

from criteria.wording.figures import figure, percent_figure, with_unit


def short_answer(scale, answer):
    """`answer` must fit the `scale`; None is "" because an empty place says it best."""
    if answer is None:
        return ""
    if "not_applicable" in answer:
        return _("Không áp dụng")
    return _ANSWERS[scale.kind](scale, answer)


def _met(scale, answer):
    return _("Đạt") if answer["met"] else _("Chưa đạt")


def _points(scale, answer):
    return figure(answer["points"])


def _level(scale, answer):
    return _("Mức %(value)s") % {"value": answer["level"]}


def _measure(scale, answer):
    if scale.of == "number":
        return with_unit(answer["value"], "%") if scale.unit == "%" else figure(answer["value"])
    measured = scale.measured(answer).shown()
    if measured is None:
        return _("tăng từ 0")
    sign = "+" if scale.of == "change" and measured > 0 else ""
    return f"{sign}{percent_figure(measured)}".replace("-", "−")


def _checklist(scale, answer):
    return f"{len(answer['items'])}/{len(scale.items)}"


def _penalty(scale, answer):
    return _("%(times)s lần") % {"times": figure(answer["occurrences"])}


_ANSWERS = {
    "met": _met,
    "points": _points,
    "levels": _level,
    "measure": _measure,
    "checklist": _checklist,
    "bonus": _points,
    "penalty": _penalty,
}
