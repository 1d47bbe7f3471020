"""What is typed about recognitions: the register's filter, proposals, decisions and the steps after them."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committee.forms.obstacles import EVERYTHING
from committee.models import RecognitionState
from committee.models.recognition import FIRST_YEAR, LAST_YEAR
from committee.queries.recognition import RegisterChoice
from units.form_fields import ChosenModel, day_field, line_field, offer_units, prose_field
from units.models import Programme, Unit

AUTHORITY_HELP = _("Ví dụ: Bộ trưởng Bộ Công an.")


class RegisterFilter(forms.Form):
    """Narrows the register, in the address; an unknown value is named and limits nothing."""

    unit = forms.CharField(label=_("Đơn vị"), required=False, max_length=100)
    programme = forms.TypedChoiceField(label=_("Chương trình"), coerce=int, empty_value=None, required=False)
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int, empty_value=None, required=False)
    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *RecognitionState.choices]
    )
    date = day_field(_("Tại ngày"), required=False)

    def __init__(self, data, *, programmes, years):
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["programme"]).choices = [EVERYTHING, *programmes]
        cast(forms.ChoiceField, self.fields["year"]).choices = [EVERYTHING, *[(year, str(year)) for year in years]]
        self.is_valid()

    @property
    def choice(self):
        asked = self.cleaned_data
        return RegisterChoice(
            programme=asked.get("programme"),
            year=asked.get("year"),
            state=asked.get("state", ""),
            text=asked.get("unit", ""),
            date=asked.get("date"),
        )


class ProposalForm(forms.Form):
    """The units of a round that are ticked, with the submission; the fields are the keywords of `propose_units`."""

    units = forms.TypedMultipleChoiceField(
        label=_("Đơn vị đề nghị"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Chưa chọn đơn vị nào. Hãy đánh dấu ít nhất một đơn vị."),
            "invalid_choice": _("Có đơn vị không thuộc kỳ này. Hãy tải lại trang và chọn lại."),
        },
    )
    on = day_field(_("Ngày đề nghị"), initial=timezone.localdate)
    document = line_field(_("Số, ký hiệu tờ trình"), most=120, required=False)
    reason = prose_field(
        _("Lý do vẫn đề nghị đơn vị chưa đủ điều kiện"),
        rows=2,
        required=False,
        help_text=_("Chỉ cần khi đánh dấu đơn vị chưa đủ điều kiện, ví dụ: trường hợp bất khả kháng."),
    )

    def __init__(self, data=None, *, units, ticked):
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["units"]).choices = [(unit, str(unit)) for unit in sorted(units)]
        self._offered = {str(unit) for unit in ticked}

    @property
    def ticked(self):
        """The ids of the units that are ticked on the page: as sent, else all that qualify."""
        sent = set(self.data.getlist("units")) if self.is_bound else self._offered  # type: ignore[attr-defined]
        return {int(each) for each in sent if each.isdecimal()}

    def clean_units(self):
        return list(Unit.objects.filter(pk__in=self.cleaned_data["units"]))


class DecisionForm(forms.Form):
    """The document that recognises a unit."""

    document = line_field(_("Số, ký hiệu quyết định"), most=120)
    on = day_field(_("Ngày quyết định"))
    authority = line_field(_("Cấp quyết định"), most=200, help_text=AUTHORITY_HELP)


class AgainForm(DecisionForm):
    reason = prose_field(_("Lý do, nội dung"), required=False)


class RevocationForm(DecisionForm):
    reason = prose_field(_("Lý do thu hồi"))


class RefusalForm(forms.Form):
    on = day_field(_("Ngày trả lời"), initial=timezone.localdate)
    reason = prose_field(_("Lý do không công nhận"))
    document = line_field(_("Số, ký hiệu văn bản trả lời"), most=120, required=False)
    authority = line_field(_("Cấp trả lời"), most=200, required=False, help_text=AUTHORITY_HELP)


class WithdrawalForm(forms.Form):
    on = day_field(_("Ngày rút"), initial=timezone.localdate)
    reason = prose_field(_("Lý do rút đề nghị"))


class WarningForm(forms.Form):
    on = day_field(_("Ngày nhắc nhở, cảnh báo"), initial=timezone.localdate)
    reason = prose_field(_("Lý do, nội dung nhắc nhở"))
    document = line_field(_("Số, ký hiệu văn bản"), most=120, required=False)
    authority = line_field(_("Cấp nhắc nhở"), most=200, required=False)


class KeepingForm(forms.Form):
    on = day_field(_("Ngày"), initial=timezone.localdate)
    document = line_field(
        _("Số, ký hiệu quyết định"), most=120, required=False, help_text=_("Ghi khi có quyết định riêng cho năm này.")
    )
    authority = line_field(_("Cấp quyết định"), most=200, required=False, help_text=AUTHORITY_HELP)


class RecordForm(DecisionForm):
    """A decision for which there is no proposal in the portal; the fields are the keywords of `record_recognition`."""

    programme = ChosenModel(label=_("Chương trình"), queryset=Programme.objects.all(), empty_label=None)
    unit = ChosenModel(
        label=_("Đơn vị được công nhận"),
        queryset=Unit.objects.all(),
        empty_label=None,
        help_text=_("Chọn đơn vị có vào ngày quyết định, kể cả đơn vị nay đã nhập vào đơn vị khác."),
    )
    year = forms.IntegerField(label=_("Năm công nhận"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    field_order = ["programme", "unit", "year"]

    def __init__(self, *arguments, programmes, units, **options):
        super().__init__(*arguments, **options)
        cast(ChosenModel, self.fields["programme"]).offer(programmes)
        offer_units(self.fields["unit"], units)


FORMS = {
    "decide": DecisionForm,
    "refuse": RefusalForm,
    "withdraw": WithdrawalForm,
    "maintain": KeepingForm,
    "warn": WarningForm,
    "revoke": RevocationForm,
    "recognise-again": AgainForm,
}
