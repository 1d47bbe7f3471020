"""Obstacles: the list and its files, opening one, and one's own page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.attempt import attempt
from accounts.refusals import Refused
from committee.actions.obstacle import (
    change_obstacle,
    clear_obstacle,
    note_obstacle,
    open_for_criterion,
    open_obstacle,
    reopen_obstacle,
)
from committee.actions.obstacle_refusals import AlreadyCleared, AlreadyStanding, StillStanding
from committee.display import obstacles as display
from committee.display.addresses import downloads
from committee.forms.obstacles import (
    ClearForm,
    NoteForm,
    ObstacleFilter,
    ObstacleForm,
    OneClickForm,
    ReopeningForm,
    StartForm,
)
from committee.models import Obstacle
from committee.permissions import can_change_obstacle
from committee.queries import obstacle_offer
from committee.queries.obstacles import (
    body_choices,
    cases_of,
    chosen_obstacles,
    may_open_some,
    obstacle_page,
    obstacle_rows,
    programme_choices,
    summary_of,
)
from units.downloads import csv_download, xlsx_download
from units.paging import paged


@login_required
@require_safe
def show_obstacles(request):
    form = _filter(request)
    chosen = chosen_obstacles(request.user, form.choice)
    cases = cases_of(request.user, chosen)
    page, pages = paged(chosen, request.GET)
    context = {
        "form": form,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "sentence": display.sentence(summary_of(chosen, cases)),
        "rows": display.rows(obstacle_rows(page, cases)),
        "pages": pages,
        "downloads": downloads("committee:obstacles_file", request.GET),
        "may_open": may_open_some(request.user),
    }
    return render(request, "committee/obstacles.html", context)


@login_required
@require_safe
def download_obstacles(request, kind):
    chosen = chosen_obstacles(request.user, _filter(request).choice)
    rows = obstacle_rows(chosen, cases_of(request.user, chosen))
    if kind == "csv":
        return csv_download("vuong-mac", display.header(), display.lines(rows))
    return xlsx_download("vuong-mac", _("Vướng mắc"), display.header(), display.lines(rows))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_obstacle(request):
    offer = obstacle_offer.new_offer(request.user, *StartForm.of(request.GET))
    if not offer.units:
        raise PermissionDenied
    form = ObstacleForm(request.POST or None, offer=offer)
    obstacle = attempt(form, open_obstacle, by=request.user) if request.method == "POST" else None
    if obstacle:
        messages.success(request, _("Đã ghi vướng mắc. Bước tiếp theo: kiến nghị cấp có thẩm quyền hoặc xin chỉ đạo."))
        return redirect("committee:obstacle", obstacle.pk)
    context = {"form": form, "standing": offer.standing}
    return render(request, "committee/obstacle_new.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_POST
def open_from_criterion(request):
    """One click at an unmet criterion; what stands already is shown instead of opened again."""
    form = OneClickForm(request.POST)
    asked = form.cleaned_data if form.is_valid() else {}
    unit = obstacle_offer.unit_of(request.user, asked.get("unit"))
    criterion = obstacle_offer.criterion_of(asked.get("criterion"))
    if unit is None or criterion is None:
        raise Http404
    try:
        obstacle = open_for_criterion(by=request.user, unit=unit, criterion=criterion)
    except AlreadyStanding as refusal:
        messages.info(request, str(refusal))
        return redirect("committee:obstacle", refusal.obstacle.pk)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect(display.new_address(unit.pk, criterion.pk))
    messages.success(request, _("Đã mở vướng mắc. Hãy bổ sung nguyên nhân, ảnh hưởng."))
    return redirect(_next(request, asked["next"]) or display.address_of_obstacle(obstacle.pk))


@login_required
@require_safe
def show_obstacle(request, obstacle):
    return _page(request, _find(request, obstacle))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, obstacle):
    found = _find(request, obstacle)
    if not can_change_obstacle(request.user, found):
        raise PermissionDenied
    form = ObstacleForm(request.POST or None, offer=obstacle_offer.change_offer(request.user, found), is_new=False)
    if request.method == "POST" and attempt(form, change_obstacle, by=request.user, obstacle=found):
        messages.success(request, _("Đã lưu vướng mắc."))
        return redirect("committee:obstacle", obstacle)
    status = 422 if request.method == "POST" else 200
    return render(request, "committee/obstacle_change.html", {"form": form, "obstacle": found}, status=status)


@login_required
@require_POST
def clear(request, obstacle):
    found = _find(request, obstacle)
    form = ClearForm(request.POST, units=obstacle_offer.units_of(found))
    return _send(request, found, ("clear", form), clear_obstacle, _("Đã ghi tháo gỡ vướng mắc ở đơn vị."))


@login_required
@require_POST
def note(request, obstacle):
    form = NoteForm(request.POST)
    return _send(request, _find(request, obstacle), ("note", form), note_obstacle, _("Đã ghi chú."))


@login_required
@require_POST
def reopen(request, obstacle):
    form = ReopeningForm(request.POST)
    return _send(request, _find(request, obstacle), ("reopen", form), reopen_obstacle, _("Đã mở lại vướng mắc."))


def _send(request, found, sent, action, done):
    """Do the action with what the form holds; where it is refused, show the page with what was typed."""
    name, form = sent
    try:
        if form.is_valid():
            action(by=request.user, obstacle=found, **form.cleaned_data)
    except (AlreadyCleared, StillStanding) as refusal:
        # The button was pressed twice: the page says how it stands.
        messages.info(request, str(refusal))
        return redirect("committee:obstacle", found.pk)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    if form.errors:
        return _page(request, found, {name: form}, status=422)
    messages.success(request, done)
    return redirect("committee:obstacle", found.pk)


def _page(request, found, faulty=None, status=200):
    page = obstacle_page(request.user, found)
    forms = {"note": NoteForm(), "clear": ClearForm(units=page.clearable), "reopen": ReopeningForm()}
    context = {"page": page, "obstacle": found, "forms": forms | (faulty or {}), **display.page(page)}
    return render(request, "committee/obstacle.html", context, status=status)


def _find(request, obstacle):
    return get_object_or_404(Obstacle.objects.visible_to(request.user), pk=obstacle)


def _filter(request):
    return ObstacleFilter(request.GET, programmes=programme_choices(), bodies=body_choices())


def _next(request, address):
    """Where the button stood wants to go, unless it leads away from the portal."""
    hosts = {request.get_host()}
    return address if url_has_allowed_host_and_scheme(address, hosts, require_https=request.is_secure()) else ""
