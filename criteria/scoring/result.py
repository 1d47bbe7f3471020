"""What scoring says: the result, its parts, and the same as a JSON-ready document (scoring.md §2, §3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from .numbers import EXACT, NOUGHT, plain

_PERCENT_PLACES = Decimal("0.0000000001")


@dataclass(frozen=True, slots=True)
class Why:
    """Why a line scored what it did: a reason code and its values, never a sentence.

    Reasons: met, unmet, points_given, level, required_held, required_failed, band, no_band, checklist, bonus, penalty,
    missing, not_applicable, exempt, zeroed_with_group. The last two carry under "scored" the reason that stood before.
    """

    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion's outcome. Points are weighted and rounded to 2 decimals.

    `met` is None for bonus, penalty and not-applicable lines: they are not among N. `state` is scored,
    not_applicable, exempt or missing. A penalty's points are negative and its maximum is 0.
    """

    code: str
    points: Decimal
    max_points: Decimal
    met: bool | None
    state: str
    why: Why


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """A group's ordinary criteria together; bonus and penalty lines are added after the groups.

    `percent` (0..100, unrounded) is None when the maximum is 0. `zeroed_by` names the criteria whose not being met
    set the points to 0.
    """

    code: str
    points: Decimal
    max_points: Decimal
    percent: Decimal | None
    met: int
    applicable: int
    zeroed_by: tuple[str, ...]
    knock_outs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """One condition of a class that didn't hold: the value reached, the value needed, and the codes concerned.

    Percents and points are Decimals, everything counted is an int; `reached` is None when there is nothing to
    take a percent of. `codes` are groups for the group conditions, a class for `held`, names for `external`, and
    criteria for the others.
    """

    condition: str
    reached: Decimal | int | None
    needed: Decimal | int
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A class above the one reached, and every condition of it that failed."""

    class_code: str
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one set of answers under one set of rules.

    `would_be` is the class that the answers so far lead to; `class_code` is the same once nothing is missing, else
    None. `percent` is unrounded, None when the maximum is 0, and above 100 when bonuses lift it there. `bonus` and
    `penalty` are what was added to and taken from the groups' totals (after `bonus_cap`, before `total_cap` and the
    floor of 0).
    """

    met: int
    applicable: int
    points: Decimal
    max_points: Decimal
    percent: Decimal | None
    class_code: str | None
    would_be: str | None
    complete: bool
    lines: tuple[Line, ...]
    groups: tuple[GroupTotal, ...]
    knock_outs: tuple[str, ...]
    exempt: tuple[str, ...]
    missing: tuple[str, ...]
    held_back: tuple[HeldBack, ...]
    bonus: Decimal = NOUGHT
    penalty: Decimal = NOUGHT


def result_document(result: Result) -> dict[str, object]:
    """`result` ready for JSON: points with 2 decimals, percents with 10, every decimal a string."""
    return {
        "met": result.met,
        "applicable": result.applicable,
        "points": _points(result.points),
        "max_points": _points(result.max_points),
        "percent": _percent(result.percent),
        "class": result.class_code,
        "would_be": result.would_be,
        "complete": result.complete,
        "lines": [_line_document(line) for line in result.lines],
        "groups": [_group_document(group) for group in result.groups],
        "knock_outs": list(result.knock_outs),
        "exempt": list(result.exempt),
        "missing": list(result.missing),
        "held_back": held_back_document(result),
    }


def held_back_document(result: Result) -> list[dict[str, object]]:
    """`result.held_back` alone, ready for JSON."""
    return [_held_back_document(held_back) for held_back in result.held_back]


def failure_from_document(document: Mapping) -> Failure:
    """The Failure that `held_back_document` wrote down."""
    reached, needed = (
        Decimal(value) if isinstance(value, str) else value for value in (document["reached"], document["needed"])
    )
    return Failure(document["condition"], reached, needed, tuple(document["codes"]))


def _line_document(line: Line) -> dict[str, object]:
    return {
        "code": line.code,
        "points": _points(line.points),
        "max_points": _points(line.max_points),
        "met": line.met,
        "state": line.state,
        "why": {"reason": line.why.reason, "values": _jsonable(line.why.values)},
    }


def _group_document(group: GroupTotal) -> dict[str, object]:
    return {
        "code": group.code,
        "points": _points(group.points),
        "max_points": _points(group.max_points),
        "percent": _percent(group.percent),
        "met": group.met,
        "applicable": group.applicable,
        "zeroed_by": list(group.zeroed_by),
        "knock_outs": list(group.knock_outs),
    }


def _held_back_document(held_back: HeldBack) -> dict[str, object]:
    return {"class": held_back.class_code, "failures": [_failure_document(failure) for failure in held_back.failures]}


def _failure_document(failure: Failure) -> dict[str, object]:
    is_percent = failure.condition.endswith("_percent")
    return {
        "condition": failure.condition,
        "reached": _percent(failure.reached) if is_percent else _jsonable(failure.reached),
        "needed": _jsonable(failure.needed),
        "codes": list(failure.codes),
    }


def _points(value: Decimal) -> str:
    return format(value, ".2f")


def _percent(value: Decimal | int | None) -> str | None:
    return None if value is None else format(Decimal(value).quantize(_PERCENT_PLACES, ROUND_HALF_EVEN, EXACT), "f")


def _jsonable(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Why):
        return {"reason": value.reason, "values": _jsonable(value.values)}
    if isinstance(value, Mapping):
        return {key: _jsonable(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_jsonable(inner) for inner in value]
    return value
