"""The register of recognitions, proposing units from a round, and recording what was decided."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.attempt import attempt
from accounts.refusals import Refused
from assessments.models import AssessmentRound
from committee.actions import recognition as actions
from committee.actions.recognition_refusals import AlreadyStanding
from committee.display import recognition as display
from committee.display import recognition_page as page_display
from committee.display.addresses import with_query
from committee.display.guidance_files import download, wants_file
from committee.display.initiative import first_values
from committee.forms.recognition import FORMS, ProposalForm, RecordForm, RegisterFilter
from committee.models import Recognition
from committee.permissions import can_record_recognition, leads, may_record_recognitions
from committee.queries import recognition as queries
from committee.queries import recognition_page as page_queries
from committee.queries.recognition_candidates import candidates, rounds_to_propose
from units.paging import paged

ACTIONS = {
    "decide": actions.decide_recognition,
    "refuse": actions.refuse_recognition,
    "withdraw": actions.withdraw_proposal,
    "maintain": actions.maintain_recognition,
    "warn": actions.warn_unit,
    "revoke": actions.revoke_recognition,
    "recognise-again": actions.recognise_again,
}


@login_required
@require_safe
def show_recognitions(request):
    """The register as it stood on a day; with ?format= as a file."""
    years, programmes = queries.years_of(request.user), queries.programmes_of_register()
    form = RegisterFilter(request.GET, programmes=programmes, years=years)
    choice = form.choice
    chosen = queries.chosen_recognitions(request.user, choice)
    if wants_file(request.GET):
        lines = display.lines(queries.register_rows(chosen, choice.day))
        return download(request.GET, "so-cong-nhan", display.header(), lines)
    page, pages = paged(chosen, request.GET)
    context = {
        "form": form,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "sentence": display.sentence(queries.summary_of(chosen), choice),
        "rows": display.rows(queries.register_rows(page, choice.day)),
        "pages": pages,
        "rounds": rounds_to_propose(request.user) if leads(request.user) else (),
        "may_record": may_record_recognitions(request.user),
    }
    return render(request, "committee/recognitions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_candidates(request, code):
    """Who may be proposed from a round; what is sent proposes those who are ticked."""
    shown = get_object_or_404(AssessmentRound.objects.visible_to(request.user), code=code)
    if not leads(request.user):
        raise PermissionDenied
    found = candidates(request.user, shown)
    ticked = {each.assessment.unit_id for each in found.open}
    form = ProposalForm(request.POST if request.method == "POST" else None, units=found.offered_units, ticked=ticked)
    if form.is_bound and (answer := _propose(request, shown, form)):
        return answer
    context = {
        "found": found,
        "form": form,
        "sentence": display.candidates_sentence(found),
        "qualified": display.candidate_rows(found.qualified, form.ticked),
        "others": display.candidate_rows(found.others, form.ticked),
        "may_propose": may_record_recognitions(request.user) and bool(found.unit_ids),
    }
    return render(request, "committee/recognition_candidates.html", context, status=422 if form.is_bound else 200)


def _propose(request, shown, form):
    """Return the answer to a proposal that was made, or was made before; None where the form says why not."""
    if not form.is_valid():
        return None
    address = with_query(reverse("committee:recognitions"), programme=shown.programme_id, year=shown.ends_on.year)
    try:
        made = actions.propose_units(by=request.user, assessment_round=shown, **form.cleaned_data)
    except AlreadyStanding as refusal:
        # The button was pressed twice, or a colleague was faster: the register says how it stands.
        messages.info(request, str(refusal))
        return redirect(address)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    said = ngettext(
        "Đã ghi đề nghị công nhận %(count)d đơn vị.", "Đã ghi đề nghị công nhận %(count)d đơn vị.", len(made)
    )
    messages.success(request, said % {"count": len(made)})
    return redirect(address)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_decision(request):
    """Record a decision of earlier years, from the address's ?unit= and ?programme=."""
    if not may_record_recognitions(request.user):
        raise PermissionDenied
    units, programmes = page_queries.recordable_units(request.user), queries.programmes_of_register()
    first = first_values(request.GET, "unit", "programme")
    form = RecordForm(request.POST or None, units=units, programmes=programmes, initial=first)
    made = attempt(form, actions.record_recognition, by=request.user) if form.is_bound else None
    if made:
        messages.success(request, _("Đã ghi quyết định công nhận vào sổ."))
        return redirect("committee:recognition", made.pk)
    return render(request, "committee/recognition_record.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_safe
def show_recognition(request, recognition):
    page = page_queries.recognition_page(request.user, _find(request, recognition))
    context = {"page": page, "recognition": page.recognition, **page_display.page(page)}
    return render(request, "committee/recognition.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request, recognition, step):
    """The form of one step, and taking it."""
    found = _find(request, recognition)
    if step not in ACTIONS:
        raise Http404
    if not can_record_recognition(request.user, found.unit_id):
        raise PermissionDenied
    keeping = page_queries.keeping_round(request.user, found)
    if step not in page_queries.steps_open(request.user, found, keeping):
        # The button was pressed twice, or somebody else was faster: the page says how it stands.
        messages.info(request, page_display.not_now(found, step))
        return redirect("committee:recognition", found.pk)
    form = FORMS[step](request.POST or None)
    subject = {"assessment_round": keeping} if step == "maintain" else {}
    done = form.is_bound and attempt(form, ACTIONS[step], by=request.user, recognition=found, **subject)
    if done:
        messages.success(request, page_display.DONE[step])
        return redirect("committee:recognition", done.pk)
    context = {"form": form, "step": step, "keeping": keeping, **page_display.step_words(found, step)}
    return render(request, "committee/recognition_step.html", context, status=422 if form.is_bound else 200)


def _find(request, recognition):
    rows = Recognition.objects.visible_to(request.user).for_page()
    return get_object_or_404(rows, pk=recognition)
