"""The tables and the drawing of the resources report."""

from drawing.bars import Bar, BarWords, bars
from drawing.figure import Frame
from reports.content.document import Column, Picture, Row, Table
from reports.content.phrasing import percent
from reports.kinds.parts.standings import standing_cells
from resources.display import figures

WIDE, DRAWN = 660, 10
KIND_COLUMNS = (
    Column("Loại nguồn lực", 3),
    Column("Đơn vị tính", 1, "center"),
    Column("Đơn vị có số liệu", 1, "right"),
    Column("Đơn vị thiếu", 0.9, "right"),
    Column("Định mức", 1, "right"),
    Column("Thực có", 1, "right"),
    Column("Còn thiếu", 1, "right"),
    Column("Tỷ lệ", 0.9, "right"),
)
UNIT_COLUMNS = (
    Column("STT", 0.6, "center"),
    Column("Đơn vị", 2.8),
    Column("Định mức", 1, "right"),
    Column("Thực có", 1, "right"),
    Column("Còn thiếu", 1, "right"),
    Column("Tỷ lệ", 0.9, "right"),
    Column("Ngày, nguồn số liệu", 2.6),
)
PLAN_COLUMNS = (
    Column("Đơn vị", 2.2),
    Column("Loại nguồn lực", 2.3),
    Column("Số bổ sung", 1.2, "right"),
    Column("Dự kiến xong", 1.2, "center"),
    Column("Văn bản", 2.2),
    Column("Tình trạng", 1),
)
PROJECT_COLUMNS = (
    Column("Đơn vị", 2.2),
    Column("Dự án", 2.6),
    Column("Giai đoạn đã xong", 1, "center"),
    Column("Giai đoạn tiếp theo", 1.6),
    Column("Dự kiến xong", 1.2, "center"),
    Column("Chậm (ngày)", 0.9, "right"),
)


def kind_table(found):
    """Return the table of all kinds over all units."""
    rows = tuple(_kind_row(each) for each in found.totals)
    note = "Tổng định mức, thực có, còn thiếu chỉ tính các đơn vị có cả định mức và số liệu kiểm đếm."
    return Table("", KIND_COLUMNS, rows, note, "Tổng hợp")


def _kind_row(each):
    judged = f"{each.judged}/{each.units}"
    if not each.judged:
        return Row((each.kind.title, each.kind.measure_unit, judged, *(None,) * 5))
    share = percent(each.percent)
    return Row((each.kind.title, each.kind.measure_unit, judged, each.short, each.norm, each.had, each.missing, share))


def kind_picture(found):
    """Return the picture of how many units are short of each kind; none where none is."""
    rows = [
        Bar(each.kind.title, each.short, f"{each.short}/{each.judged}")
        for each in found.by_kind()[:DRAWN]
        if each.short
    ]
    if not rows:
        return ()
    told = "; ".join(f"{row.label}: {row.text}" for row in rows)
    frame = Frame("kinds", "Số đơn vị thiếu theo loại nguồn lực", f"Số đơn vị thiếu: {told}.", width=WIDE)
    most = max(each.judged for each in found.totals)
    drawing = bars(frame, rows, BarWords("Loại nguồn lực", "Đơn vị thiếu / có số liệu"), maximum=most)
    return (Picture(drawing.svg, frame.description, "Số đơn vị thiếu trên số đơn vị có số liệu, theo loại nguồn lực"),)


def unit_tables(found):
    """Return a table a kind with a row a unit that was counted; below it, how many were not."""
    return tuple(_unit_table(found, each) for each in found.totals if _counted(found, each.kind))


def _counted(found, kind):
    shown = ((unit.version, unit.of(kind.pk)) for unit in found.units)
    return [(version, standing) for version, standing in shown if standing and standing.holding]


def _unit_table(found, total):
    kind, counted = total.kind, _counted(found, total.kind)
    rows = tuple(
        Row((number, version.police_name, *standing_cells(standing)))
        for number, (version, standing) in enumerate(counted, start=1)
    )
    if total.judged and not kind.is_presence:
        share = percent(total.percent)
        words = "Cộng các đơn vị có định mức"
        rows = (*rows, Row(("", words, total.norm, total.had, total.missing, share, ""), is_strong=True))
    left = len(found.units) - len(counted)
    note = f"{left} đơn vị chưa kiểm đếm loại này." if left else ""
    return Table(f"{kind.title}, đơn vị tính: {kind.measure_unit}", UNIT_COLUMNS, rows, note, kind.title)


def plan_table(found):
    """Return the table of the plans under way."""
    rows = tuple(
        Row(
            (
                each.version.police_name,
                each.kind.title,
                figures.with_unit(each.kind, each.plan.quantity),
                each.plan.expected_on,
                each.plan.document or None,
                "quá hạn" if each.plan.expected_on < found.date else "trong hạn",
            )
        )
        for each in found.plans
    )
    return Table("", PLAN_COLUMNS, rows, name="Kế hoạch bổ sung")


def projects_table(found, names):
    """Return the table of the projects: how far each has come, what comes next, how late it is.

    `names`: {unit id: what the unit that carries the project on is called}.
    """
    rows = tuple(_project_row(names[each.project.unit_id], each) for each in found.projects)
    return Table("", PROJECT_COLUMNS, rows, name="Dự án trụ sở")


def _project_row(name, timeline):
    project, waits = timeline.project, timeline.waits_at
    reached = f"{timeline.reached}/{len(timeline.lines)}"
    if waits is None:
        state = "đã dừng" if project.dropped_on else "đã bàn giao"
        day = project.dropped_on or project.handed_over_on
        return Row((name, project.title, reached, f"{state} ngày {figures.day(day)}", None, None))
    late = timeline.days_late or None
    return Row((name, project.title, reached, str(waits.stage.label), waits.planned_on, late))


def uncounted_table(found):
    """Return the names of the units of which nobody counted anything."""
    rows = tuple(Row((number, each.version.police_name)) for number, each in enumerate(found.uncounted, start=1))
    return Table("", (Column("STT", 0.6, "center"), Column("Đơn vị", 5)), rows, name="Chưa kiểm đếm")
