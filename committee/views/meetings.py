"""The committee's meetings: the list, one meeting with its agenda, planning, starting and closing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.attempt import attempt
from accounts.history import history_of, told
from accounts.refusals import Refused
from committee.actions.meeting import cancel_meeting, change_meeting, close_meeting, plan_meeting, start_meeting
from committee.display import meetings as display
from committee.forms.meetings import CancellationForm, ClosingForm, ItemForm, MeetingFilterForm, MeetingForm
from committee.permissions import can_cancel_meeting, can_capture_decision, can_change_meeting, can_hold_meeting
from committee.queries import meetings as queries
from committee.queries.agenda import proposals, round_of
from units.downloads import csv_download, xlsx_download
from units.paging import paged

FILE = "hoi-nghi-ban-chi-dao"


@login_required
@require_safe
def show_meetings(request):
    form = MeetingFilterForm(request.GET)
    found = queries.meeting_list(request.user, **form.asked())
    if file := _file(request.GET.get("format"), found):
        return file
    held, pages = paged(found.held, request.GET)
    context = {
        "found": found,
        "sentence": display.list_sentence(found),
        "held": held,
        "pages": pages,
        "form": form,
        "is_filtered": form.is_filtering,
        "can_plan": any(can_hold_meeting(request.user, city.pk) for city in queries.cities_of(request.user)),
    }
    return render(request, "committee/meetings.html", context)


def _file(kind, found):
    rows = map(display.file_row, queries.listed(found))
    if kind == "csv":
        return csv_download(FILE, display.file_header(), rows)
    return xlsx_download(FILE, _("Hội nghị"), display.file_header(), rows) if kind == "xlsx" else None


@login_required
@require_safe
def show_meeting(request, meeting):
    return meeting_page(request, queries.open_meeting(request.user, meeting))


def meeting_page(request, found, **forms):
    """Answer with the page of a meeting; `forms` (item_form, closing_form, cancellation_form) come back refused."""
    user, meeting = request.user, found.meeting
    can_change = can_change_meeting(user, meeting)
    context = {
        **display.page(found),
        "round": round_of(user, meeting) if can_change else meeting.round,
        "can_change": can_change,
        "can_capture": can_capture_decision(user, meeting),
        "can_write_up": can_hold_meeting(user, meeting.city_id),
        "groups": display.proposal_groups(proposals(user, meeting)) if can_change else [],
        "item_form": forms.get("item_form") or ItemForm(),
        "closing_form": forms.get("closing_form") or ClosingForm(),
        "faulty": forms.get("closing_form") or forms.get("cancellation_form"),
        "cancellation_form": (forms.get("cancellation_form") or CancellationForm())
        if can_cancel_meeting(user, meeting)
        else None,
        "history": told(history_of(meeting.stream), display.VERBS),
    }
    return render(request, "committee/meeting.html", context, status=422 if forms else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request):
    cities = queries.cities_of(request.user)
    if not cities:
        raise PermissionDenied
    form = MeetingForm(request.POST or None, cities=cities, **_offered(request.user))
    if request.method == "POST" and (meeting := attempt(form, plan_meeting, by=request.user)):
        messages.success(request, _("Đã lên lịch và báo cho Ban Chỉ đạo. Hãy chọn nội dung đưa vào chương trình."))
        return redirect("committee:meeting", meeting.pk)
    return _form_page(request, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, meeting):
    found = queries.meeting_or_404(request.user, meeting)
    if not can_change_meeting(request.user, found):
        raise PermissionDenied
    offered = _offered(request.user)
    form = MeetingForm.of_meeting(found, **offered)
    if request.method == "POST":
        form = MeetingForm(request.POST, cities=None, **offered)
        if attempt(form, change_meeting, by=request.user, meeting=found):
            messages.success(request, _("Đã sửa thông tin cuộc họp."))
            return redirect("committee:meeting", meeting)
    return _form_page(request, form, found)


def _offered(user):
    return {"programmes": queries.programmes_of(user), "rounds": queries.rounds_of(user)}


def _form_page(request, form, meeting=None):
    context = {"form": form, "meeting": meeting}
    return render(request, "committee/meeting_form.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def start(request, meeting):
    found = queries.meeting_or_404(request.user, meeting)
    try:
        start_meeting(by=request.user, meeting=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("committee:meeting", meeting)
    return redirect("committee:stage", meeting)


@login_required
@require_POST
def close(request, meeting):
    found = queries.open_meeting(request.user, meeting)
    form = ClosingForm(request.POST)
    if attempt(form, close_meeting, by=request.user, meeting=found.meeting):
        messages.success(request, _("Đã kết thúc cuộc họp; nội dung chưa bàn được để lần sau."))
        return redirect("committee:meeting", meeting)
    return meeting_page(request, found, closing_form=form)


@login_required
@require_POST
def cancel(request, meeting):
    found = queries.open_meeting(request.user, meeting)
    form = CancellationForm(request.POST)
    if attempt(form, cancel_meeting, by=request.user, meeting=found.meeting):
        messages.success(request, _("Đã hủy cuộc họp và báo cho Ban Chỉ đạo."))
        return redirect("committee:meeting", meeting)
    return meeting_page(request, found, cancellation_form=form)
