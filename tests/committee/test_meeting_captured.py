"""The agenda's order, and what is concluded and decided while the meeting goes on."""

import unicodedata

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event
from committee.actions.agenda import (
    AlreadyCaptured,
    AlreadyDiscussed,
    AlreadyOnAgenda,
    ConclusionChanged,
    ConclusionMissing,
    DueBeforeMeeting,
    ItemGone,
    add_item,
    capture_decision,
    move_item,
    note_conclusion,
    remove_item,
)
from committee.actions.meeting import change_meeting
from committee.models import AgendaItem, Directive, ItemKind, ItemState
from tests.committee.meeting_samples import in_days, make_committee, make_obstacle, make_running, plan


@pytest.fixture
def place(db):
    return make_committee()


def titles(meeting):
    return list(meeting.items.values_list("title", flat=True))


def decide(place, item, by=None, **fields):
    given = {"title": "Khảo sát trụ sở", "lead": place.logistics, "due": in_days(30), **fields}
    return capture_decision(by=by or place.secretary, item=item, **given)


# ---------------------------------------------------------------- the agenda


def test_items_stand_in_the_order_in_which_they_came(place):
    meeting = plan(place)
    for title in ("Trụ sở", "Biên chế", "Kinh phí"):
        add_item(by=place.secretary, meeting=meeting, title=title)
    assert titles(meeting) == ["Trụ sở", "Biên chế", "Kinh phí"]


def test_same_title_is_added_once_however_it_is_typed(place):
    meeting = plan(place)
    add_item(by=place.secretary, meeting=meeting, title="Trụ sở")
    with pytest.raises(AlreadyOnAgenda):
        add_item(by=place.secretary, meeting=meeting, title=unicodedata.normalize("NFD", "TRỤ SỞ"))
    assert titles(meeting) == ["Trụ sở"]


def test_same_obstacle_is_added_once_under_any_title(place):
    meeting, obstacle = plan(place), make_obstacle(place)
    about = {"meeting": meeting, "kind": ItemKind.OBSTACLE, "obstacle": obstacle}
    add_item(by=place.secretary, title="Trụ sở", **about)
    with pytest.raises(AlreadyOnAgenda):
        add_item(by=place.secretary, title="Trụ sở hai phường", **about)
    assert titles(meeting) == ["Trụ sở"]


@pytest.mark.parametrize("position, order", [(1, "312"), (2, "132"), (3, "123"), (0, "312"), (99, "123")], ids=str)
def test_item_moves_to_a_place(place, position, order):
    meeting, items = make_running(place, count=3)
    move_item(by=place.secretary, item=items[2], position=position)
    assert titles(meeting) == [f"Nội dung {number}" for number in order]


def test_item_moved_twice_by_one_button_moves_once(place):
    meeting, items = make_running(place, count=3)
    for _time in range(2):
        move_item(by=place.secretary, item=items[2], position=2)
    assert titles(meeting) == ["Nội dung 1", "Nội dung 3", "Nội dung 2"]


def test_item_is_taken_off_once(place):
    meeting, items = make_running(place)
    for _time in range(2):
        remove_item(by=place.secretary, item=AgendaItem(pk=items[0].pk, meeting=meeting))
    assert titles(meeting) == ["Nội dung 2"]
    assert Event.objects.filter(verb="remove_item").count() == 1


def test_discussed_or_decided_item_stays(place):
    _meeting, (first, second) = make_running(place)
    note_conclusion(by=place.secretary, item=first, conclusion="Đồng ý")
    decide(place, second)
    for item in (first, second):
        with pytest.raises(AlreadyDiscussed):
            remove_item(by=place.secretary, item=item)


@pytest.mark.parametrize("who", ["member", "officer", "stranger"])
def test_only_the_secretary_keeps_the_agenda(place, who):
    meeting, items = make_running(place)
    user = getattr(place, who)
    for attempt in (
        lambda: add_item(by=user, meeting=meeting, title="Khác"),
        lambda: remove_item(by=user, item=items[0]),
        lambda: move_item(by=user, item=items[1], position=1),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert titles(meeting) == ["Nội dung 1", "Nội dung 2"]


# ---------------------------------------------------------------- conclusions


@pytest.mark.parametrize("who", ["secretary", "member"])
def test_conclusion_is_noted_by_secretary_or_member(place, who):
    meeting, (item, _other) = make_running(place)
    note_conclusion(by=getattr(place, who), item=item, conclusion="Đồng ý\r\nGiao PH10  ", seen="")
    item.refresh_from_db()
    assert (item.conclusion, item.state) == ("Đồng ý\nGiao PH10", ItemState.DISCUSSED)
    assert item.discussed_at is not None
    assert Event.objects.get(stream=meeting.stream, verb="note_conclusion").by == getattr(place, who)


@pytest.mark.parametrize("who", ["reviewer", "officer", "stranger"])
def test_conclusion_is_noted_by_nobody_else(place, who):
    _meeting, (item, _other) = make_running(place)
    with pytest.raises(PermissionDenied):
        note_conclusion(by=getattr(place, who), item=item, conclusion="Đồng ý")


def test_conclusion_waits_for_the_meeting_to_start(place):
    item = add_item(by=place.secretary, meeting=plan(place), title="Trụ sở")
    with pytest.raises(PermissionDenied):
        note_conclusion(by=place.secretary, item=item, conclusion="Đồng ý")


def test_second_laptop_is_shown_what_the_first_wrote(place):
    _meeting, (item, _other) = make_running(place)
    note_conclusion(by=place.secretary, item=item, conclusion="Giao PH10", seen="")
    with pytest.raises(ConclusionChanged) as refused:
        note_conclusion(by=place.member, item=item, conclusion="Giao PV05", seen="")
    assert "“Giao PH10”" in str(refused.value)
    item.refresh_from_db()
    assert item.conclusion == "Giao PH10"


def test_second_laptop_writes_once_it_has_seen(place):
    _meeting, (item, _other) = make_running(place)
    note_conclusion(by=place.secretary, item=item, conclusion="Dòng một\nDòng hai", seen="")
    note_conclusion(by=place.member, item=item, conclusion="Giao cả hai", seen="Dòng một\r\nDòng hai")
    item.refresh_from_db()
    assert item.conclusion == "Giao cả hai"


def test_same_conclusion_sent_twice_is_noted_once(place):
    _meeting, (item, _other) = make_running(place)
    for _time in range(2):
        note_conclusion(by=place.secretary, item=item, conclusion="Giao PH10", seen="")
    assert Event.objects.filter(verb="note_conclusion").count() == 1


def test_discussed_item_needs_a_conclusion_and_one_put_off_does_not(place):
    _meeting, (item, _other) = make_running(place)
    with pytest.raises(ConclusionMissing):
        note_conclusion(by=place.secretary, item=item, conclusion="  ")
    note_conclusion(by=place.secretary, item=item, conclusion="", state=ItemState.PUT_OFF)
    item.refresh_from_db()
    assert (item.state, item.conclusion) == (ItemState.PUT_OFF, "")


def test_item_taken_off_meanwhile_says_so(place):
    _meeting, (item, _other) = make_running(place)
    kept = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
    remove_item(by=place.secretary, item=item)
    with pytest.raises(ItemGone):
        note_conclusion(by=place.secretary, item=kept, conclusion="Đồng ý")


# ---------------------------------------------------------------- decisions


@pytest.mark.parametrize("who", ["secretary", "member"])
def test_decision_becomes_a_directive_of_the_meeting(place, who):
    meeting, (item, _other) = make_running(place, is_illustrative=True)
    directive = decide(place, item, by=getattr(place, who), expected_result="Báo cáo", coordinating=[place.movement])
    found = Directive.objects.get(parent__isnull=True)
    assert found == directive
    assert (found.issuer, found.lead, found.meeting, found.agenda_item) == (place.city, place.logistics, meeting, item)
    assert (found.issued_on, found.due, found.is_illustrative) == (in_days(0), in_days(30), True)
    assert list(found.coordinating.all()) == [place.movement]


def test_decision_on_an_obstacle_is_to_clear_it(place):
    meeting, obstacle = plan(place, on=in_days(0)), make_obstacle(place)
    item = add_item(by=place.secretary, meeting=meeting, title="Trụ sở", kind=ItemKind.OBSTACLE, obstacle=obstacle)
    meeting.state = "running"
    meeting.save(update_fields=["state"])
    assert list(decide(place, item).obstacles.all()) == [obstacle]


def test_decided_item_counts_as_discussed(place):
    _meeting, (item, _other) = make_running(place)
    decide(place, item)
    item.refresh_from_db()
    assert (item.state, item.conclusion) == (ItemState.DISCUSSED, "")


def test_decision_does_not_overtake_a_conclusion_that_is_being_typed(place):
    _meeting, (item, _other) = make_running(place)
    decide(place, item)
    note_conclusion(by=place.secretary, item=item, conclusion="Giao PH10 khảo sát", seen="")
    item.refresh_from_db()
    assert item.conclusion == "Giao PH10 khảo sát"


def test_decision_sent_twice_is_captured_once(place):
    _meeting, (item, _other) = make_running(place)
    decide(place, item)
    with pytest.raises(AlreadyCaptured):
        decide(place, item)
    decide(place, item, lead=place.movement)
    assert Directive.objects.filter(parent__isnull=True).count() == 2


def test_meeting_put_later_while_it_goes_on_decides_today(place):
    meeting, (item, _other) = make_running(place)
    change_meeting(by=place.secretary, meeting=meeting, on=in_days(3))
    assert decide(place, item).issued_on == in_days(0)


def test_decision_due_before_the_meeting_is_refused(place):
    _meeting, (item, _other) = make_running(place, on=in_days(-2))
    with pytest.raises(DueBeforeMeeting) as refused:
        decide(place, item, due=in_days(-3))
    assert f"{in_days(-2):%d/%m/%Y}" in str(refused.value)
    assert not Directive.objects.exists()


@pytest.mark.parametrize("who", ["reviewer", "officer", "stranger"])
def test_decision_is_captured_by_nobody_else(place, who):
    _meeting, (item, _other) = make_running(place)
    with pytest.raises(PermissionDenied):
        decide(place, item, by=getattr(place, who))
    assert not Directive.objects.exists()
