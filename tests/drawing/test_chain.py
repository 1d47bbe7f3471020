"""A case over time: what is written where, what is late, and what the table says."""

from itertools import pairwise

import pytest

from drawing.axis import Axis, Tick
from drawing.chain import SHAPES, ChainLane, ChainMark, ChainStretch, Sign, chain
from tests.drawing.inspection import found, texts
from tests.drawing.samples import a_frame
from tests.drawing.strategies import CHAIN_WORDS

AXIS = Axis(0, 1000, (Tick(100, "2022"), Tick(465, "2023")))
WAITS = "chờ UBND thành phố · 900 ngày"


def drawn(*stretches, marks=(), width=760, lanes=1, today=1000):
    lane = ChainLane("phường Hải Châu", "Trụ sở chật", "1.000 ngày", tuple(marks), tuple(stretches))
    return chain(a_frame(width=width), [lane] * lanes, CHAIN_WORDS, axis=AXIS, today=today)


def bars_of(drawing):
    """The rectangles of the bars, as (class, x, width)."""
    return [
        (each.attrib["class"], float(each.attrib["x"]), float(each.attrib["width"]))
        for each in found(drawing, "rect")
        if each.attrib["height"] == "20"
    ]


def test_stretch_says_whom_it_waits_for_inside_its_bar_where_there_is_room():
    drawing = drawn(ChainStretch(100, 1000, WAITS, "UBND thành phố", is_now=True))
    assert texts(drawing).count(WAITS) == 1


@pytest.mark.parametrize("width", [328, 760])
def test_what_is_waited_for_now_stands_beneath_a_bar_that_is_too_short(width):
    drawing = drawn(ChainStretch(980, 1000, WAITS, "UBND thành phố", is_now=True), width=width)
    assert texts(drawing).count(WAITS) == 1


def test_stretch_of_the_past_that_is_too_short_is_silent_and_heard_on_pointing():
    drawing = drawn(ChainStretch(100, 120, WAITS, "UBND thành phố"))
    assert WAITS not in texts(drawing)
    assert [each.text for each in found(drawing, "title")][1:] == [WAITS]


def test_stretch_is_long_as_its_days_are_many():
    short, long = (each[2] for each in bars_of(drawn(ChainStretch(0, 100, "a"), ChainStretch(100, 1000, "b"))))
    assert round((long + 1) / (short + 1), 6) == 9


def test_stretch_is_in_alarm_from_the_day_on_which_it_is_late():
    classes = [each[0] for each in bars_of(drawn(ChainStretch(0, 1000, WAITS, overdue_from=500)))]
    assert classes == ["d-track", "d-alarm"]


def test_stretch_that_was_late_from_its_beginning_is_in_alarm_altogether():
    classes = [each[0] for each in bars_of(drawn(ChainStretch(100, 1000, WAITS, overdue_from=50)))]
    assert classes == ["d-alarm"]


def test_stretches_differ_by_now_then_and_nobody():
    drawing = drawn(
        ChainStretch(0, 300, "a", is_idle=True), ChainStretch(300, 600, "b"), ChainStretch(600, 1000, "c", is_now=True)
    )
    assert [each[0] for each in bars_of(drawing)] == ["d-box", "d-track", "d-box-current"]


def test_every_sign_has_a_shape_of_its_own():
    assert {*SHAPES} == {*Sign}
    assert len({shape(0, 0) for shape in SHAPES.values()}) == len(Sign)


def test_marks_of_one_day_stand_side_by_side():
    drawing = drawn(marks=[ChainMark(Sign.MET, 500, "a"), ChainMark(Sign.MET, 500, "b"), ChainMark(Sign.MET, 500, "c")])
    places = sorted(float(each.attrib["cx"]) for each in found(drawing, "circle"))[:3]
    assert all(later - earlier >= 12 for earlier, later in pairwise(places))


def test_key_names_only_the_signs_that_are_there():
    drawing = drawn(ChainStretch(0, 1000, "a"), marks=[ChainMark(Sign.DIRECTIVE, 10, "12/11/2021")])
    assert texts(drawing)[-2:] == ["directive", "thời gian chờ"]


def test_day_is_ruled_and_named():
    assert texts(drawn(lanes=2)).count("hôm nay") == 1
    assert len([each for each in found(drawn(lanes=2), "line") if each.get("stroke-dasharray")]) == 2
    assert "hôm nay" not in texts(drawn(today=None))


def test_table_has_the_days_of_each_kind_and_who_is_waited_for():
    marks = [
        ChainMark(Sign.RECOMMENDATION, 10, "05/11/2021"),
        ChainMark(Sign.UNMET, 5, "12/11/2021"),
        ChainMark(Sign.RECOMMENDATION, 700, "10/11/2025"),
    ]
    drawing = drawn(ChainStretch(0, 700, "trước"), ChainStretch(700, 1000, WAITS, is_now=True), marks=marks)
    assert drawing.columns == ("Chuỗi", "unmet", "recommendation", "Đang chờ", "Số ngày")
    assert drawing.rows == (
        ("phường Hải Châu: Trụ sở chật", "12/11/2021", "05/11/2021, 10/11/2025", WAITS, "1.000 ngày"),
    )
