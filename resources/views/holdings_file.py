"""The figures of many units from one workbook: the template down, the filled-in one up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.refusals import Refused
from resources.actions import record_holdings
from resources.models import ResourceKind
from resources.permissions import can_import_resources
from resources.queries.unit_page import standing_units, units_by_key
from resources.workbook.template import write_template
from resources.workbook.upload import UploadForm
from units.downloads import XLSX_TYPE

SHOWN = 200


@login_required
def import_holdings(request):
    _check(request)
    form = UploadForm()
    if request.method == "POST":
        kinds = {kind.code: kind for kind in ResourceKind.objects.for_choosing()}
        form = UploadForm(request.POST, request.FILES, units=units_by_key(request.user), kinds=kinds)
        if form.is_valid() and _store(request, form):
            return redirect("resources:shortfalls")
    context = {"form": form, "faults": form.faults[:SHOWN], "more": max(len(form.faults) - SHOWN, 0)}
    return render(request, "resources/import.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def download_template(request):
    _check(request)
    content = write_template(standing_units(request.user), ResourceKind.objects.for_choosing())
    headers = {"Content-Disposition": 'attachment; filename="mau-so-thuc-co.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=XLSX_TYPE, headers=headers)


def _check(request):
    if not can_import_resources(request.user):
        raise PermissionDenied


def _store(request, form):
    try:
        count = record_holdings(by=request.user, holdings=form.holdings)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return False
    words = ngettext("Đã ghi %(count)d số thực có từ tệp.", "Đã ghi %(count)d số thực có từ tệp.", count)
    messages.success(request, words % {"count": count} if count else _("Tệp không có số nào khác với số đã ghi."))
    return True
