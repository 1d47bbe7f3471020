"""Administration of the authorities that recommendations go to, and of recommendations' words."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from committee.admin.obstacles import WordingAdmin
from committee.models import Body, Recommendation, RecommendationStep


@admin.register(Body)
class BodyAdmin(SimpleHistoryAdmin):
    list_display = ["name", "kind", "named_unit", "position"]
    list_filter = ["kind"]
    search_fields = ["name"]
    autocomplete_fields = ["unit"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit").prefetch_related("unit__versions")

    @admin.display(description=_("đơn vị trong cổng"))
    def named_unit(self, body):
        return body.unit.latest.full_name if body.unit else "–"


class StepInline(admin.TabularInline):
    model = RecommendationStep
    verbose_name_plural = _("các bước")
    fields = ["on", "state", "note", "document", "by", "at"]
    readonly_fields = ["on", "state", "note", "document", "by", "at"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Recommendation)
class RecommendationAdmin(WordingAdmin):
    verb = "correct_recommendation"
    list_display = ["title", "body", "document_number", "raised_on", "state", "answered_on", "is_illustrative"]
    list_filter = ["state", "body", "is_illustrative"]
    list_select_related = ["body"]
    search_fields = ["title"]
    search_help_text = _("Tìm theo trích yếu, không cần dấu.")
    fields = [
        "title",
        "content",
        "document_number",
        "answer",
        "answer_document",
        "is_illustrative",
        "named_unit",
        "body",
        "raised_on",
        "answer_due",
        "state",
        "answered_on",
    ]
    readonly_fields = fields[6:]
    inlines = [StepInline]

    @admin.display(description=_("đơn vị kiến nghị"))
    def named_unit(self, recommendation):
        return recommendation.unit.latest.police_name
