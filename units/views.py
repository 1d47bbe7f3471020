"""The city's units on any day: as a tree, as a table, as a spreadsheet, and by name."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render

from units import pages
from units.forms import FILE_FORMATS, UnitsForm
from units.listing import listed_units, sheet_of, written
from units.queries import search_units, tree_as_of
from units.sentences import describe_root


@login_required
def show_tree(request):
    """All units of a date; with ?q= those of any time whose name or code was asked for."""
    form = UnitsForm(request.GET)
    wanted = form.wanted()
    if wanted["q"]:
        return show_found(request, form, wanted)
    roots = tree_as_of(wanted["date"])
    shown = pages.shown_root(roots, wanted)
    is_table = wanted["view"] == "table"
    context = {
        "form": form,
        "date": wanted["date"],
        "sentences": [describe_root(node) for node in roots],
        "tabs": pages.view_tabs(wanted),
        "quick_dates": pages.quick_dates(wanted),
        "branches": [] if is_table else pages.branches(roots),
        "root_tabs": pages.root_tabs(roots, shown, wanted),
        "shown": shown,
        "columns": pages.columns(wanted),
        "rows": listed_units([shown], wanted["sort"]) if is_table and shown else [],
        "downloads": pages.downloads(wanted),
    }
    return render(request, "units/table.html" if is_table else "units/tree.html", context)


def show_found(request, form, wanted):
    limit = 100
    found = search_units(wanted["q"], limit=limit)
    context = {
        "form": form,
        "q": wanted["q"],
        "found": found,
        "is_cut": len(found) == limit,
        "tabs": pages.view_tabs(wanted),
        "quick_dates": pages.quick_dates(wanted),
    }
    return render(request, "units/found.html", context)


@login_required
def download_units(request):
    """The table of a date as a spreadsheet; every commune-level unit, or those below one top unit."""
    extension = request.GET.get("extension")
    if extension not in FILE_FORMATS:
        raise Http404
    wanted = UnitsForm(request.GET).wanted()
    roots = tree_as_of(wanted["date"])
    nodes = [pages.shown_root(roots, wanted)] if wanted["root"] and roots else roots
    content, content_type = written(sheet_of(listed_units(nodes, wanted["sort"])), extension)
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="don-vi-{wanted["date"]}.{extension}"'
    return response
