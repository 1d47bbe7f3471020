"""The sentences that people read."""

from decimal import Decimal

import pytest
from django.utils import translation

from criteria.interchange import read_criteria_file
from criteria.scoring import (
    AnswersRefused,
    Failure,
    check_answer,
    result_document,
    rule_from_fields,
    scale_from_fields,
    score,
    score_line,
)
from criteria.wording import (
    answer_fault_sentence,
    answer_sentence,
    class_sentence,
    failure_sentence,
    percent_figure,
    scale_sentence,
    why_sentence,
)
from tests.criteria.sets import group, met, result_class, rules
from tests.criteria.test_scoring_scales import BONUS, CHANGE, CHECKLIST, LEVELS, MET, NUMBER, PENALTY, POINTS, RATIO

ITEMS = {"kind": "checklist", "items": [{"code": "a", "title": "Loa"}, {"code": "b", "title": "Họp dân"}]}
TITLED = {
    "kind": "levels",
    "levels": [{"value": 1, "title": "Chậm", "points": "0"}, {"value": 2, "title": "Đúng hạn", "points": "5"}],
}


@pytest.mark.parametrize("scale, sentence", [
    (MET, "Đạt: 2,5 điểm; chưa đạt: 0 điểm."),
    ({"kind": "met", "points": "0"}, "Đạt hoặc chưa đạt; không tính điểm."),
    (POINTS, "Chấm từ 0 đến 10 điểm, bước 0,5; đạt khi được từ 7 điểm."),
    (TITLED, "Chọn một mức – mức 1: Chậm (0 điểm); mức 2: Đúng hạn (5 điểm). Đạt từ mức 2."),
    (NUMBER, "Kết quả đo từ 70 trở lên thì đạt, được 4 điểm; ngoài ra 0 điểm."),
    (RATIO, "Tỷ lệ từ 90% trở lên: 10 điểm; trên 80%: 8 điểm; từ 60% trở lên: 5 điểm; ngoài ra 0 điểm. "
            "Đạt khi được từ 8 điểm."),
    (CHANGE, "So với kỳ trước, giảm từ 10% trở lên: 10 điểm; không tăng: 7 điểm; tăng dưới 5%: 3 điểm; "
             "ngoài ra 0 điểm. Đạt khi được từ 7 điểm."),
    (ITEMS, "Đánh dấu các mục đã có – Loa (1 điểm); Họp dân (1 điểm). Đạt khi có ít nhất 2 trong 2 mục."),
    (BONUS, "Điểm cộng từ 0 đến 3 điểm, bước 1; không tính vào số tiêu chí."),
    (PENALTY, "Mỗi lần trừ 1,5 điểm, nhiều nhất trừ 4 điểm; không tính vào số tiêu chí."),
])  # fmt: skip
def test_scale_in_words(scale, sentence):
    assert scale_sentence(scale) == sentence
    assert scale_sentence(scale_from_fields(scale)) == sentence


@pytest.mark.parametrize("scale, answer, sentence", [
    (MET, None, "Chưa trả lời"),
    (MET, {"met": True}, "Đạt"),
    (MET, {"met": False, "exempt": "Bão"}, "Chưa đạt; đề nghị xét bất khả kháng: Bão"),
    (MET, {"not_applicable": "Không có chợ"}, "Không áp dụng: Không có chợ"),
    (POINTS, {"points": "7.50"}, "7,5 điểm"),
    (TITLED, {"level": 2}, "Mức 2: Đúng hạn"),
    (LEVELS, {"level": 3}, "Mức 3"),
    ({**NUMBER, "unit": "mô hình"}, {"value": "1234.5"}, "1.234,5 mô hình"),
    ({**NUMBER, "unit": "%"}, {"value": "72.5"}, "72,5%"),
    (RATIO, {"numerator": "14", "denominator": "16"}, "14/16 = 87,5%"),
    (RATIO, {"numerator": "2", "denominator": "3"}, "2/3 = 66,7%"),
    (CHANGE, {"previous": "12", "current": "9"}, "Kỳ trước 12, kỳ này 9: giảm 25%"),
    (CHANGE, {"previous": "12", "current": "12"}, "Kỳ trước 12, kỳ này 12: không đổi"),
    (CHANGE, {"previous": "0", "current": "1"}, "Kỳ trước 0, kỳ này 1: tăng từ 0"),
    (ITEMS, {"items": ["b"]}, "1/2 mục: Họp dân"),
    (ITEMS, {"items": []}, "0/2 mục"),
    (PENALTY, {"occurrences": 2}, "2 lần"),
])  # fmt: skip
def test_answer_in_words(scale, answer, sentence):
    assert answer_sentence(scale, answer) == sentence


@pytest.mark.parametrize("scale, answer, sentence", [
    (MET, {"met": True}, "Đạt yêu cầu."),
    (MET, None, "Chưa trả lời."),
    (MET, {"not_applicable": "Không có"}, "Không áp dụng (Không có): trừ khỏi điểm tối đa."),
    (MET, {"met": False, "exempt": "Bão."}, "Chưa đạt yêu cầu. Được xét bất khả kháng: Bão."),
    (POINTS, {"points": "7.5"}, "Được chấm 7,5 trên 10 điểm; đạt khi được từ 7 điểm."),
    (LEVELS, {"level": 0}, "Ở mức 0; đạt từ mức 1."),
    ({**NUMBER, "unit": "vụ"}, {"value": "3"}, "Kết quả đo: 3 vụ; yêu cầu từ 70 vụ trở lên."),
    (RATIO, {"numerator": "7", "denominator": "8"}, "Kết quả đo: 87,5%, thuộc khoảng trên 80%."),
    (RATIO, {"numerator": "1", "denominator": "8"}, "Kết quả đo: 12,5%, không thuộc khoảng nào được tính điểm."),
    (CHANGE, {"previous": "12", "current": "9"}, "Kết quả đo: giảm 25%, thuộc khoảng giảm từ 10% trở lên."),
    (CHANGE, {"previous": "0", "current": "9"}, "Kết quả đo: tăng từ 0, không thuộc khoảng nào được tính điểm."),
    (CHECKLIST, {"items": ["a"]}, "Có 1 trong 3 mục; đạt khi có ít nhất 2 mục."),
    (BONUS, {"points": "2"}, "Điểm cộng 2, tối đa 3."),
    (PENALTY, {"occurrences": 2}, "2 lần, mỗi lần trừ 1,5 điểm, nhiều nhất trừ 4 điểm."),
])  # fmt: skip
def test_why_of_a_line(scale, answer, sentence):
    rule = rule_from_fields({"code": "1", "scale": scale, "exemptible": True, "may_be_not_applicable": True})

    assert why_sentence(score_line(rule, answer)) == sentence


def test_why_of_a_line_that_is_zeroed_keeps_its_own_reason():
    result = score(
        rules(group("5", met("5.1"), met("5.2"), zero_if_unmet=["5.1"])), {"5.1": {"met": False}, "5.2": {"met": True}}
    )

    assert why_sentence(result.lines[1]) == "Đạt yêu cầu. Cả nhóm 5 bị tính 0 điểm vì chưa đạt tiêu chí 5.1."


@pytest.mark.parametrize("requires, sentence", [
    ({"min_percent": "90", "each_group_min_percent": "70", "no_knock_out": True},
     "Xuất sắc: từ 90% tổng điểm, mỗi nhóm từ 70%, không có điểm liệt"),
    ({"above_percent": "87.5", "min_points": "85"}, "Xuất sắc: trên 87,5% tổng điểm, từ 85 điểm"),
    ({"above_points": "5", "min_met": 20, "max_unmet": 2},
     "Xuất sắc: trên 5 điểm, ít nhất 20 tiêu chí đạt, nhiều nhất 2 tiêu chí chưa đạt"),
    ({"max_unmet": 0, "met": ["I.1", "I.2"]}, "Xuất sắc: đạt mọi tiêu chí, đạt tiêu chí I.1, I.2"),
    ({"group_min_percent": {"A": "70", "B": "60"}}, "Xuất sắc: nhóm A từ 70%, nhóm B từ 60%"),
    ({"held": {"class": "good", "rounds": 2}, "external": ["safe-commune"]},
     "Xuất sắc: giữ loại Khá trở lên trong 2 kỳ liền trước, có điều kiện: safe-commune"),
    ({}, "Xuất sắc: các trường hợp còn lại"),
])  # fmt: skip
def test_class_in_words(requires, sentence):
    assert class_sentence({"code": "x", "title": "Xuất sắc", "requires": requires}, {"good": "Khá"}) == sentence


@pytest.mark.parametrize("failure, sentence", [
    (Failure("each_group_min_percent", Decimal(65), Decimal(70), ("C",)), "Nhóm C mới đạt 65%, cần 70%"),
    (Failure("group_min_percent", Decimal("66.666667"), Decimal(70), ("C",)), "Nhóm C mới đạt 66,7%, cần 70%"),
    (Failure("min_percent", Decimal("89.96"), Decimal(90)), "Mới đạt 89,96% tổng điểm, cần 90%"),
    (Failure("min_percent", Decimal("89.999999"), Decimal(90)), "Mới đạt 89,99% tổng điểm, cần 90%"),
    (Failure("min_percent", None, Decimal(90)), "Chưa có tiêu chí nào được tính điểm, cần 90%"),
    (Failure("above_percent", Decimal(70), Decimal(70)), "Mới đạt 70% tổng điểm, cần trên 70%"),
    (Failure("min_points", Decimal("84.5"), Decimal(85)), "Mới được 84,5 điểm, cần 85 điểm"),
    (Failure("above_points", Decimal(85), Decimal(85)), "Mới được 85 điểm, cần trên 85 điểm"),
    (Failure("min_met", 19, 20, ("1",)), "Mới đạt 19 tiêu chí, cần 20; chưa đạt: 1"),
    (Failure("max_unmet", 1, 0, ("II.1",)), "Còn 1 tiêu chí chưa đạt: II.1"),
    (Failure("max_unmet", 3, 2, ("1", "2", "3")), "Còn 3 tiêu chí chưa đạt (1, 2, 3), chỉ cho phép 2"),
    (Failure("no_knock_out", 1, 0, ("K",)), "Còn điểm liệt ở tiêu chí K"),
    (Failure("met", 0, 1, ("1",)), "Chưa đạt tiêu chí bắt buộc 1"),
    (Failure("held", 1, 2, ("good",)), "Mới giữ loại Khá trở lên 1 kỳ liền trước, cần 2 kỳ"),
    (Failure("external", 0, 1, ("safe-commune",)), "Chưa có điều kiện safe-commune"),
])  # fmt: skip
def test_failure_in_words(failure, sentence):
    assert failure_sentence(failure, {"good": "Khá"}) == sentence


def test_failure_is_worded_alike_from_the_stored_document():
    asked = rules(group("C", met("1", "13"), met("2", "7")), classes=[
        result_class("good", each_group_min_percent="70", max_unmet=0), result_class("poor"),
    ])  # fmt: skip
    result = score(asked, {"1": {"met": True}, "2": {"met": False}})
    stored = result_document(result)["held_back"][0]["failures"]

    assert [failure_sentence(failure) for failure in stored] == [
        "Nhóm C mới đạt 65%, cần 70%", "Còn 1 tiêu chí chưa đạt: 2",
    ]  # fmt: skip


@pytest.mark.parametrize("scale, answer, sentence", [
    (POINTS, {"points": "7.3"}, "Nhận được 7,3; chỉ nhận bội số của 0,5, từ 0 đến 10."),
    (POINTS, {"points": "11"}, "Nhận được 11; chỉ nhận từ 0 đến 10, bước 0,5."),
    (POINTS, {"points": 7.5},
     'Nhận được số 7.5; trong tệp, số lẻ viết trong ngoặc kép, ví dụ "7.5", để không bị làm tròn.'),
    (POINTS, {"points": "NaN"}, 'Nhận được “NaN”, không phải một số; hãy nhập số như 7,5 (trong tệp viết "7.5").'),
    (LEVELS, {"level": 7}, "Nhận được “7”; hãy chọn một trong các mức: 0, 1, 3."),
    (CHECKLIST, {"items": ["x", "y"]}, "Không có mục “x, y”; các mục được nhận: a, b, c."),
    (RATIO, {"numerator": "0", "denominator": "0"},
     "Mẫu số bằng 0 nên không đo được tỷ lệ; hãy nhập mẫu số lớn hơn 0, hoặc trả lời “không áp dụng” kèm lý do "
     "nếu tiêu chí cho phép."),
])  # fmt: skip
def test_answer_fault_names_what_is_accepted(scale, answer, sentence):
    (fault,) = check_answer(rule_from_fields({"code": "1", "scale": scale}), answer)

    assert answer_fault_sentence(fault) == sentence


UNFIT = [
    (MET, 5), (MET, {"met": 1}), (MET, {}), (MET, {"met": True, "x": 1}), (MET, {"not_applicable": "x"}),
    (MET, {"met": False, "exempt": "x"}), (POINTS, {"points": "1E99"}), (CHECKLIST, {"items": "a"}),
    (CHECKLIST, {"items": ["a", "a"]}), (PENALTY, {"occurrences": -1}),
    (RATIO, {"numerator": "-1", "denominator": "1"}),
]  # fmt: skip


@pytest.mark.parametrize("scale, answer", UNFIT)
def test_every_refusal_has_a_sentence(scale, answer):
    (fault,) = check_answer(rule_from_fields({"code": "1", "scale": scale}), answer)

    assert answer_fault_sentence(fault).endswith(".")


@pytest.mark.parametrize("answer", [
    {"not_applicable": ""}, {"not_applicable": "x", "met": True}, {"met": False, "exempt": "x" * 2001},
    {"not_applicable": "\ud800"},
])  # fmt: skip
def test_every_refused_reason_has_a_sentence(answer):
    rule = rule_from_fields({"code": "1", "scale": MET, "exemptible": True, "may_be_not_applicable": True})
    (fault,) = check_answer(rule, answer)

    assert answer_fault_sentence(fault).endswith(".")


def test_unknown_criterion_has_a_sentence():
    with pytest.raises(AnswersRefused) as refused:
        score(rules(group("A", met("1"))), {"1": {"met": True}, "2": {"met": True}})

    assert answer_fault_sentence(refused.value.faults[0]) == (
        "Bộ tiêu chí không có tiêu chí mã “2”; hãy kiểm tra lại mã."
    )


def test_numbers_follow_the_language():
    assert percent_figure(Decimal("95.4545")) == "95,5%"
    with translation.override("en"):
        assert percent_figure(Decimal("95.4545")) == "95.5%"


@pytest.mark.parametrize("code", ["model-ward-2021", "model-commune-2022", "safe-commune-2021", "movement-2022"])
def test_every_shipped_scale_and_class_can_be_worded(repository, code):
    document = read_criteria_file(repository / "criteria/data/criteria" / f"{code}.json")
    criteria = [criterion for group in document["groups"] for criterion in group["criteria"]]

    assert all(scale_sentence(criterion["scale"]).endswith(".") for criterion in criteria)
    assert [class_sentence(fields).partition(":")[0] for fields in document["classes"]] == [
        fields["title"] for fields in document["classes"]
    ]
