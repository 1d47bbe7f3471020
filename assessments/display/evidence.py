"""What the pages of evidence say: their sentences, the way back, and the links from page to page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def page_words(shown):
    """Return sentence and steps of the page of one piece (`queries.EvidencePage`)."""
    rounds = len({use.use.score.assessment.round_id for use in shown.uses})
    if shown.uses:
        words = ngettext(
            "%(unit)s dùng tài liệu này cho %(count)d tiêu chí, trong %(rounds)d kỳ.",
            "%(unit)s dùng tài liệu này cho %(count)d tiêu chí, trong %(rounds)d kỳ.",
            len(shown.uses),
        )
    else:
        words = _("Tài liệu của %(unit)s, chưa gắn với tiêu chí nào.")
    values = {"unit": shown.unit_name, "count": len(shown.uses), "rounds": rounds}
    listed = {
        "label": _("Tài liệu của %(unit)s") % values,
        "url": reverse("assessments:unit_evidence", args=[shown.evidence.unit_id]),
    }
    return {"shown": shown, "sentence": words % values, "steps": [listed]}


def list_words(listed, place=None):
    """Return sentence, steps and pages of a unit's list (`queries.UnitEvidence`), by itself or to choose from."""
    unit = {"label": listed.unit_name, "url": reverse("portal:unit", args=[listed.unit_id])}
    return {
        "listed": listed,
        "place": place,
        "sentence": _list_sentence(listed),
        "steps": place.steps if place else [unit],
        "pages": _pages(listed.page),
    }


def _list_sentence(listed):
    count = listed.page.paginator.count
    words = ngettext("Có %(count)d tài liệu.", "Có %(count)d tài liệu.", count)
    if listed.lapsed or listed.soon:
        words = ngettext(
            "Có %(count)d tài liệu: %(lapsed)d đã hết hiệu lực, %(soon)d hết hiệu lực trong 30 ngày tới.",
            "Có %(count)d tài liệu: %(lapsed)d đã hết hiệu lực, %(soon)d hết hiệu lực trong 30 ngày tới.",
            count,
        )
    return words % {"count": count, "lapsed": listed.lapsed, "soon": listed.soon}


def _pages(page):
    if not page.has_other_pages():
        return None
    values = {"first": page.start_index(), "last": page.end_index(), "count": page.paginator.count}
    return {
        "summary": _("Tài liệu %(first)d–%(last)d trong %(count)d") % values,
        "previous_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?page={page.next_page_number()}" if page.has_next() else "",
        "links": [],
    }
