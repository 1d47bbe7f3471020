"""A criteria file as it comes in through a page: first read and judged, then stored."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.interchange import FILE_MOST, FileRefused, normalise, read_criteria_file

# What goes to and fro with the preview must stay under Django's limit of 5 MB for the fields of a form.
PREVIEW_MOST = 4 * 2**20


class FileForm(forms.Form):
    """After `is_valid`, `document` is the file's normalised document; `faults` are those of a refused file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp bộ tiêu chí"),
        help_text=gettext_lazy("Dạng .json hoặc .xlsx, tối đa 10 MB. Xuất một bộ tiêu chí có sẵn để lấy mẫu."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.xlsx"}),
        error_messages={"required": gettext_lazy("Hãy chọn một tệp .json hoặc .xlsx.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.document: Any = None
        self.faults = ()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > FILE_MOST:
            raise ValidationError(_("Tệp quá lớn: chỉ nhận tối đa 10 MB. Hãy bỏ hình ảnh và các trang không cần."))
        try:
            self.document = read_criteria_file(file.read(), name=file.name)
        except FileRefused as refused:
            self.faults = refused.faults
            message = _("Tệp có %(count)d lỗi; chưa lưu gì. Hãy sửa các chỗ dưới đây rồi chọn lại tệp.")
            raise ValidationError(message % {"count": len(self.faults)}) from refused
        if len(json.dumps(self.document, ensure_ascii=False).encode()) > PREVIEW_MOST:
            message = _("Bộ tiêu chí quá dài để xem trước ở đây; hãy nhập bằng lệnh manage.py load_criteria.")
            raise ValidationError(message)
        return file


class StoreForm(forms.Form):
    """What the preview showed, sent back to be stored. It is judged again: it has been out of our hands."""

    document = forms.CharField(widget=forms.HiddenInput, strip=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, document, seen):
        return cls(initial={"document": json.dumps(document, ensure_ascii=False), "seen": seen})

    def clean_document(self):
        try:
            return normalise(json.loads(self.cleaned_data["document"]))
        except ValueError as error:
            # FileRefused is one, and so is broken JSON.
            raise ValidationError(_("Nội dung xem trước đã bị thay đổi; hãy chọn lại tệp.")) from error
