"""Why a line scored what it did, what a class asks for, and what held a result back."""

from django.utils.translation import gettext as _

from criteria.scoring import Why, conditions_from_fields, failure_from_document
from criteria.wording.bounds import bound_words, measured_words
from criteria.wording.figures import figure, listed, points_figure, short_percent_figure


def why_sentence(line):
    """Why a Line has its points, in one sentence."""
    return _why(line.why)


def _why(why):
    """`why` is a Why, or its object in a result document."""
    if isinstance(why, dict):
        why = Why(why["reason"], why["values"])
    if why.reason in _NESTED:
        return _NESTED[why.reason](why.values)
    return _WHY[why.reason]() % {name: figure(value) for name, value in why.values.items()}


_WHY = {
    "met": lambda: _("Đạt yêu cầu."),
    "unmet": lambda: _("Chưa đạt yêu cầu."),
    "points_given": lambda: _("Được chấm %(given)s trên %(max)s điểm; đạt khi được từ %(pass)s điểm."),
    "level": lambda: _("Ở mức %(level)s; đạt từ mức %(pass)s."),
    "checklist": lambda: _("Có %(ticked)s trong %(of)s mục; đạt khi có ít nhất %(need)s mục."),
    "bonus": lambda: _("Điểm cộng %(given)s, tối đa %(max)s."),
    "penalty": lambda: _("%(occurrences)s lần, mỗi lần trừ %(per)s điểm, nhiều nhất trừ %(max)s điểm."),
    "missing": lambda: _("Chưa trả lời."),
}


def _required(values):
    words = _("Kết quả đo: %(measured)s; yêu cầu %(bound)s.")
    return words % {"measured": _measured(values), "bound": _bound(values, values["op"])}


def _band(values):
    words = _("Kết quả đo: %(measured)s, thuộc khoảng %(bound)s.")
    return words % {"measured": _measured(values), "bound": _bound(values, values["bound"])}


def _no_band(values):
    return _("Kết quả đo: %(measured)s, không thuộc khoảng nào được tính điểm.") % {"measured": _measured(values)}


def _measured(values):
    return measured_words(values["of"], values["unit"], values["measured"])


def _bound(values, bound):
    return bound_words(values["of"], values["unit"], bound, values["value"])


def _not_applicable(values):
    words = {
        "exclude": _("Không áp dụng (%(reason)s): trừ khỏi điểm tối đa."),
        "full": _("Không áp dụng (%(reason)s): được tính điểm tối đa."),
        "zero": _("Không áp dụng (%(reason)s): không được tính điểm."),
    }
    return words[values["mode"]] % {"reason": values["reason"]}


def _exempt(values):
    words = _("%(scored)s Được xét bất khả kháng: %(reason)s.")
    return words % {"scored": _why(values["scored"]), "reason": values["reason"].rstrip(".")}


def _zeroed(values):
    words = _("%(scored)s Cả nhóm %(group)s bị tính 0 điểm vì chưa đạt tiêu chí %(unmet)s.")
    return words % {"scored": _why(values["scored"]), "group": values["group"], "unmet": listed(values["unmet"])}


_NESTED = {
    "required_held": _required,
    "required_failed": _required,
    "band": _band,
    "no_band": _no_band,
    "not_applicable": _not_applicable,
    "exempt": _exempt,
    "zeroed_with_group": _zeroed,
}


# --- classes


def class_sentence(fields, titles=None):
    """ "Xuất sắc: từ 90% tổng điểm, mỗi nhóm từ 70%, không có điểm liệt".

    `fields` is the class's object in a document; `titles` is {class code: title}, for the classes that it names.
    """
    conditions = conditions_from_fields(fields["requires"])
    asked = [words for name, value in conditions.items() for words in _ASKED[name](value, titles or {})]
    return f"{fields['title']}: {', '.join(asked) if asked else _('các trường hợp còn lại')}"


def _unmet_words(most, titles):
    if not most:
        return [_("đạt mọi tiêu chí")]
    return [_("nhiều nhất %(most)s tiêu chí chưa đạt") % {"most": figure(most)}]


def _groups_words(percents, titles):
    return [_("nhóm %(group)s từ %(percent)s%%") % {"group": code, "percent": figure(p)} for code, p in percents]


def _held_words(held, titles):
    code, rounds = held
    words = _("giữ loại %(title)s trở lên trong %(rounds)s kỳ liền trước")
    return [words % {"title": titles.get(code, code), "rounds": figure(rounds)}]


_ASKED = {
    "min_percent": lambda value, titles: [_("từ %(percent)s%% tổng điểm") % {"percent": figure(value)}],
    "above_percent": lambda value, titles: [_("trên %(percent)s%% tổng điểm") % {"percent": figure(value)}],
    "min_points": lambda value, titles: [_("từ %(points)s") % {"points": points_figure(value)}],
    "above_points": lambda value, titles: [_("trên %(points)s") % {"points": points_figure(value)}],
    "min_met": lambda value, titles: [_("ít nhất %(least)s tiêu chí đạt") % {"least": figure(value)}],
    "max_unmet": _unmet_words,
    "each_group_min_percent": lambda value, titles: [_("mỗi nhóm từ %(percent)s%%") % {"percent": figure(value)}],
    "group_min_percent": _groups_words,
    "no_knock_out": lambda value, titles: [_("không có điểm liệt")] if value else [],
    "met": lambda value, titles: [_("đạt tiêu chí %(codes)s") % {"codes": listed(value)}],
    "held": _held_words,
    "external": lambda value, titles: [_("có điều kiện: %(names)s") % {"names": listed(value)}],
}


# --- what held a result back


def failure_sentence(failure, titles=None):
    """ "Nhóm C mới đạt 65%, cần 70%". `failure` is a Failure or its object in a result document.

    `titles` is {class code: title}.
    """
    if isinstance(failure, dict):
        failure = failure_from_document(failure)
    allows_none = failure.condition == "max_unmet" and not failure.needed
    words = _("còn %(reached)s tiêu chí chưa đạt: %(codes)s") if allows_none else _FAILED[failure.condition]()
    if failure.reached is None:
        words = _("chưa có tiêu chí nào được tính điểm, cần %(needed)s%%")
    words %= {
        "reached": _reached(failure),
        "needed": figure(failure.needed),
        "codes": listed((titles or {}).get(code, code) for code in failure.codes),
    }
    return words[:1].upper() + words[1:]


def _reached(failure):
    if failure.reached is None:
        return ""
    if failure.condition.endswith("_percent"):
        return short_percent_figure(failure.reached, failure.needed)
    return figure(failure.reached)


_FAILED = {
    "min_percent": lambda: _("mới đạt %(reached)s tổng điểm, cần %(needed)s%%"),
    "above_percent": lambda: _("mới đạt %(reached)s tổng điểm, cần trên %(needed)s%%"),
    "min_points": lambda: _("mới được %(reached)s điểm, cần %(needed)s điểm"),
    "above_points": lambda: _("mới được %(reached)s điểm, cần trên %(needed)s điểm"),
    "min_met": lambda: _("mới đạt %(reached)s tiêu chí, cần %(needed)s; chưa đạt: %(codes)s"),
    "max_unmet": lambda: _("còn %(reached)s tiêu chí chưa đạt (%(codes)s), chỉ cho phép %(needed)s"),
    "each_group_min_percent": lambda: _("nhóm %(codes)s mới đạt %(reached)s, cần %(needed)s%%"),
    "group_min_percent": lambda: _("nhóm %(codes)s mới đạt %(reached)s, cần %(needed)s%%"),
    "no_knock_out": lambda: _("còn điểm liệt ở tiêu chí %(codes)s"),
    "met": lambda: _("chưa đạt tiêu chí bắt buộc %(codes)s"),
    "held": lambda: _("mới giữ loại %(codes)s trở lên %(reached)s kỳ liền trước, cần %(needed)s kỳ"),
    "external": lambda: _("chưa có điều kiện %(codes)s"),
}
