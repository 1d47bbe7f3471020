"""The minutes of an appraisal: who, what was found, what the two sides said, who signs."""

import pytest

from accounts.models import Role
from assessments import actions
from assessments.actions.explanation import ask_explanation, explain, settle_explanation
from assessments.actions.returns import return_sheet
from assessments.models import Assessment, CriterionScore, Explanation, State
from reports.content.document import Signature
from tests.assessments.days import in_days
from tests.factories import (
    advance,
    make_department,
    make_open_round,
    make_person,
    make_unit,
    points_criterion,
)
from tests.reports.unit_samples import (
    document_of,
    every_reference_is_a_figure,
    gaps,
    make_place,
    make_sheet,
    outline_of,
    row_of,
    set_of,
    words,
)

pytestmark = pytest.mark.django_db
KIND = "appraisal_minutes"


def with_appraisers(place):
    department = make_department("PV05", city=place.city)
    place.commander = make_person(Role.COMMANDER, place.ward, post="Trưởng Công an phường")
    place.secretary = make_person(Role.SECRETARY, place.city, post="Thư ký Tổ giúp việc")
    place.appraiser = make_person(Role.APPRAISER, department, post="Cán bộ thẩm định PV05")
    place.second = make_person(Role.APPRAISER, department, post="Phó Trưởng phòng PV05")
    return place


@pytest.fixture
def place():
    return with_appraisers(make_place())


def score_of(assessment, code="II.1"):
    return CriterionScore.objects.get(assessment=assessment, criterion__code=code)


def appraise(assessment, by, answer, note="", code="II.1"):
    score = score_of(assessment, code)
    actions.save_appraisal(
        assessment=assessment.pk,
        criterion=score.criterion_id,
        answer=answer,
        note=note,
        revision=score.revision,
        by=by,
    )


def annex_row(outline, code):
    return row_of(outline.annexes[0].blocks[0], code)


def test_unit_signs_at_the_left_and_the_committee_at_the_right(place):
    document = document_of(KIND, make_sheet(place, State.APPRAISED))

    assert document.signatures == (
        Signature(("Đại diện đơn vị được thẩm định", "Công an phường Hải Châu I")),
        Signature(("TM. Ban Chỉ đạo", "Trưởng ban")),
    )
    assert (document.kind_name, document.abbreviation) == ("Biên bản", "BB")
    assert document.annexes[0].is_landscape


def test_appraisal_not_begun_says_at_which_step_the_sheet_is(place):
    outline = outline_of(KIND, make_sheet(place, State.SUBMITTED))

    assert words(outline, "mo-dau").endswith(
        "Phiếu đánh giá của đơn vị đã nộp, chưa thẩm định; chưa tiêu chí nào được thẩm định."
    )
    assert words(outline, "ket-luan") == "Chưa kết luận: phiếu đánh giá của đơn vị đã nộp, chưa thẩm định."
    assert annex_row(outline, "II.1")[3:8] == ("Đạt", None, None, None, None)
    assert {"ben-tham-dinh", "ket-thuc", "y-kien-don-vi"} <= set(gaps(outline))


def test_difference_is_told_with_its_reason(place):
    assessment = make_sheet(place, State.SUBMITTED)
    appraise(assessment, place.appraiser, {"met": False}, "Chưa có giấy tờ về đất.")
    outline = outline_of(KIND, assessment)

    assert words(outline, "ket-qua") == (
        "Đã thẩm định 1/3 tiêu chí (chi tiết tại Phụ lục kèm theo). Đơn vị tự chấm đạt 3 tiêu chí; "
        "thẩm định đạt 0 tiêu chí. Thẩm định thống nhất với tự chấm ở 0 tiêu chí, khác ở 1 tiêu chí:"
    )
    assert words(outline, "chenh-lech") == (
        "II.1 Tiêu chí II.1: tự chấm Đạt; thẩm định Chưa đạt; lý do: Chưa có giấy tờ về đất."
    )
    assert words(outline, "ben-tham-dinh") == "Cán bộ thẩm định PV05: thẩm định 1 tiêu chí (II.1)."
    assert words(outline, "ben-don-vi").endswith(".")
    assert annex_row(outline, "II.1")[3:8] == (
        *("Đạt", "Chưa đạt", "hạ", "Cán bộ thẩm định PV05", "Chưa có giấy tờ về đất."),
    )
    assert every_reference_is_a_figure(outline)


def test_responsible_departments_are_named_by_the_citys_own_names(place):
    make_department("PV05", city=make_unit("Huế", type="city"))
    outline = outline_of(KIND, make_sheet(place))

    assert words(outline, "phan-cong") == (
        "Có 1 đơn vị được phân công thẩm định: Phòng PV05 (tiêu chí II.1); "
        "các tiêu chí không phân công riêng: I.1, I.2."
    )


def test_agreement_is_said_in_one_sentence(place):
    outline = outline_of(KIND, make_sheet(place, State.APPRAISED, unmet=["II.1"]))

    assert words(outline, "ket-qua").endswith(
        "Kết quả thẩm định thống nhất với tự chấm ở tất cả các tiêu chí đã thẩm định."
    )
    assert words(outline, "ket-luan") == (
        "Qua thẩm định, Công an phường Hải Châu I đạt 2/3 tiêu chí; chưa đạt: II.1 Tiêu chí II.1. "
        "Xếp loại theo kết quả thẩm định: Chưa đạt."
    )
    assert words(outline, "mo-dau").startswith("Ngày ")
    assert annex_row(outline, "I.1")[5] == "không"
    assert "ket-thuc" not in gaps(outline)


def test_points_tell_their_difference():
    place = with_appraisers(make_place(criterion=points_criterion))
    assessment = make_sheet(place, State.SUBMITTED)
    appraise(assessment, place.appraiser, {"points": "7.5"}, "Thiếu biên bản")
    outline = outline_of(KIND, assessment)

    assert annex_row(outline, "II.1")[2:6] == (10, "10 điểm", "7,5 điểm", -2.5)
    assert words(outline, "chenh-lech") == (
        "II.1 Tiêu chí II.1: tự chấm 10 điểm; thẩm định 7,5 điểm; lý do: Thiếu biên bản."
    )


def test_explanation_asked_given_and_settled_is_told(place):
    assessment = make_sheet(place, State.SUBMITTED)
    appraise(assessment, place.appraiser, {"met": False})
    where = {"assessment": assessment.pk, "criterion": score_of(assessment).criterion_id}
    ask_explanation(**where, question="Vì sao chấm đạt?", by=place.appraiser, due=in_days(5))
    asked = outline_of(KIND, assessment)
    explain(**where, text="Đã có biên bản mới", by=place.commander)
    settle_explanation(**where, by=place.appraiser)
    settled = outline_of(KIND, assessment)
    row = Explanation.objects.get()

    assert words(asked, "giai-trinh") == (
        "Bên thẩm định yêu cầu đơn vị giải trình 1 nội dung; đơn vị đã giải trình 0 nội dung:"
    )
    assert words(asked, "giai-trinh-tung-noi-dung").endswith(
        "Vì sao chấm đạt? Đơn vị chưa giải trình. Bên thẩm định chưa kết thúc nội dung này."
    )
    assert f"hạn {row.due:%d/%m/%Y}: Vì sao chấm đạt? Đơn vị giải trình ngày " in words(
        settled, "giai-trinh-tung-noi-dung"
    )
    assert ": Đã có biên bản mới. Bên thẩm định xem xét xong ngày " in words(settled, "giai-trinh-tung-noi-dung")


def test_disagreement_and_how_it_was_settled_is_told(place):
    assessment = make_sheet(place, State.SUBMITTED)
    appraise(assessment, place.appraiser, {"met": True}, "Đủ hồ sơ")
    appraise(assessment, place.second, {"met": False}, "Thiếu hồ sơ")
    opened = outline_of(KIND, assessment)
    score = score_of(assessment)
    actions.resolve_disagreement(
        assessment=assessment.pk,
        criterion=score.criterion_id,
        answer={"met": False},
        reason="Theo biên bản kiểm tra",
        revision=score.revision,
        by=place.secretary,
    )
    settled = outline_of(KIND, assessment)

    assert words(opened, "bat-dong") == ("Có 1 lần hai kết quả thẩm định khác nhau quá mức cho phép, chưa thống nhất:")
    assert words(opened, "bat-dong-tung-noi-dung") == (
        "II.1 Tiêu chí II.1. Cán bộ thẩm định PV05: Đạt (Đủ hồ sơ); Phó Trưởng phòng PV05: Chưa đạt (Thiếu hồ sơ). "
        "Hai bên chưa thống nhất."
    )
    assert words(settled, "bat-dong-tung-noi-dung").endswith("(Thư ký Tổ giúp việc): Theo biên bản kiểm tra.")


def test_nothing_said_is_said(place):
    outline = outline_of(KIND, make_sheet(place, State.APPRAISED))

    assert words(outline, "giai-trinh") == "Bên thẩm định không yêu cầu đơn vị giải trình tiêu chí nào."
    assert words(outline, "bat-dong").startswith("Không có tiêu chí nào")
    assert words(outline, "tra-lai") == "Không có nội dung nào bị trả lại."


def test_returned_lines_are_told(place):
    assessment = make_sheet(place, State.SUBMITTED)
    score = score_of(assessment)
    return_sheet(
        assessment=assessment.pk,
        criteria=[score.criterion_id],
        reason="Số biên chế chưa khớp",
        due=in_days(7),
        by=place.secretary,
    )
    outline = outline_of(KIND, Assessment.objects.get(pk=assessment.pk))

    assert words(outline, "tra-lai") == "Có 1 lần trả lại:"
    assert "trả lại một số tiêu chí (II.1), hạn " in words(outline, "tra-lai-tung-lan")
    assert words(outline, "tra-lai-tung-lan").endswith("Lý do: Số biên chế chưa khớp. Chưa nộp lại.")


def test_unit_without_a_sheet_gets_a_sentence(place):
    about = make_sheet(place).round
    other = make_unit("Thạch Thang", parent=place.city)
    outline = outline_of(KIND, None, place, round=about, unit=other)

    assert words(outline, "mo-dau").endswith("nên không có việc thẩm định.")
    assert outline.annexes == ()


def test_long_and_strange_words_stay_text(place):
    assessment = make_sheet(place, State.SUBMITTED)
    long = "Lý do [[x]] <b>&amp;</b> #panic " * 150
    appraise(assessment, place.appraiser, {"met": False}, long[:4900])
    outline = outline_of(KIND, assessment)

    assert annex_row(outline, "II.1")[7] == score_of(assessment).appraised_note
    assert "Lý do [ [x] ] <b>&amp;</b> #panic" in words(outline, "chenh-lech")
    assert document_of(KIND, assessment).subject.startswith("Thẩm định kết quả tự chấm")


@pytest.mark.parametrize("count", [1, 3])
def test_minutes_cost_the_same_for_any_number_of_criteria(count, django_assert_num_queries):
    place = with_appraisers(make_place(groups=set_of(count)))
    opened = make_open_round([place.ward], place.criteria_set)
    assessment = advance(opened.assessments.get(), State.SUBMITTED)
    for number in range(1, count + 1):
        code = f"I.{number}"
        appraise(assessment, place.appraiser, {"met": True}, code=code)
        appraise(assessment, place.second, {"met": False}, code=code)
        criterion = score_of(assessment, code).criterion_id
        ask_explanation(
            assessment=assessment.pk, criterion=criterion, question=code, by=place.appraiser, due=in_days(5)
        )
    outline_of(KIND, assessment)

    with django_assert_num_queries(9):
        outline_of(KIND, assessment)
