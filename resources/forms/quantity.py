"""A quantity as people type it: with a decimal comma or point, and never one that could be read in two ways."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# One thousand two hundred to whoever writes in Vietnamese, a little over one to a machine.
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)


def refuse_two_readings(text):
    """Raise `ValidationError` for "1.200"."""
    if GROUPED.fullmatch(text.strip()):
        raise ValidationError(
            _("“%(typed)s” có thể hiểu theo hai cách. Hãy viết %(whole)s, hoặc %(decimal)s nếu là số lẻ."),
            params={"typed": text, "whole": text.replace(".", ""), "decimal": text.replace(".", ",", 1)},
        )


class QuantityField(forms.DecimalField):
    """A number from 0 up with at most two decimals."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(min_value=0, max_digits=12, decimal_places=2, localize=True, widget=widget, **options)

    def to_python(self, value):
        if isinstance(value, str):
            refuse_two_readings(value)
        return super().to_python(value)
