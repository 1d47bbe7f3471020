"""Pages about what is asked: programmes and their criteria sets through time, and one set."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from criteria import display
from criteria.forms import CriteriaFilter
from criteria.permissions import can_manage_criteria
from criteria.queries import CONTENT_TYPES, exported_set, programmes_through_time, set_or_404


@login_required
@require_safe
def sets(request):
    programmes = display.programmes(programmes_through_time())
    versions = [version for programme in programmes for version in programme.versions]
    published = sum(version.criteria_set.is_published for version in versions)
    return render(
        request,
        "criteria/sets.html",
        {
            "programmes": programmes,
            "total": len(versions),
            "published": published,
            "drafts": len(versions) - published,
            "can_manage": can_manage_criteria(request.user),
        },
    )


@login_required
@require_safe
def criteria_set(request, code):
    found = set_or_404(code)
    form = CriteriaFilter(request.GET, departments=display.departments_of(found))
    page = display.set_page(found, form.asked)
    counts = {"shown": page.shown, "total": page.total}
    return render(
        request,
        "criteria/set.html",
        {
            "set": found,
            "page": page,
            "form": form,
            "result": _("%(shown)d trong %(total)d tiêu chí") % counts if form.asked else "",
            "can_change": can_manage_criteria(request.user) and not found.is_published,
        },
    )


@login_required
@require_safe
def download(request, code, form):
    """The set's file; loading it again changes nothing."""
    headers = {"Content-Disposition": f'attachment; filename="{code}.{form}"'}
    return HttpResponse(exported_set(set_or_404(code), form), content_type=CONTENT_TYPES[form], headers=headers)
