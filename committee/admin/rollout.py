"""Administration of the targets of a roll-out."""

from django.contrib import admin

from committee.admin.guidance import NamedUnitsAdmin
from committee.models import RolloutTarget


@admin.register(RolloutTarget)
class RolloutTargetAdmin(NamedUnitsAdmin):
    list_display = ["statement", "programme", "city", "measure", "amount", "due", "is_illustrative"]
    list_filter = ["programme", "measure", "is_illustrative"]
    search_fields = ["city"]
    unit_field = "city"
    autocomplete_fields = ["city"]
    list_select_related = ["programme"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("city__versions")
