"""This round's answer beside last round's: whether they are so far apart that somebody should ask."""

from decimal import Decimal

from django.utils.translation import gettext as _

from criteria import wording

# A number is far from last round's when it differs by more than this share of it; a level by this many steps.
FAR_SHARE = Decimal("0.5")
FAR_LEVELS = 2


def comparison_question(scale, answer, met, before_scale, before, was_met):
    """Return a question on two answers that are far apart, "" when nothing needs asking.

    `met` and `was_met` are None where nothing is judged. Only what was measured alike is compared, because the
    criteria set may have changed between the rounds.
    """
    if _kind_of(scale) != _kind_of(before_scale) or "not_applicable" in answer or "not_applicable" in before:
        return ""
    if _is_told_otherwise(scale, answer, before):
        return _("kỳ trước đã báo cáo %(reported)s, nay ghi số của kỳ trước là %(stated)s. Số nào đúng?") % {
            "reported": wording.figure(before["current"]),
            "stated": wording.figure(answer["previous"]),
        }
    values = {
        "before": wording.answer_sentence(before_scale, _without_reasons(before)),
        "now": wording.answer_sentence(scale, _without_reasons(answer)),
    }
    if None not in (met, was_met) and met != was_met:
        return _flip_words(scale, met) % values
    if _is_far(scale, answer, before):
        return _("kỳ trước %(before)s, kỳ này %(now)s. Số liệu này đã đúng chưa?") % values
    return ""


def _kind_of(scale):
    return scale.kind, getattr(scale, "of", ""), getattr(scale, "unit", "")


def _without_reasons(answer):
    return {key: value for key, value in answer.items() if key != "exempt"}


def _is_told_otherwise(scale, answer, before):
    """A change names last round's number: it should be the one that was reported then."""
    is_change = scale.kind == "measure" and scale.of == "change"
    return is_change and Decimal(answer["previous"]) != Decimal(before["current"])


def _flip_words(scale, met):
    if scale.kind == "met":
        became = _("kỳ trước chưa đạt, kỳ này đạt. Điều gì đã thay đổi?")
        return became if met else _("kỳ trước đạt, kỳ này chưa đạt. Vì sao?")
    if met:
        return _("kỳ trước %(before)s (chưa đạt), kỳ này %(now)s (đạt). Điều gì đã thay đổi?")
    return _("kỳ trước %(before)s (đạt), kỳ này %(now)s (chưa đạt). Vì sao?")


def _is_far(scale, answer, before):
    if scale.kind == "met":
        return False
    now, was = _amount(scale, answer), _amount(scale, before)
    if scale.kind == "levels":
        return abs(now - was) >= FAR_LEVELS
    return abs(now - was) > FAR_SHARE * abs(was)


def _amount(scale, answer):
    """The number by which answers of one kind are compared."""
    if scale.kind == "measure":
        # A change is compared by what was counted, not by its percent.
        return Decimal(answer["current"]) if scale.of == "change" else scale.measured(answer).shown()
    if scale.kind == "checklist":
        return Decimal(len(answer["items"]))
    return Decimal(answer[_KEYS.get(scale.kind, "points")])


_KEYS = {"levels": "level", "penalty": "occurrences"}
