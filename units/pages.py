"""The units page laid out for its components: branches of the tree, tabs, links that keep what was asked for."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.forms import FILE_FORMATS, VIEWS

PILOT_BEGINS = dt.date(2021, 6, 12)
AFTER_FIRST_MERGERS = dt.date(2025, 2, 1)

# (key of units.listing.SORTS, words, classes)
COLUMNS = (
    ("name", gettext_lazy("Tên"), ""),
    ("type", gettext_lazy("Loại"), "narrow-hidden"),
    ("code", gettext_lazy("Mã"), ""),
    ("parent", gettext_lazy("Trực thuộc"), ""),
    ("area", gettext_lazy("Diện tích (km²)"), "number narrow-hidden"),
    ("since", gettext_lazy("Từ ngày"), "narrow-hidden"),
    ("until", gettext_lazy("Đến ngày"), "narrow-hidden"),
)


def tree_url(name="units:tree", **query):
    """Return the page's address with these values; empty ones are left out, so that equal views are equal links."""
    kept = {key: value for key, value in query.items() if value}
    return f"{reverse(name)}?{urlencode(kept)}" if kept else reverse(name)


def branches(nodes, depth=0):
    """Return the branches of components/tree.html; the top stands open."""
    return [_branch(node, depth) for node in nodes]


def _branch(node, depth):
    version = node.version
    return {
        "label": version.full_name,
        "url": reverse("portal:unit", args=[version.unit_id]),
        "url_label": _("Trang của %(unit)s") % {"unit": version.full_name},
        "note": _branch_note(node),
        "is_open": depth == 0,
        "branches": branches(node.children, depth + 1),
    }


def _branch_note(node):
    if node.version.is_commune_level:
        return node.version.code
    return _("%(count)d đơn vị cấp xã") % {"count": node.commune_count}


def view_tabs(wanted):
    return [
        {
            "label": label,
            "url": tree_url(date=wanted["date"], root=wanted["root"], view=view),
            "current": not wanted["q"] and view == wanted["view"],
        }
        for view, label in VIEWS.items()
    ]


def quick_dates(wanted):
    """The days that readers come back to, each with what it shows."""
    days = [
        (PILOT_BEGINS, _("12/06/2021: bắt đầu thí điểm")),
        (AFTER_FIRST_MERGERS, _("01/02/2025: sau sắp xếp lần một")),
        (timezone.localdate(), _("Hôm nay")),
    ]
    return [
        {
            "label": label,
            "url": tree_url(date=day, view=wanted["view"]),
            "current": day == wanted["date"] and not wanted["q"],
        }
        for day, label in days
    ]


def root_tabs(roots, shown, wanted):
    """Which top unit the table lists; none when there is only one."""
    if len(roots) < 2:
        return []
    return [
        {
            "label": node.version.full_name,
            "url": tree_url(date=wanted["date"], view="table", sort=wanted["sort"], root=node.version.unit_id),
            "current": node is shown,
            "count": node.commune_count,
        }
        for node in roots
    ]


def shown_root(roots, wanted):
    """The top unit that was asked for, else the first."""
    return next((node for node in roots if node.version.unit_id == wanted["root"]), roots[0] if roots else None)


def columns(wanted):
    """Return the table's headers with their sorting links."""
    current = wanted["sort"]
    return [
        {
            "label": label,
            "classes": classes,
            "sorted": {key: "ascending", f"-{key}": "descending"}.get(current, ""),
            "url": tree_url(
                date=wanted["date"], view="table", root=wanted["root"], sort=f"-{key}" if current == key else key
            ),
        }
        for key, label, classes in COLUMNS
    ]


def downloads(wanted):
    query = {"date": wanted["date"], "root": wanted["root"], "sort": wanted["sort"]}
    return [
        {"label": extension.upper(), "url": tree_url("units:download", **query, extension=extension)}
        for extension in FILE_FORMATS
    ]
