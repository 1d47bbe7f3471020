"""From the committee's pages to its documents, for those who write them."""

import pytest
from django.urls import reverse

from committee.actions.meeting import cancel_meeting, close_meeting
from tests.committee.meeting_samples import address, in_days, make_committee, make_overdue, make_running, plan, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_committee()


def links(page, meeting):
    start = reverse("reports:new")
    kinds = ("meeting_minutes", "conclusions_notice")
    return [f'href="{start}?kind={kind}&amp;meeting={meeting.pk}"' in page for kind in kinds]


def test_secretary_goes_from_a_meeting_to_its_minutes_and_its_notice(place, client):
    meeting, _items = make_running(place)
    assert links(read(client, place.secretary, address("meeting", meeting)), meeting) == [True, True]
    close_meeting(by=place.secretary, meeting=meeting, conclusion="Thống nhất")
    assert links(read(client, place.secretary, address("meeting", meeting)), meeting) == [True, True]


def test_address_from_a_meeting_begins_the_document_about_it(place, client):
    meeting, _items = make_running(place)
    page = read(client, place.secretary, f"{reverse('reports:new')}?kind=meeting_minutes&meeting={meeting.pk}")
    assert f'<option value="{meeting.pk}" selected' in page


@pytest.mark.parametrize("who", ["member", "reviewer"])
def test_others_are_not_sent_to_what_they_may_not_write(place, client, who):
    meeting, _items = make_running(place)
    user = getattr(place, who)
    assert links(read(client, user, address("meeting", meeting)), meeting) == [False, False]
    for name in ("directives", "directives_follow_up"):
        assert reverse("reports:new") not in read(client, user, address(name))


def test_meeting_that_was_not_held_has_nothing_to_write_up(place, client):
    planned, cancelled = plan(place), plan(place, title="Họp khác", on=in_days(6))
    cancel_meeting(by=place.secretary, meeting=cancelled, reason="Trùng lịch")
    for meeting in (planned, cancelled):
        assert links(read(client, place.secretary, address("meeting", meeting)), meeting) == [False, False]


@pytest.mark.parametrize("name", ["directives", "directives_follow_up"])
def test_secretary_goes_from_the_directives_to_their_report(place, client, name):
    make_overdue(place)
    page = read(client, place.secretary, address(name))
    assert f'href="{reverse("reports:new")}?kind=directives_follow_up"' in page
