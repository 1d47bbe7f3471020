"""The scales that score an answer by a judgement: met, points, levels, checklist, bonus and penalty.

Every scale says three things: its `maximum` before weight, the `keys` of an answer, and `mark(answer)`: points before
weight, met (None when not counted among N), and why. `mark` raises `DoesNotFit`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from .faults import DoesNotFit
from .numbers import EXACT, LARGEST_COUNT, ONE, ZERO, points_from, shown
from .result import Why

Mark = tuple[Decimal, bool | None, Why]

_MET = Why("met")
_UNMET = Why("unmet")


@dataclass(frozen=True, slots=True)
class MetScale:
    """All or nothing."""

    points: Decimal = ONE

    kind: ClassVar[str] = "met"
    keys: ClassVar[frozenset[str]] = frozenset({"met"})
    is_counted: ClassVar[bool] = True

    @property
    def maximum(self) -> Decimal:
        return self.points

    def mark(self, answer: Mapping[str, object]) -> Mark:
        met = answer["met"]
        if met is True:
            return self.points, True, _MET
        if met is False:
            return ZERO, False, _UNMET
        raise DoesNotFit("not_true_or_false", key="met", received=shown(met))


@dataclass(frozen=True, slots=True)
class PointsScale:
    """Points given by a person, a multiple of `step`; met from `passing` on."""

    max: Decimal
    step: Decimal
    passing: Decimal

    kind: ClassVar[str] = "points"
    keys: ClassVar[frozenset[str]] = frozenset({"points"})
    is_counted: ClassVar[bool] = True

    @property
    def maximum(self) -> Decimal:
        return self.max

    def mark(self, answer: Mapping[str, object]) -> Mark:
        points = points_from("points", answer["points"], self.max, self.step)
        values = {"given": points, "max": self.max, "pass": self.passing}
        return points, points >= self.passing, Why("points_given", values)


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a `levels` scale; the title is kept for wording only."""

    value: int
    title: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class LevelsScale:
    """Described levels, ascending; met from the level `passing` on."""

    levels: tuple[Level, ...]
    passing: int

    kind: ClassVar[str] = "levels"
    keys: ClassVar[frozenset[str]] = frozenset({"level"})
    is_counted: ClassVar[bool] = True

    @property
    def maximum(self) -> Decimal:
        return self.levels[-1].points

    def mark(self, answer: Mapping[str, object]) -> Mark:
        chosen = answer["level"]
        # bool is an int in Python: without this True would be level 1.
        if isinstance(chosen, int) and not isinstance(chosen, bool):
            for level in self.levels:
                if level.value == chosen:
                    return level.points, chosen >= self.passing, Why("level", {"level": chosen, "pass": self.passing})
        accepted = tuple(level.value for level in self.levels)
        raise DoesNotFit("unknown_level", key="level", received=shown(chosen), accepted=accepted)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick; the title is kept for wording only."""

    code: str
    title: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class ChecklistScale:
    """Things to tick, each worth its points; met when at least `need` are ticked, whatever their points."""

    items: tuple[Item, ...]
    need: int

    kind: ClassVar[str] = "checklist"
    keys: ClassVar[frozenset[str]] = frozenset({"items"})
    is_counted: ClassVar[bool] = True

    @property
    def maximum(self) -> Decimal:
        return sum((item.points for item in self.items), ZERO)

    def mark(self, answer: Mapping[str, object]) -> Mark:
        ticked = self._ticked(answer["items"])
        points = sum((item.points for item in self.items if item.code in ticked), ZERO)
        values = {"ticked": len(ticked), "of": len(self.items), "need": self.need}
        return points, len(ticked) >= self.need, Why("checklist", values)

    def _ticked(self, codes: object) -> set[str]:
        if not isinstance(codes, list | tuple) or not all(isinstance(code, str) for code in codes):
            raise DoesNotFit("not_a_list", key="items", received=shown(codes), accepted=self._codes())
        ticked = set(codes)
        if unknown := ticked.difference(self._codes()):
            received = tuple(shown(code) for code in sorted(unknown))
            raise DoesNotFit("unknown_item", key="items", received=received, accepted=self._codes())
        if len(ticked) < len(codes):
            repeated = tuple(sorted(code for code, times in Counter(codes).items() if times > 1))
            raise DoesNotFit("repeated_item", key="items", received=repeated, accepted=self._codes())
        return ticked

    def _codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.items)


@dataclass(frozen=True, slots=True)
class BonusScale:
    """Points added after the ordinary total; not counted among N."""

    max: Decimal
    step: Decimal

    kind: ClassVar[str] = "bonus"
    keys: ClassVar[frozenset[str]] = frozenset({"points"})
    is_counted: ClassVar[bool] = False

    @property
    def maximum(self) -> Decimal:
        return self.max

    def mark(self, answer: Mapping[str, object]) -> Mark:
        points = points_from("points", answer["points"], self.max, self.step)
        return points, None, Why("bonus", {"given": points, "max": self.max})


@dataclass(frozen=True, slots=True)
class PenaltyScale:
    """`per` points taken for each occurrence, `max` at most; not counted among N.

    The maximum of the line is 0: the best that a penalty can bring is nothing.
    """

    per: Decimal
    max: Decimal

    kind: ClassVar[str] = "penalty"
    keys: ClassVar[frozenset[str]] = frozenset({"occurrences"})
    is_counted: ClassVar[bool] = False

    @property
    def maximum(self) -> Decimal:
        return ZERO

    def mark(self, answer: Mapping[str, object]) -> Mark:
        occurrences = answer["occurrences"]
        if not isinstance(occurrences, int) or isinstance(occurrences, bool) or not 0 <= occurrences <= LARGEST_COUNT:
            raise DoesNotFit("not_a_count", key="occurrences", received=shown(occurrences), most=LARGEST_COUNT)
        taken = min(EXACT.multiply(self.per, Decimal(occurrences)), self.max)
        return -taken, None, Why("penalty", {"occurrences": occurrences, "per": self.per, "max": self.max})
