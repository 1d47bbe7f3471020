"""Obstacles as they are listed, summed up and shown."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, prefetch_related_objects
from django.utils import timezone

from accounts.history import HistoryLine, history_of
from accounts.models import Role
from committee.models import Body, Obstacle, ObstacleState, Recommendation
from committee.permissions import WHO_SEES_TROUBLE, leads
from committee.queries.concerned import named, roles_at_each, units_called
from committee.queries.waiting import ABOUT, Wait, waits_of
from units.models import Programme, Unit
from units.names import search_key

STANDING, ALL = "", "all"


@dataclass(frozen=True, slots=True)
class ObstacleChoice:
    """What the list is narrowed to. `state`: "" those that stand, "all", or one state; `text`: a unit or words."""

    state: str = STANDING
    cause: str = ""
    programme: int | None = None
    body: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """`days` from its first day until it was cleared, or until today."""

    obstacle: Obstacle
    units: tuple[Unit, ...]
    waits: tuple[Wait, ...]
    days: int


@dataclass(frozen=True, slots=True)
class ObstacleSummary:
    """Of a choice: how many stand and for how many days on average; how many are cleared and after how many.

    `body`: the authority that most of those standing wait for, `waiting` how many do.
    """

    standing: int
    standing_days: int
    cleared: int
    cleared_days: int
    body: str
    waiting: int


def chosen_obstacles(user, choice):
    """Return the obstacles of a choice that the user may see, oldest first. At most two queries before its own."""
    rows = Obstacle.objects.visible_to(user)
    if choice.state == STANDING:
        rows = rows.standing()
    elif choice.state != ALL:
        rows = rows.filter(state=choice.state)
    if choice.cause:
        rows = rows.filter(cause=choice.cause)
    if choice.programme:
        rows = rows.filter(programme=choice.programme)
    if choice.body:
        rows = rows.filter(pk__in=_waiting_for(Recommendation.objects.filter(body=choice.body)).values("obstacle"))
    if choice.text and search_key(choice.text):
        units = Q(blocked__unit__in=units_called(choice.text))
        rows = rows.filter(pk__in=Obstacle.objects.filter(units).values("pk")) | rows.matching(search_key(choice.text))
    return rows.select_related("programme", "resource").order_by("since", "pk")


def _waiting_for(recommendations):
    """Return the links of standing recommendations to their obstacles."""
    return Recommendation.obstacles.through.objects.filter(recommendation__in=recommendations.standing())


def summary_of(rows):
    """Return the `ObstacleSummary` of a queryset of obstacles. Two queries."""
    today, standing, cleared = timezone.localdate(), [], []
    for since, cleared_on in rows.order_by().values_list("since", "cleared_on"):
        (cleared if cleared_on else standing).append(((cleared_on or today) - since).days)
    links = _waiting_for(Recommendation.objects.all()).filter(obstacle__in=rows.standing().order_by())
    bodies = links.values("recommendation__body__name").annotate(count=Count("obstacle", distinct=True))
    most = bodies.order_by("-count", "recommendation__body__position", "recommendation__body__name").first()
    return ObstacleSummary(
        standing=len(standing),
        standing_days=_average(standing),
        cleared=len(cleared),
        cleared_days=_average(cleared),
        body=most["recommendation__body__name"] if most else "",
        waiting=most["count"] if most else 0,
    )


def _average(days):
    return round(sum(days) / len(days)) if days else 0


def obstacle_rows(rows):
    """Return the `ObstacleRow`s of a page, or of all, of `chosen_obstacles`. Nine queries for any number."""
    rows = list(rows)
    prefetch_related_objects(rows, *ABOUT)
    return [_row(each) for each in rows]


def _row(obstacle):
    return ObstacleRow(
        obstacle=obstacle,
        units=tuple(each.unit for each in obstacle.blocked.all()),
        waits=tuple(waits_of(obstacle)) if obstacle.state != ObstacleState.CLEARED else (),
        days=days_of(obstacle),
    )


def days_of(obstacle):
    """Return for how many days it has stood, or stood until it was cleared."""
    return ((obstacle.cleared_on or timezone.localdate()) - obstacle.since).days


def may_open_some(user):
    """Whether there is any unit for which the user may open an obstacle."""
    return user.holds(*WHO_SEES_TROUBLE)


def programme_choices():
    return [(each.pk, str(each)) for each in Programme.objects.all()]


def body_choices():
    """Return the authorities by kind, as a select shows them: [(kind, [(id, name)])]. One query."""
    groups: dict[str, list] = {}
    for each in Body.objects.all():
        groups.setdefault(each.get_kind_display(), []).append((each.pk, each.name))
    return [(kind[:1].upper() + kind[1:], bodies) for kind, bodies in groups.items()]


# ---------------------------------------------------------------- one obstacle


@dataclass(frozen=True, slots=True)
class BlockedLine:
    """A unit that is or was held up; `may_clear`: the reader may say that it is no longer."""

    unit: Unit
    cleared_on: dt.date | None
    may_clear: bool


@dataclass(frozen=True, slots=True)
class ObstaclePage:
    """`raisable`: a unit for which the reader may recommend something about it (id), or None."""

    row: ObstacleRow
    lines: tuple[BlockedLine, ...]
    history: tuple[HistoryLine, ...]
    units: dict[int, Unit]
    may_change: bool
    may_reopen: bool
    may_direct: bool
    raisable: int | None

    @property
    def obstacle(self):
        return self.row.obstacle

    @property
    def clearable(self):
        return tuple(line.unit for line in self.lines if line.may_clear)


def obstacle_page(user, obstacle):
    """Return the `ObstaclePage` of an obstacle that the user may see. Some fifteen queries, however many its units."""
    row = obstacle_rows([obstacle])[0]
    history = history_of(obstacle.stream)
    roles = roles_at_each(user, [each.pk for each in row.units])
    is_standing = obstacle.state != ObstacleState.CLEARED
    speaking = {Role.COMMANDER, Role.SECRETARY}
    lines = tuple(
        BlockedLine(
            each.unit, each.cleared_on, each.cleared_on is None and is_standing and bool(speaking & roles[each.unit_id])
        )
        for each in obstacle.blocked.all()
    )
    return ObstaclePage(
        row=row,
        lines=lines,
        history=tuple(history),
        units=named({each.data["unit"] for each in history if "unit" in each.data}),
        may_change=is_standing and any(WHO_SEES_TROUBLE & each for each in roles.values()),
        may_reopen=not is_standing and any(Role.SECRETARY in each for each in roles.values()),
        may_direct=is_standing and bool(leads(user)),
        raisable=next((each.pk for each in row.units if is_standing and speaking & roles[each.pk]), None),
    )
