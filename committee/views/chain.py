"""The chain on one page: of the whole city, of a unit, of a criterion."""

from functools import cache

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.kept import kept_body
from committee.display import chain as display
from committee.display import chain_file
from committee.forms.chain import ChainFilter
from committee.queries.chain import cases_of_unrecorded
from committee.queries.chain_city import Choice, city_chain, criterion_chain, unit_chain
from committee.queries.changes import business_and_mark_facts
from units.downloads import csv_download, xlsx_download
from units.paging import paged


@login_required
@require_safe
def chain(request):
    """Every case that the reader may see, with the filters of the address; as a file with ?format=csv or xlsx."""
    if request.GET.get("format") in ("csv", "xlsx"):
        return _download(request)
    facts = business_and_mark_facts(request.user), request.GET.urlencode()
    context = cache(lambda: _city_page(request))
    parts = {name: kept_body(f"committee/chain_{name}.html", facts, context) for name in ("actions", "body")}
    return render(request, "committee/chain.html", parts)


def _city_page(request):
    date = timezone.localdate()
    found, form, choice, rows = _asked(request, date)
    shown, pages = paged(rows, request.GET)
    cases = _cases(request.user, shown, choice, date)
    reset_url = "" if choice == Choice() else reverse("committee:chain")
    context = display.city_page(found, choice, form, cases, pages, date=date, count=len(rows), reset_url=reset_url)
    return context | {"query": _query(request.GET)}


def _asked(request, date):
    """Return (the chain of all units, the form of its filters, what was asked for, the rows of that)."""
    found = city_chain(request.user, date)
    form = ChainFilter(_with_default(request.GET), found=found, waits=display.waits_choices(found.summary))
    choice = form.choice()
    return found, form, choice, found.rows(choice)


@login_required
@require_safe
def show_unit(request, unit):
    """One unit's cases, each link by link; only for those whose roles reach the unit."""
    date = timezone.localdate()
    return render(request, "committee/chain_unit.html", display.unit_page(unit_chain(request.user, unit, date), date))


@login_required
@require_safe
def show_criterion(request, set_code, criterion_code):
    """What a criterion asks is open to all; its cases are those of the units that the reader may see."""
    date = timezone.localdate()
    found = criterion_chain(request.user, set_code, criterion_code, date)
    return render(request, "committee/chain_criterion.html", display.criterion_page(found, date))


def _with_default(given):
    """The filter shows what holds when nothing is asked for."""
    kept = given.copy()
    kept.setdefault("state", Choice().state)
    return kept


def _query(given):
    kept = given.copy()
    for name in ("page", "format"):
        kept.pop(name, None)
    return f"&{kept.urlencode()}" if kept else ""


def _cases(user, rows, choice, date):
    return cases_of_unrecorded(user, rows, date) if choice.state == "unrecorded" else rows


def _download(request):
    date = timezone.localdate()
    _found, _form, choice, rows = _asked(request, date)
    lines = chain_file.lines(_cases(request.user, rows, choice, date))
    if request.GET["format"] == "csv":
        return csv_download("chuoi-thao-go", chain_file.header(), lines)
    return xlsx_download("chuoi-thao-go", _("Chuỗi tháo gỡ"), chain_file.header(), lines)
