"""What happened to units' resources and when: counts, plans and their delivery, the stages of a headquarters."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from resources.models import ClosingPlan, HeadquartersProject, Holding, ProjectStep, ResourceGroup, ResourceKind
from resources.queries.norms import NormInForce, norms_for
from units.models import UnitVersion


@dataclass(frozen=True, slots=True)
class Counted:
    """On `on` the unit had `quantity`; `norm` is what held for it on that day, or None."""

    unit_id: int
    kind: ResourceKind
    on: dt.date
    quantity: Decimal
    source: str
    norm: NormInForce | None
    is_illustrative: bool

    @property
    def is_short(self):
        return self.norm is not None and self.quantity < self.norm.quantity

    @property
    def is_met(self):
        return self.norm is not None and not self.is_short


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan to add `quantity`; `closed_on` and `state` say whether it was delivered, dropped or is open."""

    unit_id: int
    kind: ResourceKind
    plan: ClosingPlan

    @property
    def is_illustrative(self):
        return self.plan.is_illustrative


@dataclass(frozen=True, slots=True)
class Staged:
    """One stage of a headquarters project, with the day it is planned for and the day it was reached, if any."""

    unit_id: int
    project: HeadquartersProject
    step: ProjectStep

    @property
    def is_illustrative(self):
        return self.project.is_illustrative


@dataclass(frozen=True, slots=True)
class ResourceEvents:
    """All of it, each in the order of days: counts by `on`, plans by `planned_on`, stages by project and stage."""

    counted: tuple[Counted, ...]
    planned: tuple[Planned, ...]
    staged: tuple[Staged, ...]


def resource_events(unit_ids, kind_ids=None):
    """Return the `ResourceEvents` of units, of all kinds or of these. Eight queries at most.

    Stages of headquarters projects belong to kinds of the group “headquarters”: they are left out where none of
    them is asked for. Predecessors are not added: ask for them too (`units.queries.with_whole_predecessors`).
    """
    unit_ids = sorted(unit_ids)
    kinds = {kind.pk: kind for kind in _kinds(kind_ids)}
    is_of_headquarters = any(kind.group == ResourceGroup.HEADQUARTERS for kind in kinds.values())
    return ResourceEvents(
        counted=_counted(unit_ids, kinds),
        planned=_planned(unit_ids, kinds),
        staged=_staged(unit_ids) if kind_ids is None or is_of_headquarters else (),
    )


def _kinds(kind_ids):
    rows = ResourceKind.objects.all()
    return rows if kind_ids is None else rows.filter(pk__in=list(kind_ids))


def _counted(unit_ids, kinds):
    rows = list(Holding.objects.filter(unit__in=unit_ids, kind__in=list(kinds)).order_by("on", "pk"))
    if not rows:
        return ()
    norms, types = norms_for(unit_ids, list(kinds)), _types(unit_ids)
    return tuple(
        Counted(
            unit_id=row.unit_id,
            kind=kinds[row.kind_id],
            on=row.on,
            quantity=row.quantity,
            source=row.source,
            norm=norms.on(row.on, kind=row.kind_id, unit=row.unit_id, unit_type=types(row.unit_id, row.on)),
            is_illustrative=row.is_illustrative,
        )
        for row in rows
    )


def _types(unit_ids):
    """Return a function that gives the type of a unit on a day, "" when it did not stand then. One query."""
    versions = {}
    for version in UnitVersion.objects.filter(unit__in=unit_ids):
        versions.setdefault(version.unit_id, []).append(version)

    def type_on(unit_id, date):
        rows = versions.get(unit_id, ())
        return next((row.type for row in rows if row.first_day() <= date <= row.last_day()), "")

    return type_on


def _planned(unit_ids, kinds):
    rows = ClosingPlan.objects.filter(unit__in=unit_ids, kind__in=list(kinds)).order_by("planned_on", "pk")
    return tuple(Planned(row.unit_id, kinds[row.kind_id], row) for row in rows)


def _staged(unit_ids):
    projects = HeadquartersProject.objects.filter(unit__in=unit_ids).order_by("pk").with_steps()
    return tuple(Staged(project.unit_id, project, step) for project in projects for step in project.steps_in_order)
