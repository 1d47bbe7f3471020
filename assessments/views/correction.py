"""A line of a published round is corrected: chosen, answered anew, and sealed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.refusals import Refused
from assessments import forms
from assessments.actions.correction import amend_result as amend
from assessments.forms.moves import CorrectionForm
from assessments.models import Assessment
from assessments.permissions import can_amend_result
from assessments.queries import sheet_url
from assessments.queries.asked import asked_groups
from assessments.queries.changes import line_to_change
from criteria import scoring


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def amend_result(request, code, unit):
    rows = Assessment.objects.visible_to(request.user).for_sheet()
    assessment = get_object_or_404(rows, round__code=code, unit_id=unit)
    if not can_amend_result(request.user, assessment):
        raise PermissionDenied
    if request.method == "POST":
        return _amend(request, assessment, _line_of(assessment, request.POST))
    if "criterion" not in request.GET:
        return _page(request, assessment)
    line = _line_of(assessment, request.GET)
    answer = forms.answer_form(line.asked.rule, forms.values_of(line.asked.rule, line.answer))
    return _page(request, assessment, line, answer, CorrectionForm())


def _amend(request, assessment, line):
    rule, form = line.asked.rule, CorrectionForm(request.POST)
    typed = forms.read_post(rule, request.POST)
    faults = typed.faults or (form.is_valid() and _faults(request, assessment, line, typed, form))
    if faults == ():
        said = _("Đã đính chính tiêu chí %(code)s và niêm phong bản mới của kỳ.")
        messages.success(request, said % {"code": line.asked.code})
        return redirect(sheet_url(assessment))
    return _page(request, assessment, line, forms.answer_form(rule, typed.values), form, faults or ())


def _faults(request, assessment, line, typed, form):
    """Amend the line; return what is wrong in sentences, none when it is done."""
    try:
        amend(
            assessment=assessment.pk,
            criterion=line.asked.criterion.pk,
            answer=forms.answer_of(line.asked.rule, typed),
            by=request.user,
            **form.cleaned_data,
        )
    except scoring.AnswersRefused as refused:
        return tuple(forms.fault_sentence(line.asked.rule, fault) for fault in refused.faults)
    except Refused as refusal:
        return (str(refusal),)
    return ()


def _line_of(assessment, sent):
    key = sent.get("criterion", "")
    line = line_to_change(assessment, int(key)) if key.isascii() and key.isdecimal() and len(key) < 19 else None
    if line is None:
        raise Http404
    return line


def _page(request, assessment, line=None, answer=None, form=None, faults=()):
    context = {
        "assessment": assessment,
        "groups": asked_groups(assessment.round.criteria_set),
        "sheet_url": sheet_url(assessment),
        "line": line,
        "answer": answer,
        "form": form,
        "faults": faults,
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "assessments/amend_result.html", context, status=status)
