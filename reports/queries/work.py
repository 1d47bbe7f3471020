"""What of the documents waits for one person."""

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.queries import scope_of
from committee.queries.work import Work
from reports.models import Body, Report, ReportState
from reports.queries.documents import listed
from reports.queries.titles import facts_of, title_of


def report_work(user):
    """Return the `Work` of documents: drafts to word, drafts handed over to approve, approved ones to publish.

    The longest waiting first. At most three queries.
    """
    waits = _waiting(user)
    if not waits:
        return []
    rows = listed(Report.objects.filter(waits)).order_by("created_at", "pk")
    return [_work(each) for each in rows]


def _waiting(user):
    """Return the condition of what waits for the user's roles, an empty one when nothing can."""
    scope = scope_of(user)
    reach = scope.reach
    secretary, member, commander = (reach.get(role) for role in (Role.SECRETARY, Role.MEMBER, Role.COMMANDER))
    to_word = Q(state=ReportState.DRAFT, handed_over_at__isnull=True)
    to_approve = Q(state=ReportState.DRAFT, handed_over_at__isnull=False)
    to_publish = Q(state=ReportState.APPROVED)
    committee, unit = Q(body=Body.COMMITTEE), Q(body=Body.UNIT)
    waits = Q()
    if secretary:
        waits |= (to_word | to_publish) & committee & Q(issuer__in=secretary)
    if member:
        waits |= to_approve & committee & Q(issuer__in=member)
    if scope.own:
        waits |= (to_word | to_publish) & unit & Q(issuer__in=scope.own)
    if commander:
        waits |= to_approve & unit & Q(issuer__in=commander)
    return waits


def _work(report):
    title = {"title": title_of(report)}
    if report.state == ReportState.APPROVED:
        said = _("Ban hành: %(title)s") % title
    elif report.handed_over_at:
        said = _("Duyệt: %(title)s") % title
    else:
        said = _("Hoàn thiện dự thảo: %(title)s") % title
    return Work(
        title=said,
        url=reverse("reports:document", args=[report.pk]),
        facts=tuple(capfirst(fact) for fact in facts_of(report)),
        is_illustrative=report.is_illustrative,
    )
