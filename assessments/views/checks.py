"""What to look at before a sheet is handed in."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render

from assessments.models import Assessment
from assessments.queries.checks import checks_for


@login_required
def show_checks(request, code, unit):
    rows = Assessment.objects.visible_to(request.user).for_sheet()
    assessment = get_object_or_404(rows, round__code=code, unit_id=unit)
    context = {"checks": checks_for(request.user, assessment), "assessment": assessment}
    return render(request, "assessments/checks.html", context)
