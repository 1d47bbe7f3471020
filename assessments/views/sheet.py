"""The scoring sheet, for whoever fills it in, appraises it, or may look."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from assessments import actions, forms
from assessments.models import Assessment
from assessments.permissions import is_behind
from assessments.queries import after_save, asked_in, sheet_for, sheet_url
from assessments.queries.resource import resource_after
from assessments.sheet_body import render_body, sheet_body
from assessments.views.attempt import attempt_save, save_agreement, save_resource


def signed_in_to_save(view):
    """Send a lapsed session to the sign-in and from there back to the sheet, never to the address of a POST.

    A form that htmx sent gets 401 with the address to go to: what was typed then counts as not sent, and the
    browser's draft of it survives (static/js/form-draft.js).
    """

    @wraps(view)
    def checked(request, **kwargs):
        if request.user.is_authenticated:
            return view(request, **kwargs)
        login = redirect_to_login(request.htmx.current_url_abs_path or request.get_full_path()).url
        if request.htmx:
            return HttpResponse(status=401, headers={"HX-Redirect": login})
        return redirect(login)

    return checked


@login_required
def show_sheet(request, code, unit, group=""):
    assessment = _find(request, code, unit)
    body = sheet_body(user=request.user, assessment=assessment, group=group, token=get_token(request))
    return render(request, "assessments/sheet.html", {"assessment": assessment, "body": body})


@signed_in_to_save
def save_self_score(request, code, unit, criterion):
    return _save(request, _find_to_save(request, code, unit), criterion, actions.save_self_score)


@signed_in_to_save
def save_appraisal(request, code, unit, criterion):
    return _save(request, _find_to_save(request, code, unit), criterion, actions.save_appraisal)


@signed_in_to_save
def agree(request, code, unit, criterion):
    return _save(request, _find_to_save(request, code, unit), criterion, save_agreement)


@signed_in_to_save
def take_resource(request, code, unit, criterion):
    return _save(request, _find_to_save(request, code, unit), criterion, save_resource)


@login_required
@require_POST
def submit(request, code, unit):
    done = _("Đã nộp phiếu đánh giá. Khi chưa thẩm định, chỉ huy đơn vị vẫn rút phiếu về để sửa được.")
    return _step(request, _find(request, code, unit), actions.submit, done)


@login_required
@require_POST
def complete_appraisal(request, code, unit):
    done = _("Đã hoàn thành thẩm định. Phiếu chờ Ban Chỉ đạo quyết định.")
    return _step(request, _find(request, code, unit), actions.complete_appraisal, done)


@login_required
@require_POST
def decide(request, code, unit):
    assessment = _find(request, code, unit)
    form = forms.DecisionForm(request.POST)
    if not form.is_valid():
        return _refused_page(request, _sheet(request, assessment), decision=form, status=422)
    done = _("Đã ghi quyết định. Kết quả chính thức của đơn vị đã có, chờ công bố cùng cả kỳ.")
    return _step(request, assessment, actions.decide, done, **form.cleaned_data)


def _find(request, code, unit):
    rows = Assessment.objects.visible_to(request.user).for_sheet()
    return get_object_or_404(rows, round__code=code, unit_id=unit)


def _find_to_save(request, code, unit):
    """As `_find`, without what only a whole page reads."""
    rows = Assessment.objects.visible_to(request.user).for_saving()
    return get_object_or_404(rows, round__code=code, unit_id=unit)


def _sheet(request, assessment, group=""):
    sheet = sheet_for(request.user, assessment, group)
    if sheet is None:
        raise Http404
    return sheet


def _refused_page(request, sheet, *, attempt=None, decision=None, status):
    body = render_body(sheet, token=get_token(request), attempt=attempt, decision=decision)
    context = {"assessment": sheet.assessment, "body": body}
    return render(request, "assessments/sheet.html", context, status=status)


def _step(request, assessment, action, done, **arguments):
    try:
        action(assessment=assessment.pk, by=request.user, **arguments)
    except PermissionDenied:
        # A button pressed twice: the step was done by the first press, and no harm in the second.
        assessment.refresh_from_db(fields=["state"])
        if not is_behind(request.user, action.__name__, assessment):
            raise
        messages.info(request, _("Bước này đã được thực hiện trước đó; không có gì thay đổi thêm."))
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(sheet_url(assessment))


def _save(request, assessment, code, save):
    found = asked_in(assessment, code)
    if found is None:
        raise Http404
    asked, group = found
    back = f"{sheet_url(assessment, group)}#criterion-{code}"
    # A GET comes from a sign-in on the way: the session had lapsed when the form was sent.
    if request.method != "POST":
        return redirect(back)
    attempt = attempt_save(assessment, asked, forms.read_post(asked.rule, request.POST), save, request.user)
    if attempt.saved is None:
        whole = _find(request, assessment.round.code, assessment.unit_id)
        return _show_refused(request, _sheet(request, whole, group), attempt)
    whole_block_changes = attempt.typed.is_cleared or save in (save_agreement, save_resource)
    if request.htmx and whole_block_changes:
        return HttpResponseClientRefresh()
    if request.htmx:
        return _show_saved(request, attempt, asked, group)
    messages.success(request, _("Đã lưu tiêu chí %(code)s.") % {"code": code})
    return redirect(back)


def _show_saved(request, attempt, asked, group):
    parts = after_save(request.user, attempt.saved, asked, group)
    context = {
        "parts": parts,
        "block": parts,
        "revision": attempt.saved.revision,
        "decision": forms.DecisionForm(),
        # Only a block that says so has a resource: other saves ask for none.
        "resource": resource_after(request.user, attempt.saved.assessment, asked)
        if "has_resource" in request.POST
        else None,
    }
    return render(request, "assessments/saved.html", context)


def _show_refused(request, sheet, attempt):
    if not request.htmx:
        return _refused_page(request, sheet, attempt=attempt, status=attempt.status)
    entry = next(each for each in forms.entries_of(sheet, attempt) if each.block.asked.code == attempt.code)
    return render(request, "assessments/refused.html", {"entry": entry}, status=attempt.status)
