"""What the cases of a chain are made of, each kind of row in one query for all cases."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F

from accounts.queries import reached_units
from committee.models import BlockedUnit, Directive, Obstacle, Recommendation
from resources.models import ClosingPlan, HeadquartersProject, Holding
from units.models import LineageShare, UnitLineage, UnitType, UnitVersion, full_name, police_name


class Families:
    """Which unit carries on the chain of which: what passed on whole, at any remove. Parts hand over nothing."""

    def __init__(self, links):
        """`links`: pairs of the units (predecessor, successor) of which the first passed whole into the second."""
        self._into = dict(links)
        self._members = defaultdict(set)
        for unit in self._into:
            self._members[self.heir_of(unit)].add(unit)

    def heir_of(self, unit):
        """Return the unit that stands at the end of the line; a unit that passed into none, itself."""
        seen = {unit}
        while (after := self._into.get(unit)) is not None and after not in seen:
            seen.add(after)
            unit = after
        return unit

    def members_of(self, heirs):
        """Return the ids of these units and of all that they carry on."""
        return set(heirs).union(*(self._members[heir] for heir in heirs if heir in self._members))


def all_families():
    """Return the `Families` of all units. One query."""
    links = UnitLineage.objects.filter(share=LineageShare.WHOLE).order_by("date", "pk")
    return Families(links.values_list("predecessor_id", "successor_id"))


def families_of(lineage):
    """Return the `Families` within the lineage of one unit (`units.queries.Lineage`). No query."""
    whole = [link for link in lineage.links if link.share == LineageShare.WHOLE]
    return Families((link.predecessor_id, link.successor_id) for link in whole)


def blocked_rows(user, **conditions):
    """Return the `BlockedUnit`s that this person may see, with their obstacles. One query."""
    rows = BlockedUnit.objects.filter(unit__in=reached_units(user)).filter(**conditions)
    return list(rows.select_related("obstacle__resource"))


@dataclass(frozen=True, slots=True)
class Related:
    """What hangs on the obstacles, {obstacle id: rows}, and on their units, {unit id: rows}."""

    criteria: dict = field(default_factory=dict)
    recommendations: dict = field(default_factory=dict)
    directives: dict = field(default_factory=dict)
    projects: dict = field(default_factory=dict)
    plans: dict = field(default_factory=dict)
    holdings: dict = field(default_factory=dict)


def related_rows(user, obstacles, units):
    """Return the `Related` of these obstacles and units. Nine queries, none without an obstacle."""
    if not obstacles:
        return Related()
    recommendations = _recommendations(obstacles)
    kinds = {each.resource_id for each in obstacles.values()} - {None}
    counted = {"kind__in": kinds, "unit__in": units}
    return Related(
        criteria=_criteria(obstacles),
        recommendations=recommendations,
        directives=_directives(user, obstacles, recommendations),
        projects=_grouped(HeadquartersProject.objects.filter(unit__in=units).prefetch_related("steps")),
        plans=_grouped(ClosingPlan.objects.filter(**counted)),
        holdings=_grouped(Holding.objects.filter(**counted).select_related("kind").order_by("on")),
    )


def _grouped(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(row)
    return found


def _criteria(obstacles):
    """Return {obstacle id: its criteria}, those of the newest set first."""
    rows = Obstacle.criteria.through.objects.filter(obstacle__in=obstacles).select_related("criterion__criteria_set")
    found = defaultdict(list)
    for row in rows.order_by("-criterion__criteria_set_id", "criterion__position"):
        found[row.obstacle_id].append(row.criterion)
    return found


def _recommendations(obstacles):
    rows = Recommendation.obstacles.through.objects.filter(obstacle__in=obstacles)
    found = defaultdict(list)
    for row in rows.select_related("recommendation__body").prefetch_related("recommendation__steps"):
        found[row.obstacle_id].append(row.recommendation)
    return found


def _directives(user, obstacles, recommendations):
    """Return {obstacle id: directives}: those that name it, and those that follow what was recommended for it."""
    found = defaultdict(dict)
    for row in Directive.obstacles.through.objects.filter(obstacle__in=obstacles).select_related("directive"):
        found[row.obstacle_id][row.directive_id] = row.directive
    asked = {each.pk for each_of in recommendations.values() for each in each_of}
    following = defaultdict(list)
    for directive in Directive.objects.visible_to(user).filter(recommendation__in=asked) if asked else ():
        following[directive.recommendation_id].append(directive)
    for obstacle, each_of in recommendations.items():
        for recommendation in each_of:
            found[obstacle] |= {directive.pk: directive for directive in following[recommendation.pk]}
    return {obstacle: list(directives.values()) for obstacle, directives in found.items()}


# ---------------------------------------------------------------- names


@dataclass(frozen=True, slots=True)
class Name:
    """What a unit is called last: the place, the police there, and what it is under."""

    place: str
    police: str
    type: str
    parent: int | None


UNNAMED = Name("", "", UnitType.WARD, None)


def names_of(units):
    """Return {unit id: `Name`} as they are called last. One query."""
    rows = UnitVersion.objects.filter(unit__in=set(units) - {None})
    ordered = rows.order_by(F("valid_from").asc(nulls_first=True), "pk")
    return {
        unit: Name(full_name(kind, name), police_name(kind, name), kind, parent)
        for unit, kind, name, parent in ordered.values_list("unit_id", "type", "name", "parent_id")
    }
