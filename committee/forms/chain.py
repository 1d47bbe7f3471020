"""The filters of the chain, which stand in its address."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.models import Cause
from committee.queries.chain_city import Choice

STATES = {
    "open": _("đang mở"),
    "cleared": _("đã tháo gỡ xong"),
    "all": _("tất cả"),
    "unrecorded": _("chưa đạt mà chưa ghi vướng mắc"),
}


class ChainFilter(forms.Form):
    """An unknown value is named and limits nothing."""

    state = forms.ChoiceField(label=_("Tình trạng"), choices=STATES, required=False)
    waits = forms.ChoiceField(label=_("Đang chờ"), required=False)
    programme = forms.TypedChoiceField(label=_("Chương trình"), coerce=int, empty_value=None, required=False)
    cause = forms.ChoiceField(label=_("Nguyên nhân"), choices=[("", _("Tất cả")), *Cause.choices], required=False)
    place = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, found, waits, **kwargs):
        """`found`: the `CityChain`; `waits`: pairs (key, words) of who is waited for."""
        super().__init__(*args, **kwargs)
        everything = ("", _("Tất cả"))
        offered = {"waits": waits, "programme": found.programmes, "place": found.places}
        for name, choices in offered.items():
            cast(forms.ChoiceField, self.fields[name]).choices = [everything, *choices]

    def choice(self):
        """Return the `Choice` that the sound values make."""
        self.is_valid()
        given = {key: value for key, value in self.cleaned_data.items() if value not in (None, "")}
        return Choice(**given)
