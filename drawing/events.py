"""What happened between two rounds, marked across a drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drawing import svg
from drawing.paint import EVENT, SOFT, SURFACE
from drawing.place import SMALL, Box, is_free, text_box
from drawing.svg import Markup
from drawing.text import fit, width

LANE = 18


@dataclass(frozen=True)
class Event:
    """A mark such as "sáp nhập 01/2025"; `at` counts rounds from 0, so 2.5 is after the third."""

    at: float
    label: str


def lanes(events: Sequence[Event], place: Callable[[float], float], right: float) -> list[tuple[str, Box, float]]:
    """Return each event's label, its box in a lane of its own where needed, and the mark's x."""
    placed: list[tuple[str, Box, float]] = []
    for event in sorted(events, key=lambda event: event.at):
        x = place(event.at)
        label = fit(event.label, SMALL, right)
        left = min(x + 4, right - width(label, SMALL))
        left = x - 4 - width(label, SMALL) if left < x <= right and x - 4 - width(label, SMALL) >= 0 else left
        lane = 0
        while True:
            box = text_box((max(left, 0), lane * LANE + SMALL), label, SMALL)
            roomy = Box(box.left - 4, box.top, box.right + 4, box.bottom)
            if is_free(roomy, [other for _, other, _ in placed]):
                break
            lane += 1
        placed.append((label, box, x))
    return placed


def lanes_height(placed: Sequence[tuple[str, Box, float]]) -> float:
    """Return the height of the band of labels above the drawing."""
    return max((box.bottom for _, box, _ in placed), default=0)


def event_marks(placed: Sequence[tuple[str, Box, float]], bottom: float) -> Markup:
    """Return a dashed line from each label down to `bottom`, and the labels on top of the lines."""
    rules = [svg.line(EVENT, (x, box.top + 2), (x, bottom), dash="2 3") for _, box, x in placed]
    labels = [
        svg.join(
            [
                svg.rect(SURFACE, box.left - 2, box.top, box.right - box.left + 4, box.bottom - box.top),
                svg.text(SOFT, (box.left, box.top + SMALL), label, size=SMALL),
            ]
        )
        for label, box, _ in placed
    ]
    return svg.join(rules + labels)


def events_of_rounds(events: Sequence[Event], count: int) -> list[str]:
    """Return for each round the events since the round before, as one text."""
    texts: list[list[str]] = [[] for _ in range(count)]
    for event in events:
        index = min(max(-int(-event.at // 1), 0), count - 1)
        texts[index].append(event.label)
    return ["; ".join(labels) for labels in texts]
