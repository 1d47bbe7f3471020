from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.kept import kept_body
from committee.queries.changes import business_and_mark_facts
from portal.display import criterion as display
from portal.queries.business import criterion_business
from portal.queries.criterion import criterion_and_rounds, criterion_page
from portal.queries.rounds import standing_facts


@login_required
@require_safe
def criterion(request, set_code, criterion_code):
    """What a criterion asks is open to all; how units stand on it, only for units that the reader may see."""
    asked, rounds = criterion_and_rounds(set_code, criterion_code)
    facts = standing_facts(request.user, rounds) if rounds else ()
    business = business_and_mark_facts(request.user, rounds)
    body = kept_body(
        "portal/criterion_body.html",
        (asked.document(), str(asked.group), facts, business),
        lambda: display.page(criterion_page(request.user, asked, rounds), criterion_business(request.user, asked)),
    )
    return render(
        request,
        "portal/criterion.html",
        {"criterion": asked, "steps": display.steps(asked), "body": body},
    )
