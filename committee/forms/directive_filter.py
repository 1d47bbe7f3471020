"""The filters of the register of directives, which stand in its address."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.queries.directives import ALL, STATES, Choice


class DirectiveFilter(forms.Form):
    """By lead unit, programme, meeting, obstacle and words; an unknown value is named and limits nothing."""

    q = forms.CharField(label=_("Trích yếu có chữ"), required=False, max_length=200)
    lead = forms.TypedChoiceField(label=_("Đơn vị chủ trì"), coerce=int, empty_value=None, required=False)
    programme = forms.TypedChoiceField(label=_("Chương trình"), coerce=int, empty_value=None, required=False)
    meeting = forms.TypedChoiceField(label=_("Cuộc họp"), coerce=int, empty_value=None, required=False)
    obstacle = forms.TypedChoiceField(label=_("Vướng mắc"), coerce=int, empty_value=None, required=False)
    state = forms.ChoiceField(required=False, widget=forms.HiddenInput, choices=[(name, name) for name in STATES])

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        named = {
            "lead": offered.leads,
            "programme": offered.programmes,
            "meeting": offered.meetings,
            "obstacle": offered.obstacles,
        }
        for name, pairs in named.items():
            cast(forms.ChoiceField, self.fields[name]).choices = [("", _("Tất cả")), *pairs]
            if not pairs and not self.data.get(name):
                del self.fields[name]

    def choice(self):
        """Return the `Choice` that the sound values make."""
        self.is_valid()
        given = self.cleaned_data
        names = ("lead", "programme", "meeting", "obstacle")
        keys = {name: given.get(name) for name in names}
        return Choice(state=given.get("state") or ALL, search=given.get("q", ""), **keys)
