"""Obstacles as they are listed, summed up and shown."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from accounts.history import HistoryLine, history_of
from accounts.models import Role
from committee.models import BlockedUnit, Body, Directive, Obstacle, ObstacleState, Recommendation
from committee.permissions import WHO_SEES_TROUBLE, leads
from committee.queries.chain import cases_of_obstacles
from committee.queries.chain_summary import ChainSummary, chain_summary
from committee.queries.concerned import named, roles_at_each, units_called
from committee.queries.waiting import Waiting, joined
from criteria.models import Criterion
from units.models import Programme, Unit
from units.names import search_key

STANDING, ALL = "", "all"
# What lists read of an obstacle, and what its page reads besides.
LISTED = (
    Prefetch("blocked", BlockedUnit.objects.select_related("unit").prefetch_related("unit__versions")),
    Prefetch("criteria", Criterion.objects.select_related("criteria_set")),
)
TOLD = (
    Prefetch("recommendations", Recommendation.objects.select_related("body").order_by("raised_on", "pk")),
    Prefetch("directives", Directive.objects.select_related("lead").prefetch_related("lead__versions")),
)


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
    waits: tuple[Waiting, ...]
    days: int


@dataclass(frozen=True, slots=True)
class ObstacleSummary:
    """Of a choice: those that stand, as the chain sums them up; how many are cleared, after how many days."""

    standing: ChainSummary
    cleared: int
    cleared_days: int


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


def cases_of(user, rows):
    """Return {obstacle id: its `Case`s} of obstacles; what `summary_of` and `obstacle_rows` are made with."""
    return cases_of_obstacles(user, rows.order_by().values("pk"), timezone.localdate())


def summary_of(rows, cases):
    """Return the `ObstacleSummary` of a queryset of obstacles with their `cases_of`. One query."""
    ended = rows.order_by().filter(cleared_on__isnull=False).values_list("since", "cleared_on")
    days = [(cleared_on - since).days for since, cleared_on in ended]
    return ObstacleSummary(
        standing=chain_summary([case for each_of in cases.values() for case in each_of]),
        cleared=len(days),
        cleared_days=round(sum(days) / len(days)) if days else 0,
    )


def obstacle_rows(rows, cases):
    """Return the `ObstacleRow`s of a page, or of all, of `chosen_obstacles` with their `cases_of`. Four queries."""
    rows = list(rows)
    prefetch_related_objects(rows, *LISTED)
    return [_row(each, cases[each.pk]) for each in rows]


def _row(obstacle, cases):
    standing = [case for case in cases if not case.facts.is_cleared]
    return ObstacleRow(
        obstacle=obstacle,
        units=tuple(each.unit for each in obstacle.blocked.all()),
        waits=joined(waits for case in standing for waits in case.waits),
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
    """Return the `ObstaclePage` of an obstacle that the user may see. Some twenty queries, however many its units."""
    cases = cases_of_obstacles(user, [obstacle.pk], timezone.localdate())
    row = obstacle_rows([obstacle], cases)[0]
    prefetch_related_objects([obstacle], *TOLD)
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
