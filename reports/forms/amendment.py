"""Why a published document is to be replaced."""

from django import forms
from django.utils.translation import gettext_lazy as _

from units.form_fields import prose_field


class AmendmentForm(forms.Form):
    reason = prose_field(
        _("Vì sao phải thay thế"),
        most=2000,
        help_text=_("Ghi rõ chỗ sai và căn cứ sửa; người duyệt đọc lý do này."),
    )
