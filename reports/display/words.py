"""The page on which one place is worded."""

from django.urls import reverse
from django.utils.translation import gettext as _

from committee.display.chain_words import day
from reports.content.differences import differences
from reports.content.prose import names_in, paragraphs
from reports.display.document import slot_url
from reports.display.paper import paper_blocks
from reports.kinds import KINDS
from reports.queries.titles import title_of


def page(shown):
    """Return the context of reports/slot.html of a `SlotPage`, without its form."""
    report, place, figures = shown.report, shown.place, shown.composition.outline.figures
    unknown = [name for name in names_in(place.text) if name not in figures]
    return {
        "page": shown,
        "report": report,
        "place": place,
        "title": f"{KINDS[report.kind].kind_name}: {shown.composition.document.subject}",
        "sentence": _sentence(place, unknown),
        "blocks": _blocks(shown),
        "figures": [_figure(each) for each in shown.figures if each.name in shown.near],
        "rest": [_figure(each) for each in shown.figures if each.name not in shown.near],
        "proposed": differences(place.proposed, place.printed) if place.worded else (),
        "earlier": _earlier(shown),
        "before_url": slot_url(report, shown.before.slot) if shown.before else "",
        "after_url": slot_url(report, shown.after.slot) if shown.after else "",
        "document_url": f"{reverse('reports:document', args=[report.pk])}#slot-{place.slot}",
    }


def _blocks(shown):
    """Return the place's paragraphs as reports/paper_blocks.html shows them."""
    place, figures = shown.place, shown.composition.outline.figures
    asks = "" if place.worded else place.prose.asks
    made = paragraphs(place.text, figures, slot=place.slot, is_item=place.prose.is_item, asks=asks)
    return paper_blocks(made, figures=figures)


def _sentence(place, unknown):
    if unknown:
        return _("Không có số liệu tên “%(name)s”. Hãy chọn lại trong danh sách số liệu.") % {"name": unknown[0]}
    if place.is_carried:
        return _("Đang dùng lời kỳ trước, số liệu của kỳ này; hãy xem lại rồi xác nhận.")
    if place.changes:
        return _("Số liệu trong đoạn này đã đổi sau lần xác nhận gần nhất; hãy xem lại rồi xác nhận.")
    if place.worded is None:
        return (
            _("Đang dùng lời do số liệu đề xuất; số liệu tự cập nhật.") if place.text else _("Đoạn này cần bạn viết.")
        )
    if not place.text:
        return _("Đoạn này đang bỏ trống và không xuất hiện trong văn bản.")
    values = {"by": place.worded.by.post or place.worded.by.username, "at": day(place.worded.at)}
    return _("Lời văn do %(by)s sửa ngày %(at)s; số liệu tự cập nhật.") % values


def _figure(figure):
    return {
        "name": figure.name,
        "reference": f"[[{figure.name}]]",
        "text": figure.text,
        "source": figure.source,
        "url": figure.url,
    }


def _earlier(shown):
    """Return what stood in this place in the earlier document and how this one differs, None where nothing did."""
    place = shown.place
    if place.earlier is None:
        return None
    return {
        "title": title_of(shown.earlier),
        "url": reverse("reports:document", args=[shown.earlier.pk]),
        "text": place.earlier,
        "pieces": differences(place.earlier, place.printed),
        "is_same": place.earlier == place.printed,
        "is_amended": shown.report.amends_id is not None,
    }


def conflict(shown, mine):
    """Return both texts of a place that a colleague saved in between, and what differs (from theirs to mine)."""
    place = shown.place
    worded = place.worded
    return {
        "mine": mine,
        "theirs": place.text,
        "by": (worded.by.post or worded.by.username) if worded else "",
        "at": worded.at if worded else None,
        "pieces": differences(place.text, mine),
    }
