"""What a row of the units app refuses, in words, before it reaches the database."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import day, make_city, make_department, make_programme, make_unit
from units.models import Enrolment, UnitType

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("parent_type", [UnitType.WARD, UnitType.CITY, UnitType.DEPARTMENT])
def test_city_stands_under_nothing_of_its_own_level_or_lower(parent_type):
    city = make_city()
    version = city.versions.get()
    version.parent = make_unit("Khác", type=parent_type)

    with pytest.raises(ValidationError) as refusal:
        version.full_clean()

    assert refusal.value.message_dict == {
        "parent": ["Đơn vị cấp trên phải ở cấp cao hơn: thành phố không thể trực thuộc đơn vị này."]
    }


@pytest.mark.parametrize("parent_type", [UnitType.CITY, UnitType.URBAN_DISTRICT, UnitType.CLUSTER])
def test_ward_stands_under_a_district_or_a_city(parent_type):
    version = make_unit("Hải Châu I", parent=make_unit("Trên", type=parent_type)).versions.get()

    version.full_clean()


@pytest.mark.parametrize("make", [make_city, make_department])
def test_only_units_of_commune_level_are_enrolled(make):
    enrolment = Enrolment(unit=make(), programme=make_programme(), enrolled_from=day("2021-06-12"))

    with pytest.raises(ValidationError) as refusal:
        enrolment.full_clean()

    assert refusal.value.message_dict == {
        "unit": ["Chỉ đơn vị cấp xã (phường, xã, thị trấn, đặc khu) tham gia chương trình."]
    }
