"""A document as it is handed in: its facts, and the file or the link itself."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.actions.evidence import Facts
from assessments.actions.stored_file import Content, plain_name
from assessments.files.kinds import ACCEPTED_EXTENSIONS, ACCEPTED_WORDS
from assessments.models import Evidence
from units.fields import ProseField
from units.form_fields import day_field

NOTE_MOST = 500


def accepted():
    values = {"accepted": ACCEPTED_WORDS, "most": settings.EVIDENCE_MAX_MB}
    return _("Nhận %(accepted)s; tối đa %(most)d MB một tệp.") % values


class ContentForm(forms.Form):
    """A file or a link. Both missing or both given is for the action to refuse, as is what the file holds."""

    file = forms.FileField(
        label=_("Tệp"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED_EXTENSIONS}),
    )
    url = forms.URLField(
        label=_("hoặc liên kết"), required=False, max_length=1000, assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = accepted()
        self.fields["file"].widget.attrs["data-most-bytes"] = str(settings.EVIDENCE_MAX_MB * 1024 * 1024)

    @property
    def content(self):
        return Content(self.cleaned_data.get("file"), self.cleaned_data.get("url", ""))


class FactsForm(forms.ModelForm):
    """Title, number and dates of a document."""

    issued_on = day_field(_("Ngày ban hành"), required=False)
    valid_until = day_field(
        _("Có hiệu lực đến"), required=False, help_text=_("Để trống khi không có ngày hết hiệu lực.")
    )

    class Meta:
        model = Evidence
        fields = ["title", "document_number", "issued_on", "valid_until"]

    def clean(self):
        super().clean()
        issued_on, valid_until = (self.cleaned_data.get(name) for name in ("issued_on", "valid_until"))
        if issued_on and valid_until and valid_until < issued_on:
            # Said at the field; the model's own constraint would say it above the form.
            self.add_error("valid_until", _("Ngày hết hiệu lực phải bằng hoặc sau ngày ban hành."))

    @property
    def facts(self):
        return Facts(**{name: self.cleaned_data[name] for name in FactsForm.Meta.fields})


class EvidenceForm(ContentForm, FactsForm):
    """A new document; without a title it is called as its file is."""

    field_order = ["file", "url", "title", "document_number", "issued_on", "valid_until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Để trống thì lấy theo tên tệp.")

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if not cleaned.get("title") and "title" not in self.errors:
            file = cleaned.get("file")
            name = plain_name(file.name).rpartition(".")[0][:300] if file else ""
            if name:
                cleaned["title"] = name
            elif file or cleaned.get("url"):
                self.add_error("title", _("Hãy ghi tên tài liệu."))


class RevisionForm(ContentForm):
    """A new document under the same facts, and a word on what is new in it."""

    note = ProseField(_("Có gì mới"), blank=True).formfield(
        required=False, max_length=NOTE_MOST, widget=forms.Textarea(attrs={"rows": 2})
    )
