"""A piece of evidence by itself, its documents, and all that a unit has."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import actions
from assessments.actions import evidence_revision
from assessments.display.evidence import list_words, page_words
from assessments.files.answer import file_answer
from assessments.forms.evidence import FactsForm, RevisionForm
from assessments.models import Evidence
from assessments.permissions import can_revise_evidence
from assessments.queries.evidence_pages import evidence_of_unit, evidence_page, file_of


@login_required
@require_safe
def show_evidence(request, evidence):
    return _page(request, _find(request, evidence))


@login_required
@require_safe
def show_unit_evidence(request, unit):
    listed = evidence_of_unit(request.user, unit, page=request.GET.get("page", 1))
    if listed is None:
        raise Http404
    return render(request, "assessments/unit_evidence.html", list_words(listed))


@login_required
@require_safe
def download(request, evidence, number):
    revision = file_of(request.user, evidence, number)
    if revision is None:
        raise Http404
    return file_answer(request, revision.file, revision.file_name, is_preview="preview" in request.GET)


@login_required
@require_POST
def revise(request, evidence):
    found = _find_to_change(request, evidence)
    form = RevisionForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, revision_form=form, status=422)
    try:
        revision = evidence_revision.revise(
            evidence=found.pk, content=form.content, note=form.cleaned_data["note"], by=request.user
        )
    except actions.Refused as refused:
        form.add_error("file", str(refused))
        return _page(request, found, revision_form=form, status=422)
    messages.success(request, _("Đã lưu tài liệu lần %(number)d.") % {"number": revision.number})
    return redirect("assessments:evidence", evidence=found.pk)


@login_required
@require_POST
def edit(request, evidence):
    found = _find_to_change(request, evidence)
    form = FactsForm(request.POST, instance=found)
    if not form.is_valid():
        return _page(request, _find(request, evidence), facts_form=form, status=422)
    try:
        evidence_revision.edit_facts(evidence=found.pk, facts=form.facts, by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã sửa thông tin tài liệu."))
    return redirect("assessments:evidence", evidence=found.pk)


def _find(request, evidence):
    return get_object_or_404(Evidence.objects.visible_to(request.user), pk=evidence)


def _find_to_change(request, evidence):
    """Those who may only read it are told so before their form is looked at."""
    found = _find(request, evidence)
    if not can_revise_evidence(request.user, found):
        raise PermissionDenied
    return found


def _page(request, evidence, *, revision_form=None, facts_form=None, status=200):
    asked = request.GET.get("revision", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    context = {
        **page_words(evidence_page(request.user, evidence, number)),
        "revision_form": revision_form or RevisionForm(),
        "facts_form": facts_form or FactsForm(instance=evidence),
    }
    return render(request, "assessments/evidence.html", context, status=status)
