"""All cases together: counts, means, who is waited for; and what reading them costs."""

import datetime as dt

import pytest

from accounts.models import Role
from committee.models import RecommendationState
from committee.queries.chain import cases_of_city, cases_of_units
from committee.queries.chain_summary import chain_summary
from tests.committee.chain_samples import (
    CITY_BODY,
    criterion_of,
    make_body,
    make_directive,
    make_kind,
    make_obstacle,
    make_project,
    make_recommendation,
)
from tests.factories import make_city, make_department, make_person, make_unit
from tests.portal.world import NAMES, make_world

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 27)


def test_summary_counts_an_obstacle_of_several_units_once():
    city = make_city()
    wards = [make_unit(name, parent=city) for name in NAMES[:2]]
    member, department, ward = make_person(Role.MEMBER, city), make_department("PH10", city), wards[0]
    old, new = make_obstacle(wards, "2021-08-20"), make_obstacle([ward], "2026-11-17", title="Thiếu xe")
    make_recommendation(old, ward, "2025-11-10")
    make_directive(city, department, [new], "2026-11-17", "2026-11-20")
    make_obstacle([ward], "2020-01-01", cleared_on="2020-02-01")
    summary = chain_summary(cases_of_city(member, TODAY))
    assert (summary.open, summary.mean_days, summary.longest.days) == (2, 968, 1925)
    assert (summary.overdue, summary.cleared, summary.unrecorded) == (1, 1, 0)
    assert [(each.sample.who, each.count, each.mean_days) for each in summary.waits] == [
        (CITY_BODY, 1, 382),
        ("Phòng PH10", 1, 10),
    ]


def test_summary_of_an_empty_city_is_zero():
    summary = chain_summary(cases_of_city(make_person(Role.MEMBER, make_city()), TODAY))
    assert (summary.open, summary.mean_days, summary.longest, summary.waits) == (0, 0, None, ())


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_cases(django_assert_num_queries, count):
    world = make_world(NAMES[:count], second=False)
    department = make_department("PH10", world.city)
    kind = make_kind()
    for ward in world.wards:
        obstacle = make_obstacle([ward], criteria=[criterion_of(world)], resource=kind)
        recommendation = make_recommendation(
            obstacle, ward, body=make_body(), steps=[(RecommendationState.ACCEPTED, "2022-03-15")]
        )
        make_directive(world.city, department, [obstacle])
        make_directive(world.city, department, recommendation=recommendation)
        make_project(ward, [("survey", "2023-03-31", "2023-04-10"), ("approval", "2023-10-31", None)])
    member = type(world.member).objects.get(pk=world.member.pk)
    with django_assert_num_queries(14):
        assert len(cases_of_city(member, TODAY)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_what_nobody_recorded(django_assert_num_queries, count):
    world = make_world(NAMES[:3], second=False)
    ward = world.wards[0 if count == 1 else 2]
    member = type(world.member).objects.get(pk=world.member.pk)
    with django_assert_num_queries(8):
        assert len(cases_of_units(member, [ward.pk], TODAY)) == count
