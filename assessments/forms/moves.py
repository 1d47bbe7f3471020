"""What a step of the workflow asks for besides its button."""

from django import forms
from django.utils.translation import gettext_lazy as _

from units.fields import LineField


class DecisionForm(forms.Form):
    """The number of the document by which the committee decides."""

    document = LineField(_("Số, ký hiệu văn bản quyết định"), max_length=120).formfield(
        help_text=_("Ví dụ: 12/QĐ-BCĐ ngày 30/11/2022."),
    )
