"""What a step of the workflow asks for besides its button."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.forms.answers import NOTE_MOST
from assessments.queries.asked import asked_groups
from units.fields import LineField, ProseField

# How long a unit has by default to answer what was returned to it.
DAYS_TO_ANSWER = 5


class DecisionForm(forms.Form):
    """The number of the document by which the committee decides."""

    document = LineField(_("Số, ký hiệu văn bản quyết định"), max_length=120).formfield(
        help_text=_("Ví dụ: 12/QĐ-BCĐ ngày 30/11/2022."),
    )


class PlainForm(forms.Form):
    """A step that needs nothing but its button."""

    def __init__(self, assessment, *arguments, **options):
        super().__init__(*arguments, **options)
        self.assessment = assessment
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.choices = [*_blank(field), *_choices(assessment)]


class ReviewForm(PlainForm):
    """What the level has to say; `level` is where the sheet waited when the page was shown."""

    note = ProseField(_("Ý kiến của cấp xem xét"), blank=True).formfield(
        max_length=NOTE_MOST, widget=forms.Textarea(attrs={"rows": 3})
    )
    level = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, assessment, *arguments, **options):
        super().__init__(assessment, *arguments, initial={"level": assessment.review_unit_id}, **options)


def _reason(label):
    return ProseField(label).formfield(max_length=NOTE_MOST, widget=forms.Textarea(attrs={"rows": 4}))


def _criteria(help_text):
    return forms.TypedMultipleChoiceField(
        label=_("Tiêu chí"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def _due():
    return forms.DateField(
        label=_("Hạn nộp lại"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=lambda: timezone.localdate() + dt.timedelta(days=DAYS_TO_ANSWER),
    )


class ReturnForm(PlainForm):
    """The sheet goes back to its unit, whole or for some criteria."""

    reason = _reason(_("Lý do trả lại"))
    due = _due()
    criteria = _criteria(
        _("Không chọn tiêu chí nào tức là trả lại cả phiếu; tiêu chí không chọn giữ nguyên như đã nộp.")
    )


class AppraisalReturnForm(PlainForm):
    """The sheet goes back to its appraisers, whole or for some criteria."""

    reason = _reason(_("Lý do gửi lại"))
    criteria = _criteria(_("Không chọn tiêu chí nào tức là xem lại cả phiếu; kết quả thẩm định đã có được giữ nguyên."))


class ReopeningForm(PlainForm):
    """One criterion goes back to the unit."""

    criterion = forms.TypedChoiceField(label=_("Tiêu chí"), coerce=int)
    reason = _reason(_("Lý do mở lại"))
    due = _due()


class ChangeForm(forms.Form):
    """Why the committee decides one criterion otherwise; the answer is typed beside it."""

    reason = _reason(_("Lý do quyết định khác"))


class CorrectionForm(DecisionForm):
    """By which document of the committee a published line is corrected, and why."""

    reason = _reason(_("Lý do đính chính"))


def _blank(field):
    return [] if isinstance(field, forms.TypedMultipleChoiceField) else [("", _("Chọn tiêu chí"))]


def _choices(assessment):
    groups = asked_groups(assessment.round.criteria_set)
    return [(asked.criterion.pk, f"{asked.code}. {asked.title}") for group in groups for asked in group.criteria]
