"""A scale in one sentence: what is answered, what it is worth, and when it counts as met."""

from django.utils.translation import gettext as _

from criteria.scoring import scale_from_fields
from criteria.wording.bounds import bound_words
from criteria.wording.figures import figure, points_figure


def scale_sentence(scale):
    """`scale` is a Scale, or its object in a criteria-set/1 document."""
    if isinstance(scale, dict):
        scale = scale_from_fields(scale)
    return _SENTENCES[scale.kind](scale)


def _met(scale):
    if not scale.points:
        return _("Đạt hoặc chưa đạt; không tính điểm.")
    return _("Đạt: %(points)s; chưa đạt: 0 điểm.") % {"points": points_figure(scale.points)}


def _points(scale):
    sentence = _("Chấm từ 0 đến %(most)s, bước %(step)s; đạt khi được từ %(passing)s.")
    return sentence % {
        "most": points_figure(scale.max),
        "step": figure(scale.step),
        "passing": points_figure(scale.passing),
    }


def _levels(scale):
    levels = "; ".join(
        _("mức %(value)s: %(title)s (%(points)s)")
        % {"value": level.value, "title": level.title, "points": points_figure(level.points)}
        for level in scale.levels
    )
    return _("Chọn một mức – %(levels)s. Đạt từ mức %(passing)s.") % {"levels": levels, "passing": scale.passing}


def _measure(scale):
    if scale.required:
        bound = bound_words(scale.of, scale.unit, scale.required.op, scale.required.value)
        values = {"noun": measure_noun(scale), "bound": bound, "points": points_figure(scale.points)}
        return _("%(noun)s %(bound)s thì đạt, được %(points)s; ngoài ra 0 điểm.") % values
    bands = "; ".join(
        f"{bound_words(scale.of, scale.unit, band.bound, band.value)}: {points_figure(band.points)}"
        for band in scale.bands
    )
    values = {"noun": measure_noun(scale), "bands": bands, "passing": points_figure(scale.passing)}
    return _("%(noun)s %(bands)s; ngoài ra 0 điểm. Đạt khi được từ %(passing)s.") % values


def measure_noun(scale):
    nouns = {
        "number": _("Kết quả đo"),
        "ratio": _("Tỷ lệ"),
        "change": _("So với kỳ trước,"),
    }
    return nouns[scale.of]


def _checklist(scale):
    items = "; ".join(f"{item.title or item.code} ({points_figure(item.points)})" for item in scale.items)
    values = {"items": items, "need": scale.need, "count": len(scale.items)}
    return _("Đánh dấu các mục đã có – %(items)s. Đạt khi có ít nhất %(need)s trong %(count)s mục.") % values


def _bonus(scale):
    values = {"most": points_figure(scale.max), "step": figure(scale.step)}
    return _("Điểm cộng từ 0 đến %(most)s, bước %(step)s; không tính vào số tiêu chí.") % values


def _penalty(scale):
    values = {"per": points_figure(scale.per), "most": points_figure(scale.max)}
    return _("Mỗi lần trừ %(per)s, nhiều nhất trừ %(most)s; không tính vào số tiêu chí.") % values


_SENTENCES = {
    "met": _met,
    "points": _points,
    "levels": _levels,
    "measure": _measure,
    "checklist": _checklist,
    "bonus": _bonus,
    "penalty": _penalty,
}
