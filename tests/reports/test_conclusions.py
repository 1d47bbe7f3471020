"""The notice of a meeting's conclusions: what was concluded, what was ordered of whom, who is told."""

import pytest

from committee.actions.agenda import note_conclusion
from committee.actions.directive import change_directive, withdraw_directive
from committee.actions.directive_due import postpone
from committee.actions.meeting import cancel_meeting, close_meeting, start_meeting
from committee.models import ItemState
from reports.content.prose import changed_sentences, values_of
from reports.content.stored import from_data, to_data
from reports.content.wording import written_date
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
    report_of,
    said,
    stored,
    taken_up,
)

pytestmark = pytest.mark.django_db
KIND = "conclusions_notice"


def test_notice_tells_who_presided_when_where_and_concluded_what():
    place = make_committee()
    meeting = held(place, on=in_days(0))

    found = outline_of(KIND, place, meeting=meeting)

    assert found.subject == "Kết luận của Trưởng Ban Chỉ đạo tại cuộc họp Ban Chỉ đạo quý IV"
    assert said(found, "mo-dau").lower() == (
        f"{written_date(meeting.on)}, tại phòng họp số 2, trưởng ban chỉ đạo đã chủ trì cuộc họp ban chỉ đạo quý iv."
    )
    assert said(found, "dan-vao-ket-luan") == (
        "Sau khi nghe báo cáo và ý kiến phát biểu của các đại biểu về 2 nội dung, Trưởng Ban Chỉ đạo kết luận như sau:"
    )
    assert said(found, "danh-gia-chung") == "Biểu dương hai đơn vị."
    first, _second = meeting.items.all()
    assert said(found, f"ket-luan-{first.pk}") == "Kết luận về Trụ sở."
    assert headings_of(found) == [
        "I. Đánh giá chung",
        "II. Kết luận về từng nội dung",
        "1. Trụ sở",
        "2. Biên chế",
        "III. Tổ chức thực hiện",
    ]


def test_notice_numbers_what_was_ordered_with_lead_helpers_result_and_deadline():
    place = make_committee()
    meeting = held(place)
    result = "Có địa điểm được chấp thuận.\nCó bản vẽ."
    issued(place, meeting=meeting, coordinating=[place.movement], expected_result=result)
    second = issued(place, "Tập huấn", due=None, lead=place.movement, meeting=meeting)
    first = meeting.directives.earliest("pk")

    found = outline_of(KIND, place, meeting=meeting)

    assert said(found, "giao-nhiem-vu") == "Giao 2 nhiệm vụ sau đây (chi tiết tại Phụ lục):"
    assert said(found, f"chi-dao-{first.pk}") == (
        "1. Giao Phòng PH10 chủ trì, phối hợp với Phòng PV05: Khảo sát trụ sở. Kết quả phải đạt: Có địa điểm được "
        f"chấp thuận. Có bản vẽ. Thời hạn: chậm nhất ngày {in_days(30):%d/%m/%Y}."
    )
    assert said(found, f"chi-dao-{second.pk}") == (
        "2. Giao Phòng PV05 chủ trì: Tập huấn. Thời hạn: thực hiện thường xuyên."
    )
    (annex,) = found.annexes
    (table,) = annex.blocks
    assert [row.cells for row in table.rows] == [
        ("1", "Khảo sát trụ sở", "Có địa điểm được chấp thuận. Có bản vẽ", "Phòng PH10", "Phòng PV05", in_days(30)),
        ("2", "Tập huấn", None, "Phòng PV05", None, "Thường xuyên"),
    ]
    assert found.recipients == ("Các thành viên Ban Chỉ đạo", "Phòng PH10", "Phòng PV05", "Tổ giúp việc Ban Chỉ đạo")


def test_notice_gives_each_unit_of_an_order_its_row():
    place = make_committee()
    meeting = held(place)
    order = issued(place, "Mỗi phường một mô hình", meeting=meeting, units=place.wards)

    found = outline_of(KIND, place, meeting=meeting)

    assert said(found, f"chi-dao-{order.pk}") == (
        "1. Giao Phòng PH10 chủ trì: Mỗi phường một mô hình. Giao 2 đơn vị cùng thực hiện. "
        f"Thời hạn: chậm nhất ngày {in_days(30):%d/%m/%Y}."
    )
    numbers = [(row.cells[0], row.cells[3]) for row in found.annexes[0].blocks[0].rows]
    assert numbers == [
        ("1", "Phòng PH10"),
        ("1.1", "Công an phường Hải Châu"),
        ("1.2", "Công an phường Cẩm Lệ"),
    ]
    assert found.recipients[1:-1] == ("Phòng PH10", "Công an phường Hải Châu", "Công an phường Cẩm Lệ")


def test_notice_keeps_the_deadline_that_was_set_and_leaves_out_what_was_withdrawn():
    place = make_committee()
    meeting = held(place, on=in_days(-10))
    kept = issued(place, due=5, issued_ago=10, meeting=meeting)
    dropped = issued(place, "Việc bỏ", issued_ago=10, meeting=meeting)
    postpone(by=place.secretary, directive=kept, due=in_days(60), reason="Chờ vốn")
    withdraw_directive(by=place.secretary, directive=dropped, reason="Trùng")

    found = outline_of(KIND, place, meeting=meeting)

    assert said(found, f"chi-dao-{kept.pk}").endswith(f"Thời hạn: chậm nhất ngày {in_days(5):%d/%m/%Y}.")
    assert f"chi-dao-{dropped.pk}" not in found.slots
    assert found.figures["số chỉ đạo"].text == "1"


def test_notice_says_what_was_put_off():
    place = make_committee()
    meeting = planned(place)
    first, second = taken_up(place, meeting, "Trụ sở", "Nhân rộng.")
    start_meeting(by=place.secretary, meeting=meeting)
    note_conclusion(by=place.secretary, item=first, conclusion="Xây mới.")
    note_conclusion(by=place.secretary, item=second, conclusion="", state=ItemState.PUT_OFF)
    close_meeting(by=place.secretary, meeting=meeting, conclusion="")

    found = outline_of(KIND, place, meeting=stored(meeting))

    assert said(found, "de-lan-sau") == "1 nội dung chuyển sang cuộc họp sau: Nhân rộng."
    assert found.figures["số nội dung đã bàn"].text == "1"
    assert f"ket-luan-{second.pk}" not in found.slots


def test_notice_of_a_meeting_not_yet_held_asks_for_what_is_missing():
    place = make_committee()
    meeting = planned(place, on=in_days(5), place="", chair="")
    taken_up(place, meeting, "Trụ sở")

    made = composed(KIND, place, meeting=meeting).document

    assert made.subject == "Kết luận tại cuộc họp Ban Chỉ đạo quý IV"
    assert gaps_of(made) == [
        "[chưa có số liệu: địa điểm họp]",
        "[chưa có số liệu: chủ trì]",
        "[Nêu thành phần dự họp theo chức vụ, đơn vị; không ghi họ tên.]",
        "[chưa có số liệu: số nội dung đã bàn]",
        "[chưa có số liệu: chủ trì]",
        "[Nêu kết luận chung của người chủ trì (chưa ghi trên cổng).]",
        "[Nêu kết luận về “Trụ sở” (chưa ghi trên cổng).]",
        "[Nêu nhiệm vụ giao cho từng đơn vị (cuộc họp chưa có chỉ đạo nào được ghi trên cổng).]",
        "[chưa có số liệu: chủ trì]",
    ]
    assert made.annexes == ()


def test_notice_of_a_cancelled_meeting_never_says_that_it_took_place():
    place = make_committee()
    meeting = planned(place, on=in_days(5))
    cancel_meeting(by=place.secretary, meeting=meeting, reason="Trùng lịch")

    made = composed(KIND, place, meeting=stored(meeting)).document

    assert gaps_of(made)[0] == "[Cuộc họp đã hủy (Trùng lịch); hãy bỏ văn bản này.]"


def test_notice_names_the_sentence_that_a_new_deadline_or_title_changes():
    place = make_committee()
    meeting = held(place)
    directive = issued(place, meeting=meeting)
    before = outline_of(KIND, place, meeting=meeting)
    slot = f"chi-dao-{directive.pk}"
    text = before.slots[slot].text
    seen = values_of(text, before.figures)
    words = {"title": "Khảo sát lại trụ sở", "content": "", "expected_result": "", "coordinating": []}
    change_directive(by=place.secretary, directive=directive, **words)

    after = outline_of(KIND, place, meeting=meeting)

    (changed,) = changed_sentences(slot, text, seen, after.figures)
    assert (changed.figure, changed.now) == ("nội dung (chỉ đạo 1)", "Khảo sát lại trụ sở")


def test_notice_refers_to_figures_with_their_rows_only():
    place = make_committee()
    meeting = held(place, is_illustrative=True)
    issued(place, meeting=meeting, units=place.wards, coordinating=[place.movement], expected_result="Xong")

    found = outline_of(KIND, place, meeting=meeting)

    assert loose_references(found) == set()
    assert found.is_illustrative


def test_notice_with_strange_characters_comes_back_as_it_was():
    place = make_committee()
    long = "$x$ \\input{/etc/passwd}\n" + "dài " * 1250
    meeting = held(place, titles=['Trụ sở <b>&"#panic', "A" * 300], conclusion=long)
    issued(place, '<script>&"', meeting=meeting, expected_result="#panic")

    made = composed(KIND, place, meeting=meeting).document

    assert from_data(to_data(made)) == made


@pytest.mark.parametrize("count", [1, 3])
def test_notice_reads_as_often_for_many(count, django_assert_num_queries):
    place = make_committee()
    meeting = held(place, titles=[f"Nội dung {number}" for number in range(count)])
    for number in range(count):
        issued(place, f"Việc {number}", meeting=meeting, units=place.wards, coordinating=[place.movement])
    report = report_of(KIND, place, meeting=stored(meeting))

    with django_assert_num_queries(7):
        outline_of(KIND, place, meeting=report.meeting)
