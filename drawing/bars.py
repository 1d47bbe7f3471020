"""Horizontal bars for things with long names."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from drawing import svg
from drawing.axis import Scale
from drawing.figure import Drawing, Frame, Number, Table, blank, finish, finite
from drawing.legend import Entry, legend
from drawing.paint import ACCENT, ALARM, INK, INK_LINE, SOFT, TRACK
from drawing.place import CENTRE, SMALL, block_height, lines_of_text
from drawing.svg import BASE_SIZE, Markup
from drawing.text import BOLD, clean, fit, widest, width, wrap

NARROW, THICK, GAP, ROOM = 620, 12, 12, 12


@dataclass(frozen=True)
class Bar:
    """One bar: its value from 0 up (None when missing), how that is written, and a note beside.

    `alarm` marks a knock-out or something overdue. `reference` is a value to compare with.
    """

    label: str
    value: Number | None
    text: str
    note: str = ""
    href: str = ""
    alarm: bool = False
    reference: Number | None = None
    reference_text: str = ""


@dataclass(frozen=True)
class BarWords:
    """The words of the table and the key; `note`, `reference` and `alarm` only when used."""

    row: str
    value: str
    note: str = ""
    reference: str = ""
    alarm: str = ""


@dataclass(frozen=True)
class Plan:
    """Where the parts of a row stand; `stacked` sets the name above and the note below the bar.

    `is_share`: the bar fills a track, because there is a whole that it is a part of.
    """

    label: float
    places: Scale
    text: float
    note: tuple[float, float]
    stacked: bool
    is_share: bool


def bars(frame: Frame, rows: Sequence[Bar], words: BarWords, *, maximum: Number | None = None) -> Drawing:
    """Return the bars in the given order, from 0 to `maximum` (else to the greatest value).

    With a maximum each bar fills a track of that length, and the values stand in a column.
    """
    table = _table(rows, words)
    if not rows:
        return blank(frame, table.columns)
    plan = _plan(frame, rows, maximum)
    parts, top = [], 0.0
    for row in rows:
        drawn, height = _row(row, plan, top)
        parts.append(drawn)
        top += height + GAP
    signs, height = legend(_signs(rows, words), 0, top, frame.width)
    return finish(frame, top + height, [*parts, signs], table)


def _plan(frame: Frame, rows: Sequence[Bar], maximum: Number | None) -> Plan:
    numbers = [finite(value) for row in rows for value in (row.value, row.reference)]
    greatest = finite(maximum) or max((number for number in numbers if number), default=1.0)
    text = min(widest([row.text for row in rows], SMALL, BOLD), frame.width * 0.2)
    is_share = maximum is not None
    if frame.width < NARROW:
        places = Scale(0, greatest, 0, frame.width - text - 10)
        return Plan(frame.width - 18, places, text, (0, frame.width), stacked=True, is_share=is_share)
    label = min(widest([row.label for row in rows], BASE_SIZE) + 18, frame.width * 0.36)
    note = min(widest([row.note for row in rows], SMALL) + 1, frame.width * 0.28)
    left = label + ROOM
    right = frame.width - (note + 24 if note > 1 else 0) - text - 10
    places = Scale(0, greatest, left, right)
    return Plan(label - 18, places, text, (frame.width - note, note), stacked=False, is_share=is_share)


def _row(row: Bar, plan: Plan, top: float) -> tuple[Markup, float]:
    label = wrap(row.label, BASE_SIZE, plan.label, 3)
    note = wrap(row.note, SMALL, plan.note[1], 3)
    named, noted = block_height(len(label)), block_height(len(note), SMALL)
    height = named + THICK + 9 + noted if plan.stacked else max(named, noted, THICK + 4)
    name_y = top + named / 2 if plan.stacked else top + height / 2
    bar_y = top + named + THICK / 2 + 4 if plan.stacked else name_y
    note_y = top + height - noted / 2 if plan.stacked else name_y
    indent = 18 if row.alarm else 0
    parts = [
        svg.link(row.href, row.label, lines_of_text(label, (indent, name_y))),
        _bar(row, plan, bar_y),
        lines_of_text(note, (plan.note[0], note_y), SOFT, size=SMALL),
    ]
    if row.alarm:
        parts.append(svg.triangle(ALARM, 6, top + BASE_SIZE * 0.64 if plan.stacked else name_y, 10))
    return svg.join(parts), height


def _bar(row: Bar, plan: Plan, middle: float) -> Markup:
    start, end = plan.places.start, plan.places.end
    value, reference = finite(row.value), finite(row.reference)
    tip = start if value is None else plan.places.at(value)
    mark = start if reference is None else plan.places.at(reference)
    top = middle - THICK / 2
    parts = [svg.rect(TRACK, start, top, end - start, THICK)] if plan.is_share else []
    if value is not None:
        parts.append(svg.rect(ALARM if row.alarm else ACCENT, start, top, max(tip - start, 1.5), THICK))
    if reference is not None:
        parts.append(svg.line(INK_LINE, (mark, top - 3), (mark, top + THICK + 3)))
    written = fit(row.text, SMALL, plan.text, BOLD)
    is_hit = tip < mark < tip + 12 + width(written, SMALL, BOLD)
    x = end + 10 + plan.text if plan.is_share else (mark if is_hit else tip) + 8
    anchor = "end" if plan.is_share else "start"
    at = (x, middle + SMALL * CENTRE)
    parts.append(svg.text(INK, at, written, size=SMALL, weight=BOLD, anchor=anchor))
    return svg.join(parts)


def _tick(x: float, y: float) -> Markup:
    return svg.line(INK_LINE, (x, y - 7), (x, y + 7))


def _signs(rows: Sequence[Bar], words: BarWords) -> list[Entry]:
    entries = []
    if any(row.alarm for row in rows):
        entries.append(Entry(partial(svg.triangle, ALARM, size=10), words.alarm))
    if any(row.reference is not None for row in rows):
        entries.append(Entry(_tick, words.reference))
    return entries


def _table(rows: Sequence[Bar], words: BarWords) -> Table:
    with_reference = bool(words.reference) and any(row.reference is not None for row in rows)
    with_note = bool(words.note) and any(clean(row.note) for row in rows)
    heads = [words.row, words.value]
    heads += [words.reference] if with_reference else []
    heads += [words.note] if with_note else []
    cells = []
    for row in rows:
        label = f"{row.label} ({words.alarm})" if row.alarm and words.alarm else row.label
        line = [label, row.text]
        line += [row.reference_text] if with_reference else []
        line += [row.note] if with_note else []
        cells.append(tuple(line))
    return Table(tuple(heads), tuple(cells))
