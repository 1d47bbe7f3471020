"""The `measure` scale: a number, a ratio or a change, held against one requirement or a list of bands.

A measured value is kept as a fraction (over, under) and compared by cross multiplication, so that 1/3 is never rounded
before a decision. (1, 0) stands for "above every bound": a change from 0 to more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, NamedTuple

from .faults import DoesNotFit
from .numbers import EXACT, HUNDRED, ONE, ZERO, amount_from, decimal_from
from .result import Why

_SHOWN_PLACES = Decimal("0.000001")


class Measured(NamedTuple):
    """over / under; under is positive, or 0 for a value above every bound."""

    over: Decimal
    under: Decimal

    def compared_to(self, bound: Decimal) -> int:
        """-1, 0 or 1 as the value is below, at or above the bound."""
        return int(EXACT.compare(self.over, EXACT.multiply(bound, self.under)))

    def shown(self) -> Decimal | None:
        """The value for people, to 6 decimals; None when it is above every bound."""
        if not self.under:
            return None
        return EXACT.divide(self.over, self.under).quantize(_SHOWN_PLACES, ROUND_HALF_UP, EXACT)


_ABOVE_EVERY_BOUND = Measured(ONE, ZERO)

# Each names the comparison by the sign that `compared_to` must give.
HOLDS: dict[str, frozenset[int]] = {
    ">=": frozenset({0, 1}),
    ">": frozenset({1}),
    "<=": frozenset({-1, 0}),
    "<": frozenset({-1}),
    "=": frozenset({0}),
    "from": frozenset({0, 1}),
    "above": frozenset({1}),
    "to": frozenset({-1, 0}),
    "below": frozenset({-1}),
}


@dataclass(frozen=True, slots=True)
class Required:
    """What the measured value must be: `op` is one of >=, >, <=, <, =."""

    op: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """`bound` (from ≥, above >, to ≤, below <) a value earns the points."""

    bound: str
    value: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class MeasureScale:
    """Either `required` with `points` (all or nothing), or `bands`, best first, met from `passing` points on.

    Ratios and changes are in percent: 100·numerator/denominator, 100·(current − previous)/previous.
    """

    of: str
    unit: str = ""
    required: Required | None = None
    points: Decimal = ONE
    bands: tuple[Band, ...] = ()
    passing: Decimal = ZERO

    kind: ClassVar[str] = "measure"
    is_counted: ClassVar[bool] = True

    @property
    def keys(self) -> frozenset[str]:
        return _KEYS[self.of]

    @property
    def maximum(self) -> Decimal:
        return self.points if self.required else self.bands[0].points

    def measured(self, answer: Mapping[str, object]) -> Measured:
        """The value of an answer that has exactly this scale's keys; raises DoesNotFit."""
        return _MEASURES[self.of](answer)

    def mark(self, answer: Mapping[str, object]) -> tuple[Decimal, bool | None, Why]:
        measured = self.measured(answer)
        if self.required:
            return self._mark_required(measured, self.required)
        return self._mark_bands(measured)

    def _mark_required(self, measured: Measured, required: Required) -> tuple[Decimal, bool, Why]:
        met = measured.compared_to(required.value) in HOLDS[required.op]
        values = self._values(measured) | {"op": required.op, "value": required.value}
        return (self.points if met else ZERO), met, Why("required_held" if met else "required_failed", values)

    def _mark_bands(self, measured: Measured) -> tuple[Decimal, bool, Why]:
        for band in self.bands:
            if measured.compared_to(band.value) in HOLDS[band.bound]:
                values = self._values(measured) | {"bound": band.bound, "value": band.value}
                return band.points, band.points >= self.passing, Why("band", values)
        return ZERO, self.passing <= ZERO, Why("no_band", self._values(measured))

    def _values(self, measured: Measured) -> dict[str, object]:
        return {"measured": measured.shown(), "of": self.of, "unit": self.unit}


def _number(answer: Mapping[str, object]) -> Measured:
    return Measured(decimal_from("value", answer["value"]), ONE)


def _ratio(answer: Mapping[str, object]) -> Measured:
    numerator = amount_from("numerator", answer["numerator"])
    denominator = amount_from("denominator", answer["denominator"])
    if not denominator:
        raise DoesNotFit("not_measurable", key="denominator", numerator=numerator)
    return Measured(EXACT.multiply(HUNDRED, numerator), denominator)


def _change(answer: Mapping[str, object]) -> Measured:
    previous = amount_from("previous", answer["previous"])
    current = amount_from("current", answer["current"])
    if previous:
        return Measured(EXACT.multiply(HUNDRED, EXACT.subtract(current, previous)), previous)
    return _ABOVE_EVERY_BOUND if current else Measured(ZERO, ONE)


_MEASURES: dict[str, Callable[[Mapping[str, object]], Measured]] = {
    "number": _number,
    "ratio": _ratio,
    "change": _change,
}
_KEYS = {
    "number": frozenset({"value"}),
    "ratio": frozenset({"numerator", "denominator"}),
    "change": frozenset({"previous", "current"}),
}
