from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.kept import kept_body
from accounts.queries import scope_of
from criteria.queries import published_set
from portal.display import links, ranking_file
from portal.display import ranking as display
from portal.forms import RankingFilter
from portal.queries import ranking as queries
from portal.queries.rounds import sees_units_of, switch_to
from units.downloads import csv_download, xlsx_download


@login_required
@require_safe
def ranking(request, code):
    """All units of a round that this person may see; those who see none of them get 404."""
    switch = switch_to(None, code)
    form, choice = _filter(request, switch.round)
    start = _start(request.GET)
    facts = queries.page_facts(request.user, switch.round, choice, start)
    if not facts[-1] and not sees_units_of(request.user, switch.round):
        raise Http404
    body = kept_body(
        "portal/ranking_body.html",
        (facts, scope_of(request.user), sorted(request.GET.items()), form.offered()),
        lambda: display.page(queries.ranking_page(request.user, switch.round, choice, start), form),
    )
    return render(
        request,
        "portal/ranking.html",
        {
            "round": switch.round,
            "csv_url": display.address(switch.round, choice, name="portal:ranking_csv"),
            "xlsx_url": display.address(switch.round, choice, name="portal:ranking_xlsx"),
            "body": body,
            "scope": links.switch_scope(switch, links.round_links("portal:ranking")),
        },
    )


@login_required
@require_safe
def ranking_csv(request, code):
    shown, places = _file(request, code)
    return csv_download(f"xep-hang-{shown.code}", ranking_file.header(), ranking_file.lines(shown, places))


@login_required
@require_safe
def ranking_xlsx(request, code):
    shown, places = _file(request, code)
    return xlsx_download(f"xep-hang-{shown.code}", shown.code, ranking_file.header(), ranking_file.lines(shown, places))


def _file(request, code):
    shown = queries.opened_round(code)
    if not sees_units_of(request.user, shown):
        raise Http404
    _form, choice = _filter(request, shown)
    return shown, queries.every_place(request.user, shown, choice)


def _filter(request, shown):
    """Return the filter form of the address and the `Choice` that its sound values make."""
    classes = list(published_set(shown.criteria_set).class_titles.items())
    form = RankingFilter(request.GET, superiors=queries.superiors(request.user, shown), classes=classes)
    form.is_valid()
    given = form.cleaned_data
    return form, queries.Choice(given.get("parent"), given.get("type", ""), given.get("class", ""))


def _start(given):
    """Return where the page begins; what is no number is the beginning."""
    rank, after = given.get("from", ""), given.get("after", "")
    rank = int(rank) if rank.isdecimal() and len(rank) < 10 else 1
    return queries.Start(max(rank, 1), int(after) if after.isdecimal() and len(after) < 19 else None)
