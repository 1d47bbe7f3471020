"""What happened to units' resources, for whoever tells the chain of a criterion."""

import pytest

from resources.models import ProjectStage, ResourceGroup
from resources.queries.delivered import resource_events
from tests.factories import day, make_unit
from tests.resources.samples import make_holding, make_kind, make_norm, make_plan, make_project


def test_counts_are_held_against_the_norm_of_their_day(place):
    place.kind.norms.update(valid_to=day("2021-09-30"))
    make_norm(place.kind, 12, valid_from="2021-10-01")
    make_holding(place.kind, place.ward, 12, "2021-10-01")
    counted = resource_events([place.ward.pk]).counted
    assert [(each.on, each.quantity, each.norm.quantity, each.is_met) for each in counted] == [
        (day("2021-06-30"), 14, 16, False),
        (day("2021-10-01"), 12, 12, True),
    ]


def test_count_without_a_norm_is_neither_short_nor_met(place):
    place.kind.norms.all().delete()
    (counted,) = resource_events([place.ward.pk]).counted
    assert (counted.norm, counted.is_short, counted.is_met) == (None, False, False)


def test_plans_stand_in_the_order_they_were_made(place):
    later = make_plan(place.kind, place.ward, planned_on="2021-09-01")
    earlier = make_plan(place.kind, place.ward, planned_on="2021-07-01")
    planned = resource_events([place.ward.pk]).planned
    assert [each.plan for each in planned] == [earlier, later]


def test_stages_stand_in_the_order_in_which_they_come(place):
    make_project(place.ward, handed_over=("2023-12-31", None), survey=("2021-08-01", "2021-08-15"))
    staged = resource_events([place.ward.pk]).staged
    assert [(each.step.stage, each.step.planned_on, each.step.actual_on) for each in staged] == [
        (ProjectStage.SURVEY, day("2021-08-01"), day("2021-08-15")),
        (ProjectStage.HANDED_OVER, day("2023-12-31"), None),
    ]


def test_stages_belong_to_kinds_of_the_headquarters(place):
    area = make_kind("Diện tích", ResourceGroup.HEADQUARTERS)
    make_project(place.ward, survey=("2021-08-01", None))
    counts = [len(resource_events([place.ward.pk], kinds).staged) for kinds in (None, [area.pk], [place.kind.pk])]
    assert counts == [1, 1, 0]


def test_other_units_and_kinds_are_left_out(place):
    make_holding(make_kind(), place.ward)
    make_holding(place.kind, make_unit())
    counted = resource_events([place.ward.pk], [place.kind.pk]).counted
    assert [(each.unit_id, each.kind) for each in counted] == [(place.ward.pk, place.kind)]


@pytest.mark.parametrize("rows", [1, 3])
def test_events_cost_the_same_for_any_number(place, rows, django_assert_num_queries):
    for number in range(rows):
        unit = make_unit()
        make_holding(place.kind, unit, on=f"2021-07-0{number + 1}")
        make_project(unit, survey=("2021-08-01", None))
        make_plan(place.kind, unit)
    units = [place.ward.pk, *range(unit.pk - rows + 1, unit.pk + 1)]
    with django_assert_num_queries(8):
        assert len(resource_events(units).staged) == rows
