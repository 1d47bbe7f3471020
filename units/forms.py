"""What a reader of the units page asks for."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units.listing import SORTS

# Before this day the units file says only "already so": names and superiors of then are not known.
KNOWN_FROM = dt.date(2021, 1, 1)
VIEWS = {"tree": _("Cây đơn vị"), "table": _("Bảng")}
FILE_FORMATS = ("xlsx", "csv")


class UnitsForm(forms.Form):
    """The date, the search and how to show the result; a faulty value is told, and its default stands in."""

    date = forms.DateField(
        label=_("Tại ngày"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": KNOWN_FROM.isoformat()}),
        error_messages={"invalid": _("Ngày này không có thật. Hãy ghi ngày/tháng/năm, ví dụ 12/06/2021.")},
    )
    q = forms.CharField(label=_("Tên hoặc mã"), required=False, max_length=100)
    view = forms.ChoiceField(choices=VIEWS, required=False, widget=forms.HiddenInput)
    sort = forms.ChoiceField(
        choices=[(sign + key, key) for key in SORTS for sign in ("", "-")], required=False, widget=forms.HiddenInput
    )
    root = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date and date < KNOWN_FROM:
            raise forms.ValidationError(_("Cổng có thông tin đơn vị từ 01/01/2021; hãy chọn ngày từ đó trở đi."))
        return date

    def wanted(self):
        """Return {date, q, view, sort, root}: what was asked for where it makes sense, else the default."""
        self.is_valid()
        defaults = {"date": timezone.localdate(), "q": "", "view": "tree", "sort": "name", "root": None}
        wanted = {key: self.cleaned_data.get(key) or default for key, default in defaults.items()}
        if "date" not in self.errors:
            # The browser's date field shows ISO only, whatever form the day was asked for in.
            self.data = {**dict(self.data.items()), "date": str(wanted["date"])}
        return wanted
