"""Administration of recognitions: looked at, with their history; what stands there is written by their actions."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from assessments.admin import LookedAtAdmin
from committee.models import Recognition, RecognitionStep


class RecognitionStepInline(admin.TabularInline):
    model = RecognitionStep
    readonly_fields = ("on", "verb", "document", "authority", "reason", "by", "at")
    fields = readonly_fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Recognition)
class RecognitionAdmin(LookedAtAdmin, SimpleHistoryAdmin):
    list_display = ["unit_name", "programme", "year", "state", "document", "decided_on", "is_illustrative"]
    list_filter = ["state", "programme", "year", "is_illustrative"]
    list_select_related = ["programme"]
    search_fields = ["unit_name", "document"]
    inlines = [RecognitionStepInline]
    show_full_result_count = False
