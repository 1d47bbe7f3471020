"""What is chosen in the list of documents and when one is begun."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import AssessmentRound
from committee.models import Meeting
from reports.actions.preparation import Subject
from reports.models import ReportState
from reports.queries.beginning import default_day, issuer_of, units_in
from reports.queries.documents import ALL, HANDED_OVER, WORDING, Choice
from units.form_fields import ChosenModel, day_field

STATE_CHOICES = [
    ("", _("Tất cả, trừ văn bản đã bỏ")),
    (WORDING, _("Dự thảo, đang soạn")),
    (HANDED_OVER, _("Dự thảo, đã trình duyệt")),
    (ReportState.APPROVED.value, _("Đã duyệt, chờ ban hành")),
    (ReportState.PUBLISHED.value, _("Đã ban hành")),
    (ReportState.DISCARDED.value, _("Đã bỏ")),
    (ALL, _("Tất cả")),
]


class DocumentFilter(forms.Form):
    """Narrows the list, in the address; an unknown value is named and limits nothing. `offered`: queries' `Offered`."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=STATE_CHOICES)
    programme = forms.TypedChoiceField(label=_("Chương trình"), coerce=int, empty_value=None, required=False)
    round = forms.TypedChoiceField(label=_("Kỳ đánh giá"), coerce=int, empty_value=None, required=False)
    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, empty_value=None, required=False)

    def __init__(self, data, *, offered):
        super().__init__(data)
        named = {
            "kind": offered.kinds,
            "programme": offered.programmes,
            "round": offered.rounds,
            "unit": offered.units,
        }
        for name, pairs in named.items():
            cast(forms.ChoiceField, self.fields[name]).choices = [("", _("Tất cả")), *pairs]
            if not pairs and not self.data.get(name):
                del self.fields[name]
        self.is_valid()

    @property
    def choice(self):
        given = self.cleaned_data
        return Choice(
            kind=given.get("kind", ""),
            state=given.get("state", ""),
            programme=given.get("programme"),
            round=given.get("round"),
            unit=given.get("unit"),
        )


class BeginForm(forms.Form):
    """What a new document is about; the fields are those that its kind asks for. `offer`: queries' `Offer`."""

    issuer = ChosenModel(None, label=_("Ban Chỉ đạo ban hành"))
    earlier_round = ChosenModel(AssessmentRound.objects.all(), label=_("So với kỳ"))
    round = ChosenModel(AssessmentRound.objects.all(), label=_("Kỳ đánh giá"))
    meeting = ChosenModel(Meeting.objects.select_related("city", "programme"), label=_("Cuộc họp"))
    unit = ChosenModel(None, label=_("Đơn vị"))
    as_of = day_field(_("Số liệu đến ngày"))

    def __init__(self, data=None, *, offer, **options):
        super().__init__(data, **options)
        self.offer = offer
        offers = {
            "issuer": offer.issuers,
            "earlier_round": offer.earlier_rounds,
            "round": offer.rounds,
            "meeting": offer.meetings,
            "unit": offer.units,
        }
        for name, pairs in offers.items():
            if pairs is None:
                del self.fields[name]
                continue
            field = cast(ChosenModel, self.fields[name])
            if name in {"issuer", "unit"}:
                field.queryset = units_in(pairs)
            field.offer(pairs, None if len(pairs) == 1 else _("Hãy chọn"))
        if not offer.as_of:
            del self.fields["as_of"]
        if offer.units is not None and offer.round is not None:
            # Whose units are offered; another round is chosen above.
            self.fields["round"].widget = forms.HiddenInput()
            self.initial["round"] = offer.round.pk
        if offer.issuers is not None and len(offer.issuers) == 1:
            self.fields["issuer"].widget = forms.HiddenInput()
            self.initial["issuer"] = offer.issuers[0][0]

    def clean(self):
        given = super().clean() or {}
        before, now = given.get("earlier_round"), given.get("round")
        if before and now:
            if before.programme_id != now.programme_id:
                self.add_error("earlier_round", _("Hãy chọn hai kỳ của cùng một chương trình."))
            elif before.ends_on >= now.ends_on:
                self.add_error("earlier_round", _("Kỳ để so sánh phải kết thúc trước kỳ đánh giá đã chọn."))
        return given

    @property
    def subject(self):
        """Return the `Subject` of a valid form."""
        chosen = {name: self.cleaned_data.get(name) for name in self.base_fields}
        if chosen["issuer"] is None:
            chosen["issuer"] = issuer_of(self.offer.kind, chosen)
        if "unit" not in self.offer.kind.needs:
            chosen["unit"] = None
        return Subject(**chosen)


class BeginStart(forms.Form):
    """Where the form begins: what the address names, each of which may be missing or unknown."""

    kind = forms.CharField(required=False, max_length=24)
    round = forms.CharField(required=False, max_length=64)
    earlier_round = forms.CharField(required=False, max_length=64)
    unit = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    meeting = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    @classmethod
    def of(cls, given):
        """Return {name: what the address says}; what makes no sense is left aside."""
        form = cls(given)
        form.is_valid()
        return {name: form.cleaned_data.get(name) for name in cls.base_fields}


def initial_of(start, offer):
    """Return what a `BeginForm` begins with, from the address and the round by which units are offered."""
    return {
        "round": offer.round.pk if offer.round else None,
        "earlier_round": offer.before.pk if offer.before else None,
        "unit": start["unit"],
        "meeting": start["meeting"],
        "as_of": default_day(),
    }
