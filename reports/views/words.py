"""One place of a document: worded, confirmed, given back to the data, taken from last period."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.refusals import Refused
from reports.actions.wording import WordsChanged, carry_slot, confirm_slot, leave_out_slot, propose_again, word_slot
from reports.display import words as display
from reports.forms.words import RevisionForm, WordsForm
from reports.permissions import can_edit
from reports.queries.document_page import slot_page
from reports.views.documents import find_report


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_slot(request, pk, slot):
    report = find_report(request, pk)
    if request.method != "POST":
        return _page(request, report, slot)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, report, slot, form=form, status=422)
    words, then = form.cleaned_data["text"], form.cleaned_data["then"] or slot
    try:
        word_slot(report=report, slot=slot, text=words, revision=form.cleaned_data["revision"], by=request.user)
    except WordsChanged:
        return _page(request, report, slot, mine=words, status=409)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("reports:document", pk)
    messages.success(request, _("Đã lưu. Dưới đây là đoạn văn như sẽ in."))
    return _slot(pk, then)


@login_required
@require_POST
def confirm(request, pk, slot):
    """Confirm from the page of the place, or from that of the document, and come back to it."""
    _step(request, find_report(request, pk), confirm_slot, _("Đã xác nhận."), slot=slot)
    return _slot(pk, slot) if "slot" in request.POST else redirect(f"{reverse('reports:document', args=[pk])}#to-do")


@login_required
@require_POST
def leave_out(request, pk, slot):
    report, said = find_report(request, pk), _("Đã bỏ đoạn này khỏi văn bản.")
    _step(request, report, leave_out_slot, said, slot=slot, revision=_revision(request))
    return _slot(pk, slot)


@login_required
@require_POST
def restore_proposal(request, pk, slot):
    report, said = find_report(request, pk), _("Đã trở lại lời đề xuất; lời trước vẫn còn trong lịch sử.")
    _step(request, report, propose_again, said, slot=slot, revision=_revision(request))
    return _slot(pk, slot)


@login_required
@require_POST
def use_earlier(request, pk, slot):
    report, said = find_report(request, pk), _("Đã lấy lời kỳ trước; hãy xem lại rồi xác nhận.")
    _step(request, report, carry_slot, said, slot=slot, revision=_revision(request))
    return _slot(pk, slot)


def _slot(pk, slot):
    return redirect("reports:slot", pk, slot)


def _revision(request):
    form = RevisionForm(request.POST)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["revision"]


def _step(request, report, action, said, **arguments):
    try:
        action(report=report, by=request.user, **arguments)
    except Refused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, said)


def _page(request, report, slot, *, form=None, mine=None, status=200):
    """Answer with the page; `mine`: words that were not saved because a colleague saved others in between."""
    if not can_edit(request.user, report):
        raise PermissionDenied
    shown = slot_page(report, slot)
    if shown is None:
        raise Http404
    place = shown.place
    context = {
        **display.page(shown),
        # Saved once more from this page, whoever saves has seen both.
        "form": form or WordsForm(initial={"text": place.text if mine is None else mine, "revision": place.revision}),
        "conflict": None if mine is None else display.conflict(shown, mine),
    }
    return render(request, "reports/slot.html", context, status=status)
