"""One measure: the median of the ratios of two actions that take turns (A B A B …), after a warm-up."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Action = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ratio:
    """`value`: how many times as long as `of` it took. `low` and `high`: the quartiles."""

    name: str
    value: float
    of: str
    low: float
    high: float


def seconds(action: Action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def measure(name: str, of: str, action: Action, other: Action, pairs: int, before: Action | None = None) -> Ratio:
    """Measure `action` against `other`; `before` is done before each pair and not timed."""
    for _turn in range(max(pairs // 5, 3)):
        if before:
            before()
        action()
        other()
    ratios = []
    for _turn in range(pairs):
        if before:
            before()
        # One after the other at once, so that whatever else the machine does weighs on both alike.
        ratios.append(seconds(action) / seconds(other))
    low, middle, high = statistics.quantiles(ratios, n=4)
    return Ratio(name, round(middle, 3), of, round(low, 3), round(high, 3))
