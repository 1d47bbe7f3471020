"""Where one unit stands among all: its dot on the range from the lowest to the highest."""

from collections.abc import Sequence
from dataclasses import dataclass

from drawing import svg
from drawing.axis import Axis, Scale, derived, marks_beneath, scale
from drawing.figure import Drawing, Frame, Number, Table, blank, finish, finite
from drawing.legend import Entry, legend
from drawing.paint import ACCENT, HOLLOW, INK, INK_LINE, SOFT, TRACK, Paint
from drawing.place import CENTRE, SMALL, block_height, lines_of_text
from drawing.svg import BASE_SIZE, Markup
from drawing.text import BOLD, fit, widest, wrap

NARROW, BAND, GAP, DOT, COLUMN = 560, 8, 10, 5.5, 14


@dataclass(frozen=True)
class Reading:
    """A value and how it is written."""

    value: Number
    text: str


@dataclass(frozen=True)
class RangeRow:
    """One criterion or group: the range and median of all units, and this unit's two scores.

    Any of the readings may be None; without `low` or `high` no range is drawn.
    """

    label: str
    low: Reading | None = None
    median: Reading | None = None
    high: Reading | None = None
    own: Reading | None = None
    appraised: Reading | None = None
    href: str = ""


@dataclass(frozen=True)
class RangeWords:
    """The words of the key and of the table's columns; `missing` stands for no value.

    `span` names the grey band in the key (such as "thấp nhất đến cao nhất").
    """

    row: str
    own: str
    appraised: str
    low: str
    median: str
    high: str
    span: str
    missing: str = ""


@dataclass(frozen=True)
class Plan:
    """Where the parts of a row stand."""

    label: float
    places: Scale
    own: float
    appraised: float
    right: float
    stacked: bool


def dot_range(frame: Frame, rows: Sequence[RangeRow], words: RangeWords, *, axis: Axis | None = None) -> Drawing:
    """Return a row for each range; hollow is the unit's own score, full the appraised one."""
    table = _table(rows, words)
    if not rows:
        return blank(frame, table.columns)
    readings = [reading for row in rows for reading in _readings(row) if reading]
    axis = axis or derived(finite(reading.value) or 0.0 for reading in readings)
    plan = _plan(frame, rows, words, axis)
    signs, height = legend(_signs(rows, words), 0, 0, frame.width - plan.own - plan.appraised - 2 * COLUMN)
    start = top = max(height, 20) + 6
    parts = [signs, _texts(words.own, words.appraised, plan, start - 16, SOFT)]
    for row in rows:
        drawn, height = _row(row, plan, top)
        parts.append(drawn)
        top += height + GAP
    ticks, height = marks_beneath(axis, plan.places, (start, top), frame.width, is_short=plan.stacked)
    return finish(frame, top + height, [ticks, *parts], table)


def _readings(row: RangeRow) -> tuple[Reading | None, ...]:
    return (row.own, row.appraised, row.low, row.median, row.high)


def _plan(frame: Frame, rows: Sequence[RangeRow], words: RangeWords, axis: Axis) -> Plan:
    most = max(frame.width * 0.15, 72)
    owns, scores = [row.own for row in rows if row.own], [row.appraised for row in rows if row.appraised]
    own = min(widest([one.text for one in owns] + [words.own], SMALL), most) if owns else 0
    appraised = min(widest([one.text for one in scores] + [words.appraised], SMALL, BOLD), most) if scores else 0
    texts = own + appraised + (COLUMN if own and appraised else 0)
    stacked = frame.width < NARROW
    if stacked:
        label, left, right = frame.width - texts - COLUMN, DOT + 2.0, frame.width - DOT - 2
    else:
        label = min(widest([row.label for row in rows], BASE_SIZE) + 1, frame.width * 0.34)
        left, right = label + 20, frame.width - texts - 20
    return Plan(label, scale(axis, left, right), own, appraised, frame.width, stacked)


def _texts(own: str, appraised: str, plan: Plan, middle: float, paint: Paint) -> Markup:
    """Return the two scores in their columns at the right."""
    base = middle + SMALL * CENTRE
    left = plan.right - plan.appraised - (COLUMN if plan.appraised else 0)
    return svg.join(
        [
            svg.text(SOFT, (left, base), fit(own, SMALL, plan.own), size=SMALL, anchor="end"),
            svg.text(
                paint,
                (plan.right, base),
                fit(appraised, SMALL, plan.appraised, BOLD),
                size=SMALL,
                anchor="end",
                weight=BOLD,
            ),
        ]
    )


def _row(row: RangeRow, plan: Plan, top: float) -> tuple[Markup, float]:
    label = wrap(row.label, BASE_SIZE, plan.label, 2)
    named = max(block_height(len(label)), block_height(1, SMALL))
    height = named + 2 * DOT + 6 if plan.stacked else max(named, 2 * DOT + 6)
    name_y = top + named / 2 if plan.stacked else top + height / 2
    dot_y = top + named + DOT + 3 if plan.stacked else name_y
    own, appraised = row.own.text if row.own else "", row.appraised.text if row.appraised else ""
    parts = [
        svg.link(row.href, row.label, lines_of_text(label, (0, name_y))),
        _span(row, plan, dot_y),
        _texts(own, appraised, plan, name_y, INK),
    ]
    return svg.join(parts), height


def _span(row: RangeRow, plan: Plan, y: float) -> Markup:
    parts = []
    if row.low and row.high:
        start, end = sorted((plan.places.at(row.low.value), plan.places.at(row.high.value)))
        parts.append(svg.rect(TRACK, start - 1, y - BAND / 2, end - start + 2, BAND, BAND / 2))
    if row.median:
        parts.append(_median(plan.places.at(row.median.value), y))
    if row.appraised:
        parts.append(svg.circle(ACCENT, plan.places.at(row.appraised.value), y, DOT))
    if row.own:  # the smaller ring on top: both are seen where the two scores are equal
        is_same = bool(row.appraised and finite(row.appraised.value) == finite(row.own.value))
        parts.append(svg.circle(HOLLOW, plan.places.at(row.own.value), y, DOT - 2.5 if is_same else DOT - 1))
    return svg.join(parts)


def _median(x: float, y: float) -> Markup:
    return svg.line(INK_LINE, (x, y - BAND), (x, y + BAND))


def _band(x: float, y: float) -> Markup:
    return svg.rect(TRACK, x - 7, y - BAND / 2, 14, BAND, BAND / 2)


def _full(x: float, y: float) -> Markup:
    return svg.circle(ACCENT, x, y, DOT)


def _ring(x: float, y: float) -> Markup:
    return svg.circle(HOLLOW, x, y, DOT - 1)


def _signs(rows: Sequence[RangeRow], words: RangeWords) -> list[Entry]:
    entries = [
        (any(row.own for row in rows), Entry(_ring, words.own)),
        (any(row.appraised for row in rows), Entry(_full, words.appraised)),
        (any(row.low and row.high for row in rows), Entry(_band, words.span)),
        (any(row.median for row in rows), Entry(_median, words.median)),
    ]
    return [entry for is_used, entry in entries if is_used]


def _table(rows: Sequence[RangeRow], words: RangeWords) -> Table:
    heads = (words.row, words.own, words.appraised, words.low, words.median, words.high)
    cells = tuple(
        (row.label, *(reading.text if reading else words.missing for reading in _readings(row))) for row in rows
    )
    return Table(heads, cells)
