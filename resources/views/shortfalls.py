"""Who lacks what: all units that a person may see, held against the norms of a day."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.kept import kept_body
from resources.display import shortfall_file
from resources.display import shortfalls as display
from resources.forms.filters import ShortfallFilter
from resources.models import ResourceKind
from resources.permissions import can_import_resources
from resources.queries.changes import resource_facts
from resources.queries.shortfall import shortfalls_for
from units.downloads import csv_download, xlsx_download
from units.paging import paged


@login_required
@require_safe
def show_shortfalls(request):
    form = ShortfallFilter(request.GET, kinds=ResourceKind.objects.for_choosing())
    if request.GET.get("format") in ("csv", "xlsx"):
        return _file(request.GET["format"], *_asked(request.user, form))
    facts = resource_facts(request.user), request.GET.urlencode()
    context = {
        "body": kept_body("resources/shortfalls_body.html", facts, lambda: _page(request, form)),
        "downloads": [display.address(**form.asked, format=each) for each in ("csv", "xlsx")],
        "can_import": can_import_resources(request.user),
    }
    return render(request, "resources/shortfalls.html", context)


def _asked(user, form):
    """Return (the `Shortfalls` of what is asked for, those of its units that are to be shown)."""
    found = shortfalls_for(user, form.day, kind=form.kind_asked, group=form.group_asked)
    return found, found.short_units if form.only_short else found.units


def _page(request, form):
    """The context of resources/shortfalls_body.html."""
    found = shortfalls_for(request.user, form.day, kind=form.kind_asked, group=form.group_asked)
    counted = found.short_units if form.only_short else found.units_with_figures
    shown, pages = paged(counted, request.GET)
    return {
        "form": form,
        "date": form.day,
        "kind": form.kind_asked,
        "has_kinds": bool(form.kinds),
        "sentence": display.sentence(found),
        "drawing": display.kind_bars(found, form.asked),
        "rows": _rows(shown, form),
        "uncounted": () if form.only_short else display.names(found.units_without_figures, form.day),
        "pages": pages,
        "reset_url": display.address() if form.asked else "",
        "result": f"{len(counted)}/{len(found.units)}",
    }


def _rows(units, form):
    if form.kind_asked:
        return display.kind_rows(units, form.kind_asked, form.day)
    return display.unit_rows(units, form.day)


def _file(extension, found, units):
    name, header = f"nguon-luc-{found.date.isoformat()}", shortfall_file.header()
    if extension == "csv":
        return csv_download(name, header, shortfall_file.lines(units))
    return xlsx_download(name, found.date.isoformat(), header, shortfall_file.lines(units))
