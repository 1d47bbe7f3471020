"""Exact numbers in whole-number columns."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ScaledDecimalField(models.BigIntegerField):
    """A Decimal with `places` decimals, stored as a whole number of its last place.

    SQLite has no decimals and adds them as floats; whole numbers add exactly on both databases. Sum, Max and
    Min give Decimals back; for other arithmetic in SQL remember that the column holds value × 10^places.
    """

    default_error_messages = {"invalid": _("“%(value)s” không phải là số; hãy nhập số như 7,5.")}

    def __init__(self, *args, places=2, **kwargs):
        self.places = places
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "places": self.places}

    def from_db_value(self, value, expression, connection):
        return None if value is None else Decimal(int(value)).scaleb(-self.places)

    def to_python(self, value):
        if value is None:
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value})
        return number

    def get_prep_value(self, value):
        if value is None or hasattr(value, "resolve_expression"):
            return value
        scaled = self.to_python(value).scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{self.name}: {value} has more than {self.places} decimals")
        return int(scaled)

    def formfield(self, **kwargs):
        return models.Field.formfield(
            self, **{"form_class": forms.DecimalField, "decimal_places": self.places, "localize": True, **kwargs}
        )
