"""What is asked of the set page: which criteria to show."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

MARKS = {
    "knock_out": _("Điểm liệt"),
    "exemptible": _("Được xét bất khả kháng"),
    "may_be_not_applicable": _("Có thể không áp dụng"),
    "evidence_required": _("Bắt buộc có tài liệu"),
}


class CriteriaFilter(forms.Form):
    """All fields may be left empty; the departments are those of the set."""

    q = forms.CharField(label=_("Tìm tiêu chí"), required=False, max_length=100, widget=forms.SearchInput)
    department = forms.ChoiceField(label=_("Đơn vị thẩm định"), required=False)
    mark = forms.ChoiceField(label=_("Loại tiêu chí"), required=False, choices=[("", _("mọi loại")), *MARKS.items()])

    def __init__(self, data, *, departments):
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["department"])
        field.choices = [("", _("mọi đơn vị")), *((code, code) for code in departments)]

    @property
    def asked(self):
        """What is asked for, without what is left empty or not known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
