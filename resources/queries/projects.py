"""Headquarters projects: where each stands, what it waits for, how late it is."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from accounts.models import Role
from accounts.queries import scope_of
from resources.models import HeadquartersProject, ProjectStage
from units.models import UnitVersion

PLANNERS_ABOVE = (Role.APPRAISER, Role.SECRETARY)


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage. `days_late` is negative for early, None where the two days cannot be held against each other.

    An open stage is late by today. A stage that was passed over, a later one having been reached, is never late.
    """

    stage: ProjectStage
    planned_on: dt.date | None
    actual_on: dt.date | None
    note: str
    days_late: int | None
    is_passed_over: bool = False

    @property
    def is_late(self):
        return bool(self.days_late and self.days_late > 0)

    @property
    def is_reached(self):
        return self.actual_on is not None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A project with all stages in order; `waits_at` is the `StageLine` that comes next, None once it has ended."""

    project: HeadquartersProject
    lines: tuple[StageLine, ...]
    waits_at: StageLine | None

    @property
    def reached(self):
        return sum(line.is_reached for line in self.lines)

    @property
    def days_late(self):
        """How late the project is by now; 0 when it is not, or has ended."""
        return self.waits_at.days_late if self.waits_at and self.waits_at.is_late else 0


def timeline_of(project, today):
    """Return the `Timeline` of a project, its steps loaded by `with_steps` or `for_page`. No query."""
    steps = {step.stage: step for step in project.steps.all()}
    order = list(ProjectStage)
    reached = [order.index(stage) for stage in order if stage in steps and steps[stage].actual_on]
    last = max(reached, default=-1)
    lines = tuple(_line(stage, steps.get(stage), project, index < last, today) for index, stage in enumerate(order))
    waits = None if project.has_ended or last + 1 == len(order) else lines[last + 1]
    return Timeline(project, lines, waits)


def _line(stage, step, project, is_before_last, today):
    if step is None:
        return StageLine(stage, None, None, "", None, is_before_last)
    is_passed_over = is_before_last and step.actual_on is None
    late = None
    if step.planned_on and step.actual_on:
        late = (step.actual_on - step.planned_on).days
    elif step.planned_on and step.planned_on < today and not is_passed_over and not project.dropped_on:
        late = (today - step.planned_on).days
    return StageLine(stage, step.planned_on, step.actual_on, step.note, late, is_passed_over)


def timelines_for(user, today):
    """Return the `Timeline`s of the projects a person may see: the latest first, those under way, those that ended."""
    found = HeadquartersProject.objects.visible_to(user).for_page()
    timelines = [timeline_of(project, today) for project in found]
    return sorted(timelines, key=lambda each: (each.waits_at is None, -each.days_late, -each.project.pk))


def units_to_plan_for(user):
    """Return today's versions of the commune-level units whose gaps the user may plan to close. One query."""
    reach = scope_of(user).reach
    own = reach.get(Role.COMMANDER, frozenset())
    above = frozenset().union(*(reach.get(role, frozenset()) for role in PLANNERS_ABOVE))
    today = UnitVersion.objects.as_of(timezone.localdate())
    children = UnitVersion.objects.filter(parent__in=above).values("unit")
    kept = Q(unit__in=own) | Q(parent__in=above) | Q(parent__in=children)
    return list(today.commune_level().filter(kept).select_related("unit"))
