"""Data entry and corrections of units; everything is kept in the history of its table."""

import datetime as dt
from itertools import combinations, product
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import BaseInlineFormSet
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportModelAdmin
from import_export.forms import ExportForm
from simple_history.admin import SimpleHistoryAdmin

from units.actions import VersionIsNeeded, check_versions_can_go, delete_version
from units.constraints import DatesDoNotOverlap
from units.models import Enrolment, Programme, Unit, UnitLineage, UnitVersion
from units.names import search_key
from units.resources import EnrolmentResource, UnitVersionResource

UNIT_FIELDS = ("unit", "parent", "predecessor", "successor")


def named_units(db_field, kwargs):
    """Have a field that chooses a unit show names instead of keys, without a query a unit."""
    if db_field.name in UNIT_FIELDS:
        kwargs["queryset"] = Unit.objects.named()
    return kwargs


def judged_again(request, view):
    """The answer of `view()`, asked once more when SQL refuses what somebody else stored at the same moment.

    The second time the form finds the other's row and says so in its own words, with all that was typed. What SQL
    still refuses are rows that are sound together and overlap on the way there, because they are saved one by one.
    """
    for _attempt in range(2):
        try:
            with transaction.atomic():
                return view()
        except IntegrityError as fault:
            refused = fault
    if "do_not_overlap" not in str(refused):
        raise refused
    messages.error(
        request,
        _("Chưa lưu gì: các dòng trùng ngày nhau khi lưu lần lượt. Hãy rút ngắn một dòng, lưu, rồi sửa dòng kia."),
    )
    return redirect(request.get_full_path())


class DatedFormSet(BaseInlineFormSet):
    """Rows whose dates may overlap neither each other nor a row that was stored since the page was read.

    Inline, Django asks no constraint that names the parent; `DatesDoNotOverlap` does.
    """

    # Set by inlineformset_factory.
    model: Any

    def clean(self):
        super().clean()
        rows = [
            form.instance
            for form in self.forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        for one, other in combinations(rows, 2):
            if self._overlap(one, other):
                earlier, later = sorted([one, other], key=lambda row: self._days(row)[0])
                raise ValidationError(
                    _("Khoảng ngày của hai dòng “%(one)s” và “%(other)s” trùng nhau; hãy sửa ngày bắt đầu, kết thúc."),
                    params={"one": earlier, "other": later},
                )
        if any(self._overlap(row, stored) for row, stored in product(rows, self._stored_since())):
            raise ValidationError(self._constraint().get_violation_error_message())

    def _stored_since(self):
        if self.instance.pk is None:
            return self.model.objects.none()
        shown = [form.instance.pk for form in self.initial_forms]
        return self.model.objects.filter(**{self.fk.name: self.instance}).exclude(pk__in=shown)

    def _constraint(self):
        return next(each for each in self.model._meta.constraints if isinstance(each, DatesDoNotOverlap))

    def _days(self, row):
        constraint = self._constraint()
        return getattr(row, constraint.start) or dt.date.min, getattr(row, constraint.end) or dt.date.max

    def _overlap(self, one, other):
        names = [self.model._meta.get_field(name).attname for name in self._constraint().fields if name != self.fk.name]
        (first, last), (first_of_other, last_of_other) = self._days(one), self._days(other)
        is_same = all(getattr(one, name) == getattr(other, name) for name in names)
        return is_same and first <= last_of_other and first_of_other <= last


class VersionFormSet(DatedFormSet):
    """The rows of a unit, of which those that it needs stay."""

    def clean(self):
        super().clean()
        self._check_rows_stay()

    def _check_rows_stay(self):
        going = [form.instance for form in self.initial_forms if form.cleaned_data.get("DELETE")]
        if not going:
            return
        is_row_added = any(form.has_changed() and not form.cleaned_data.get("DELETE") for form in self.extra_forms)
        try:
            check_versions_can_go(unit=self.instance, versions=going, is_row_added=is_row_added)
        except VersionIsNeeded as refusal:
            raise ValidationError(str(refusal)) from refusal


class VersionInline(admin.TabularInline):
    model = UnitVersion
    fk_name = "unit"
    formset = VersionFormSet
    fields = ["code", "name", "type", "parent", "valid_from", "valid_to", "area_km2"]
    autocomplete_fields = ["parent"]
    ordering = ["valid_from"]
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **named_units(db_field, kwargs))


class PredecessorInline(admin.TabularInline):
    model = UnitLineage
    fk_name = "successor"
    verbose_name_plural = _("được lập từ")
    fields = ["predecessor", "date", "share", "area_km2", "population"]
    autocomplete_fields = ["predecessor"]
    ordering = ["date"]
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **named_units(db_field, kwargs))


class SuccessorInline(PredecessorInline):
    fk_name = "predecessor"
    verbose_name_plural = _("nhập vào, chia thành")
    fields = ["successor", "date", "share", "area_km2", "population"]
    autocomplete_fields = ["successor"]


class UnitTypeFilter(admin.SimpleListFilter):
    title = _("loại")
    parameter_name = "type"

    def lookups(self, request, model_admin):
        return UnitVersion._meta.get_field("type").choices

    def queryset(self, request, queryset):
        return queryset.filter(versions__type=self.value()).distinct() if self.value() else queryset


class InForceFilter(admin.SimpleListFilter):
    """Rows that hold today, or those that no longer do."""

    title = _("hiệu lực")
    parameter_name = "in_force"

    def lookups(self, request, model_admin):
        return [("now", _("đang có hiệu lực")), ("ended", _("đã hết hiệu lực"))]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        in_force = queryset.model.objects.as_of(today).order_by().values("pk")
        if self.value() == "now":
            return queryset.filter(pk__in=in_force)
        return queryset.exclude(pk__in=in_force) if self.value() == "ended" else queryset


@admin.register(Unit)
class UnitAdmin(SimpleHistoryAdmin):
    list_display = ["name", "code", "span", "key"]
    list_filter = [UnitTypeFilter]
    search_fields = ["key"]
    search_help_text = _("Tìm theo tên (không cần dấu), mã hành chính hoặc khóa.")
    inlines = [VersionInline, PredecessorInline, SuccessorInline]
    list_per_page = 50

    def changeform_view(self, request, *arguments, **named):
        return judged_again(request, lambda: super(UnitAdmin, self).changeform_view(request, *arguments, **named))

    def get_readonly_fields(self, request, obj=None):
        # Data files and exports name a unit by its key for ever.
        return ["key"] if obj else []

    def get_queryset(self, request):
        return Unit.objects.named().order_by("pk")

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        versions = UnitVersion.objects.matching(search_key(search_term))
        by_name = queryset.filter(pk__in=versions.values("unit_id"))
        return by_name | queryset.filter(key=search_term.strip()), False

    @admin.display(description=_("đơn vị"))
    def name(self, unit):
        return unit.latest.full_name if unit.latest else "–"

    @admin.display(description=_("mã hành chính"))
    def code(self, unit):
        return unit.latest.code if unit.latest else "–"

    @admin.display(description=_("thời gian"))
    def span(self, unit):
        return unit.latest.span if unit.latest else "–"


class SheetAdmin(ImportExportModelAdmin, SimpleHistoryAdmin):
    """Rows that come and go by spreadsheet as well. The plain export form: the other one needs inline scripts."""

    export_form_class = ExportForm
    list_per_page = 50

    def changeform_view(self, request, *arguments, **named):
        return judged_again(request, lambda: super(SheetAdmin, self).changeform_view(request, *arguments, **named))

    def get_import_data_kwargs(self, **kwargs):
        # A row that went wrong since the preview takes the others back with it: nobody would look for what is missing.
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def process_import(self, request, **kwargs):
        try:
            return super().process_import(request, **kwargs)
        except FileNotFoundError:
            # The package drops the previewed file once it is read: a second press of the button finds none.
            sentence = _(
                "Tệp này đã được nhập, hoặc phần xem trước đã hết hạn; lần bấm này không thay đổi gì. "
                "Muốn nhập, hãy chọn lại tệp."
            )
            messages.warning(request, sentence)
            return self._back_to_import()

    def process_result(self, result, request):
        if not result.has_errors() and not result.has_validation_errors():
            return super().process_result(result, request)
        messages.error(
            request,
            _(
                "Từ khi xem trước, dữ liệu đã thay đổi nên tệp không còn nhập được; chưa lưu gì. "
                "Hãy chọn lại tệp để xem lỗi."
            ),
        )
        return self._back_to_import()

    def _back_to_import(self):
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **named_units(db_field, kwargs))


@admin.register(UnitVersion)
class UnitVersionAdmin(SheetAdmin):
    resource_classes = [UnitVersionResource]
    list_display = ["name", "type", "code", "parent", "valid_from", "valid_to"]
    list_filter = [InForceFilter, "type"]
    search_fields = ["name"]
    search_help_text = _("Tìm theo tên (không cần dấu) hoặc mã hành chính.")
    autocomplete_fields = ["unit", "parent"]
    ordering = ["sort_key", "pk"]

    def get_readonly_fields(self, request, obj=None):
        # A row that moved to another unit would leave its own without a name.
        return ["unit"] if obj else []

    def get_actions(self, request):
        # One by one: the bulk deletion would not ask what each row is needed for.
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def delete_model(self, request, obj):
        delete_version(version=obj, by=request.user)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except VersionIsNeeded as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:units_unitversion_change", object_id)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit", "parent").prefetch_related("parent__versions")

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_key(search_term)), False


@admin.register(UnitLineage)
class UnitLineageAdmin(SimpleHistoryAdmin):
    list_display = ["date", "predecessor", "successor", "share", "area_km2", "population"]
    list_display_links = ["date", "predecessor"]
    list_filter = ["date", "share"]
    search_fields = ["predecessor__versions__search_key"]
    autocomplete_fields = ["predecessor", "successor"]
    ordering = ["-date", "pk"]
    list_per_page = 50

    def get_queryset(self, request):
        links = super().get_queryset(request).select_related("predecessor", "successor")
        return links.prefetch_related("predecessor__versions", "successor__versions")

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        units = UnitVersion.objects.matching(search_key(search_term)).values("unit_id")
        return queryset.filter(predecessor__in=units) | queryset.filter(successor__in=units), False


@admin.register(Programme)
class ProgrammeAdmin(SimpleHistoryAdmin):
    list_display = ["title", "short_title", "code", "position"]
    search_fields = ["title", "short_title", "code"]

    def get_readonly_fields(self, request, obj=None):
        # The hash of a published set and the seal of a published round are taken over the code.
        return ["code"] if obj else []


@admin.register(Enrolment)
class EnrolmentAdmin(SheetAdmin):
    resource_classes = [EnrolmentResource]
    list_display = ["unit", "programme", "enrolled_from", "enrolled_to", "stage", "document"]
    list_filter = [InForceFilter, "programme", "stage"]
    search_fields = ["document"]
    search_help_text = _("Tìm theo tên đơn vị (không cần dấu) hoặc mã hành chính.")
    autocomplete_fields = ["unit", "programme"]

    def get_queryset(self, request):
        enrolments = super().get_queryset(request).select_related("unit", "programme")
        return enrolments.prefetch_related("unit__versions")

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        versions = UnitVersion.objects.matching(search_key(search_term))
        return queryset.filter(unit__in=versions.values("unit_id")), False
