"""The roll-out of a programme, and its targets."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.attempt import attempt
from committee.actions.rollout import change_target, set_target
from committee.display import rollout as display
from committee.display.guidance_files import download, wants_file
from committee.display.initiative import first_values
from committee.forms.rollout import NewTargetForm, RolloutFilter, TargetForm
from committee.models import RolloutTarget
from committee.permissions import can_set_target, leads
from committee.queries import rollout_page as queries


@login_required
@require_safe
def show_rollout(request):
    """The targets of a programme on a day; with ?format= its units by state as a file."""
    form = RolloutFilter(request.GET, programmes=queries.programmes_for_rollout())
    programme, date = form.wanted()
    if wants_file(request.GET) and programme:
        name = f"nhan-rong-{programme.code}-{date:%Y-%m-%d}"
        return download(request.GET, name, *queries.stage_file(queries.stage_lines(programme, date)))
    standings = queries.standings(programme, date)
    context = {
        "form": form,
        "programme": programme,
        "date": date,
        "sentence": display.rollout_sentence(programme, date, standings),
        "cards": display.cards(standings),
        "later": queries.later_targets(programme, date),
        "nearest": queries.nearest_to_ready(request.user, programme, date),
        "led": leads(request.user),
        "kept": {each.unit_id for each in queries.led_cities(request.user)},
        "query": display.query(programme, date),
    }
    return render(request, "committee/rollout.html", context)


@login_required
def new_target(request):
    cities = queries.led_cities(request.user)
    if not cities:
        raise PermissionDenied
    offered = {"programmes": queries.programmes_for_rollout(), "cities": cities}
    form = NewTargetForm(request.POST or None, initial=first_values(request.GET, "programme", "city"), **offered)
    target = attempt(form, set_target, by=request.user) if form.is_bound else None
    if target:
        messages.success(request, _("Đã ghi mục tiêu nhân rộng."))
        return redirect(display.address(target.programme_id))
    status = 422 if form.is_bound else 200
    return render(request, "committee/rollout_target_form.html", {"form": form}, status=status)


@login_required
def edit_target(request, target):
    found = get_object_or_404(RolloutTarget, pk=target)
    if not can_set_target(request.user, found.city_id):
        raise PermissionDenied
    form = TargetForm.of_target(found, request.POST or None)
    if form.is_bound and attempt(form, change_target, by=request.user, target=found):
        messages.success(request, _("Đã sửa mục tiêu nhân rộng."))
        return redirect(display.address(found.programme_id))
    status = 422 if form.is_bound else 200
    return render(request, "committee/rollout_target_form.html", {"form": form, "target": found}, status=status)
