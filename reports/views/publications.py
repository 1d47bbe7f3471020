"""Publishing a document, replacing one, and its files as they were published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.refusals import Refused
from assessments.files.answer import file_answer
from reports.actions.amendment import amend_report
from reports.actions.publication import publish_report, verification_address
from reports.actions.publication_refusals import AlreadyPublished, AmendmentBegun
from reports.forms.amendment import AmendmentForm
from reports.models import Report, ReportState
from reports.permissions import can_amend, can_publish
from reports.queries.compose import published_document
from reports.queries.publishing import published_file, publishing_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, pk):
    report = _find(request, pk)
    if request.method == "POST":
        return _publish(request, report)
    if report.state == ReportState.PUBLISHED:
        return redirect("reports:document", report.pk)
    if not can_publish(request.user, report):
        raise PermissionDenied
    context = {"publishing": publishing_of(report), "verification_address": verification_address(_site(request))}
    return render(request, "reports/publish.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request, pk):
    report = _find(request, pk)
    if not can_amend(request.user, report):
        raise PermissionDenied
    form = AmendmentForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (draft := _amend(request, report, form)):
        return redirect("reports:document", draft.pk)
    subject = published_document(report).subject
    context = {"report": report, "publication": report.publication, "subject": subject, "form": form}
    return render(request, "reports/amend.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def download(request, pk, file_format):
    published = published_file(_find(request, pk), file_format)
    if published is None:
        raise Http404
    name = f"{published.publication.symbol.replace('/', '-')}.{published.format}"
    return file_answer(request, published, name, is_preview="preview" in request.GET)


def _publish(request, report):
    try:
        publication = publish_report(report=report, by=request.user, site=_site(request))
    except AlreadyPublished as done:
        messages.info(request, str(done))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Đã ban hành số %(symbol)s, mã tra cứu %(code)s.")
        messages.success(request, said % {"symbol": publication.symbol, "code": publication.code})
    return redirect("reports:document", report.pk)


def _amend(request, report, form):
    """Return the draft that replaces the report, the one begun before when there is one; None when it is refused."""
    try:
        draft = amend_report(report=report, by=request.user, **form.cleaned_data)
    except AmendmentBegun as refusal:
        messages.info(request, str(refusal))
        return refusal.amendment
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Đã lập dự thảo thay thế, giữ nguyên lời văn cũ. Hãy sửa rồi trình duyệt."))
    return draft


def _find(request, pk):
    return get_object_or_404(Report.objects.visible_to(request.user), pk=pk)


def _site(request):
    return request.build_absolute_uri("/")
