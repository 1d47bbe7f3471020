"""What tells in one query whether anything has changed that the chain, or a page that shows of it, is made of."""

from accounts.changes import changes_of, reach_facts, table_of, value_of
from assessments.models import Assessment, AssessmentRound
from committee.models import (
    Assignment,
    BlockedUnit,
    Body,
    Commendation,
    Directive,
    Initiative,
    Meeting,
    Obstacle,
    Recommendation,
    RecommendationStep,
    RolloutTarget,
    Visit,
)
from resources.models import ClosingPlan, HeadquartersProject, Holding, ProjectStep, ResourceKind
from units.models import Enrolment, Programme, UnitLineage, UnitVersion

WITH_HISTORY = (
    *(Obstacle, Recommendation, Body, Directive, Initiative, Commendation, Assignment, Visit),
    *(Holding, ClosingPlan, HeadquartersProject, ProjectStep, ResourceKind),
    *(Meeting, Programme, UnitVersion, UnitLineage, AssessmentRound, RolloutTarget, Enrolment),
)
WITHOUT_HISTORY = (
    *(BlockedUnit, RecommendationStep),
    *(Obstacle.criteria.through, Recommendation.obstacles.through),
    *(Directive.obstacles.through, Directive.coordinating.through),
    *(Assignment.units.through, Assignment.groups.through),
)


def business_facts(user):
    """Return what the business that this person sees depends on beside results and the day. One query."""
    return reach_facts(user), _changes()


def business_and_mark_facts(user, rounds=()):
    """Return `business_facts` and the same of the results of all rounds but these, whose own the caller knows.

    One query.
    """
    # No round bears the number 0: an empty list is no SQL.
    known = [each.pk for each in rounds] or [0]
    places = ", ".join(["%s"] * len(known))
    others = f"round_id IN (SELECT id FROM {table_of(AssessmentRound)} WHERE id NOT IN ({places}))"  # noqa: S608
    measures = [value_of(measure, Assessment, others) for measure in ("COUNT(*)", "SUM(changes)")]
    return reach_facts(user), _changes(measures, known * 2)


def _changes(values=(), words=()):
    # An obstacle is cleared for one unit while it stands for others.
    cleared = value_of("COUNT(cleared_on)", BlockedUnit)
    return changes_of(WITH_HISTORY, without_history=WITHOUT_HISTORY, values=[cleared, *values], words=words)
