"""The committee's business around a round, as it stood on a day: what a periodic report tells of it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from assessments.models import AssessmentRound, RoundState
from committee.models import (
    Assignment,
    BlockedUnit,
    Commendation,
    Directive,
    DirectiveState,
    Initiative,
    InitiativeCount,
    Meeting,
    MeetingState,
    Obstacle,
    PostponementState,
    Recommendation,
    RecommendationState,
    Replication,
    RolloutTarget,
    Visit,
)
from units.models import Unit
from units.queries import with_whole_predecessors, with_whole_successors

ENDED = frozenset({RecommendationState.DONE, RecommendationState.DECLINED})


def day_of_facts(assessment_round: AssessmentRound) -> dt.date:
    """Return the day whose business a report of the round tells: once it is published, the last of its days.

    That is the end of its window or its day of decision. Until then, and before that day, today.
    """
    today = timezone.localdate()
    if assessment_round.state != RoundState.PUBLISHED:
        return today
    return min(today, max(assessment_round.ends_on, assessment_round.decision_due))


@dataclass(frozen=True, slots=True)
class StandingObstacle:
    """An obstacle with those of the round's units that it still blocks (ids), on a day."""

    obstacle: Obstacle
    units: tuple[int, ...]
    criteria: frozenset[int]

    def days_on(self, date):
        return (date - self.obstacle.since).days


@dataclass(frozen=True, slots=True)
class KnownRecommendation:
    """A recommendation with the state that it had come to on a day, and when."""

    recommendation: Recommendation
    unit_name: str
    state: RecommendationState
    state_on: dt.date

    @property
    def is_standing(self):
        return self.state not in ENDED


@dataclass(frozen=True, slots=True)
class KnownDirective:
    """A directive as it stood on a day: reported or closed by then or not, with the deadline that it had then."""

    directive: Directive
    lead_name: str
    due: dt.date | None
    is_standing: bool
    is_reported: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class KnownInitiative:
    """An initiative with its newest count of each kind [(label, value)] and by how many units it was taken over."""

    initiative: Initiative
    unit_name: str
    counts: tuple[tuple[str, int], ...]
    taken_over: int


@dataclass(frozen=True, slots=True)
class Business:
    """What concerns the units of a round on `date`; what happened: between the round's first day and then."""

    date: dt.date
    obstacles: tuple[StandingObstacle, ...]
    cleared: tuple[Obstacle, ...]
    recommendations: tuple[KnownRecommendation, ...]
    directives: tuple[KnownDirective, ...]
    meetings: tuple[Meeting, ...]
    visits: tuple[Visit, ...]
    assignments: tuple[Assignment, ...]
    guided: frozenset[int]
    initiatives: tuple[KnownInitiative, ...]
    commendations: tuple[tuple[Commendation, str], ...]
    targets: tuple[RolloutTarget, ...]

    @property
    def standing(self):
        """Directives that were not done yet: overdue ones first, then by their deadline."""
        found = [each for each in self.directives if each.is_standing]
        return sorted(found, key=lambda each: (not each.is_overdue, each.due or dt.date.max))

    @property
    def overdue(self):
        return [each for each in self.standing if each.is_overdue]

    def blocking(self, unit_id, criterion_id):
        """Return the obstacle that has blocked a unit on a criterion for longest, or None."""
        found = [each for each in self.obstacles if unit_id in each.units and criterion_id in each.criteria]
        return min(found, key=lambda each: each.obstacle.since, default=None)


def round_business(assessment_round, unit_ids, city, date):
    """Return the `Business` around a round whose units are `unit_ids`. Some thirty queries, however many units."""
    units = frozenset(unit_ids)
    family = with_whole_predecessors(units)
    issuers = with_whole_predecessors([city.pk]) if city else frozenset()
    of_programme = Q(programme=assessment_round.programme_id) | Q(programme=None)
    obstacles, cleared = _obstacles(assessment_round, units, family, of_programme, date)
    span = (assessment_round.starts_on, date)
    assignments, guided = _assignments(units, family, of_programme, min(date, assessment_round.ends_on))
    return Business(
        date=date,
        obstacles=obstacles,
        cleared=cleared,
        recommendations=_recommendations(family, issuers, [each.obstacle.pk for each in obstacles], date),
        directives=_directives(issuers, of_programme, date),
        meetings=tuple(
            Meeting.objects.filter(of_programme, city__in=issuers, state=MeetingState.HELD, on__range=span).order_by(
                "on", "pk"
            )
        ),
        visits=tuple(Visit.objects.filter(unit__in=family, on__range=span).order_by("on", "pk")),
        assignments=assignments,
        guided=guided,
        initiatives=_initiatives(family, of_programme, span),
        commendations=_commendations(family, of_programme, span),
        targets=tuple(
            RolloutTarget.objects.filter(
                programme=assessment_round.programme_id, city__in=issuers, set_on__lte=date, due__gte=date
            ).order_by("due", "pk")
        ),
    )


def _obstacles(assessment_round, units, family, of_programme, date):
    """Return (the `StandingObstacle`s, oldest first, and the obstacles cleared within the round)."""
    rows = Obstacle.objects.filter(of_programme, since__lte=date).order_by("since", "pk")
    blocked = BlockedUnit.objects.filter(unit__in=family, obstacle__in=rows)
    heirs = with_whole_successors(family)
    standing: dict[int, set] = {}
    for each in blocked.filter(Q(cleared_on=None) | Q(cleared_on__gt=date)):
        standing.setdefault(each.obstacle_id, set()).update(heirs[each.unit_id] & units)
    named: dict[int, set] = {}
    for obstacle, criterion in Obstacle.criteria.through.objects.filter(obstacle__in=rows).values_list(
        "obstacle", "criterion"
    ):
        named.setdefault(obstacle, set()).add(criterion)
    is_open = Q(cleared_on=None) | Q(cleared_on__gt=date)
    found = tuple(
        StandingObstacle(each, tuple(sorted(standing[each.pk])), frozenset(named.get(each.pk, ())))
        for each in rows.filter(is_open, pk__in=standing)
    )
    ended = rows.filter(cleared_on__range=(assessment_round.starts_on, date), pk__in=blocked.values("obstacle"))
    return found, tuple(ended)


def _recommendations(units, issuers, obstacles, date):
    """Those of the units, and those of the committee that speak of what blocks them, or of nothing in particular."""
    linked = Recommendation.obstacles.through.objects.filter(obstacle__in=obstacles).values("recommendation")
    of_committee = Q(unit__in=issuers) & (Q(obstacles=None) | Q(pk__in=linked))
    rows = Recommendation.objects.filter(Q(unit__in=units) | of_committee, raised_on__lte=date)
    rows = rows.select_related("body", "unit").prefetch_related("unit__versions", "steps")
    found = [_recommendation(each, date) for each in rows.order_by("body__position", "raised_on", "pk")]
    return tuple(found)


def _recommendation(each, date):
    steps = [step for step in each.steps.all() if step.on <= date]
    name = _name(each.unit)
    if not steps:
        return KnownRecommendation(each, name, RecommendationState.RAISED, each.raised_on)
    return KnownRecommendation(each, name, RecommendationState(steps[-1].state), steps[-1].on)


def _directives(issuers, of_programme, date):
    """An order to many units counts once; a series by its turns."""
    rows = Directive.objects.filter(of_programme, parent=None, issuer__in=issuers, issued_on__lte=date)
    rows = rows.exclude(state=DirectiveState.WITHDRAWN, closed_on__lte=date).select_related("lead")
    rows = rows.prefetch_related("lead__versions", "postponements").order_by("issued_on", "pk")
    return tuple(_directive(each, date) for each in rows)


def _directive(each, date):
    is_standing = each.closed_on is None or each.closed_on > date
    is_reported = each.reported_on is not None and each.reported_on <= date
    due = _due_on(each, date)
    is_overdue = is_standing and not is_reported and due is not None and due < date
    return KnownDirective(each, _name(each.lead), due, is_standing, is_standing and is_reported, is_overdue)


def _due_on(directive, date):
    """Its deadline before what was postponed after the day."""
    granted = [each for each in directive.postponements.all() if each.state == PostponementState.GRANTED]
    later = [each for each in granted if each.decided_at and timezone.localdate(each.decided_at) > date]
    return min(later, key=lambda each: each.decided_at).previous_due if later else directive.due


def _assignments(units, family, of_programme, date):
    """Return (the assignments of the day over these units, the ids of those that are guided)."""
    links = Assignment.units.through.objects.filter(unit__in=family)
    rows = Assignment.objects.as_of(date).filter(of_programme, pk__in=links.values("assignment"))
    found = tuple(rows.order_by("pk"))
    heirs = with_whole_successors(family)
    pairs = links.filter(assignment__in=[each.pk for each in found]).values_list("unit", flat=True)
    guided: set[int] = set().union(*(heirs[unit] for unit in pairs))
    return found, frozenset(guided & units)


def _initiatives(family, of_programme, span):
    rows = Initiative.objects.filter(of_programme, unit__in=family, since__lte=span[1])
    rows = rows.filter(Q(until=None) | Q(until__gte=span[0])).select_related("unit")
    rows = rows.prefetch_related("unit__versions").order_by("since", "pk")
    newest = InitiativeCount.objects.filter(initiative__in=rows, on__lte=span[1]).order_by("initiative", "kind", "on")
    counts: dict[int, dict] = {}
    for each in newest:
        counts.setdefault(each.initiative_id, {})[each.get_kind_display()] = each.value
    taken: dict[int, int] = {}
    for (initiative,) in Replication.objects.filter(initiative__in=rows, since__lte=span[1]).values_list("initiative"):
        taken[initiative] = taken.get(initiative, 0) + 1
    return tuple(
        KnownInitiative(each, _name(each.unit), tuple(counts.get(each.pk, {}).items()), taken.get(each.pk, 0))
        for each in rows
    )


def _commendations(family, of_programme, span):
    rows = Commendation.objects.filter(of_programme, unit__in=family, on__range=span).select_related("unit")
    return tuple((each, _name(each.unit)) for each in rows.prefetch_related("unit__versions").order_by("on", "pk"))


def _name(unit: Unit) -> str:
    return unit.latest.police_name if unit.latest else unit.key
