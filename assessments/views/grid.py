"""The appraiser's grid, and one cell of it in a panel beside the grid or on a page of its own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect, reselect, reswap, retarget

from assessments import actions, forms
from assessments.display.grid import shown_rows
from assessments.display.rounds import grid_sentence
from assessments.forms.grid import GridFilter
from assessments.models import Assessment
from assessments.permissions import can_use_grid
from assessments.queries import grid as queries
from assessments.queries.grid_panel import panel_for
from assessments.views.attempt import attempt_save, save_agreement
from assessments.views.sheet import signed_in_to_save


@login_required
@require_safe
def show_grid(request, code):
    shown_round = _round(request, code)
    form, choice = _filter(request, shown_round)
    shown = queries.grid_for(request.user, shown_round, choice, request.GET.get("page", 1))
    context = {
        "shown": shown,
        "rows": shown_rows(shown.rows),
        "form": form,
        "sentence": grid_sentence(shown.totals),
        "query": _query(request),
        "pages": _pages(request, shown.page),
        "is_narrowed": bool(form.asked),
    }
    return render(request, "assessments/grid.html", context)


@login_required
@require_safe
def show_cell(request, code, unit, criterion):
    panel = _panel(request, _find(request, code, unit), criterion)
    if panel.is_to_be_filled_in:
        leave = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect
        return leave(panel.sheet_url)
    return _answer(request, panel)


@signed_in_to_save
def appraise(request, code, unit, criterion):
    return _save(request, _find(request, code, unit), criterion, actions.save_appraisal)


@signed_in_to_save
def agree(request, code, unit, criterion):
    return _save(request, _find(request, code, unit), criterion, save_agreement)


def _round(request, code):
    found = queries.opened_round(request.user, code)
    if found is None:
        raise Http404
    if not can_use_grid(request.user):
        raise PermissionDenied
    return found


def _find(request, code, unit):
    assessment = get_object_or_404(
        Assessment.objects.visible_to(request.user).for_sheet(), round__code=code, unit_id=unit
    )
    if not can_use_grid(request.user):
        raise PermissionDenied
    return assessment


def _panel(request, assessment, criterion):
    panel = panel_for(request.user, assessment, criterion, _query(request))
    if panel is None:
        raise Http404
    return panel


def _filter(request, shown_round):
    """Return the filter form of the address and the `Choice` that its sound values make."""
    form = GridFilter(
        request.GET,
        departments=queries.departments_for(request.user, shown_round),
        parents=queries.parents_for(request.user, shown_round),
    )
    return form, queries.Choice(**form.asked)


def _department(request, shown_round):
    asked = request.GET.get("department", "")
    return asked if asked in queries.departments_for(request.user, shown_round) else ""


def _query(request):
    """Return the grid's address from the question mark on, as every link of it passes it along; "" for nothing."""
    given = request.GET.copy()
    given.pop("kept", None)
    return f"?{given.urlencode()}" if given else ""


def _pages(request, page):
    """Return what components/pagination.html expects, or None for a single page."""
    if not page.has_other_pages():
        return None
    values = {"first": page.start_index(), "last": page.end_index(), "total": page.paginator.count}

    def url(number):
        given = request.GET.copy()
        given["page"] = number
        return f"?{given.urlencode()}"

    return {
        "summary": _("Đơn vị %(first)d–%(last)d trong %(total)d") % values,
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
    }


def _save(request, assessment, code, save):
    panel = _panel(request, assessment, code)
    # A GET comes from a sign-in on the way: the session had lapsed when the form was sent.
    if request.method != "POST":
        return redirect(panel.url)
    typed = forms.read_post(panel.asked.rule, request.POST)
    attempt = attempt_save(assessment, panel.asked, typed, save, request.user)
    if attempt.saved and not request.htmx:
        messages.success(request, _("Đã lưu tiêu chí %(code)s.") % {"code": code})
        return redirect(panel.url)
    panel = _panel(request, _find(request, assessment.round.code, assessment.unit_id), code)
    response = _answer(request, panel, attempt if attempt.saved is None else None, attempt.status)
    if attempt.saved and (attempt.typed.is_cleared or save is save_agreement):
        # The boxes themselves change, not the outcome beneath them alone.
        return reselect(reswap(retarget(response, "[data-grid-panel]"), "innerHTML"), "[data-panel]")
    return response


def _answer(request, panel, attempt=None, status=200):
    """Answer with the panel: to htmx with the row and the sentence that changed beside it, else as a page."""
    entry = forms.entries_of(panel.sheet, attempt)[0]
    context = {"panel": panel, "entry": entry, "sheet": panel.sheet, "asked": panel.asked}
    if not request.htmx:
        return render(request, "assessments/grid_cell.html", context, status=status)
    shown_round = panel.assessment.round
    columns = queries.columns_of(request.user, shown_round, _department(request, shown_round))
    row = queries.row_of(request.user, panel.assessment, columns)
    beside = {
        "row": row,
        "cells": shown_rows([row])[0][1],
        "sentence": grid_sentence(queries.totals_of(request.user, shown_round, columns)),
        "query": _query(request),
    }
    return render(request, "assessments/grid_beside.html", context | beside, status=status)
