"""Finding units of any time by name or code."""

import unicodedata

import pytest

from tests.factories import day, make_city, make_unit, make_version
from units.models import UnitType
from units.queries import search_units

pytestmark = pytest.mark.django_db


@pytest.fixture
def hai_chau():
    city = make_city(code="48")
    district = make_unit("Hải Châu", type=UnitType.URBAN_DISTRICT, parent=city, code="492", valid_to="2025-06-30")
    make_unit("Hải Châu I", parent=district, code="20236", valid_to="2024-12-31")
    make_unit("Hải Châu II", parent=district, code="20239", valid_to="2024-12-31")
    make_unit("Hải Châu", parent=district, code="20236", valid_from="2025-01-01", valid_to="2025-06-30")
    make_unit("Hải Châu", parent=city, code="20242", valid_from="2025-07-01")
    make_unit("Hòa Phong", type=UnitType.COMMUNE, parent=city, code="20320")


def found(text, **kwargs):
    return [f"{each.version.full_name}, {each.version.span}" for each in search_units(text, **kwargs)]


ALL_OF_HAI_CHAU = [
    "phường Hải Châu, từ 01/07/2025",
    "phường Hải Châu, 01/01/2025 – 30/06/2025",
    "phường Hải Châu I, đến 31/12/2024",
    "phường Hải Châu II, đến 31/12/2024",
    "quận Hải Châu, đến 30/06/2025",
]


@pytest.mark.parametrize(
    "text", ["hai chau", "Hải Châu", "HẢI CHÂU", unicodedata.normalize("NFD", "Hải Châu"), "hai  châu "]
)
def test_every_writing_finds_every_hai_chau(hai_chau, text):
    assert sorted(found(text)) == sorted(ALL_OF_HAI_CHAU)


@pytest.mark.parametrize("text", ["HAI CHAU 1", "hải châu i", "Hải Châu I", "cap hai chau 1", "phường hải châu 1"])
def test_number_of_a_ward_is_found_in_either_figures(hai_chau, text):
    assert found(text) == ["phường Hải Châu I, đến 31/12/2024"]


@pytest.mark.parametrize("text", ["công an phường hải châu", "CAP Hải Châu"])
def test_name_of_the_police_finds_the_wards_and_not_the_district(hai_chau, text):
    assert sorted(found(text)) == sorted(ALL_OF_HAI_CHAU[:4])


def test_code_that_is_used_again_shows_each_time_with_its_superior(hai_chau):
    results = search_units("20236")

    assert [(each.version.name, each.version.span, each.parent.full_name) for each in results] == [
        ("Hải Châu", "01/01/2025 – 30/06/2025", "quận Hải Châu"),
        ("Hải Châu I", "đến 31/12/2024", "quận Hải Châu"),
    ]


def test_exact_name_in_force_comes_first(hai_chau):
    assert found("hai chau")[0] == "phường Hải Châu, từ 01/07/2025"


def test_search_of_one_day_finds_what_stood_then(hai_chau):
    assert found("phuong hai chau", date=day("2021-06-12")) == [
        "phường Hải Châu I, đến 31/12/2024",
        "phường Hải Châu II, đến 31/12/2024",
    ]


@pytest.mark.parametrize("text", ["", "  ", "💥", "%", "hai chau zzz", "_"])
def test_what_names_nothing_finds_nothing(hai_chau, text):
    assert search_units(text) == []


def test_superior_is_that_of_the_time():
    district = make_unit("Cũ", type=UnitType.URBAN_DISTRICT, valid_to="2024-12-31")
    make_version(district, "Mới", type=UnitType.URBAN_DISTRICT, valid_from="2025-01-01")
    ward = make_unit("Bắc", parent=district, valid_to="2023-12-31")
    make_version(ward, "Nam", parent=district, valid_from="2024-01-01")

    assert [each.parent.name for each in (*search_units("bac"), *search_units("nam"))] == ["Cũ", "Mới"]


@pytest.mark.parametrize("count", [1, 3])
def test_search_is_two_queries(count, django_assert_num_queries):
    city = make_city()
    for _ in range(count):
        make_unit("Hòa Phong", parent=city)

    with django_assert_num_queries(2):
        assert len(search_units("hoa phong")) == count
