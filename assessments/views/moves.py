"""The steps of the workflow that ask for something: a page each, which keeps what was typed when it is refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from assessments import actions, forms
from assessments.models import Assessment
from assessments.permissions import can_move, is_behind
from assessments.queries import sheet_url
from assessments.queries.asked import asked_groups
from assessments.queries.changes import line_to_change
from assessments.queries.moves import EFFECTS, TITLES, who_makes
from criteria import scoring

# What a step asks for, the action that takes it, and what is said when it is done.
STEPS: dict[str, tuple[type[forms.PlainForm], Callable[..., object], Any]] = {
    "withdraw": (
        forms.PlainForm,
        actions.withdraw,
        gettext_lazy("Đã rút phiếu về. Đơn vị sửa được; sửa xong hãy nộp lại."),
    ),
    "pass_review": (
        forms.ReviewForm,
        actions.pass_review,
        gettext_lazy("Đã chuyển phiếu tiếp, kèm ý kiến của cấp xem xét."),
    ),
    "return_sheet": (
        forms.ReturnForm,
        actions.return_sheet,
        gettext_lazy("Đã trả phiếu lại cho đơn vị, kèm lý do và hạn nộp lại."),
    ),
    "return_to_appraisal": (
        forms.AppraisalReturnForm,
        actions.return_to_appraisal,
        gettext_lazy("Đã gửi phiếu lại để thẩm định lại, kèm lý do."),
    ),
    "reopen_criterion": (
        forms.ReopeningForm,
        actions.reopen_criterion,
        gettext_lazy("Đã mở lại tiêu chí. Đơn vị chỉ sửa được tiêu chí này; các tiêu chí khác giữ nguyên."),
    ),
}


@login_required
def take_step(request, code, unit, verb):
    assessment, (form_of, action, done) = _find(request, code, unit), STEPS[verb]
    form = form_of(assessment, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show_step(request, assessment, verb, form)
    try:
        action(assessment=assessment.pk, by=request.user, **_arguments(form))
    except PermissionDenied:
        return _say_if_behind(request, assessment, verb)
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return _show_step(request, assessment, verb, form)
    messages.success(request, str(done))
    return redirect(sheet_url(assessment))


@login_required
def change_line(request, code, unit):
    assessment = _find(request, code, unit)
    if not can_move(request.user, "change_line", assessment):
        raise PermissionDenied
    if request.method == "POST":
        return _change(request, assessment, _line_of(assessment, request.POST))
    if "criterion" not in request.GET:
        return render(request, "assessments/change_line.html", _line_context(assessment))
    line = _line_of(assessment, request.GET)
    answer = forms.answer_form(line.asked.rule, forms.values_of(line.asked.rule, line.answer))
    form = forms.ChangeForm(initial={"reason": line.reason})
    return render(request, "assessments/change_line.html", _line_context(assessment, line, answer, form))


@login_required
@require_POST
def withdraw_change(request, code, unit):
    assessment = _find(request, code, unit)
    line = _line_of(assessment, request.POST)
    try:
        actions.withdraw_change(assessment=assessment.pk, criterion=line.asked.criterion.pk, by=request.user)
    except actions.Refused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ quyết định khác ở tiêu chí %(code)s.") % {"code": line.asked.code})
    return redirect(sheet_url(assessment))


def _find(request, code, unit):
    rows = Assessment.objects.visible_to(request.user).for_sheet()
    return get_object_or_404(rows, round__code=code, unit_id=unit)


def _arguments(form):
    """The form's values under the names of the action; a level that is named guards against a second press."""
    values = dict(form.cleaned_data)
    if "level" in values:
        values["unit"] = values.pop("level")
    return values


def _show_step(request, assessment, verb, form):
    if not can_move(request.user, verb, assessment):
        if form.is_bound:
            return _say_if_behind(request, assessment, verb)
        raise PermissionDenied
    context = {
        "assessment": assessment,
        "form": form,
        "title": TITLES[verb],
        "effect": EFFECTS[verb],
        "who": who_makes(verb, assessment),
        "sheet_url": sheet_url(assessment),
        "verb": verb,
    }
    return render(request, "assessments/move.html", context, status=422 if form.is_bound else 200)


def _say_if_behind(request, assessment, verb):
    """A button pressed twice: the step was taken by the first press, and no harm in the second."""
    assessment.refresh_from_db(fields=["state", "review_unit"])
    if not is_behind(request.user, verb, assessment):
        raise PermissionDenied
    messages.info(request, _("Bước này đã được thực hiện trước đó; không có gì thay đổi thêm."))
    return redirect(sheet_url(assessment))


def _line_of(assessment, sent):
    key = sent.get("criterion", "")
    line = line_to_change(assessment, int(key)) if key.isascii() and key.isdecimal() and len(key) < 19 else None
    if line is None:
        raise Http404
    return line


def _change(request, assessment, line):
    rule, form = line.asked.rule, forms.ChangeForm(request.POST)
    typed = forms.read_post(rule, request.POST)
    faults = typed.faults or (form.is_valid() and _change_faults(request, assessment, line, typed, form))
    if faults == ():
        messages.success(request, _("Đã ghi quyết định khác ở tiêu chí %(code)s.") % {"code": line.asked.code})
        return redirect(sheet_url(assessment))
    context = _line_context(assessment, line, forms.answer_form(rule, typed.values), form, faults or ())
    return render(request, "assessments/change_line.html", context, status=422)


def _change_faults(request, assessment, line, typed, form):
    """Change the line; return what is wrong in sentences, none when it is done."""
    try:
        actions.change_line(
            assessment=assessment.pk,
            criterion=line.asked.criterion.pk,
            answer=forms.answer_of(line.asked.rule, typed),
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
    except scoring.AnswersRefused as refused:
        return tuple(forms.fault_sentence(line.asked.rule, fault) for fault in refused.faults)
    except actions.Refused as refusal:
        return (str(refusal),)
    return ()


def _line_context(assessment, line=None, answer=None, form=None, faults=()):
    return {
        "assessment": assessment,
        "groups": asked_groups(assessment.round.criteria_set),
        "sheet_url": sheet_url(assessment),
        "line": line,
        "answer": answer,
        "form": form,
        "faults": faults,
    }
