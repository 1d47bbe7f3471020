"""The register of published documents, and its files."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from committee.display.addresses import downloads
from reports.display import register as display
from reports.forms.register import RegisterFilter
from reports.queries.register import chosen_documents, gaps_of_choice, register_offer, summary_of
from units.downloads import csv_download, xlsx_download
from units.paging import paged


@login_required
@require_safe
def show_register(request):
    offer = register_offer(request.user)
    form = _filter(request, offer)
    page, pages = paged(chosen_documents(request.user, form.choice), request.GET)
    context = {
        "form": form,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "sentence": display.sentence(summary_of(request.user, form.choice)),
        "gaps": display.gap_sentences(gaps_of_choice(offer, form.choice)),
        "rows": display.rows(page),
        "pages": pages,
        "downloads": downloads("reports:register_file", request.GET),
    }
    return render(request, "reports/register.html", context)


@login_required
@require_safe
def download_register(request, kind):
    form = _filter(request, register_offer(request.user))
    found = chosen_documents(request.user, form.choice)
    if kind == "csv":
        return csv_download("so-van-ban", display.header(), display.lines(found))
    return xlsx_download("so-van-ban", _("Sổ văn bản đã ban hành"), display.header(), display.lines(found))


def _filter(request, offer):
    return RegisterFilter(request.GET, series=display.series_choices(offer), years=offer.years)
