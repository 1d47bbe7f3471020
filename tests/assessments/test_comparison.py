"""Which answers are far enough from last round's to be asked about."""

import pytest

from assessments.queries.comparison import comparison_question
from criteria.scoring import scale_from_fields

POINTS = {"kind": "points", "max": "20"}
LEVELS = {"kind": "levels", "levels": [{"value": n, "title": f"Mức {n}", "points": str(n)} for n in range(1, 6)]}
NUMBER = {"kind": "measure", "of": "number", "unit": "vụ", "required": {"op": "<=", "value": "50"}}
RATIO = {"kind": "measure", "of": "ratio", "required": {"op": ">=", "value": "1"}}
CHANGE = {"kind": "measure", "of": "change", "required": {"op": "<=", "value": "900"}}
ITEMS = {"kind": "checklist", "items": [{"code": code, "title": code} for code in "abcdef"]}
PENALTY = {"kind": "penalty", "per": "1", "max": "5"}

NEAR = [
    (POINTS, {"points": "12"}, {"points": "6"}),
    (NUMBER, {"value": "12"}, {"value": "18"}),
    (LEVELS, {"level": 2}, {"level": 3}),
    (RATIO, {"numerator": "8", "denominator": "10"}, {"numerator": "60", "denominator": "100"}),
    (CHANGE, {"previous": "10", "current": "12"}, {"previous": "12", "current": "12"}),
    (ITEMS, {"items": ["a", "b"]}, {"items": ["a"]}),
    (PENALTY, {"occurrences": 2}, {"occurrences": 3}),
]
FAR = [
    (POINTS, {"points": "12"}, {"points": "5"}, "kỳ trước 12 điểm, kỳ này 5 điểm. Số liệu này đã đúng chưa?"),
    (NUMBER, {"value": "12"}, {"value": "48"}, "kỳ trước 12 vụ, kỳ này 48 vụ. Số liệu này đã đúng chưa?"),
    (NUMBER, {"value": "0"}, {"value": "1"}, "kỳ trước 0 vụ, kỳ này 1 vụ. Số liệu này đã đúng chưa?"),
    (
        LEVELS,
        {"level": 4},
        {"level": 2},
        "kỳ trước Mức 4: Mức 4, kỳ này Mức 2: Mức 2. Số liệu này đã đúng chưa?",
    ),
    (
        RATIO,
        {"numerator": "9", "denominator": "10"},
        {"numerator": "9", "denominator": "30"},
        "kỳ trước 9/10 = 90%, kỳ này 9/30 = 30%. Số liệu này đã đúng chưa?",
    ),
    (
        CHANGE,
        {"previous": "10", "current": "12"},
        {"previous": "9", "current": "9"},
        "kỳ trước đã báo cáo 12, nay ghi số của kỳ trước là 9. Số nào đúng?",
    ),
    (PENALTY, {"occurrences": 1}, {"occurrences": 4}, "kỳ trước 1 lần, kỳ này 4 lần. Số liệu này đã đúng chưa?"),
]


def question(fields, before, now, was_met=None, met=None, before_fields=None):
    scale = scale_from_fields(fields)
    return comparison_question(scale, now, met, scale_from_fields(before_fields or fields), before, was_met)


@pytest.mark.parametrize(("fields", "before", "now"), NEAR)
def test_near_answers_raise_no_question(fields, before, now):
    assert question(fields, before, now) == ""


@pytest.mark.parametrize(("fields", "before", "now", "words"), FAR)
def test_far_answers_are_asked_about_with_both_numbers(fields, before, now, words):
    assert question(fields, before, now) == words


@pytest.mark.parametrize(
    ("was_met", "met", "words"),
    [
        (True, False, "kỳ trước đạt, kỳ này chưa đạt. Vì sao?"),
        (False, True, "kỳ trước chưa đạt, kỳ này đạt. Điều gì đã thay đổi?"),
        (True, True, ""),
    ],
)
def test_flip_of_met_is_asked_about(was_met, met, words):
    assert question({"kind": "met"}, {"met": was_met}, {"met": met}, was_met, met) == words


def test_number_that_flips_is_asked_about_though_it_is_near():
    words = "kỳ trước 49 vụ (đạt), kỳ này 51 vụ (chưa đạt). Vì sao?"
    assert question(NUMBER, {"value": "49"}, {"value": "51"}, True, False) == words


def test_reason_of_an_exemption_stays_out_of_the_question():
    before = {"value": "12", "exempt": "bão"}
    assert question(NUMBER, before, {"value": "48"}) == "kỳ trước 12 vụ, kỳ này 48 vụ. Số liệu này đã đúng chưa?"


@pytest.mark.parametrize("other", [POINTS, {**NUMBER, "unit": "mô hình"}, RATIO])
def test_what_was_measured_otherwise_is_not_compared(other):
    before = {"points": "1", "value": "1", "numerator": "1", "denominator": "1"}
    assert question(NUMBER, before, {"value": "48"}, before_fields=other) == ""


def test_not_applicable_is_not_compared():
    assert question(NUMBER, {"not_applicable": "không có"}, {"value": "48"}) == ""
