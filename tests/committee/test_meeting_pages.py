"""The pages of meetings: the list, one meeting, its forms and its administration."""

import csv
import io

import pytest
from django.utils import timezone

from accounts.models import Role
from committee.actions.agenda import add_item, capture_decision
from committee.actions.meeting import close_meeting
from committee.models import Directive, DirectiveState, Meeting, MeetingState
from tests.committee.meeting_samples import (
    TITLE,
    address,
    in_days,
    make_committee,
    make_obstacle,
    make_overdue,
    make_running,
    plan,
    read,
    send,
    stored,
)
from tests.factories import make_person

REFUSED = [("stranger", 404), ("officer", 404), ("member", 403), ("reviewer", 403)]


@pytest.fixture
def place(db):
    return make_committee()


def posted(place, **changes):
    facts = {"title": TITLE, "kind": "session", "city": place.city.pk, "on": in_days(5).isoformat()}
    return {**facts, **changes}


def make_held(place, title=TITLE, days=-10, decisions=2, done=1):
    meeting, (item,) = make_running(place, count=1, title=title, on=in_days(days))
    for number in range(decisions):
        capture_decision(
            by=place.secretary, item=item, title=f"Chỉ đạo {number}", lead=place.logistics, due=in_days(20)
        )
    of_meeting = Directive.objects.filter(meeting=meeting).values("pk")[:done]
    Directive.objects.filter(pk__in=list(of_meeting.values_list("pk", flat=True))).update(
        state=DirectiveState.DONE, closed_on=in_days(0)
    )
    close_meeting(by=place.secretary, meeting=meeting, conclusion="Thống nhất")
    return stored(meeting)


# ---------------------------------------------------------------- the list


def test_list_says_what_is_ahead_and_what_became_of_decisions(place, client):
    plan(place)
    make_held(place, "Họp quý III", decisions=2, done=1)
    page = read(client, place.member, address("meetings"))
    assert f"1 cuộc họp sắp tới, gần nhất ngày {in_days(5):%d/%m/%Y}. 1 cuộc đã họp." in page
    assert "Đã giao 2 chỉ đạo, 1 đã hoàn thành." in page
    assert page.index(TITLE) < page.index("Họp quý III")
    assert '<td class="number">1/2</td>' in page


def test_list_offers_planning_to_the_secretary_only(place, client):
    offered = [
        address("plan_meeting") in read(client, who, address("meetings")) for who in (place.secretary, place.member)
    ]
    assert offered == [True, False]


@pytest.mark.parametrize("query, found", [("?q=so+ket", True), ("?q=tong+ket", False), ("?kind=session", False)])
def test_list_is_filtered_by_words_and_kind(place, client, query, found):
    plan(place, title="Hội nghị sơ kết", kind="interim_review")
    page = read(client, place.member, address("meetings") + query)
    assert (address("meeting", Meeting.objects.get()) in page, "Không có cuộc họp nào khớp" in page) == (
        found,
        not found,
    )


def test_list_of_another_city_shows_nothing(place, client):
    plan(place)
    assert TITLE not in read(client, place.stranger, address("meetings"))
    assert TITLE not in read(client, place.officer, address("meetings"))


def test_list_is_downloaded_as_it_is_filtered(place, client):
    plan(place)
    make_held(place, "Họp quý III")
    client.force_login(place.member)
    answer = client.get(address("meetings"), {"format": "csv", "q": "quy III"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[1:] == [[f"{in_days(-10):%d/%m/%Y}", "Họp quý III", "họp Ban Chỉ đạo", "đã họp", "1", "2", "1", ""]]
    assert client.get(address("meetings"), {"format": "xlsx"}).content[:2] == b"PK"


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number(place, client, django_assert_num_queries, count):
    for number in range(count):
        plan(place, title=f"Họp {number}")
        make_held(place, f"Đã họp {number}")
    client.force_login(place.member)
    with django_assert_num_queries(9):
        client.get(address("meetings"))


# ---------------------------------------------------------------- planning and changing


def test_secretary_plans_from_the_page(place, client):
    assert TITLE not in read(client, place.secretary, address("plan_meeting"))
    answer = send(client, place.secretary, address("plan_meeting"), posted(place))
    assert answer.url == address("meeting", Meeting.objects.get())


@pytest.mark.parametrize("changes", [{"title": " "}, {"on": "31/02/2027"}, {"kind": "party"}, {"on": "0021-11-12"}])
def test_wrong_meeting_comes_back_with_what_is_wrong(place, client, changes):
    answer = send(client, place.secretary, address("plan_meeting"), posted(place, **changes))
    assert (answer.status_code, "field-error" in answer.content.decode()) == (422, True)
    assert not Meeting.objects.exists()


def test_meeting_sent_twice_is_planned_once(place, client):
    answers = [send(client, place.secretary, address("plan_meeting"), posted(place)) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert "Đã có cuộc họp cùng tên" in answers[1].content.decode()


def test_secretary_plans_for_no_other_city(place, client):
    other = place.stranger.memberships.get().unit
    answer = send(client, place.secretary, address("plan_meeting"), posted(place, city=other.pk))
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)


@pytest.mark.parametrize("who", ["officer", "member", "reviewer"])
def test_planning_is_refused_to_others(place, client, who):
    read(client, getattr(place, who), address("plan_meeting"), status=403)
    assert send(client, getattr(place, who), address("plan_meeting"), posted(place)).status_code == 403


def test_secretary_changes_a_meeting(place, client):
    meeting = plan(place)
    assert f'value="{TITLE}"' in read(client, place.secretary, address("change_meeting", meeting))
    send(client, place.secretary, address("change_meeting", meeting), posted(place, title="Hội nghị sơ kết"))
    assert stored(meeting).title == "Hội nghị sơ kết"


def test_held_meeting_is_not_changed(place, client):
    meeting = make_held(place)
    read(client, place.secretary, address("change_meeting", meeting), status=403)


@pytest.mark.parametrize("who, status", REFUSED)
@pytest.mark.parametrize("name", ["change_meeting", "start_meeting", "close_meeting", "add_item"])
def test_changes_are_refused_to_others(place, client, name, who, status):
    meeting, _items = make_running(place)
    answer = send(client, getattr(place, who), address(name, meeting), posted(place))
    assert (answer.status_code, stored(meeting).title) == (status, TITLE)


@pytest.mark.parametrize("who, status", REFUSED)
@pytest.mark.parametrize("name", ["move_item", "remove_item"])
def test_agenda_is_kept_from_others(place, client, name, who, status):
    meeting, items = make_running(place)
    answer = send(client, getattr(place, who), address(name, meeting, items[1]), {"position": "1"})
    assert (answer.status_code, list(meeting.items.values_list("pk", flat=True))) == (
        status,
        [each.pk for each in items],
    )


@pytest.mark.parametrize("name", ["start_meeting", "close_meeting", "add_item", "take_proposals"])
def test_changes_are_posted(place, client, name):
    read(client, place.secretary, address(name, plan(place)), status=405)


# ---------------------------------------------------------------- one meeting


@pytest.mark.parametrize(
    "who, status", [("secretary", 200), ("member", 200), ("reviewer", 200), ("officer", 404), ("stranger", 404)]
)
def test_meeting_is_seen_by_its_city(place, client, who, status):
    read(client, getattr(place, who), address("meeting", plan(place)), status=status)


def test_meeting_shows_its_agenda_in_order_and_its_illustrative_badge(place, client):
    meeting, _items = make_running(place, is_illustrative=True)
    page = read(client, place.member, address("meeting", meeting))
    assert page.index("Nội dung 1") < page.index("Nội dung 2")
    assert ("2 nội dung: chưa bàn 2." in page, "minh họa</span>" in page) == (True, True)
    assert (address("change_meeting", meeting) in page, "Thêm nội dung khác" in page) == (False, False)


def test_held_meeting_shows_conclusion_decisions_and_no_form(place, client):
    page = read(client, place.secretary, address("meeting", make_held(place)))
    assert ("Thống nhất" in page, "Chỉ đạo 1" in page, "Đã giao 2 chỉ đạo, 1 đã hoàn thành." in page) == (True,) * 3
    assert 'action="/committee/' not in page


def test_secretary_takes_up_chosen_proposals(place, client):
    obstacle = make_obstacle(place)
    make_overdue(place)
    meeting = plan(place)
    assert "Trụ sở chưa đạt chuẩn" in read(client, place.secretary, address("meeting", meeting))
    chosen = f"obstacle-0-0-{obstacle.pk}-0"
    send(client, place.secretary, address("take_proposals", meeting), {"proposal": [chosen, "obstacle-0-0-999-0", "x"]})
    assert list(meeting.items.values_list("obstacle", flat=True)) == [obstacle.pk]


def test_secretary_takes_up_a_whole_kind(place, client):
    for title in ("Một", "Hai"):
        make_obstacle(place, title)
    make_overdue(place)
    meeting = plan(place)
    send(client, place.secretary, address("take_proposals", meeting), {"kind": "obstacle"})
    assert set(meeting.items.values_list("title", flat=True)) == {"Một", "Hai"}


def test_taking_up_nothing_says_so(place, client):
    meeting = plan(place)
    send(client, place.secretary, address("take_proposals", meeting), {})
    assert "Chưa chọn nội dung nào" in read(client, place.secretary, address("meeting", meeting))


@pytest.mark.parametrize("who, status", REFUSED)
def test_proposals_are_taken_up_by_nobody_else(place, client, who, status):
    make_obstacle(place)
    meeting = plan(place)
    assert (
        send(client, getattr(place, who), address("take_proposals", meeting), {"kind": "obstacle"}).status_code
        == status
    )
    assert not meeting.items.exists()


def test_proposals_show_to_the_secretary_only(place, client):
    make_obstacle(place)
    meeting = plan(place)
    assert "Trụ sở chưa đạt chuẩn" not in read(client, place.member, address("meeting", meeting))


def test_items_are_added_moved_and_removed_from_the_page(place, client):
    meeting = plan(place)
    for title in ("Một", "Hai"):
        send(client, place.secretary, address("add_item", meeting), {"title": title})
    first, second = meeting.items.all()
    send(client, place.secretary, address("move_item", meeting, second), {"position": "1"})
    assert list(meeting.items.values_list("title", flat=True)) == ["Hai", "Một"]
    send(client, place.secretary, address("remove_item", meeting, first))
    assert list(meeting.items.values_list("title", flat=True)) == ["Hai"]


@pytest.mark.parametrize("position", ["", "-1", "x", "1" * 30])
def test_place_that_is_none_moves_nothing(place, client, position):
    meeting, items = make_running(place)
    answer = send(client, place.secretary, address("move_item", meeting, items[1]), {"position": position})
    assert (answer.status_code, list(meeting.items.all())) == (302, items)


@pytest.mark.parametrize("title", ["", "Nội dung 1", "x" * 301])
def test_wrong_item_comes_back(place, client, title):
    meeting, _items = make_running(place)
    answer = send(client, place.secretary, address("add_item", meeting), {"title": title})
    assert (answer.status_code, meeting.items.count()) == (422, 2)


def test_item_of_another_meeting_is_not_found(place, client):
    _meeting, items = make_running(place)
    other = plan(place, title="Cuộc họp khác")
    assert send(client, place.secretary, address("remove_item", other, items[0])).status_code == 404


def test_meeting_starts_onto_the_stage_and_ends_on_its_page(place, client):
    meeting, _items = make_running(place)
    assert send(client, place.secretary, address("start_meeting", meeting)).url == address("stage", meeting)
    answer = send(client, place.secretary, address("close_meeting", meeting), {"conclusion": "Thống nhất"})
    assert (answer.url, stored(meeting).state) == (address("meeting", meeting), MeetingState.HELD)


def test_meeting_without_agenda_says_why_it_does_not_start(place, client):
    meeting = plan(place, on=in_days(0))
    assert send(client, place.secretary, address("start_meeting", meeting)).url == address("meeting", meeting)
    assert "Hãy đưa ít nhất một nội dung" in read(client, place.secretary, address("meeting", meeting))


def test_meeting_ahead_is_not_started_and_says_what_to_do(place, client):
    meeting = plan(place, on=in_days(2))
    add_item(by=place.secretary, meeting=meeting, title="Trụ sở")
    page = read(client, place.secretary, address("meeting", meeting))
    assert ("Đến ngày họp mới bắt đầu được." in page, address("start_meeting", meeting) in page) == (True, False)
    assert send(client, place.secretary, address("start_meeting", meeting)).url == address("meeting", meeting)
    assert f"Cuộc họp được lên lịch ngày {in_days(2):%d/%m/%Y}" in read(
        client, place.secretary, address("meeting", meeting)
    )


def test_meeting_closed_on_two_machines_is_closed_once(place, client):
    meeting, _items = make_running(place)
    send(client, place.secretary, address("close_meeting", meeting), {"conclusion": "Thống nhất"})
    answer = send(client, place.secretary, address("close_meeting", meeting), {"conclusion": "Khác"})
    assert (answer.status_code, "Cuộc họp đã kết thúc" in answer.content.decode()) == (422, True)
    assert stored(meeting).conclusion == "Thống nhất"


@pytest.mark.parametrize("count", [1, 3])
def test_meeting_costs_the_same_for_any_number(place, client, django_assert_num_queries, count):
    meeting, items = make_running(place, count=count)
    for number, item in enumerate(items):
        make_obstacle(place, f"Vướng {number}")
        capture_decision(by=place.secretary, item=item, title=f"Chỉ đạo {number}", lead=place.logistics, due=in_days(9))
    client.force_login(place.secretary)
    with django_assert_num_queries(16):
        client.get(address("meeting", meeting))


# ---------------------------------------------------------------- administration


def test_administrator_looks_at_meetings_and_changes_none(place, client):
    meeting = make_held(place)
    administrator = make_person(Role.ADMINISTRATOR, place.city, is_staff=True)
    page = read(client, administrator, f"/admin/committee/meeting/{meeting.pk}/change/")
    assert ("Nội dung 1" in page, 'name="_save"' in page) == (True, False)
    assert TITLE in read(client, administrator, "/admin/committee/meeting/")
    read(client, administrator, f"/admin/committee/meeting/{meeting.pk}/history/")
    read(client, administrator, "/admin/committee/meeting/add/", status=403)


def test_history_of_a_meeting_is_on_its_page(place, client):
    page = read(client, place.member, address("meeting", make_held(place)))
    assert ("Kết thúc cuộc họp" in page, "Lên lịch cuộc họp" in page, f"{timezone.localdate():%d/%m/%Y}" in page) == (
        True,
    ) * 3
