"""The units of the city as of the days that matter, and which unit became which."""

import pytest

from tests.factories import day, make_city, make_department, make_lineage, make_unit, make_version
from units.actions import load_units
from units.models import Unit, UnitType, UnitVersion
from units.queries import (
    ancestors_as_of,
    descendants_as_of,
    lineage_of,
    tree_as_of,
    with_ancestors_at_any_time,
    with_whole_predecessors,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_units():
    load_units()


def keys(versions):
    return [version.unit.key for version in versions]


@pytest.mark.parametrize(
    "date, city, quang_nam",
    [
        ("2021-06-12", (8, {"ward": 45, "commune": 11}), (17, {"ward": 29, "commune": 191, "township": 14})),
        ("2025-02-01", (8, {"ward": 36, "commune": 11}), (17, {"ward": 29, "commune": 191, "township": 14})),
        ("2025-07-01", (0, {"ward": 23, "commune": 70, "special-zone": 1}), None),
        ("2026-11-01", (0, {"ward": 23, "commune": 70, "special-zone": 1}), None),
    ],
)
def test_city_has_the_units_of_the_day(real_units, date, city, quang_nam):
    roots = tree_as_of(day(date))

    assert [(len(node.districts()), dict(node.commune_counts)) for node in roots] == [
        counts for counts in (city, quang_nam) if counts
    ]


def test_totals_are_those_of_the_resolutions(real_units):
    assert [tree_as_of(day(date))[0].commune_count for date in ("2021-06-12", "2025-02-01", "2025-07-01")] == [
        56,
        47,
        94,
    ]


def test_tree_nests_and_sorts_in_vietnamese_order():
    city = make_city()
    district = make_unit("Hải Châu", type=UnitType.URBAN_DISTRICT, parent=city)
    make_unit("Đà Sơn", parent=district)
    make_unit("An Hải", parent=district)
    make_unit("Chính Gián", parent=district)
    make_department(city=city)

    (root,) = tree_as_of(day("2021-06-12"))

    assert [child.version.name for child in root.children] == ["Hải Châu"]
    assert [child.version.name for child in root.children[0].children] == ["An Hải", "Chính Gián", "Đà Sơn"]


def test_unit_whose_superior_has_ended_stands_at_the_top():
    ended = make_city("Cũ", valid_to="2020-12-31")
    make_unit("Phường", parent=ended)

    assert [node.version.name for node in tree_as_of(day("2021-06-12"))] == ["Phường"]


@pytest.mark.parametrize("count", [1, 3])
def test_tree_is_one_query(count, django_assert_num_queries):
    city = make_city()
    for _ in range(count):
        make_unit(parent=make_unit(type=UnitType.URBAN_DISTRICT, parent=city))

    with django_assert_num_queries(1):
        roots = tree_as_of(day("2021-06-12"))

    assert roots[0].commune_count == count


def test_ancestors_follow_the_superior_of_the_day(django_assert_num_queries):
    city, other = make_city(), make_city("Khác")
    first, second = (make_unit(name, type=UnitType.URBAN_DISTRICT, parent=city) for name in ("Một", "Hai"))
    ward = make_unit(parent=first, valid_to="2024-12-31")
    make_version(ward, parent=second, valid_from="2025-01-01", valid_to="2025-06-30")
    make_version(ward, parent=other, valid_from="2025-07-01")

    with django_assert_num_queries(3):
        chains = [ancestors_as_of(ward, day(date)) for date in ("2024-12-31", "2025-01-01", "2025-07-01")]

    assert [[version.name for version in chain] for chain in chains] == [
        ["Một", "Đà Nẵng"],
        ["Hai", "Đà Nẵng"],
        ["Khác"],
    ]
    assert with_ancestors_at_any_time(ward.pk) == {ward.pk, first.pk, second.pk, city.pk, other.pk}


def test_circle_of_superiors_does_not_hang():
    one = make_unit("Một")
    two = make_unit("Hai", parent=one)
    one.versions.update(parent=two)

    assert len(ancestors_as_of(one, day("2021-06-12"))) == 8
    assert descendants_as_of(one, day("2021-06-12")) == [two.versions.get()]
    assert tree_as_of(day("2021-06-12")) == ()


@pytest.mark.parametrize("count", [1, 3])
def test_descendants_are_all_levels_below_in_one_query(count, django_assert_num_queries):
    city = make_city()
    district = make_unit("Quận", type=UnitType.URBAN_DISTRICT, parent=city)
    for number in range(count):
        make_unit(f"Phường {number}", parent=district)
    make_unit("Cũ", parent=district, valid_to="2020-12-31")

    with django_assert_num_queries(1):
        below = descendants_as_of(city, day("2021-06-12"))

    assert [version.name for version in below] == [*(f"Phường {number}" for number in range(count)), "Quận"]


def test_lineage_of_hai_chau_1_is_told_to_its_end(real_units, django_assert_num_queries):
    hai_chau_1 = Unit.objects.get(key="2021-20236")

    with django_assert_num_queries(2):
        lineage = lineage_of(hai_chau_1)

    assert [(unit.latest.full_name, unit.latest.code, unit.latest.span) for unit in lineage.units] == [
        ("phường Hải Châu I", "20236", "đến 31/12/2024"),
        ("phường Hải Châu", "20236", "01/01/2025 – 30/06/2025"),
        ("phường Hải Châu", "20242", "từ 01/07/2025"),
    ]
    assert [link.date for link in lineage.successor_links()] == [day("2025-01-01")]
    assert lineage.predecessor_links() == ()


def test_lineage_of_a_merged_ward_holds_all_its_parts(real_units):
    lineage = lineage_of(Unit.objects.get(key="2025-07-20242"))

    direct = {lineage.unit(link.predecessor_id).latest.name for link in lineage.predecessor_links()}
    assert direct == {"Hải Châu", "Phước Ninh", "Thạch Thang", "Thanh Bình", "Thuận Phước"}
    assert len(lineage.units) == 11


def test_unit_without_lineage_stands_alone():
    unit = make_unit()

    lineage = lineage_of(unit)

    assert (len(lineage.units), lineage.links) == (1, ())


def test_only_what_passed_on_whole_is_a_whole_predecessor():
    grandparent, whole, part, ward = (make_unit() for _ in range(4))
    make_lineage(grandparent, whole)
    make_lineage(whole, ward)
    make_lineage(part, ward, share="part")

    assert with_whole_predecessors([ward.pk]) == {grandparent.pk, whole.pk, ward.pk}
    assert with_whole_predecessors([]) == frozenset()


def test_unit_names_itself_without_a_query_only_where_names_are_at_hand(django_assert_num_queries):
    make_unit("Hải Châu", key="ward", valid_from="2025-07-01")

    with django_assert_num_queries(3):
        assert str(Unit.objects.get()) == "ward"
        assert str(Unit.objects.named().get()) == "phường Hải Châu (từ 01/07/2025)"


def test_names_of_police_units():
    ward, department = make_unit("Hải Châu I"), make_department("PV05")

    assert [
        str(each.police_name) for each in UnitVersion.objects.filter(unit__in=[ward, department]).order_by("pk")
    ] == [
        "Công an phường Hải Châu I",
        "Phòng PV05",
    ]
