"""Which roll-out is shown, and what a target is."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committee.models import Measure, Spread
from units.form_fields import ChosenModel, day_field, line_field, prose_field
from units.models import Programme, Stage, Unit


class RolloutFilter(forms.Form):
    """By programme, as of a day; what is wrong limits nothing."""

    programme = forms.ChoiceField(label=_("Chương trình"), required=False)
    date = day_field(_("Tại ngày"), required=False)

    def __init__(self, given, *, programmes):
        self.programmes = {str(each.pk): each for each in programmes}
        # What was not chosen is filled in, so that the form says what the page shows.
        first = next(
            (key for key, each in self.programmes.items() if each.target_count), next(iter(self.programmes), "")
        )
        super().__init__({"programme": first, "date": timezone.localdate().isoformat(), **given.dict()})
        cast(forms.ChoiceField, self.fields["programme"]).choices = [
            (key, str(each)) for key, each in self.programmes.items()
        ]
        self.first = first

    def wanted(self):
        """Return (programme or None, day); a wrong choice is the first programme that has targets, today."""
        self.is_valid()
        chosen = self.cleaned_data.get("programme") or self.first
        return self.programmes.get(chosen), self.cleaned_data.get("date") or timezone.localdate()


class TargetForm(forms.Form):
    """A target as its document words it, and how it is counted."""

    statement = line_field(_("Mục tiêu"), help_text=_("Như văn bản ghi, ví dụ: mỗi quận, huyện một phường."))
    measure = forms.ChoiceField(label=_("Cách tính"), choices=Measure.choices, widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=_("Mức phải đạt"),
        required=False,
        min_value=0,
        max_value=10000,
        max_digits=7,
        decimal_places=2,
        localize=True,
        help_text=_("Số phần trăm hoặc số đơn vị; để trống khi tính theo từng quận, huyện."),
    )
    spread = forms.ChoiceField(label=_("Tính trên"), choices=Spread.choices)
    stage = forms.ChoiceField(
        label=_("Đạt giai đoạn"),
        choices=Stage.choices,
        initial=Stage.RECOGNISED,
        help_text=_("Đơn vị ở giai đoạn này hoặc xa hơn được tính."),
    )
    set_on = day_field(_("Đặt ra ngày"))
    due = day_field(_("Phải đạt đến ngày"))
    document = line_field(_("Văn bản"), most=200, required=False)
    note = prose_field(_("Ghi chú"), rows=2, required=False)

    @classmethod
    def of_target(cls, target, data=None):
        """Return the form filled with the target."""
        return cls(data, initial={name: getattr(target, name) for name in cls.base_fields})


class NewTargetForm(TargetForm):
    """A target of a programme for one of the cities of which the user is secretary (`cities`: [(key, name)])."""

    programme = ChosenModel(label=_("Chương trình"), queryset=Programme.objects.all(), empty_label=None)
    city = ChosenModel(label=_("Địa bàn"), queryset=Unit.objects.all(), empty_label=None)

    field_order = ["programme", "city"]

    def __init__(self, *arguments, programmes, cities, **options):
        super().__init__(*arguments, **options)
        cast(ChosenModel, self.fields["programme"]).offer([(each.pk, str(each)) for each in programmes])
        city = cast(ChosenModel, self.fields["city"])
        city.queryset = Unit.objects.filter(pk__in=[each.unit_id for each in cities])
        city.offer([(each.unit_id, each.full_name) for each in cities])
