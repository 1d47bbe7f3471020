"""The offline workbook: down, filled in elsewhere, and back in with a look at what it would change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.actions.answers import save_answers
from assessments.actions.refusals import NotReturned, StaleScore
from assessments.models import Assessment
from assessments.permissions import can_save_self_score
from assessments.queries import sheet_url
from assessments.workbook.difference import difference_of
from assessments.workbook.upload import ConfirmForm, UploadForm
from assessments.workbook.writer import write_workbook
from criteria.queries import CONTENT_TYPES

TEMPLATE = "assessments/workbook.html"


@login_required
def exchange(request, code, unit):
    """The page: the workbook to be had, a place to hand it back; then what it would change, and storing that."""
    assessment = _find(request, code, unit)
    if request.method == "POST" and "shown" in request.POST:
        return _store(request, assessment, ConfirmForm(request.POST, assessment=assessment))
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, assessment=assessment)
        if form.is_valid():
            return _show(request, assessment, form.difference)
        return _page(request, assessment, form, status=422)
    return _page(request, assessment, UploadForm(assessment=assessment))


@login_required
def download(request, code, unit):
    assessment = _find(request, code, unit)
    name = f"phieu-tu-cham-{assessment.round.code}-{assessment.unit.key}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(write_workbook(assessment), content_type=CONTENT_TYPES["xlsx"], headers=headers)


def _find(request, code, unit):
    """The sheet, for whoever may fill it in now: others have no use for its workbook."""
    rows = Assessment.objects.visible_to(request.user).for_sheet()
    assessment = get_object_or_404(rows, round__code=code, unit_id=unit)
    if not can_save_self_score(request.user, assessment):
        raise PermissionDenied
    return assessment


def _page(request, assessment, form, *, status=200, **context):
    context |= {"assessment": assessment, "form": form, "sheet_url": sheet_url(assessment)}
    return render(request, TEMPLATE, context, status=status)


def _show(request, assessment, difference, *, choices=None, status=200):
    confirm = ConfirmForm.of(assessment, difference)
    conflicts = [(line, (choices or {}).get(line.choice_name, "")) for line in difference.conflicts]
    context = {"difference": difference, "confirm": confirm, "conflicts": conflicts}
    return _page(request, assessment, UploadForm(assessment=assessment), status=status, **context)


def _store(request, assessment, form):
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["shown"]))
        return redirect(request.path)
    difference, choices = form.difference, form.choices
    if form.is_stale:
        return _show_again(request, assessment, form)
    if difference.undecided(choices):
        messages.error(request, _("Chưa lưu gì: hãy chọn bản giữ lại ở từng tiêu chí được sửa ở cả hai nơi."))
        return _show(request, assessment, difference, choices=choices, status=422)
    try:
        count = save_answers(assessment=assessment.pk, answers=difference.resolved(choices), by=request.user)
    except (StaleScore, NotReturned):
        return _show_again(request, assessment, form)
    words = ngettext("Đã lưu %(count)d tiêu chí từ tệp.", "Đã lưu %(count)d tiêu chí từ tệp.", count)
    messages.success(request, words % {"count": count} if count else _("Không có gì khác để lưu."))
    return redirect(sheet_url(assessment))


def _show_again(request, assessment, form):
    """Somebody saved in between: what stands now is compared anew, and nothing has been stored."""
    messages.warning(request, _("Chưa lưu gì: có người vừa sửa phiếu trên cổng. Hãy xem lại các thay đổi bên dưới."))
    difference = difference_of(assessment, form.returned)
    return _show(request, assessment, difference, choices=form.choices, status=409)
