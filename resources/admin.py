"""Administration of kinds, norms, figures, plans and projects; everything is kept in the history of its table."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from resources.models import ClosingPlan, HeadquartersProject, Holding, Norm, ProjectStep, ResourceKind, UnitNorm
from resources.sheets import HoldingResource, KindResource, NormResource, UnitNormResource
from units.admin import InForceFilter, SheetAdmin, named_units
from units.models import UnitVersion
from units.names import search_key

SEARCH_UNIT = _("Tìm theo tên đơn vị (không cần dấu) hoặc mã hành chính.")


def of_units_matching(queryset, search_term):
    """Rows whose unit is found by its name or code; all rows when nothing is asked for."""
    if not search_term.strip():
        return queryset
    return queryset.filter(unit__in=UnitVersion.objects.matching(search_key(search_term)).values("unit_id"))


@admin.register(ResourceKind)
class ResourceKindAdmin(SheetAdmin):
    resource_classes = [KindResource]
    list_display = ["title", "code", "group", "measure_unit", "is_presence", "position"]
    list_filter = ["group"]
    search_fields = ["title", "code"]

    def get_readonly_fields(self, request, obj=None):
        # Files and addresses name a kind by its code.
        return ["code"] if obj else []


@admin.register(Norm)
class NormAdmin(SheetAdmin):
    resource_classes = [NormResource]
    list_display = ["kind", "unit_type", "quantity", "valid_from", "valid_to", "document", "is_illustrative"]
    list_filter = [InForceFilter, "unit_type", "kind__group"]
    list_select_related = ["kind"]
    search_fields = ["kind__title", "kind__code", "document"]
    autocomplete_fields = ["kind"]


class OfUnitAdmin(SheetAdmin):
    """Rows of a unit, found by the unit's name."""

    search_fields = ["unit__versions__search_key"]
    search_help_text = SEARCH_UNIT
    autocomplete_fields = ["unit", "kind"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit", "kind").prefetch_related("unit__versions")

    def get_search_results(self, request, queryset, search_term):
        return of_units_matching(queryset, search_term), False


@admin.register(UnitNorm)
class UnitNormAdmin(OfUnitAdmin):
    resource_classes = [UnitNormResource]
    list_display = ["unit", "kind", "quantity", "valid_from", "valid_to", "document", "is_illustrative"]
    list_filter = [InForceFilter, "kind"]


@admin.register(Holding)
class HoldingAdmin(OfUnitAdmin):
    resource_classes = [HoldingResource]
    list_display = ["unit", "kind", "on", "quantity", "source", "is_illustrative"]
    list_filter = ["kind"]
    date_hierarchy = "on"

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)


@admin.register(ClosingPlan)
class ClosingPlanAdmin(SimpleHistoryAdmin):
    list_display = ["unit", "kind", "quantity", "planned_on", "expected_on", "state", "closed_on", "is_illustrative"]
    list_filter = ["state", "kind"]
    search_fields = ["unit__versions__search_key"]
    search_help_text = SEARCH_UNIT
    autocomplete_fields = ["unit", "kind"]
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit", "kind").prefetch_related("unit__versions")

    def get_search_results(self, request, queryset, search_term):
        return of_units_matching(queryset, search_term), False

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **named_units(db_field, kwargs))


class StepInline(admin.TabularInline):
    model = ProjectStep
    fields = ["stage", "planned_on", "actual_on", "note"]
    extra = 0


@admin.register(HeadquartersProject)
class HeadquartersProjectAdmin(SimpleHistoryAdmin):
    list_display = ["title", "unit", "kind", "investor", "dropped_on", "is_illustrative"]
    list_filter = ["kind"]
    search_fields = ["title"]
    autocomplete_fields = ["unit"]
    inlines = [StepInline]
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit").prefetch_related("unit__versions")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **named_units(db_field, kwargs))
