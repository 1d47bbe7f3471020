"""Answers to a criterion of any scale that are met or not, as wanted; the same seed gives the same answers."""

import math
from decimal import Decimal


def invent_answer(scale, is_met, random):
    """Return an answer to a scale (of a normalised document) that the engine finds met, or not met.

    Bonuses and penalties have nothing to meet: none is asked for and none has occurred.
    """
    return ANSWERS[scale["kind"]](scale, is_met, random)


def _met(scale, is_met, random):
    return {"met": is_met}


def _points(scale, is_met, random):
    most, step = Decimal(scale["max"]), Decimal(scale.get("step", "0.01"))
    passing = Decimal(scale.get("pass", most))
    lowest = math.ceil(passing / step)
    if is_met:
        return {"points": str(random.randint(lowest, int(most / step)) * step)}
    return {"points": str(max(lowest - random.randint(1, 2), 0) * step)}


def _levels(scale, is_met, random):
    values = [level["value"] for level in scale["levels"]]
    passing = values.index(scale.get("pass", values[-1]))
    return {"level": values[random.randint(passing, len(values) - 1)] if is_met else values[max(passing - 1, 0)]}


def _checklist(scale, is_met, random):
    codes = [item["code"] for item in scale["items"]]
    need = scale.get("need", len(codes))
    return {"items": codes[: random.randint(need, len(codes))] if is_met else codes[: need - 1]}


def _bonus(scale, is_met, random):
    return {"points": "0"}


def _penalty(scale, is_met, random):
    return {"occurrences": 0}


def _measure(scale, is_met, random):
    operator, value = _bound(scale)
    return MEASURES[scale["of"]](operator, value, is_met, random)


def _bound(scale):
    """Return the (operator, value) that decides whether a measure is met: of `required`, or of the passing band."""
    if required := scale.get("required"):
        return required["op"], Decimal(required["value"])
    bands = scale["bands"]
    passing = Decimal(scale.get("pass", bands[0]["points"]))
    worst = [band for band in bands if Decimal(band["points"]) >= passing][-1]
    operators = {"from": ">=", "above": ">", "to": "<=", "below": "<"}
    return next((operators[key], Decimal(worst[key])) for key in operators if key in worst)


def _number(operator, value, is_met, random):
    better = {">": 1, "<": -1}.get(operator[0], 0)
    if not is_met:
        return {"value": str(max(value - (better or -1), Decimal(0)))}
    least = 0 if operator.endswith("=") else 1
    return {"value": str(max(value + better * random.randint(least, least + 2), Decimal(0)))}


def _ratio(operator, value, is_met, random):
    """At least `value` percent of a whole number between 40 and 240, or less."""
    whole = random.randint(40, 240)
    least = min(math.ceil(value * whole / 100), whole)
    part = random.randint(least, whole) if is_met else max(least - random.randint(1, max(whole // 12, 1)), 0)
    return {"numerator": str(part), "denominator": str(whole)}


def _change(operator, value, is_met, random):
    """At most `value` percent more than the year before, or more than that."""
    previous = random.randint(20, 60)
    least = math.floor(previous * (100 + value) / 100)
    current = least - random.randint(0, 4) if is_met else least + random.randint(1, 3)
    return {"previous": str(previous), "current": str(max(current, 0))}


ANSWERS = {
    "met": _met,
    "points": _points,
    "levels": _levels,
    "checklist": _checklist,
    "measure": _measure,
    "bonus": _bonus,
    "penalty": _penalty,
}
MEASURES = {"number": _number, "ratio": _ratio, "change": _change}
