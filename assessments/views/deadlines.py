"""Deadlines: of one unit's sheet with its extensions, and of a whole round."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.refusals import Refused
from assessments.actions.deadlines import change_round_dates, extend
from assessments.forms.deadlines import ExtensionForm, RoundDatesForm
from assessments.models import Assessment, AssessmentRound
from assessments.permissions import can_change_round_dates
from assessments.queries.deadlines import deadlines_of


@login_required
@require_safe
def show_deadlines(request, code, unit):
    return _deadlines(request, _find(request, code, unit))


@login_required
@require_POST
def extend_deadline(request, code, unit):
    assessment = _find(request, code, unit)
    stages = deadlines_of(request.user, assessment).extendable
    if not stages:
        raise PermissionDenied
    form = ExtensionForm(request.POST, stages=stages)
    if not form.is_valid():
        return _deadlines(request, assessment, form)
    try:
        extension = extend(assessment=assessment.pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("due", str(refusal))
        return _deadlines(request, assessment, form)
    said = _("Đã gia hạn %(stage)s đến ngày %(due)s và báo cho đơn vị.")
    messages.success(request, said % {"stage": extension.get_stage_display(), "due": f"{extension.due:%d/%m/%Y}"})
    return redirect("assessments:deadlines", code=code, unit=unit)


@login_required
def round_dates(request, code):
    found = get_object_or_404(AssessmentRound.objects.visible_to(request.user), code=code)
    if not can_change_round_dates(request.user, found):
        raise PermissionDenied
    form = RoundDatesForm(request.POST) if request.method == "POST" else RoundDatesForm.of_round(found)
    if form.is_bound and form.is_valid() and _changed(request, found, form):
        messages.success(request, _("Đã đổi mốc thời gian của kỳ."))
        return redirect("assessments:round", code=code)
    status = 422 if form.is_bound else 200
    return render(request, "assessments/round_dates_form.html", {"round": found, "form": form}, status=status)


def _changed(request, found, form):
    try:
        change_round_dates(
            assessment_round=found, dates=form.dates(), reason=form.cleaned_data["reason"], by=request.user
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _find(request, code, unit):
    return get_object_or_404(Assessment.objects.visible_to(request.user).for_sheet(), round__code=code, unit_id=unit)


def _deadlines(request, assessment, form=None):
    shown = deadlines_of(request.user, assessment)
    context = {
        "assessment": assessment,
        "shown": shown,
        "form": form or (ExtensionForm(stages=shown.extendable) if shown.extendable else None),
    }
    return render(request, "assessments/deadlines.html", context, status=422 if form else 200)
