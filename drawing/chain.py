"""Cases over time, a lane each: what happened when, and who was waited for in between."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

from drawing import svg
from drawing.axis import APART, Axis, Scale, scale
from drawing.figure import Drawing, Frame, Number, Table, blank, finish, finite
from drawing.legend import Entry, legend
from drawing.paint import (
    ACCENT,
    ACCENT_LINE,
    ALARM,
    AXIS,
    BOX,
    BOX_CURRENT,
    GRID,
    HOLLOW,
    INK,
    INK_LINE,
    LEADER,
    SOFT,
    SURFACE,
    TRACK,
    Paint,
)
from drawing.place import CENTRE, SMALL, Box, block_height, is_free, spread_between, text_box
from drawing.svg import BASE_SIZE, Markup
from drawing.text import BOLD, LINE, fit, is_whole, width, wrap

EDGE, SIGN, APART_SIGNS, GAP, SHORTEST = 10, 12, 2, 1, 64
THICK, RISE, DATES, BETWEEN = 20, 24, 18, 18


class Sign(Enum):
    """The kinds of marks, each with a shape of its own, in the order of the key and of the table."""

    UNMET = "unmet"
    OBSTACLE = "obstacle"
    RECOMMENDATION = "recommendation"
    ANSWER = "answer"
    DIRECTIVE = "directive"
    RESOURCE = "resource"
    CLEARED = "cleared"
    MET = "met"


@dataclass(frozen=True)
class ChainMark:
    """Something that happened: `text` is its day in short, `note` what it was, heard and shown on pointing."""

    sign: Sign
    at: Number
    text: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class ChainStretch:
    """From `start` to `end` one was waited for: `text` says whom and how long, `who` the same in short.

    From `overdue_from` on it is late. `is_idle`: nobody had been asked. `is_now`: it goes on.
    """

    start: Number
    end: Number
    text: str
    who: str = ""
    overdue_from: Number | None = None
    is_idle: bool = False
    is_now: bool = False


@dataclass(frozen=True)
class ChainLane:
    """One case: its name (a link with `href`), what it is about, and how long it has taken in words."""

    label: str
    note: str
    text: str
    marks: tuple[ChainMark, ...]
    stretches: tuple[ChainStretch, ...] = ()
    href: str = ""


@dataclass(frozen=True)
class ChainWords:
    """The words of the table and of the key; `today` stands at the line of the day."""

    row: str
    waiting: str
    total: str
    waited: str
    overdue: str
    idle: str
    today: str
    signs: Mapping[Sign, str]


@dataclass(frozen=True)
class Plan:
    """Where days lie, which of them are ruled, and how wide the drawing is."""

    days: Scale
    width: float
    rules: tuple[float, ...]
    today: float | None


def chain(
    frame: Frame, lanes: Sequence[ChainLane], words: ChainWords, *, axis: Axis, today: Number | None = None
) -> Drawing:
    """Return the lanes on one axis of days; the texts of `axis` name years or months.

    A lane takes the same figures at every width: what has no room in its bar stands beneath it.
    """
    table = _table(lanes, words)
    if not lanes:
        return blank(frame, table.columns)
    days = scale(axis, EDGE, frame.width - EDGE)
    rules = tuple(days.at(tick.value) for tick in axis.ticks)
    plan = Plan(days, frame.width, rules, None if today is None else days.at(today))
    drawn = [_names(axis, plan, words, today)]
    y = SMALL * LINE + 10
    for lane in lanes:
        parts, height = _lane(lane, plan, y)
        drawn.append(parts)
        y += height + BETWEEN
    signs, key = legend(_key(lanes, words), 0, y - 6, frame.width)
    return finish(frame, y - 6 + key, [*drawn, signs], table)


def _names(axis: Axis, plan: Plan, words: ChainWords, today: Number | None) -> Markup:
    """Return the names of the day and of the marks of the axis, as far as there is room for them."""
    parts: list[Markup] = []
    taken: list[Box] = []
    if today is not None:
        content = fit(words.today, SMALL, plan.width / 2, BOLD)
        extent = width(content, SMALL, BOLD)
        left = min(max(plan.days.at(today) - extent / 2, 0), plan.width - extent)
        taken.append(_roomy(text_box((left, SMALL + 2), content, SMALL, weight=BOLD)))
        parts.append(svg.text(INK, (left, SMALL + 2), content, size=SMALL, weight=BOLD))
    for tick in axis.ticks:
        x, content = plan.days.at(tick.value), fit(tick.text, SMALL, plan.width / 3)
        box = text_box((x, SMALL + 2), content, SMALL, "middle")
        if box.left >= 0 and box.right <= plan.width and is_free(box, taken):
            taken.append(_roomy(box))
            parts.append(svg.text(SOFT, (x, SMALL + 2), content, size=SMALL, anchor="middle"))
    return svg.join(parts)


def _rules(plan: Plan, top: float, bottom: float) -> Markup:
    """Return the lines of the axis and of the day behind one lane: through its bar, never through its words."""
    parts = [svg.line(GRID, (x, top), (x, bottom)) for x in plan.rules]
    if plan.today is not None:
        parts.append(svg.line(AXIS, (plan.today, top), (plan.today, bottom), dash="3 3"))
    return svg.join(parts)


def _roomy(box: Box) -> Box:
    return Box(box.left - APART, box.top, box.right + APART, box.bottom)


# ---------------------------------------------------------------- one lane


def _lane(lane: ChainLane, plan: Plan, top: float) -> tuple[Markup, float]:
    head, height = _head(lane, plan, top)
    signs_y = top + height + SIGN / 2 + 4
    bar_y = signs_y + RISE - SIGN / 2
    bars = [_stretch(stretch, plan, bar_y) for stretch in lane.stretches]
    dates = _dates(lane.marks, plan, bar_y + THICK + SMALL + 3)
    foot = bar_y + THICK + DATES
    beneath, more = _beneath(lane, plan, foot)
    rules = _rules(plan, signs_y - SIGN / 2, bar_y + THICK + 4)
    parts = [head, rules, *bars, _signs(lane.marks, plan, signs_y, bar_y), dates, beneath]
    return svg.join(parts), foot + more - top


def _head(lane: ChainLane, plan: Plan, top: float) -> tuple[Markup, float]:
    """Return name and length of the case on one line, what it is about beneath, and the height of both."""
    total = fit(lane.text, SMALL, plan.width * 0.4, BOLD)
    room = plan.width - width(total, SMALL, BOLD) - 12
    names, notes = wrap(lane.label, BASE_SIZE, room, 2, BOLD), wrap(lane.note, SMALL, plan.width, 2)
    step = BASE_SIZE * LINE
    named = svg.join(
        [svg.text(INK, (0, top + BASE_SIZE + index * step), line, weight=BOLD) for index, line in enumerate(names)]
    )
    below = top + max(len(names), 1) * step
    parts = [
        svg.link(lane.href, lane.label, named),
        svg.text(INK, (plan.width, top + BASE_SIZE), total, size=SMALL, anchor="end", weight=BOLD),
        *(
            svg.text(SOFT, (0, below + SMALL + index * SMALL * LINE), line, size=SMALL)
            for index, line in enumerate(notes)
        ),
    ]
    return svg.join(parts), below - top + len(notes) * SMALL * LINE + 2


def _stretch(stretch: ChainStretch, plan: Plan, y: float) -> Markup:
    left, middle, right = _ends(stretch, plan)
    quiet = BOX if stretch.is_idle else BOX_CURRENT if stretch.is_now else TRACK
    parts = [svg.rect(quiet, left, y, middle - left - (0 if right > middle else GAP), THICK)] if middle > left else []
    if right > middle:
        parts.append(svg.rect(ALARM, middle, y, right - middle - GAP, THICK))
    content, paint, x = _inside(stretch, plan)
    parts.append(svg.text(paint, (x, y + THICK / 2 + SMALL * CENTRE), content, size=SMALL, anchor="middle"))
    return svg.element("g", svg.element("title", stretch.text), *parts)


def _ends(stretch: ChainStretch, plan: Plan) -> tuple[float, float, float]:
    """Return where it begins, where it becomes late and where it ends."""
    left, right = plan.days.at(stretch.start), plan.days.at(stretch.end)
    middle = right if stretch.overdue_from is None else plan.days.at(stretch.overdue_from)
    return left, min(max(middle, left), right), right


def _inside(stretch: ChainStretch, plan: Plan) -> tuple[str, Paint, float]:
    """Return the longest of its texts that has room in the wider of its parts; empty where a word has none."""
    left, middle, right = _ends(stretch, plan)
    is_late = right - middle > middle - left
    start, end = (middle, right) if is_late else (left, middle)
    paint, x, room = SURFACE if is_late else INK, (start + end) / 2, end - start - 10
    for content in (stretch.text, stretch.who):
        if content and room > 0 and is_whole(content, SMALL, room, 1):
            return fit(content, SMALL, room), paint, x
    # What goes on is told whole beneath its bar.
    is_cut = room >= SHORTEST and not stretch.is_now
    return fit(stretch.who, SMALL, room) if is_cut else "", paint, x


def _beneath(lane: ChainLane, plan: Plan, top: float) -> tuple[Markup, float]:
    """Return what is waited for now where its bar has no room for all of it, and the height."""
    now = next((each for each in lane.stretches if each.is_now), None)
    if now is None or _inside(now, plan)[0] == fit(now.text, SMALL, plan.width):
        return Markup(), 0
    lines = wrap(now.text, SMALL, plan.width, 2, BOLD)
    paint = INK if now.overdue_from is None else ALARM
    step = SMALL * LINE
    parts = [
        svg.text(paint, (plan.width, top + SMALL + 2 + index * step), line, size=SMALL, anchor="end", weight=BOLD)
        for index, line in enumerate(lines)
    ]
    return svg.join(parts), block_height(len(lines), SMALL) + 4


# ---------------------------------------------------------------- marks


def _signs(marks: Sequence[ChainMark], plan: Plan, y: float, bar_y: float) -> Markup:
    """Return the marks side by side, none on another, each with a line to its true place on the bar."""
    ordered = sorted(marks, key=lambda mark: finite(mark.at) or 0.0)
    aims = [plan.days.at(mark.at) for mark in ordered]
    room = (plan.width - len(ordered) * SIGN) / max(len(ordered) - 1, 1)
    places = spread_between(aims, [SIGN] * len(ordered), max(min(APART_SIGNS, room), -SIGN), 0, plan.width)
    parts = []
    for mark, aim, x in zip(ordered, aims, places, strict=True):
        drawn = svg.join(
            [svg.line(LEADER, (x, y + SIGN / 2), (aim, bar_y)), SHAPES[mark.sign](x, y)],
        )
        name = f"{mark.text} {mark.note}"
        named = svg.link(mark.href, name, drawn) if mark.href else svg.element("g", svg.element("title", name), drawn)
        parts.append(named)
    return svg.join(parts)


def _dates(marks: Sequence[ChainMark], plan: Plan, base: float) -> Markup:
    """Return the days beneath the bar: the first and the last, then each that has room."""
    ordered = sorted(marks, key=lambda mark: finite(mark.at) or 0.0)
    parts: list[Markup] = []
    taken: list[Box] = []
    for index in dict.fromkeys([0, len(ordered) - 1, *range(len(ordered))]) if ordered else ():
        mark = ordered[index]
        content = fit(mark.text, SMALL, plan.width / 3)
        half = width(content, SMALL) / 2
        x = min(max(plan.days.at(mark.at), half), plan.width - half)
        box = text_box((x, base), content, SMALL, "middle")
        if is_free(box, taken):
            taken.append(_roomy(box))
            parts.append(svg.text(SOFT, (x, base), content, size=SMALL, anchor="middle"))
    return svg.join(parts)


def _ring(x: float, y: float) -> Markup:
    return svg.circle(HOLLOW, x, y, SIGN / 2 - 1)


def _full(x: float, y: float) -> Markup:
    return svg.circle(ACCENT, x, y, SIGN / 2)


def _cross(x: float, y: float) -> Markup:
    half = SIGN / 2 - 1.5
    return svg.path(
        INK_LINE,
        [
            ("M", (x - half, y - half)),
            ("L", (x + half, y + half)),
            ("M", (x - half, y + half)),
            ("L", (x + half, y - half)),
        ],
    )


def _check(x: float, y: float) -> Markup:
    return svg.path(ACCENT_LINE, [("M", (x - 5, y)), ("L", (x - 1.5, y + 4)), ("L", (x + 5, y - 5))])


def _pointer(paint: Paint, direction: int, x: float, y: float) -> Markup:
    half = SIGN / 2 - 1
    return svg.polygon(
        paint, [(x - direction * half, y - half), (x + direction * half, y), (x - direction * half, y + half)]
    )


def _diamond(x: float, y: float) -> Markup:
    half = SIGN / 2
    return svg.polygon(ACCENT, [(x, y - half), (x + half, y), (x, y + half), (x - half, y)])


def _square(x: float, y: float) -> Markup:
    half = SIGN / 2 - 1
    return svg.rect(ACCENT, x - half, y - half, 2 * half, 2 * half)


SHAPES: Mapping[Sign, Callable[[float, float], Markup]] = {
    Sign.UNMET: _ring,
    Sign.OBSTACLE: _cross,
    Sign.RECOMMENDATION: partial(_pointer, HOLLOW, 1),
    Sign.ANSWER: partial(_pointer, ACCENT, -1),
    Sign.DIRECTIVE: _diamond,
    Sign.RESOURCE: _square,
    Sign.CLEARED: _check,
    Sign.MET: _full,
}


def _swatch(paint: Paint, x: float, y: float) -> Markup:
    return svg.rect(paint, x - 7, y - 5, 14, 10)


def _key(lanes: Sequence[ChainLane], words: ChainWords) -> list[Entry]:
    used = {mark.sign for lane in lanes for mark in lane.marks}
    stretches = [stretch for lane in lanes for stretch in lane.stretches]
    entries = [Entry(SHAPES[sign], words.signs.get(sign, "")) for sign in Sign if sign in used]
    bars = [
        (any(not each.is_idle for each in stretches), TRACK, words.waited),
        (any(each.is_idle for each in stretches), BOX, words.idle),
        (any(each.overdue_from is not None for each in stretches), ALARM, words.overdue),
    ]
    return entries + [Entry(partial(_swatch, paint), word) for is_used, paint, word in bars if is_used]


def _table(lanes: Sequence[ChainLane], words: ChainWords) -> Table:
    """Return a row a lane: the days of each kind of mark, who is waited for now, and how long it has taken."""
    used = [sign for sign in Sign if any(mark.sign == sign for lane in lanes for mark in lane.marks)]
    rows = []
    for lane in lanes:
        days = [", ".join(mark.text for mark in lane.marks if mark.sign == sign) for sign in used]
        now = next((stretch.text for stretch in lane.stretches if stretch.is_now), "")
        rows.append((": ".join(filter(None, (lane.label, lane.note))), *days, now, lane.text))
    heads = [words.signs.get(sign, "") for sign in used]
    return Table((words.row, *heads, words.waiting, words.total), tuple(rows))
