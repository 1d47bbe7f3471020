"""The document of the period before: whose words are reused, and what stood there."""

from django.db.models import Case, F, Value, When

from reports.content.prose import plain
from reports.models import Report, ReportState

SETTLED = (ReportState.PUBLISHED, ReportState.APPROVED)


def earlier_report(report):
    """Return the `Report` of the same kind, issuer, programme and unit before this one, None when there is none.

    One that was approved or published comes before a draft; then the nearest. For an amendment it is what is amended.
    One query.
    """
    if report.amends_id:
        return report.amends
    rows = Report.objects.standing().filter(
        kind=report.kind,
        issuer=report.issuer_id,
        body=report.body,
        programme=report.programme_id,
        unit=report.unit_id,
    )
    rows = _before(rows.exclude(pk=report.pk), report)
    settled = Case(When(state__in=SETTLED, then=Value(0)), default=Value(1))
    days = ("round__ends_on", "meeting__on", "as_of")
    return rows.order_by(settled, *(F(day).desc(nulls_last=True) for day in days), "-created_at", "-pk").first()


def _before(rows, report):
    if report.round:
        return rows.filter(round__ends_on__lt=report.round.ends_on)
    if report.meeting:
        return rows.filter(meeting__on__lte=report.meeting.on)
    if report.as_of:
        return rows.filter(as_of__lt=report.as_of)
    return rows


def texts_of(report):
    """Return {slot: words with their references} of an earlier report: all as approved, else what people worded."""
    if report.approved is not None:
        return dict(report.approved_texts)
    return {each.slot: each.text for each in report.texts.all()}


def printed_of(report):
    """Return {slot: words as printed then} of an earlier report: all as approved, else what people worded."""
    if report.approved is not None:
        values = report.approved_values
        return {slot: plain(text, values.get(slot, {})) for slot, text in report.approved_texts.items()}
    return {each.slot: plain(each.text, each.seen) for each in report.texts.all()}
