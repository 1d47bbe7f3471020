"""Generated business of the committee for measuring: for every unit obstacles of three years, asked and ordered about.

Rows are written past the actions, as those of `portal.demo.scale`. Three obstacles a unit, one of them standing; a
recommendation and a directive for each; six kinds of resource counted in each of three years.
"""

import datetime as dt

from django.utils import timezone

from committee.models import (
    BlockedUnit,
    Body,
    BodyKind,
    Directive,
    DirectiveState,
    Obstacle,
    ObstacleState,
    Recommendation,
    RecommendationState,
    RecommendationStep,
)
from resources.models import Holding, Norm, ResourceGroup, ResourceKind
from units.models import COMMUNE_LEVEL

YEARS = (3, 2, 1)
KINDS = 6
NORM, DOCUMENT = 40, "Định mức đo tải (minh họa)"


def write_business(unit_ids, criteria_set, city, department, by):
    """Write the business of these units; `city` issues, the `department` leads."""
    today = timezone.localdate()
    body = Body.objects.create(name="UBND đo tải (minh họa)", kind=BodyKind.PEOPLES_COMMITTEE)
    criteria = list(criteria_set.criteria.order_by("position")[: len(YEARS)])
    for years, criterion in zip(YEARS, criteria, strict=False):
        since = today - dt.timedelta(days=365 * years)
        obstacles = _write_obstacles(unit_ids, criterion, since, is_standing=years == 1, by=by)
        recommendations = _write_recommendations(unit_ids, obstacles, body, since, is_standing=years == 1)
        _write_directives(obstacles, recommendations, city, department, since, by)
    _write_holdings(unit_ids, today)


def _write_obstacles(unit_ids, criterion, since, *, is_standing, by):
    cleared = None if is_standing else since + dt.timedelta(days=200)
    obstacles = Obstacle.objects.bulk_create(
        Obstacle(
            title=f"Vướng mắc đo tải {place} ({criterion.code})",
            programme=criterion.criteria_set.programme,
            since=since + dt.timedelta(days=place % 60),
            state=ObstacleState.HANDLING if is_standing else ObstacleState.CLEARED,
            cleared_on=cleared,
            opened_by=by,
            opened_at=timezone.now(),
            is_illustrative=True,
        )
        for place, _unit in enumerate(unit_ids)
    )
    BlockedUnit.objects.bulk_create(
        BlockedUnit(obstacle=each, unit_id=unit, cleared_on=cleared)
        for each, unit in zip(obstacles, unit_ids, strict=True)
    )
    named = Obstacle.criteria.through
    named.objects.bulk_create(named(obstacle=each, criterion=criterion) for each in obstacles)
    return obstacles


def _write_recommendations(unit_ids, obstacles, body, since, *, is_standing):
    state = RecommendationState.RAISED if is_standing else RecommendationState.DONE
    raised = since + dt.timedelta(days=70)
    rows = Recommendation.objects.bulk_create(
        Recommendation(
            title=f"Kiến nghị về {obstacle.title}",
            unit_id=unit,
            body=body,
            raised_on=raised,
            state=state,
            is_illustrative=True,
        )
        for unit, obstacle in zip(unit_ids, obstacles, strict=True)
    )
    named = Recommendation.obstacles.through
    named.objects.bulk_create(
        named(recommendation=each, obstacle=obstacle) for each, obstacle in zip(rows, obstacles, strict=True)
    )
    RecommendationStep.objects.bulk_create(
        RecommendationStep(recommendation=each, state=each_state, on=raised, at=timezone.now())
        for each in rows
        for each_state in {RecommendationState.RAISED, state}
    )
    return rows


def _write_directives(obstacles, recommendations, city, department, since, by):
    issued = since + dt.timedelta(days=90)
    rows = Directive.objects.bulk_create(
        Directive(
            title=f"Tháo gỡ {obstacle.title}",
            issuer=city,
            issued_by=by,
            issued_on=issued,
            lead=department,
            recommendation=recommendation,
            due=issued + dt.timedelta(days=100),
            state=DirectiveState.UNDER_WAY if obstacle.cleared_on is None else DirectiveState.DONE,
            reported_on=obstacle.cleared_on,
            closed_on=obstacle.cleared_on,
            is_illustrative=True,
        )
        for obstacle, recommendation in zip(obstacles, recommendations, strict=True)
    )
    named = Directive.obstacles.through
    named.objects.bulk_create(
        named(directive=each, obstacle=obstacle) for each, obstacle in zip(rows, obstacles, strict=True)
    )


def _write_holdings(unit_ids, today):
    for number in range(KINDS):
        kind = ResourceKind.objects.create(
            code=f"do-tai-{number}", title=f"Trang bị {number}", group=ResourceGroup.EQUIPMENT, measure_unit="chiếc"
        )
        Norm.objects.bulk_create(
            Norm(kind=kind, unit_type=unit_type, quantity=NORM, document=DOCUMENT, is_illustrative=True)
            for unit_type in sorted(COMMUNE_LEVEL)
        )
        Holding.objects.bulk_create(
            Holding(
                kind=kind,
                unit_id=unit,
                on=today - dt.timedelta(days=365 * years),
                quantity=(NORM + unit + number) % NORM,
                source=DOCUMENT,
                is_illustrative=True,
            )
            for unit in unit_ids
            for years in YEARS
        )
