"""Putting things on a meeting's agenda, ordering them and taking them off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.attempt import attempt
from accounts.refusals import Refused
from committee.actions.agenda import add_item, move_item, remove_item, take_up
from committee.forms.meetings import ItemForm
from committee.queries.agenda import proposals
from committee.queries.meetings import item_or_404, meeting_or_404, open_meeting
from committee.views.meetings import meeting_page


@login_required
@require_POST
def add(request, meeting):
    found = open_meeting(request.user, meeting)
    form = ItemForm(request.POST)
    if attempt(form, add_item, by=request.user, meeting=found.meeting):
        messages.success(request, _("Đã thêm nội dung vào cuối chương trình."))
        return redirect("committee:meeting", meeting)
    return meeting_page(request, found, item_form=form)


@login_required
@require_POST
def take_proposals(request, meeting):
    found = meeting_or_404(request.user, meeting)
    kind, keys = request.POST.get("kind"), request.POST.getlist("proposal")
    # Proposed anew: what is posted only names proposals, it never makes one.
    chosen = [each for each in proposals(request.user, found) if (each.kind == kind if kind else each.key in keys)]
    try:
        added = take_up(by=request.user, meeting=found, proposals=chosen)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        _tell_added(request, len(added))
    return redirect("committee:meeting", meeting)


def _tell_added(request, count):
    if count:
        said = ngettext("Đã đưa vào %(count)d nội dung.", "Đã đưa vào %(count)d nội dung.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("Chưa chọn nội dung nào, hoặc nội dung đã có trong chương trình."))


@login_required
@require_POST
def move(request, meeting, item):
    found = item_or_404(request.user, meeting, item)
    text = request.POST.get("position", "")
    if text.isdecimal() and len(text) < 5:
        _attempt_plainly(request, move_item, by=request.user, item=found, position=int(text))
    return redirect("committee:meeting", meeting)


@login_required
@require_POST
def remove(request, meeting, item):
    _attempt_plainly(request, remove_item, by=request.user, item=item_or_404(request.user, meeting, item))
    return redirect("committee:meeting", meeting)


def _attempt_plainly(request, action, **arguments):
    """Do it, or say why not above the page."""
    try:
        action(**arguments)
    except Refused as refusal:
        messages.error(request, str(refusal))
