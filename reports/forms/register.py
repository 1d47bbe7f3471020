"""What the register of published documents is narrowed to."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.queries.register import IN_FORCE, REPLACED, RegisterChoice

ALL = ("", _("Tất cả"))


class RegisterFilter(forms.Form):
    """In the address; an unknown value is named and limits nothing. `series` [(key, name)], `years` are offered."""

    series = forms.ChoiceField(label=_("Sổ"), required=False)
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int, empty_value=None, required=False)
    state = forms.ChoiceField(
        label=_("Hiệu lực"),
        required=False,
        choices=[ALL, (IN_FORCE, _("Chưa bị thay thế")), (REPLACED, _("Đã bị thay thế"))],
    )

    def __init__(self, data, *, series, years):
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["series"]).choices = [ALL, *series]
        cast(forms.ChoiceField, self.fields["year"]).choices = [ALL, *((each, str(each)) for each in years)]
        self.is_valid()

    @property
    def choice(self):
        asked = self.cleaned_data
        unit, _dash, body = asked.get("series", "").partition("-")
        return RegisterChoice((int(unit), body) if body else None, asked.get("year"), asked.get("state", ""))
