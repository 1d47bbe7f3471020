from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.display import criterion as display
from portal.queries.criterion import criterion_page


@login_required
@require_safe
def criterion(request, set_code, criterion_code):
    """What a criterion asks is open to all; how units stand on it, only for units that the reader may see."""
    found = criterion_page(request.user, set_code, criterion_code)
    return render(request, "portal/criterion.html", display.page(found))
