"""The report on directives: how many are done and late, which units are behind, which recommendations wait."""

import datetime as dt

import pytest

from accounts.models import Role
from committee.actions.directive import withdraw_directive
from committee.actions.directive_due import postpone
from committee.actions.directive_progress import confirm_done, report_done, report_progress
from committee.actions.recommendation import advance_recommendation, raise_recommendation
from committee.models import Body, BodyKind, Directive, ProgressNote, RecommendationState
from reports.content.document import Picture, Table
from reports.content.prose import changed_sentences, values_of
from tests.factories import make_person
from tests.reports.business_samples import (
    composed,
    gaps_of,
    in_days,
    issued,
    loose_references,
    make_committee,
    outline_of,
    report_of,
    said,
)

pytestmark = pytest.mark.django_db
KIND = "directives_follow_up"


def doer(place):
    return make_person(Role.APPRAISER, place.logistics, post="Cán bộ Phòng Hậu cần")


def finished(place, directive, on, by):
    """Reported done on a day and confirmed today."""
    report_done(by=by, directive=directive, text="Đã xong")
    confirm_done(by=place.secretary, directive=directive)
    Directive.objects.filter(pk=directive.pk).update(reported_on=on)


def recommended(place, title="Bố trí đất", raised_ago=100, **fields):
    body, _made = Body.objects.get_or_create(name="UBND thành phố", kind=BodyKind.PEOPLES_COMMITTEE)
    given = {"unit": place.wards[0], "body": body, "content": "", "obstacles": []}
    return raise_recommendation(by=place.secretary, title=title, raised_on=in_days(-raised_ago), **{**given, **fields})


def open_rows(outline):
    (annex,) = outline.annexes
    return [row.cells for row in annex.blocks[0].rows]


def tables(outline):
    return {block.name: [row.cells for row in block.rows] for block in outline.blocks if isinstance(block, Table)}


def everything(place):
    """One of each: on time, late, under way, overdue, reported, withdrawn. Returns the overdue one."""
    by = doer(place)
    finished(place, issued(place, "Đúng hạn", due=-5, issued_ago=40), in_days(-10), by)
    finished(place, issued(place, "Muộn", due=-20, issued_ago=40), in_days(-10), by)
    issued(place, "Trong hạn", due=5, lead=place.movement)
    late = issued(place, "Quá hạn", due=-9, issued_ago=40, coordinating=[place.movement])
    report_done(by=by, directive=issued(place, "Chờ", due=3), text="Đã làm")
    withdraw_directive(by=place.secretary, directive=issued(place, "Bỏ"), reason="Trùng")
    return late


def test_report_counts_how_directives_stand():
    place = make_committee()
    everything(place)

    found = outline_of(KIND, place, as_of=in_days(0))

    assert found.subject == f"Tình hình thực hiện chỉ đạo của Ban Chỉ đạo (đến ngày {in_days(0):%d/%m/%Y})"
    assert said(found, "tinh-hinh") == (
        "Trong 6 chỉ đạo, đã hoàn thành 2 (đúng hạn 1, muộn 1); đang thực hiện trong hạn 1; quá hạn 1; đã báo cáo hoàn "
        "thành, chờ xác nhận 1; đã thu hồi 1."
    )
    assert said(found, "qua-han") == (
        "Có 1 chỉ đạo quá hạn; lâu nhất là “Quá hạn” do Phòng PH10 chủ trì, quá 9 ngày. Chi tiết tại Phụ lục."
    )
    assert said(found, "nhiem-vu").split("\n") == [
        "Đôn đốc 1 chỉ đạo quá hạn, yêu cầu đơn vị chủ trì báo cáo rõ thời gian hoàn thành.",
        "Xem xét, xác nhận 1 chỉ đạo đơn vị đã báo cáo hoàn thành.",
        "Theo dõi 1 chỉ đạo đến hạn trong 7 ngày tới.",
    ]
    (picture,) = [block for block in found.blocks if isinstance(block, Picture)]
    assert picture.alternative == (
        "Thanh chia 5 chỉ đạo theo tình trạng: 2 hoàn thành, 1 chờ xác nhận, 1 trong hạn, 1 quá hạn."
    )
    assert loose_references(found) == set()


def test_report_lists_open_work_with_the_late_first_and_its_last_note():
    place = make_committee()
    late = everything(place)
    report_progress(by=doer(place), directive=late, percent=40, text="Đã khảo sát.\nChờ đất.")
    issued(place, "Thường xuyên", due=None)

    found = outline_of(KIND, place, as_of=in_days(0))

    rows = open_rows(found)
    assert rows[:2] == [
        ("", "Quá hạn: 1", "", "", "", "", "", ""),
        (
            1,
            "Quá hạn",
            "Phòng PH10",
            "Phòng PV05",
            in_days(-9),
            9,
            40,
            f"{in_days(0):%d/%m/%Y}: Đã khảo sát. Chờ đất.",
        ),
    ]
    assert [row[1] for row in rows[2:]] == [
        "Đã báo cáo hoàn thành, chờ xác nhận: 1",
        "Chờ",
        "Trong hạn: 1",
        "Trong hạn",
        "Việc thường xuyên: 1",
        "Thường xuyên",
    ]
    assert rows[-1][4:] == ("Thường xuyên", None, 0, "Chưa báo cáo")


def test_report_sums_up_by_unit_with_the_latest_first():
    place = make_committee()
    everything(place)
    issued(place, "Mỗi phường một mô hình", due=-2, issued_ago=9, lead=place.movement, units=place.wards)

    found = outline_of(KIND, place, as_of=in_days(0))

    assert tables(found)["Theo đơn vị"] == [
        (1, "Công an phường Cẩm Lệ", 1, 0, 0, 0, 1, 0),
        (2, "Công an phường Hải Châu", 1, 0, 0, 0, 1, 0),
        (3, "Phòng PH10", 4, 2, 1, 0, 1, 1),
        (4, "Phòng PV05", 1, 0, 0, 1, 0, 0),
        ("", "Tổng số", 7, 2, 1, 1, 3, 1),
    ]
    assert said(found, "theo-don-vi").startswith("Có 3 đơn vị có việc quá hạn: ")


def test_report_tells_what_was_so_on_its_day():
    place = make_committee()
    by = doer(place)
    first = issued(place, "Khảo sát", due=-30, issued_ago=60)
    report_progress(by=by, directive=first, percent=20, text="Mới bắt đầu")
    ProgressNote.objects.update(at=dt.datetime.combine(in_days(-40), dt.time(9), dt.UTC))
    report_progress(by=by, directive=first, percent=80, text="Sắp xong")
    postpone(by=place.secretary, directive=first, due=in_days(9), reason="Chờ vốn")
    issued(place, "Giao sau", issued_ago=3)

    found = outline_of(KIND, place, as_of=in_days(-20))

    assert found.figures["tổng số chỉ đạo"].text == "1"
    assert open_rows(found)[1] == (
        1, "Khảo sát", "Phòng PH10", None, in_days(-30), 10, 20, f"{in_days(-40):%d/%m/%Y}: Mới bắt đầu",
    )  # fmt: skip
    assert outline_of(KIND, place, as_of=in_days(0)).figures["số chỉ đạo được gia hạn"].text == "1"


def test_report_lists_recommendations_that_wait():
    place = make_committee()
    recommended(place, raised_ago=412, answer_due=in_days(-300))
    recommended(place, "Bổ sung biên chế", raised_ago=20, unit=place.city)
    answered = recommended(place, "Đã trả lời", raised_ago=50)
    declined = {"state": RecommendationState.DECLINED, "on": in_days(-4), "note": "Chưa có vốn"}
    advance_recommendation(by=place.secretary, recommendation=answered, **declined)

    found = outline_of(KIND, place, as_of=in_days(0))

    assert said(found, "kien-nghi") == (
        "Có 2 kiến nghị chưa được trả lời, trong đó 1 đã quá ngày đề nghị trả lời; lâu nhất là “Bố trí đất” gửi UBND "
        "thành phố, đã 412 ngày."
    )
    assert tables(found)["Kiến nghị"] == [
        (1, "Bố trí đất", "Công an phường Hải Châu", "UBND thành phố", in_days(-412), 412, in_days(-300)),
        (2, "Bổ sung biên chế", "Công an thành phố Đà Nẵng", "UBND thành phố", in_days(-20), 20, None),
    ]
    assert outline_of(KIND, place, as_of=in_days(-5)).figures["số kiến nghị chờ trả lời"].text == "3"


def test_report_of_a_committee_that_ordered_nothing_says_so_and_invents_nothing():
    place = make_committee()

    made = composed(KIND, place, as_of=in_days(0)).document

    assert gaps_of(made) == [
        "[Nêu tình hình chung (chưa có chỉ đạo nào được ghi).]",
        "[Nêu việc sẽ làm, sẽ đôn đốc.]",
        "[Nêu đề xuất với Ban Chỉ đạo: gia hạn, thay đơn vị chủ trì, tháo gỡ vướng mắc.]",
    ]
    assert made.annexes == ()
    assert not made.is_illustrative


def test_report_leaves_out_what_another_committee_ordered():
    place, other = make_committee(), make_committee("Huế", codes=("PH10-H", "PV05-H"), key="hue")
    issued(place)
    issued(other, "Việc của Huế")
    recommended(other, "Kiến nghị của Huế")

    found = outline_of(KIND, place, as_of=in_days(0))

    assert found.figures["tổng số chỉ đạo"].text == "1"
    assert "Kiến nghị" not in tables(found)


def test_report_names_the_sentence_that_goes_stale():
    place = make_committee()
    issued(place, due=-3, issued_ago=20)
    before = outline_of(KIND, place, as_of=in_days(0))
    text = before.slots["qua-han"].text
    seen = values_of(text, before.figures)
    issued(place, "Việc khác", due=-8, issued_ago=20)

    after = outline_of(KIND, place, as_of=in_days(0))

    changed = changed_sentences("qua-han", text, seen, after.figures)
    assert ("số chỉ đạo quá hạn", "1", "2") in [(each.figure, each.before, each.now) for each in changed]


def test_report_is_illustrative_when_a_row_is():
    place = make_committee()
    issued(place, is_illustrative=True)

    assert outline_of(KIND, place, as_of=in_days(0)).is_illustrative


@pytest.mark.parametrize("count", [1, 3])
def test_report_reads_as_often_for_many(count, django_assert_num_queries):
    place = make_committee()
    for number in range(count):
        issued(place, f"Việc {number}", units=place.wards, coordinating=[place.movement])
        recommended(place, f"Kiến nghị {number}")
    report = report_of(KIND, place, as_of=in_days(0))

    with django_assert_num_queries(9):
        outline_of(KIND, place, as_of=report.as_of)
