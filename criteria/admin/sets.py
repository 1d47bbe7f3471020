"""Criteria sets: drafts are edited and deleted, files are imported after a preview, published sets only read."""

import io
import zipfile

from django.contrib import admin, messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.actions import (
    SetCannotBeDeleted,
    SetIsEmpty,
    content_hash,
    delete_criteria_set,
    publish_criteria_set,
    store_criteria_set,
    stored_document,
)
from criteria.admin.refusals import REFUSALS, answer_or_refuse
from criteria.display import preview
from criteria.forms import FileForm, NewSetForm, SetForm, StoreForm
from criteria.models import CriteriaSet
from criteria.permissions import can_change_set, can_manage_criteria
from criteria.queries import CONTENT_TYPES, exported_set


class PublishedFilter(admin.SimpleListFilter):
    """Published or still a draft: Django's own filter says "empty" and "not empty"."""

    title = gettext_lazy("trạng thái")
    parameter_name = "published"

    def lookups(self, request, model_admin):
        return [("yes", _("đã công bố")), ("no", _("bản nháp"))]

    def queryset(self, request, queryset):
        if self.value() not in {"yes", "no"}:
            return queryset
        return queryset.filter(published_at__isnull=self.value() == "no")


@admin.register(CriteriaSet)
class CriteriaSetAdmin(admin.ModelAdmin):
    form = SetForm
    list_display = ["code", "title", "status", "size", "published_at"]
    # The facets' own words have no Vietnamese.
    show_facets = admin.ShowFacets.NEVER
    list_display_links = ["code", "title"]
    list_filter = ["programme", "status", PublishedFilter]
    search_fields = ["code", "title", "document_number"]
    list_per_page = 50
    actions = ["publish", "export_json", "export_xlsx"]

    def has_module_permission(self, request):
        return can_manage_criteria(request.user)

    def has_view_permission(self, request, obj=None):
        return can_manage_criteria(request.user)

    def has_add_permission(self, request):
        return can_manage_criteria(request.user)

    def has_change_permission(self, request, obj=None):
        return can_manage_criteria(request.user) if obj is None else can_change_set(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(criteria_count=Count("criteria")).order_by("programme", "code")

    @admin.display(description=gettext_lazy("số tiêu chí"))
    def size(self, criteria_set):
        return criteria_set.criteria_count

    # ------------------------------------------------------------ editing

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **({} if obj else {"form": NewSetForm}) | kwargs)

    def get_fields(self, request, obj=None):
        if obj is None:
            return [*NewSetForm.Meta.fields, "seen"]
        if self.has_change_permission(request, obj):
            return ["code", *SetForm.Meta.fields, "seen"]
        return ["code", *SetForm.Meta.fields, "published_at", "sha256"]

    def get_readonly_fields(self, request, obj=None):
        return ["code", "published_at", "sha256"] if obj else []

    def save_model(self, request, obj, form, change):
        seen = content_hash(form.stored) if change else ""
        stored = store_criteria_set(document=form.document, by=request.user, seen=seen)
        obj.pk = stored.criteria_set.pk
        obj.refresh_from_db()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = {**(extra_context or {})}
        if object_id and object_id.isdecimal():
            context["contents"] = CriteriaSet.objects.with_contents().filter(pk=object_id).first()

        def view():
            return super(CriteriaSetAdmin, self).changeform_view(request, object_id, form_url, context)

        return answer_or_refuse(request, view, request.get_full_path())

    # ------------------------------------------------------------ deleting

    def get_deleted_objects(self, objs, request):
        """What would go, in words; a published set, or one that a round names, says why it stays."""
        sets = list(objs)
        named = [str(each) for each in sets]
        counts = {CriteriaSet._meta.verbose_name_plural: len(sets)}
        kept = [each for each in sets if each.is_published or each.rounds.exists()]
        return named, counts, set(), [str(SetCannotBeDeleted(each.code)) for each in kept]

    def delete_model(self, request, obj):
        delete_criteria_set(criteria_set=obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for criteria_set in queryset:
            delete_criteria_set(criteria_set=criteria_set, by=request.user)

    def delete_view(self, request, object_id, extra_context=None):
        def view():
            return super(CriteriaSetAdmin, self).delete_view(request, object_id, extra_context)

        return answer_or_refuse(request, view, reverse("admin:criteria_criteriaset_changelist"))

    def changelist_view(self, request, extra_context=None):
        def view():
            return super(CriteriaSetAdmin, self).changelist_view(request, extra_context)

        return answer_or_refuse(request, view, request.get_full_path())

    # ------------------------------------------------------------ actions

    @admin.action(description=gettext_lazy("Công bố các bộ tiêu chí đã chọn"), permissions=["change"])
    def publish(self, request, queryset):
        """Asks first: there is no way back."""
        drafts = list(queryset.drafts())
        if not drafts:
            return messages.info(request, _("Các bộ tiêu chí đã chọn đều đã công bố."))
        if "confirmed" not in request.POST:
            context = {**self.admin_site.each_context(request), "title": _("Công bố bộ tiêu chí"), "sets": drafts}
            return render(request, "admin/criteria/criteriaset/publish.html", context | {"opts": self.opts})
        try:
            for criteria_set in drafts:
                publish_criteria_set(criteria_set=criteria_set, by=request.user)
                self.log_change(request, criteria_set, _("Công bố."))
                messages.success(request, _("Đã công bố “%(title)s”.") % {"title": criteria_set.title})
        except SetIsEmpty as refusal:
            messages.error(request, str(refusal))
        return None

    @admin.action(description=gettext_lazy("Xuất JSON"))
    def export_json(self, request, queryset):
        return _files(queryset, "json")

    @admin.action(description=gettext_lazy("Xuất XLSX"))
    def export_xlsx(self, request, queryset):
        return _files(queryset, "xlsx")

    # ------------------------------------------------------------ files

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="criteria_criteriaset_import"), *super().get_urls()]

    def import_view(self, request):
        """Choose a file; read its faults or its preview; store what the preview showed."""
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": _("Nhập bộ tiêu chí từ tệp")}
        if request.method == "POST" and "document" in request.POST:
            return self._store_imported(request, StoreForm(request.POST))
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        if form.is_bound and form.is_valid() and form.document:
            existing = CriteriaSet.objects.filter(code=form.document["code"]).first()
            before = stored_document(existing) if existing else None
            seen = content_hash(before) if before else ""
            context["preview"] = preview(existing, before, form.document)
            context["store_form"] = StoreForm.of(form.document, seen)
        return render(request, "admin/criteria/criteriaset/import.html", context | {"form": form})

    def _store_imported(self, request, form):
        if not form.is_valid():
            messages.error(request, " ".join(str(sentence) for sentence in form.errors["document"]))
            return redirect("admin:criteria_criteriaset_import")
        document, seen = form.cleaned_data["document"], form.cleaned_data["seen"]
        try:
            stored = store_criteria_set(document=document, by=request.user, seen=seen)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:criteria_criteriaset_import")
        self.log_change(request, stored.criteria_set, _("Nhập từ tệp."))
        messages.success(request, _("Đã lưu bộ tiêu chí “%(title)s” thành bản nháp.") % {"title": document["title"]})
        if stored.created_programme:
            message = _("Chương trình “%(code)s” chưa có nên đã được thêm; hãy đặt tên đầy đủ cho chương trình.")
            messages.warning(request, message % {"code": document["programme"]})
        return redirect("admin:criteria_criteriaset_change", stored.criteria_set.pk)


def _files(queryset, form):
    """One set as its file, several as a ZIP archive of their files."""
    sets = list(queryset.with_contents())
    content, name, kind = exported_set(sets[0], form), f"{sets[0].code}.{form}", CONTENT_TYPES[form]
    if len(sets) > 1:
        content, name, kind = _zipped(sets, form), f"criteria-{form}.zip", "application/zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _zipped(sets, form):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for criteria_set in sets:
            archive.writestr(f"{criteria_set.code}.{form}", exported_set(criteria_set, form))
    return stream.getvalue()
