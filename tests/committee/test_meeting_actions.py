"""Planning, changing, starting and closing a meeting."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event
from assessments.models import Notice, NoticeKind
from committee.actions.agenda import add_item, capture_decision, move_item, note_conclusion, remove_item, take_up
from committee.actions.meeting import (
    AlreadyHeld,
    AlreadyPlanned,
    BeforeItsDay,
    NothingToDiscuss,
    NotStarted,
    RoundOfOtherProgramme,
    change_meeting,
    close_meeting,
    plan_meeting,
    start_meeting,
)
from committee.models import AgendaItem, Directive, ItemState, Meeting, MeetingState
from tests.committee.meeting_samples import TITLE, in_days, make_committee, make_running, plan, stored
from tests.factories import make_programme, make_round


@pytest.fixture
def place(db):
    return make_committee()


def test_planned_meeting_is_stored_and_recorded(place):
    meeting = plan(place)
    found = Meeting.objects.get()
    assert (found.title, found.city, found.on, found.state) == (TITLE, place.city, in_days(5), MeetingState.PLANNED)
    assert Event.objects.get(stream=meeting.stream).verb == "plan_meeting"


def test_members_are_told_of_a_meeting_and_again_of_a_new_day(place):
    meeting = plan(place)
    told = Notice.objects.filter(kind=NoticeKind.MEETING)
    assert [(notice.user, notice.data["due"]) for notice in told] == [(place.member, in_days(5).isoformat())]
    change_meeting(by=place.secretary, meeting=meeting, on=in_days(9))
    change_meeting(by=place.secretary, meeting=meeting, place="Hội trường lớn")
    assert told.all().count() == 2


@pytest.mark.parametrize("who", ["member", "reviewer", "officer", "stranger"])
def test_only_the_secretary_of_the_city_plans(place, who):
    with pytest.raises(PermissionDenied):
        plan_meeting(by=getattr(place, who), title=TITLE, city=place.city, on=in_days(5))
    assert not Meeting.objects.exists()


def test_meeting_planned_twice_is_there_once(place):
    plan(place)
    with pytest.raises(AlreadyPlanned) as refused:
        plan(place)
    assert f"{in_days(5):%d/%m/%Y}" in str(refused.value)
    assert Meeting.objects.count() == 1


def test_round_brings_its_programme_along(place):
    about = make_round()
    assert plan(place, round=about).programme == about.programme


def test_round_of_another_programme_is_refused(place):
    with pytest.raises(RoundOfOtherProgramme):
        plan(place, round=make_round(), programme=make_programme())


def test_changed_meeting_keeps_what_was_not_given(place):
    meeting = plan(place)
    change_meeting(by=place.secretary, meeting=meeting, title="Hội nghị sơ kết", chair="Trưởng ban")
    found = stored(meeting)
    assert (found.title, found.chair, found.place) == ("Hội nghị sơ kết", "Trưởng ban", "Phòng họp số 2")
    assert list(Meeting.objects.matching("so ket")) == [found]
    assert Event.objects.get(stream=meeting.stream, verb="change_meeting").data == {"changed": ["title", "chair"]}


def test_change_that_changes_nothing_leaves_no_trace(place):
    meeting = plan(place)
    change_meeting(by=place.secretary, meeting=meeting, title=TITLE)
    assert not Event.objects.filter(verb="change_meeting").exists()


def test_meeting_starts_with_an_agenda_only(place):
    meeting = plan(place, on=in_days(0))
    with pytest.raises(NothingToDiscuss):
        start_meeting(by=place.secretary, meeting=meeting)
    add_item(by=place.secretary, meeting=meeting, title="Trụ sở")
    start_meeting(by=place.secretary, meeting=meeting)
    assert stored(meeting).state == MeetingState.RUNNING


def test_meeting_does_not_start_before_its_day(place):
    meeting = plan(place, on=in_days(1))
    add_item(by=place.secretary, meeting=meeting, title="Trụ sở")
    with pytest.raises(BeforeItsDay) as refused:
        start_meeting(by=place.secretary, meeting=meeting)
    assert f"{in_days(1):%d/%m/%Y}" in str(refused.value)
    assert stored(meeting).state == MeetingState.PLANNED
    change_meeting(by=place.secretary, meeting=meeting, on=in_days(0))
    assert start_meeting(by=place.secretary, meeting=meeting).state == MeetingState.RUNNING


def test_meeting_whose_day_has_passed_still_starts(place):
    meeting, _items = make_running(place, on=in_days(-3))
    assert meeting.state == MeetingState.RUNNING


def test_meeting_started_twice_started_once(place):
    meeting, _items = make_running(place)
    start_meeting(by=place.secretary, meeting=meeting)
    assert Event.objects.filter(stream=meeting.stream, verb="start_meeting").count() == 1


def test_meeting_that_never_started_is_not_closed(place):
    meeting = plan(place)
    with pytest.raises(NotStarted):
        close_meeting(by=place.secretary, meeting=meeting, conclusion="")


def test_closing_puts_off_what_still_waits(place):
    meeting, (first, second) = make_running(place)
    note_conclusion(by=place.secretary, item=first, conclusion="Đồng ý")
    close_meeting(by=place.secretary, meeting=meeting, conclusion="Thống nhất các nội dung")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.discussed_at) == (ItemState.DISCUSSED, ItemState.PUT_OFF, None)
    assert (stored(meeting).state, stored(meeting).conclusion) == (MeetingState.HELD, "Thống nhất các nội dung")


@pytest.mark.parametrize("who", ["member", "reviewer", "officer", "stranger"])
def test_only_the_secretary_starts_changes_and_closes(place, who):
    meeting, _items = make_running(place)
    user = getattr(place, who)
    for attempt in (
        lambda: start_meeting(by=user, meeting=meeting),
        lambda: change_meeting(by=user, meeting=meeting, title="Khác"),
        lambda: close_meeting(by=user, meeting=meeting, conclusion=""),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert stored(meeting).state == MeetingState.RUNNING


def everything_on(place, meeting, item):
    """Each way of changing a meeting."""
    by = place.secretary
    return {
        "change": lambda: change_meeting(by=by, meeting=meeting, title="Khác"),
        "start": lambda: start_meeting(by=by, meeting=meeting),
        "close": lambda: close_meeting(by=by, meeting=meeting, conclusion="Khác"),
        "add": lambda: add_item(by=by, meeting=meeting, title="Khác"),
        "take up": lambda: take_up(by=by, meeting=meeting, proposals=[]),
        "remove": lambda: remove_item(by=by, item=item),
        "move": lambda: move_item(by=by, item=item, position=1),
        "note": lambda: note_conclusion(by=by, item=item, conclusion="Khác"),
        "decide": lambda: capture_decision(by=by, item=item, title="Khác", lead=place.logistics, due=in_days(9)),
    }


def snapshot():
    rows = (Meeting.objects, AgendaItem.objects, Directive.objects, Event.objects)
    return [list(each.order_by("pk").values()) for each in rows]


def test_nothing_changes_after_the_meeting_was_held(place):
    meeting, (_first, second) = make_running(place)
    close_meeting(by=place.secretary, meeting=meeting, conclusion="Thống nhất")
    before = snapshot()
    for name, attempt in everything_on(place, meeting, second).items():
        with pytest.raises(AlreadyHeld) as refused:
            attempt()
        assert "đã kết thúc" in str(refused.value), name
    assert snapshot() == before


def test_held_meeting_says_nothing_to_outsiders(place):
    meeting, _items = make_running(place)
    close_meeting(by=place.secretary, meeting=meeting, conclusion="")
    with pytest.raises(PermissionDenied):
        change_meeting(by=place.stranger, meeting=meeting, title="Khác")
