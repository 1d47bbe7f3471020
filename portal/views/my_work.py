from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.display import my_work as display
from portal.queries.my_work import tasks_of


@login_required
@require_safe
def my_work(request):
    """Where each role lands: what waits for this person, the earliest deadline first."""
    return render(request, "portal/my_work.html", display.page(tasks_of(request.user)))
