"""One small drawing of each kind, with and without data, for what must hold for all of them."""

from drawing.axis import Axis, Tick
from drawing.bars import Bar, bars
from drawing.chain import ChainLane, ChainMark, ChainStretch, Sign, chain
from drawing.dot_range import RangeRow, Reading, dot_range
from drawing.events import Event
from drawing.figure import Drawing, Frame
from drawing.heatmap import HeatmapCell, HeatmapColumn, HeatmapRow, heatmap
from drawing.lineage import LineageEdge, LineageNode, lineage
from drawing.progress import ProgressPart, Tone, progress
from drawing.rounds import RoundDot, dots_over_rounds
from drawing.schedule import Moment, ScheduleRow, schedule
from drawing.sparkline import sparkline
from drawing.trend import TrendPoint, TrendSeries, trend
from tests.drawing import strategies as words

EMPTY = "Chưa có kỳ đánh giá nào; hãy mở kỳ đầu tiên."


def a_frame(*, width: float = 720, title: str = "Tỷ lệ đạt", key: str = "d", empty: str = EMPTY) -> Frame:
    return Frame(key, title, "Hải Châu đạt 21/22 tiêu chí.", empty, width)


def a_heatmap(*, frame: Frame, rows: int) -> Drawing:
    columns = [HeatmapColumn("An ninh"), HeatmapColumn("Trụ sở")] if rows else []
    cells = (HeatmapCell(0.75, "3/4", href="/don-vi/1/"), HeatmapCell(0.5, "1/2", knock_out=True))
    return heatmap(frame, columns, [HeatmapRow(f"Phường {i}", cells) for i in range(rows)], words.HEATMAP_WORDS)


def a_trend(*, frame: Frame, rows: int) -> Drawing:
    labels = [f"Kỳ {index}" for index in range(rows)]
    points = tuple(TrendPoint(index % 22, f"{index % 22}/22") for index in range(rows))
    return trend(frame, labels, [TrendSeries("Hải Châu", points)], words.TREND_WORDS, events=[Event(0.5, "sáp nhập")])


def a_sparkline(*, frame: Frame, rows: int) -> Drawing:
    labels = [f"Kỳ {index}" for index in range(rows)]
    return sparkline(frame, labels, [TrendPoint(index, str(index)) for index in range(rows)], words.TREND_WORDS)


def some_bars(*, frame: Frame, rows: int) -> Drawing:
    return bars(frame, [Bar(f"Tiêu chí {index}", index, str(index)) for index in range(rows)], words.BAR_WORDS)


def a_range(*, frame: Frame, rows: int) -> Drawing:
    low, middle, high = (Reading(value, str(value)) for value in (10, 50, 90))
    row = RangeRow("Nhóm I", low, middle, high, own=high, appraised=middle)
    return dot_range(frame, [row] * rows, words.RANGE_WORDS)


def a_progress(*, frame: Frame, rows: int) -> Drawing:
    parts = [ProgressPart(f"tình trạng {index}", 1, "1", Tone.DONE) for index in range(rows)]
    return progress(frame, parts, words.PROGRESS_WORDS, total="1/56 đơn vị" if rows else "")


def a_strip(*, frame: Frame, rows: int) -> Drawing:
    dots = [RoundDot(f"Kỳ {index}", 0.95, "21/22", href=f"/ky/{index}/") for index in range(rows)]
    return dots_over_rounds(frame, dots, words.ROUND_WORDS)


def a_lineage(*, frame: Frame, rows: int) -> Drawing:
    nodes = [LineageNode(f"u{index}", f"Phường {index}", f"mã {index}", "phường") for index in range(rows)]
    edges = [LineageEdge(f"u{index}", "u0", "2025-01-01", "01/01/2025") for index in range(1, rows)]
    return lineage(frame, nodes, edges, words.LINEAGE_WORDS)


def a_schedule(*, frame: Frame, rows: int) -> Drawing:
    row = ScheduleRow("Khảo sát", Moment(10, "01/08/2021"), Moment(29, "20/08/2021"), "chậm 19 ngày")
    return schedule(frame, [row] * rows, words.SCHEDULE_WORDS, today=Moment(40, "hôm nay"))


def a_chain(*, frame: Frame, rows: int) -> Drawing:
    marks = (
        ChainMark(Sign.UNMET, 10, "12/11/2021", "II.1 Trụ sở"),
        ChainMark(Sign.RECOMMENDATION, 14, "16/11/2021", "gửi UBND thành phố", "/kien-nghi/1/"),
    )
    stretches = (
        ChainStretch(10, 14, "chưa ai được giao · 4 ngày", "chưa ai được giao", is_idle=True),
        ChainStretch(14, 900, "chờ UBND thành phố · 886 ngày", "UBND thành phố", overdue_from=500, is_now=True),
    )
    lanes = [
        ChainLane(f"Phường {index}", "Trụ sở chật", "890 ngày", marks, stretches, f"/don-vi/{index}/")
        for index in range(rows)
    ]
    axis = Axis(0, 900, (Tick(100, "2022"), Tick(465, "2023"), Tick(830, "2024")))
    return chain(frame, lanes, words.CHAIN_WORDS, axis=axis, today=900)


ALL = {
    "heatmap": a_heatmap,
    "trend": a_trend,
    "sparkline": a_sparkline,
    "bars": some_bars,
    "dot_range": a_range,
    "progress": a_progress,
    "dots_over_rounds": a_strip,
    "lineage": a_lineage,
    "schedule": a_schedule,
    "chain": a_chain,
}
WORDED = {name: make for name, make in ALL.items() if name != "sparkline"}
