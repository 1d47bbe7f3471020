"""What a meeting left behind, whole and for whoever writes its minutes: nothing is narrowed to one reader."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Event
from assessments.models import Assessment
from committee.models import AgendaItem, Directive, ItemState, Meeting, MeetingState, Obstacle, Recommendation
from committee.queries.directive_then import DirectiveThen, directives_of_meeting, directives_on

OPENED, CLOSED = "start_meeting", "close_meeting"


@dataclass(frozen=True, slots=True)
class ObstacleThen:
    """An obstacle on the day of the meeting: where it stood, how many bodies had been asked, how many orders given."""

    obstacle: Obstacle
    days: int
    units: tuple
    asked: int
    ordered: int


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An item of the agenda with its number, what it was about on the day, and what was ordered about it.

    At most one of `assessment`, `obstacle`, `about` (a directive) is given. `is_settled`: the result is what it was on
    the day of the meeting; a result that changed since was never written down.
    """

    item: AgendaItem
    number: int
    assessment: Assessment | None
    is_settled: bool
    obstacle: ObstacleThen | None
    about: DirectiveThen | None
    decisions: tuple[DirectiveThen, ...]


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """`opened_at`, `closed_at`: None unless the record was kept on the very day. `secretary`: the post that kept it.

    `decisions`: all that was ordered, oldest first; `others` those about no item.
    """

    meeting: Meeting
    items: tuple[ItemRecord, ...]
    decisions: tuple[DirectiveThen, ...]
    opened_at: dt.datetime | None
    closed_at: dt.datetime | None
    secretary: str

    @property
    def is_held(self):
        return self.meeting.state == MeetingState.HELD

    @property
    def others(self):
        return tuple(each for each in self.decisions if each.directive.agenda_item_id is None)

    def in_state(self, *states):
        return tuple(each for each in self.items if each.item.state in states)

    @property
    def put_off(self):
        return self.in_state(ItemState.PUT_OFF)


def meeting_record(meeting):
    """Return the `MeetingRecord` of a meeting. At most sixteen queries, however long its agenda."""
    items = list(
        meeting.items.select_related("assessment__round__criteria_set", "criterion").order_by("position", "pk")
    )
    decisions = directives_of_meeting(meeting)
    obstacles = _obstacles({each.obstacle_id for each in items} - {None}, meeting)
    about = directives_on({each.directive_id for each in items} - {None}, meeting.on)
    opened_at, closed_at, secretary = _kept(meeting)
    return MeetingRecord(
        meeting=meeting,
        items=tuple(
            _item(each, number, meeting, obstacles, about, decisions) for number, each in enumerate(items, start=1)
        ),
        decisions=decisions,
        opened_at=opened_at,
        closed_at=closed_at,
        secretary=secretary,
    )


def _item(item, number, meeting, obstacles, about, decisions):
    return ItemRecord(
        item=item,
        number=number,
        assessment=item.assessment,
        is_settled=bool(item.assessment and _was_so_on(item.assessment, meeting.on)),
        obstacle=obstacles.get(item.obstacle_id),
        about=about.get(item.directive_id),
        decisions=tuple(each for each in decisions if each.directive.agenda_item_id == item.pk),
    )


def _was_so_on(assessment, day):
    """What was decided by then is final; what was not may have changed with any save since."""
    settled_at = assessment.decided_at or assessment.updated_at
    return timezone.localdate(settled_at) <= day


def _obstacles(keys, meeting):
    """Return {key: `ObstacleThen`}. Six queries."""
    if not keys:
        return {}
    rows = Obstacle.objects.filter(pk__in=keys).prefetch_related("blocked__unit__versions")
    asked = _linked(Recommendation.obstacles.through, keys, recommendation__raised_on__lte=meeting.on)
    # What this very meeting ordered was not there yet when the item was presented.
    earlier = Directive.objects.filter(issued_on__lte=meeting.on, parent=None).exclude(meeting=meeting).values("pk")
    ordered = _linked(Directive.obstacles.through, keys, directive__in=earlier)
    return {
        each.pk: ObstacleThen(
            obstacle=each,
            days=max((meeting.on - each.since).days, 0),
            units=tuple(
                blocked.unit
                for blocked in each.blocked.all()
                if blocked.cleared_on is None or blocked.cleared_on > meeting.on
            ),
            asked=asked.count(each.pk),
            ordered=ordered.count(each.pk),
        )
        for each in rows
    }


def _linked(links, keys, **condition):
    """Return the key of the obstacle of each link."""
    return list(links.objects.filter(obstacle__in=keys, **condition).values_list("obstacle", flat=True))


def _kept(meeting):
    """Return when the meeting was opened and closed, and the post of whoever kept it. One query."""
    rows = Event.objects.filter(stream=meeting.stream, verb__in=[OPENED, CLOSED]).order_by("sequence")
    events = list(rows.values_list("verb", "at", "by__post"))
    found = {}
    for verb, at, _post in events:
        # Entered on another day, the clock of the portal says nothing of the meeting's.
        if timezone.localdate(at) == meeting.on:
            found[verb] = timezone.localtime(at)
    posts = [post for _verb, _at, post in events if post]
    return found.get(OPENED), found.get(CLOSED), posts[-1] if posts else ""
