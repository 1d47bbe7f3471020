"""Practice: choosing a published dossier, scoring it blind, and seeing how the official result differs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments import forms
from assessments.actions import Refused
from assessments.actions import practice as actions
from assessments.display import practice as display
from assessments.forms.practice import DossierChoice, DossierFilter, practice_entries
from assessments.permissions import can_practise
from assessments.queries import asked_in
from assessments.queries import practice as queries
from assessments.queries.practice_result import comparison_of, practices_of
from assessments.views.sheet import signed_in_to_save
from criteria import scoring


@login_required
@require_safe
def list_practices(request):
    if not can_practise(request.user):
        raise PermissionDenied
    form = DossierFilter(request.GET, rounds=queries.practised_rounds(request.user))
    shown, rows = form.asked_round, practices_of(request.user)
    page = request.GET.get("page", 1)
    context = {
        "rows": rows,
        "sentence": display.practices_sentence(rows),
        "form": form,
        "round": shown,
        "dossiers": queries.dossiers_of(request.user, shown, form.asked_name, page) if shown else (),
    }
    return render(request, "assessments/practices.html", context)


@login_required
@require_POST
def start(request):
    asked = DossierChoice(request.POST)
    if not asked.is_valid():
        raise Http404
    chosen = queries.dossier_of(request.user, asked.cleaned_data["round"], asked.cleaned_data["unit"])
    if chosen is None:
        raise Http404
    practice = actions.start_practice(assessment=chosen, by=request.user)
    return redirect(queries.practice_url(practice))


@login_required
@require_safe
def show_practice(request, practice, group=""):
    found = _find(request, practice)
    if found.finished_at:
        return redirect("practice:result", practice=found.pk)
    return _show(request, _page(request, found, group))


@signed_in_to_save
def save(request, practice, criterion):
    found = _find(request, practice)
    asked, group = asked_in(found.assessment, criterion) or (None, "")
    if asked is None:
        raise Http404
    back = queries.practice_url(found, group, request.GET.get("department", ""))
    # A GET comes from a sign-in on the way: the session had lapsed when the form was sent.
    if request.method != "POST":
        return redirect(f"{back}#criterion-{criterion}")
    try:
        attempt = _attempt(found, asked, forms.read_post(asked.rule, request.POST), request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("practice:practice", practice=found.pk)
    if attempt.saved and not request.htmx:
        return redirect(f"{back}#criterion-{criterion}")
    return _show(request, _page(request, attempt.saved or found, group), attempt)


@login_required
@require_POST
def finish(request, practice):
    found = _find(request, practice)
    try:
        actions.finish_practice(practice=found.pk, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("practice:practice", practice=found.pk)
    return redirect("practice:result", practice=found.pk)


@login_required
@require_safe
def show_result(request, practice):
    found = _find(request, practice)
    if found.finished_at is None:
        return redirect("practice:practice", practice=found.pk)
    comparison = comparison_of(found)
    context = {
        "practice": found,
        "assessment": found.assessment,
        "sentence": display.comparison_sentence(comparison),
        "drawing": display.agreement_drawing(comparison),
        "narrow": display.narrow_agreement_drawing(comparison),
        "rows": [(each, display.gap_figure(each.gap)) for each in comparison.differences],
    }
    return render(request, "assessments/practice_result.html", context)


def _find(request, pk):
    found = queries.practice_of(request.user, pk)
    if found is None:
        raise Http404
    return found


def _page(request, practice, group):
    page = queries.practice_page(request.user, practice, group, request.GET.get("department", ""))
    if page is None:
        raise Http404
    return page


def _attempt(practice, asked, typed, by):
    if typed.faults:
        return forms.Attempt(asked.code, typed, faults=typed.faults)
    answer = forms.answer_of(asked.rule, typed)
    try:
        saved = actions.save_practice_answer(practice=practice.pk, criterion=asked.code, answer=answer, by=by)
    except scoring.AnswersRefused as refused:
        faults = tuple(forms.fault_sentence(asked.rule, fault) for fault in refused.faults)
        return forms.Attempt(asked.code, typed, faults=faults)
    return forms.Attempt(asked.code, typed, saved=saved)


def _show(request, page, attempt=None):
    """Answer with a group's page; to a save that htmx sent with what of it changed."""
    refused = attempt if attempt and attempt.saved is None else None
    entries = practice_entries(page.blocks, refused)
    context = {"page": page, "assessment": page.assessment, "entries": entries, "limits": _limits(page)}
    if not (request.htmx and attempt):
        return render(request, "assessments/practice.html", context, status=refused.status if refused else 200)
    entry = next(each for each in entries if each.block.asked.code == attempt.code)
    return render(request, "assessments/practice_saved.html", {"page": page, "entry": entry}, status=attempt.status)


def _limits(page):
    """Return the links of components/tabs.html: all criteria, or those of one of the person's departments."""
    if not page.departments:
        return []
    names = {"": _("Mọi tiêu chí")} | {code: _("Chỉ %(code)s") % {"code": code} for code in page.departments}
    return [
        {"label": label, "url": queries.practice_url(page.practice, "", code), "current": code == page.department}
        for code, label in names.items()
    ]
