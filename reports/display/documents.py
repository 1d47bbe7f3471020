"""The list of documents in words: its sentence, its rows, its files."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from committee.display.chain_words import day, whole
from reports.models import Body, ReportState
from reports.queries.titles import facts_of, kind_title

FILE = "van-ban"
TONES = {
    ReportState.DRAFT: "badge-low",
    ReportState.APPROVED: "badge-middle",
    ReportState.PUBLISHED: "badge-high",
    ReportState.DISCARDED: "badge-would-be",
}
WAITS = {
    (ReportState.DRAFT, Body.COMMITTEE, False): gettext_lazy("Tổ giúp việc hoàn thiện"),
    (ReportState.DRAFT, Body.COMMITTEE, True): gettext_lazy("Ban Chỉ đạo duyệt"),
    (ReportState.APPROVED, Body.COMMITTEE, True): gettext_lazy("Tổ giúp việc ban hành"),
    (ReportState.DRAFT, Body.UNIT, False): gettext_lazy("đơn vị hoàn thiện"),
    (ReportState.DRAFT, Body.UNIT, True): gettext_lazy("chỉ huy đơn vị duyệt"),
    (ReportState.APPROVED, Body.UNIT, True): gettext_lazy("đơn vị ban hành"),
}


def badge(report):
    """Return {"label", "tone"} of the state; a draft that was handed over says so."""
    label = str(ReportState(report.state).label)
    if report.state == ReportState.DRAFT and report.handed_over_at:
        label = _("đã trình duyệt")
    return {"label": label, "tone": TONES[report.state]}


def waits(report):
    """Return for whom a report waits and to do what; "" when for nobody."""
    is_handed = report.state != ReportState.DRAFT or report.handed_over_at is not None
    return str(WAITS.get((report.state, report.body, is_handed), ""))


def number(report):
    """Return “05/BC-BCĐ” of a `listed` report, "" before it was published."""
    if report.number is None:
        return ""
    return f"{report.number:02d}/{report.abbreviation}-{report.symbol}"


def sentence(counts):
    """“12 văn bản: 3 đang soạn, 2 chờ duyệt, 1 chờ ban hành, 6 đã ban hành.”; what is nought is left out."""
    if not counts.total:
        return ""
    parts = {
        _("%(count)s đang soạn"): counts.wording,
        _("%(count)s chờ duyệt"): counts.handed_over,
        _("%(count)s chờ ban hành"): counts.approved,
        _("%(count)s đã ban hành"): counts.published,
    }
    said = ", ".join(words % {"count": whole(count)} for words, count in parts.items() if count)
    total = ngettext("%(count)s văn bản", "%(count)s văn bản", counts.total) % {"count": whole(counts.total)}
    return f"{total}: {said}." if said else f"{total}."


def rows(reports):
    """Return what reports/documents_table.html expects of `listed` reports."""
    return [
        {
            "kind": kind_title(each),
            "subject": each.approved_subject or each.subject,
            "url": reverse("reports:document", args=[each.pk]),
            "facts": [capfirst(fact) for fact in facts_of(each)],
            "number": number(each),
            "date": each.issued_on,
            "badge": badge(each),
            "waits": waits(each),
            "is_illustrative": each.is_illustrative,
        }
        for each in reports
    ]


def file_header():
    return [
        _("Loại văn bản"),
        _("Trích yếu"),
        _("Về"),
        _("Trạng thái"),
        _("Chờ"),
        _("Số, ký hiệu"),
        _("Ngày ban hành"),
        _("Soạn ngày"),
        _("Số liệu minh họa"),
    ]


def file_rows(reports):
    for each in reports:
        yield [
            kind_title(each),
            each.approved_subject or each.subject,
            "; ".join(facts_of(each)),
            badge(each)["label"],
            waits(each),
            number(each),
            day(each.issued_on),
            day(each.created_at),
            _("có") if each.is_illustrative else "",
        ]
