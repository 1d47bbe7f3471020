"""What every drawing is given and what it gives back."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from drawing import svg
from drawing.paint import HATCH, SOFT
from drawing.svg import BASE_SIZE, Markup
from drawing.text import LINE, clean, wrap

NARROWEST = 240
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
Number = int | float | Decimal


@dataclass(frozen=True)
class Frame:
    """How a drawing is announced and how wide it is.

    `key` starts the element ids and is unique on the page. `title` is a short name, `description`
    the sentence that a listener hears instead of the picture, `empty` what stands there when
    there is nothing to draw. `width` is in px, at least 240; the height follows from it.
    """

    key: str
    title: str
    description: str
    empty: str = ""
    width: float = 720

    def __post_init__(self) -> None:
        """Refuse a key that cannot start an id, and a width without room for a label."""
        if not KEY.fullmatch(self.key):
            raise ValueError(f"a key is a letter, then letters, digits, - and _; got {self.key!r}")
        if not (math.isfinite(self.width) and self.width >= NARROWEST):
            raise ValueError(f"a drawing is at least {NARROWEST} px wide; got {self.width!r}")


@dataclass(frozen=True)
class Drawing:
    """A picture and the same figures as a table, in the caller's own words.

    `svg` is safe markup, `caption` the title, `columns` the headers; the first cell of each of
    `rows` names the row.
    """

    svg: Markup
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Table:
    """The figures of a drawing: headers, and rows of which the first cell is the name."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def finite(value: Number | None) -> float | None:
    """Return a measured value as a float; None stays missing, NaN and infinity are refused."""
    if value is None:
        return None
    if not math.isfinite(value):
        raise ValueError(f"pass None for a missing value, not {value!r}")
    return float(value)


def _definitions(key: str) -> Markup:
    stroke = svg.line(HATCH, (0, 0), (0, 6))
    return svg.element(
        "defs",
        svg.element(
            "pattern",
            stroke,
            id=f"{key}-hatch",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        ),
    )


def finish(
    frame: Frame, height: float, parts: Iterable[Markup], table: Table, *, width: float | None = None
) -> Drawing:
    """Return the drawing of these parts, titled and described; `width` if not the frame's.

    A picture with links in it is a group: the role img would hide them from assistive technology.
    """
    width = frame.width if width is None else width
    body = svg.join(list(parts))
    title, description = f"{frame.key}-title", f"{frame.key}-desc"
    document = svg.element(
        "svg",
        svg.element("title", frame.title, id=title),
        svg.element("desc", frame.description, id=description),
        _definitions(frame.key) if f"#{frame.key}-hatch" in body else Markup(),
        body,
        xmlns=svg.NAMESPACE,
        viewBox=f"0 0 {svg.number(width)} {svg.number(height)}",
        width=width,
        height=height,
        class_="drawing",
        role="group" if "<a " in body else "img",
        aria_labelledby=title,
        aria_describedby=description,
        font_family=svg.FONTS,
        font_size=BASE_SIZE,
    )
    rows = tuple(tuple(clean(cell) for cell in row) for row in table.rows)
    columns = tuple(clean(column) for column in table.columns)
    return Drawing(document, clean(frame.title), columns, rows)


def blank(frame: Frame, columns: tuple[str, ...]) -> Drawing:
    """Return the drawing of nothing: the caller's sentence, and a table without rows."""
    lines = wrap(frame.empty, BASE_SIZE, frame.width, 4)
    step = BASE_SIZE * LINE
    parts = [svg.text(SOFT, (0, BASE_SIZE + 4 + index * step), line) for index, line in enumerate(lines)]
    return finish(frame, max(len(lines), 1) * step + 8, parts, Table(columns, ()))
