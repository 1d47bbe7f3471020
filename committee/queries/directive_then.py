"""How directives stood on a day, from the days that were written down.

A report of last month says what was so last month.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from committee.models import Directive, DirectiveState, PostponementState, ProgressNote
from committee.models.directive import SOON
from units.queries import with_whole_predecessors

OPEN = frozenset({DirectiveState.UNDER_WAY, DirectiveState.REPORTED})


@dataclass(frozen=True, slots=True)
class DirectiveThen:
    """A directive at the end of `date`: its `state`, the deadline that held, the last report up to then ("" for none).

    `postponed`: how many times a later day had been granted. `tasks`: those of an order to many units, likewise.
    """

    directive: Directive
    date: dt.date
    state: str
    due: dt.date | None
    percent: int
    text: str
    told_on: dt.date | None
    postponed: int
    tasks: tuple["DirectiveThen", ...] = ()

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def days_over(self):
        """How many days it was overdue; 0 for one that was not, was reported done, or has no deadline."""
        if self.due is None or self.state != DirectiveState.UNDER_WAY:
            return 0
        return max((self.date - self.due).days, 0)

    @property
    def is_due_soon(self):
        if self.due is None or self.state != DirectiveState.UNDER_WAY:
            return False
        return self.date <= self.due <= self.date + SOON

    @property
    def days_late(self):
        """How many days after its deadline it had been reported done; 0 for in time and for what was not."""
        ended_on = self.directive.reported_on or self.directive.closed_on
        if self.due is None or ended_on is None or self.state not in {DirectiveState.REPORTED, DirectiveState.DONE}:
            return 0
        return max((ended_on - self.due).days, 0)

    @property
    def parts(self):
        """What its units do one by one: its tasks without those withdrawn, else itself."""
        return tuple(each for each in self.tasks if each.state != DirectiveState.WITHDRAWN) or (self,)


def directives_issued(city, date):
    """Return the `DirectiveThen`s that the committee of `city` had issued by a day, oldest first. Six queries."""
    cities = with_whole_predecessors([city.pk])
    return _families(Directive.objects.filter(issuer__in=cities, issued_on__lte=date), date)


def directives_of_meeting(meeting):
    """Return the `DirectiveThen`s that came out of a meeting, as of the day on which each was issued, oldest first.

    Five queries.
    """
    rows = Directive.objects.filter(Q(meeting=meeting) | Q(parent__meeting=meeting))
    return _families(rows)


def directives_on(keys, date):
    """Return {key: `DirectiveThen`} of directives by their keys, without their tasks. Three queries, none for none."""
    rows = _told(Directive.objects.filter(pk__in=keys), date).prefetch_related("lead__versions", "postponements")
    return {each.pk: _then(each, date) for each in rows} if keys else {}


def _families(rows, date=None):
    rows = _told(rows, date).prefetch_related("lead__versions", "coordinating__versions", "postponements")
    made = [(each, _then(each, date or each.issued_on)) for each in rows.order_by("issued_on", "pk")]
    tasks = {}
    for directive, then in made:
        tasks.setdefault(directive.parent_id, []).append(then)
    return tuple(_then(each, then.date, tuple(tasks.get(each.pk, ()))) for each, then in made if not each.parent_id)


def _told(rows, date):
    """Directives with what was reported last up to the day (`last_*`), and whether more was reported since."""
    notes = ProgressNote.objects.filter(directive=OuterRef("pk")).order_by("-at", "-pk")
    last, later = notes, notes.none()
    if date is not None:
        end = _end_of(date)
        last, later = notes.filter(at__lt=end), notes.filter(at__gte=end)
    return rows.select_related("lead").annotate(
        last_percent=Subquery(last.values("percent")[:1]),
        last_text=Subquery(last.values("text")[:1]),
        last_at=Subquery(last.values("at")[:1]),
        was_told_later=Exists(later),
    )


def _end_of(date):
    return timezone.make_aware(dt.datetime.combine(date + dt.timedelta(days=1), dt.time()))


def _then(directive, date, tasks=()):
    granted = [each for each in directive.postponements.all() if each.state == PostponementState.GRANTED]
    later = [each for each in granted if timezone.localdate(each.decided_at) > date]
    # The stored percent is the newest word; after a report was sent back it is not that of the last note.
    percent = (directive.last_percent or 0) if directive.was_told_later else directive.percent
    return DirectiveThen(
        directive=directive,
        date=date,
        state=_state(directive, date),
        due=min(later, key=lambda each: (each.at, each.pk)).previous_due if later else directive.due,
        percent=percent,
        text=directive.last_text or "",
        told_on=timezone.localdate(directive.last_at) if directive.last_at else None,
        postponed=len(granted) - len(later),
        tasks=tasks,
    )


def _state(directive, date):
    if directive.closed_on and directive.closed_on <= date:
        return directive.state
    is_reported = directive.reported_on and directive.reported_on <= date
    return DirectiveState.REPORTED if is_reported else DirectiveState.UNDER_WAY
