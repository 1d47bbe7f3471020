"""Choosing a dossier to practise on, and its criteria as they are typed."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.answers import values_of
from assessments.forms.controls import answer_form
from assessments.forms.entries import Entry

# The biggest primary key that a database holds.
BIGGEST_KEY = 2**63 - 1


class DossierFilter(forms.Form):
    """A published round, the newest first unless another is asked for, and a search among its units."""

    round = forms.ChoiceField(label=_("Kỳ đã công bố"), required=False)
    q = forms.CharField(label=_("Tìm đơn vị"), required=False, max_length=100, widget=forms.SearchInput)

    def __init__(self, data, *, rounds):
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["round"]).choices = [(each.code, each.title) for each in rounds]
        self.rounds = {each.code: each for each in rounds}

    @property
    def asked_round(self):
        """Return the round that is asked for, else the newest; None when there is none."""
        self.is_valid()
        return self.rounds.get(self.cleaned_data.get("round", "")) or next(iter(self.rounds.values()), None)

    @property
    def asked_name(self):
        self.is_valid()
        return self.cleaned_data.get("q", "")


class DossierChoice(forms.Form):
    """The dossier to practise on: a round's code, and a unit's key or none for one chosen at random."""

    round = forms.CharField(required=False, max_length=64)
    unit = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST_KEY)


def practice_entries(blocks, attempt=None):
    """Return an `Entry` for every block of a practice; that of the attempt shows what was typed and what is wrong."""
    return [
        Entry(block, answer_form(block.asked.rule, attempt.typed.values), note="", revision=0, faults=attempt.faults)
        if attempt and attempt.code == block.asked.code
        else Entry(block, answer_form(block.asked.rule, values_of(block.asked.rule, block.answer)), "", 0)
        for block in blocks
    ]
