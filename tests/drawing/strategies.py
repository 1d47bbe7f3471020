"""Random Vietnamese labels, values and whole drawings."""

from itertools import pairwise

from hypothesis import strategies as st

from drawing.axis import Axis, Tick
from drawing.bars import Bar, BarWords
from drawing.chain import ChainLane, ChainMark, ChainStretch, ChainWords, Sign
from drawing.dot_range import RangeRow, RangeWords, Reading
from drawing.events import Event
from drawing.figure import Frame
from drawing.heatmap import HeatmapCell, HeatmapColumn, HeatmapRow, HeatmapWords
from drawing.lineage import LineageEdge, LineageNode, LineageWords
from drawing.progress import ProgressPart, ProgressWords, Tone
from drawing.rounds import RoundDot, RoundWords
from drawing.schedule import Moment, ScheduleRow, ScheduleWords
from drawing.trend import TrendPoint, TrendSeries, TrendWords

SYLLABLES = [
    *("Công", "an", "phường", "xã", "Hải", "Châu", "Hòa", "Phong", "nghiêng", "ĐƯỜNG", "trật", "tự", "Ẳ", "ỹ"),
    *("I", "II", "VII", "1,03", "km²", "92,5", "%", "thẩm", "định", "&", "<ANTT>", "“điển", "hình”"),
    "trụ-sở-làm-việc-chưa-đạt-định-mức-của-Bộ-Công-an",
]
HEATMAP_WORDS = HeatmapWords("Đơn vị", "Đạt", "điểm liệt", "không áp dụng", "chưa có", ("a", "b", "c", "d", "đủ"))
TREND_WORDS = TrendWords("Kỳ", "không có", "Sắp xếp")
BAR_WORDS = BarWords("Tiêu chí", "Chưa đạt", "Vướng mắc", "kỳ trước", "điểm liệt")
RANGE_WORDS = RangeWords("Nhóm", "tự chấm", "thẩm định", "thấp nhất", "trung vị", "cao nhất", "khoảng", "–")
PROGRESS_WORDS = ProgressWords("Tình trạng", "Số đơn vị")
ROUND_WORDS = RoundWords("Kỳ", "Đạt", "đạt chuẩn", "chưa đạt", "điểm liệt", "chưa đánh giá", "Sắp xếp")
LINEAGE_WORDS = LineageWords("Đơn vị", "Mã", "Loại", "Thời gian", "Kế thừa", "toàn bộ", "một phần")
SCHEDULE_WORDS = ScheduleWords("Giai đoạn", "dự kiến", "thực tế", "chậm", "–")
CHAIN_WORDS = ChainWords(
    "Chuỗi", "Đang chờ", "Số ngày", "thời gian chờ", "quá hạn", "chưa ai được giao", "hôm nay",
    {sign: sign.value for sign in Sign},
)  # fmt: skip

labels = st.lists(st.sampled_from(SYLLABLES), max_size=14).map(" ".join)
names = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=8).map(" ".join)
short = st.sampled_from(["", "1/2", "21/22", "92,5", "1.234.567,89", "rất nhiều chữ trong một ô"])
values = st.one_of(st.none(), st.floats(-1e9, 1e9), st.integers(0, 22), st.decimals(0, 100, places=2))
shares = st.one_of(st.none(), st.floats(-0.5, 1.5))
frames = st.builds(
    Frame, st.just("d"), names, labels, labels, width=st.one_of(st.integers(320, 1400), st.sampled_from([320, 1400]))
)
events = st.lists(st.builds(Event, st.floats(-1, 12), labels), max_size=5)
axes = st.one_of(
    st.none(),
    st.builds(
        Axis, st.integers(-5, 5), st.integers(5, 30), st.lists(st.builds(Tick, st.integers(-9, 40), short), max_size=6)
    ),
)


@st.composite
def heatmaps(draw):
    columns = draw(st.lists(st.builds(HeatmapColumn, labels, st.sampled_from(["", "VII"])), max_size=24))
    cell = st.builds(HeatmapCell, shares, short, st.booleans(), st.booleans(), st.sampled_from(["", "/don-vi/1/#g"]))
    cells = st.lists(cell, min_size=len(columns), max_size=len(columns)).map(tuple)
    rows = draw(st.lists(st.builds(HeatmapRow, labels, cells, st.just(""), labels), max_size=4))
    return draw(frames), columns, rows, HEATMAP_WORDS


@st.composite
def trends(draw):
    rounds = draw(st.lists(labels, max_size=13))
    point = st.one_of(st.none(), st.builds(TrendPoint, values.filter(lambda value: value is not None), short))
    points = st.lists(point, min_size=len(rounds), max_size=len(rounds)).map(tuple)
    series = draw(st.lists(st.builds(TrendSeries, labels, points, st.booleans()), max_size=5))
    return draw(frames), rounds, series, TREND_WORDS


bar_lists = st.tuples(
    frames,
    st.lists(
        st.builds(
            Bar,
            labels,
            values,
            short,
            labels,
            st.just(""),
            st.booleans(),
            st.one_of(st.none(), st.integers(0, 99)),
            short,
        ),
        max_size=6,
    ),
    st.just(BAR_WORDS),
)
readings = st.one_of(st.none(), st.builds(Reading, st.floats(-1e6, 1e6), short))
ranges = st.tuples(
    frames,
    st.lists(st.builds(RangeRow, labels, readings, readings, readings, readings, readings), max_size=6),
    st.just(RANGE_WORDS),
)
progresses = st.tuples(
    frames,
    st.lists(st.builds(ProgressPart, labels, st.integers(0, 99), short, st.sampled_from(Tone)), max_size=6),
    st.just(PROGRESS_WORDS),
)
strips = st.tuples(
    frames,
    st.lists(st.builds(RoundDot, labels, shares, short, st.booleans(), st.booleans()), max_size=14),
    st.just(ROUND_WORDS),
)
moments = st.one_of(st.none(), st.builds(Moment, st.integers(0, 9999), short))
schedules = st.tuples(
    frames,
    st.lists(
        st.builds(ScheduleRow, labels, moments, moments, short, st.one_of(st.none(), st.integers(0, 9999)), labels),
        max_size=6,
    ),
    st.just(SCHEDULE_WORDS),
)


@st.composite
def lineages(draw):
    count = draw(st.integers(0, 12))
    nodes = [
        LineageNode(f"u{index}", draw(names), draw(short), draw(short), draw(labels), is_current=index == 2)
        for index in range(count)
    ]
    keys = [node.key for node in nodes]
    edge = st.builds(
        LineageEdge,
        st.sampled_from(keys or [""]),
        st.sampled_from(keys or [""]),
        st.sampled_from(["2025-01-01", "2025-03-01", "2025-07-01"]),
        st.sampled_from(["01/01/2025", "01/03/2025", "01/07/2025"]),
        st.booleans(),
        labels,
    )
    return draw(frames), nodes, draw(st.lists(edge, max_size=14 if keys else 0)), LINEAGE_WORDS


@st.composite
def chains(draw):
    day = st.integers(-50, 2050)
    mark = st.builds(ChainMark, st.sampled_from(Sign), day, short, labels, st.sampled_from(["", "/kien-nghi/1/"]))
    late = st.one_of(st.none(), day)
    told = st.tuples(labels, labels, late, st.booleans(), st.booleans())
    # One after the other, as time goes: nobody is waited for twice on one day.
    stretches = st.lists(st.tuples(day, told), max_size=6).map(
        lambda made: tuple(
            ChainStretch(start, end, *words)
            for (start, words), (end, _words) in pairwise(sorted(made, key=lambda each: each[0]))
        )
    )
    lane = st.builds(
        ChainLane,
        labels,
        labels,
        short,
        st.lists(mark, max_size=12).map(tuple),
        stretches,
        st.sampled_from(["", "/don-vi/1/"]),
    )
    ticks = st.lists(st.builds(Tick, day, short), max_size=9).map(tuple)
    return draw(frames), draw(st.lists(lane, max_size=4)), Axis(0, 2000, draw(ticks)), draw(late)
