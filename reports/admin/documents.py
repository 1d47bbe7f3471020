"""Administration of documents and their seals: looked at, never changed."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from reports.models import PublishedFile, Report, ReportPublication

CONTENT = ("approved", "approved_texts", "approved_values")


@admin.register(Report)
class ReportAdmin(SimpleHistoryAdmin):
    list_display = ["about", "kind", "state", "number", "issued_on", "created_at", "is_illustrative"]
    list_filter = ["state", "kind", "body", "is_illustrative"]
    list_per_page = 50
    actions = None
    exclude = [*CONTENT]

    def get_queryset(self, request):
        return super().get_queryset(request).defer(*CONTENT)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PublishedFileInline(admin.TabularInline):
    model = PublishedFile
    fields = ["format", "size", "sha256"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(ReportPublication)
class ReportPublicationAdmin(admin.ModelAdmin):
    list_display = ["sequence", "symbol", "code", "published_at", "published_by", "sha256"]
    list_select_related = ["published_by"]
    list_per_page = 50
    search_fields = ["code", "symbol"]
    search_help_text = _("Tìm theo mã tra cứu hoặc số, ký hiệu.")
    ordering = ["-sequence"]
    actions = None
    fields = [
        "sequence",
        "document_page",
        "symbol",
        "code",
        "published_at",
        "published_by",
        "previous_sha256",
        "sha256",
    ]
    inlines = [PublishedFileInline]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("document")

    @admin.display(description=_("văn bản"))
    def document_page(self, publication):
        address = reverse("reports:document", args=[publication.report_id])
        return format_html('<a href="{}">{}</a>', address, publication.symbol)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
