"""Directives: the register, what is to be followed up, one directive with its papers, and issuing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.attempt import attempt
from accounts.kept import kept_body
from assessments.files.answer import file_answer
from committee.actions.directive import add_tasks, change_directive, issue_directive
from committee.display import directive_file
from committee.display import directives as listed
from committee.forms.directive import ChangeForm, IssueForm, TasksForm
from committee.forms.directive_filter import DirectiveFilter
from committee.models import Obstacle
from committee.permissions import can_add_tasks, can_change_directive, can_write_up, leads
from committee.queries.changes import business_facts
from committee.queries.directive_counts import counts_of
from committee.queries.directive_issuing import issuer_among, issuing_units, origin_of, receivers_of
from committee.queries.directive_page import note_with_file
from committee.queries.directives import chosen_heads, follow_up, name_of, offered_to, register, register_lines
from committee.views.directive_page import find_directive, show_page
from units.downloads import csv_download, xlsx_download
from units.paging import paged

FILE_NAME = "chi-dao"


@login_required
@require_safe
def show_directives(request):
    """All directives that the reader may see, filtered by the address; as a page, a CSV file or a workbook."""
    if request.GET.get("format"):
        form = DirectiveFilter(request.GET, offered=offered_to(request.user))
        return _file(request, form.choice(), timezone.localdate())
    facts = business_facts(request.user), request.GET.urlencode()
    context = {
        "body": kept_body("committee/directives_body.html", facts, lambda: _register(request)),
        "kept": listed.address(request.GET, state=""),
        "csv_url": listed.address(request.GET, format="csv"),
        "xlsx_url": listed.address(request.GET, format="xlsx"),
        "may_issue": bool(leads(request.user)),
        "can_write_up": can_write_up(request.user),
    }
    return render(request, "committee/directives.html", context)


def _register(request):
    """The context of committee/directives_body.html."""
    form, today = DirectiveFilter(request.GET, offered=offered_to(request.user)), timezone.localdate()
    choice = form.choice()
    counts = counts_of(chosen_heads(request.user, choice), today)
    rows, pages = paged(register(request.user, choice, today), request.GET)
    return {
        "form": form,
        "is_filtered": not choice.is_empty,
        "counts": counts,
        "sentence": listed.sentence(counts, today),
        "tabs": listed.tabs(counts, choice, request.GET),
        "rows": [listed.head_row(each, today) for each in rows],
        "pages": pages,
        "may_issue": bool(leads(request.user)),
    }


def _file(request, choice, today):
    lines = directive_file.lines(register_lines(request.user, choice, today), today)
    if request.GET["format"] == "csv":
        return csv_download(FILE_NAME, directive_file.header(), lines)
    if request.GET["format"] == "xlsx":
        return xlsx_download(FILE_NAME, _("Chỉ đạo"), directive_file.header(), lines)
    raise Http404


@login_required
@require_safe
def show_follow_up(request):
    """What is overdue or due within a week, with what was last reported: a list to call the units by, on paper too."""
    form, today = DirectiveFilter(request.GET, offered=offered_to(request.user)), timezone.localdate()
    rows = [listed.row(each, today) for each in follow_up(request.user, form.choice(), today)]
    late = sum(row["days_left"] < 0 for row in rows)
    context = {"form": form, "rows": rows, "late": late, "soon": len(rows) - late, "today": today}
    context["can_write_up"] = can_write_up(request.user)
    return render(request, "committee/directives_follow_up.html", context)


@login_required
@require_safe
def show_directive(request, pk):
    return show_page(request, find_directive(request, pk))


@login_required
@require_safe
def download_note_file(request, pk, note):
    found = note_with_file(request.user, find_directive(request, pk), note)
    if found is None:
        raise Http404
    return file_answer(request, found.file, found.file_name, is_preview="preview" in request.GET)


@login_required
def issue(request):
    """A new directive from what the address names: a meeting and its item, an obstacle, a recommendation, a target."""
    issuers = issuing_units(request.user)
    if not issuers:
        raise PermissionDenied
    origin, today = origin_of(request.user, request.GET), timezone.localdate()
    issuer = issuer_among(issuers, origin)
    form = IssueForm(
        _posted(request),
        initial=origin.initial(today),
        receivers=receivers_of(issuer.pk, today, origin),
        obstacles=Obstacle.objects.visible_to(request.user).standing(),
    )
    issued = {**origin.columns(), "issuer": issuer, "may_repeat": False}
    found = form.is_bound and attempt(form, issue_directive, by=request.user, **issued)
    if found:
        messages.success(request, _("Đã giao chỉ đạo và báo cho đơn vị thực hiện."))
        return redirect("committee:directive", pk=found.pk)
    context = {"form": form, "origin": origin, "issuer": name_of(issuer)}
    return render(request, "committee/directive_new.html", context, status=422 if form.is_bound else 200)


@login_required
def change(request, pk):
    found = find_directive(request, pk)
    if not can_change_directive(request.user, found):
        raise PermissionDenied
    wording = {name: getattr(found, name) for name in ("title", "content", "expected_result")}
    initial = {**wording, "coordinating": found.coordinating.all()}
    receivers = receivers_of(found.issuer_id, timezone.localdate())
    form = ChangeForm(_posted(request), initial=initial, receivers=receivers)
    if form.is_bound and attempt(form, change_directive, by=request.user, directive=found):
        messages.success(request, _("Đã sửa chỉ đạo."))
        return redirect("committee:directive", pk=pk)
    return _form_page(request, found, form, _("Sửa chỉ đạo"))


@login_required
def give_to_more(request, pk):
    found = find_directive(request, pk)
    if not can_add_tasks(request.user, found):
        raise PermissionDenied
    receivers = receivers_of(found.issuer_id, timezone.localdate())
    form = TasksForm(_posted(request), receivers=receivers)
    if form.is_bound:
        tasks = attempt(form, add_tasks, by=request.user, directive=found)
        if not form.errors:
            messages.success(request, _("Đã giao thêm cho %(count)d đơn vị.") % {"count": len(tasks)})
            return redirect("committee:directive", pk=pk)
    return _form_page(request, found, form, _("Giao thêm đơn vị"))


def _posted(request):
    """What was sent, which may be nothing at all; None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def _form_page(request, found, form, title):
    context = {"directive": found, "form": form, "title": title}
    return render(request, "committee/directive_form.html", context, status=422 if form.is_bound else 200)
