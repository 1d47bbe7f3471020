"""The tables and the drawing of the report on directives."""

from collections import defaultdict
from dataclasses import dataclass

from committee.models import DirectiveState
from drawing.figure import Frame
from drawing.progress import ProgressPart, ProgressWords, Tone, progress
from reports.content.document import Column, Row, Table
from reports.content.phrasing import plain, unended
from reports.content.wording import number_text
from reports.kinds.parts.directives import coordinating_of, due_cell, lead_of

# A note is a page of the unit's own; the report says what it says first.
NOTE_MOST = 240
DRAWING_WIDTH = 640
OPEN_COLUMNS = (
    Column("STT", 0.5, "center"),
    Column("Nội dung", 3),
    Column("Đơn vị chủ trì", 1.7),
    Column("Đơn vị phối hợp", 1.6),
    Column("Thời hạn", 1.1, "center"),
    Column("Quá hạn (ngày)", 0.8, "right"),
    Column("Tiến độ (%)", 0.8, "right"),
    Column("Báo cáo gần nhất", 2.8),
)
UNIT_COLUMNS = (
    Column("STT", 0.5, "center"),
    Column("Đơn vị chủ trì", 3),
    Column("Được giao", 1, "right"),
    Column("Hoàn thành", 1, "right"),
    Column("Trong đó muộn", 1, "right"),
    Column("Trong hạn", 1, "right"),
    Column("Quá hạn", 1, "right"),
    Column("Chờ xác nhận", 1, "right"),
)
NOT_TOLD = "Chưa báo cáo"


# ---------------------------------------------------------------- what is open


def open_work(directives):
    """Return the `Table` of what is still to be done or confirmed, each unit's task by itself: late ones first."""
    parts = [(head, part) for head in directives if head.is_open for part in head.parts if part.is_open]
    groups = {
        "Quá hạn": [pair for pair in parts if pair[1].days_over],
        "Đã báo cáo hoàn thành, chờ xác nhận": [pair for pair in parts if pair[1].state == DirectiveState.REPORTED],
        "Trong hạn": [pair for pair in parts if _is_running(pair[1]) and pair[1].due and not pair[1].days_over],
        "Việc thường xuyên": [pair for pair in parts if _is_running(pair[1]) and not pair[1].due],
    }
    rows, number = [], 0
    for name, those in groups.items():
        if those:
            rows.append(Row(("", f"{name}: {len(those)}", *[""] * 6), is_strong=True))
        for head, part in sorted(those, key=lambda pair: (-pair[1].days_over, _day(pair[1]), pair[1].directive.pk)):
            number += 1
            rows.append(_open_row(number, head, part))
    is_shared = any(head is not part for head, part in parts)
    note = "Chỉ đạo giao nhiều đơn vị được kê theo từng đơn vị." if is_shared else ""
    return Table("", OPEN_COLUMNS, tuple(rows), note, "Đang thực hiện")


def _is_running(then):
    return then.state == DirectiveState.UNDER_WAY


def _day(then):
    return then.due or then.date


def _open_row(number, head, part):
    told = f"{part.told_on:%d/%m/%Y}: {_short(part.text)}" if part.told_on else NOT_TOLD
    return Row(
        (
            number,
            unended(head.directive.title),
            lead_of(part),
            coordinating_of(part) or None,
            due_cell(part),
            part.days_over or None,
            part.percent,
            told,
        )
    )


def _short(text):
    text = plain(text)
    return text if len(text) <= NOTE_MOST else f"{text[: NOTE_MOST - 1].rstrip()}…"


# ---------------------------------------------------------------- by unit


@dataclass
class UnitLine:
    """What one unit leads: how many tasks, how they stand."""

    name: str
    sort_key: str
    given: int = 0
    done: int = 0
    late: int = 0
    running: int = 0
    overdue: int = 0
    waiting: int = 0

    def count(self, then):
        self.given += 1
        self.done += then.state == DirectiveState.DONE
        self.late += then.state == DirectiveState.DONE and then.days_late > 0
        self.waiting += then.state == DirectiveState.REPORTED
        self.overdue += then.days_over > 0
        self.running += _is_running(then) and not then.days_over

    @property
    def cells(self):
        return (self.given, self.done, self.late, self.running, self.overdue, self.waiting)


def by_unit(directives):
    """Return the `Table` of units with what each leads, those with the most overdue first, and a total.

    A unit's tasks count for it, an order to many units for nobody; what was withdrawn is left out.
    """
    lines = defaultdict(lambda: UnitLine("", ""))
    for part in (part for head in directives for part in head.parts if part.state != DirectiveState.WITHDRAWN):
        line = lines[part.directive.lead_id]
        line.name = lead_of(part)
        line.sort_key = part.directive.lead.latest.sort_key if part.directive.lead.latest else line.name
        line.count(part)
    ordered = sorted(lines.values(), key=lambda line: (-line.overdue, line.sort_key))
    rows = [Row((number, line.name, *line.cells)) for number, line in enumerate(ordered, start=1)]
    if rows:
        totals = [sum(column) for column in zip(*(line.cells for line in ordered), strict=True)]
        rows.append(Row(("", "Tổng số", *totals), is_strong=True))
    return Table("", UNIT_COLUMNS, tuple(rows), "Đơn vị tính: việc.", "Theo đơn vị")


# ---------------------------------------------------------------- the drawing


@dataclass(frozen=True, slots=True)
class Drawn:
    svg: str
    alternative: str


def standing_share(counts):
    """Return the bar of all directives, divided by how they stand; what was withdrawn is left out."""
    parts = [
        ("hoàn thành", counts.done, Tone.DONE),
        ("chờ xác nhận", counts.waiting, Tone.UNDERWAY),
        ("trong hạn", counts.running, Tone.OPEN),
        ("quá hạn", counts.overdue, Tone.LATE),
    ]
    said = ", ".join(f"{count} {label}" for label, count, _tone in parts)
    alternative = f"Thanh chia {sum(count for _label, count, _tone in parts)} chỉ đạo theo tình trạng: {said}."
    drawn = progress(
        Frame(key="directives", title="Chỉ đạo theo tình trạng", description=alternative, width=DRAWING_WIDTH),
        [ProgressPart(label, count, number_text(count), tone) for label, count, tone in parts],
        ProgressWords(row="Tình trạng", value="Số chỉ đạo"),
    )
    return Drawn(str(drawn.svg), alternative)
