"""Commendations, and the list's filter."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.initiative import NOT_CHOSEN
from committee.models import CommendationForm as FormOfCommendation
from committee.models import Initiative
from units.form_fields import ChosenModel, day_field, line_field, offer_units, prose_field
from units.models import Programme, Unit


class CommendationFilter(forms.Form):
    """By year and form; what is wrong limits nothing."""

    year = forms.ChoiceField(label=_("Năm"), required=False)
    form = forms.ChoiceField(label=_("Hình thức"), required=False)

    def __init__(self, given, *, years):
        super().__init__(given)
        everything = ("", _("Tất cả"))
        cast(forms.ChoiceField, self.fields["year"]).choices = [everything, *((str(year), str(year)) for year in years)]
        cast(forms.ChoiceField, self.fields["form"]).choices = [everything, *FormOfCommendation.choices]

    def wanted(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CommendationEntry(forms.Form):
    """Who commended the unit, in which form, when and why."""

    form = forms.ChoiceField(label=_("Hình thức"), choices=FormOfCommendation.choices)
    on = day_field(_("Ngày quyết định"))
    authority = line_field(_("Cấp khen"), most=200, help_text=_("Ví dụ: Giám đốc Công an thành phố."))
    document_number = line_field(_("Số, ký hiệu quyết định"), most=120, required=False)
    reason = prose_field(
        _("Thành tích"), rows=4, help_text=_("Thành tích của đơn vị; không ghi tên cá nhân được khen.")
    )
    programme = ChosenModel(label=_("Chương trình"), queryset=Programme.objects.all(), required=False)
    initiative = ChosenModel(label=_("Nhờ mô hình"), queryset=Initiative.objects.all(), required=False)

    def __init__(self, *arguments, programmes, initiatives, **options):
        super().__init__(*arguments, **options)
        cast(ChosenModel, self.fields["programme"]).offer(programmes, NOT_CHOSEN)
        cast(ChosenModel, self.fields["initiative"]).offer(initiatives, NOT_CHOSEN)

    @classmethod
    def of_commendation(cls, commendation, data=None, **offered):
        """Return the form filled with the commendation."""
        return cls(data, initial={name: getattr(commendation, name) for name in cls.base_fields}, **offered)


class NewCommendationForm(CommendationEntry):
    """A commendation of one of the units that the user may commend (`units`: [(key, name)])."""

    unit = ChosenModel(label=_("Đơn vị được khen"), queryset=Unit.objects.all(), empty_label=None)

    field_order = ["unit"]

    def __init__(self, *arguments, units, **options):
        super().__init__(*arguments, **options)
        offer_units(self.fields["unit"], units)
