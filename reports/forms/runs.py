"""Asking for documents of many units."""

from typing import cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class RunForm(forms.Form):
    """Which kind of document, for which round. `token` tells a form that was sent twice."""

    kind = forms.ChoiceField(label=_("Loại văn bản"))
    about = forms.ChoiceField(label=_("Kỳ đánh giá"))
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, kinds, rounds, **kwargs):
        """`kinds`: (code, title) pairs; `rounds`: (round, city, units) as `queries.runs.rounds_to_write` gives them."""
        super().__init__(*args, **kwargs)
        self.rounds = {f"{each.pk}-{city.pk}": (each, city) for each, city, _count in rounds}
        cast(forms.ChoiceField, self.fields["kind"]).choices = kinds
        cast(forms.ChoiceField, self.fields["about"]).choices = [
            (f"{each.pk}-{city.pk}", _("%(round)s (%(count)d đơn vị)") % {"round": each.title, "count": count})
            for each, city, count in rounds
        ]

    def clean(self):
        """Turn `about` into the round and the city."""
        super().clean()
        cleaned = self.cleaned_data
        chosen = self.rounds.get(cleaned.pop("about", None))
        if chosen:
            cleaned["assessment_round"], cleaned["city"] = chosen
        if "token" in cleaned:
            cleaned["token"] = str(cleaned["token"])
        return cleaned
