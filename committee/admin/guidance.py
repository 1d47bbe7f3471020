"""Administration of assignments and visits, and how units are chosen by name in the committee's tables."""

from django.contrib import admin
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from committee.models import Assignment, Visit
from units.models import Unit, UnitVersion
from units.names import search_key


def with_names(field):
    """Let a field that chooses units show names instead of keys, without a query a unit."""
    if field is not None and getattr(field, "queryset", None) is not None and field.queryset.model is Unit:
        field.queryset = Unit.objects.named()
    return field


class NamedUnitsAdmin(SimpleHistoryAdmin):
    """Rows about units, which are found and chosen by name; `unit_field` is the one that a search looks at."""

    unit_field = "unit"
    list_per_page = 50

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return with_names(super().formfield_for_foreignkey(db_field, request, **kwargs))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return with_names(super().formfield_for_manytomany(db_field, request, **kwargs))

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        units = UnitVersion.objects.matching(search_key(search_term)).values("unit_id")
        return queryset.filter(**{f"{self.unit_field}__in": units}), False


@admin.register(Assignment)
class AssignmentAdmin(NamedUnitsAdmin):
    list_display = ["department", "task", "programme", "valid_from", "valid_to", "is_illustrative"]
    list_filter = ["programme", "is_illustrative"]
    search_fields = ["department"]
    unit_field = "department"
    autocomplete_fields = ["department", "units", "groups"]
    list_select_related = ["programme"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("department__versions")


@admin.register(Visit)
class VisitAdmin(NamedUnitsAdmin):
    list_display = ["on", "unit", "department", "kind", "is_illustrative"]
    list_filter = ["kind", "on", "is_illustrative"]
    search_fields = ["unit"]
    autocomplete_fields = ["department", "unit"]
    readonly_fields = ["by", "at"]
    raw_id_fields = ["obstacle"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("department__versions", "unit__versions")

    def save_model(self, request, obj, form, change):
        if not change:
            obj.by, obj.at = request.user, timezone.now()
        super().save_model(request, obj, form, change)
