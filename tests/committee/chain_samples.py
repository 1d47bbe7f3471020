"""What a chain is made of, without the detours of the forms."""

import itertools

from django.utils import timezone

from committee.models import (
    BlockedUnit,
    Body,
    Directive,
    DirectiveState,
    Obstacle,
    ObstacleState,
    Recommendation,
    RecommendationState,
    RecommendationStep,
)
from criteria.models import Criterion
from resources.models import HeadquartersProject, ProjectStep, ResourceKind
from tests.factories import day

number = itertools.count(1)
CITY_BODY = "UBND thành phố Đà Nẵng"


def criterion_of(world, code="II.1"):
    return Criterion.objects.get(criteria_set=world.criteria_set, code=code)


def make_kind(group="headquarters", title="Diện tích trụ sở", measure_unit="m²"):
    return ResourceKind.objects.create(code=f"kind-{next(number)}", title=title, group=group, measure_unit=measure_unit)


def make_body(name=CITY_BODY, kind="peoples_committee"):
    return Body.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def make_obstacle(units, since="2021-08-20", criteria=(), title="Trụ sở chật, xuống cấp", cleared_on=None, **fields):
    """An obstacle of these units; `cleared_on` clears it for all of them."""
    obstacle = Obstacle.objects.create(
        title=title,
        since=day(since),
        state=ObstacleState.CLEARED if cleared_on else ObstacleState.OPEN,
        cleared_on=day(cleared_on),
        opened_at=timezone.now(),
        **fields,
    )
    obstacle.criteria.set(criteria)
    BlockedUnit.objects.bulk_create(
        BlockedUnit(obstacle=obstacle, unit=unit, cleared_on=day(cleared_on)) for unit in units
    )
    return obstacle


def make_recommendation(obstacle, unit, raised_on="2021-11-05", body=None, steps=(), **fields):
    """A recommendation about an obstacle; `steps`: pairs (state, day) after it was raised."""
    recommendation = Recommendation.objects.create(
        title="Đề nghị xây trụ sở mới",
        unit=unit,
        body=body or make_body(),
        raised_on=day(raised_on),
        state=steps[-1][0] if steps else RecommendationState.RAISED,
        answered_on=day(steps[0][1]) if steps else None,
        **{**fields, "answer_due": day(fields.get("answer_due"))},
    )
    recommendation.obstacles.add(obstacle)
    for state, on in [(RecommendationState.RAISED, raised_on), *steps]:
        RecommendationStep.objects.create(
            recommendation=recommendation, state=state, on=day(on), note="vì thế", at=timezone.now()
        )
    return recommendation


def make_directive(issuer, lead, obstacles=(), issued_on="2021-11-12", due=None, **fields):
    dates = {name: day(fields.pop(name, None)) for name in ("reported_on", "closed_on")}
    directive = Directive.objects.create(
        title=fields.pop("title", "Cải tạo, xây mới trụ sở"),
        issuer=issuer,
        lead=lead,
        issued_on=day(issued_on),
        due=day(due),
        state=fields.pop("state", DirectiveState.UNDER_WAY),
        **dates,
        **fields,
    )
    directive.obstacles.set(obstacles)
    return directive


def make_project(unit, steps, **fields):
    """A headquarters project; `steps`: (stage, planned day, actual day)."""
    project = HeadquartersProject.objects.create(
        unit=unit, title="Trụ sở mới", kind="new", **{"investor": "Ban Quản lý dự án", **fields}
    )
    for stage, planned_on, actual_on in steps:
        ProjectStep.objects.create(project=project, stage=stage, planned_on=day(planned_on), actual_on=day(actual_on))
    return project


def links_of(case):
    """The links of a case as (kind, day, days since the one before)."""
    return [(str(link.kind), link.on.isoformat(), link.days) for link in case.links]


def told(waiting):
    """For whom, since when, how many days, and whether it is overdue."""
    return waiting and (str(waiting.kind), waiting.who, waiting.since.isoformat(), waiting.days, waiting.is_overdue)
