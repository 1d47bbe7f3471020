"""Commendations of units."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.attempt import attempt
from committee.actions.commendation import change_commendation, commend
from committee.display import initiative as display
from committee.display.guidance_files import download, wants_file
from committee.forms.commendation import CommendationEntry, CommendationFilter, NewCommendationForm
from committee.models import Commendation
from committee.permissions import can_commend
from committee.queries import commendation as queries
from committee.queries import guidance_choices as choices
from units.paging import paged


@login_required
@require_safe
def list_commendations(request):
    """All commendations, the newest first; with ?format= as a file."""
    form = CommendationFilter(request.GET, years=queries.commendation_years())
    rows = queries.listed_commendations(**form.wanted())
    if wants_file(request.GET):
        return download(request.GET, "bieu-duong-khen-thuong", *queries.commendation_file(rows))
    shown, pages = paged(rows, request.GET)
    units = choices.units_commended_by(request.user)
    context = {
        "form": form,
        "sentence": display.commendation_sentence(*queries.commendation_totals(rows)),
        "rows": shown,
        "pages": pages,
        "is_filtered": bool(form.wanted()),
        "query": display.query(form.wanted()),
        "can_record": bool(units),
    }
    return render(request, "committee/commendations.html", context)


@login_required
def new_commendation(request):
    units = choices.named(choices.units_commended_by(request.user))
    if not units:
        raise PermissionDenied
    offered = {"programmes": choices.programme_choices(), "initiatives": queries.commended_initiatives()}
    first = display.first_values(request.GET, "unit", "initiative")
    form = NewCommendationForm(request.POST or None, initial=first, units=units, **offered)
    if form.is_bound and attempt(form, commend, by=request.user):
        messages.success(request, _("Đã ghi biểu dương, khen thưởng."))
        return redirect("committee:commendations")
    return render(request, "committee/commendation_form.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
def edit_commendation(request, commendation):
    found = get_object_or_404(Commendation, pk=commendation)
    if not can_commend(request.user, found.unit_id):
        raise PermissionDenied
    offered = {
        "programmes": choices.programme_choices(),
        "initiatives": queries.commended_initiatives(found.unit_id, found.initiative_id),
    }
    form = CommendationEntry.of_commendation(found, request.POST or None, **offered)
    if form.is_bound and attempt(form, change_commendation, by=request.user, commendation=found):
        messages.success(request, _("Đã sửa biểu dương, khen thưởng."))
        return redirect("committee:commendations")
    status = 422 if form.is_bound else 200
    return render(request, "committee/commendation_form.html", {"form": form, "commendation": found}, status=status)
