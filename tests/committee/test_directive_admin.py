"""Administrators look at directives and change nothing that the workflow writes."""

import pytest

from accounts.models import Role
from committee.actions.directive_progress import report_progress
from tests.committee.directive_samples import issued, make_place, stored
from tests.factories import make_person

LIST = "/admin/committee/directive/"


@pytest.fixture
def place(db):
    place = make_place()
    place.administrator = make_person(Role.ADMINISTRATOR, place.city, is_staff=True, is_superuser=True)
    return place


def test_directive_is_shown_with_its_notes_and_history(place, client):
    directive = issued(place)
    report_progress(by=place.officer, directive=directive, percent=40, text="Đã khảo sát")
    client.force_login(place.administrator)
    assert "Cải tạo trụ sở" in client.get(LIST).content.decode()
    assert "Đã khảo sát" in client.get(f"{LIST}{directive.pk}/change/").content.decode()
    assert client.get(f"{LIST}{directive.pk}/history/").status_code == 200


def test_directive_is_not_written_from_the_admin_site(place, client):
    directive = issued(place)
    client.force_login(place.administrator)
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{directive.pk}/change/", {"title": "Khác"}).status_code == 403
    assert client.post(f"{LIST}{directive.pk}/delete/", {"post": "yes"}).status_code == 403
    assert stored(directive).title == "Cải tạo trụ sở"


def test_others_have_no_admin_site(place, client):
    client.force_login(place.secretary)
    assert client.get(LIST).status_code == 404
