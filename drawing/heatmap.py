"""Units down, groups across: colour and number say how much of a group is met."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

from drawing import svg
from drawing.figure import Drawing, Frame, Number, Table, blank, finish, finite
from drawing.legend import Entry, legend
from drawing.paint import ALARM, HEAT, HEAT_INK, HEAT_NONE, SOFT, SURFACE, Paint
from drawing.place import CENTRE, SMALL, block_height, lines_of_text
from drawing.svg import BASE_SIZE, Markup
from drawing.text import BOLD, clean, fit, is_whole, widest, width, wrap

NARROW = 560  # below it a label stands above its cells instead of to their left
WIDEST_CELL, LEAST_CELL, ROW, GAP, PAD, FLAG = 112, 26, 26, 2, 12, 16


@dataclass(frozen=True)
class HeatmapColumn:
    """One group; `short` (such as "III") heads it where `label` has no room."""

    label: str
    short: str = ""


@dataclass(frozen=True)
class HeatmapCell:
    """One unit in one group: share met from 0 to 1, None when missing, and how it is written."""

    value: Number | None = None
    text: str = ""
    knock_out: bool = False
    not_applicable: bool = False
    href: str = ""


@dataclass(frozen=True)
class HeatmapRow:
    """One unit, a cell for each column; `note` stands at the right (such as "21/22")."""

    label: str
    cells: tuple[HeatmapCell, ...]
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class HeatmapWords:
    """The words of the key and of the table; a sign without a word is left out of the key.

    `steps` words the five shades from the lowest, `row` and `note` head their columns.
    """

    row: str
    note: str = ""
    knock_out: str = ""
    not_applicable: str = ""
    missing: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Where the columns of a heatmap stand: x of the cells, their width, how many abreast."""

    left: float
    cell: float
    abreast: int
    label: float
    note: float
    stacked: bool


def heatmap(
    frame: Frame,
    columns: Sequence[HeatmapColumn],
    rows: Sequence[HeatmapRow],
    words: HeatmapWords,
    *,
    thresholds: Sequence[float] = (0.25, 0.5, 0.75, 1),
) -> Drawing:
    """Return the heatmap; `thresholds` are the values at which shades 1 to 4 begin.

    More columns than fit legibly stand in blocks one below the other. ValueError when a row has
    not a cell for each column.
    """
    if any(len(row.cells) != len(columns) for row in rows):
        raise ValueError(f"give each row of a heatmap {len(columns)} cells, one for each column")
    table = _table(columns, rows, words)
    if not rows or not columns:
        return blank(frame, table.columns)
    plan = _plan(frame, columns, rows, words)
    parts, top = [], 0.0
    for first in range(0, len(columns), plan.abreast):
        block = range(first, min(first + plan.abreast, len(columns)))
        head, top = _head(columns, block, plan, words, top)
        parts.append(head)
        for row in rows:
            drawn, top = _row(frame, columns, row, block, plan, thresholds, top)
            parts.append(drawn)
        top += PAD
    keys, top = _column_key(frame, columns, plan, top)
    signs, height = legend(list(_signs(frame, rows, words)), 0, top, frame.width)
    return finish(frame, top + height, [*parts, keys, signs], table)


def _plan(
    frame: Frame,
    columns: Sequence[HeatmapColumn],
    rows: Sequence[HeatmapRow],
    words: HeatmapWords,
) -> Plan:
    cells = [cell for row in rows for cell in row.cells]
    texts = [width(clean(cell.text), SMALL) + (FLAG if cell.knock_out else 0) for cell in cells]
    least = min(max([text + GAP + 4 for text in texts] + [LEAST_CELL]), 84)
    notes = widest([row.note for row in rows] + [words.note], SMALL)
    note = min(notes, frame.width * 0.22)
    label = min(widest([row.label for row in rows] + [words.row], BASE_SIZE) + 1, frame.width * 0.32)
    room = frame.width - label - PAD - (note + PAD if note else 0)
    stacked = room < least * len(columns) and frame.width < NARROW
    if stacked:
        note = min(notes, frame.width * 0.4)
        room, label = frame.width, frame.width - note - PAD
    blocks = ceil(len(columns) / max(int(room / least), 1))
    abreast = ceil(len(columns) / blocks)
    cell = min(room / abreast, WIDEST_CELL)
    return Plan(0 if stacked else label + PAD, cell, abreast, label, note, stacked)


def _shorts(columns: Sequence[HeatmapColumn], plan: Plan) -> bool:
    """Say whether the columns are headed by their short names."""
    return any(column.short for column in columns) and not all(
        is_whole(column.label, SMALL, plan.cell - 6, 3) for column in columns
    )


def _head(
    columns: Sequence[HeatmapColumn], block: range, plan: Plan, words: HeatmapWords, top: float
) -> tuple[Markup, float]:
    short = _shorts(columns, plan)
    names = [columns[i].short or columns[i].label if short else columns[i].label for i in block]
    wrapped = [wrap(name, SMALL, plan.cell - 6, 3) for name in names]
    height = max(block_height(max(map(len, wrapped)), SMALL), block_height(1, SMALL)) + 6
    parts = []
    for index, lines in enumerate(wrapped):
        at = (
            plan.left + (index + 0.5) * plan.cell - GAP / 2,
            top + height - 4 - block_height(len(lines), SMALL) / 2,
        )
        parts.append(lines_of_text(lines, at, SOFT, size=SMALL, anchor="middle"))
    base = top + height - 8
    if not plan.stacked:
        parts.append(svg.text(SOFT, (0, base), fit(words.row, SMALL, plan.label), size=SMALL))
        right = plan.left + plan.abreast * plan.cell + PAD
        parts.append(svg.text(SOFT, (right, base), fit(words.note, SMALL, plan.note), size=SMALL))
    return svg.join(parts), top + height


def _row(
    frame: Frame,
    columns: Sequence[HeatmapColumn],
    row: HeatmapRow,
    block: range,
    plan: Plan,
    thresholds: Sequence[float],
    top: float,
) -> tuple[Markup, float]:
    label = wrap(row.label, BASE_SIZE, plan.label, 2)
    note = wrap(row.note, SMALL, plan.note, 2)
    words = max(block_height(len(label)), block_height(len(note), SMALL)) + 4
    middle = top + words / 2 if plan.stacked else top + max(words, ROW) / 2
    cells_top, cells_height = (top + words, ROW) if plan.stacked else (top, max(words, ROW))
    note_x = (frame.width, middle) if plan.stacked else (plan.left + plan.abreast * plan.cell + PAD, middle)
    anchor = "end" if plan.stacked else "start"
    parts = [
        svg.link(row.href, row.label, lines_of_text(label, (0, middle))),
        lines_of_text(note, note_x, SOFT, size=SMALL, anchor=anchor),
    ]
    for position, index in enumerate(block):
        at = (plan.left + position * plan.cell, cells_top, cells_height - GAP)
        drawn = _cell(frame, row.cells[index], plan.cell - GAP, at, thresholds)
        name = f"{row.label} – {columns[index].label}: {row.cells[index].text}"
        parts.append(svg.link(row.cells[index].href, name, drawn))
    return svg.join(parts), cells_top + cells_height + (6 if plan.stacked else 0)


def _cell(
    frame: Frame,
    cell: HeatmapCell,
    extent: float,
    at: tuple[float, float, float],
    thresholds: Sequence[float],
) -> Markup:
    left, top, height = at
    middle, centre = top + height / 2, left + extent / 2
    value = finite(cell.value)
    if cell.not_applicable or value is None:
        empty = svg.rect(HEAT_NONE, left + 0.5, top + 0.5, extent - 1, height - 1)
        if cell.not_applicable:
            baseline = (centre, middle + SMALL * CENTRE)
            return svg.join([empty, svg.text(SOFT, baseline, "–", size=SMALL, anchor="middle")])
        return svg.join([empty, _hatch(frame.key, left, top, extent, height)])
    step = bisect_right(thresholds, value)
    flag = FLAG if cell.knock_out else 0
    label = fit(cell.text, SMALL, extent - flag - 4)
    half = width(label, SMALL) / 2
    if flag:  # the number stays in the middle, under its neighbours, when the sign has room beside it
        centre = max(centre, left + flag + 2 + half)
    at_baseline = (centre, middle + SMALL * CENTRE)
    parts = [
        svg.rect(HEAT[step], left, top, extent, height),
        svg.text(HEAT_INK[step], at_baseline, label, size=SMALL, anchor="middle"),
    ]
    if flag:
        parts.append(_knock_out(centre - half - 9, middle))
    return svg.join(parts)


def _knock_out(x: float, y: float) -> Markup:
    """Return ▲ on a plate of its own: red must be seen on every shade."""
    plate = svg.rect(SURFACE, x - 7, y - 7, 14, 14, 2)
    return svg.join([plate, svg.triangle(ALARM, x, y, 9)])


def _hatch(key: str, left: float, top: float, extent: float, height: float) -> Markup:
    return svg.element(
        "rect",
        x=left + 1,
        y=top + 1,
        width=max(extent - 2, 0),
        height=max(height - 2, 0),
        fill=f"url(#{key}-hatch)",
    )


def _column_key(frame: Frame, columns: Sequence[HeatmapColumn], plan: Plan, top: float) -> tuple[Markup, float]:
    """Return what the short headings stand for."""
    if not _shorts(columns, plan):
        return Markup(), top
    indent = min(widest([column.short for column in columns], SMALL, BOLD) + 8, 80)
    parts = []
    for column in columns:
        lines = wrap(column.label, SMALL, frame.width - indent, 2)
        height = block_height(max(len(lines), 1), SMALL) + 2
        short = fit(column.short, SMALL, indent - 8, BOLD)
        base = top + SMALL * 1.12
        parts.append(svg.text(SOFT, (0, base), short, size=SMALL, weight=BOLD))
        parts.append(lines_of_text(lines, (indent, top + height / 2), SOFT, size=SMALL))
        top += height
    return svg.join(parts), top + PAD / 2


def _signs(frame: Frame, rows: Sequence[HeatmapRow], words: HeatmapWords) -> Iterator[Entry]:
    cells = [cell for row in rows for cell in row.cells]
    for shade, word in zip(HEAT, words.steps, strict=False):
        yield Entry(partial(_swatch, shade), word)
    if any(cell.knock_out for cell in cells):
        yield Entry(partial(svg.triangle, ALARM, size=10), words.knock_out)
    if any(cell.not_applicable for cell in cells):
        yield Entry(_dash, words.not_applicable)
    if any(cell.value is None and not cell.not_applicable for cell in cells):
        yield Entry(partial(_hatched, frame.key), words.missing)


def _swatch(shade: Paint, x: float, y: float) -> Markup:
    return svg.rect(shade, x - 6, y - 6, 12, 12)


def _dash(x: float, y: float) -> Markup:
    return svg.text(SOFT, (x, y + SMALL * CENTRE), "–", size=SMALL, anchor="middle")


def _hatched(key: str, x: float, y: float) -> Markup:
    return svg.join([svg.rect(HEAT_NONE, x - 6, y - 6, 12, 12), _hatch(key, x - 7, y - 7, 14, 14)])


def _table(columns: Sequence[HeatmapColumn], rows: Sequence[HeatmapRow], words: HeatmapWords) -> Table:
    has_notes = any(clean(row.note) for row in rows)
    heads = (words.row, *(column.label for column in columns))
    return Table(
        (*heads, words.note) if has_notes else heads,
        tuple(
            (row.label, *(_words_of(cell, words) for cell in row.cells)) + ((row.note,) if has_notes else ())
            for row in rows
        ),
    )


def _words_of(cell: HeatmapCell, words: HeatmapWords) -> str:
    if cell.not_applicable:
        return words.not_applicable
    if cell.value is None:
        return words.missing
    return f"{cell.text} ({words.knock_out})" if cell.knock_out and words.knock_out else cell.text
