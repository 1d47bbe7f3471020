"""An answer as it is typed: from a POST to the answer that scoring reads, and back. Nothing here judges an answer.

A form is a dict of what stands in the boxes, as text: {"points": "7,5"}, {"items": ("a", "c")}. What was typed is
always shown back, right or wrong.
"""

import re
import unicodedata
from dataclasses import dataclass

from django import forms
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from criteria import scoring, wording
from units.fields import LineField

NOTE_MOST, REASON_MOST = 5000, 1000
NO_ITEM = "none"  # the box "none of these": a checklist without a tick is not answered yet

_COMMA = re.compile(r"[+-]?\d*,\d+", re.ASCII)
# One thousand two hundred to whoever writes in Vietnamese, a little over one to a machine.
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,30}", re.ASCII)
_REASONS = ("not_applicable", "exempt")
_NUMBERS = {
    "points": ("points",),
    "bonus": ("points",),
    "penalty": ("occurrences",),
    "number": ("value",),
    "ratio": ("numerator", "denominator"),
    "change": ("previous", "current"),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """One criterion's form as it was sent. `revision` is -1 when it was no number: then nothing was read before."""

    values: dict
    note: str
    revision: int
    is_cleared: bool = False

    @property
    def faults(self):
        """Sentences on what cannot be kept or read as typed; whether the answer fits is the engine's to say."""
        texts = [(self.note, NOTE_MOST), *((self.values.get(name, ""), REASON_MOST) for name in _REASONS)]
        too_long = tuple(
            _("Đoạn chữ dài %(length)d ký tự, chỉ nhận tối đa %(most)d. Hãy rút gọn rồi lưu lại.")
            % {"length": len(text), "most": most}
            for text, most in texts
            if len(text) > most
        )
        return too_long + tuple(
            _("“%(typed)s” có thể hiểu theo hai cách. Hãy viết %(whole)s, hoặc %(decimal)s nếu là số lẻ.")
            % {"typed": text, "whole": text.replace(".", ""), "decimal": text.replace(".", ",", 1).replace(".", "")}
            for name, text in self.values.items()
            if name not in _REASONS and isinstance(text, str) and _GROUPED.fullmatch(text)
        )


def read_post(rule, post):
    """Return the `Typed` of a posted criterion form."""
    names = [*_names_of(rule.scale), *_REASONS]
    values: dict[str, str | tuple[str, ...]] = {name: _clean(post.get(name, "")) for name in names if name in post}
    if rule.scale.kind == "checklist":
        values["items"] = tuple(_clean(code) for code in post.getlist("items"))
    # "keep" comes from the button that keeps mine in a conflict: saving as one types must not decide that.
    revision = post.get("keep") or post.get("revision", "")
    return Typed(
        values=values,
        note=_clean(post.get("note", "")),
        revision=int(revision) if _WHOLE.fullmatch(revision) else -1,
        is_cleared="clear" in post,
    )


def answer_of(rule, typed):
    """Return the answer that the typed values mean, or None when nothing is answered (or it was cleared).

    A reason for "not applicable" wins over the rest, because radio buttons cannot be emptied by hand.
    """
    values = typed.values
    if typed.is_cleared:
        return None
    if rule.may_be_not_applicable and values.get("not_applicable"):
        return {"not_applicable": values["not_applicable"]}
    answer = _READERS[rule.scale.kind](rule.scale, values)
    if answer is not None and rule.exemptible and values.get("exempt"):
        answer["exempt"] = values["exempt"]
    return answer


def values_of(rule, answer):
    """Return what stands in the boxes for a stored answer: the inverse of `answer_of`."""
    values: dict[str, str | tuple[str, ...]] = {}
    for key, value in (answer or {}).items():
        if key == "items":
            values[key] = tuple(value) or (NO_ITEM,)
        elif key == "met":
            values[key] = "true" if value is True else "false"
        elif key in _REASONS:
            values[key] = value
        else:
            values[key] = _shown_number(str(value))
    return values


def _clean(text):
    """NFC, one kind of line end, no NUL (which PostgreSQL cannot keep), no outer spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", text).strip()


def _names_of(scale):
    if scale.kind == "measure":
        return _NUMBERS[scale.of]
    return _NUMBERS.get(scale.kind) or {"met": ("met",), "levels": ("level",)}.get(scale.kind, ())


def _number(text):
    """ "7,5" is read as "7.5"; whatever else was typed goes to the engine as it is, to be named in its refusal."""
    return text.replace(",", ".") if _COMMA.fullmatch(text) else text


def _whole(text):
    return int(text) if _WHOLE.fullmatch(text) else text


def _shown_number(text):
    return text.replace(".", get_format("DECIMAL_SEPARATOR"))


def _read_met(scale, values):
    met = values.get("met")
    return {"met": {"true": True, "false": False}.get(met, met)} if met else None


def _read_level(scale, values):
    return {"level": _whole(values["level"])} if values.get("level") else None


def _read_items(scale, values):
    ticked = [code for code in values.get("items", ()) if code != NO_ITEM]
    return {"items": ticked} if values.get("items") else None


def _read_numbers(scale, values):
    read = _whole if scale.kind == "penalty" else _number
    return {name: read(values[name]) for name in _names_of(scale) if values.get(name)} or None


_READERS = {
    "met": _read_met,
    "levels": _read_level,
    "checklist": _read_items,
    "points": _read_numbers,
    "bonus": _read_numbers,
    "penalty": _read_numbers,
    "measure": _read_numbers,
}


def fault_sentence(rule, fault):
    """Return an `AnswerFault` in words, a box that was left empty under its name on the page."""
    if fault.reason == "key_missing":
        labels = _number_labels(rule.scale)
        lacking = tuple(labels.get(key, key) for key in fault.values["lacking"])
        fault = scoring.AnswerFault(fault.code, fault.reason, {**fault.values, "lacking": lacking})
    return wording.answer_fault_sentence(fault)


# ---------------------------------------------------------------- what stands on the page


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
    labels = _number_labels(scale)
    numbers = tuple(Box(field, labels[field], values.get(field, "")) for field in _names_of(scale) if field in labels)
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


def _number_labels(scale):
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


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two texts of one criterion: what was sent and what somebody else had saved meanwhile."""

    mine: str
    mine_note: str
    theirs: str
    theirs_note: str
    theirs_by: str
    theirs_at: str
    revision: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one posted criterion: `saved`, or sentences in `faults`, or the row that was newer (`stale`)."""

    code: str
    typed: Typed
    saved: object = None
    faults: tuple[str, ...] = ()
    stale: object = None

    @property
    def status(self):
        return 200 if self.saved else 409 if self.stale else 422


@dataclass(frozen=True, slots=True)
class Entry:
    """A block of the sheet with its form, which holds what was typed where that could not be saved."""

    block: object
    form: AnswerForm | None
    note: str
    revision: int
    faults: tuple[str, ...] = ()
    conflict: Conflict | None = None


def entries_of(sheet, attempt=None):
    """Return an `Entry` for every block of a `Sheet`; that of the attempt shows what was typed and what is wrong."""
    return [
        _entry_after(block, attempt) if attempt and attempt.code == block.asked.code else _entry(block)
        for block in sheet.blocks
    ]


def _entry(block):
    rule = block.asked.rule
    form = answer_form(rule, values_of(rule, block.answer)) if block.save_url else None
    return Entry(block, form, block.note, block.revision)


def _entry_after(block, attempt):
    return Entry(
        block=block,
        form=answer_form(block.asked.rule, attempt.typed.values),
        note=attempt.typed.note,
        revision=attempt.typed.revision,
        faults=attempt.faults,
        conflict=_conflict(block, attempt) if attempt.stale else None,
    )


def _conflict(block, attempt):
    rule = block.asked.rule
    return Conflict(
        mine=wording.answer_sentence(rule.scale, answer_of(rule, attempt.typed)),
        mine_note=attempt.typed.note,
        theirs=wording.answer_sentence(rule.scale, block.answer),
        theirs_note=block.note,
        theirs_by=block.outcome.saved_by,
        theirs_at=block.outcome.saved_at,
        revision=attempt.stale.revision,
    )


class DecisionForm(forms.Form):
    """The number of the document by which the committee decides."""

    document = LineField(_("Số, ký hiệu văn bản quyết định"), max_length=120).formfield(
        help_text=_("Ví dụ: 12/QĐ-BCĐ ngày 30/11/2022."),
    )
