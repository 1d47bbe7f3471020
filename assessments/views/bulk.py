"""One step for many units of a round: what may be done, its preview, and the run with its progress."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from assessments.actions import Refused
from assessments.actions.bulk import continue_run, start_run, stop_run
from assessments.actions.bulk_steps import STEPS
from assessments.forms.bulk import BulkFilter, run_form
from assessments.models import AssessmentRound, BulkVerb, RoundState
from assessments.permissions import can_manage_rounds
from assessments.queries.bulk import offers_for, preview_of, run_view, runs_of, superiors_of
from assessments.queries.opening import opening_of, publishing_of


@login_required
def show_bulk(request, code):
    shown = _find_round(request, code)
    context = {
        "round": shown,
        "offers": offers_for(request.user, shown) if shown.state == RoundState.OPEN else (),
        "runs": runs_of(request.user, shown),
    }
    return render(request, "assessments/bulk.html", context)


@login_required
def preview_opening(request, code):
    shown = _find_round(request, code)
    if shown.state != RoundState.PREPARING:
        return redirect("assessments:bulk", code=code)
    context = {"round": shown, "opening": opening_of(request.user, shown)}
    return render(request, "assessments/bulk_opening.html", context)


@login_required
def preview_publishing(request, code):
    shown = _find_round(request, code)
    if shown.state != RoundState.OPEN:
        return redirect("assessments:bulk", code=code)
    context = {"round": shown, "publishing": publishing_of(request.user, shown)}
    return render(request, "assessments/bulk_publishing.html", context)


@login_required
def preview_run(request, code, verb):
    shown = _find_round(request, code)
    if verb not in STEPS:
        raise Http404
    if shown.state != RoundState.OPEN:
        return redirect("assessments:bulk", code=code)
    narrowing = BulkFilter(request.GET, verb=verb, superiors=superiors_of(request.user, shown))
    preview = preview_of(request.user, shown, verb, narrowing.arguments, **narrowing.narrowed)
    form = run_form(verb, request.POST if request.method == "POST" else None, preview)
    if form.is_valid():
        return _start(request, shown, verb, narrowing.arguments | form.arguments, form.cleaned_data)
    context = {
        "round": shown,
        "title": BulkVerb(verb).label,
        "stage": narrowing.stage_label,
        "narrowing": narrowing,
        "preview": preview,
        "form": form,
    }
    return render(request, "assessments/bulk_preview.html", context, status=422 if form.is_bound else 200)


@login_required
def show_run(request, code, run):
    template = "assessments/bulk_progress.html" if request.htmx else "assessments/bulk_run.html"
    return render(request, template, {"shown": _find_run(request, code, run)})


@login_required
@require_POST
def go_on(request, code, run):
    continue_run(run=_find_run(request, code, run).run, by=request.user)
    if request.htmx:
        return render(request, "assessments/bulk_progress.html", {"shown": _find_run(request, code, run)})
    return redirect("assessments:bulk_run", code=code, run=run)


@login_required
@require_POST
def stop(request, code, run):
    stop_run(run=_find_run(request, code, run).run, by=request.user)
    return redirect("assessments:bulk_run", code=code, run=run)


def _find_round(request, code):
    rounds = AssessmentRound.objects.visible_to(request.user)
    shown = get_object_or_404(rounds, code=code)
    if not can_manage_rounds(request.user):
        raise PermissionDenied
    return shown


def _find_run(request, code, run):
    _find_round(request, code)
    shown = run_view(request.user, code, run)
    if shown is None:
        raise Http404
    return shown


def _start(request, shown, verb, arguments, chosen):
    try:
        run = start_run(
            assessment_round=shown,
            verb=verb,
            arguments=arguments,
            assessments=chosen["units"],
            token=str(chosen["token"]),
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments:bulk", code=shown.code)
    return redirect("assessments:bulk_run", code=shown.code, run=run.pk)
