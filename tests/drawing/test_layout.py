"""Whatever the labels and values: no text lies on another, none leaves the canvas, all is escaped."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawing.bars import bars
from drawing.chain import chain
from drawing.dot_range import dot_range
from drawing.heatmap import heatmap
from drawing.lineage import lineage
from drawing.progress import progress
from drawing.rounds import dots_over_rounds
from drawing.schedule import schedule
from drawing.trend import trend
from tests.drawing import strategies as some
from tests.drawing.inspection import faults

thorough = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@thorough
@given(some.heatmaps())
def test_heatmap_keeps_its_texts_apart(parts):
    assert faults(heatmap(*parts)) == []


@thorough
@given(some.trends(), some.axes, some.events)
def test_trend_keeps_its_texts_apart(parts, axis, events):
    assert faults(trend(*parts, axis=axis, events=events)) == []


@thorough
@given(some.bar_lists, st.one_of(st.none(), st.integers(1, 99)))
def test_bars_keep_their_texts_apart(parts, maximum):
    assert faults(bars(*parts, maximum=maximum)) == []


@thorough
@given(some.ranges, some.axes)
def test_dot_range_keeps_its_texts_apart(parts, axis):
    assert faults(dot_range(*parts, axis=axis)) == []


@thorough
@given(some.progresses, some.labels)
def test_progress_keeps_its_texts_apart(parts, total):
    assert faults(progress(*parts, total=total)) == []


@thorough
@given(some.strips, some.events)
def test_dots_over_rounds_keep_their_texts_apart(parts, events):
    assert faults(dots_over_rounds(*parts, events=events)) == []


@thorough
@given(some.lineages())
def test_lineage_keeps_its_texts_apart(parts):
    assert faults(lineage(*parts)) == []


@thorough
@given(some.schedules, some.axes, some.moments)
def test_schedule_keeps_its_texts_apart(parts, axis, today):
    assert faults(schedule(*parts, axis=axis, today=today)) == []


@thorough
@given(some.chains())
def test_chain_keeps_its_texts_apart(parts):
    frame, lanes, axis, today = parts
    assert faults(chain(frame, lanes, some.CHAIN_WORDS, axis=axis, today=today)) == []
