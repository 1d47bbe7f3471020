"""Rules: a criteria set as the engine needs it, parsed once. Made from a valid, normalised criteria-set/1 document.

Nothing here validates a document: `criteria.interchange` does, and reports every fault with its place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .measure import Band, MeasureScale, Required
from .numbers import EXACT, ONE, cents
from .scales import BonusScale, ChecklistScale, Item, Level, LevelsScale, MetScale, PenaltyScale, PointsScale

Scale = MetScale | PointsScale | LevelsScale | MeasureScale | ChecklistScale | BonusScale | PenaltyScale


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion's rule. `max_points` is its weighted, rounded maximum (0 for a penalty)."""

    code: str
    scale: Scale
    weight: Decimal = ONE
    knock_out: bool = False
    exemptible: bool = False
    may_be_not_applicable: bool = False
    max_points: Decimal = field(init=False, repr=False, compare=False)
    is_counted: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "max_points", cents(EXACT.multiply(self.scale.maximum, self.weight)))
        object.__setattr__(self, "is_counted", self.scale.is_counted)


@dataclass(frozen=True, slots=True)
class GroupRule:
    """A group's rules in order; when one of `zero_if_unmet` (of any group) is not met the group's points are 0."""

    code: str
    criteria: tuple[Rule, ...]
    zero_if_unmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassRule:
    """A class and the conditions that must all hold: condition name to value (scoring.md §1, Classes).

    Percents and points are Decimals, counts ints, lists tuples, `held` a (class code, rounds) pair.
    """

    code: str
    requires: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole set: how it counts, its caps (None: no cap), its groups in order, its classes best first."""

    counting: str
    not_applicable: str
    bonus_cap: Decimal | None
    total_cap: Decimal | None
    groups: tuple[GroupRule, ...]
    classes: tuple[ClassRule, ...]
    codes: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        codes = frozenset(rule.code for group in self.groups for rule in group.criteria)
        object.__setattr__(self, "codes", codes)


def rules_from_document(document: Mapping) -> Rules:
    """The rules of a valid, normalised criteria-set/1 document; optional keys may be left out."""
    return Rules(
        counting=document.get("counting", "points"),
        not_applicable=document.get("not_applicable", "exclude"),
        bonus_cap=_cap(document.get("bonus_cap")),
        total_cap=_cap(document.get("total_cap")),
        groups=tuple(_group_from_fields(group) for group in document["groups"]),
        classes=tuple(
            ClassRule(fields["code"], conditions_from_fields(fields["requires"])) for fields in document["classes"]
        ),
    )


def rule_from_fields(fields: Mapping) -> Rule:
    """One criterion's rule from its object in the document; titles, evidence and the like are left aside."""
    return Rule(
        code=fields["code"],
        scale=scale_from_fields(fields["scale"]),
        weight=Decimal(fields.get("weight", "1")),
        knock_out=fields.get("knock_out", False),
        exemptible=fields.get("exemptible", False),
        may_be_not_applicable=fields.get("may_be_not_applicable", False),
    )


def scale_from_fields(fields: Mapping) -> Scale:
    """A scale from its object in the document, defaults filled in."""
    return _SCALES[fields["kind"]](fields)


def _cap(value: str | None) -> Decimal | None:
    return None if value is None else cents(Decimal(value))


def _group_from_fields(fields: Mapping) -> GroupRule:
    return GroupRule(
        code=fields["code"],
        criteria=tuple(rule_from_fields(criterion) for criterion in fields["criteria"]),
        zero_if_unmet=tuple(fields.get("zero_if_unmet", ())),
    )


def _met(fields: Mapping) -> MetScale:
    return MetScale(Decimal(fields.get("points", "1")))


def _points(fields: Mapping) -> PointsScale:
    most = Decimal(fields["max"])
    return PointsScale(most, Decimal(fields.get("step", "0.01")), Decimal(fields.get("pass", most)))


def _levels(fields: Mapping) -> LevelsScale:
    levels = tuple(Level(level["value"], level["title"], Decimal(level["points"])) for level in fields["levels"])
    return LevelsScale(levels, fields.get("pass", levels[-1].value))


def _measure(fields: Mapping) -> MeasureScale:
    of, unit = fields["of"], fields.get("unit", "")
    if required := fields.get("required"):
        points = Decimal(fields.get("points", "1"))
        return MeasureScale(of, unit, Required(required["op"], Decimal(required["value"])), points)
    bands = tuple(_band(band) for band in fields["bands"])
    return MeasureScale(of, unit, bands=bands, passing=Decimal(fields.get("pass", bands[0].points)))


def _band(fields: Mapping) -> Band:
    bound = next(key for key in ("from", "above", "to", "below") if key in fields)
    return Band(bound, Decimal(fields[bound]), Decimal(fields["points"]))


def _checklist(fields: Mapping) -> ChecklistScale:
    items = tuple(
        Item(item["code"], item.get("title", ""), Decimal(item.get("points", "1"))) for item in fields["items"]
    )
    return ChecklistScale(items, fields.get("need", len(items)))


def _bonus(fields: Mapping) -> BonusScale:
    return BonusScale(Decimal(fields["max"]), Decimal(fields.get("step", "0.01")))


def _penalty(fields: Mapping) -> PenaltyScale:
    return PenaltyScale(Decimal(fields["per"]), Decimal(fields["max"]))


_SCALES: dict[str, Callable[[Mapping], Scale]] = {
    "met": _met,
    "points": _points,
    "levels": _levels,
    "measure": _measure,
    "checklist": _checklist,
    "bonus": _bonus,
    "penalty": _penalty,
}


def conditions_from_fields(requires: Mapping) -> dict[str, object]:
    """A class's conditions as the engine reads them, from `requires` of the document."""
    return {name: _condition_value(name, value) for name, value in requires.items()}


def _condition_value(name: str, value: object) -> object:
    if name == "group_min_percent" and isinstance(value, Mapping):
        return tuple((code, Decimal(percent)) for code, percent in value.items())
    if name == "held" and isinstance(value, Mapping):
        return value["class"], value["rounds"]
    if isinstance(value, str):
        return Decimal(value)
    return tuple(value) if isinstance(value, list | tuple) else value
