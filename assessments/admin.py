"""Administration of rounds; everything that came out of a round can be looked at here and never changed."""

from django.contrib import admin, messages
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from accounts.models import Event
from accounts.permissions import can_administer
from accounts.refusals import Refused
from assessments import actions
from assessments.actions.erasure import erase_file
from assessments.models import (
    Assessment,
    AssessmentRound,
    CriterionScore,
    CriterionStatistic,
    Evidence,
    Extension,
    GroupResult,
    Notice,
    Publication,
    ResourceMeasure,
    RoundState,
    StoredFile,
)
from assessments.permissions import can_manage_rounds


class RoundIsOpen(Exception):
    """The round was opened since its page was read, so nothing of it can be written here any more."""

    def __str__(self):
        return _("Kỳ “%(round)s” đã được mở nên không thể sửa, xóa; chưa lưu gì. Hãy xem lại kỳ này.") % {
            "round": self.args[0]
        }


def answer_or_refuse(request, view):
    """The answer of `view()`; when the round was opened meanwhile, the list of rounds with the reason."""
    try:
        return view()
    except RoundIsOpen as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:assessments_assessmentround_changelist")


@admin.register(AssessmentRound)
class AssessmentRoundAdmin(SimpleHistoryAdmin):
    """A round is written here while it is prepared; opening it is the action that everyone else uses too."""

    list_display = ["title", "code", "programme", "criteria_set", "ends_on", "state"]
    list_filter = ["state", "programme"]
    list_select_related = ["programme", "criteria_set"]
    search_fields = ["code", "title"]
    readonly_fields = ["state", "opened_at", "published_at"]
    actions = ["open_rounds"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.state == RoundState.PREPARING)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and obj is not None and obj.state == RoundState.PREPARING

    def save_model(self, request, obj, form, change):
        """Save what the form asks for and nothing else: the round may have been opened since the page was read."""
        with transaction.atomic():
            if change:
                self._check_still_prepared(obj)
                obj._history_user = request.user
                obj.save(update_fields=list(form.fields))
            else:
                super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        self._check_still_prepared(obj)
        super().delete_model(request, obj)

    @staticmethod
    def _check_still_prepared(obj):
        stored = AssessmentRound.objects.select_for_update().get(pk=obj.pk)
        if stored.state != RoundState.PREPARING:
            raise RoundIsOpen(stored)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return answer_or_refuse(
            request,
            lambda: super(AssessmentRoundAdmin, self).changeform_view(request, object_id, form_url, extra_context),
        )

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        # Going back to an old state of the round is a save like any other.
        return answer_or_refuse(
            request,
            lambda: super(AssessmentRoundAdmin, self).history_form_view(request, object_id, version_id, extra_context),
        )

    def delete_view(self, request, object_id, extra_context=None):
        return answer_or_refuse(
            request, lambda: super(AssessmentRoundAdmin, self).delete_view(request, object_id, extra_context)
        )

    def has_open_permission(self, request):
        return can_manage_rounds(request.user)

    @admin.action(description=_("Mở các kỳ đã chọn"), permissions=["open"])
    def open_rounds(self, request, queryset):
        if "confirmed" not in request.POST:
            context = {**self.admin_site.each_context(request), "rounds": queryset, "opts": self.opts}
            return TemplateResponse(request, "admin/assessments/open_rounds.html", context)
        for assessment_round in queryset.filter(state=RoundState.PREPARING):
            self._open(request, assessment_round)
        return None

    def _open(self, request, assessment_round):
        try:
            actions.open_round(assessment_round=assessment_round, by=request.user)
        except actions.Refused as refusal:
            self.message_user(request, f"{assessment_round}: {refusal}", messages.ERROR)
        else:
            self.message_user(request, _("Đã mở kỳ “%(round)s”.") % {"round": assessment_round}, messages.SUCCESS)


@admin.register(ResourceMeasure)
class ResourceMeasureAdmin(SimpleHistoryAdmin):
    """Which criterion takes its figure from which resource; a published set may have it, and stays as it is."""

    list_display = ["criterion", "criteria_set", "resource"]
    list_filter = ["criterion__criteria_set", "resource"]
    list_select_related = ["criterion__criteria_set", "resource"]
    search_fields = ["criterion__code", "criterion__title", "resource__title"]
    autocomplete_fields = ["criterion", "resource"]
    list_per_page = 50

    @admin.display(description=_("bộ tiêu chí"))
    def criteria_set(self, measure):
        return measure.criterion.criteria_set


class LookedAtAdmin(admin.ModelAdmin):
    """What only the workflow writes: nothing to add, to change or to delete, one by one or in bulk."""

    actions: list[str] | None = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Assessment)
class AssessmentAdmin(LookedAtAdmin):
    list_display = ["unit_name", "round", "state", "track", "met", "applicable", "points", "class_code"]
    list_filter = ["round", "state"]
    list_select_related = ["round"]
    search_fields = ["unit_name", "unit_code", "round__code"]
    readonly_fields = ["events"]

    @admin.display(description=_("Nhật ký"))
    def events(self, assessment):
        """What was done to the assessment, last first, as far as a page holds it."""
        recent = Event.objects.filter(stream=assessment.stream).select_related("by").order_by("-sequence")[:50]
        return "\n".join(f"{event.at:%d/%m/%Y %H:%M} · {event.by} · {event.verb} · {event.data}" for event in recent)


@admin.register(CriterionScore)
class CriterionScoreAdmin(LookedAtAdmin):
    list_display = ["assessment", "criterion", "self_points", "appraised_points", "official_points", "revision"]
    list_select_related = ["assessment__round", "criterion"]
    search_fields = ["assessment__unit_name", "criterion__code"]
    show_full_result_count = False


@admin.register(GroupResult)
class GroupResultAdmin(LookedAtAdmin):
    list_display = ["assessment", "group", "points", "max_points", "met", "applicable"]
    list_select_related = ["assessment__round", "group"]
    search_fields = ["assessment__unit_name"]
    show_full_result_count = False


@admin.register(CriterionStatistic)
class CriterionStatisticAdmin(LookedAtAdmin):
    list_display = ["criterion", "round", "assessed", "met", "unmet", "exempt", "not_applicable"]
    list_filter = ["round"]
    list_select_related = ["criterion", "round"]


@admin.register(Publication)
class PublicationAdmin(LookedAtAdmin):
    list_display = ["sequence", "round", "published_at", "published_by", "sha256"]
    list_select_related = ["round", "published_by"]


@admin.register(Evidence)
class EvidenceAdmin(LookedAtAdmin):
    list_display = ["title", "document_number", "unit", "valid_until", "created_by", "created_at"]
    list_select_related = ["unit", "created_by"]
    search_fields = ["title", "document_number"]
    show_full_result_count = False


@admin.register(StoredFile)
class StoredFileAdmin(LookedAtAdmin):
    """Without a link to the bytes: the portal hands them out, to those who may see them. They can be erased here."""

    actions = ["erase_files"]

    list_display = ["sha256", "content_type", "size", "created_at"]
    list_filter = ["content_type"]
    search_fields = ["sha256"]
    exclude = ["file"]
    show_full_result_count = False

    def has_erase_permission(self, request):
        return can_administer(request.user)

    @admin.action(description=_("Gỡ nội dung các tệp đã chọn"), permissions=["erase"])
    def erase_files(self, request, queryset):
        if "confirmed" not in request.POST:
            context = {**self.admin_site.each_context(request), "files": queryset, "opts": self.opts}
            return TemplateResponse(request, "admin/assessments/erase_files.html", context)
        try:
            for stored in queryset:
                erase_file(stored_file=stored.pk, reason=request.POST.get("reason", ""), by=request.user)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.message_user(request, _("Đã gỡ nội dung các tệp đã chọn."), messages.SUCCESS)
        return None


@admin.register(Extension)
class ExtensionAdmin(LookedAtAdmin):
    list_display = ["assessment", "stage", "previous_due", "due", "by", "at"]
    list_filter = ["stage"]
    list_select_related = ["assessment__round", "by"]
    search_fields = ["assessment__unit_name", "assessment__round__code"]


@admin.register(Notice)
class NoticeAdmin(LookedAtAdmin):
    list_display = ["user", "kind", "round", "assessment", "at", "read_at", "emailed_at"]
    list_filter = ["kind"]
    list_select_related = ["user", "round", "assessment__round"]
    search_fields = ["user__username", "user__post", "assessment__unit_name"]
    show_full_result_count = False
