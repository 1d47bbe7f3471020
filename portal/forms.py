"""Filters that stand in addresses."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from units.models import COMMUNE_LEVEL, UnitType


class RankingFilter(forms.Form):
    """By superior, kind of unit and class; an unknown value is named and limits nothing."""

    parent = forms.TypedChoiceField(label=_("Trực thuộc"), coerce=int, empty_value=None, required=False)
    type = forms.ChoiceField(label=_("Loại đơn vị"), required=False)

    def __init__(self, *args, superiors, classes, **kwargs):
        super().__init__(*args, **kwargs)
        everyone = ("", _("Tất cả"))
        kinds = [(value, label) for value, label in UnitType.choices if value in COMMUNE_LEVEL]
        self._choice("parent").choices = [everyone, *superiors]
        self._choice("type").choices = [everyone, *kinds]
        # “class” is a keyword of Python, not of addresses.
        self.fields["class"] = forms.ChoiceField(
            label=_("Xếp loại"), choices=[everyone, *classes], required=False, initial=""
        )
        if not superiors:
            del self.fields["parent"]

    def _choice(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def offered(self):
        """Return the superiors and classes that may be chosen: what the form looks like depends on them."""
        return [[(key, str(label)) for key, label in self._choice(name).widget.choices] for name in self.fields]
