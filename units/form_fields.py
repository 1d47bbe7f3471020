"""Fields that forms of every app ask for alike: a day, a line, longer text, units."""

import datetime as dt
import re
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from units.converters import KeyConverter
from units.fields import LineField, ProseField
from units.models import Unit

LINE_MOST, PROSE_MOST = 300, 5000
# Beyond these a year is a slip of the finger.
EARLIEST, LATEST = dt.date(1945, 9, 2), dt.date(2099, 12, 31)
KEY = re.compile(KeyConverter.regex)
TO_CHOOSE = _("Chọn đơn vị")


def day_field(label, **options):
    """A day chosen in the browser's calendar, which speaks ISO whatever the language of the page, or typed."""
    limits = {"min": EARLIEST.isoformat(), "max": LATEST.isoformat()}
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **limits}),
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        error_messages={"invalid": _("Ngày này không có thật. Hãy ghi ngày/tháng/năm, ví dụ 12/06/2021.")},
        **options,
    )


def line_field(label, most=LINE_MOST, **options):
    return LineField(label, max_length=most, blank=not options.get("required", True)).formfield(**options)


def prose_field(label, rows=3, most=PROSE_MOST, **options):
    return ProseField(label, blank=not options.get("required", True)).formfield(
        max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class ChosenModels(forms.ModelMultipleChoiceField):
    """Rows chosen by their keys; a key that no column can hold is an unknown choice, not an error of the database."""

    def clean(self, value):
        for key in value if isinstance(value, (list, tuple)) else ():
            if not KEY.fullmatch(str(key)):
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super().clean(value)


def units_field(label, **options):
    """Any number of units to tick; the form sets the queryset and the choices. None has to be."""
    widget = forms.CheckboxSelectMultiple
    return ChosenModels(Unit.objects.none(), label=label, required=False, widget=widget, **options)


class ChosenModel(forms.ModelChoiceField):
    """A row chosen among `offered` [(key, name)]: the names are known already, the row is read when it is chosen."""

    def offer(self, offered, blank=None):
        first = [] if blank is None else [("", blank)]
        self.choices = [*first, *offered]


def offer_units(field, units):
    """Let a field choose among `units` [(key, name)] and no others; nobody is chosen by default among several."""
    chosen = cast(ChosenModel, field)
    chosen.queryset = Unit.objects.filter(pk__in=[key for key, _name in units])
    chosen.offer(units, TO_CHOOSE if len(units) > 1 else None)
