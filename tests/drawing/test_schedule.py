"""Stages planned and reached: what is late is seen, said and told in the table."""

import pytest

from drawing import paint
from drawing.axis import Axis, Tick
from drawing.schedule import Moment, ScheduleRow, schedule
from tests.drawing.inspection import found, texts
from tests.drawing.samples import a_frame
from tests.drawing.strategies import SCHEDULE_WORDS

PLANNED, LATER = Moment(100, "01/08/2021"), Moment(119, "20/08/2021")


def drawn(row, width=760, **options):
    axis = Axis(0, 200, (Tick(0, "2021"), Tick(200, "2022")))
    return schedule(a_frame(width=width), [row], SCHEDULE_WORDS, axis=axis, **options)


def bands(drawing, role):
    """Extent of each band of this paint, without the one of the key."""
    rows = [each for each in found(drawing, "rect") if each.get("class") == role.name]
    return [(float(each.attrib["x"]), float(each.attrib["width"])) for each in rows if each.attrib["width"] != "14"]


def dots(drawing, role):
    """Places of the dots of this paint, without the first, which is the key's."""
    return [float(each.attrib["cx"]) for each in found(drawing, "circle") if each.get("class") == role.name][1:]


def test_late_stage_is_red_from_the_planned_day_to_the_day_it_was_reached():
    drawing = drawn(ScheduleRow("Khảo sát", PLANNED, LATER, "chậm 19 ngày"))
    ((left, width),) = bands(drawing, paint.ALARM)
    assert (dots(drawing, paint.HOLLOW), dots(drawing, paint.ACCENT)) == ([left], [pytest.approx(left + width)])
    assert "chậm 19 ngày" in texts(drawing)


def test_stage_that_is_late_by_now_is_red_up_to_today():
    drawing = drawn(ScheduleRow("Khảo sát", PLANNED, late="chậm 40 ngày", until=140), today=Moment(140, "hôm nay"))
    ((left, width),) = bands(drawing, paint.ALARM)
    (rule,) = [each for each in found(drawing, "line") if each.get("class") == paint.EVENT.name]
    assert float(rule.attrib["x1"]) == pytest.approx(left + width)


def test_early_stage_is_not_red():
    drawing = drawn(ScheduleRow("Khảo sát", LATER, PLANNED, note="sớm 19 ngày"))
    assert (bands(drawing, paint.ALARM), len(bands(drawing, paint.ACCENT_SOFT))) == ([], 1)
    assert "chậm" not in texts(drawing)


def test_stage_without_a_day_is_a_name_alone():
    drawing = drawn(ScheduleRow("Khảo sát"))
    assert (found(drawing, "circle"), found(drawing, "rect")) == ([], [])
    assert drawing.rows == (("Khảo sát", "–", "–", "–"),)


@pytest.mark.parametrize("width", [320, 1280])
def test_table_says_both_days_and_the_lateness(width):
    drawing = drawn(ScheduleRow("Khảo sát", PLANNED, LATER, "chậm 19 ngày"), width)
    assert drawing.columns == ("Giai đoạn", "dự kiến", "thực tế", "chậm")
    assert drawing.rows == (("Khảo sát", "01/08/2021", "20/08/2021", "chậm 19 ngày"),)
