"""The minutes of a meeting: when, who, what was before it on the day, what was concluded and ordered."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Event
from assessments.models import State
from committee.actions.agenda import add_item, capture_decision, note_conclusion
from committee.actions.meeting import close_meeting, start_meeting
from committee.actions.obstacle import clear_obstacle, open_obstacle
from committee.models import ItemKind, ItemState
from reports.content.document import Signature
from tests.factories import advance, make_criteria_set, make_open_round, met_criterion
from tests.reports.business_samples import (
    composed,
    gaps_of,
    headings_of,
    held,
    in_days,
    issued,
    loose_references,
    make_committee,
    outline_of,
    planned,
    said,
    stored,
    taken_up,
)

pytestmark = pytest.mark.django_db
KIND = "meeting_minutes"


def at(meeting, verb, hour, minute, day=None):
    """The event as it was recorded at that hour of the meeting's day, or of another."""
    local = dt.datetime.combine(day or meeting.on, dt.time(hour, minute), timezone.get_current_timezone())
    Event.objects.filter(stream=meeting.stream, verb=verb).update(at=local)


def obstacle_of(place, title="Trụ sở chật", days=100):
    return open_obstacle(by=place.secretary, title=title, units=[place.wards[0]], since=in_days(-days))


def test_minutes_take_the_times_and_the_secretary_from_the_record():
    place = make_committee()
    meeting = held(place)
    at(meeting, "start_meeting", 14, 5)
    at(meeting, "close_meeting", 16, 30)

    found = outline_of(KIND, place, meeting=meeting)

    assert said(found, "thoi-gian").startswith("Thời gian bắt đầu: 14 giờ 05 phút, ngày ")
    assert said(found, "ket-thuc").startswith("Cuộc họp Ban Chỉ đạo quý IV kết thúc vào hồi 16 giờ 30 phút, ngày ")
    assert said(found, "thu-ky") == "Thư ký (người ghi biên bản): Thư ký Tổ giúp việc."
    assert said(found, "chu-tri") == "Chủ trì: Trưởng Ban Chỉ đạo."
    assert found.subject == "cuộc họp Ban Chỉ đạo quý IV"


def test_minutes_of_a_meeting_entered_on_another_day_ask_for_its_hours():
    place = make_committee()
    meeting = held(place, on=in_days(-3))

    made = composed(KIND, place, meeting=meeting).document

    assert gaps_of(made)[0] == "[chưa có số liệu: giờ khai mạc]"
    assert gaps_of(made)[-1] == "[chưa có số liệu: giờ bế mạc]"


def test_minutes_are_signed_by_the_secretary_left_and_the_chair_right():
    place = make_committee()

    made = composed(KIND, place, meeting=held(place)).document

    assert made.signatures == (Signature(("Thư ký",)), Signature(("TM. Ban Chỉ đạo", "Trưởng ban")))
    assert (made.kind_name, made.abbreviation) == ("Biên bản", "BB")


def test_minutes_tell_of_each_item_what_was_presented_said_concluded_and_ordered():
    place = make_committee()
    obstacle = obstacle_of(place)
    meeting = planned(place)
    item = add_item(by=place.secretary, meeting=meeting, title="Trụ sở", kind=ItemKind.OBSTACLE, obstacle=obstacle)
    start_meeting(by=place.secretary, meeting=meeting)
    note_conclusion(by=place.secretary, item=item, conclusion="Xây mới.")
    decided = capture_decision(
        by=place.secretary, item=item, title="Tìm địa điểm", lead=place.logistics, due=in_days(9)
    )
    close_meeting(by=place.secretary, meeting=meeting, conclusion="Khẩn trương.")

    found = outline_of(KIND, place, meeting=stored(meeting))

    assert headings_of(found) == [
        "I. Nội dung",
        "1. Trụ sở",
        "a) Nội dung trình bày",
        "b) Ý kiến thảo luận",
        "c) Kết luận",
        "d) Nhiệm vụ được giao",
        "II. Kết luận của người chủ trì",
    ]
    assert said(found, f"trinh-bay-{item.pk}") == (
        f"Vướng mắc “Trụ sở chật” có từ ngày {in_days(-100):%d/%m/%Y}, đến ngày họp là 100 ngày. Nơi còn vướng: Công "
        "an phường Hải Châu. Trước cuộc họp chưa có kiến nghị, chỉ đạo nào về vướng mắc này."
    )
    assert said(found, f"thao-luan-{item.pk}") == ""
    assert said(found, f"ket-luan-{item.pk}") == "Xây mới."
    assert said(found, f"chi-dao-{decided.pk}") == (
        f"Giao Phòng PH10 chủ trì: Tìm địa điểm. Thời hạn: chậm nhất ngày {in_days(9):%d/%m/%Y}."
    )
    assert loose_references(found) == set()


def test_minutes_tell_of_an_obstacle_as_it_stood_on_the_day():
    place = make_committee()
    obstacle = obstacle_of(place)
    issued(place, "Đã giao trước", issued_ago=50, obstacles=[obstacle])
    meeting = planned(place, on=in_days(-10))
    (item,) = taken_up(place, meeting, "Trụ sở", kind=ItemKind.OBSTACLE, obstacle=obstacle)
    issued(place, "Giao sau cuộc họp", issued_ago=2, obstacles=[obstacle])
    clear_obstacle(by=place.secretary, obstacle=obstacle, unit=place.wards[0], on=in_days(-1), clearance="Đã xây xong.")

    found = outline_of(KIND, place, meeting=meeting)

    assert said(found, f"trinh-bay-{item.pk}").endswith(
        "đến ngày họp là 90 ngày. Nơi còn vướng: Công an phường Hải Châu. "
        "Trước cuộc họp đã có 0 kiến nghị, 1 chỉ đạo về vướng mắc này."
    )


def test_minutes_tell_of_a_directive_as_it_stood_on_the_day():
    place = make_committee()
    late = issued(place, "Khảo sát", due=-20, issued_ago=60)
    meeting = planned(place, on=in_days(-10))
    (item,) = taken_up(place, meeting, "Chỉ đạo quá hạn", kind=ItemKind.OVERDUE, directive=late)

    found = outline_of(KIND, place, meeting=meeting)

    assert said(found, f"trinh-bay-{item.pk}") == (
        f"Chỉ đạo “Khảo sát” giao Phòng PH10 chủ trì từ ngày {in_days(-60):%d/%m/%Y}, thời hạn {in_days(-20):%d/%m/%Y}"
        "; đến ngày họp tiến độ 0%, quá hạn 10 ngày."
    )


def result_item(place, meeting_on):
    criteria = make_criteria_set(
        groups=[
            {"code": "I", "title": "Nhóm", "criteria": [met_criterion("I.1", knock_out=True), met_criterion("I.2")]}
        ],
        classes=[
            {"code": "all", "title": "Đạt chuẩn", "requires": {"max_unmet": 0}},
            {"code": "not", "title": "Chưa đạt", "requires": {}},
        ],
    )
    shown = make_open_round(place.wards[:1], criteria)
    assessment = advance(shown.assessments.get(), State.APPRAISED, except_for=["I.1"])
    meeting = planned(place, on=meeting_on)
    criterion = criteria.criteria.get(code="I.1")
    (item,) = taken_up(place, meeting, "Điểm liệt", kind=ItemKind.KNOCK_OUT, assessment=assessment, criterion=criterion)
    return meeting, item


def test_minutes_tell_the_result_that_stood_on_the_day():
    place = make_committee()
    meeting, item = result_item(place, in_days(0))

    found = outline_of(KIND, place, meeting=meeting)

    words = said(found, f"trinh-bay-{item.pk}")
    assert words.startswith("Kết quả của Công an phường Hải Châu trong ")
    assert words.endswith(": 1/2 tiêu chí · Chưa đạt. Tiêu chí được xem xét: I.1. Tiêu chí I.1.")


def test_minutes_ask_for_a_result_that_has_changed_since():
    place = make_committee()
    meeting, _item = result_item(place, in_days(-4))

    made = composed(KIND, place, meeting=meeting).document

    assert "[chưa có số liệu: kết quả tại ngày họp (nội dung 1)]" in gaps_of(made)


def test_minutes_say_what_was_put_off_and_list_orders_about_no_item():
    place = make_committee()
    meeting = planned(place)
    (item,) = taken_up(place, meeting, "Nhân rộng")
    start_meeting(by=place.secretary, meeting=meeting)
    note_conclusion(by=place.secretary, item=item, conclusion="Chưa đủ số liệu.", state=ItemState.PUT_OFF)
    other = issued(place, "Báo cáo bổ sung", meeting=meeting)

    found = outline_of(KIND, place, meeting=stored(meeting))

    assert said(found, f"ket-luan-{item.pk}") == "Chưa đủ số liệu.\nNội dung này chuyển sang cuộc họp sau."
    assert headings_of(found)[-2:] == [
        "II. Nhiệm vụ được giao ngoài các nội dung trên",
        "III. Kết luận của người chủ trì",
    ]
    assert f"chi-dao-{other.pk}" in found.slots


def test_minutes_of_a_meeting_not_yet_held_ask_for_what_is_missing():
    place = make_committee()
    meeting = planned(place, on=in_days(5))

    made = composed(KIND, place, meeting=meeting).document

    assert gaps_of(made) == [
        "[chưa có số liệu: giờ khai mạc]",
        "[Nêu thành phần tham dự, vắng mặt theo chức vụ, đơn vị; không ghi họ tên.]",
        "[chưa có số liệu: thư ký]",
        "[Nêu nội dung, diễn biến cuộc họp (chương trình họp chưa có nội dung nào).]",
        "[Nêu kết luận chung của người chủ trì (chưa ghi trên cổng).]",
        "[chưa có số liệu: giờ bế mạc]",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_minutes_read_as_often_for_many(count, django_assert_num_queries):
    place = make_committee()
    obstacles = [obstacle_of(place, f"Vướng mắc {number}") for number in range(count)]
    late = [issued(place, f"Việc {number}", due=-5, issued_ago=60) for number in range(count)]
    meeting = planned(place)
    for number in range(count):
        taken_up(place, meeting, f"Vướng {number}", kind=ItemKind.OBSTACLE, obstacle=obstacles[number])
        taken_up(place, meeting, f"Chậm {number}", kind=ItemKind.OVERDUE, directive=late[number])
        issued(place, f"Giao {number}", meeting=meeting, coordinating=[place.movement], units=place.wards)
    meeting = stored(meeting)

    with django_assert_num_queries(16):
        outline_of(KIND, place, meeting=meeting)
