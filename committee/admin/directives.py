"""Administration of directives: looked at, with their history; what the workflow writes is written by its actions."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from assessments.admin import LookedAtAdmin
from committee.models import Directive, Postponement, ProgressNote


class ProgressNoteInline(admin.TabularInline):
    model = ProgressNote
    readonly_fields = ("at", "by", "percent", "text", "file_name", "url")
    fields = readonly_fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


class PostponementInline(admin.TabularInline):
    model = Postponement
    readonly_fields = ("at", "by", "previous_due", "due", "reason", "state", "decided_by", "decision_note")
    fields = readonly_fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Directive)
class DirectiveAdmin(LookedAtAdmin, SimpleHistoryAdmin):
    list_display = ["title", "lead", "issued_on", "due", "state", "percent", "reported_on", "closed_on"]
    list_filter = ["state", "repetition", "programme", "is_illustrative"]
    list_select_related = ["lead"]
    search_fields = ["title", "document_number", "search_key"]
    inlines = [ProgressNoteInline, PostponementInline]
    show_full_result_count = False
