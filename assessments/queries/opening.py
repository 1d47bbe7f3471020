"""What opening a round would make, and whether a round can be published: unit by unit, without doing it."""

from dataclasses import dataclass

from django.db.models import Count

from accounts.models import Role
from accounts.queries import OWN_UNIT_ROLES
from assessments.actions.round import expected_assessments
from assessments.models import Assessment, State
from assessments.permissions import can_open_round, can_publish_round, reaches_all
from assessments.queries.people import holders_at
from criteria.models import CriteriaSet

MOST_NAMED = 500


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A unit that would get a sheet, and which of the two roles that fill it nobody holds there."""

    assessment: Assessment
    lacks_officer: bool
    lacks_commander: bool

    @property
    def is_lacking(self):
        return self.lacks_officer or self.lacks_commander


@dataclass(frozen=True, slots=True)
class Branch:
    """The units below one superior, whose name is empty at the top."""

    name: str
    units: tuple[Newcomer, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """Before a round is opened. `lacking`: the units that nobody could fill in or hand in, at most `MOST_NAMED`."""

    expected: int
    branches: tuple[Branch, ...]
    lacking: tuple[Newcomer, ...]
    lacking_count: int
    groups: int
    criteria: int
    can_open: bool
    reaches_whole: bool

    @property
    def is_shortened(self):
        return sum(len(branch.units) for branch in self.branches) < self.expected


def opening_of(user, assessment_round):
    """Return the `Opening` of a prepared round. Constant queries."""
    expected = expected_assessments(assessment_round)
    holders = holders_at([each.unit_id for each in expected], *OWN_UNIT_ROLES)
    units = [_newcomer(each, {holder.role for holder in holders[each.unit_id]}) for each in expected]
    lacking = [each for each in units if each.is_lacking]
    size = CriteriaSet.objects.filter(pk=assessment_round.criteria_set_id).aggregate(
        n_groups=Count("groups", distinct=True), n_criteria=Count("criteria", distinct=True)
    )
    reaches_whole = reaches_all(user, expected)
    return Opening(
        expected=len(expected),
        branches=_branches(units),
        lacking=tuple(lacking[:MOST_NAMED]),
        lacking_count=len(lacking),
        groups=size["n_groups"],
        criteria=size["n_criteria"],
        can_open=can_open_round(user, assessment_round) and reaches_whole and bool(expected),
        reaches_whole=reaches_whole,
    )


def _newcomer(assessment, roles):
    return Newcomer(assessment, Role.OFFICER not in roles, Role.COMMANDER not in roles)


def _branches(units):
    """Group as many units as a page names by their superior, in the order in which they come."""
    branches = {}
    for each in units[:MOST_NAMED]:
        above = each.assessment.parents[0]["name"] if each.assessment.parents else ""
        branches.setdefault((each.assessment.parent_id, above), []).append(each)
    return tuple(Branch(name, tuple(below)) for (_id, name), below in branches.items())


@dataclass(frozen=True, slots=True)
class Publishing:
    """Before a round is published: the sheets that keep it back, at most `MOST_NAMED` of them listed."""

    expected: int
    decided: int
    waiting: tuple[Assessment, ...]
    can_publish: bool
    reaches_whole: bool


def publishing_of(user, assessment_round):
    """Return the `Publishing` of an open round. Three queries at most."""
    rows = Assessment.objects.filter(round=assessment_round)
    mine = Assessment.objects.visible_to(user).filter(round=assessment_round)
    expected, decided = rows.count(), rows.filter(state__in=(State.DECIDED, State.PUBLISHED)).count()
    waiting = mine.exclude(state__in=(State.DECIDED, State.PUBLISHED)).order_by("parent_id", "unit_sort_key", "pk")
    reaches_whole = mine.count() == expected
    return Publishing(
        expected=expected,
        decided=decided,
        waiting=tuple(waiting[:MOST_NAMED]),
        can_publish=can_publish_round(user, assessment_round) and reaches_whole and decided == expected,
        reaches_whole=reaches_whole,
    )
