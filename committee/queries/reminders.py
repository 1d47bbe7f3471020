"""Who is to be reminded of which directive on a day."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from assessments.models import Notice, NoticeKind
from assessments.queries.people import holders_at
from assessments.queries.reminders import step_of, untold
from committee.actions.directive_notices import name_of
from committee.actions.notices import DOERS
from committee.models import Directive, DirectiveState


def directive_reminders_on(date):
    """Return the unsaved `Notice`s of a day that nobody was told yet. The number of queries doesn't grow with rows.

    The people of the lead unit and of those that coordinate are told 7, 3 and 1 days before, on the day itself, and
    1, 3, 7 and each further 7 days after it. What is overdue the issuer's secretary is told too, but of the tasks of
    an order to many units once, by the order itself.
    """
    rows = Directive.objects.filter(state=DirectiveState.UNDER_WAY, due__isnull=False).order_by("pk")
    rows = rows.prefetch_related("lead__versions", "coordinating")
    near = [(each, step) for each in rows if (step := step_of(each.due, date)) is not None]
    doers = holders_at({unit for each, _step in near for unit in _units(each)}, *DOERS)
    secretaries = holders_at({each.issuer_id for each, step in near if step < 0}, Role.SECRETARY)
    found = []
    for each, step in near:
        told = [holder for unit in _units(each) for holder in doers[unit]]
        if step < 0 and each.parent_id is None:
            told += secretaries[each.issuer_id]
        people = {holder.user.pk: holder.user for holder in told}
        found += [_notice(user, each, step) for user in people.values()]
    return untold(found)


def _units(directive):
    return [directive.lead_id, *(unit.pk for unit in directive.coordinating.all())]


def _notice(user, directive, step):
    kind = NoticeKind.DIRECTIVE_LATE if step < 0 else NoticeKind.DIRECTIVE_DUE
    data = {
        "title": directive.title,
        "url": reverse("committee:directive", args=[directive.pk]),
        "due": directive.due.isoformat(),
        "unit": name_of(directive.lead),
        "reason": "",
    }
    key = f"{kind}:{directive.pk}:{directive.due}:{step}"
    return Notice(user=user, kind=kind, key=key, data=data, at=timezone.now())
