import pytest

from drawing.axis import Axis, Tick
from drawing.events import Event
from drawing.trend import TrendPoint, TrendSeries, trend
from tests.drawing.inspection import found, texts
from tests.drawing.samples import a_frame
from tests.drawing.strategies import TREND_WORDS


def a_series(*values, label="Hải Châu", emphasis=False):
    points = (None if value is None else TrendPoint(value, f"{value}/22") for value in values)
    return TrendSeries(label, tuple(points), emphasis)


def a_trend(*series, **options):
    labels = [f"Kỳ {index + 1}" for index in range(len(series[0].points))]
    return trend(a_frame(), labels, series, TREND_WORDS, **options)


def test_line_breaks_where_nothing_was_measured():
    assert len(found(a_trend(a_series(15, 17, None, 20, 21)), "path")) == 2


def test_lone_point_between_gaps_is_a_dot():
    drawing = a_trend(a_series(15, None, 20))
    assert (len(found(drawing, "path")), len(found(drawing, "circle"))) == (0, 2)


def test_first_last_and_extremes_carry_their_values():
    shown = texts(a_trend(a_series(15, 21, 9, 18, 20)))
    assert [text for text in shown if "/" in text] == ["20/22", "21/22", "9/22", "15/22"]


def test_line_that_ends_early_is_named_where_it_ends():
    shown = texts(a_trend(a_series(20, 21, 21, 21, 22), a_series(5, 6, None, None, None, label="Hòa Phong")))
    assert shown[:6].count("Hòa Phong") == 1
    assert found(a_trend(a_series(20, 21, 21), a_series(5, 6, None)), "line")[-1].get("class") == "d-axis"


def test_marks_of_the_axis_are_the_callers():
    shown = texts(a_trend(a_series(15, 17), axis=Axis(0, 22, (Tick(0, "0"), Tick(22, "22")))))
    assert shown[:2] == ["0", "22"]


def test_value_beyond_the_axis_lies_on_its_edge():
    within, beyond = (a_trend(a_series(10, value), axis=Axis(0, 20)) for value in (20, 900))
    assert found(within, "circle")[1].attrib == found(beyond, "circle")[1].attrib


def test_event_stands_in_the_drawing_and_in_the_row_after_it():
    drawing = a_trend(a_series(15, 17, 20), events=[Event(1.5, "sáp nhập 01/2025")])
    assert texts(drawing).count("sáp nhập 01/2025") == 1
    assert drawing.columns == ("Kỳ", "Hải Châu", "Sắp xếp")
    assert [row[2] for row in drawing.rows] == ["", "", "sáp nhập 01/2025"]


def test_missing_value_is_a_word_in_the_table():
    assert a_trend(a_series(15, None)).rows == (("Kỳ 1", "15/22"), ("Kỳ 2", "không có"))


def test_only_the_emphasised_line_has_the_accent():
    drawing = a_trend(a_series(1, 2), a_series(3, 4, emphasis=True))
    assert [path.get("class") for path in found(drawing, "path")] == ["d-soft-line", "d-accent-line"]


def test_series_of_another_length_is_refused():
    with pytest.raises(ValueError, match="3 points"):
        trend(a_frame(), ["1", "2", "3"], [a_series(1)], TREND_WORDS)
