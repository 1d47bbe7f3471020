"""Documents: the list and its files, beginning one, one's page and the files of its draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.refusals import Refused
from committee.display.addresses import downloads
from committee.permissions import leads
from reports.actions.preparation import prepare_report
from reports.display import document as document_display
from reports.display import documents as display
from reports.forms.documents import BeginForm, BeginStart, DocumentFilter, initial_of
from reports.models import Report, ReportState
from reports.queries.beginning import kinds_for, offer_of
from reports.queries.document_page import document_page
from reports.queries.documents import chosen_reports, counts_of, listed, offered
from reports.queries.files import bytes_of
from reports.writers import FORMATS
from units.downloads import csv_download, xlsx_download
from units.paging import paged

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@login_required
@require_safe
def show_documents(request):
    form = DocumentFilter(request.GET, offered=offered(request.user))
    chosen = chosen_reports(request.user, form.choice)
    page, pages = paged(listed(chosen), request.GET)
    context = {
        "form": form,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "sentence": display.sentence(counts_of(chosen)),
        "rows": display.rows(page),
        "pages": pages,
        "downloads": downloads("reports:documents_file", request.GET),
        "may_begin": bool(kinds_for(request.user)),
        "leads": leads(request.user),
    }
    return render(request, "reports/documents.html", context)


@login_required
@require_safe
def download_documents(request, kind):
    form = DocumentFilter(request.GET, offered=offered(request.user))
    rows = display.file_rows(listed(chosen_reports(request.user, form.choice)))
    if kind == "csv":
        return csv_download(display.FILE, display.file_header(), rows)
    if kind == "xlsx":
        return xlsx_download(display.FILE, _("Văn bản"), display.file_header(), rows)
    raise Http404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_document(request):
    kinds = kinds_for(request.user)
    if not kinds:
        raise PermissionDenied
    start = BeginStart.of(request.GET)
    kind = next((each for each in kinds if each.code == start["kind"]), None)
    if kind is None:
        if request.method == "POST" or start["kind"]:
            raise Http404
        return render(request, "reports/kinds.html", {"kinds": kinds, "query": request.GET.urlencode()})
    offer = offer_of(request.user, kind, start["round"], start["earlier_round"])
    if request.method == "POST":
        return _begin(request, kind, BeginForm(request.POST, offer=offer))
    form = BeginForm(offer=offer, initial=initial_of(start, offer))
    return render(request, "reports/new.html", {"kind": kind, "offer": offer, "form": form})


def _begin(request, kind, form):
    started = timezone.now()
    try:
        report = prepare_report(kind=kind.code, subject=form.subject, by=request.user) if form.is_valid() else None
    except Refused as refusal:
        report = None
        form.add_error(None, str(refusal))
    if report is None:
        return render(request, "reports/new.html", {"kind": kind, "offer": form.offer, "form": form}, status=422)
    messages.success(request, document_display.begun(report, is_new=report.created_at >= started))
    return redirect("reports:document", report.pk)


@login_required
@require_safe
def show_document(request, pk):
    shown = document_page(request.user, find_report(request, pk))
    return render(request, "reports/document.html", document_display.page(shown))


@login_required
@require_safe
def download_draft(request, pk):
    report, name = find_report(request, pk), request.GET.get("format", "docx")
    if name not in FORMATS:
        raise Http404
    if report.state == ReportState.PUBLISHED:
        # The bytes that were sealed, not ones that say the same.
        return redirect("reports:published_file", pk, name)
    content = bytes_of(report, name)
    if content is None:
        messages.info(request, _("Văn bản này không có bảng nào nên không có tệp XLSX."))
        return redirect("reports:document", pk)
    answer = HttpResponse(content, content_type=TYPES[name])
    answer.headers["Content-Disposition"] = f'attachment; filename="{document_display.file_name(report)}.{name}"'
    return answer


def find_report(request, pk):
    return get_object_or_404(Report.objects.visible_to(request.user).for_page(), pk=pk)
