"""A long list in pages."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

SIZE = 50


def paged(rows, parameters):
    """Return (the page's rows, what components/pagination.html expects or None); `parameters` is `request.GET`.

    A page that is no number or lies beyond the last is the nearest that there is. Two queries for a queryset.
    """
    page = Paginator(rows, SIZE).get_page(parameters.get("page"))
    if page.paginator.num_pages == 1:
        return page.object_list, None
    values = {"first": page.start_index(), "last": page.end_index(), "count": page.paginator.count}
    return page.object_list, {
        "summary": _("%(first)d–%(last)d trong %(count)d") % values,
        "previous_url": _address(parameters, page.previous_page_number()) if page.has_previous() else "",
        "next_url": _address(parameters, page.next_page_number()) if page.has_next() else "",
        "links": [
            {"label": str(number), "url": _address(parameters, number), "current": number == page.number}
            for number in page.paginator.page_range
        ],
    }


def _address(parameters, number):
    kept = parameters.copy()
    kept["page"] = number
    return f"?{kept.urlencode()}"
