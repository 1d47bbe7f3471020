"""Assignments of departments, and the guidance and support that they gave."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.attempt import attempt
from committee.actions.guidance import assign, end_assignment, record_visit
from committee.display import guidance as display
from committee.display import initiative as addresses
from committee.display.guidance_files import download, wants_file
from committee.forms.guidance import AssignmentFilter, AssignmentForm, VisitFilter, VisitForm
from committee.forms.initiative import EndForm
from committee.models import Assignment
from committee.queries import guidance as queries
from committee.queries import guidance_choices as choices
from units.paging import paged


@login_required
@require_safe
def list_assignments(request):
    """Who guides whom on a day; with ?format= as a file."""
    form = AssignmentFilter(request.GET, programmes=choices.programme_choices())
    programme, date = form.wanted()
    matrix = queries.matrix_on(request.user, date, programme)
    if wants_file(request.GET):
        return download(request.GET, f"phan-cong-{date:%Y-%m-%d}", *queries.assignment_file(matrix.assignments))
    context = {
        "form": form,
        "date": date,
        "sentence": display.assignment_sentence(matrix, date),
        "departments": matrix.departments,
        "rows": display.matrix_rows(matrix),
        "assignments": display.assignment_rows(matrix.assignments),
        "led": frozenset(each.unit_id for each in choices.departments_led(request.user)),
        "query": addresses.query({"programme": programme or "", "date": date.isoformat()}),
    }
    return render(request, "committee/assignments.html", context)


@login_required
def new_assignment(request):
    departments = choices.departments_led(request.user)
    if not departments:
        raise PermissionDenied
    form = AssignmentForm(
        request.POST or None,
        initial=addresses.first_values(request.GET, "department"),
        departments=choices.named(departments),
        units=choices.units_to_guide(request.user),
        programmes=choices.programme_choices(),
        groups=choices.group_choices(),
    )
    if form.is_bound and attempt(form, assign, by=request.user):
        messages.success(request, _("Đã phân công."))
        return redirect("committee:assignments")
    return render(request, "committee/assignment_form.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
def end(request, assignment):
    found = get_object_or_404(Assignment.objects.visible_to(request.user), pk=assignment)
    if not choices.may_end(request.user, found):
        raise PermissionDenied
    form = EndForm(request.POST or None)
    if form.is_bound and attempt(form, end_assignment, by=request.user, assignment=found):
        messages.success(request, _("Đã ghi ngày cuối của phân công."))
        return redirect("committee:assignments")
    context = {"form": form, "assignment": found}
    return render(request, "committee/assignment_end.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
def list_visits(request):
    """Guidance and support given, the newest first, and how often each unit had some; with ?format= as a file."""
    departments, units, years = queries.visit_choices(request.user)
    form = VisitFilter(request.GET, departments=departments, units=units, years=years)
    wanted = form.wanted()
    rows = queries.listed_visits(request.user, **wanted)
    if wants_file(request.GET):
        return download(request.GET, "huong-dan-ho-tro", *queries.visit_file(rows))
    shown, pages = paged(rows, request.GET)
    year = display.year_of(wanted)
    lines = queries.visit_lines(request.user, year)
    context = {
        "form": form,
        "sentence": display.visit_sentence(lines, year),
        "rows": shown,
        "pages": pages,
        "lines": lines,
        "year": year,
        "is_filtered": bool(wanted),
        "query": addresses.query(wanted),
        "can_record": choices.may_record_visits(request.user),
    }
    return render(request, "committee/visits.html", context)


@login_required
def new_visit(request):
    departments = choices.named(choices.departments_visiting(request.user))
    units = choices.named(choices.units_visited_by(request.user))
    if not (departments and units):
        raise PermissionDenied
    form = VisitForm(
        request.POST or None,
        initial=addresses.first_values(request.GET, "unit", "department", "obstacle"),
        departments=departments,
        units=units,
        obstacles=choices.obstacle_choices(request.user),
    )
    if form.is_bound and attempt(form, record_visit, by=request.user):
        messages.success(request, _("Đã ghi lần hướng dẫn, hỗ trợ."))
        return redirect("committee:visits")
    return render(request, "committee/visit_form.html", {"form": form}, status=422 if form.is_bound else 200)
