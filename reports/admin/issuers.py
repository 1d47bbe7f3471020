"""Administration of issuing bodies, the posts that sign for them, and the series of their numbers."""

import re

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from committee.admin.guidance import NamedUnitsAdmin
from reports.models import IssuingBody, NumberSeries, SigningPost

# “BCĐ”, “CAP”, “CATP-PV05”: what stands after the abbreviation of the kind, so without a slash and without blanks.
SYMBOL = re.compile(r"[A-ZĐÂĂÊÔƠƯ0-9]+([-.&][A-ZĐÂĂÊÔƠƯ0-9]+)*")
ISSUER_FIELDS = ("unit", "body", "name", "parent_name", "symbol", "place", "uses_host_seal", "recipients", "archive")
LINES_MOST, LINE_MOST = 4, 120


class IssuingBodyForm(forms.ModelForm):
    class Meta:
        model = IssuingBody
        fields = ISSUER_FIELDS

    def clean_symbol(self):
        symbol = self.cleaned_data["symbol"].strip()
        if symbol and not SYMBOL.fullmatch(symbol):
            raise ValidationError(
                _("Chữ viết tắt chỉ gồm chữ in hoa, số và gạch nối, ví dụ BCĐ hoặc CATP-PV05; không có dấu gạch chéo.")
            )
        return symbol

    def clean_recipients(self):
        """Dashes and semicolons stand on the paper anyway: taken away where they were typed."""
        lines = [
            line.strip().lstrip("-–").rstrip(";.").strip() for line in self.cleaned_data["recipients"].splitlines()
        ]
        return "\n".join(filter(None, lines))


class SigningPostForm(forms.ModelForm):
    class Meta:
        model = SigningPost
        fields = ("authority", "host_post", "position", "valid_from", "valid_to")

    def clean_authority(self):
        lines = list(filter(None, (line.strip() for line in self.cleaned_data["authority"].splitlines())))
        if not lines:
            raise ValidationError(_("Hãy ghi ít nhất một dòng, ví dụ “TRƯỞNG BAN”."))
        if len(lines) > LINES_MOST:
            raise ValidationError(
                _("Phần ký có nhiều nhất %(most)d dòng: thẩm quyền, chức vụ của người ký thay."),
                params={"most": LINES_MOST},
            )
        if too_long := next((line for line in lines if len(line) > LINE_MOST), ""):
            raise ValidationError(
                _("Dòng “%(line)s…” dài quá %(most)d ký tự, không in được trên một hàng. Hãy ngắt thành hai dòng."),
                params={"line": too_long[:40], "most": LINE_MOST},
            )
        return "\n".join(lines)


class SigningPostInline(admin.StackedInline):
    model = SigningPost
    form = SigningPostForm
    fields = ["authority", "host_post", ("position", "valid_from", "valid_to")]
    extra = 0


@admin.register(IssuingBody)
class IssuingBodyAdmin(NamedUnitsAdmin):
    form = IssuingBodyForm
    list_display = ["named_unit", "body", "name", "symbol", "place", "signing"]
    list_filter = ["body"]
    search_fields = ["unit"]
    autocomplete_fields = ["unit"]
    inlines = [SigningPostInline]
    fields = ISSUER_FIELDS

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit").prefetch_related("unit__versions", "posts")

    @admin.display(description=IssuingBody._meta.get_field("unit").verbose_name)
    def named_unit(self, issuing_body):
        return issuing_body.unit.latest.full_name

    @admin.display(description=SigningPost._meta.verbose_name)
    def signing(self, issuing_body):
        return "; ".join(map(str, issuing_body.posts.all())) or "–"


@admin.register(NumberSeries)
class NumberSeriesAdmin(admin.ModelAdmin):
    """Numbers are given by publishing alone; here one sees how far each series is."""

    list_display = ["named_unit", "body", "year", "last"]
    list_filter = ["year", "body"]
    ordering = ["-year", "body", "unit"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit").prefetch_related("unit__versions")

    @admin.display(description=NumberSeries._meta.get_field("unit").verbose_name)
    def named_unit(self, series):
        return series.unit.latest.full_name

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
