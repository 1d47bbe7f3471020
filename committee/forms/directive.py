"""What is asked of whoever issues a directive, words it anew, or gives it to more units."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from committee.models import Obstacle, Repetition
from committee.queries.directive_issuing import GROUPS, REMAINING
from units.fields import LineField
from units.form_fields import ChosenModels, day_field, prose_field, units_field
from units.models import Programme, Unit

TITLE_MOST, TEXT_MOST, NUMBER_MOST = 300, 5000, 120


def offer(field, receivers, versions=None):
    """Offer the receiving units, in groups and under their names; `versions` some of them, without groups."""
    offered = receivers.versions() if versions is None else versions
    field.queryset = Unit.objects.filter(pk__in=[version.unit_id for version in offered])
    if versions is None:
        field.choices = _grouped(receivers)
    else:
        field.choices = [_pair(version) for version in versions]


def _grouped(receivers):
    return [(GROUPS[name][0], [_pair(version) for version in group]) for name, group in receivers.groups.items()]


def _pair(version):
    return version.unit_id, version.police_name


def _groups_offered(receivers):
    pairs = [(name, f"{GROUPS[name][0]} ({len(group)})") for name, group in receivers.groups.items()]
    if receivers.remaining:
        count = len(receivers.remaining)
        label = ngettext(
            "Mọi đơn vị chưa tham gia chương trình (%(count)d)",
            "Mọi đơn vị chưa tham gia chương trình (%(count)d)",
            count,
        )
        pairs.insert(0, (REMAINING, label % {"count": count}))
    return pairs


class WordingForm(forms.Form):
    """What is ordered, and what shows that it was done."""

    title = LineField(_("Trích yếu"), max_length=TITLE_MOST).formfield()
    content = prose_field(_("Nội dung chỉ đạo"), rows=4, required=False)
    expected_result = prose_field(_("Kết quả phải đạt"), required=False, help_text=_("Căn cứ để xác nhận hoàn thành."))


class ChangeForm(WordingForm):
    """A standing directive worded anew, and who coordinates."""

    coordinating = units_field(_("Đơn vị phối hợp"))

    def __init__(self, *args, receivers, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["coordinating"], receivers)


class ReceiversForm(forms.Form):
    """Many units at once: whole groups, and one by one."""

    groups = forms.MultipleChoiceField(
        label=_("Giao cho mọi đơn vị cùng loại"), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = units_field(_("hoặc chọn từng đơn vị"))

    def __init__(self, *args, receivers, **kwargs):
        super().__init__(*args, **kwargs)
        self.receivers = receivers
        cast(forms.MultipleChoiceField, self.fields["groups"]).choices = _groups_offered(receivers)
        offer(self.fields["units"], receivers, receivers.remaining)

    def clean(self):
        """Leave the units of the groups and those picked by themselves, each once."""
        super().clean()
        cleaned = self.cleaned_data
        picked = {unit.pk for unit in cleaned.get("units", ())}
        picked |= self.receivers.units_of(cleaned.pop("groups", ()))
        cleaned["units"] = list(Unit.objects.filter(pk__in=picked).order_by("pk"))
        return cleaned


class TasksForm(ReceiversForm):
    """A directive goes to more units."""

    def clean(self):
        cleaned = super().clean()
        if not cleaned["units"]:
            self.add_error("units", _("Hãy chọn ít nhất một đơn vị."))
        return cleaned


class IssueForm(ReceiversForm, WordingForm):
    """A new directive; what it comes from stands in the address."""

    lead = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị chủ trì"))
    coordinating = units_field(_("Đơn vị phối hợp"))
    issued_on = day_field(_("Ngày chỉ đạo"))
    document_number = LineField(_("Số, ký hiệu văn bản"), max_length=NUMBER_MOST, blank=True).formfield(
        required=False, help_text=_("Để trống khi chỉ đạo tại cuộc họp.")
    )
    due = day_field(_("Thời hạn"), required=False, help_text=_("Để trống: việc thường xuyên."))
    repetition = forms.ChoiceField(label=_("Lặp lại"), choices=Repetition.choices, initial=Repetition.NONE)
    programme = forms.ModelChoiceField(Programme.objects.all(), label=_("Chương trình"), required=False)
    obstacles = ChosenModels(
        Obstacle.objects.none(),
        label=_("Để tháo gỡ vướng mắc"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, obstacles, **kwargs):
        super().__init__(*args, **kwargs)
        lead = cast(forms.ModelChoiceField, self.fields["lead"])
        offer(lead, self.receivers)
        lead.choices = [("", _("Chọn đơn vị")), *_grouped(self.receivers)]
        offer(self.fields["coordinating"], self.receivers)
        cast(forms.ModelMultipleChoiceField, self.fields["obstacles"]).queryset = obstacles
        self.fields["repetition"].help_text = _("Lần sau được giao tự động khi hết hạn lần trước.")

    def clean_issued_on(self):
        issued_on = self.cleaned_data["issued_on"]
        if issued_on > timezone.localdate():
            raise forms.ValidationError(_("Ngày chỉ đạo không thể sau hôm nay."))
        return issued_on
