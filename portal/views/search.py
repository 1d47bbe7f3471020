from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.display import search as display
from portal.queries.search import search as find

LONGEST = 100


@login_required
@require_safe
def search(request):
    """Names are facts, open to everyone who is signed in; the pages behind them keep their own rules."""
    text = request.GET.get("q", "")[:LONGEST]
    return render(request, "portal/search.html", display.page(text, find(request.user, text)))
