"""What is asked for a step over many units: which of them are shown, which are chosen, and what the step needs."""

from typing import cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import BulkVerb, Stage, State
from units.fields import ProseField

ALL = ("", _("Tất cả"))


class BulkFilter(forms.Form):
    """Narrows the list of units, in the address; an unknown value is named and limits nothing."""

    parent = forms.TypedChoiceField(label=_("Trực thuộc"), coerce=int, empty_value=None, required=False)
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[ALL, *State.choices])
    stage = forms.ChoiceField(label=_("Hạn cần gia"), required=False, choices=Stage.choices)

    def __init__(self, data, *, verb, superiors):
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["parent"]).choices = [ALL, *superiors]
        if verb != BulkVerb.EXTEND:
            del self.fields["stage"]
        if len(superiors) < 2:
            del self.fields["parent"]
        self.is_valid()

    @property
    def narrowed(self):
        """The columns that limit the list, with their values."""
        asked = {name: self.cleaned_data.get(name) for name in ("parent", "state")}
        return {name: value for name, value in asked.items() if value}

    @property
    def arguments(self):
        """What the step needs to be foreseen."""
        return {"stage": self.cleaned_data.get("stage") or Stage.SELF_SCORE} if "stage" in self.fields else {}

    @property
    def stage_label(self):
        """The stage whose day is put off, in words; "" for other steps."""
        return Stage(self.arguments["stage"]).label if self.arguments else ""


class RunForm(forms.Form):
    """The chosen units of a preview. `token` makes one run of a form that is sent twice."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    units = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": _("Chưa chọn đơn vị nào. Hãy đánh dấu đơn vị cần làm rồi bấm lại."),
            "invalid_choice": _("Danh sách đơn vị vừa thay đổi. Hãy xem lại rồi đánh dấu lần nữa."),
        },
    )

    def __init__(self, data, *, offered, chosen):
        """`offered`: the ids that may be chosen; `chosen`: those that are to begin with."""
        super().__init__(data, initial={"token": uuid4(), "units": chosen})
        cast(forms.ChoiceField, self.fields["units"]).choices = [(pk, pk) for pk in offered]

    @property
    def fields_of_step(self):
        """The fields that stand above the list."""
        return [field for field in self if field.name not in ("token", "units")]

    @property
    def ticked(self):
        """The ids that are ticked when the page is shown."""
        sent = self["units"].value() if self.is_bound else self.initial["units"]
        return {int(value) for value in sent or () if str(value).isdecimal()}

    @property
    def arguments(self):
        return {}


class ExtensionRunForm(RunForm):
    due = forms.DateField(
        label=_("Gia hạn đến ngày"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reason = ProseField(_("Lý do gia hạn")).formfield(widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def arguments(self):
        return {"due": self.cleaned_data["due"].isoformat(), "reason": self.cleaned_data["reason"]}


def run_form(verb, data, preview):
    """Return the form of a preview; its data is None before it is sent."""
    kind = ExtensionRunForm if verb == BulkVerb.EXTEND else RunForm
    listed = [*preview.possible, *preview.impossible]
    return kind(
        data,
        offered=[each.assessment.pk for each in listed],
        chosen=[each.assessment.pk for each in preview.possible],
    )
