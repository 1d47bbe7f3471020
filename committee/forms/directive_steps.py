"""What each step on a directive asks for; the fields are the action's keywords."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.files.kinds import ACCEPTED_EXTENSIONS
from assessments.forms.evidence import accepted
from committee.actions.directive_progress import URL_MOST
from units.form_fields import day_field, prose_field


class ProgressForm(forms.Form):
    """How far it has come, in percent and in words, and a paper or a link that shows it."""

    percent = forms.IntegerField(label=_("Tiến độ (%)"), min_value=0, max_value=100)
    text = prose_field(_("Kết quả đến nay"))
    file = forms.FileField(
        label=_("Tệp kèm theo"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED_EXTENSIONS}),
    )
    url = forms.URLField(
        label=_("hoặc liên kết"), required=False, max_length=URL_MOST, assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )  # fmt: skip

    def __init__(self, *args, directive, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["percent"] = directive.percent
        self.fields["file"].help_text = accepted()
        self.fields["file"].widget.attrs["data-most-bytes"] = str(settings.EVIDENCE_MAX_MB * 1024 * 1024)


class StepForm(forms.Form):
    """A step whose form starts empty whatever the directive."""

    def __init__(self, *args, directive, **kwargs):
        super().__init__(*args, **kwargs)


class DoneForm(StepForm):
    text = prose_field(_("Kết quả đã đạt"), help_text=_("Nêu kết quả so với yêu cầu, để nơi chỉ đạo xác nhận."))


class ConfirmForm(StepForm):
    note = prose_field(_("Ý kiến"), rows=2, required=False)
    on = day_field(_("Hoàn thành ngày"), required=False, help_text=_("Để trống: hôm nay."))


class ReasonForm(StepForm):
    reason = prose_field(_("Lý do"))


class LaterDayForm(StepForm):
    due = day_field(_("Gia hạn đến ngày"))
    reason = prose_field(_("Lý do"))


class PostponementDecisionForm(forms.Form):
    """Granted or not; a refusal says why."""

    is_granted = forms.TypedChoiceField(
        label=_("Quyết định"),
        choices=[("yes", _("Đồng ý gia hạn")), ("no", _("Không gia hạn"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = prose_field(_("Ý kiến"), rows=2, required=False, help_text=_("Bắt buộc khi không gia hạn."))


FORMS = {
    "confirm_done": ConfirmForm,
    "send_back": ReasonForm,
    "report_progress": ProgressForm,
    "report_done": DoneForm,
    "ask_postponement": LaterDayForm,
    "postpone": LaterDayForm,
    "withdraw_directive": ReasonForm,
}
