"""An answer as it is typed: from a POST to the answer that scoring reads, and back. Nothing here judges an answer.

A form is a dict of what stands in the boxes, as text: {"points": "7,5"}, {"items": ("a", "c")}. What was typed is
always shown back, right or wrong.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.formats import get_format
from django.utils.translation import gettext as _

NOTE_MOST, REASON_MOST = 5000, 1000
NO_ITEM = "none"  # the box "none of these": a checklist without a tick is not answered yet

_COMMA = re.compile(r"[+-]?\d*,\d+", re.ASCII)
# One thousand two hundred to whoever writes in Vietnamese, a little over one to a machine.
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,30}", re.ASCII)
_REASONS = ("not_applicable", "exempt")
NUMBERS = {
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
    names = [*names_of(rule.scale), *_REASONS]
    values: dict[str, str | tuple[str, ...]] = {name: clean_text(post.get(name, "")) for name in names if name in post}
    if rule.scale.kind == "checklist":
        values["items"] = tuple(clean_text(code) for code in post.getlist("items"))
    # "keep" comes from the button that keeps mine in a conflict: saving as one types must not decide that.
    revision = post.get("keep") or post.get("revision", "")
    return Typed(
        values=values,
        note=clean_text(post.get("note", "")),
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


def clean_text(text):
    """NFC, one kind of line end, no NUL (which PostgreSQL cannot keep), no outer spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", text).strip()


def names_of(scale):
    if scale.kind == "measure":
        return NUMBERS[scale.of]
    return NUMBERS.get(scale.kind) or {"met": ("met",), "levels": ("level",)}.get(scale.kind, ())


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
    return {name: read(values[name]) for name in names_of(scale) if values.get(name)} or None


_READERS = {
    "met": _read_met,
    "levels": _read_level,
    "checklist": _read_items,
    "points": _read_numbers,
    "bonus": _read_numbers,
    "penalty": _read_numbers,
    "measure": _read_numbers,
}
