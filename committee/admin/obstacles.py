"""Administration of obstacles: their words are corrected here; opening and clearing them are actions."""

from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from accounts.actions import record_event
from committee.models import BlockedUnit, Obstacle
from units.names import search_key


class BlockedUnitInline(admin.TabularInline):
    model = BlockedUnit
    verbose_name_plural = _("đơn vị bị vướng")
    fields = ["named_unit", "cleared_on"]
    readonly_fields = ["named_unit", "cleared_on"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit").prefetch_related("unit__versions")

    @admin.display(description=_("đơn vị"))
    def named_unit(self, blocked):
        return blocked.unit.latest.police_name


class WordingAdmin(SimpleHistoryAdmin):
    """Rows whose state and days the committee's actions alone write; each correction of words is recorded."""

    list_per_page = 50
    actions = None
    verb = ""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        # What happened to the row since the page was read stays: only the words typed here are written.
        if not form.changed_data:
            return
        with transaction.atomic():
            obj._history_user = request.user
            obj.save(update_fields=[*form.changed_data, "search_key"])
            record_event(stream=obj.stream, verb=self.verb, by=request.user, data={"columns": form.changed_data})

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_key(search_term)), False


@admin.register(Obstacle)
class ObstacleAdmin(WordingAdmin):
    verb = "correct_obstacle"
    list_display = ["title", "state", "cause", "since", "cleared_on", "programme", "is_illustrative"]
    list_filter = ["state", "cause", "programme", "is_illustrative"]
    list_select_related = ["programme"]
    search_fields = ["title"]
    search_help_text = _("Tìm theo tên vướng mắc, không cần dấu.")
    fields = [
        "title",
        "effect",
        "clearance",
        "is_illustrative",
        "cause",
        "programme",
        "resource",
        "named_criteria",
        "since",
        "state",
        "cleared_on",
        "opened_by",
        "opened_at",
    ]
    readonly_fields = fields[4:]
    inlines = [BlockedUnitInline]

    @admin.display(description=_("tiêu chí bị vướng"))
    def named_criteria(self, obstacle):
        return "; ".join(str(each) for each in obstacle.criteria.all()) or "–"
