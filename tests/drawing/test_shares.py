"""Bars, ranges, progress and the strip of rounds: figures as lengths and places."""

import pytest

from drawing.axis import Axis
from drawing.bars import Bar, bars
from drawing.dot_range import RangeRow, Reading, dot_range
from drawing.events import Event
from drawing.progress import ProgressPart, Tone, progress
from drawing.rounds import RoundDot, dots_over_rounds
from tests.drawing.inspection import found, texts
from tests.drawing.samples import a_frame
from tests.drawing.strategies import BAR_WORDS, PROGRESS_WORDS, RANGE_WORDS, ROUND_WORDS


def lengths(drawing, paint):
    return [float(one.get("width")) for one in found(drawing, "rect") if one.get("class") == paint]


def test_bars_are_as_long_as_their_values():
    full, half = lengths(bars(a_frame(), [Bar("a", 40, "40"), Bar("b", 20, "20")], BAR_WORDS), "d-accent")
    assert half == pytest.approx(full / 2, abs=0.01)


def test_bar_of_a_whole_fills_a_track():
    drawing = bars(a_frame(), [Bar("a", 14, "14/56")], BAR_WORDS, maximum=56)
    assert lengths(drawing, "d-accent") == pytest.approx([lengths(drawing, "d-track")[0] / 4], abs=0.01)


def test_bar_with_alarm_is_red_and_has_a_sign_and_a_word():
    drawing = bars(a_frame(), [Bar("Trụ sở", 9, "9", alarm=True)], BAR_WORDS)
    assert lengths(drawing, "d-accent") == []
    assert len(found(drawing, "polygon")) == 2
    assert drawing.rows == (("Trụ sở (điểm liệt)", "9"),)


def test_bar_without_a_value_is_no_bar():
    drawing = bars(a_frame(), [Bar("a", None, "chưa có")], BAR_WORDS)
    assert lengths(drawing, "d-accent") == []
    assert texts(drawing) == ["a", "chưa có"]


def test_bar_table_has_columns_only_for_what_is_there():
    rows = [Bar("a", 1, "1", note="thiếu đất", reference=2, reference_text="2"), Bar("b", 1, "1")]
    drawing = bars(a_frame(), rows, BAR_WORDS)
    assert drawing.columns == ("Tiêu chí", "Chưa đạt", "kỳ trước", "Vướng mắc")
    assert drawing.rows == (("a", "1", "2", "thiếu đất"), ("b", "1", "", ""))


def test_range_puts_its_dots_between_the_ends():
    low, own, high = (Reading(value, str(value)) for value in (0, 25, 100))
    drawing = dot_range(a_frame(), [RangeRow("I", low, None, high, own=own)], RANGE_WORDS, axis=Axis(0, 100))
    band = [one for one in found(drawing, "rect") if one.get("class") == "d-track"][-1]
    start, extent = float(band.get("x")) + 1, float(band.get("width")) - 2
    assert float(found(drawing, "circle")[-1].get("cx")) == pytest.approx(start + extent / 4, abs=0.02)


def test_range_shows_both_scores_where_they_are_equal():
    same = Reading(88, "88")
    drawing = dot_range(a_frame(), [RangeRow("I", own=same, appraised=same)], RANGE_WORDS, axis=Axis(0, 100))
    outer, inner = found(drawing, "circle")[-2:]
    assert outer.get("cx") == inner.get("cx")
    assert float(outer.get("r")) > float(inner.get("r"))


def test_range_says_what_is_missing():
    assert dot_range(a_frame(), [RangeRow("I")], RANGE_WORDS).rows == (("I", "–", "–", "–", "–", "–"),)


def test_progress_divides_the_bar_by_the_parts():
    parts = [ProgressPart("đúng hạn", 30, "30", Tone.DONE), ProgressPart("muộn", 10, "10", Tone.LATE)]
    drawing = progress(a_frame(width=400), parts, PROGRESS_WORDS)
    assert (lengths(drawing, "d-accent"), lengths(drawing, "d-alarm")) == ([299], [99])


def test_progress_names_its_parts_in_lines_where_they_have_no_room():
    parts = [ProgressPart("đơn vị nộp đúng hạn theo kế hoạch", 30, "30", Tone.DONE)] * 3
    wide, narrow = (progress(a_frame(width=width), parts, PROGRESS_WORDS) for width in (1000, 320))
    heights = [{one.get("y") for one in found(drawing, "text")} for drawing in (wide, narrow)]
    assert [len(found_heights) for found_heights in heights] == [2, 3]


def test_progress_refuses_a_negative_part():
    with pytest.raises(ValueError, match="0 or more"):
        progress(a_frame(), [ProgressPart("a", -1, "-1", Tone.OPEN)], PROGRESS_WORDS)


def test_round_dot_is_higher_the_more_was_met():
    dots = [RoundDot("1", 0.5, "11/22"), RoundDot("2", 1, "22/22", is_met=True)]
    half, full = (float(one.get("cy")) for one in found(dots_over_rounds(a_frame(), dots, ROUND_WORDS), "circle")[:2])
    assert half - full == pytest.approx(23)


def test_round_dot_says_its_state_in_the_table():
    dots = [
        RoundDot("1", 0.9, "20/22"),
        RoundDot("2", 1, "22/22", is_met=True),
        RoundDot("3", 0.9, "20/22", knock_out=True),
        RoundDot("4", None, ""),
    ]
    states = [row[1] for row in dots_over_rounds(a_frame(), dots, ROUND_WORDS).rows]
    assert states == ["20/22 (chưa đạt)", "22/22 (đạt chuẩn)", "20/22 (điểm liệt)", "chưa đánh giá"]


def test_round_strip_marks_a_reorganisation():
    dots = [RoundDot("1", 1, "22/22"), RoundDot("2", 1, "20/20")]
    drawing = dots_over_rounds(a_frame(), dots, ROUND_WORDS, events=[Event(0.5, "sáp nhập 07/2025")])
    assert texts(drawing).count("sáp nhập 07/2025") == 1
    assert drawing.rows[1][2] == "sáp nhập 07/2025"
