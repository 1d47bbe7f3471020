"""Recommendations: the list and its files, raising one, and what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.attempt import attempt
from accounts.refusals import Refused
from committee.actions.recommendation import (
    NotNext,
    advance_recommendation,
    change_recommendation,
    raise_recommendation,
)
from committee.display import recommendations as display
from committee.display.addresses import downloads
from committee.forms.recommendations import (
    AdvanceForm,
    RaisingStart,
    RecommendationFilter,
    RecommendationForm,
    wording_form,
)
from committee.models import Recommendation
from committee.permissions import can_record_answer
from committee.queries.obstacles import body_choices
from committee.queries.recommendation_steps import NEXT
from committee.queries.recommendations import (
    chosen_recommendations,
    obstacles_of,
    offered_obstacles,
    raising_start,
    raising_units,
    recommendation_page,
    recommendation_rows,
    summary_of,
)
from units.downloads import csv_download, xlsx_download
from units.paging import paged


@login_required
@require_safe
def show_recommendations(request):
    form = _filter(request)
    chosen = chosen_recommendations(request.user, form.choice)
    page, pages = paged(chosen, request.GET)
    context = {
        "form": form,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "sentence": display.sentence(summary_of(chosen)),
        "rows": display.rows(recommendation_rows(page)),
        "pages": pages,
        "downloads": downloads("committee:recommendations_file", request.GET),
        "may_raise": bool(raising_units(request.user)),
    }
    return render(request, "committee/recommendations.html", context)


@login_required
@require_safe
def download_recommendations(request, kind):
    rows = recommendation_rows(chosen_recommendations(request.user, _filter(request).choice))
    if kind == "csv":
        return csv_download("kien-nghi", display.header(), display.lines(rows))
    return xlsx_download("kien-nghi", _("Kiến nghị"), display.header(), display.lines(rows))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_recommendation(request):
    units = raising_units(request.user)
    if not units:
        raise PermissionDenied
    form = RecommendationForm(
        request.POST or None,
        units=units,
        bodies=body_choices(),
        obstacles=offered_obstacles(request.user),
        initial=raising_start(request.user, units, *RaisingStart.of(request.GET)),
    )
    posted = request.method == "POST"
    recommendation = attempt(form, raise_recommendation, by=request.user) if posted else None
    if recommendation:
        messages.success(request, _("Đã ghi kiến nghị. Khi có trả lời, hãy ghi vào trang này."))
        return redirect("committee:recommendation", recommendation.pk)
    return render(request, "committee/recommendation_new.html", {"form": form}, status=422 if posted else 200)


@login_required
@require_safe
def show_recommendation(request, recommendation):
    return _page(request, _find(request, recommendation))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, recommendation):
    found = _find(request, recommendation)
    if not can_record_answer(request.user, found):
        raise PermissionDenied
    form = wording_form(
        request.POST or None,
        found,
        bodies=body_choices(),
        obstacles=offered_obstacles(request.user, obstacles_of(found)),
        linked=obstacles_of(found),
    )
    posted = request.method == "POST"
    if posted and attempt(form, change_recommendation, by=request.user, recommendation=found):
        messages.success(request, _("Đã lưu kiến nghị."))
        return redirect("committee:recommendation", recommendation)
    context = {"form": form, "recommendation": found}
    return render(request, "committee/recommendation_change.html", context, status=422 if posted else 200)


@login_required
@require_POST
def advance(request, recommendation):
    found = _find(request, recommendation)
    form = AdvanceForm(request.POST, states=NEXT[found.state])
    try:
        if form.is_valid():
            advance_recommendation(by=request.user, recommendation=found, **form.cleaned_data)
    except NotNext as refusal:
        # The button was pressed twice, or somebody else was faster: the page says how it stands.
        messages.info(request, str(refusal))
        return redirect("committee:recommendation", recommendation)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    if form.errors:
        return _page(request, found, form)
    messages.success(request, _("Đã ghi diễn biến và báo cho đơn vị."))
    return redirect("committee:recommendation", recommendation)


def _page(request, found, form=None):
    page = recommendation_page(request.user, found)
    context = {
        "page": page,
        "recommendation": found,
        "form": form or (AdvanceForm(states=page.next_states) if page.next_states else None),
        **display.page(page),
    }
    return render(request, "committee/recommendation.html", context, status=422 if form else 200)


def _find(request, recommendation):
    rows = Recommendation.objects.visible_to(request.user)
    return get_object_or_404(rows, pk=recommendation)


def _filter(request):
    return RecommendationFilter(request.GET, bodies=body_choices())
