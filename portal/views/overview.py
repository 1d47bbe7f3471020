from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.kept import kept_body
from accounts.permissions import can_see_overview
from committee.queries.changes import business_and_mark_facts
from portal.display import links, programmes
from portal.display import overview as display
from portal.queries import overview as queries
from portal.queries.business import city_business
from portal.queries.programmes import standing_elsewhere
from portal.queries.rounds import standing_facts, switch_to


@login_required
@require_safe
def overview(request):
    """Home. Those who answer for one unit only are sent to what waits for them."""
    if not can_see_overview(request.user):
        return redirect("portal:my_work")
    switch = switch_to(request.GET.get("programme"), request.GET.get("round"))
    if switch is None:
        return render(request, "portal/overview_empty.html")
    body = kept_body(
        "portal/overview_body.html",
        _facts(request.user, switch),
        lambda: display.page(queries.overview(request.user, switch), city_business(request.user, switch)),
    )
    return render(
        request,
        "portal/overview.html",
        {
            "round": switch.round,
            "programme": switch.programme,
            "scope": links.switch_scope(switch, _address),
            "elsewhere": programmes.entries(standing_elsewhere(request.user, switch), _address),
            "body": body,
        },
    )


def _facts(user, switch):
    """What the body depends on. What stands in the way today does not explain an earlier round."""
    business = business_and_mark_facts(user, switch.oldest_first) if switch.is_newest else None
    return switch.round.pk, str(switch.programme), standing_facts(user, switch.oldest_first), business


def _address(round_code):
    return f"{reverse('portal:overview')}?round={round_code}"
