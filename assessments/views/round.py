"""Rounds: all that a person may see, the progress of one, and opening and publishing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from assessments import actions
from assessments.display.rounds import PHONE, progress_drawing, round_sentence, rounds_sentence
from assessments.models import AssessmentRound
from assessments.permissions import can_manage_rounds, can_practise, can_use_grid, can_write_up
from assessments.queries import round_view, rounds_for


@login_required
def list_rounds(request):
    rows = rounds_for(request.user)
    context = {"rows": rows, "sentence": rounds_sentence(rows), "can_practise": can_practise(request.user)}
    return render(request, "assessments/rounds.html", context)


@login_required
def show_round(request, code):
    parent = request.GET.get("parent", "")
    shown = round_view(
        request.user, code, parent=int(parent) if parent.isdecimal() else None, page=request.GET.get("page", 1)
    )
    if shown is None:
        raise Http404
    context = {
        "shown": shown,
        "sentence": round_sentence(shown),
        "drawing": progress_drawing(shown),
        "drawing_narrow": progress_drawing(shown, "progress-narrow", PHONE),
        "parent": parent,
        "has_grid": shown.counts.expected > 0 and can_use_grid(request.user),
        "can_bulk": can_manage_rounds(request.user),
        "can_write_up": shown.counts.expected > 0 and can_write_up(request.user),
    }
    return render(request, "assessments/round.html", context)


@login_required
@require_POST
def open_round(request, code):
    assessment_round = get_object_or_404(AssessmentRound.objects.visible_to(request.user), code=code)
    return _step(request, assessment_round, actions.open_round, _opened)


@login_required
@require_POST
def publish(request, code):
    assessment_round = get_object_or_404(AssessmentRound.objects.visible_to(request.user), code=code)
    return _step(request, assessment_round, actions.publish, _published)


def _opened(result):
    count = result.assessments.count()
    return ngettext(
        "Đã mở kỳ đánh giá cho %(count)d đơn vị; bộ tiêu chí từ nay không thay đổi.",
        "Đã mở kỳ đánh giá cho %(count)d đơn vị; bộ tiêu chí từ nay không thay đổi.",
        count,
    ) % {"count": count}


def _published(result):
    return _("Đã công bố và niêm phong kết quả (mã băm %(sha)s…).") % {"sha": result.sha256[:12]}


def _step(request, assessment_round, action, words):
    try:
        result = action(assessment_round=assessment_round, by=request.user)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words(result))
    return redirect("assessments:round", code=assessment_round.code)
