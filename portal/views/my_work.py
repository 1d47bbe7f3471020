from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import begins_at_overview
from portal.display import my_work as display
from portal.queries.my_work import tasks_of


@login_required
@require_safe
def after_sign_in(request):
    return redirect("portal:overview" if begins_at_overview(request.user) else "portal:my_work")


@login_required
@require_safe
def my_work(request):
    """What waits for this person, the earliest deadline first."""
    return render(request, "portal/my_work.html", display.page(tasks_of(request.user)))
