"""Which class a standing reaches, and what holds it back from those above.

Every condition is monotone: a better standing never makes one fail that held before. So the first class whose
conditions all hold can only rise when an answer gets better.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from .numbers import EXACT, HUNDRED
from .result import Failure, GroupTotal, HeldBack, Line
from .rules import ClassRule

# Percents are only shown from here; whatever is decided on them is decided without dividing.
_SHOWN = Context(prec=34)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that a condition may ask about. `history` is {class: rounds held at least that class}."""

    points: Decimal
    max_points: Decimal
    met: int
    unmet: tuple[str, ...]
    lines: Mapping[str, Line]
    groups: tuple[GroupTotal, ...]
    knock_outs: tuple[str, ...]
    history: Mapping[str, int]
    external: frozenset[str]


def percent_of(points: Decimal, max_points: Decimal) -> Decimal | None:
    """100·points/max_points, to 34 digits; None when there is nothing to take a percent of."""
    return _SHOWN.divide(EXACT.multiply(HUNDRED, points), max_points) if max_points else None


def classify(classes: tuple[ClassRule, ...], standing: Standing) -> tuple[str | None, tuple[HeldBack, ...]]:
    """The first class whose conditions all hold, and the failures of every class above it."""
    held_back: list[HeldBack] = []
    for class_rule in classes:
        failures = tuple(_failures(class_rule, standing))
        if not failures:
            return class_rule.code, tuple(held_back)
        held_back.append(HeldBack(class_rule.code, failures))
    return None, tuple(held_back)


def history_of(classes: tuple[ClassRule, ...], held: Mapping[str, int] | None) -> dict[str, int]:
    """For each class the rounds in which at least it was held: a class above counts for those below."""
    rounds, history = 0, {}
    for class_rule in classes:
        rounds = max(rounds, (held or {}).get(class_rule.code, 0))
        history[class_rule.code] = rounds
    return history


def _failures(class_rule: ClassRule, standing: Standing) -> Iterator[Failure]:
    for name in class_rule.requires:
        yield from _CONDITIONS[name](class_rule.requires[name], standing)


def _falls_short(points: Decimal, max_points: Decimal, percent: Decimal, *, strictly: bool) -> bool:
    """Whether 100·points/max_points misses the percent, by cross multiplication: no division, no rounding."""
    if not max_points:
        return True
    reached, needed = EXACT.multiply(HUNDRED, points), EXACT.multiply(percent, max_points)
    return reached <= needed if strictly else reached < needed


def _min_percent(needed: Decimal, standing: Standing) -> Iterator[Failure]:
    if _falls_short(standing.points, standing.max_points, needed, strictly=False):
        yield Failure("min_percent", percent_of(standing.points, standing.max_points), needed)


def _above_percent(needed: Decimal, standing: Standing) -> Iterator[Failure]:
    if _falls_short(standing.points, standing.max_points, needed, strictly=True):
        yield Failure("above_percent", percent_of(standing.points, standing.max_points), needed)


def _min_points(needed: Decimal, standing: Standing) -> Iterator[Failure]:
    if standing.points < needed:
        yield Failure("min_points", standing.points, needed)


def _above_points(needed: Decimal, standing: Standing) -> Iterator[Failure]:
    if standing.points <= needed:
        yield Failure("above_points", standing.points, needed)


def _min_met(needed: int, standing: Standing) -> Iterator[Failure]:
    if standing.met < needed:
        yield Failure("min_met", standing.met, needed, standing.unmet)


def _max_unmet(most: int, standing: Standing) -> Iterator[Failure]:
    if len(standing.unmet) > most:
        yield Failure("max_unmet", len(standing.unmet), most, standing.unmet)


def _each_group_min_percent(needed: Decimal, standing: Standing) -> Iterator[Failure]:
    for group in standing.groups:
        yield from _group_short("each_group_min_percent", group, needed)


def _group_min_percent(needed_of: tuple[tuple[str, Decimal], ...], standing: Standing) -> Iterator[Failure]:
    groups = {group.code: group for group in standing.groups}
    for code, needed in needed_of:
        yield from _group_short("group_min_percent", groups[code], needed)


def _group_short(condition: str, group: GroupTotal, needed: Decimal) -> Iterator[Failure]:
    # A group without an applicable criterion, or worth nothing, has no percent to fall short with.
    has_percent = group.applicable and group.max_points
    if has_percent and _falls_short(group.points, group.max_points, needed, strictly=False):
        yield Failure(condition, group.percent, needed, (group.code,))


def _no_knock_out(is_required: bool, standing: Standing) -> Iterator[Failure]:
    if is_required and standing.knock_outs:
        yield Failure("no_knock_out", len(standing.knock_outs), 0, standing.knock_outs)


def _met(codes: tuple[str, ...], standing: Standing) -> Iterator[Failure]:
    """What doesn't apply can't be asked for; what is exempt is excused from being counted unmet, but isn't met."""
    asked = [standing.lines[code] for code in codes if standing.lines[code].met is not None]
    unmet = tuple(line.code for line in asked if not line.met)
    if unmet:
        yield Failure("met", len(asked) - len(unmet), len(asked), unmet)


def _held(needed: tuple[str, int], standing: Standing) -> Iterator[Failure]:
    class_code, rounds = needed
    reached = standing.history.get(class_code, 0)
    if reached < rounds:
        yield Failure("held", reached, rounds, (class_code,))


def _external(names: tuple[str, ...], standing: Standing) -> Iterator[Failure]:
    lacking = tuple(name for name in names if name not in standing.external)
    if lacking:
        yield Failure("external", len(names) - len(lacking), len(names), lacking)


_CONDITIONS: dict[str, Callable[..., Iterator[Failure]]] = {
    "min_percent": _min_percent,
    "above_percent": _above_percent,
    "min_points": _min_points,
    "above_points": _above_points,
    "min_met": _min_met,
    "max_unmet": _max_unmet,
    "each_group_min_percent": _each_group_min_percent,
    "group_min_percent": _group_min_percent,
    "no_knock_out": _no_knock_out,
    "met": _met,
    "held": _held,
    "external": _external,
}
CONDITIONS = tuple(_CONDITIONS)
