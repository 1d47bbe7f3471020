"""Evidence at a criterion of a sheet: a new document, one that the unit has, one that is still valid; and off again.

Without a script each leads back to the criterion; with htmx the criterion's list of evidence is sent anew.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments import actions
from assessments.actions import evidence as evidence_actions
from assessments.display.evidence import list_words
from assessments.forms.evidence import EvidenceForm
from assessments.models import Assessment, Evidence
from assessments.queries.evidence_pages import evidence_at, evidence_of_unit
from assessments.views.sheet import signed_in_to_save


@signed_in_to_save
def add(request, code, unit, criterion):
    place = _find_to_change(request, code, unit, criterion)
    if request.method != "POST":
        return _show_form(request, place, EvidenceForm(auto_id=place.auto_id))
    form = EvidenceForm(request.POST, request.FILES, auto_id=place.auto_id)
    if not form.is_valid():
        return _show_form(request, place, form, status=422)
    try:
        evidence_actions.attach(**place.keys, facts=form.facts, content=form.content, by=request.user)
    except actions.Refused as refused:
        form.add_error("file", str(refused))
        return _show_form(request, place, form, status=422)
    return _back(request, place, _("Đã thêm tài liệu cho tiêu chí %(code)s.") % {"code": criterion})


@signed_in_to_save
def choose(request, code, unit, criterion):
    place = _find_to_change(request, code, unit, criterion)
    listed = evidence_of_unit(request.user, unit, page=request.GET.get("page", 1))
    return render(request, "assessments/unit_evidence.html", list_words(listed, place))


@signed_in_to_save
def attach_existing(request, code, unit, criterion, evidence):
    done = _("Đã thêm tài liệu cho tiêu chí %(code)s.")
    return _act(request, (code, unit, criterion), evidence, evidence_actions.attach_existing, done)


@signed_in_to_save
def reuse(request, code, unit, criterion, evidence):
    done = _("Đã ghi nhận tài liệu vẫn còn hiệu lực cho tiêu chí %(code)s.")
    return _act(request, (code, unit, criterion), evidence, evidence_actions.reuse_from_previous, done)


@signed_in_to_save
def detach(request, code, unit, criterion, evidence):
    done = _("Đã bỏ tài liệu khỏi tiêu chí %(code)s; tài liệu vẫn còn trong danh sách của đơn vị.")
    return _act(request, (code, unit, criterion), evidence, evidence_actions.detach, done)


def _find(request, code, unit, criterion):
    assessment = get_object_or_404(
        Assessment.objects.visible_to(request.user).for_sheet(), round__code=code, unit_id=unit
    )
    place = evidence_at(request.user, assessment, criterion)
    if place is None:
        raise Http404
    return place


def _find_to_change(request, code, unit, criterion):
    place = _find(request, code, unit, criterion)
    if not place.part.add_url:
        raise PermissionDenied
    return place


def _act(request, where, evidence, action, done):
    place = _find(request, *where)
    # A GET comes from a sign-in on the way: the session had lapsed when the button was pressed.
    if request.method != "POST":
        return redirect(place.back_url)
    get_object_or_404(Evidence.objects.visible_to(request.user), pk=evidence)
    try:
        action(**place.keys, evidence=evidence, by=request.user)
    except actions.Refused as refused:
        return _back(request, place, str(refused), messages.ERROR)
    return _back(request, place, done % {"code": place.asked.code})


def _show_form(request, place, form, status=200):
    template = "assessments/block_evidence.html" if request.htmx else "assessments/evidence_add.html"
    context = {"evidence": place.part, "form": form, "place": place}
    return render(request, template, context, status=status)


def _back(request, place, words, level=messages.SUCCESS):
    """What was done shows in the criterion's own list under htmx, and is said in words on a page made anew."""
    if request.htmx:
        place = evidence_at(request.user, place.assessment, place.asked.code)
        fault = words if level == messages.ERROR else ""
        return render(request, "assessments/block_evidence.html", {"evidence": place.part, "fault": fault})
    messages.add_message(request, level, words)
    return redirect(place.back_url)
