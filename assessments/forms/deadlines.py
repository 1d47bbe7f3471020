"""New days: of one unit, or of a round."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Stage
from units.fields import ProseField


def _day(**options):
    # The browser's own calendar speaks ISO whatever the language of the page.
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def _reason():
    return ProseField(_("Lý do")).formfield(widget=forms.Textarea(attrs={"rows": 3}))


class ExtensionForm(forms.Form):
    """Which deadline of the unit is put off, to which day and why; `stages` are those that may be."""

    stage = forms.ChoiceField(label=_("Hạn cần gia hạn"))
    due = _day(label=_("Gia hạn đến ngày"))
    reason = _reason()

    def __init__(self, *args, stages, **kwargs):
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["stage"]).choices = [(stage.value, stage.label) for stage in stages]


class RoundDatesForm(forms.Form):
    """The four days of an open round, and why they change."""

    self_score = _day(label=_("Hạn tự chấm điểm"))
    appraisal = _day(label=_("Hạn thẩm định"))
    explanation = _day(label=_("Hạn giải trình"), required=False, help_text=_("Để trống: giữ như hiện nay."))
    decision = _day(label=_("Hạn quyết định"))
    reason = _reason()

    @classmethod
    def of_round(cls, assessment_round):
        return cls(initial={stage: getattr(assessment_round, f"{stage}_due") for stage in Stage.values})

    def dates(self):
        """Return {stage: day} of what was filled in."""
        return {stage: day for stage in Stage.values if (day := self.cleaned_data[stage])}
