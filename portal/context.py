"""What every template may say of the site itself, and the frame round every page."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.kept import kept_body
from accounts.permissions import can_administer, can_see_overview
from assessments.queries.notices import unread_of


def site_names(request: HttpRequest) -> dict[str, str]:
    return {"portal_name": settings.PORTAL_NAME, "organisation_name": settings.ORGANISATION_NAME}


def frame(request: HttpRequest) -> dict[str, object]:
    """The rail and the person. Made only where the template shows them; two queries, one of them the scope's."""
    return {"rail": lambda: rail(request), "post": getattr(getattr(request, "user", None), "post", "")}


def rail(request):
    """Return the rail as it stands on every page of one section: half of the cost of a frame when made anew."""
    context = {"navigation": navigation(request), **site_names(request)}
    return kept_body("components/rail.html", context, lambda: context)


def navigation(request):
    """Return the groups of components/rail.html for this person, the current one marked."""
    user = request.user
    if not user.is_authenticated:
        return []
    sees_all = can_see_overview(user)
    entries = [
        ("portal:my_work", _("Việc của tôi"), "work", True),
        ("portal:overview", _("Tổng quan"), "overview", sees_all),
        ("units:tree", _("Đơn vị"), "units", True),
        ("criteria:sets", _("Bộ tiêu chí"), "criteria", True),
        ("assessments:rounds", _("Kỳ đánh giá"), "rounds", True),
    ]
    committee = [
        ("committee:chain", _("Chuỗi tháo gỡ"), "chain", True),
        ("committee:obstacles", _("Vướng mắc"), "obstacle", True),
        ("committee:recommendations", _("Kiến nghị"), "recommendation", True),
        ("committee:directives", _("Chỉ đạo"), "directive", True),
        ("committee:rollout", _("Nhân rộng"), "rollout", True),
        ("committee:recognitions", _("Công nhận"), "recognition", True),
        ("committee:meetings", _("Hội nghị"), "meeting", sees_all),
        ("reports:documents", _("Văn bản, báo cáo"), "report", True),
    ]
    support = [
        ("resources:shortfalls", _("Nguồn lực, định mức"), "resource", True),
        ("committee:assignments", _("Phân công, hỗ trợ"), "assignment", True),
        ("committee:initiatives", _("Mô hình, khen thưởng"), "initiative", True),
        ("admin:index", _("Nhập liệu, quản trị"), "admin", can_administer(user)),
    ]
    current, counts = _section(request), {"portal:my_work": unread_of(user)}
    groups = [("", entries), (_("Ban Chỉ đạo"), committee), (_("Hỗ trợ đơn vị"), support)]
    return [{"title": title, "links": _links(listed, current, counts)} for title, listed in groups]


def _links(entries, current, counts):
    return [
        {"label": label, "url": _address(name), "icon": icon, "current": name == current, "count": counts.get(name)}
        for name, label, icon, is_allowed in entries
        if is_allowed
    ]


@lru_cache
def _address(name):
    return reverse(name)


# Pages that stand beneath an entry of the rail without bearing its name.
BENEATH = {
    "portal:unit": "units:tree",
    "portal:ranking": "assessments:rounds",
    "portal:criterion": "criteria:sets",
}
# Pages of one app that stand beneath several entries, by the first word of their address after the app's.
PLACES = {
    "obstacles": "committee:obstacles",
    "recommendations": "committee:recommendations",
    "directives": "committee:directives",
    "rollout": "committee:rollout",
    "recognitions": "committee:recognitions",
    "meetings": "committee:meetings",
    "assignments": "committee:assignments",
    "visits": "committee:assignments",
    "initiatives": "committee:initiatives",
    "commendations": "committee:initiatives",
}
SECTIONS = {
    "units": "units:tree",
    "criteria": "criteria:sets",
    "assessments": "assessments:rounds",
    "practice": "assessments:rounds",
    "resources": "resources:shortfalls",
    "reports": "reports:documents",
}


def _section(request):
    match = request.resolver_match
    if match is None:
        return ""
    if match.namespace == "committee":
        return PLACES.get(match.route.split("/")[1], "committee:chain")
    return BENEATH.get(match.view_name) or SECTIONS.get(match.namespace) or match.view_name
