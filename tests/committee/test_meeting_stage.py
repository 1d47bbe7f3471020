"""The meeting on the wall: slides with their facts as they stand now, and what is captured from them."""

import re

import pytest

from accounts.models import Role
from assessments.models import State
from committee.actions.agenda import add_item, note_conclusion, take_up
from committee.actions.meeting import close_meeting, start_meeting
from committee.models import Directive, ItemKind, ItemState, Obstacle
from committee.queries.agenda import proposals
from tests.committee.meeting_samples import (
    address,
    dispute,
    in_days,
    knock_out_set,
    make_committee,
    make_obstacle,
    make_overdue,
    make_results,
    make_running,
    plan,
    read,
    send,
)
from tests.factories import advance, make_open_round, make_person


@pytest.fixture
def place(db):
    return make_committee()


def slide(client, user, meeting, number=None):
    return read(client, user, address("stage", meeting) + (f"?item={number}" if number is not None else ""))


def heading(page):
    return re.search(r"<h1[^>]*>(.*?)</h1>", page)[1]


def facts(page):
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))


def run_with_proposals(place, **fields):
    meeting = plan(place, **{"on": in_days(0), **fields})
    items = take_up(by=place.secretary, meeting=meeting, proposals=proposals(place.secretary, meeting))
    start_meeting(by=place.secretary, meeting=meeting)
    return meeting, items


# ---------------------------------------------------------------- slides


def test_stage_opens_on_the_first_item_that_waits(place, client):
    meeting, (first, _second) = make_running(place)
    assert heading(slide(client, place.member, meeting)) == "Nội dung 1"
    note_conclusion(by=place.secretary, item=first, conclusion="Đồng ý")
    assert heading(slide(client, place.member, meeting)) == "Nội dung 2"


@pytest.mark.parametrize(
    "number, shown", [("1", "Nội dung 1"), ("0", "Nội dung 1"), ("x", "Nội dung 1"), ("3", "Chưa giao chỉ đạo nào")]
)
def test_slide_that_is_none_is_the_nearest(place, client, number, shown):
    meeting, _items = make_running(place)
    assert heading(slide(client, place.member, meeting, number)) == shown
    assert heading(slide(client, place.member, meeting, "999")) == "Chưa giao chỉ đạo nào"


def test_slides_lead_to_their_neighbours_without_scripts(place, client):
    meeting, _items = make_running(place)
    steps = [
        re.findall(r'href="\?item=(\d)" data-stage-(?:previous|next)', slide(client, place.member, meeting, n))
        for n in (1, 2, 3)
    ]
    assert steps == [["2"], ["1", "3"], ["2"]]


@pytest.mark.parametrize("who, status", [("officer", 404), ("stranger", 404), ("reviewer", 200), ("member", 200)])
def test_stage_is_seen_by_the_city(place, client, who, status):
    meeting, _items = make_running(place)
    read(client, getattr(place, who), address("stage", meeting), status=status)


def test_forms_are_there_for_those_who_capture_while_it_goes_on(place, client):
    meeting, _items = make_running(place)
    panels = {
        who: slide(client, getattr(place, who), meeting).count("data-stage-panel")
        for who in ("secretary", "member", "reviewer")
    }
    assert panels == {"secretary": 2, "member": 2, "reviewer": 0}
    close_meeting(by=place.secretary, meeting=meeting, conclusion="")
    assert slide(client, place.secretary, meeting).count("data-stage-panel") == 0


def test_knock_out_shows_three_facts_and_how_the_unit_stands(place, client):
    shown = make_results(place, [place.ward], except_for=["I.1"])
    meeting, _items = run_with_proposals(place, round=shown)
    page = slide(client, place.member, meeting, 1)
    assert facts(page)["Tiêu chí này"] == "Chưa đạt; kỳ trước chưa đánh giá"
    assert (len(facts(page)), page.count("<svg"), "Tiêu chí đạt trong kỳ này" in page) == (
        3,
        page.count("icons.svg") + 1,
        True,
    )


def test_unit_of_several_rounds_shows_its_way(place, client):
    criteria_set = knock_out_set()
    for year, unmet in (("2021", ["I.1", "I.2"]), ("2022", ["I.2"])):
        shown = make_open_round([place.ward], criteria_set, ends_on=f"{year}-12-31")
        advance(shown.assessments.get(), State.APPRAISED, except_for=unmet)
    meeting, _items = run_with_proposals(place, round=shown)
    page = slide(client, place.member, meeting, 1)
    assert ("Kỳ đầu 1/3, kỳ gần nhất 2/3, qua 2 kỳ." in page, facts(page)["Còn thiếu"]) == (True, "I.2. Tiêu chí I.2")


def test_dispute_shows_both_answers(place, client):
    shown = make_open_round([place.ward], knock_out_set())
    second = make_person(Role.SECRETARY, place.city, post="Thư ký thứ hai")
    dispute(shown.assessments.get(), place.secretary, second)
    meeting, _items = run_with_proposals(place, round=shown)
    page = slide(client, place.member, meeting, 1)
    assert facts(page)["Thẩm định thứ hai"] == "Chưa đạt (Thư ký thứ hai)"
    assert "Người thứ nhất: Đạt; người thứ hai: Chưa đạt." in page


def test_overdue_directive_shows_its_days(place, client):
    make_overdue(place, days=30)
    meeting, _items = run_with_proposals(place)
    page = slide(client, place.member, meeting, 1)
    assert ("Được giao trong 60 ngày, quá hạn 30 ngày." in page, facts(page)["Chủ trì"]) == (True, "Phòng PH10")


def test_obstacle_shows_whom_it_waited_for(place, client):
    obstacle = make_obstacle(place, days=100)
    make_overdue(place, issued_on=in_days(-40), due=in_days(60)).obstacles.set([obstacle])
    meeting, _items = run_with_proposals(place)
    page = slide(client, place.member, meeting, 1)
    assert ("chưa kiến nghị: 60 ngày; đã có chỉ đạo: 40 ngày" in page, facts(page)["Đã làm"]) == (
        True,
        "0 kiến nghị, 1 chỉ đạo",
    )


def test_facts_are_read_when_they_are_shown(place, client):
    obstacle = make_obstacle(place)
    meeting, _items = run_with_proposals(place)
    Obstacle.objects.filter(pk=obstacle.pk).update(since=in_days(-7))
    assert facts(slide(client, place.member, meeting, 1))["Vướng từ"] == f"{in_days(-7):%d/%m/%Y}, đã 7 ngày"


def test_earlier_conclusions_on_the_same_thing_are_shown(place, client):
    obstacle = make_obstacle(place)
    earlier, (item,) = run_with_proposals(place, title="Họp quý III", on=in_days(-90))
    note_conclusion(by=place.secretary, item=item, conclusion="Khảo sát trước")
    close_meeting(by=place.secretary, meeting=earlier, conclusion="")
    meeting = plan(place, on=in_days(0))
    add_item(by=place.secretary, meeting=meeting, title="Trụ sở", kind=ItemKind.OBSTACLE, obstacle=obstacle)
    page = slide(client, place.member, meeting, 1)
    assert (f"Kết luận ngày {in_days(-90):%d/%m/%Y}" in page, "Khảo sát trước" in page) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_slide_costs_the_same_for_any_number(place, client, django_assert_num_queries, count):
    for number in range(count):
        make_obstacle(place, f"Vướng {number}", units=[place.ward])
    meeting, _items = run_with_proposals(place)
    client.force_login(place.secretary)
    with django_assert_num_queries(15):
        client.get(address("stage", meeting))


# ---------------------------------------------------------------- conclusions


def test_conclusion_is_noted_from_the_slide(place, client):
    meeting, (_first, item) = make_running(place)
    answer = send(
        client,
        place.member,
        address("note_conclusion", meeting, item),
        {"conclusion": "Đồng ý", "state": "discussed", "seen": ""},
    )
    item.refresh_from_db()
    assert (answer.url, item.conclusion) == (f"{address('stage', meeting)}?item=2", "Đồng ý")
    assert "Đồng ý" in slide(client, place.reviewer, meeting, 2)


def test_conclusion_of_two_laptops_is_shown_and_asked_again(place, client):
    meeting, (item, _other) = make_running(place)
    url = address("note_conclusion", meeting, item)
    send(client, place.secretary, url, {"conclusion": "Giao PH10", "state": "discussed", "seen": ""})
    answer = send(client, place.member, url, {"conclusion": "Giao PV05", "state": "discussed", "seen": ""})
    page = answer.content.decode()
    assert (answer.status_code, "vừa ghi: “Giao PH10”" in page, "Giao PV05</textarea>" in page) == (422, True, True)
    seen = re.search(r'name="seen" value="(.*?)"', page)[1]
    send(client, place.member, url, {"conclusion": "Giao cả hai", "state": "discussed", "seen": seen})
    item.refresh_from_db()
    assert item.conclusion == "Giao cả hai"


@pytest.mark.parametrize(
    "data, said",
    [
        ({"conclusion": "", "state": "discussed"}, "Chưa ghi kết luận."),
        ({"conclusion": "x" * 20_000, "state": "discussed"}, "field-error"),
        ({"conclusion": "Đồng ý", "state": "waiting"}, "field-error"),
    ],
)
def test_wrong_conclusion_comes_back_with_its_panel_open(place, client, data, said):
    meeting, (item, _other) = make_running(place)
    answer = send(client, place.secretary, address("note_conclusion", meeting, item), {"seen": "", **data})
    page = answer.content.decode()
    assert (answer.status_code, said in page, 'data-stage-panel="n" open' in page) == (422, True, True)
    item.refresh_from_db()
    assert item.state == ItemState.WAITING


def test_conclusion_typed_as_the_meeting_was_closed_stays_in_sight(place, client):
    meeting, (item, _other) = make_running(place)
    close_meeting(by=place.secretary, meeting=meeting, conclusion="")
    answer = send(
        client,
        place.member,
        address("note_conclusion", meeting, item),
        {"conclusion": "Muộn", "state": "discussed", "seen": ""},
    )
    page = answer.content.decode()
    assert (answer.status_code, "Cuộc họp đã kết thúc" in page, "Muộn</textarea>" in page) == (422, True, True)


# ---------------------------------------------------------------- decisions


def decision(place, **changes):
    return {"title": "Khảo sát trụ sở", "lead": place.logistics.pk, "due": in_days(30).isoformat(), **changes}


def test_decision_is_captured_and_stands_on_the_last_slide(place, client):
    meeting, (item, _other) = make_running(place)
    data = decision(place, coordinating=[place.movement.pk], expected_result="Báo cáo")
    answer = send(client, place.member, address("capture_decision", meeting, item), data)
    assert answer.url == f"{address('stage', meeting)}?item=1"
    assert "Khảo sát trụ sở" in slide(client, place.member, meeting, 1)
    last = slide(client, place.member, meeting, 3)
    assert ("1 chỉ đạo đã giao" in last, "Phòng PH10" in last, f"{in_days(30):%d/%m/%Y}" in last) == (True,) * 3
    assert "Còn 1 nội dung chưa bàn" in last


def test_decision_proposes_the_unit_that_it_is_about(place, client):
    make_obstacle(place)
    meeting, _items = run_with_proposals(place)
    page = slide(client, place.member, meeting, 1)
    assert f'<option value="{place.ward.pk}" selected>Công an phường Hải Châu I</option>' in page


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"title": ""}, "field-error"),
        ({"due": "hôm nay"}, "field-error"),
        ({"lead": "999999"}, "field-error"),
        ({"due": "2021-01-01"}, "Thời hạn không thể trước ngày chỉ đạo"),
    ],
)
def test_wrong_decision_comes_back_with_its_panel_open(place, client, changes, said):
    meeting, (item, _other) = make_running(place)
    answer = send(client, place.secretary, address("capture_decision", meeting, item), decision(place, **changes))
    page = answer.content.decode()
    assert (answer.status_code, said in page, 'data-stage-panel="d" open' in page) == (422, True, True)
    assert not Directive.objects.exists()


def test_decision_sent_twice_is_captured_once(place, client):
    meeting, (item, _other) = make_running(place)
    url = address("capture_decision", meeting, item)
    statuses = [send(client, place.secretary, url, decision(place)).status_code for _time in range(2)]
    assert (statuses, Directive.objects.filter(parent__isnull=True).count()) == ([302, 422], 1)


def test_unit_of_another_city_is_ordered_nothing(place, client):
    meeting, (item, _other) = make_running(place)
    other = place.stranger.memberships.get().unit
    answer = send(client, place.secretary, address("capture_decision", meeting, item), decision(place, lead=other.pk))
    assert (answer.status_code, Directive.objects.count()) == (422, 0)


@pytest.mark.parametrize("who, status", [("stranger", 404), ("officer", 404), ("reviewer", 403)])
@pytest.mark.parametrize("name", ["note_conclusion", "capture_decision"])
def test_capturing_is_refused_to_others(place, client, name, who, status):
    meeting, (item, _other) = make_running(place)
    data = {**decision(place), "conclusion": "Đồng ý", "state": "discussed", "seen": ""}
    assert send(client, getattr(place, who), address(name, meeting, item), data).status_code == status
    item.refresh_from_db()
    assert (item.conclusion, Directive.objects.count()) == ("", 0)


@pytest.mark.parametrize("who", ["secretary", "member"])
def test_last_slide_lets_the_secretary_close(place, client, who):
    meeting, _items = make_running(place)
    assert (address("close_meeting", meeting) in slide(client, getattr(place, who), meeting, 3)) == (who == "secretary")
