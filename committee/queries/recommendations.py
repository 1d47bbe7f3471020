"""Recommendations as they are listed, summed up and shown."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.history import HistoryLine, history_of
from accounts.models import Role
from committee.models import Directive, Obstacle, Recommendation, RecommendationState, RecommendationStep
from committee.permissions import can_record_answer, leads
from committee.queries.concerned import speaks_for, tops_of, units_called
from committee.queries.recommendation_steps import NEXT
from units.models import Unit
from units.names import search_key

STANDING, ALL = "", "all"
RAISERS = (Role.COMMANDER, Role.SECRETARY)


@dataclass(frozen=True, slots=True)
class RecommendationChoice:
    """What the list is narrowed to. `state` as for obstacles; `unanswered`: without an answer for more days than."""

    state: str = STANDING
    body: int | None = None
    unanswered: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """`days`: since it was raised, until it was answered, done or declined, or until today.

    `days_left` until the day by which an answer was asked for; None when it was answered or no day was set.
    """

    recommendation: Recommendation
    unit: Unit
    days: int
    is_answered: bool
    days_left: int | None


@dataclass(frozen=True, slots=True)
class RecommendationSummary:
    """Of a choice: how many there are, how many are unanswered, and the one that is so for longest."""

    total: int
    unanswered: int
    longest: Recommendation | None
    longest_days: int


def chosen_recommendations(user, choice):
    """Return the recommendations of a choice that the user may see, unanswered for longest first."""
    rows = Recommendation.objects.visible_to(user)
    if choice.state == STANDING:
        rows = rows.standing()
    elif choice.state != ALL:
        rows = rows.filter(state=choice.state)
    if choice.body:
        rows = rows.filter(body=choice.body)
    if choice.unanswered:
        before = timezone.localdate() - dt.timedelta(days=choice.unanswered)
        rows = rows.filter(state=RecommendationState.RAISED, raised_on__lt=before)
    if choice.text and search_key(choice.text):
        units = Q(unit__in=units_called(choice.text))
        rows = rows.filter(units) | rows.matching(search_key(choice.text))
    return rows.select_related("body", "unit").order_by("raised_on", "pk")


def summary_of(rows):
    """Return the `RecommendationSummary` of a queryset of recommendations. Two queries."""
    unanswered = rows.filter(state=RecommendationState.RAISED)
    states = list(rows.order_by().values_list("state", flat=True))
    longest = unanswered.first()
    return RecommendationSummary(
        total=len(states),
        unanswered=states.count(RecommendationState.RAISED),
        longest=longest,
        longest_days=(timezone.localdate() - longest.raised_on).days if longest else 0,
    )


def recommendation_rows(rows):
    """Return the `RecommendationRow`s of a page, or of all, of `chosen_recommendations`. Three queries."""
    rows = list(rows)
    prefetch_related_objects(rows, "unit__versions", "steps")
    return [row_of(each) for each in rows]


def row_of(recommendation):
    """Return the `RecommendationRow` of a recommendation with its steps and its unit's versions at hand."""
    today, steps = timezone.localdate(), list(recommendation.steps.all())
    is_answered = recommendation.state != RecommendationState.RAISED
    end = recommendation.answered_on or (steps[-1].on if is_answered and steps else today)
    due = recommendation.answer_due
    return RecommendationRow(
        recommendation=recommendation,
        unit=recommendation.unit,
        days=(end - recommendation.raised_on).days,
        is_answered=is_answered,
        days_left=(due - today).days if due and not is_answered else None,
    )


# ---------------------------------------------------------------- one recommendation


@dataclass(frozen=True, slots=True)
class RecommendationPage:
    """`next_states`: what the reader may record next; empty where it has ended or is not theirs."""

    row: RecommendationRow
    steps: tuple[RecommendationStep, ...]
    obstacles: tuple[Obstacle, ...]
    directives: tuple[Directive, ...]
    history: tuple[HistoryLine, ...]
    next_states: tuple[str, ...]
    may_change: bool
    may_direct: bool

    @property
    def recommendation(self):
        return self.row.recommendation


def recommendation_page(user, recommendation):
    """Return the `RecommendationPage` of one that the user may see. At most twelve queries."""
    prefetch_related_objects([recommendation], "unit__versions", "steps__by")
    obstacles = recommendation.obstacles.prefetch_related("blocked__unit__versions").order_by("since", "pk")
    directives = recommendation.directives.select_related("lead").prefetch_related("lead__versions")
    may_change = can_record_answer(user, recommendation)
    return RecommendationPage(
        row=row_of(recommendation),
        steps=tuple(recommendation.steps.all()),
        obstacles=tuple(obstacles),
        directives=tuple(directives.order_by("-issued_on", "-pk")),
        history=tuple(history_of(recommendation.stream)),
        next_states=NEXT[recommendation.state] if may_change else (),
        may_change=may_change,
        may_direct=bool(leads(user)),
    )


def raising_units(user):
    """Return the versions of the units for which the user may recommend, cities first. At most two queries."""
    tops = tops_of(user, Role.SECRETARY) if user.holds(Role.SECRETARY) else []
    return [*tops, *speaks_for(user, RAISERS)]


def offered_obstacles(user, besides=()):
    """Return the standing obstacles that the user may see, with `besides` (ids), oldest first. Three queries."""
    visible = Obstacle.objects.visible_to(user)
    rows = visible.standing() | visible.filter(pk__in=besides)
    return list(rows.prefetch_related("blocked__unit__versions").order_by("since", "pk"))


def obstacles_of(recommendation):
    """Return the ids of the obstacles that it is about. One query."""
    return list(recommendation.obstacles.values_list("pk", flat=True))


def raising_start(user, units, unit_id, obstacle_id, again_id):
    """Return what the form of a new recommendation begins with, from the ids in its address. At most four queries.

    `again_id`: a recommendation that was declined and is put forward anew. `units` as of `raising_units`.
    """
    today = timezone.localdate()
    initial = {"unit": unit_id or (units[0].unit_id if len(units) == 1 else ""), "raised_on": today}
    obstacle = Obstacle.objects.visible_to(user).filter(pk=obstacle_id).first() if obstacle_id else None
    if obstacle:
        initial |= {"obstacles": [obstacle.pk], "title": _("Về việc tháo gỡ: %(title)s") % {"title": obstacle.title}}
    before = Recommendation.objects.visible_to(user).filter(pk=again_id).first() if again_id else None
    if before:
        columns = {"title": before.title, "content": before.content, "body": before.body_id}
        initial |= columns | {"obstacles": obstacles_of(before)}
    return initial
