"""The controls by which a criterion is answered on a page, for each kind of scale."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.forms.answers import NO_ITEM, names_of
from criteria import scoring, wording


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One box to write in; `help` stands beneath it."""

    name: str
    label: str
    value: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The controls of one scale: radio buttons or ticks under `choices_name`, or boxes for numbers; then reasons.

    `hint` says when choices count as met, where they already show all else that the rule in words would say.
    """

    kind: str
    choices_name: str = ""
    choices: tuple[Choice, ...] = ()
    numbers: tuple[Box, ...] = ()
    reasons: tuple[Box, ...] = ()
    hint: str = ""

    @property
    def are_ticks(self):
        return self.choices_name == "items"


def answer_form(rule, values):
    """Return the `AnswerForm` of a rule with `values` in its boxes."""
    scale = rule.scale
    name, choices = _CHOICES[scale.kind](scale, values) if scale.kind in _CHOICES else ("", ())
    labels = number_labels(scale)
    numbers = tuple(Box(field, labels[field], values.get(field, "")) for field in names_of(scale) if field in labels)
    return AnswerForm(scale.kind, name, choices, numbers, tuple(_reasons(rule, values)), _hint(scale))


def _hint(scale):
    if scale.kind == "levels":
        title = next(level.title for level in scale.levels if level.value == scale.passing)
        return _("Chọn một mức; đạt từ mức “%(title)s”.") % {"title": title}
    if scale.kind == "checklist":
        values = {"need": scale.need, "count": len(scale.items)}
        return _("Đánh dấu các nội dung đã có; đạt khi có ít nhất %(need)d trong %(count)d nội dung.") % values
    return ""


def _met_choices(scale, values):
    chosen = values.get("met")
    return "met", (Choice("true", _("Đạt"), chosen == "true"), Choice("false", _("Chưa đạt"), chosen == "false"))


def _level_choices(scale, values):
    return "level", tuple(
        Choice(str(level.value), level.title, values.get("level") == str(level.value), _points(level.points))
        for level in scale.levels
    )


def _item_choices(scale, values):
    ticked = values.get("items", ())
    items = [
        Choice(each.code, each.title or each.code, each.code in ticked, _points(each.points)) for each in scale.items
    ]
    return "items", (*items, Choice(NO_ITEM, _("Không có nội dung nào ở trên"), NO_ITEM in ticked))


_CHOICES = {"met": _met_choices, "levels": _level_choices, "checklist": _item_choices}


def _points(points):
    return _("%(points)s điểm") % {"points": wording.figure(points)}


def number_labels(scale):
    if scale.kind == "measure":
        unit = scale.unit
        return {
            "value": _("Số liệu (%(unit)s)") % {"unit": unit} if unit else _("Số liệu"),
            "numerator": _("Số đạt yêu cầu"),
            "denominator": _("Tổng số"),
            "previous": _("Kỳ trước"),
            "current": _("Kỳ này"),
        }
    if scale.kind in ("points", "bonus"):
        most = {"most": wording.figure(scale.max)}
        return {"points": _("Điểm (0 đến %(most)s)") % most}
    return {"occurrences": _("Số lần")} if scale.kind == "penalty" else {}


def _reasons(rule, values):
    if rule.exemptible:
        yield Box(
            "exempt",
            _("Lý do bất khả kháng"),
            values.get("exempt", ""),
            help=_("Chỉ ghi khi chưa đạt vì lý do bất khả kháng."),
        )
    if rule.may_be_not_applicable:
        yield Box(
            "not_applicable",
            _("Lý do không áp dụng"),
            values.get("not_applicable", ""),
            help=_("Ghi lý do tức là tiêu chí này không áp dụng với đơn vị; xóa lý do để chấm lại."),
        )


def fault_sentence(rule, fault):
    """Return an `AnswerFault` in words, a box that was left empty under its name on the page."""
    if fault.reason == "key_missing":
        labels = number_labels(rule.scale)
        lacking = tuple(labels.get(key, key) for key in fault.values["lacking"])
        fault = scoring.AnswerFault(fault.code, fault.reason, {**fault.values, "lacking": lacking})
    return wording.answer_fault_sentence(fault)
