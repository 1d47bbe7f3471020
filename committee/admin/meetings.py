"""Administration of meetings: planned and held in the portal, they can be looked at here, with their history."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from committee.models import AgendaItem, Meeting


class AgendaInline(admin.TabularInline):
    model = AgendaItem
    fields = ["position", "kind", "title", "state", "conclusion", "discussed_at"]
    readonly_fields = ["position", "kind", "title", "state", "conclusion", "discussed_at"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Meeting)
class MeetingAdmin(SimpleHistoryAdmin):
    actions = None
    list_display = ["title", "kind", "on", "city", "programme", "state", "is_illustrative"]
    list_filter = ["state", "kind", "programme"]
    list_select_related = ["programme"]
    search_fields = ["title"]
    inlines = [AgendaInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("city__versions")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
