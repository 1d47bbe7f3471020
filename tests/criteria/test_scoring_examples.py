"""The nine worked examples of the scoring specification, by number."""

from decimal import Decimal

from criteria.scoring import result_document, score
from tests.criteria.sets import criterion, failures_of, group, met, points, result_class, rules


def test_example_1_count():
    codes = [f"I.{number}" for number in range(1, 22)]
    ward = rules(
        group("I", *(met(code) for code in codes)),
        group("II", met("II.1")),
        classes=[result_class("recognised", max_unmet=0), result_class("not-yet")],
        counting="met",
    )

    result = score(ward, {**{code: {"met": True} for code in codes}, "II.1": {"met": False}})

    assert (result.met, result.applicable, result.points, result.max_points) == (21, 22, 21, 22)
    assert result_document(result)["percent"] == "95.4545454545"
    assert result.class_code == "not-yet"
    assert failures_of(result) == {"recognised": [("max_unmet", 1, 0, ("II.1",))]}


def test_example_2_group_floor():
    classes = [
        result_class("good", min_percent="85", each_group_min_percent="70"),
        result_class("fair", min_percent="70", each_group_min_percent="60"),
        result_class("average", min_percent="50", each_group_min_percent="50"),
        result_class("poor"),
    ]
    asked = rules(
        *(group(code, points(f"{code}1", most)) for code, most in (("A", "80"), ("C", "20"))), classes=classes
    )

    result = score(asked, {"A1": {"points": "75"}, "C1": {"points": "13"}})

    assert (result.percent, result.class_code) == (88, "fair")
    assert failures_of(result) == {"good": [("each_group_min_percent", 65, 70, ("C",))]}


def test_example_3_not_applicable_excluded():
    asked = rules(
        group("A", points("A1", "50"), points("A2", "10", may_be_not_applicable=True)), group("B", points("B1", "40"))
    )
    answers = {"A1": {"points": "45"}, "A2": {"not_applicable": "Địa bàn không có"}, "B1": {"points": "30"}}

    result = score(asked, answers)

    assert (result.points, result.max_points) == (75, 90)
    assert result_document(result)["percent"] == "83.3333333333"


def test_example_4_bonus():
    asked = rules(
        group("A", points("A1", "100")),
        group("B", criterion("B1", {"kind": "bonus", "max": "5"}), criterion("B2", {"kind": "bonus", "max": "5"})),
        bonus_cap="5",
        total_cap="100",
    )

    result = score(asked, {"A1": {"points": "97"}, "B1": {"points": "3"}, "B2": {"points": "4"}})

    assert (result.points, result.max_points, result.bonus) == (100, 100, 5)
    assert (result.met, result.applicable) == (0, 1)


def test_example_5_group_zeroed():
    asked = rules(group("4", met("4.1", "10")), group("5", met("5.1", "6"), points("5.2", "14"), zero_if_unmet=["5.1"]))

    result = score(asked, {"4.1": {"met": True}, "5.1": {"met": False}, "5.2": {"points": "14"}})

    zeroed = result.groups[1]
    assert (zeroed.points, zeroed.max_points, zeroed.zeroed_by) == (0, 20, ("5.1",))
    assert result.points == 10
    assert [(line.points, line.why.reason) for line in result.lines[1:]] == [
        (0, "zeroed_with_group"),
        (14, "zeroed_with_group"),
    ]
    assert result.lines[2].why.values["scored"].reason == "points_given"


def weighted_levels(*chosen):
    levels = [{"value": value, "title": f"Mức {value}", "points": str(value)} for value in range(1, 6)]
    asked = rules(
        group("A", *(criterion(w, {"kind": "levels", "levels": levels}, weight=w) for w in ("10", "30", "60"))),
        classes=[
            result_class("excellent", above_percent="90"),
            result_class("good", above_percent="70"),
            result_class("fair"),
        ],
    )
    return score(asked, dict(zip(("10", "30", "60"), ({"level": value} for value in chosen), strict=True)))


def test_example_6_weighted_levels():
    result = weighted_levels(5, 4, 4)

    assert [line.points for line in result.lines] == [50, 120, 240]
    assert (result.points, result.max_points, result.percent, result.class_code) == (410, 500, 82, "good")


def test_example_6_at_exactly_the_bound_it_is_the_next_class():
    result = weighted_levels(5, 4, 3)
    at_the_bound = weighted_levels(2, 5, 3)

    assert (result.percent, result.class_code) == (70, "fair")
    assert (at_the_bound.percent, at_the_bound.class_code) == (70, "fair")
    assert failures_of(result)["good"] == [("above_percent", 70, 70, ())]


def test_example_7_year_on_year():
    scale = {"kind": "measure", "unit": "%", "of": "change", "required": {"op": "<=", "value": "0"}}
    asked = rules(group("A", criterion("1", scale)))

    level = score(asked, {"1": {"previous": "12", "current": "12"}}).lines[0]
    from_nothing = score(asked, {"1": {"previous": "0", "current": "1"}}).lines[0]

    assert (level.met, level.why.values["measured"]) == (True, 0)
    assert (from_nothing.met, from_nothing.why.values["measured"]) == (False, None)


def knocked_out(answer):
    asked = rules(
        group("A", points("P", "92"), met("K", "8", knock_out=True, exemptible=True)),
        classes=[
            result_class("excellent", min_points="90", no_knock_out=True),
            result_class("good", min_points="70", no_knock_out=True),
            result_class("average", min_points="50"),
            result_class("weak"),
        ],
    )
    return score(asked, {"P": {"points": "92"}, "K": answer})


def test_example_8_knock_out_with_exemption():
    result = knocked_out({"met": False, "exempt": "Bão số 5"})

    assert (result.points, result.class_code, result.knock_outs, result.exempt) == (92, "excellent", (), ("K",))
    assert result.lines[1].why.values["reason"] == "Bão số 5"


def test_example_8_without_the_exemption():
    result = knocked_out({"met": False})

    assert (result.points, result.class_code, result.knock_outs, result.exempt) == (92, "average", ("K",), ())
    failure = ("no_knock_out", 1, 0, ("K",))
    assert failures_of(result) == {"excellent": [failure], "good": [failure]}


def counted_twenty(last_answer):
    codes = [str(number) for number in range(1, 21)]
    asked = rules(
        group("A", *(met(code, exemptible=code == "20") for code in codes)),
        classes=[result_class("met", max_unmet=0), result_class("not-met")],
    )
    return score(asked, {**{code: {"met": True} for code in codes}, "20": last_answer})


def test_example_9_exemption_in_a_counted_set():
    result = counted_twenty({"met": False, "exempt": "Thiên tai"})

    assert (result.met, result.applicable, result.exempt, result.class_code) == (19, 20, ("20",), "met")


def test_example_9_without_the_exemption():
    result = counted_twenty({"met": False})

    assert (result.met, result.applicable, result.exempt, result.class_code) == (19, 20, (), "not-met")
    assert failures_of(result) == {"met": [("max_unmet", 1, 0, ("20",))]}


def test_decimal_percents_are_exact():
    result = score(rules(group("A", points("1", "3"))), {"1": {"points": "2"}})

    assert result.percent == Decimal("66.66666666666666666666666666666667")
