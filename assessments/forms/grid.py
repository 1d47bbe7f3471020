"""What of the appraiser's grid is asked for; it stands in the address."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import State


class GridFilter(forms.Form):
    """All may be left empty; the departments and superiors are those of the round. What is not known limits nothing."""

    q = forms.CharField(label=_("Tìm đơn vị"), required=False, max_length=100, widget=forms.SearchInput)
    department = forms.ChoiceField(label=_("Thẩm định cho"), required=False)
    parent = forms.TypedChoiceField(label=_("Trực thuộc"), coerce=int, empty_value=None, required=False)
    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("mọi trạng thái")), *State.choices]
    )
    waiting = forms.BooleanField(label=_("Chỉ đơn vị còn tiêu chí chờ thẩm định"), required=False)

    def __init__(self, data, *, departments, parents):
        super().__init__(data)
        self._offer("department", _("mọi đơn vị thẩm định"), [(code, code) for code in departments])
        self._offer("parent", _("mọi cấp trên"), parents)

    def _offer(self, name, everything, choices):
        cast(forms.ChoiceField, self.fields[name]).choices = [("", everything), *choices]
        # A list of one leaves nothing to choose.
        if len(choices) < 2:
            del self.fields[name]

    @property
    def asked(self):
        """Return {field: value} of what is asked for, without what is left empty or not known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
