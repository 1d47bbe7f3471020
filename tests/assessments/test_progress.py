"""How far a round has come, rolled up the tree of superiors."""

import pytest

from assessments.models import Assessment, State
from assessments.queries.progress import progress_of
from tests.factories import advance, make_city, make_open_round, make_unit
from units.models import UnitType

pytestmark = pytest.mark.django_db


def rows_of(shown, narrowed=None):
    progress = progress_of(Assessment.objects.filter(round=shown), shown, narrowed)
    return [(row.depth, row.name, row.counts.expected) for row in progress.rows]


def district(name, city):
    return make_unit(name, type=UnitType.URBAN_DISTRICT, parent=city)


def test_one_level_has_no_tree():
    city = make_city()
    assert rows_of(make_open_round([make_unit(parent=city) for _ in range(2)])) == []


def test_districts_stand_below_their_city_and_add_up():
    city = make_city()
    first, second = district("Hải Châu", city), district("Thanh Khê", city)
    wards = [make_unit(parent=first), make_unit(parent=first), make_unit(parent=second)]
    shown = make_open_round(wards)
    assert rows_of(shown) == [(0, "quận Hải Châu", 2), (0, "quận Thanh Khê", 1)]
    assert progress_of(Assessment.objects.filter(round=shown), shown).total.expected == 3


def test_units_directly_below_a_city_with_districts_have_a_row_of_their_own():
    city = make_city()
    shown = make_open_round([make_unit(parent=district("Hải Châu", city)), make_unit(parent=city)])
    assert rows_of(shown) == [(0, "quận Hải Châu", 1), (0, "trực thuộc thẳng thành phố Đà Nẵng", 1)]


def test_two_cities_stand_above_their_districts():
    cities = [make_city(), make_city("Huế", key="hue")]
    wards = [make_unit(parent=district(f"Quận {city.pk}", city)) for city in cities]
    names = [f"quận Quận {city.pk}" for city in cities]
    assert rows_of(make_open_round(wards)) == [
        (0, "thành phố Đà Nẵng", 1),
        (1, names[0], 1),
        (0, "thành phố Huế", 1),
        (1, names[1], 1),
    ]


def test_narrowing_finds_all_below_at_any_depth():
    cities = [make_city(), make_city("Huế", key="hue")]
    districts = [district(f"Quận {city.pk}", city) for city in cities]
    shown = make_open_round([make_unit(parent=districts[0]), make_unit(parent=districts[1])])
    assessments = Assessment.objects.filter(round=shown)
    assert progress_of(assessments, shown, cities[0].pk).within == {cities[0].pk, districts[0].pk}
    assert progress_of(assessments, shown, districts[1].pk).within == {districts[1].pk}
    assert progress_of(assessments, shown, 999).within is None


def test_great_tree_opens_only_where_the_reader_is(monkeypatch):
    monkeypatch.setattr("assessments.queries.progress.ROWS_AT_ONCE", 3)
    cities = [make_city(), make_city("Huế", key="hue")]
    districts = [district(f"Quận {city.pk}", city) for city in cities]
    shown = make_open_round([make_unit(parent=each) for each in districts])
    assert [name for _depth, name, _expected in rows_of(shown)] == ["thành phố Đà Nẵng", "thành phố Huế"]
    opened = rows_of(shown, cities[1].pk)
    assert [name for _depth, name, _expected in opened][-1] == f"quận Quận {cities[1].pk}"


def test_received_on_time_late_and_overdue_are_told_apart():
    city = make_city()
    wards = [make_unit(parent=city) for _ in range(2)]
    shown = make_open_round(wards)
    advance(shown.assessments.first(), State.SUBMITTED)
    total = progress_of(Assessment.objects.filter(round=shown), shown).total
    assert (total.submitted, total.late, total.on_time, total.waiting, total.overdue) == (1, 1, 0, 1, 1)


@pytest.mark.parametrize("wards", [1, 3])
def test_tree_costs_two_queries(django_assert_num_queries, wards):
    city = make_city()
    shown = make_open_round([make_unit(parent=district(f"Quận {place}", city)) for place in range(wards)])
    with django_assert_num_queries(2):
        progress_of(Assessment.objects.filter(round=shown), shown)
