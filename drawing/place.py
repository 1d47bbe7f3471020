"""Where things go so that nothing touches anything else."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from drawing import svg
from drawing.paint import INK, Paint
from drawing.svg import BASE_SIZE, Markup
from drawing.text import ASCENT, DESCENT, LINE, width

SMALL = 12
CENTRE = (ASCENT - DESCENT) / 2  # of the size: how far below the middle of a line its baseline lies


class Box(NamedTuple):
    """A rectangle on the canvas, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Say whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def text_box(at: tuple[float, float], content: str, size: float, anchor: str = "start", weight: int = 400) -> Box:
    """Return the room that one line of text takes, accents and descenders included."""
    extent = width(content, size, weight)
    left = at[0] - extent * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    return Box(left, at[1] - ASCENT * size, left + extent, at[1] + DESCENT * size)


def is_free(box: Box, taken: Sequence[Box]) -> bool:
    """Say whether the box overlaps none of those taken."""
    return not any(box.overlaps(other) for other in taken)


def lines_of_text(
    lines: Sequence[str],
    at: tuple[float, float],
    paint: Paint = INK,
    *,
    size: float = BASE_SIZE,
    anchor: str = "start",
    weight: int = 400,
) -> Markup:
    """Return lines of text one under the other, the block's middle at the height of `at`."""
    first = at[1] - (len(lines) - 1) * size * LINE / 2 + size * CENTRE
    return svg.join(
        [
            svg.text(
                paint,
                (at[0], first + index * size * LINE),
                line,
                size=size,
                anchor=anchor,
                weight=weight,
            )
            for index, line in enumerate(lines)
        ]
    )


def block_height(lines: int, size: float = BASE_SIZE) -> float:
    """Return the height of so many lines of text, 0 for none."""
    return (lines - 1) * size * LINE + size * (ASCENT + DESCENT) if lines else 0


def spread(centres: Sequence[float], sizes: Sequence[float], gap: float) -> list[float]:
    """Return new centres, in the given order, that keep `gap` free and move as little as can be.

    Neighbours that would touch are pooled and centred on their mean (least squares).
    """
    offsets = [0.0]
    for upper, lower in pairwise(sizes):
        offsets.append(offsets[-1] + (upper + lower) / 2 + gap)
    pools: list[list[float]] = []  # [mean of centre - offset, number of members]
    for centre, offset in zip(centres, offsets, strict=False):
        pools.append([centre - offset, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, count = pools.pop()
            upper_mean, upper_count = pools[-1]
            total = count + upper_count
            pools[-1] = [(mean * count + upper_mean * upper_count) / total, total]
    means = [mean for mean, count in pools for _ in range(int(count))]
    return [mean + offset for mean, offset in zip(means, offsets, strict=False)]


def spread_between(
    centres: Sequence[float], sizes: Sequence[float], gap: float, top: float, bottom: float
) -> list[float]:
    """Return `spread` centres kept between top and bottom; below the bottom only for lack of room."""
    placed = spread(centres, sizes, gap)
    ceiling = bottom
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], ceiling - sizes[index] / 2)
        ceiling = placed[index] - sizes[index] / 2 - gap
    floor = top
    for index, size in enumerate(sizes):
        placed[index] = max(placed[index], floor + size / 2)
        floor = placed[index] + size / 2 + gap
    return placed


def flow(widths: Sequence[float], room: float, gap: float) -> list[tuple[float, int]]:
    """Return x and line number of things set one after the other, like words in a paragraph."""
    places: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for extent in widths:
        if x and x + extent > room:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += extent + gap
    return places
