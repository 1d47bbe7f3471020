"""Headquarters projects: the list, one project's stages, and what is recorded of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.attempt import attempt
from accounts.history import history_of, told
from resources import actions
from resources.display import projects as display
from resources.forms.projects import DroppingForm, ProjectForm, StepForm
from resources.models import HeadquartersProject, ProjectStage
from resources.permissions import can_keep_project
from resources.queries.projects import timeline_of, timelines_for, units_to_plan_for
from units.paging import paged


@login_required
@require_safe
def show_projects(request):
    timelines = timelines_for(request.user, timezone.localdate())
    shown, pages = paged(timelines, request.GET)
    context = {
        "sentence": display.list_sentence(timelines),
        "rows": display.rows(shown),
        "pages": pages,
        "can_start": bool(units_to_plan_for(request.user)),
    }
    return render(request, "resources/projects.html", context)


@login_required
@require_safe
def show_project(request, project):
    found, today = _find(request, project), timezone.localdate()
    timeline = timeline_of(found, today)
    context = {
        "project": found,
        "sentence": display.sentence(timeline),
        "drawing": display.drawings(timeline, today),
        "rows": display.stage_rows(timeline),
        "history": told(history_of(found.stream), display.TOLD),
        "can_keep": can_keep_project(request.user, found.unit_id),
    }
    return render(request, "resources/project.html", context)


@login_required
def start_project(request):
    versions = units_to_plan_for(request.user)
    if not versions:
        raise PermissionDenied
    if request.method == "POST":
        form = ProjectForm(request.POST, versions=versions)
        if project := attempt(form, actions.start_project, by=request.user):
            messages.success(request, _("Đã lập dự án. Ghi ngày xong của từng giai đoạn khi có kết quả."))
            return redirect("resources:project", project=project.pk)
    else:
        form = ProjectForm(initial={"unit": request.GET.get("unit", "")}, versions=versions)
    context = {"form": form, "title": _("Thêm dự án trụ sở"), "button": _("Lập dự án"), "back_url": _list_url()}
    return render(request, "resources/form.html", context, status=422 if form.is_bound else 200)


@login_required
def record_step(request, project, stage):
    found = _find_to_keep(request, project)
    line = next((line for line in timeline_of(found, timezone.localdate()).lines if line.stage == stage), None)
    if line is None:
        raise Http404
    form = StepForm(request.POST) if request.method == "POST" else StepForm.of_line(line)
    if form.is_bound and attempt(form, actions.record_step, by=request.user, project=found, stage=stage):
        messages.success(request, _("Đã ghi giai đoạn “%(stage)s”.") % {"stage": line.stage.label})
        return redirect("resources:project", project=found.pk)
    title = _("Giai đoạn “%(stage)s”") % {"stage": ProjectStage(stage).label}
    return _form_page(request, found, form, title=title, button=_("Ghi giai đoạn"))


@login_required
def drop_project(request, project):
    found = _find_to_keep(request, project)
    form = DroppingForm(request.POST) if request.method == "POST" else DroppingForm()
    if form.is_bound and attempt(form, actions.drop_project, by=request.user, project=found):
        messages.success(request, _("Đã dừng dự án."))
        return redirect("resources:project", project=found.pk)
    return _form_page(request, found, form, title=_("Dừng dự án trụ sở"), button=_("Dừng dự án"))


def _find(request, project):
    return get_object_or_404(HeadquartersProject.objects.visible_to(request.user).for_page(), pk=project)


def _find_to_keep(request, project):
    found = _find(request, project)
    if not can_keep_project(request.user, found.unit_id):
        raise PermissionDenied
    return found


def _form_page(request, project, form, **words):
    back = reverse("resources:project", args=[project.pk])
    context = {"unit": project.unit, "form": form, "intro": project.title, "back_url": back, **words}
    return render(request, "resources/form.html", context, status=422 if form.is_bound else 200)


def _list_url():
    return reverse("resources:projects")
