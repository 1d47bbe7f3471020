"""Kinds, norms and figures that a test needs; only surprising values are spelled out by the test itself."""

from resources.models import (
    ClosingPlan,
    HeadquartersProject,
    Holding,
    Norm,
    ProjectKind,
    ProjectStep,
    ResourceGroup,
    ResourceKind,
    UnitNorm,
)
from tests.factories import day, number
from units.models import UnitType


def make_kind(title="Biên chế", group=ResourceGroup.STAFF, **fields):
    code = fields.pop("code", None) or f"kind-{next(number)}"
    return ResourceKind.objects.create(
        code=code, title=title, group=group, measure_unit=fields.pop("measure_unit", "người"), **fields
    )


def make_norm(kind, quantity=16, unit_type=UnitType.WARD, valid_from=None, valid_to=None, **fields):
    return Norm.objects.create(
        kind=kind,
        unit_type=unit_type,
        quantity=quantity,
        valid_from=day(valid_from),
        valid_to=day(valid_to),
        document=fields.pop("document", "Định mức minh họa"),
        **fields,
    )


def make_unit_norm(kind, unit, quantity=16, valid_from=None, valid_to=None, **fields):
    return UnitNorm.objects.create(
        kind=kind,
        unit=unit,
        quantity=quantity,
        valid_from=day(valid_from),
        valid_to=day(valid_to),
        document=fields.pop("document", "Quyết định giao biên chế (minh họa)"),
        **fields,
    )


def make_holding(kind, unit, quantity=14, on="2021-06-30", **fields):
    return Holding.objects.create(
        kind=kind, unit=unit, quantity=quantity, on=day(on), source=fields.pop("source", "Biên bản kiểm kê"), **fields
    )


def make_plan(kind, unit, quantity=2, planned_on="2021-07-01", expected_on="2021-12-31", **fields):
    return ClosingPlan.objects.create(
        kind=kind, unit=unit, quantity=quantity, planned_on=day(planned_on), expected_on=day(expected_on), **fields
    )


def make_project(unit, title="Xây mới trụ sở", **days):
    """A project with stages: `survey=(planned, actual)`, each a day or None."""
    project = HeadquartersProject.objects.create(unit=unit, title=title, kind=ProjectKind.NEW)
    for stage, (planned, actual) in days.items():
        ProjectStep.objects.create(project=project, stage=stage, planned_on=day(planned), actual_on=day(actual))
    return project
