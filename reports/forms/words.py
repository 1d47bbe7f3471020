"""What is typed on the way of a document: its words, its addressing, the signature, reasons."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.content.prose import REFERENCE
from units.form_fields import line_field, prose_field

# A place holds a few paragraphs; what is longer belongs in an annex.
WORDS_MOST = 10_000
LINES_MOST = 2000
SUBJECT_MOST = 400


class WordsForm(forms.Form):
    """The words of one place; `revision` of those that the writer saw, 0 for the data's proposal.

    `then`: the place to go on with once it is saved.
    """

    text = prose_field(_("Lời văn"), rows=9, most=WORDS_MOST, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    then = forms.SlugField(widget=forms.HiddenInput, required=False)

    def clean_text(self):
        """Refuse brackets that belong to no reference: they would be printed as they stand."""
        words = self.cleaned_data["text"]
        rest = REFERENCE.sub("", words)
        if "[[" in rest or "]]" in rest:
            raise forms.ValidationError(
                _("Có dấu “[[” hoặc “]]” đứng lẻ. Hãy viết trọn “[[tên số liệu]]” trên một dòng, hoặc bỏ dấu ấy đi.")
            )
        return words


class RevisionForm(forms.Form):
    """Which words a step speaks of."""

    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class AddressingForm(forms.Form):
    subject = line_field(
        _("Trích yếu"),
        most=SUBJECT_MOST,
        required=False,
        help_text=_("Một câu ngắn nêu văn bản nói về việc gì; để trống thì lấy lời đề xuất."),
    )
    addressees = prose_field(
        _("Kính gửi"),
        most=LINES_MOST,
        required=False,
        help_text=_("Mỗi nơi một dòng, không gạch đầu dòng; để trống thì lấy lời đề xuất."),
    )
    recipients = prose_field(
        _("Nơi nhận"),
        rows=5,
        most=LINES_MOST,
        required=False,
        help_text=_("Mỗi nơi một dòng, không gạch đầu dòng; dòng “Lưu” được thêm tự động."),
    )


class ApprovalForm(forms.Form):
    """Which of the issuer's posts signs; `signatures` in the order in which they are numbered.

    `seen` is the digest of what the page showed, which the page itself writes: a refused form shows the text anew.
    """

    signature = forms.TypedChoiceField(label=_("Chức vụ ký"), coerce=int, widget=forms.RadioSelect)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data=None, *, signatures):
        super().__init__(data, initial={"signature": 0})
        cast(forms.ChoiceField, self.fields["signature"]).choices = [
            (number, " · ".join(filter(None, (*each.authority, each.post)))) for number, each in enumerate(signatures)
        ]


class ReasonForm(forms.Form):
    reason = prose_field(_("Lý do"), rows=3)
