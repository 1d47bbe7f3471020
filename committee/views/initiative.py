"""Initiatives: the list, one with its counts, and the forms that keep it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.attempt import attempt
from accounts.history import history_of
from committee.actions import initiative as actions
from committee.display import initiative as display
from committee.display.guidance_files import download, wants_file
from committee.forms.initiative import (
    CountForm,
    EndForm,
    InitiativeFilter,
    InitiativeForm,
    NewInitiativeForm,
    ReplicationForm,
)
from committee.permissions import can_commend, can_keep_initiative
from committee.queries import guidance_choices as choices
from committee.queries import initiative as queries
from units.paging import paged


@login_required
@require_safe
def list_initiatives(request):
    """All initiatives, the widest reach first; with ?format= as a file."""
    programmes, units = queries.filter_choices()
    form = InitiativeFilter(request.GET, programmes=programmes, units=units)
    rows = queries.listed_initiatives(**form.wanted())
    if wants_file(request.GET):
        return download(request.GET, "mo-hinh-cach-lam-hay", *queries.initiative_file(rows))
    shown, pages = paged(rows, request.GET)
    context = {
        "form": form,
        "sentence": display.list_sentence(queries.totals_of(rows)),
        "rows": shown,
        "pages": pages,
        "is_filtered": bool(form.wanted()),
        "query": display.query(form.wanted()),
        "can_record": bool(choices.units_kept_by(request.user)),
    }
    return render(request, "committee/initiatives.html", context)


@login_required
@require_safe
def show_initiative(request, initiative):
    return _page(request, _find(initiative))


@login_required
def new_initiative(request):
    units = choices.named(choices.units_kept_by(request.user))
    if not units:
        raise PermissionDenied
    offered = {"programmes": choices.programme_choices(), "criteria": choices.criterion_choices()}
    form = NewInitiativeForm(
        request.POST or None, initial=display.first_values(request.GET, "unit"), units=units, **offered
    )
    initiative = attempt(form, actions.record_initiative, by=request.user) if form.is_bound else None
    if initiative:
        messages.success(request, _("Đã ghi mô hình. Hãy ghi tiếp số đếm và nơi áp dụng."))
        return redirect("committee:initiative", initiative=initiative.pk)
    return render(request, "committee/initiative_form.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
def edit_initiative(request, initiative):
    found = _find(initiative)
    if not can_keep_initiative(request.user, found.unit_id):
        raise PermissionDenied
    offered = {"programmes": choices.programme_choices(), "criteria": choices.criterion_choices(found.criterion)}
    form = InitiativeForm.of_initiative(found, request.POST or None, **offered)
    if form.is_bound and attempt(form, actions.change_initiative, by=request.user, initiative=found):
        messages.success(request, _("Đã sửa mô hình."))
        return redirect("committee:initiative", initiative=initiative)
    status = 422 if form.is_bound else 200
    return render(request, "committee/initiative_form.html", {"form": form, "initiative": found}, status=status)


@login_required
@require_POST
def add_count(request, initiative):
    found = _find(initiative)
    form = CountForm(request.POST)
    if attempt(form, actions.record_count, by=request.user, initiative=found) is None:
        return _page(request, found, count_form=form)
    messages.success(request, _("Đã ghi số liệu."))
    return redirect("committee:initiative", initiative=initiative)


@login_required
@require_POST
def add_replication(request, initiative):
    found = _find(initiative)
    units = choices.named(choices.units_to_replicate(request.user, found))
    if not units:
        raise PermissionDenied
    form = ReplicationForm(request.POST, units=units)
    if attempt(form, actions.record_replication, by=request.user, initiative=found) is None:
        return _page(request, found, replication_form=form)
    messages.success(request, _("Đã ghi nơi áp dụng."))
    return redirect("committee:initiative", initiative=initiative)


@login_required
@require_POST
def end(request, initiative):
    found = _find(initiative)
    form = EndForm(request.POST)
    if attempt(form, actions.end_initiative, by=request.user, initiative=found) is None:
        return _page(request, found, end_form=form)
    messages.success(request, _("Đã ghi ngày kết thúc mô hình."))
    return redirect("committee:initiative", initiative=initiative)


def _find(initiative):
    return get_object_or_404(queries.initiatives_for_page(), pk=initiative)


def _page(request, initiative, **refused):
    """Answer with an initiative's page; `refused`: the form that comes back with what is wrong."""
    found = queries.initiative_found(initiative)
    can_keep = can_keep_initiative(request.user, initiative.unit_id)
    units = choices.named(choices.units_to_replicate(request.user, initiative))
    forms = {
        "count_form": CountForm() if can_keep else None,
        "replication_form": ReplicationForm(units=units) if units else None,
        "end_form": EndForm() if can_keep and initiative.until is None else None,
        **refused,
    }
    context = {
        "found": found,
        "initiative": initiative,
        "sentence": display.initiative_sentence(found),
        "cost": display.cost_words(found),
        "blocks": display.count_blocks(found),
        "history": display.told_history(history_of(initiative.stream)),
        "can_keep": can_keep,
        "can_commend": can_commend(request.user, initiative.unit_id),
        **forms,
    }
    return render(request, "committee/initiative.html", context, status=422 if refused else 200)
