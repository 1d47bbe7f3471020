from django.contrib.auth.decorators import login_required
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from accounts.kept import kept_body
from committee.queries.changes import business_facts
from portal.display import links
from portal.display import unit as display
from portal.queries import unit as queries
from portal.queries.business import unit_business


@login_required
@require_safe
def unit(request, unit):
    """Facts for everyone who is signed in; results for those whose roles reach the unit."""
    facts = queries.unit_facts(unit, _date(request.GET.get("date", "")))
    found = queries.rounds_of(request.user, facts)
    shown = queries.shown_of(found, facts.unit, request.GET.get("round"))
    may_see = queries.may_see_results(request.user, facts, found)
    body = kept_body(
        "portal/unit_body.html",
        (queries.known_of(facts, found, shown, may_see), business_facts(request.user)),
        lambda: _page(request.user, facts, found, shown),
        token=get_token(request),
    )
    scope = links.scope({"as_of": facts.date, "as_of_url": reverse("portal:unit", args=[unit])})
    context = {"header": display.header(facts), "shown": shown, "body": body, "scope": scope}
    return render(request, "portal/unit.html", context)


def _page(user, facts, found, shown):
    """The context of the page's body, made where none is kept."""
    may_see = queries.may_see_results(user, facts, found)
    results = shown and queries.unit_results(found, shown)
    return display.page(facts, results, may_see, unit_business(user, facts, may_see))


def _date(given):
    """Return the date of the address; what is no date is today."""
    try:
        return parse_date(given) or timezone.localdate()
    except ValueError:
        return timezone.localdate()
