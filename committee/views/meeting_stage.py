"""The meeting on the wall: one item at a time, what is concluded, and what is decided, captured on the spot."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.attempt import attempt
from committee.actions.agenda import capture_decision, note_conclusion
from committee.display import meetings as display
from committee.display.meeting_stage import drawing_of
from committee.forms.meetings import ClosingForm, ConclusionForm, DecisionForm
from committee.models import ItemState, MeetingState
from committee.permissions import can_capture_decision, can_change_meeting
from committee.queries.agenda_stage import earlier_conclusions, subject_of
from committee.queries.meetings import item_or_404, open_meeting, unit_of_item, units_to_order


@login_required
@require_safe
def show_stage(request, meeting):
    found = open_meeting(request.user, meeting)
    return _stage(request, found, _asked(request.GET.get("item", ""), found))


def _asked(text, found):
    """Return which slide is asked for, from 1; the one after the last item shows the decisions.

    Without a number, or with a wrong one, the first item that still waits.
    """
    last = len(found.items) + 1
    if text.isdecimal() and len(text) < 5:
        return min(max(int(text), 1), last)
    return next((place for place, item in enumerate(found.items, start=1) if item.state == ItemState.WAITING), 1)


def _stage(request, found, number, **forms):
    """Answer with one slide; `forms` (note, decision) come back refused, the panel open."""
    context = {
        "meeting": found.meeting,
        "number": number,
        "count": len(found.items),
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number <= len(found.items) else None,
        "opened": next(iter(forms), ""),
    }
    if number > len(found.items):
        context |= _last_slide(request, found)
    else:
        context |= _slide(request, found, found.items[number - 1], forms)
    return render(request, "committee/stage.html", context, status=422 if forms else 200)


def _last_slide(request, found):
    is_running = found.meeting.state == MeetingState.RUNNING
    return {
        "decisions": display.decisions(found.decisions),
        "waiting": sum(item.state == ItemState.WAITING for item in found.items),
        "closing": ClosingForm() if is_running and can_change_meeting(request.user, found.meeting) else None,
    }


def _slide(request, found, item, forms):
    subject = subject_of(request.user, item)
    can_capture = can_capture_decision(request.user, found.meeting)
    return {
        "item": item,
        "is_alarming": item.kind in display.ALARMING,
        "subject": subject,
        "drawing": drawing_of(item, subject),
        "earlier": earlier_conclusions(request.user, item),
        "decisions": display.decisions(found.decisions_on(item)),
        # What was refused stays in sight even when nothing more may be written.
        "note": forms.get("note") or (can_capture and ConclusionForm.of_item(item)),
        "decision": forms.get("decision") or (can_capture and _decision_form(found.meeting, item)),
    }


def _decision_form(meeting, item, data=None):
    offered = units_to_order(meeting)
    return DecisionForm(data, offered=offered, initial={"lead": unit_of_item(item)})


@login_required
@require_POST
def note(request, meeting, item):
    found = item_or_404(request.user, meeting, item)
    form = ConclusionForm(request.POST)
    if attempt(form, note_conclusion, by=request.user, item=found):
        messages.success(request, _("Đã ghi kết luận."))
        return redirect(_address(request.user, found))
    form.anew(item_or_404(request.user, meeting, item))
    return _again(request, found, note=form)


@login_required
@require_POST
def capture(request, meeting, item):
    found = item_or_404(request.user, meeting, item)
    form = _decision_form(found.meeting, found, request.POST)
    if directive := attempt(form, capture_decision, by=request.user, item=found):
        messages.success(request, _("Đã giao chỉ đạo: %(title)s") % {"title": directive.title})
        return redirect(_address(request.user, found))
    return _again(request, found, decision=form)


def _number_of(found, item):
    """The item's slide; the decisions' when it was taken off meanwhile."""
    keys = [each.pk for each in found.items]
    return keys.index(item.pk) + 1 if item.pk in keys else len(keys) + 1


def _again(request, item, **forms):
    found = open_meeting(request.user, item.meeting_id)
    return _stage(request, found, _number_of(found, item), **forms)


def _address(user, item):
    number = _number_of(open_meeting(user, item.meeting_id), item)
    return f"{reverse('committee:stage', args=[item.meeting_id])}?item={number}"
