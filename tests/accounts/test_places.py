"""At which kinds of unit a role may be held."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import PLACES, Membership, Role
from tests.factories import PASSWORD, make_city, make_person, make_unit, make_user, make_version
from units.models import Unit, UnitType

COMMUNES = {"ward", "commune", "township", "special-zone"}
DISTRICTS = {"urban-district", "rural-district", "provincial-city", "town", "cluster"}
TOP = {"province", "city"}
ALLOWED = {
    "officer": COMMUNES,
    "commander": COMMUNES,
    "reviewer": DISTRICTS | TOP,
    "appraiser": {"department"},
    "secretary": TOP,
    "member": TOP,
    "administrator": TOP,
}


def fault_of(role, unit, user=None):
    """What is said against a role at a unit; None when it may be held there."""
    try:
        Membership(user=user or make_user(), unit=unit, role=role).full_clean()
    except ValidationError as refused:
        return refused.message_dict
    return None


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_role_is_held_only_at_its_kinds_of_unit(role):
    user = make_user()
    allowed = {kind for kind in UnitType if fault_of(role, make_unit(type=kind), user) is None}
    assert allowed == ALLOWED[role]


def test_every_role_has_its_places():
    assert set(PLACES) == set(Role)


@pytest.mark.django_db
def test_fault_says_where_the_role_may_be_held():
    assert fault_of(Role.SECRETARY, make_unit()) == {
        "unit": ["Vai trò “thư ký Tổ giúp việc” chỉ giao ở: tỉnh, thành phố. Hãy chọn lại vai trò hoặc đơn vị."]
    }


@pytest.mark.django_db
def test_administrator_stands_at_a_root_because_the_admin_site_opens_everything():
    nation = make_unit("Toàn quốc", type=UnitType.PROVINCE)
    assert fault_of(Role.ADMINISTRATOR, nation) is None
    assert fault_of(Role.ADMINISTRATOR, make_city(parent=nation)) == {
        "unit": [
            "Vai trò “quản trị hệ thống” mở toàn bộ dữ liệu nên chỉ giao ở đơn vị không trực thuộc đơn vị nào. "
            "Hãy chọn lại vai trò hoặc đơn vị."
        ]
    }


@pytest.mark.django_db
def test_unit_is_taken_as_it_was_last():
    town = make_unit(type=UnitType.COMMUNE, valid_to="2024-12-31")
    make_version(town, type=UnitType.TOWN, valid_from="2025-01-01")
    assert (fault_of(Role.REVIEWER, town), list(fault_of(Role.OFFICER, town))) == (None, ["unit"])


@pytest.mark.django_db
def test_unit_without_a_name_holds_nobody():
    assert list(fault_of(Role.OFFICER, Unit.objects.create(key="empty"))) == ["unit"]


@pytest.mark.django_db
def test_role_and_unit_left_empty_are_the_forms_own_faults():
    with pytest.raises(ValidationError) as refused:
        Membership(user=make_user()).full_clean()
    assert sorted(refused.value.message_dict) == ["role", "unit"]


def rows(prefix, **fields):
    return {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 0} | {
        f"{prefix}-0-{key}": value for key, value in fields.items()
    }


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["user", "membership"])
def test_admin_site_refuses_a_role_at_the_wrong_unit(client, page):
    city = make_city()
    client.force_login(make_person(Role.ADMINISTRATOR, city))
    user = {"username": "moi", "post": "Cán bộ", "usable_password": "true"}
    user |= {"password1": PASSWORD, "password2": PASSWORD, **rows("memberships", role="officer", unit=city.pk)}
    membership = {"user": make_user().pk, "role": "officer", "unit": city.pk}

    answer = client.post(reverse(f"admin:accounts_{page}_add"), user if page == "user" else membership)

    assert "Vai trò “cán bộ nhập liệu” chỉ giao ở: phường, xã, thị trấn, đặc khu." in answer.content.decode()
    assert Membership.objects.filter(role=Role.OFFICER).count() == 0
