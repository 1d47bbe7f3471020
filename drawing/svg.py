"""A small builder of SVG elements that cannot write anything unsafe.

Text and attributes are escaped and NFC, numbers have at most two decimals and never a locale,
and `style`, `on…` handlers and script links are refused, as the content security policy would.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from drawing.paint import Paint
from drawing.text import CACHED, clean

BASE_SIZE = 13
NAMESPACE = "http://www.w3.org/2000/svg"
# The renderer of PDF and DOCX looks the first of these up among the fonts that it is given.
FONTS = "Be Vietnam Pro, Segoe UI, Arial, sans-serif"
SCHEME = re.compile(r"^\s*[a-zA-Z][a-zA-Z0-9+.\-]*:")


class Markup(str):
    """A string that is finished SVG. Templates that honour `__html__` do not escape it again."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the markup itself: it was escaped when it was built."""
        return self


def number(value: float) -> str:
    """Return a coordinate: at most two decimals, a point, no grouping. Refuses NaN, infinity."""
    if not math.isfinite(value):
        raise ValueError(f"a drawing takes finite numbers, not {value!r}")
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


@lru_cache(maxsize=CACHED)
def _escaped(words: str) -> str:
    return escape(clean(words))


@lru_cache(maxsize=256)
def _attribute_name(name: str) -> str:
    name = name.rstrip("_").replace("_", "-")
    if name == "style" or name.startswith("on"):
        raise ValueError(f"use a class or a presentation attribute instead of {name!r}")
    return name


def _attribute(name: str, value: str | float) -> str:
    written = _escaped(value) if isinstance(value, str) else number(value)
    return f' {_attribute_name(name)}="{written}"'


def element(name: str, *children: str, **attributes: str | float | None) -> Markup:
    """Return one element; `class_` writes class, `stroke_width` stroke-width, None nothing.

    Children that are not `Markup` are text and are escaped.
    """
    opening = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    inner = "".join(child if isinstance(child, Markup) else _escaped(child) for child in children)
    return Markup(f"<{name}{opening}>{inner}</{name}>" if inner else f"<{name}{opening}/>")


@lru_cache(maxsize=64)
def _painted(paint: Paint) -> dict[str, str | float | None]:
    return {
        "class_": paint.name,
        "fill": paint.fill,
        "stroke": paint.stroke or None,
        "stroke_width": paint.stroke_width if paint.stroke and paint.stroke_width != 1 else None,
    }


def join(parts: list[Markup]) -> Markup:
    """Return several elements as one piece of markup."""
    return Markup("".join(parts))


def rect(paint: Paint, x: float, y: float, width: float, height: float, radius: float | None = None) -> Markup:
    """Return a rectangle; a width or height below 0 is drawn as 0."""
    size = {"width": max(width, 0), "height": max(height, 0), "rx": radius}
    return element("rect", x=x, y=y, **size, **_painted(paint))


def line(paint: Paint, start: tuple[float, float], end: tuple[float, float], dash: str | None = None) -> Markup:
    """Return a straight line between two points."""
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    return element("line", **ends, stroke_dasharray=dash, **_painted(paint))


def path(paint: Paint, steps: Sequence[tuple[str, Sequence[float]]], dash: str | None = None) -> Markup:
    """Return a path from commands such as `("M", (0, 0))`."""
    data = "".join(command + " ".join(number(value) for value in at) for command, at in steps)
    return element("path", d=data, stroke_dasharray=dash, **_painted(paint))


def circle(paint: Paint, x: float, y: float, radius: float) -> Markup:
    """Return a circle around a point."""
    return element("circle", cx=x, cy=y, r=radius, **_painted(paint))


def triangle(paint: Paint, x: float, y: float, size: float) -> Markup:
    """Return ▲ around a point: drawn, because the screen font has no such sign."""
    half = size / 2
    return polygon(paint, [(x, y - half), (x + half, y + half * 0.8), (x - half, y + half * 0.8)])


def polygon(paint: Paint, corners: Sequence[tuple[float, float]]) -> Markup:
    """Return a closed shape through its corners."""
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return element("polygon", points=points, **_painted(paint))


def text(
    paint: Paint,
    at: tuple[float, float],
    content: str,
    *,
    size: float = BASE_SIZE,
    anchor: str = "start",
    weight: int = 400,
) -> Markup:
    """Return one line of text with its baseline at a point; nothing for empty text."""
    if not content:
        return Markup()
    return element(
        "text",
        content,
        x=at[0],
        y=at[1],
        font_size=None if size == BASE_SIZE else size,
        font_weight=None if weight == 400 else weight,
        text_anchor=None if anchor == "start" else anchor,
        **_painted(paint),
    )


def link(href: str, name: str, *children: Markup) -> Markup:
    """Return the children inside a link with an accessible name, or plain without an address."""
    href = clean(href)  # before the check: what is removed could hide a scheme
    if not href:
        return join(list(children))
    if SCHEME.match(href) and not href.lower().startswith(("https://", "http://")):
        raise ValueError(f"link to a page of the site or to http(s), not to {href!r}")
    return element("a", element("title", name), *children, href=href, class_="d-link")
