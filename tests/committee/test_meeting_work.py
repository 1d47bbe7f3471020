"""What of the meetings waits for a person."""

import pytest
from django.urls import reverse

from committee.actions.agenda import add_item
from committee.actions.meeting import close_meeting
from committee.queries.meeting_work import meeting_work
from tests.committee.meeting_samples import in_days, make_committee, make_running, plan


@pytest.fixture
def place(db):
    return make_committee()


def titles(user):
    return [work.title for work in meeting_work(user)]


@pytest.mark.parametrize("days, is_asked", [(14, True), (15, False), (0, True), (-1, True)])
def test_secretary_makes_an_agenda_within_two_weeks(place, days, is_asked):
    plan(place, title="Họp", on=in_days(days))
    assert titles(place.secretary) == (["Lập chương trình họp: Họp"] if is_asked else [])


def test_work_leads_to_the_meeting_by_its_day(place):
    meeting = plan(place, is_illustrative=True)
    (work,) = meeting_work(place.secretary)
    assert (work.url, work.due) == (reverse("committee:meeting", args=[meeting.pk]), in_days(5))
    assert (work.facts, work.is_illustrative) == (("Họp Ban Chỉ đạo", "Phòng họp số 2"), True)


@pytest.mark.parametrize(
    "days, expected", [(5, []), (0, []), (-1, ["Đã qua ngày họp, hãy bắt đầu họp, đổi ngày hoặc hủy: Họp"])]
)
def test_secretary_is_reminded_of_a_meeting_that_never_started(place, days, expected):
    meeting = plan(place, title="Họp", on=in_days(days))
    add_item(by=place.secretary, meeting=meeting, title="Trụ sở")
    assert titles(place.secretary) == expected


def test_secretary_closes_what_goes_on(place):
    meeting, _items = make_running(place, title="Họp")
    assert titles(place.secretary) == ["Ghi kết luận và kết thúc cuộc họp: Họp"]
    close_meeting(by=place.secretary, meeting=meeting, conclusion="")
    assert titles(place.secretary) == []


@pytest.mark.parametrize("days, is_asked", [(100, True), (0, True), (-1, False)])
def test_member_attends_what_is_ahead(place, days, is_asked):
    plan(place, title="Họp", on=in_days(days))
    assert titles(place.member) == (["Dự họp: Họp"] if is_asked else [])


@pytest.mark.parametrize("who", ["officer", "reviewer", "stranger"])
def test_meeting_is_no_work_of_others(place, who):
    plan(place)
    assert titles(getattr(place, who)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_work_costs_the_same_for_any_number(place, django_assert_num_queries, count):
    for number in range(count):
        plan(place, title=f"Họp {number}")
    secretary = type(place.secretary).objects.get(pk=place.secretary.pk)
    with django_assert_num_queries(2):
        assert len(meeting_work(secretary)) == count
