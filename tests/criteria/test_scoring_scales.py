"""One table a scale: an answer, and the points and met it gives, or the reason why it is refused."""

from decimal import Decimal

import pytest

from criteria.scoring import AnswersRefused, check_answer, rule_from_fields, score_line

MET = {"kind": "met", "points": "2.5"}
POINTS = {"kind": "points", "max": "10", "step": "0.5", "pass": "7"}
LEVELS = {
    "kind": "levels",
    "levels": [{"value": value, "title": "", "points": worth} for value, worth in ((0, "0"), (1, "2"), (3, "5"))],
    "pass": 1,
}
CHECKLIST = {"kind": "checklist", "items": [{"code": "a"}, {"code": "b", "points": "2"}, {"code": "c"}], "need": 2}
BONUS = {"kind": "bonus", "max": "3", "step": "1"}
PENALTY = {"kind": "penalty", "per": "1.5", "max": "4"}
NUMBER = {"kind": "measure", "of": "number", "required": {"op": ">=", "value": "70"}, "points": "4"}
RATIO = {
    "kind": "measure",
    "of": "ratio",
    "bands": [{"from": "90", "points": "10"}, {"above": "80", "points": "8"}, {"from": "60", "points": "5"}],
    "pass": "8",
}
CHANGE = {
    "kind": "measure",
    "of": "change",
    "bands": [{"to": "-10", "points": "10"}, {"to": "0", "points": "7"}, {"below": "5", "points": "3"}],
    "pass": "7",
}


def line(scale, answer, **fields):
    return score_line(rule_from_fields({"code": "1", "scale": scale, **fields}), answer)


def refusal(scale, answer, **fields):
    """The reason of the one fault that the answer is refused for."""
    rule = rule_from_fields({"code": "1", "scale": scale, **fields})
    with pytest.raises(AnswersRefused) as refused:
        score_line(rule, answer)
    assert check_answer(rule, answer) == refused.value.faults
    (fault,) = refused.value.faults
    return fault.reason


@pytest.mark.parametrize("scale, answer, points, is_met", [
    (MET, {"met": True}, "2.5", True),
    (MET, {"met": False}, "0", False),
    ({"kind": "met", "points": "0"}, {"met": True}, "0", True),
    (POINTS, {"points": "0"}, "0", False),
    (POINTS, {"points": "6.5"}, "6.5", False),
    (POINTS, {"points": "7"}, "7", True),
    (POINTS, {"points": "10.00"}, "10", True),
    (POINTS, {"points": 7}, "7", True),
    (POINTS, {"points": Decimal("7.5")}, "7.5", True),
    (POINTS, {"points": " 7.5 "}, "7.5", True),
    (POINTS, {"points": "1E1"}, "10", True),
    (POINTS, {"points": "-0"}, "0", False),
    (LEVELS, {"level": 0}, "0", False),
    (LEVELS, {"level": 1}, "2", True),
    (LEVELS, {"level": 3}, "5", True),
    (CHECKLIST, {"items": []}, "0", False),
    (CHECKLIST, {"items": ["b"]}, "2", False),
    (CHECKLIST, {"items": ["a", "c"]}, "2", True),
    (CHECKLIST, {"items": ("c", "b", "a")}, "4", True),
    (NUMBER, {"value": "69.999999"}, "0", False),
    (NUMBER, {"value": "70"}, "4", True),
    (NUMBER, {"value": "-3"}, "0", False),
    (RATIO, {"numerator": "9", "denominator": "10"}, "10", True),
    (RATIO, {"numerator": "17", "denominator": "20"}, "8", True),
    (RATIO, {"numerator": "8", "denominator": "10"}, "5", False),
    (RATIO, {"numerator": "0", "denominator": "10"}, "0", False),
    (RATIO, {"numerator": "12", "denominator": "10"}, "10", True),
    # 100·2/3 is above 66.666666, however many sixes are written.
    (
        {"kind": "measure", "of": "ratio", "required": {"op": ">", "value": "66.666666"}},
        {"numerator": 2, "denominator": 3},
        "1",
        True,
    ),
    (
        {"kind": "measure", "of": "ratio", "required": {"op": "=", "value": "66.666667"}},
        {"numerator": 2, "denominator": 3},
        "0",
        False,
    ),
    (CHANGE, {"previous": "10", "current": "9"}, "10", True),
    (CHANGE, {"previous": "12", "current": "12"}, "7", True),
    (CHANGE, {"previous": "100", "current": "104"}, "3", False),
    (CHANGE, {"previous": "100", "current": "105"}, "0", False),
    (CHANGE, {"previous": "0", "current": "0"}, "7", True),
    (CHANGE, {"previous": "0", "current": "1"}, "0", False),
    (
        {**CHANGE, "bands": [{"above": "999999999", "points": "1"}], "pass": "1"},
        {"previous": 0, "current": 1},
        "1",
        True,
    ),
    (BONUS, {"points": "2"}, "2", None),
    (PENALTY, {"occurrences": 0}, "0", None),
    (PENALTY, {"occurrences": 2}, "-3", None),
    (PENALTY, {"occurrences": 3}, "-4", None),
    (PENALTY, {"occurrences": 1_000_000_000}, "-4", None),
])  # fmt: skip
def test_fitting_answer(scale, answer, points, is_met):
    scored = line(scale, answer)

    assert (scored.points, scored.met, scored.state) == (Decimal(points), is_met, "scored")
    assert -scored.points.as_tuple().exponent == 2


@pytest.mark.parametrize("op, below, at, above", [
    (">=", False, True, True),
    (">", False, False, True),
    ("<=", True, True, False),
    ("<", True, False, False),
    ("=", False, True, False),
])  # fmt: skip
def test_required_operators(op, below, at, above):
    scale = {"kind": "measure", "of": "number", "required": {"op": op, "value": "5"}}

    assert [line(scale, {"value": value}).met for value in ("4.9", "5.0", "5.1")] == [below, at, above]


@pytest.mark.parametrize("scale, answer, reason", [
    (MET, {"met": 1}, "not_true_or_false"),
    (MET, {"met": "true"}, "not_true_or_false"),
    (MET, {"met": None}, "not_true_or_false"),
    (MET, {"met": True, "note": "x"}, "unknown_key"),
    (MET, {}, "key_missing"),
    (MET, True, "not_an_object"),
    (MET, [], "not_an_object"),
    (POINTS, {"points": "10.5"}, "out_of_range"),
    (POINTS, {"points": "-0.5"}, "out_of_range"),
    (POINTS, {"points": "7.3"}, "off_step"),
    (POINTS, {"points": 7.5}, "float"),
    (POINTS, {"points": float("nan")}, "float"),
    (POINTS, {"points": True}, "not_a_number"),
    (POINTS, {"points": "NaN"}, "not_a_number"),
    (POINTS, {"points": "Infinity"}, "not_a_number"),
    (POINTS, {"points": Decimal("Infinity")}, "not_a_number"),
    (POINTS, {"points": Decimal("sNaN")}, "not_a_number"),
    (POINTS, {"points": "7,5"}, "not_a_number"),
    (POINTS, {"points": "7 5"}, "not_a_number"),
    (POINTS, {"points": "1_0"}, "not_a_number"),
    (POINTS, {"points": "٧"}, "not_a_number"),
    (POINTS, {"points": ""}, "not_a_number"),
    (POINTS, {"points": None}, "not_a_number"),
    (POINTS, {"points": "1E99"}, "too_long"),
    (POINTS, {"points": 10**400}, "too_long"),
    (POINTS, {"points": "1E-99"}, "too_long"),
    (LEVELS, {"level": 2}, "unknown_level"),
    (LEVELS, {"level": True}, "unknown_level"),
    (LEVELS, {"level": "1"}, "unknown_level"),
    (LEVELS, {"level": [1]}, "unknown_level"),
    (CHECKLIST, {"items": "abc"}, "not_a_list"),
    (CHECKLIST, {"items": [1]}, "not_a_list"),
    (CHECKLIST, {"items": ["d"]}, "unknown_item"),
    (CHECKLIST, {"items": ["a", "a"]}, "repeated_item"),
    (NUMBER, {"value": "many"}, "not_a_number"),
    (NUMBER, {"numerator": "1", "denominator": "2"}, "unknown_key"),
    (RATIO, {"numerator": "1"}, "key_missing"),
    (RATIO, {"numerator": "0", "denominator": "0"}, "not_measurable"),
    (RATIO, {"numerator": "3", "denominator": "0"}, "not_measurable"),
    (RATIO, {"numerator": "-1", "denominator": "2"}, "negative"),
    (RATIO, {"numerator": "1", "denominator": "-2"}, "negative"),
    (CHANGE, {"previous": "-1", "current": "2"}, "negative"),
    (BONUS, {"points": "4"}, "out_of_range"),
    (BONUS, {"points": "1.5"}, "off_step"),
    (PENALTY, {"occurrences": -1}, "not_a_count"),
    (PENALTY, {"occurrences": "2"}, "not_a_count"),
    (PENALTY, {"occurrences": 1.0}, "not_a_count"),
    (PENALTY, {"occurrences": True}, "not_a_count"),
    (PENALTY, {"occurrences": 10**5000}, "not_a_count"),
    (MET, {"not_applicable": "x"}, "not_applicable_refused"),
    (MET, {"met": False, "exempt": "x"}, "exempt_refused"),
])  # fmt: skip
def test_unfit_answer_is_refused(scale, answer, reason):
    assert refusal(scale, answer) == reason


@pytest.mark.parametrize("answer, reason", [
    ({"not_applicable": ""}, "reason_missing"),
    ({"not_applicable": True}, "reason_missing"),
    ({"not_applicable": "x", "met": True}, "mixed_not_applicable"),
    ({"met": False, "exempt": "  "}, "reason_missing"),
    ({"met": True, "exempt": None}, "reason_missing"),
    ({"exempt": "x"}, "key_missing"),
])  # fmt: skip
def test_not_applicable_and_exempt_need_a_reason_of_their_own(answer, reason):
    assert refusal(MET, answer, may_be_not_applicable=True, exemptible=True) == reason


def test_bonus_is_never_exempt():
    assert refusal(BONUS, {"points": "0", "exempt": "x"}, exemptible=True) == "exempt_refused"


def test_fault_says_what_would_be_accepted():
    rule = rule_from_fields({"code": "1.1", "scale": POINTS})
    (fault,) = check_answer(rule, {"points": "7.3"})

    assert (fault.code, fault.reason) == ("1.1", "off_step")
    assert fault.values == {"key": "points", "received": Decimal("7.3"), "most": Decimal(10), "step": Decimal("0.5")}


def test_no_answer_is_missing_and_no_fault():
    rule = rule_from_fields({"code": "1", "scale": MET})
    missing = score_line(rule, None)

    assert check_answer(rule, None) == ()
    assert (missing.points, missing.max_points, missing.met, missing.state) == (0, Decimal("2.5"), False, "missing")


def test_exemption_of_an_answer_that_is_met_changes_nothing():
    exempted = line(MET, {"met": True, "exempt": "Bão"}, exemptible=True)

    assert exempted == line(MET, {"met": True})


@pytest.mark.parametrize("mode, points, most", [("exclude", "0", "0"), ("full", "2.5", "2.5"), ("zero", "0", "2.5")])
def test_not_applicable_line_by_mode(mode, points, most):
    rule = rule_from_fields({"code": "1", "scale": MET, "may_be_not_applicable": True})
    scored = score_line(rule, {"not_applicable": "Không có"}, not_applicable=mode)

    assert (scored.points, scored.max_points, scored.met, scored.state) == (
        Decimal(points), Decimal(most), None, "not_applicable",
    )  # fmt: skip


@pytest.mark.parametrize("scale, answer, weight, points, most", [
    ({"kind": "points", "max": "1"}, {"points": "0.01"}, "0.5", "0.01", "0.50"),
    ({"kind": "points", "max": "1"}, {"points": "0.01"}, "0.49", "0.00", "0.49"),
    ({"kind": "met", "points": "0.333"}, {"met": True}, "1", "0.33", "0.33"),
    ({"kind": "met", "points": "0.345"}, {"met": True}, "1", "0.35", "0.35"),
    (BONUS, {"points": "2"}, "1.5", "3.00", "4.50"),
    (PENALTY, {"occurrences": 1}, "0.35", "-0.53", "0.00"),
    (MET, {"met": True}, "0", "0.00", "0.00"),
])  # fmt: skip
def test_weight_multiplies_points_and_maximum_and_rounds_half_up_once(scale, answer, weight, points, most):
    scored = line(scale, answer, weight=weight)

    assert (scored.points, scored.max_points) == (Decimal(points), Decimal(most))
