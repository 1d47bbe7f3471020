"""Administration of initiatives with their counts and replications, and of commendations."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from committee.actions.initiative import PersonalNumber, check_impersonal
from committee.admin.guidance import NamedUnitsAdmin, with_names
from committee.models import Commendation, Initiative, InitiativeCount, Replication


class ImpersonalForm(forms.ModelForm):
    """Texts hold no citizen's number here either: the same check as in the actions."""

    def clean(self):
        cleaned = super().clean()
        texts = {name: value for name, value in self.cleaned_data.items() if isinstance(value, str)}
        try:
            check_impersonal(**texts)
        except PersonalNumber as refusal:
            raise ValidationError(str(refusal)) from refusal
        return cleaned


class CountInline(admin.TabularInline):
    model = InitiativeCount
    extra = 0


class ReplicationInline(admin.TabularInline):
    model = Replication
    form = ImpersonalForm
    autocomplete_fields = ["unit"]
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return with_names(super().formfield_for_foreignkey(db_field, request, **kwargs))


@admin.register(Initiative)
class InitiativeAdmin(NamedUnitsAdmin):
    form = ImpersonalForm
    list_display = ["title", "unit", "kind", "programme", "since", "until", "is_illustrative"]
    list_filter = ["kind", "programme", "is_illustrative"]
    search_fields = ["unit"]
    autocomplete_fields = ["unit", "criterion"]
    list_select_related = ["programme"]
    inlines = [CountInline, ReplicationInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("unit__versions")


@admin.register(Commendation)
class CommendationAdmin(NamedUnitsAdmin):
    form = ImpersonalForm
    list_display = ["unit", "form_name", "on", "authority", "document_number", "is_illustrative"]
    list_filter = ["form", "on", "is_illustrative"]
    search_fields = ["unit"]
    autocomplete_fields = ["unit"]
    raw_id_fields = ["initiative"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("unit__versions")

    @admin.display(description=Commendation._meta.get_field("form").verbose_name, ordering="form")
    def form_name(self, commendation):
        return commendation.get_form_display()
