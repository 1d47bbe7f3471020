"""The steps of a document besides its words: addressed, handed over, approved, taken back, given up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.refusals import Refused
from reports.actions.addressing import address_report
from reports.actions.approval import (
    approve_report,
    discard_report,
    hand_over_report,
    send_back_report,
    take_back_report,
)
from reports.actions.refusals import NotInState
from reports.display import approval as display
from reports.forms.words import AddressingForm, ApprovalForm, ReasonForm
from reports.permissions import can_approve, can_discard, can_edit, can_send_back, can_take_back
from reports.queries.document_page import document_page
from reports.views.documents import find_report


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def address(request, pk):
    report = find_report(request, pk)
    if request.method != "POST" and not can_edit(request.user, report):
        raise PermissionDenied
    posted = request.method == "POST"
    form = AddressingForm(request.POST if posted else None, initial=display.addressing(report))
    if posted and (answer := _take(request, report, form, address_report, _("Đã lưu trích yếu, nơi gửi, nơi nhận."))):
        return answer
    shown = document_page(request.user, report)
    context = {**display.page(shown), "form": form, "proposed": display.proposed(shown)}
    return render(request, "reports/addressing.html", context, status=422 if posted else 200)


@login_required
@require_POST
def hand_over(request, pk):
    report = find_report(request, pk)
    try:
        hand_over_report(report=report, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Đã trình duyệt và báo cho người duyệt."))
    return redirect("reports:document", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request, pk):
    report, posted = find_report(request, pk), request.method == "POST"
    if not posted and not can_approve(request.user, report):
        raise PermissionDenied
    shown = document_page(request.user, report)
    form = ApprovalForm(request.POST if posted else None, signatures=shown.composition.standing.signatures)
    if posted and (
        answer := _take(request, report, form, approve_report, _("Đã duyệt văn bản và báo cho nơi ban hành."))
    ):
        return answer
    context = {**display.page(shown), **display.read(shown), "form": form}
    return render(request, "reports/approve.html", context, status=422 if posted else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, pk):
    said = _("Đã rút duyệt; văn bản trở lại dự thảo.")
    return _with_reason(request, pk, can_take_back, take_back_report, said, display.TAKING_BACK)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request, pk):
    said = _("Đã trả lại dự thảo và báo cho người soạn.")
    return _with_reason(request, pk, can_send_back, send_back_report, said, display.SENDING_BACK)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request, pk):
    said = _("Đã bỏ dự thảo; có thể lập lại văn bản này bất cứ lúc nào.")
    return _with_reason(request, pk, can_discard, discard_report, said, display.DISCARDING)


def _with_reason(request, pk, may, action, said, words):
    report, posted = find_report(request, pk), request.method == "POST"
    if not posted and not may(request.user, report):
        raise PermissionDenied
    form = ReasonForm(request.POST if posted else None)
    if posted and (answer := _take(request, report, form, action, said)):
        return answer
    context = {**display.page(document_page(request.user, report)), "form": form, "words": words}
    return render(request, "reports/reason.html", context, status=422 if posted else 200)


def _take(request, report, form, action, said):
    """Take a step and return where to go next, None where the form says why it was not taken."""
    if not form.is_valid():
        return None
    try:
        action(report=report, by=request.user, **form.cleaned_data)
    except NotInState as late:
        # Pressed twice, or somebody else was faster: the page says how it stands.
        messages.info(request, str(late))
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    else:
        messages.success(request, said)
    return redirect("reports:document", report.pk)
