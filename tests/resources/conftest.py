"""A city with a ward, what the ward has of one kind, and somebody of each role."""

from types import SimpleNamespace

import pytest

from accounts.models import Role
from tests.factories import make_city, make_department, make_person, make_unit
from tests.resources.samples import make_holding, make_kind, make_norm


@pytest.fixture
def place(db):
    """Hải Châu I has 14 of 16 posts since 30/06/2021."""
    city = make_city(key="city")
    ward = make_unit("Hải Châu I", key="ward", parent=city)
    kind = make_kind(code="posts")
    make_norm(kind)
    make_holding(kind, ward)
    return SimpleNamespace(
        city=city,
        ward=ward,
        kind=kind,
        officer=make_person(Role.OFFICER, ward, post="Cán bộ tổng hợp"),
        commander=make_person(Role.COMMANDER, ward, post="Trưởng Công an phường"),
        appraiser=make_person(Role.APPRAISER, make_department(city=city), post="Cán bộ PV05"),
        reviewer=make_person(Role.REVIEWER, city),
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city),
        administrator=make_person(Role.ADMINISTRATOR, city),
        stranger=make_person(Role.OFFICER, make_unit()),
    )


@pytest.fixture
def at(client):
    """Sign in and read a page as text."""

    def read(user, url, status=200, **headers):
        client.force_login(user)
        response = client.get(url, **headers)
        assert response.status_code == status
        return response.content.decode()

    return read


@pytest.fixture
def send(client):
    def post(user, url, data=None, **headers):
        client.force_login(user)
        return client.post(url, data or {}, **headers)

    return post
