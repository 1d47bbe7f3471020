"""What is typed about recommendations."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committee.forms.obstacles import EVERYTHING, SHORT_LIST, choice_group, ticked
from committee.models import Body, RecommendationState
from committee.queries.recommendations import ALL, RecommendationChoice
from units.fields import LineField
from units.form_fields import day_field, prose_field
from units.models import Unit


class RecommendationFilter(forms.Form):
    """Narrows the list of recommendations, in the address; an unknown value is named and limits nothing."""

    q = forms.CharField(label=_("Đơn vị hoặc nội dung"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[("", _("Chưa kết thúc")), *RecommendationState.choices, (ALL, _("Tất cả"))],
    )
    body = forms.TypedChoiceField(label=_("Gửi đến"), coerce=int, empty_value=None, required=False)
    unanswered = forms.TypedChoiceField(
        label=_("Chưa trả lời quá"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[
            ("", _("Không giới hạn")),
            (30, _("30 ngày")),
            (90, _("90 ngày")),
            (180, _("180 ngày")),
            (365, _("1 năm")),
        ],
    )

    def __init__(self, data, *, bodies):
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["body"]).choices = [EVERYTHING, *bodies]
        self.is_valid()

    @property
    def choice(self):
        asked = self.cleaned_data
        return RecommendationChoice(
            state=asked.get("state", ""),
            body=asked.get("body"),
            unanswered=asked.get("unanswered"),
            text=asked.get("q", ""),
        )


class WordingForm(forms.Form):
    """What may be changed for good; the fields are the keywords of `change_recommendation`."""

    title = LineField(_("Trích yếu")).formfield(max_length=300)
    content = prose_field(_("Nội dung kiến nghị"), rows=4, required=False)
    document_number = LineField(_("Số, ký hiệu văn bản")).formfield(max_length=120, required=False)
    answer_due = day_field(_("Đề nghị trả lời trước ngày"), required=False)
    obstacles = forms.TypedMultipleChoiceField(
        label=_("Để tháo gỡ vướng mắc"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data=None, *, obstacles, **options):
        super().__init__(data, **options)
        self._obstacles = {each.pk: each for each in obstacles}
        cast(forms.ChoiceField, self.fields["obstacles"]).choices = [
            (each.pk, f"{each.title} ({_names(each)})") for each in obstacles
        ]
        if not obstacles:
            del self.fields["obstacles"]

    def clean_obstacles(self):
        return [self._obstacles[pk] for pk in self.cleaned_data["obstacles"]]

    @property
    def obstacle_groups(self):
        """What committee/choice_groups.html expects: one list, those that are ticked first."""
        boxes = list(self["obstacles"].subwidgets)
        return [choice_group(_("Chọn vướng mắc"), boxes, is_open=len(boxes) <= SHORT_LIST or ticked(boxes) > 0)]


def _names(obstacle):
    return ", ".join(each.unit.latest.full_name for each in obstacle.blocked.all())


class SentForm(WordingForm):
    """To whom and when it was sent besides, as long as it was not answered. `bodies`: choices by kind."""

    body = forms.ChoiceField(label=_("Gửi đến"))
    raised_on = day_field(_("Ngày văn bản"), initial=timezone.localdate)

    field_order = ["unit", "body", "title", "content", "document_number", "raised_on", "answer_due", "obstacles"]

    def __init__(self, *args, bodies, **options):
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["body"]).choices = [("", _("Chọn nơi nhận")), *bodies]

    def clean_body(self):
        return Body.objects.get(pk=self.cleaned_data["body"])


class RecommendationForm(SentForm):
    """A new recommendation; `units` are the versions of those for which the person may recommend."""

    unit = forms.ChoiceField(label=_("Đơn vị kiến nghị"))

    def __init__(self, *args, units, **options):
        super().__init__(*args, **options)
        choices = [(each.unit_id, each.police_name) for each in units]
        blank = [("", _("Chọn đơn vị"))] if len(choices) > 1 else []
        cast(forms.ChoiceField, self.fields["unit"]).choices = [*blank, *choices]

    def clean_unit(self):
        return Unit.objects.get(pk=self.cleaned_data["unit"])


class AdvanceForm(forms.Form):
    """What became of a recommendation; `states` are those that may come next."""

    state = forms.ChoiceField(label=_("Kết quả"), widget=forms.RadioSelect)
    on = day_field(_("Ngày"), initial=timezone.localdate)
    document = LineField(_("Số, ký hiệu văn bản trả lời")).formfield(max_length=120, required=False)
    note = prose_field(_("Nội dung trả lời, lý do"), rows=3, required=False)

    def __init__(self, data=None, *, states):
        super().__init__(data)
        # What was chosen on a page that is no longer of today is understood, for the action to say what has changed.
        sent = [state for state in RecommendationState.values if data and state == data.get("state")]
        cast(forms.ChoiceField, self.fields["state"]).choices = [
            (state, RecommendationState(state).label) for state in dict.fromkeys([*states, *sent])
        ]


class RaisingStart(forms.Form):
    """Where a new recommendation begins: ids in its address, each of which may be missing."""

    unit = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    obstacle = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    again = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    @classmethod
    def of(cls, given):
        """Return (unit id, obstacle id, id of a declined recommendation); what is no number is left aside."""
        form = cls(given)
        form.is_valid()
        return tuple(form.cleaned_data.get(name) for name in cls.base_fields)


def wording_form(data, recommendation, *, bodies, obstacles, linked):
    """Return the form in which a recommendation is changed: to whom and when it was sent only until it is answered."""
    columns = ("title", "content", "document_number", "answer_due", "raised_on")
    initial = {name: getattr(recommendation, name) for name in columns}
    initial |= {"body": recommendation.body_id, "obstacles": linked}
    if recommendation.state == RecommendationState.RAISED:
        return SentForm(data, bodies=bodies, obstacles=obstacles, initial=initial)
    return WordingForm(data, obstacles=obstacles, initial=initial)
