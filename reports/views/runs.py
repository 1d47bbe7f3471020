"""Documents of many units at once: asked for, watched, stopped, taken away as one file."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.attempt import attempt
from reports.actions.runs import continue_report_run, start_report_run, stop_report_run
from reports.display.run_files import archive_of, file_name
from reports.forms.runs import RunForm
from reports.queries.runs import (
    kind_choices,
    progress_of,
    report_run_view,
    report_runs,
    rounds_to_write,
    written_outcomes,
)
from units.paging import paged


@login_required
def list_runs(request):
    rounds = rounds_to_write(request.user)
    if not rounds:
        raise PermissionDenied
    form = RunForm(request.POST if request.method == "POST" else None, kinds=kind_choices(), rounds=rounds)
    run = attempt(form, start_report_run, by=request.user) if form.is_bound else None
    if run:
        return redirect("reports:run", run=run.pk)
    page, pages = paged(report_runs(request.user), request.GET)
    context = {"form": form, "runs": [progress_of(each) for each in page], "pages": pages}
    return render(request, "reports/runs.html", context, status=422 if form.is_bound else 200)


@login_required
def show_run(request, run):
    template = "reports/run_progress.html" if request.htmx else "reports/run.html"
    return render(request, template, {"shown": _find(request, run)})


@login_required
@require_POST
def go_on(request, run):
    continue_report_run(run=_find(request, run).run, by=request.user)
    if request.htmx:
        return render(request, "reports/run_progress.html", {"shown": _find(request, run)})
    return redirect("reports:run", run=run)


@login_required
@require_POST
def stop(request, run):
    stop_report_run(run=_find(request, run).run, by=request.user)
    return redirect("reports:run", run=run)


@login_required
def download_archive(request, run):
    shown = _find(request, run)
    archive = archive_of(shown.run, written_outcomes(shown.run))
    return FileResponse(archive, as_attachment=True, filename=f"{shown.run.kind}-{shown.run.round.code}.zip")


@login_required
def download_file(request, run, outcome, file_format):
    shown = _find(request, run)
    found = get_object_or_404(written_outcomes(shown.run), pk=outcome)
    kept = getattr(found, file_format)
    return FileResponse(kept.open("rb"), as_attachment=True, filename=file_name(found, file_format))


def _find(request, pk):
    shown = report_run_view(request.user, pk)
    if shown is None:
        raise Http404
    return shown
