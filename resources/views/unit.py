"""One unit's resources, and one kind of them through time."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from resources.display import unit as display
from resources.forms.filters import DayFilter
from resources.models import ResourceKind
from resources.permissions import can_keep_project, can_plan, can_record_holding
from resources.queries.unit_page import kind_history, unit_for, unit_resources


@login_required
@require_safe
def show_unit(request, unit):
    found_unit = find_unit(request, unit)
    form = DayFilter(request.GET)
    found = unit_resources(found_unit, form.day)
    context = {
        "unit": found_unit,
        "found": found,
        "form": form,
        "sentence": display.sentence(found),
        "table": display.table(found),
        "can_record": can_record_holding(request.user, found_unit.pk),
        "can_plan": can_plan(request.user, found_unit.pk),
        "can_keep_project": can_keep_project(request.user, found_unit.pk),
    }
    return render(request, "resources/unit.html", context)


@login_required
@require_safe
def show_kind(request, unit, kind):
    found_unit, today = find_unit(request, unit), timezone.localdate()
    found_kind = get_object_or_404(ResourceKind, code=kind)
    history = kind_history(found_unit, found_kind, today)
    context = {
        "unit": found_unit,
        "kind": found_kind,
        "sentence": display.kind_sentence(found_unit.latest.full_name, history, today),
        "drawing": display.kind_trend(history),
        "rows": display.counted_rows(history),
        "plans": display.plan_rows(history, today),
        "can_record": can_record_holding(request.user, found_unit.pk),
        "can_plan": can_plan(request.user, found_unit.pk),
    }
    return render(request, "resources/kind.html", context)


def find_unit(request, unit):
    """Return the commune-level unit if this person may see its resources, else 404."""
    found = unit_for(request.user, unit)
    if found is None:
        raise Http404
    return found
