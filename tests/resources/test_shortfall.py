"""What units have against what they should have, on a day."""

from decimal import Decimal

import pytest

from accounts.models import Role
from resources.models import PlanState, ResourceGroup
from resources.queries.shortfall import shortfalls_for, standing_in
from tests.factories import day, make_city, make_lineage, make_person, make_unit
from tests.resources.samples import make_holding, make_kind, make_norm, make_plan, make_unit_norm
from units.models import UnitType

TODAY = "2021-12-31"


def found(place, user=None, date=TODAY, **asked):
    return shortfalls_for(user or place.secretary, day(date), **asked)


def standing(place, date=TODAY):
    version = place.ward.versions.get()
    return standing_in(version, day(date), place.kind)


def test_shortfall_is_absolute_and_in_percent(place):
    found = standing(place)
    assert (found.missing, found.surplus, found.percent, found.missing_percent) == (2, 0, Decimal("87.5"), 12.5)
    assert (found.is_short, found.is_met) == (True, False)


def test_surplus_is_no_shortfall(place):
    make_holding(place.kind, place.ward, 18, "2021-09-01")
    found = standing(place)
    assert (found.missing, found.surplus, found.missing_percent, found.is_met) == (0, 2, 0, True)


def test_figure_nobody_counted_is_not_zero(place):
    found = standing(place, date="2021-06-29")
    assert (found.is_unknown, found.missing, found.percent, found.is_short) == (True, None, None, False)


def test_nothing_is_judged_without_a_norm(place):
    place.kind.norms.all().delete()
    found = standing(place)
    assert (found.is_judged, found.is_unknown, found.missing, found.percent) == (False, False, None, None)


def test_norm_of_zero_is_met_without_a_percent(place):
    place.kind.norms.update(quantity=0)
    found = standing(place)
    assert (found.is_met, found.percent, found.surplus) == (True, None, 14)


def test_newest_figure_not_after_the_day_counts(place):
    make_holding(place.kind, place.ward, 15, "2021-09-01")
    make_holding(place.kind, place.ward, 16, "2022-01-01")
    assert standing(place).holding.quantity == 15


def test_own_norm_goes_before_that_of_the_type(place):
    make_unit_norm(place.kind, place.ward, 20, valid_to="2021-10-31")
    assert [standing(place, date).norm.quantity for date in ("2021-10-31", "2021-11-01")] == [20, 16]
    assert standing(place, "2021-10-31").norm.is_own


def test_norm_is_that_of_the_day(place):
    place.kind.norms.update(valid_to=day("2021-09-30"))
    make_norm(place.kind, 12, valid_from="2021-10-01", document="Định mức mới")
    assert [standing(place, date).missing for date in ("2021-09-30", "2021-10-01")] == [2, 0]


def test_norm_is_that_of_the_units_type(place):
    commune = make_unit("Hòa Phong", parent=place.city, type=UnitType.COMMUNE)
    make_norm(place.kind, 10, unit_type=UnitType.COMMUNE)
    assert standing_in(commune.versions.get(), day(TODAY), place.kind).norm.quantity == 10


def test_open_plans_of_the_day_are_told(place):
    make_plan(place.kind, place.ward, expected_on="2022-03-31")
    make_plan(place.kind, place.ward, state=PlanState.DONE, closed_on=day("2021-10-01"))
    make_plan(place.kind, place.ward, planned_on="2022-01-15")
    dates = ("2021-06-30", "2021-09-30", TODAY)
    assert [len(standing(place, date).plans) for date in dates] == [0, 2, 1]
    assert standing(place).expected_on == day("2022-03-31")


def test_units_are_ranked_by_the_share_of_norms_they_meet(place):
    second, third, fourth = (make_unit(name, parent=place.city) for name in ("Bình Hiên", "An Khê", "Chính Gián"))
    make_holding(place.kind, second, 16)
    make_holding(place.kind, third, 8)
    units = found(place).units
    assert [each.version.name for each in units] == ["An Khê", "Hải Châu I", "Bình Hiên", "Chính Gián"]
    assert [each.share for each in units] == [0, 0, 100, None]
    assert [each.version.unit_id for each in units][-1] == fourth.pk


def test_kinds_most_units_lack_come_first(place):
    tablets = make_kind("Máy tính bảng", ResourceGroup.EQUIPMENT)
    make_norm(tablets, 4)
    other = make_unit(parent=place.city)
    for unit in (place.ward, other):
        make_holding(tablets, unit, 1)
    counts = found(place).by_kind()
    assert [(each.kind, each.short, each.judged, each.missing) for each in counts] == [
        (tablets, 2, 2, 6),
        (place.kind, 1, 1, 2),
    ]


def test_greatest_part_of_the_norm_is_named_first(place):
    tablets = make_kind("Máy tính bảng", ResourceGroup.EQUIPMENT)
    make_norm(tablets, 4)
    make_holding(tablets, place.ward, 1)
    (unit,) = found(place).units
    assert [each.kind for each in unit.short] == [tablets, place.kind]
    assert (unit.judged, unit.met, unit.unknown) == (2, 0, 0)


def test_one_kind_or_group_is_asked_for_alone(place):
    tablets = make_kind("Máy tính bảng", ResourceGroup.EQUIPMENT)
    make_norm(tablets, 4)
    assert found(place, kind=place.kind).kinds == (place.kind,)
    assert found(place, group=ResourceGroup.EQUIPMENT).kinds == (tablets,)
    assert found(place, group=ResourceGroup.EQUIPMENT).units[0].unknown == 1


@pytest.mark.parametrize("who, seen", [("officer", 1), ("secretary", 2), ("appraiser", 2), ("reviewer", 2)])
def test_person_sees_the_units_that_the_role_reaches(place, who, seen):
    make_unit(parent=place.city)
    assert len(found(place, getattr(place, who)).units) == seen


def test_other_city_is_not_seen(place):
    secretary = make_person(Role.SECRETARY, make_city("Huế"))
    assert found(place, secretary).units == ()


def test_units_are_those_of_the_day(place):
    place.ward.versions.update(valid_to=day("2024-12-31"))
    heir = make_unit("Hải Châu", parent=place.city, valid_from="2025-01-01")
    make_lineage(place.ward, heir)
    dates = ("2024-12-31", "2025-01-01")
    assert [[each.version.name for each in found(place, date=date).units] for date in dates] == [
        ["Hải Châu I"],
        ["Hải Châu"],
    ]


@pytest.mark.parametrize("units", [1, 3])
def test_shortfalls_cost_the_same_for_any_number_of_units(place, units, django_assert_num_queries):
    for _number in range(units - 1):
        unit = make_unit(parent=place.city)
        make_holding(place.kind, unit, 3)
        make_plan(place.kind, unit)
    with django_assert_num_queries(7):
        assert len(found(place).by_kind()) == 1
