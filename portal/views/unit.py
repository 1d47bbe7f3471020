from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from accounts.queries import scope_of
from portal.display import unit as display
from portal.display.lineage import lineage
from portal.queries import unit as queries


@login_required
@require_safe
def unit(request, unit):
    """Facts for everyone who is signed in; results for those whose roles reach the unit."""
    facts = queries.unit_facts(unit, _date(request.GET.get("date", "")))
    results = queries.unit_results(request.user, facts.unit, request.GET.get("round"))
    return render(
        request,
        "portal/unit.html",
        {
            "header": display.header(facts),
            "facts": display.facts_list(facts),
            "results": results and display.results_page(facts, results),
            "may_see_results": scope_of(request.user).holds_unit(facts.unit.pk),
            "lineage": lineage(facts.lineage),
            "scope": {"as_of": facts.date, "as_of_url": reverse("portal:unit", args=[facts.unit.pk])},
        },
    )


def _date(given):
    """Return the date of the address; what is no date is today."""
    try:
        return parse_date(given) or timezone.localdate()
    except ValueError:
        return timezone.localdate()
