"""The page of one criterion of a sheet, and how what is sent from it is answered."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments import actions
from assessments.forms.criterion import Faulty, criterion_forms
from assessments.models import Assessment
from assessments.permissions import can_say_why
from assessments.queries.criterion_page import criterion_page, place_of
from assessments.views.sheet import signed_in_to_save


@login_required
def show_criterion(request, code, unit, criterion):
    return render_criterion(request, _find(request, code, unit, criterion))


def sent_from_criterion(view):
    """Give the view the `Place` of its criterion. A GET comes from a sign-in on the way and goes to the page."""

    @signed_in_to_save
    @wraps(view)
    def sent(request, code, unit, criterion, **kwargs):
        place = _find(request, code, unit, criterion)
        return view(request, place, **kwargs) if request.method == "POST" else redirect(place.url)

    return sent


def send_form(request, place, *, name, form, act, done, back=""):
    """Do `act` with what the form holds; where it or the act refuses, show the page with what was typed."""
    if form.is_valid():
        try:
            act(by=request.user, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
    if form.errors:
        return render_criterion(request, place, faulty=Faulty(name, form), status=422)
    messages.success(request, done)
    return redirect(back or place.url)


def press(request, place, *, act, done):
    """Do `act`, which needs nothing but its button, and go back to the page."""
    try:
        act(by=request.user)
    except actions.Refused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(place.url)


def render_criterion(request, place, *, faulty=None, resolving=None, status=200):
    page = criterion_page(request.user, place, request.GET.get("page", 1))
    context = {
        "page": page,
        "place": place,
        "assessment": place.assessment,
        "asked": place.asked,
        "forms": criterion_forms(page, faulty, resolving),
        "may_say_why": can_say_why(request.user, place.assessment),
        "steps": _steps(place),
    }
    return render(request, "assessments/criterion.html", context, status=status)


def _steps(place):
    """The way from the round to this page, as components/breadcrumb.html expects it."""
    shown, unit = place.assessment.round, place.assessment.police_name
    return [
        {"label": shown.title, "url": reverse("assessments:round", args=[shown.code])},
        {"label": _("Phiếu đánh giá %(unit)s") % {"unit": unit}, "url": place.sheet_url},
    ]


def _find(request, code, unit, criterion):
    rows = Assessment.objects.visible_to(request.user).for_sheet()
    place = place_of(get_object_or_404(rows, round__code=code, unit_id=unit), criterion)
    if place is None:
        raise Http404
    return place
