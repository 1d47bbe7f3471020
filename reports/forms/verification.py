"""What somebody who holds a document types or drops in to have it checked."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.content.code import read_code

# No document of the portal comes near it; the upload limit of the whole site may be lower.
MOST_MB = 30


class CodeForm(forms.Form):
    """The code as it is printed beside the QR, however it was typed."""

    code = forms.CharField(
        label=gettext_lazy("Mã tra cứu"),
        max_length=200,
        help_text=gettext_lazy("In cạnh mã QR, ví dụ K7QF-29XM-4TBQ. Gõ chữ thường, thiếu gạch nối cũng được."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self):
        code = read_code(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(
                _(
                    "Mã này gõ chưa đúng, hoặc không phải mã của cổng: mã có 12 chữ số và chữ cái. "
                    "Hãy xem lại từng ký tự trên giấy."
                )
            )
        return code


class FileForm(forms.Form):
    """A file to compare with what was published; it is hashed and never kept."""

    file = forms.FileField(
        label=gettext_lazy("Tệp cần kiểm tra"),
        help_text=gettext_lazy("PDF, DOCX hoặc XLSX. Cổng chỉ tính mã băm của tệp, không lưu tệp lại."),
    )

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.fields["file"].widget.attrs["accept"] = ".pdf,.docx,.xlsx"

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > most_bytes():
            raise ValidationError(
                _("Tệp dung lượng %(size)s, lớn hơn mức cổng nhận (%(most)s); văn bản của cổng không lớn như vậy."),
                params={"size": filesizeformat(upload.size), "most": filesizeformat(most_bytes())},
            )
        return upload


def most_bytes():
    return min(MOST_MB, settings.MAX_UPLOAD_MB) * 1024 * 1024
