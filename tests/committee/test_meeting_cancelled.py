"""A planned meeting is cancelled with a reason, its people are told, and it stands apart."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event
from accounts.refusals import ReasonMissing
from assessments.models import Notice
from committee.actions.agenda import add_item
from committee.actions.meeting import (
    AlreadyCancelled,
    AlreadyHeld,
    AlreadyStarted,
    cancel_meeting,
    change_meeting,
    close_meeting,
    start_meeting,
)
from committee.display.notices import words_of
from committee.models import MeetingState
from committee.queries.meeting_work import meeting_work
from tests.committee.meeting_samples import (
    TITLE,
    address,
    in_days,
    make_committee,
    make_running,
    plan,
    read,
    send,
    stored,
)

REASON = "Trùng hội nghị của Bộ"


@pytest.fixture
def place(db):
    return make_committee()


def test_cancelled_meeting_keeps_its_reason_and_is_told(place):
    meeting = plan(place)
    cancel_meeting(by=place.secretary, meeting=meeting, reason=REASON)
    found = stored(meeting)
    assert (found.state, found.cancelled_because) == (MeetingState.CANCELLED, REASON)
    assert Event.objects.filter(stream=meeting.stream, verb="cancel_meeting").get().data == {"reason": REASON}
    words = words_of(Notice.objects.filter(user=place.member).order_by("pk").last())
    assert (words.title, words.facts) == (
        f"Đã hủy cuộc họp Ban Chỉ đạo ngày {in_days(5):%d/%m/%Y}: {TITLE}",
        (REASON,),
    )


def test_cancelled_meeting_is_changed_started_and_cancelled_no_more(place):
    meeting = plan(place)
    add_item(by=place.secretary, meeting=meeting, title="Nội dung")
    cancel_meeting(by=place.secretary, meeting=meeting, reason=REASON)
    for attempt in (
        lambda: cancel_meeting(by=place.secretary, meeting=meeting, reason="Khác"),
        lambda: start_meeting(by=place.secretary, meeting=meeting),
        lambda: change_meeting(by=place.secretary, meeting=meeting, title="Khác"),
        lambda: close_meeting(by=place.secretary, meeting=meeting, conclusion=""),
    ):
        with pytest.raises(AlreadyCancelled):
            attempt()
    assert stored(meeting).cancelled_because == REASON


def test_meeting_that_goes_on_or_was_held_is_not_cancelled(place):
    meeting, _items = make_running(place)
    with pytest.raises(AlreadyStarted):
        cancel_meeting(by=place.secretary, meeting=meeting, reason=REASON)
    close_meeting(by=place.secretary, meeting=meeting, conclusion="")
    with pytest.raises(AlreadyHeld):
        cancel_meeting(by=place.secretary, meeting=meeting, reason=REASON)
    assert stored(meeting).state == MeetingState.HELD


@pytest.mark.parametrize("who", ["member", "reviewer", "officer", "stranger"])
def test_only_the_secretary_cancels(place, who):
    meeting = plan(place)
    with pytest.raises(PermissionDenied):
        cancel_meeting(by=getattr(place, who), meeting=meeting, reason=REASON)
    assert stored(meeting).state == MeetingState.PLANNED


def test_cancelling_asks_for_a_reason(place):
    meeting = plan(place)
    with pytest.raises(ReasonMissing):
        cancel_meeting(by=place.secretary, meeting=meeting, reason="  ")


def test_another_of_the_same_name_and_day_may_be_planned_then(place):
    cancel_meeting(by=place.secretary, meeting=plan(place), reason=REASON)
    assert plan(place).state == MeetingState.PLANNED


def test_cancelled_meeting_waits_for_nobody(place):
    meeting = plan(place)
    before = [len(meeting_work(user)) for user in (place.secretary, place.member)]
    cancel_meeting(by=place.secretary, meeting=meeting, reason=REASON)
    assert (before, [len(meeting_work(user)) for user in (place.secretary, place.member)]) == ([1, 1], [0, 0])


# ---------------------------------------------------------------- its pages


def test_secretary_cancels_on_the_page_and_the_list_shows_it_apart(place, client):
    meeting = plan(place)
    answer = send(client, place.secretary, address("cancel_meeting", meeting), {"reason": REASON})
    assert answer.url == address("meeting", meeting)
    page, listed = (read(client, place.member, each) for each in (address("meeting", meeting), address("meetings")))
    assert f"Cuộc họp đã hủy: {REASON}" in page
    assert "Chưa có cuộc họp nào sắp tới." in listed
    assert listed.index("1 cuộc họp đã hủy") < listed.index(TITLE)


def test_page_offers_cancelling_only_to_the_secretary_of_a_planned_meeting(place, client):
    planned, (running, _items) = plan(place), make_running(place, title="Đang họp")
    offered = [
        address("cancel_meeting", meeting) in read(client, user, address("meeting", meeting))
        for meeting, user in ((planned, place.secretary), (planned, place.member), (running, place.secretary))
    ]
    assert offered == [True, False, False]


def test_missing_reason_comes_back_and_a_second_press_is_told(place, client):
    meeting = plan(place)
    assert send(client, place.secretary, address("cancel_meeting", meeting), {"reason": ""}).status_code == 422
    send(client, place.secretary, address("cancel_meeting", meeting), {"reason": REASON})
    again = send(client, place.secretary, address("cancel_meeting", meeting), {"reason": "Khác"})
    assert (again.status_code, "Cuộc họp đã hủy nên" in again.content.decode()) == (422, True)
    assert stored(meeting).cancelled_because == REASON


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("member", 403)])
def test_others_cannot_cancel(place, client, who, status):
    meeting = plan(place)
    answer = send(client, getattr(place, who), address("cancel_meeting", meeting), {"reason": REASON})
    assert (answer.status_code, stored(meeting).state) == (status, MeetingState.PLANNED)
