"""From lines to groups, total and class: what counts, what is left out, what holds back."""

import json
from decimal import Context, Decimal, localcontext

import pytest

from criteria.scoring import AnswersRefused, result_document, score
from tests.criteria.sets import criterion, failures_of, group, met, points, result_class, rules

YES, NO = {"met": True}, {"met": False}
AWAY = {"not_applicable": "Không có"}


def bonus(code, most="10", **fields):
    return criterion(code, {"kind": "bonus", "max": most}, **fields)


def penalty(code, per="1", most="50"):
    return criterion(code, {"kind": "penalty", "per": per, "max": most})


@pytest.mark.parametrize("caps, given, total", [
    ({}, {"P": "50", "B": "4", "M": 0}, "54"),
    ({"bonus_cap": "3"}, {"P": "50", "B": "4", "M": 0}, "53"),
    ({"bonus_cap": "0"}, {"P": "50", "B": "4", "M": 0}, "50"),
    ({"total_cap": "52"}, {"P": "50", "B": "4", "M": 0}, "52"),
    # Penalties are taken before the cap on the total is looked at.
    ({"total_cap": "52"}, {"P": "50", "B": "4", "M": 2}, "52"),
    ({"total_cap": "52"}, {"P": "50", "B": "4", "M": 3}, "51"),
    # The cap on bonuses counts bonuses alone: a penalty makes no room under it.
    ({"bonus_cap": "3"}, {"P": "50", "B": "4", "M": 2}, "51"),
    ({}, {"P": "1", "B": "0", "M": 40}, "0"),
    ({"total_cap": "40"}, {"P": "50", "B": "0", "M": 0}, "40"),
])  # fmt: skip
def test_bonus_and_penalty_after_the_groups(caps, given, total):
    asked = rules(group("A", points("P", "50"), bonus("B"), penalty("M")), **caps)
    answers = {"P": {"points": given["P"]}, "B": {"points": given["B"]}, "M": {"occurrences": given["M"]}}

    result = score(asked, answers)

    assert result.points == Decimal(total)
    assert (result.groups[0].points, result.groups[0].max_points) == (Decimal(given["P"]), 50)
    assert (result.max_points, result.applicable) == (50, 1)


def test_percent_may_pass_a_hundred_with_bonuses():
    result = score(rules(group("A", met("1", "10"), bonus("B"))), {"1": YES, "B": {"points": "5"}})

    assert result.percent == 150


def test_group_of_bonuses_is_no_group_for_each_group_min_percent():
    asked = rules(
        group("A", met("1")), group("B", bonus("B")), group("C", met("C", "0")),
        classes=[
            result_class("good", each_group_min_percent="50", group_min_percent={"B": "50"}),
            result_class("poor"),
        ],
    )  # fmt: skip

    result = score(asked, {"1": YES, "B": {"points": "0"}, "C": NO})

    assert [group.percent for group in result.groups] == [100, None, None]
    assert result.class_code == "good"


@pytest.mark.parametrize("mode, total, most, percent", [
    ("exclude", 5, 5, 100), ("full", 10, 10, 100), ("zero", 5, 10, 50),
])  # fmt: skip
def test_not_applicable_leaves_the_count_in_every_mode(mode, total, most, percent):
    asked = rules(
        group("A", met("1", "5", may_be_not_applicable=True, knock_out=True), zero_if_unmet=["1"]),
        group("B", met("2", "5")),
        classes=[result_class("good", max_unmet=0, no_knock_out=True, met=["1", "2"]), result_class("poor")],
        not_applicable=mode,
    )

    result = score(asked, {"1": AWAY, "2": YES})

    assert (result.points, result.max_points, result.percent) == (total, most, percent)
    assert (result.met, result.applicable, result.knock_outs, result.class_code) == (1, 1, (), "good")


@pytest.mark.parametrize("mode", ["exclude", "full", "zero"])
def test_group_without_an_applicable_criterion_is_not_asked_for_its_percent(mode):
    asked = rules(
        group("A", met("1", may_be_not_applicable=True)), group("B", met("2")), not_applicable=mode,
        classes=[result_class("good", each_group_min_percent="100"), result_class("poor")],
    )  # fmt: skip

    assert score(asked, {"1": AWAY, "2": YES}).class_code == "good"


def test_nothing_applicable_has_no_percent_and_fails_every_percent():
    asked = rules(
        group("A", met("1", may_be_not_applicable=True)),
        classes=[result_class("good", min_percent="0"), result_class("poor")],
    )

    result = score(asked, {"1": AWAY})

    assert (result.percent, result.max_points, result.class_code) == (None, 0, "poor")
    assert failures_of(result) == {"good": [("min_percent", None, 0, ())]}


def test_missing_is_unmet_incomplete_and_without_class():
    asked = rules(
        group("A", met("1", knock_out=True), met("2"), zero_if_unmet=["1"]),
        classes=[result_class("good", no_knock_out=True), result_class("poor")],
    )

    result = score(asked, {"2": YES})

    assert (result.complete, result.class_code, result.would_be, result.missing) == (False, None, "poor", ("1",))
    assert (result.knock_outs, result.groups[0].zeroed_by, result.points) == (("1",), ("1",), 0)
    assert score(asked, {"1": YES, "2": YES}).class_code == "good"


def test_null_answer_is_missing():
    asked = rules(group("A", met("1")))

    assert score(asked, {"1": None}) == score(asked, {})


def test_unanswered_bonus_leaves_the_result_incomplete():
    result = score(rules(group("A", met("1"), bonus("B"))), {"1": YES})

    assert (result.complete, result.missing, result.applicable) == (False, ("B",), 1)


def test_exempt_criterion_zeroes_no_group_and_keeps_its_points():
    scale = {"kind": "points", "max": "10", "pass": "8"}
    asked = rules(group("A", criterion("1", scale, exemptible=True, knock_out=True), zero_if_unmet=["1"]))

    result = score(asked, {"1": {"points": "6", "exempt": "Bão"}})

    assert (result.points, result.groups[0].zeroed_by, result.lines[0].state) == (6, (), "exempt")
    assert (result.met, result.applicable, result.exempt) == (0, 1, ("1",))


def test_exempt_is_not_met_for_a_condition_that_asks_for_it():
    asked = rules(
        group("A", met("1", exemptible=True), met("2")),
        classes=[result_class("good", met=["1", "2"]), result_class("poor")],
    )

    result = score(asked, {"1": {"met": False, "exempt": "Bão"}, "2": YES})

    assert failures_of(result) == {"good": [("met", 1, 2, ("1",))]}


def test_group_is_zeroed_by_a_criterion_of_another_group():
    asked = rules(group("A", met("1")), group("B", met("2"), bonus("B"), zero_if_unmet=["1"]))

    result = score(asked, {"1": NO, "2": YES, "B": {"points": "3"}})

    assert [group.points for group in result.groups] == [0, 0]
    assert (result.points, result.met) == (3, 1)
    assert [line.why.reason for line in result.lines] == ["unmet", "zeroed_with_group", "bonus"]


CONDITIONS = [
    # two criteria of 10 points in A and one of 20 in B; A1 and B1 are met: 30 of 40, 75 %.
    ({"min_percent": "75"}, []),
    ({"min_percent": "75.000001"}, [("min_percent", 75, Decimal("75.000001"), ())]),
    ({"above_percent": "74.999999"}, []),
    ({"above_percent": "75"}, [("above_percent", 75, 75, ())]),
    ({"min_points": "30"}, []),
    ({"min_points": "30.01"}, [("min_points", 30, Decimal("30.01"), ())]),
    ({"above_points": "29.99"}, []),
    ({"above_points": "30"}, [("above_points", 30, 30, ())]),
    ({"min_met": 2}, []),
    ({"min_met": 3}, [("min_met", 2, 3, ("A2",))]),
    ({"max_unmet": 1}, []),
    ({"max_unmet": 0}, [("max_unmet", 1, 0, ("A2",))]),
    ({"each_group_min_percent": "50"}, []),
    ({"each_group_min_percent": "51"}, [("each_group_min_percent", 50, 51, ("A",))]),
    ({"group_min_percent": {"A": "50", "B": "100"}}, []),
    ({"group_min_percent": {"A": "60", "B": "100"}}, [("group_min_percent", 50, 60, ("A",))]),
    ({"no_knock_out": True}, [("no_knock_out", 1, 0, ("A2",))]),
    ({"no_knock_out": False}, []),
    ({"met": ["A1", "B1"]}, []),
    ({"met": ["A1", "A2"]}, [("met", 1, 2, ("A2",))]),
    ({"held": {"class": "good", "rounds": 2}}, []),
    ({"held": {"class": "good", "rounds": 3}}, [("held", 2, 3, ("good",))]),
    # Who held the best class held at least every class below it.
    ({"held": {"class": "poor", "rounds": 2}}, []),
    ({"external": ["safe-commune"]}, []),
    ({"external": ["safe-commune", "rural"]}, [("external", 1, 2, ("rural",))]),
    ({"min_points": "31", "max_unmet": 0}, [("min_points", 30, 31, ()), ("max_unmet", 1, 0, ("A2",))]),
]


@pytest.mark.parametrize("requires, failures", CONDITIONS)
def test_condition_holds_or_says_what_was_reached_and_needed(requires, failures):
    asked = rules(
        group("A", met("A1", "10"), met("A2", "10", knock_out=True)),
        group("B", met("B1", "20")),
        classes=[result_class("good", **requires), result_class("poor")],
    )

    result = score(
        asked, {"A1": YES, "A2": NO, "B1": YES}, held={"good": 2}, external={"safe-commune", "something-else"}
    )

    assert failures_of(result) == ({"good": failures} if failures else {})
    assert result.class_code == ("poor" if failures else "good")


def test_percent_is_compared_unrounded():
    asked = rules(
        group("A", points("1", "30000")), classes=[result_class("good", min_percent="90"), result_class("poor")]
    )

    assert score(asked, {"1": {"points": "26999.99"}}).class_code == "poor"
    assert score(asked, {"1": {"points": "27000"}}).class_code == "good"


def test_all_unfit_answers_are_refused_at_once_in_the_order_of_the_set():
    asked = rules(group("A", met("1"), points("2", "5"), met("3")))

    with pytest.raises(AnswersRefused) as refused:
        score(asked, {"zz": YES, "3": {"met": 1}, "2": {"points": "6"}, "1": YES, "?": NO})

    assert [(fault.code, fault.reason) for fault in refused.value.faults] == [
        ("2", "out_of_range"), ("3", "not_true_or_false"), ("?", "unknown_criterion"), ("zz", "unknown_criterion"),
    ]  # fmt: skip


def test_result_does_not_depend_on_the_callers_decimal_context():
    asked = rules(group("A", points("1", "30000", weight="1.333333")), classes=[result_class("c")])
    answers = {"1": {"points": "26999.99"}}
    usual = result_document(score(asked, answers))

    with localcontext(Context(prec=3)):
        assert result_document(score(asked, answers)) == usual


DOCUMENT = {
    "met": 0,
    "applicable": 2,
    "points": "0.00",
    "max_points": "15.00",
    "percent": "0.0000000000",
    "class": "poor",
    "would_be": "poor",
    "complete": True,
    "lines": [
        {
            "code": "1",
            "points": "0.00",
            "max_points": "10.00",
            "met": False,
            "state": "scored",
            "why": {
                "reason": "zeroed_with_group",
                "values": {"group": "A", "unmet": ["1"], "scored": {"reason": "unmet", "values": {}}},
            },
        },
        {
            "code": "2",
            "points": "2.50",
            "max_points": "5.00",
            "met": False,
            "state": "exempt",
            "why": {
                "reason": "zeroed_with_group",
                "values": {
                    "group": "A",
                    "unmet": ["1"],
                    "scored": {
                        "reason": "exempt",
                        "values": {
                            "reason": "Bão",
                            "scored": {
                                "reason": "points_given",
                                "values": {"given": "2.5", "max": "5", "pass": "5"},
                            },
                        },
                    },
                },
            },
        },
    ],
    "groups": [
        {
            "code": "A",
            "points": "0.00",
            "max_points": "15.00",
            "percent": "0.0000000000",
            "met": 0,
            "applicable": 2,
            "zeroed_by": ["1"],
            "knock_outs": [],
        }
    ],
    "knock_outs": [],
    "exempt": ["2"],
    "missing": [],
    "held_back": [
        {
            "class": "good",
            "failures": [{"condition": "min_percent", "reached": "0.0000000000", "needed": "90", "codes": []}],
        }
    ],
}


def test_result_document_is_ready_for_json():
    asked = rules(
        group("A", met("1", "10"), points("2", "5", exemptible=True), zero_if_unmet=["1"]),
        classes=[result_class("good", min_percent="90"), result_class("poor")],
    )

    document = result_document(score(asked, {"1": NO, "2": {"points": "2.5", "exempt": "Bão"}}))

    assert json.loads(json.dumps(document)) == document == DOCUMENT
