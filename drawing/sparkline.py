"""A trend the size of a word, for beside a figure."""

from collections.abc import Sequence

from drawing import svg
from drawing.axis import Axis, derived, evenly, scale
from drawing.figure import Drawing, Frame, Table, finish, finite
from drawing.paint import ACCENT, SOFT_LINE
from drawing.svg import Markup
from drawing.trend import TrendPoint, TrendWords

EDGE = 3.5


def sparkline(
    frame: Frame,
    labels: Sequence[str],
    points: Sequence[TrendPoint | None],
    words: TrendWords,
    *,
    axis: Axis | None = None,
    size: tuple[float, float] = (88, 28),
) -> Drawing:
    """Return a bare line that ends in a dot, without any text; `size` is width and height in px.

    The figure that it belongs to stands beside it on the page. ValueError when there is not a
    point (or None) for each label.
    """
    if len(points) != len(labels):
        raise ValueError(f"give a sparkline {len(labels)} points, one for each label")
    rows = zip(labels, points, strict=True)
    texts = tuple((label, point.text if point else words.missing) for label, point in rows)
    parts = _marks(points, axis, size) if any(points) else []
    return finish(frame, size[1], parts, Table((words.row, frame.title), texts), width=size[0])


def _marks(points: Sequence[TrendPoint | None], axis: Axis | None, size: tuple[float, float]) -> list[Markup]:
    axis = axis or derived(finite(point.value) or 0.0 for point in points if point)
    places = scale(axis, size[1] - EDGE, EDGE)
    xs = evenly(len(points), EDGE, size[0] - EDGE)
    parts, steps, pen = [], [], "M"
    last = (0.0, 0.0)
    for x, point in zip(xs, points, strict=True):
        if point:
            last = (x, places.at(point.value))
            steps.append((pen, last))
        pen = "L" if point else "M"
    parts.append(svg.path(SOFT_LINE, steps))
    parts.append(svg.circle(ACCENT, *last, 2.5))
    return parts
