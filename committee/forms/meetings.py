"""A meeting's facts, the search among meetings, and what is typed during one."""

from typing import cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from committee.models import ItemState, MeetingKind
from units.fields import ProseField
from units.form_fields import day_field, line_field, prose_field, units_field
from units.models import Unit


class NamedUnits(forms.ModelChoiceField):
    """A unit by the name that it last bore; the queryset is `named()`."""

    def label_from_instance(self, unit):
        return capfirst(unit.latest.full_name)


class MeetingForm(forms.Form):
    """The facts of a meeting; its fields are the columns that `plan_meeting` takes."""

    title = line_field(_("Tên cuộc họp"), 300)
    kind = forms.ChoiceField(label=_("Loại"), choices=[(each, capfirst(each.label)) for each in MeetingKind])
    city = NamedUnits(label=_("Ban Chỉ đạo của"), queryset=None, empty_label=None)
    on = day_field(_("Ngày họp"))
    place = line_field(_("Địa điểm"), 200, required=False)
    chair = line_field(
        _("Chủ trì"), 200, required=False, help_text=_("Chỉ ghi chức vụ, ví dụ: Phó Giám đốc Công an thành phố.")
    )
    programme = forms.ModelChoiceField(
        label=_("Chương trình"), queryset=None, required=False, empty_label=_("Mọi chương trình")
    )
    round = forms.ModelChoiceField(
        label=_("Kỳ đánh giá"),
        queryset=None,
        required=False,
        empty_label=_("Kỳ mới nhất của chương trình"),
        help_text=_("Cổng đề xuất điểm liệt, tiêu chí chưa thống nhất và đơn vị sát loại trên từ kết quả của kỳ này."),
    )
    is_illustrative = forms.BooleanField(label=_("Số liệu minh họa"), required=False)

    def __init__(self, *arguments, cities, programmes, rounds, **options):
        """`cities` is None when the meeting has its city already."""
        super().__init__(*arguments, **options)
        offered = {"city": cities, "programme": programmes, "round": rounds}
        if cities is None:
            del self.fields["city"], offered["city"]
        for name, rows in offered.items():
            cast(forms.ModelChoiceField, self.fields[name]).queryset = rows

    @classmethod
    def of_meeting(cls, meeting, **offered):
        names = ("title", "kind", "on", "place", "chair", "programme", "round", "is_illustrative")
        return cls(initial={name: getattr(meeting, name) for name in names}, cities=None, **offered)


class MeetingFilterForm(forms.Form):
    q = forms.CharField(label=_("Tìm theo tên"), max_length=100, required=False, widget=forms.SearchInput)
    kind = forms.ChoiceField(
        label=_("Loại"),
        required=False,
        choices=[("", _("Mọi loại")), *((each.value, capfirst(each.label)) for each in MeetingKind)],
    )

    def asked(self):
        """Return {text, kind}; what is no filter is none."""
        values = self.cleaned_data if self.is_valid() else {}
        return {"text": values.get("q", ""), "kind": values.get("kind", "")}

    @property
    def is_filtering(self):
        return any(self.asked().values())


class ItemForm(forms.Form):
    """Something that the portal did not propose."""

    title = line_field(_("Nội dung"), 300)


class ClosingForm(forms.Form):
    """The general conclusion with which a meeting ends."""

    conclusion = prose_field(_("Kết luận chung"), 5, required=False)


class CancellationForm(forms.Form):
    """Why a planned meeting does not take place."""

    reason = prose_field(_("Lý do hủy"), 3)


class ConclusionForm(forms.Form):
    """What was concluded on one item. `seen` is the conclusion as it stood when the page was read."""

    conclusion = prose_field(_("Kết luận"), 5, required=False, help_text=_("Đã bàn thì phải ghi kết luận."))
    state = forms.ChoiceField(
        label=_("Xử lý"),
        choices=[(each.value, capfirst(each.label)) for each in (ItemState.DISCUSSED, ItemState.PUT_OFF)],
        widget=forms.RadioSelect,
        initial=ItemState.DISCUSSED,
    )
    seen = ProseField(blank=True).formfield(widget=forms.HiddenInput)

    @classmethod
    def of_item(cls, item):
        state = ItemState.DISCUSSED if item.state == ItemState.WAITING else item.state
        return cls(initial={"conclusion": item.conclusion, "seen": item.conclusion, "state": state})

    def anew(self, item):
        """Take the conclusion that stands now as seen: the refusal has shown it to the writer."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "seen": item.conclusion}


class DecisionForm(forms.Form):
    """A decision of the meeting, which becomes a directive. Units are offered as (departments, commune level)."""

    title = line_field(_("Trích yếu chỉ đạo"), 300)
    lead = forms.ModelChoiceField(label=_("Đơn vị chủ trì"), queryset=Unit.objects.none())
    due = day_field(_("Thời hạn"))
    expected_result = prose_field(_("Kết quả phải đạt"), 2, required=False)
    coordinating = units_field(_("Đơn vị phối hợp"))
    units = units_field(_("Giao việc riêng cho từng đơn vị"))

    def __init__(self, *arguments, offered, **options):
        super().__init__(*arguments, **options)
        departments, communes = ([(each.unit_id, each.police_name) for each in group] for group in offered)
        named = [(_("Phòng nghiệp vụ"), departments), (_("Công an cấp xã"), communes)]
        groups = [(str(label), choices) for label, choices in named if choices]
        rows = Unit.objects.filter(pk__in=[key for _label, choices in groups for key, _name in choices])
        for name, choices in (
            ("lead", [("", _("Chọn đơn vị")), *groups]),
            ("coordinating", groups),
            ("units", [group for group in groups if group[1] is communes]),
        ):
            field = cast(forms.ModelChoiceField, self.fields[name])
            field.queryset = rows
            field.choices = choices
