"""Who is told of what happens to a directive."""

from django.urls import reverse
from django.utils import translation

from assessments.actions.notices import notify
from assessments.queries.people import holders_at
from committee.actions.notices import DOERS, LEADERS, tell


def tell_doers(*, directive, kind, event, by, due=None, reason=""):
    """Tell the people of the lead unit and of those that coordinate, once for this event of its stream."""
    tell(
        units={directive.lead_id, *(each.pk for each in directive.coordinating.all())},
        roles=DOERS,
        kind=kind,
        key=f"{kind}:{directive.pk}:{event.sequence}",
        title=directive.title,
        url=reverse("committee:directive", args=[directive.pk]),
        by=by,
        due=due or directive.due,
        reason=reason,
    )


def tell_issuer(*, directive, kind, event, by, due=None, reason=""):
    """Tell the issuer's secretary and members, but for those who are themselves of the lead unit."""
    holders = holders_at({directive.issuer_id}, *LEADERS)[directive.issuer_id]
    doers = {holder.user.pk for holder in holders_at({directive.lead_id}, *DOERS)[directive.lead_id]}
    due = due or directive.due
    notify(
        users={holder.user.pk: holder.user for holder in holders if holder.user.pk not in doers}.values(),
        kind=kind,
        key=f"{kind}:{directive.pk}:{event.sequence}",
        data={
            "title": directive.title,
            "url": reverse("committee:directive", args=[directive.pk]),
            "due": due and due.isoformat(),
            "unit": name_of(directive.lead),
            "reason": reason,
        },
        by=by,
    )


def name_of(unit):
    """“Công an phường Hải Châu I”, whatever language the person reads who happens to cause the notice."""
    with translation.override("vi"):
        return unit.latest.police_name if unit.latest else unit.key
