from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import begins_at_overview
from assessments.actions.notices import mark_read
from assessments.queries.notices import notices_for
from portal.display import my_work as display
from portal.queries.business_work import business_of
from portal.queries.my_work import tasks_of


@login_required
@require_safe
def after_sign_in(request):
    return redirect("portal:overview" if begins_at_overview(request.user) else "portal:my_work")


@login_required
@require_safe
def my_work(request):
    """What waits for this person, the earliest deadline first, and what the portal has told them."""
    user = request.user
    context = display.page(tasks_of(user), business_of(user), notices_for(user))
    return render(request, "portal/my_work.html", context)


@login_required
@require_POST
def read_notices(request, notice=None):
    """Mark one notice as read, or all of them."""
    mark_read(by=request.user, notice=notice)
    return redirect(f"{reverse('portal:my_work')}#notices")
