"""How far roles reach: over units, their history, and what is below them."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role, User
from accounts.queries import scope_of
from assessments.models import Assessment
from tests.factories import (
    make_city,
    make_department,
    make_lineage,
    make_membership,
    make_open_round,
    make_person,
    make_unit,
    make_user,
)
from units.models import UnitType

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_city(key="city")


def seen_by(user):
    """Names of the assessed units whose results the user sees."""
    return sorted(Assessment.objects.visible_to(user).values_list("unit_name", flat=True))


def test_officer_sees_the_ward_and_only_what_passed_into_it_whole(city):
    whole, part, ward, other = (make_unit(name, parent=city) for name in ("Toàn bộ", "Một phần", "Phường", "Khác"))
    make_lineage(whole, ward)
    make_lineage(part, ward, share="part")
    make_open_round([whole, part, ward, other])

    officer = make_person(Role.OFFICER, ward)

    assert seen_by(officer) == ["Phường", "Toàn bộ"]
    assert [scope_of(officer).holds_unit(unit.pk) for unit in (ward, whole, part, other, city)] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_reviewer_of_a_district_sees_what_is_below_it(city):
    district, other = (make_unit(name, type=UnitType.URBAN_DISTRICT, parent=city) for name in ("Quận", "Quận khác"))
    ward, stranger = make_unit("Phường", parent=district), make_unit("Phường khác", parent=other)
    make_open_round([ward, stranger])

    reviewer = make_person(Role.REVIEWER, district)

    assert seen_by(reviewer) == ["Phường"]
    assert [scope_of(reviewer).holds_unit(unit.pk) for unit in (district, ward, stranger)] == [True, True, False]


def test_officer_of_a_district_does_not_see_the_wards_below(city):
    district = make_unit("Quận", type=UnitType.URBAN_DISTRICT, parent=city)
    make_open_round([make_unit("Phường", parent=district)])

    assert seen_by(make_person(Role.OFFICER, district)) == []


def test_member_sees_the_whole_city_and_the_province_that_joined_it(city):
    province = make_unit("Quảng Nam", type=UnitType.PROVINCE, valid_to="2025-06-30")
    make_lineage(province, city, date="2025-07-01")
    commune = make_unit("Tam Hải", type=UnitType.COMMUNE, parent=province, valid_to="2025-06-30")
    make_open_round([commune, make_unit("Hải Châu I", parent=city)])

    assert seen_by(make_person(Role.MEMBER, city)) == ["Hải Châu I", "Tam Hải"]
    assert seen_by(make_person(Role.MEMBER, province)) == ["Tam Hải"]


def test_appraiser_of_a_department_sees_the_city_and_answers_for_its_code(city):
    department = make_department("PV05", city=city)
    make_open_round([make_unit("Phường", parent=city)])

    appraiser = make_person(Role.APPRAISER, department)

    assert seen_by(appraiser) == ["Phường"]
    assert scope_of(appraiser).departments == {"PV05"}


def test_department_of_one_city_answers_for_nothing_in_another(city):
    elsewhere = make_city("Huế", key="hue")
    here = make_open_round([make_unit("Phường", parent=city)]).assessments.get()
    appraiser = make_person(Role.APPRAISER, make_department("PV05", city=city))
    make_membership(appraiser, make_department("PC06", city=elsewhere), Role.APPRAISER)

    scope = scope_of(User.objects.get(pk=appraiser.pk))

    assert (scope.departments, scope.departments_over(here)) == ({"PV05", "PC06"}, {"PV05"})


def test_role_at_a_unit_that_is_no_department_appraises_nothing(city):
    make_open_round([make_unit("Phường", parent=city)])

    appraiser = make_person(Role.APPRAISER, city)

    assert (seen_by(appraiser), scope_of(appraiser).departments) == ([], frozenset())


@pytest.mark.parametrize(
    "starts_in, ends_in, names", [(0, 0, ["Phường"]), (1, 9, []), (-9, -1, []), (None, None, ["Phường"])]
)
def test_role_reaches_only_while_it_is_held(city, starts_in, ends_in, names):
    ward = make_unit("Phường", parent=city)
    make_open_round([ward])
    user, today = make_user(), timezone.localdate()
    dates = [None if days is None else today + dt.timedelta(days=days) for days in (starts_in, ends_in)]
    make_membership(user, ward, Role.OFFICER, *dates)

    assert seen_by(user) == names


def test_user_without_a_role_sees_nothing_and_a_superuser_everything(city):
    make_open_round([make_unit("Phường", parent=city)])

    assert seen_by(make_user()) == []
    assert seen_by(make_user(is_superuser=True)) == ["Phường"]


@pytest.mark.parametrize("count", [1, 3])
def test_scope_costs_the_same_however_many_roles_are_held(city, count, django_assert_num_queries):
    user = make_user()
    for _ in range(count):
        make_membership(user, make_unit(parent=city), Role.OFFICER)

    # Memberships, each with its history; once a request.
    with django_assert_num_queries(1):
        scope_of(user)
        assert len(scope_of(user).own) == count
