"""How many directives stand, are overdue, wait and are done, as one reader sees them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Min, OuterRef, Q

from committee.models import Directive, DirectiveState
from committee.models.directive import SOON

STANDING = Q(state__in=[DirectiveState.UNDER_WAY, DirectiveState.REPORTED])
DONE = Q(state=DirectiveState.DONE)
# The day on which it was reported, not the one on which somebody found the time to confirm, says whether it is late.
LATE = DONE & Q(reported_on__gt=F("due"))
WAITING = Q(state=DirectiveState.REPORTED) | Q(has_waiting_task=True)


@dataclass(frozen=True, slots=True)
class DirectiveCounts:
    """How many directives: an order to many units is one. `oldest_due`: the day of the one that is longest overdue.

    `waiting`: reported done and not confirmed, itself or one of its tasks. All of these but the last three stand.
    """

    standing: int
    overdue: int
    due_soon: int
    waiting: int
    done: int
    done_late: int
    withdrawn: int
    oldest_due: dt.date | None

    @property
    def total(self):
        return self.standing + self.done + self.withdrawn


def heads_for(user):
    """Return the queryset of the directives that the user may see, each order to many units once.

    A task stands for itself where its reader may not see the order. `has_waiting_task` says that one of its tasks was
    reported done.
    """
    seen = Directive.objects.visible_to(user)
    waiting = Directive.objects.filter(parent=OuterRef("pk"), state=DirectiveState.REPORTED)
    heads = seen.filter(Q(parent=None) | ~Q(parent__in=seen.values("pk")))
    return heads.annotate(has_waiting_task=Exists(waiting))


def overdue_on(date):
    return Q(state=DirectiveState.UNDER_WAY, due__lt=date)


def due_soon_on(date):
    return Q(state=DirectiveState.UNDER_WAY, due__range=(date, date + SOON))


def counts_of(heads, date):
    """Return the `DirectiveCounts` of a queryset of `heads_for`. One query."""
    overdue = overdue_on(date)
    found = heads.order_by().aggregate(
        standing=Count("pk", filter=STANDING),
        overdue=Count("pk", filter=overdue),
        due_soon=Count("pk", filter=due_soon_on(date)),
        waiting=Count("pk", filter=WAITING),
        done=Count("pk", filter=DONE),
        done_late=Count("pk", filter=LATE),
        withdrawn=Count("pk", filter=Q(state=DirectiveState.WITHDRAWN)),
        oldest_due=Min("due", filter=overdue),
    )
    return DirectiveCounts(**found)


def directive_counts(user, date):
    """Return the `DirectiveCounts` of all directives that the user may see, as of a day. One query beside the scope."""
    return counts_of(heads_for(user), date)
