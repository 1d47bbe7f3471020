"""Stages one after the other: the day each was planned for, the day it was reached, and how far apart the two are."""

from collections.abc import Sequence
from dataclasses import dataclass

from drawing import svg
from drawing.axis import Axis, Scale, derived, marks_beneath, scale
from drawing.events import Event, event_marks, lanes, lanes_height
from drawing.figure import Drawing, Frame, Number, Table, blank, finish, finite
from drawing.legend import Entry, legend
from drawing.paint import ACCENT, ACCENT_SOFT, ALARM, HOLLOW, INK, SOFT
from drawing.place import SMALL, block_height, lines_of_text
from drawing.svg import BASE_SIZE, Markup
from drawing.text import BOLD, widest, wrap

NARROW, BAND, GAP, DOT, ROOM = 560, 6, 12, 5.5, 20


@dataclass(frozen=True)
class Moment:
    """A day as a number that grows with time, and how it is written."""

    value: Number
    text: str


@dataclass(frozen=True)
class ScheduleRow:
    """One stage. `late` says how late it is, "" when it is not; `until` is the day up to which an open one is late."""

    label: str
    planned: Moment | None = None
    actual: Moment | None = None
    late: str = ""
    until: Number | None = None
    note: str = ""


@dataclass(frozen=True)
class ScheduleWords:
    """The words of the key and of the table's columns; `missing` stands for no day."""

    row: str
    planned: str
    actual: str
    late: str
    missing: str = ""


@dataclass(frozen=True)
class Plan:
    """Where the parts of a row stand; `stacked` sets the name above the line and the note below."""

    label: float
    places: Scale
    note: tuple[float, float]
    stacked: bool


def schedule(
    frame: Frame,
    rows: Sequence[ScheduleRow],
    words: ScheduleWords,
    *,
    axis: Axis | None = None,
    today: Moment | None = None,
) -> Drawing:
    """Return a line for each stage; hollow is the planned day, full the day it was reached, red between them lateness.

    `today` is marked across all of them.
    """
    table = _table(rows, words)
    if not rows:
        return blank(frame, table.columns)
    values = [each for row in rows for each in _values(row)]
    plan = _plan(frame, rows, axis or derived([*values, *([finite(today.value) or 0.0] if today else [])]))
    marked = lanes([Event(float(today.value), today.text)], plan.places.at, frame.width) if today else []
    signs, height = legend(_signs(rows, words), 0, 0, frame.width)
    start = height + (8 if height else 0)
    head = lanes_height(marked)
    parts, top = [], start + head + 6
    for row in rows:
        drawn, height = _row(row, plan, top)
        parts.append(drawn)
        top += height + GAP
    rule = _shifted(marked, start, top - GAP)
    ticks, height = marks_beneath(
        axis or Axis(0, 0), plan.places, (start + head + 6, top), frame.width, is_short=plan.stacked
    )
    return finish(frame, top + height, [signs, ticks, rule, *parts], table)


def _values(row: ScheduleRow) -> list[float]:
    given = [each.value for each in (row.planned, row.actual) if each]
    given += [] if row.until is None else [row.until]
    return [value for each in given if (value := finite(each)) is not None]


def _plan(frame: Frame, rows: Sequence[ScheduleRow], axis: Axis) -> Plan:
    if frame.width < NARROW:
        return Plan(frame.width, scale(axis, DOT + 2, frame.width - DOT - 2), (0, frame.width), stacked=True)
    label = min(widest([row.label for row in rows], BASE_SIZE) + 1, frame.width * 0.3)
    note = min(widest([_note(row) for row in rows], SMALL, BOLD) + 1, frame.width * 0.3)
    right = frame.width - (note + ROOM if note > 1 else 0) - DOT - 2
    return Plan(label, scale(axis, label + ROOM, right), (frame.width - note, note), stacked=False)


def _note(row: ScheduleRow) -> str:
    return row.late or row.note


def _row(row: ScheduleRow, plan: Plan, top: float) -> tuple[Markup, float]:
    label = wrap(row.label, BASE_SIZE, plan.label, 2)
    note = wrap(_note(row), SMALL, plan.note[1], 2, BOLD)
    named, noted = block_height(len(label)), block_height(len(note), SMALL)
    height = named + 2 * DOT + 9 + noted if plan.stacked else max(named, noted, 2 * DOT + 6)
    name_y = top + named / 2 if plan.stacked else top + height / 2
    dot_y = top + named + DOT + 4 if plan.stacked else name_y
    note_y = top + height - noted / 2 if plan.stacked else name_y
    paint, weight = (ALARM, BOLD) if row.late else (SOFT, 400)
    parts = [
        lines_of_text(label, (0, name_y), INK),
        _stretch(row, plan, dot_y),
        _dots(row, plan, dot_y),
        lines_of_text(note, (plan.note[0], note_y), paint, size=SMALL, weight=weight),
    ]
    return svg.join(parts), height


def _stretch(row: ScheduleRow, plan: Plan, y: float) -> Markup:
    """What lies between the planned day and the day it was reached, or now."""
    end = row.actual.value if row.actual else row.until
    if row.planned is None or end is None:
        return Markup()
    left, right = sorted((plan.places.at(row.planned.value), plan.places.at(end)))
    paint = ALARM if row.late else ACCENT_SOFT
    return svg.rect(paint, left, y - BAND / 2, right - left, BAND)


def _dots(row: ScheduleRow, plan: Plan, y: float) -> Markup:
    parts = []
    if row.actual:
        parts.append(svg.circle(ACCENT, plan.places.at(row.actual.value), y, DOT))
    if row.planned:  # the smaller ring on top: both are seen where the two days are one
        is_same = bool(row.actual and finite(row.actual.value) == finite(row.planned.value))
        parts.append(svg.circle(HOLLOW, plan.places.at(row.planned.value), y, DOT - 2.5 if is_same else DOT - 1))
    return svg.join(parts)


def _shifted(marked: Sequence, start: float, bottom: float) -> Markup:
    """The mark of today, its label in a lane beneath the key."""
    return svg.join(
        [
            event_marks([(label, box._replace(top=box.top + start, bottom=box.bottom + start), x)], bottom)
            for label, box, x in marked
        ]
    )


def _ring(x: float, y: float) -> Markup:
    return svg.circle(HOLLOW, x, y, DOT - 1)


def _full(x: float, y: float) -> Markup:
    return svg.circle(ACCENT, x, y, DOT)


def _band(x: float, y: float) -> Markup:
    return svg.rect(ALARM, x - 7, y - BAND / 2, 14, BAND)


def _signs(rows: Sequence[ScheduleRow], words: ScheduleWords) -> list[Entry]:
    entries = [
        (any(row.planned for row in rows), Entry(_ring, words.planned)),
        (any(row.actual for row in rows), Entry(_full, words.actual)),
        (any(row.late for row in rows), Entry(_band, words.late)),
    ]
    return [entry for is_used, entry in entries if is_used]


def _table(rows: Sequence[ScheduleRow], words: ScheduleWords) -> Table:
    def written(moment: Moment | None) -> str:
        return moment.text if moment else words.missing

    heads = (words.row, words.planned, words.actual, words.late)
    cells = tuple((row.label, written(row.planned), written(row.actual), row.late or words.missing) for row in rows)
    return Table(heads, cells)
