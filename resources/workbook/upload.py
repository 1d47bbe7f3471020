"""The form by which a filled-in workbook comes in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from resources.workbook.reader import read_holdings
from units.files import FileRefused


class UploadForm(forms.Form):
    """A workbook; `holdings` are what it says once it is sound, `faults` everything that is not."""

    file = forms.FileField(
        label=_("Tệp Excel đã điền"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("Chỉ nhận .xlsx theo mẫu. Có một lỗi thì không ghi dòng nào; mọi lỗi được nêu cùng lúc."),
    )

    def __init__(self, *args, units=None, kinds=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.units, self.kinds = units, kinds
        self.holdings: Any = []
        self.faults: Any = ()

    def clean_file(self):
        try:
            content = self.cleaned_data["file"].read()
            self.holdings = read_holdings(content, units=self.units, kinds=self.kinds)
        except FileRefused as refused:
            self.faults = refused.faults
            raise forms.ValidationError(_("Chưa ghi gì: tệp có lỗi, xem danh sách bên dưới.")) from refused
        return self.cleaned_data["file"]
