"""What of the resources is asked for; it stands in the address."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resources.models import ResourceGroup
from units.form_fields import day_field


class ShortfallFilter(forms.Form):
    """All may be left empty; the kinds are those of the catalogue. What is not known limits nothing."""

    date = day_field(_("Tại ngày"), required=False)
    group = forms.ChoiceField(label=_("Nhóm"), required=False, choices=[("", _("mọi nhóm")), *ResourceGroup.choices])
    kind = forms.ChoiceField(label=_("Loại nguồn lực"), required=False)
    short = forms.BooleanField(label=_("Chỉ đơn vị đang thiếu"), required=False)

    def __init__(self, data, *, kinds):
        super().__init__(data)
        self.kinds = {kind.code: kind for kind in kinds}
        choices = [("", _("mọi loại")), *((kind.code, kind.title) for kind in kinds)]
        cast(forms.ChoiceField, self.fields["kind"]).choices = choices
        self.is_valid()
        if "date" not in self.errors:
            # The browser's date field shows ISO only, whatever form the day was asked for in.
            self.data = {**dict(self.data.items()), "date": self.day.isoformat()}

    @property
    def day(self):
        return self.cleaned_data.get("date") or timezone.localdate()

    @property
    def kind_asked(self):
        return self.kinds.get(self.cleaned_data.get("kind", ""))

    @property
    def group_asked(self):
        return self.cleaned_data.get("group", "")

    @property
    def only_short(self):
        return self.cleaned_data.get("short", False)

    @property
    def asked(self):
        """Return {name: value} as it stands in an address, without what is left empty."""
        date = self.cleaned_data.get("date")
        values = {
            "date": date and date.isoformat(),
            "group": self.group_asked,
            "kind": self.kind_asked and self.kind_asked.code,
            "short": "on" if self.only_short else "",
        }
        return {name: value for name, value in values.items() if value}


class DayFilter(forms.Form):
    """The day of a unit's page; nonsense is told, and today stands in."""

    date = day_field(_("Tại ngày"), required=False)

    def __init__(self, data):
        super().__init__(data)
        self.is_valid()
        if "date" not in self.errors:
            self.data = {**dict(self.data.items()), "date": self.day.isoformat()}

    @property
    def day(self):
        return self.cleaned_data.get("date") or timezone.localdate()
