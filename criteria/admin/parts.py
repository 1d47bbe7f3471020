"""Groups, criteria and classes of drafts, one at a time; those of a published set can only be read."""

from typing import Any

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse

from criteria import editing
from criteria.actions import content_hash, store_criteria_set, stored_document
from criteria.admin.refusals import answer_or_refuse
from criteria.forms import ClassForm, CriterionForm, GroupForm
from criteria.interchange import normalise
from criteria.models import Criterion, CriterionGroup, ResultClass
from criteria.permissions import can_change_set, can_manage_criteria


class PartAdmin(admin.ModelAdmin):
    """A part of a set. What `form` accepted is the whole edited set; that is what is stored."""

    # One by one: each deletion is judged with the rest of its set.
    actions = None
    list_per_page = 50
    # The facets' own words have no Vietnamese.
    show_facets = admin.ShowFacets.NEVER
    list_filter = ["criteria_set"]
    search_fields = ["code", "title"]
    list_select_related = ["criteria_set"]
    # Who owns the part, and what the form adds to the model's columns.
    owner_field = "criteria_set"
    form_only = ("place", "seen")
    # The document without the part of a code.
    without: Any = None

    def has_module_permission(self, request):
        return can_manage_criteria(request.user)

    def has_view_permission(self, request, obj=None):
        return can_manage_criteria(request.user)

    def has_add_permission(self, request):
        return can_manage_criteria(request.user)

    def has_change_permission(self, request, obj=None):
        return can_manage_criteria(request.user) if obj is None else can_change_set(request.user, obj.criteria_set)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).order_by("criteria_set__code", "position")

    def get_fields(self, request, obj=None):
        named: Any = self.form._meta.fields
        columns = [name for name in named if name != self.owner_field or obj is None]
        if obj is not None and not self.has_change_permission(request, obj):
            return ["criteria_set", *columns]
        return [*columns, *self.form_only]

    def save_model(self, request, obj, form, change):
        seen = content_hash(form.stored) if change else None
        stored = store_criteria_set(document=form.document, by=request.user, seen=seen)
        obj.pk = self.model.objects.get(criteria_set=stored.criteria_set, code=form.cleaned_data["code"]).pk
        obj.refresh_from_db()

    def delete_model(self, request, obj):
        before = stored_document(obj.criteria_set)
        document = normalise(self.without(before, obj.code))
        store_criteria_set(document=document, by=request.user, seen=content_hash(before))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # A part whose code was changed is another row, so there is no going on with this one.
        context = {"show_save_and_continue": False, **(extra_context or {})}

        def view():
            return super(PartAdmin, self).changeform_view(request, object_id, form_url, context)

        return answer_or_refuse(request, view, request.get_full_path())

    def delete_view(self, request, object_id, extra_context=None):
        def view():
            return super(PartAdmin, self).delete_view(request, object_id, extra_context)

        return answer_or_refuse(request, view, request.get_full_path())

    def response_post_save_add(self, request, obj):
        return redirect(self._address_of_set(obj))

    def response_post_save_change(self, request, obj):
        return redirect(self._address_of_set(obj))

    @staticmethod
    def _address_of_set(obj):
        return reverse("admin:criteria_criteriaset_change", args=[obj.criteria_set_id])


@admin.register(CriterionGroup)
class GroupAdmin(PartAdmin):
    form = GroupForm
    without = staticmethod(editing.without_group)
    list_display = ["code", "title", "criteria_set"]


@admin.register(Criterion)
class CriterionAdmin(PartAdmin):
    form = CriterionForm
    without = staticmethod(editing.without_criterion)
    list_display = ["code", "title", "group", "department", "knock_out", "criteria_set"]
    list_select_related = ["criteria_set", "group"]
    list_filter = ["criteria_set", "knock_out", "department"]
    owner_field = ""


@admin.register(ResultClass)
class ResultClassAdmin(PartAdmin):
    form = ClassForm
    without = staticmethod(editing.without_class)
    list_display = ["code", "title", "criteria_set"]
