"""A returned workbook as it comes in through the page: first read and shown, then, confirmed, stored.

Between the two nothing is kept on the server: what was read goes to the page and back, signed and packed.
"""

from dataclasses import asdict
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.workbook.difference import difference_of
from assessments.workbook.given import Given
from assessments.workbook.reader import FILE_MOST, Returned, open_workbook, read_answers
from units.files import FileRefused

SALT = "assessments.workbook.upload"
DAY = 86_400


class UploadForm(forms.Form):
    """After `is_valid`, `difference` is what the file would change; `faults` are those of a refused file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp đã điền"),
        help_text=gettext_lazy("Tệp .xlsx tải từ chính trang này, tối đa 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": gettext_lazy("Hãy chọn tệp .xlsx đã điền.")},
    )

    def __init__(self, *args, assessment, **kwargs):
        super().__init__(*args, **kwargs)
        self.assessment = assessment
        self.difference: Any = None
        self.faults = ()

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            # One byte more than is allowed tells a file that is too large, however large it is.
            returned = read_answers(open_workbook(file.read(FILE_MOST + 1)), self.assessment)
        except FileRefused as refused:
            self.faults = refused.faults
            message = _("Tệp có %(count)d chỗ cần sửa; chưa lưu gì. Hãy sửa trong tệp rồi chọn lại.")
            raise ValidationError(message % {"count": len(self.faults)}) from refused
        self.difference = difference_of(self.assessment, returned)
        return file


class ConfirmForm(forms.Form):
    """What the page showed, sent back with a choice for each conflict.

    After `is_valid`, `difference` is made anew from it; `is_stale` tells that the portal has moved since it was shown.
    """

    shown = forms.CharField(widget=forms.HiddenInput, strip=False)

    def __init__(self, *args, assessment, **kwargs):
        super().__init__(*args, **kwargs)
        self.assessment = assessment
        self.returned: Any = None
        self.difference: Any = None
        self.is_stale = False

    @classmethod
    def of(cls, assessment, difference):
        """Return the form that carries a `Difference` to the page."""
        return cls(assessment=assessment, initial={"shown": packed(assessment, difference)})

    def clean_shown(self):
        try:
            self.returned, revisions = unpacked(self.cleaned_data["shown"], self.assessment)
        except ValueError as error:
            message = _("Bản xem trước đã quá một ngày hoặc bị thay đổi nên không lưu. Hãy chọn lại tệp.")
            raise ValidationError(message) from error
        self.difference = difference_of(self.assessment, self.returned)
        now = {line.asked.code: line.score.revision for line in self.difference.to_store}
        self.is_stale = any(revisions[code] != revision for code, revision in now.items())
        return self.cleaned_data["shown"]

    @property
    def choices(self):
        """{choice name: side} as chosen on the page."""
        return {line.choice_name: self.data.get(line.choice_name, "") for line in self.difference.conflicts}


def packed(assessment, difference):
    """Return what a `Difference` would store, signed: answers, notes, and the revisions that are shown with it."""
    lines = {line.asked.code: [asdict(line.there), line.seen, line.score.revision] for line in difference.to_store}
    return signing.dumps([assessment.pk, difference.at, lines], salt=SALT, compress=True)


def unpacked(text, assessment):
    """Return (`Returned`, {criterion code: revision shown}); raises ValueError when it is not ours or too old."""
    try:
        pk, at, lines = signing.loads(text, salt=SALT, max_age=DAY)
    except signing.BadSignature as error:
        raise ValueError("not signed by us, or too long ago") from error
    if pk != assessment.pk:
        raise ValueError("of another sheet")
    given = {code: Given(**there) for code, (there, _seen, _revision) in lines.items()}
    seen = {code: seen for code, (_there, seen, _revision) in lines.items()}
    return Returned(seen, at, given), {code: revision for code, (_there, _seen, revision) in lines.items()}
