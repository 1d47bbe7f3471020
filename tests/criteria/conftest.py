import pytest

from accounts.models import Role
from criteria.actions import publish_criteria_set
from tests.factories import make_city, make_criteria_set, make_person


@pytest.fixture
def admin(client, db):
    """The test client, signed in as an administrator."""
    client.force_login(make_person(Role.ADMINISTRATOR, make_city()))
    return client


@pytest.fixture
def draft(db):
    return make_criteria_set(code="set-a", note="Ghi chú")


@pytest.fixture
def published(db):
    return publish_criteria_set(criteria_set=make_criteria_set(code="set-a"), by=None)
