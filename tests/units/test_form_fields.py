import datetime as dt

import pytest
from django import forms

from tests.factories import make_unit
from units.form_fields import day_field, units_field
from units.models import Unit


class Asked(forms.Form):
    on = day_field("Ngày")
    units = units_field("Đơn vị")

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.fields["units"].queryset = Unit.objects.all()


@pytest.mark.parametrize("key", ["9" * 23, "-1", "1.5", "một"])
@pytest.mark.django_db
def test_key_that_no_column_can_hold_is_an_unknown_choice(key):
    form = Asked({"on": "2021-06-12", "units": [make_unit().pk, key]})
    assert list(form.errors) == ["units"]


@pytest.mark.parametrize(
    "typed, day", [("12/06/2021", dt.date(2021, 6, 12)), ("2021-06-12", dt.date(2021, 6, 12)), ("31/02/2021", None)]
)
@pytest.mark.django_db
def test_day_is_read_as_it_is_written_here_or_by_the_browser(typed, day):
    form = Asked({"on": typed})
    form.is_valid()
    assert form.cleaned_data.get("on") == day


@pytest.mark.parametrize("slip", ["0001-01-01", "0202-01-01", "9999-12-31", "2199-01-01"])
@pytest.mark.django_db
def test_year_that_is_a_slip_of_the_finger_is_refused(slip):
    assert "on" in Asked({"on": slip}).errors
