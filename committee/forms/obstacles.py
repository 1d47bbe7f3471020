"""What is typed about obstacles."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committee.models import Cause, ObstacleState
from committee.queries.obstacle_offer import criteria_with, units_with
from committee.queries.obstacles import ALL, ObstacleChoice
from resources.models import ResourceKind
from units.fields import LineField
from units.form_fields import day_field, prose_field
from units.models import Programme

EVERYTHING = ("", _("Tất cả"))
# A list that long is read at a glance.
SHORT_LIST = 12


def ticked(boxes):
    return sum(box.data["selected"] for box in boxes)


def choice_group(title, boxes, *, is_open):
    """Return one list of committee/choice_groups.html, what is ticked first."""
    in_order = sorted(boxes, key=lambda box: not box.data["selected"])
    return {"title": title, "boxes": in_order, "ticked": ticked(boxes), "is_open": is_open}


class ObstacleFilter(forms.Form):
    """Narrows the list of obstacles, in the address; an unknown value is named and limits nothing."""

    q = forms.CharField(label=_("Đơn vị hoặc nội dung"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[("", _("Chưa tháo gỡ")), *ObstacleState.choices, (ALL, _("Tất cả"))],
    )
    cause = forms.ChoiceField(label=_("Nguyên nhân"), required=False, choices=[EVERYTHING, *Cause.choices])
    programme = forms.TypedChoiceField(label=_("Chương trình"), coerce=int, empty_value=None, required=False)
    body = forms.TypedChoiceField(label=_("Đang chờ"), coerce=int, empty_value=None, required=False)

    def __init__(self, data, *, programmes, bodies):
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["programme"]).choices = [EVERYTHING, *programmes]
        cast(forms.ChoiceField, self.fields["body"]).choices = [EVERYTHING, *bodies]
        self.is_valid()

    @property
    def choice(self):
        asked = self.cleaned_data
        return ObstacleChoice(
            state=asked.get("state", ""),
            cause=asked.get("cause", ""),
            programme=asked.get("programme"),
            body=asked.get("body"),
            text=asked.get("q", ""),
        )


class ObstacleForm(forms.Form):
    """The fields are the keywords of `open_obstacle` and `change_obstacle`; `offer` is an `ObstacleOffer`."""

    title = LineField(_("Vướng mắc")).formfield(
        max_length=300,
        required=False,
        help_text=_("Để trống thì lấy tên tiêu chí hoặc nguồn lực bị vướng."),
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Đơn vị bị vướng"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Chưa chọn đơn vị nào. Hãy đánh dấu ít nhất một đơn vị."),
            "invalid_choice": _("Có đơn vị ngoài phạm vi của bạn. Hãy chọn lại trong danh sách."),
        },
    )
    since = day_field(_("Vướng từ ngày"))
    cause = forms.ChoiceField(label=_("Nguyên nhân"), choices=Cause.choices, widget=forms.RadioSelect)
    criteria = forms.TypedMultipleChoiceField(
        label=_("Tiêu chí bị vướng"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    resource = forms.ModelChoiceField(
        ResourceKind.objects.all(), label=_("Nguồn lực bị vướng"), required=False, empty_label=_("Không nêu nguồn lực")
    )
    programme = forms.ModelChoiceField(
        Programme.objects.all(), label=_("Chương trình"), required=False, empty_label=_("Không riêng chương trình nào")
    )
    effect = prose_field(_("Ảnh hưởng"), rows=4, required=False)

    def __init__(self, data=None, *, offer, is_new=True):
        super().__init__(data, initial={"cause": Cause.EXTERNAL, **offer.initial})
        self.offer = offer
        self._choice("units").choices = offer.units
        self._choice("criteria").choices = [each for part in offer.sets for each in part.criteria]
        if not is_new:
            self.fields["units"].label = _("Thêm đơn vị cùng bị vướng")
            self.fields["units"].required = False
        if not offer.units:
            del self.fields["units"]

    def _choice(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def clean_units(self):
        return units_with(self.cleaned_data["units"])

    def clean_criteria(self):
        return criteria_with(self.cleaned_data["criteria"])

    @property
    def unit_groups(self):
        """What committee/choice_groups.html expects: one list, folded where it is long and need not be looked at."""
        boxes = list(self["units"].subwidgets)
        is_open = len(boxes) <= SHORT_LIST or (self.fields["units"].required and not ticked(boxes))
        return [choice_group(_("Chọn đơn vị"), boxes, is_open=is_open)]

    @property
    def criterion_groups(self):
        """The same, a list a criteria set; those with something ticked are open."""
        boxes = {box.data["value"]: box for box in self["criteria"].subwidgets}
        lists = [(part.title, [boxes[pk] for pk, _title in part.criteria]) for part in self.offer.sets]
        return [choice_group(title, own, is_open=ticked(own) > 0) for title, own in lists]


class OneClickForm(forms.Form):
    """From which criterion of which unit an obstacle is opened, and where to go then (its own page when empty)."""

    unit = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    criterion = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    next = forms.CharField(required=False, max_length=1000)


class StartForm(forms.Form):
    """Where a new obstacle begins: the unit and the criterion in the address, each of which may be missing."""

    unit = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    criterion = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    @classmethod
    def of(cls, given):
        """Return (unit id, criterion id) of the address; what is no number is left aside."""
        form = cls(given)
        form.is_valid()
        return form.cleaned_data.get("unit"), form.cleaned_data.get("criterion")


class ClearForm(forms.Form):
    """A unit is no longer held up; `units` are those of which the reader may say so."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    on = day_field(_("Tháo gỡ ngày"), initial=timezone.localdate)
    clearance = prose_field(_("Tháo gỡ thế nào"), rows=3)

    def __init__(self, data=None, *, units):
        super().__init__(data)
        self._units = {str(each.pk): each for each in units}
        cast(forms.ChoiceField, self.fields["unit"]).choices = [
            (pk, each.latest.police_name) for pk, each in self._units.items()
        ]

    def clean_unit(self):
        return self._units[self.cleaned_data["unit"]]


class NoteForm(forms.Form):
    """A remark for the history."""

    note = prose_field(_("Ghi chú diễn biến"), rows=3)


class ReopeningForm(forms.Form):
    """Why a cleared obstacle stands again."""

    reason = prose_field(_("Lý do mở lại"), rows=3)
