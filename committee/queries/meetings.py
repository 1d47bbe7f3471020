"""The committee's meetings: lists of them, and one with its agenda and decisions."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import Role
from assessments.models import AssessmentRound
from committee.models import AgendaItem, Directive, DirectiveState, Meeting, MeetingState
from units.models import COMMUNE_LEVEL, Programme, Unit, UnitType
from units.names import search_key
from units.queries import descendants_as_of


@dataclass(frozen=True, slots=True)
class MeetingList:
    """`ahead`: planned and running, the nearest first; `held` (a queryset) and `cancelled`: the newest first.

    The rest counts all that were held.
    """

    ahead: list[Meeting]
    cancelled: list[Meeting]
    held: object
    held_count: int
    decisions: int
    done: int


def meeting_list(user, *, text="", kind=""):
    """Return the `MeetingList` of what the user may see, with `item_count`, `decision_count`, `done_count` each."""
    rows = Meeting.objects.visible_to(user).matching(search_key(text))
    rows = _counted(rows.filter(kind=kind) if kind else rows)
    held = rows.filter(state=MeetingState.HELD).order_by("-on", "-pk")
    totals = held.aggregate(count=Count("pk"), decisions=Sum("decision_count"), done=Sum("done_count"))
    return MeetingList(
        ahead=list(rows.ahead().order_by("on", "pk")),
        cancelled=list(rows.filter(state=MeetingState.CANCELLED).order_by("-on", "-pk")),
        held=held,
        held_count=totals["count"],
        decisions=totals["decisions"] or 0,
        done=totals["done"] or 0,
    )


def listed(found):
    """Yield every meeting of a `MeetingList` in its order, for a file."""
    yield from found.ahead
    yield from found.held.iterator(chunk_size=500)
    yield from found.cancelled


def _counted(meetings):
    """A task of one of many units is part of its directive and no decision of its own."""
    decisions = Q(directives__parent__isnull=True, directives__isnull=False)
    done = decisions & Q(directives__state=DirectiveState.DONE)
    return meetings.annotate(
        item_count=Count("items", distinct=True),
        decision_count=Count("directives", filter=decisions, distinct=True),
        done_count=Count("directives", filter=done, distinct=True),
    )


# ---------------------------------------------------------------- one meeting


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    """A meeting with its items in order and the directives (`decisions`) that came out of it, oldest first."""

    meeting: Meeting
    items: tuple[AgendaItem, ...]
    decisions: tuple[Directive, ...]

    @property
    def done(self):
        return sum(each.state == DirectiveState.DONE for each in self.decisions)

    def decisions_on(self, item):
        return tuple(each for each in self.decisions if each.agenda_item_id == item.pk)


def meeting_or_404(user, pk):
    """Return a meeting that the user may see with its agenda at hand; `Http404` when there is none. Two queries."""
    rows = Meeting.objects.visible_to(user).select_related("city", "programme", "round__criteria_set")
    return get_object_or_404(rows.prefetch_related("items", "city__versions"), pk=pk)


def open_meeting(user, pk):
    """Return the `OpenMeeting` for a user; `Http404` when they may not see it. Five queries."""
    meeting = meeting_or_404(user, pk)
    decisions = Directive.objects.visible_to(user).filter(meeting=meeting, parent__isnull=True)
    decisions = decisions.prefetch_related("lead__versions").order_by("pk")
    return OpenMeeting(meeting, tuple(meeting.items.all()), tuple(decisions))


def item_or_404(user, meeting, pk):
    """Return an item of a meeting that the user may see; `Http404` otherwise."""
    rows = AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(user), meeting=meeting)
    return get_object_or_404(rows.select_related("meeting", "obstacle"), pk=pk)


# ---------------------------------------------------------------- what forms offer


def cities_of(user):
    """Return the units whose committee's meetings the user prepares, named."""
    led = {each.unit_id for each in user.current_memberships if each.role == Role.SECRETARY}
    return Unit.objects.filter(pk__in=led).named().order_by("pk")


def programmes_of(user):
    return Programme.objects.all()


def rounds_of(user):
    return AssessmentRound.objects.visible_to(user).newest_first()


def units_to_order(meeting):
    """Return the versions below the city as of the meeting: (departments, commune level), by name. One query."""
    below = descendants_as_of(meeting.city, min(meeting.on, timezone.localdate()))
    departments = [each for each in below if each.type == UnitType.DEPARTMENT]
    return departments, [each for each in below if each.type in COMMUNE_LEVEL]


def unit_of_item(item):
    """Return the id of the one unit that an item is about, None when it is about none or several."""
    if item.assessment_id:
        return item.assessment.unit_id
    if item.directive_id:
        return item.directive.lead_id
    blocked = [each.unit_id for each in item.obstacle.blocked.all()] if item.obstacle_id else []
    return blocked[0] if len(blocked) == 1 else None
