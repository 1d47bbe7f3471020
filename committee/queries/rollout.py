"""How far a roll-out has come on a day, and at what pace."""

import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from committee.models import Measure, RolloutTarget
from committee.queries.rollout_ground import Ground, ground_of
from committee.queries.rollout_periods import period_ends
from units.models import UnitVersion

DAYS_A_MONTH = 365.2425 / 12
# In a shorter time nothing can be said about a pace.
LEAST_DAYS = 31
FARTHEST_MONTHS = 600


class PaceState(models.TextChoices):
    MET = "met", _("đạt")
    ON_TIME = "on_time", _("đúng tiến độ")
    SLOW = "slow", _("chậm")
    OVERDUE = "overdue", _("quá hạn")


@dataclass(frozen=True, slots=True)
class ReachedUnit:
    """A unit as it is called on the day, and since when it or its predecessors have been there."""

    version: UnitVersion
    since: dt.date


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of those asked (units, or districts) are there on `judged_on`, and how many are needed.

    `judged_on` is the day asked for, or the last day of districts where the target counts these and there are none
    left. `missing` are districts without such a unit, or units; `left_out` districts that have no unit of the kind.
    """

    target: RolloutTarget
    date: dt.date
    judged_on: dt.date
    asked: int
    needed: int
    reached: int
    units: tuple[ReachedUnit, ...]
    missing: tuple[UnitVersion, ...]
    left_out: tuple[UnitVersion, ...] = ()

    @property
    def share(self):
        """Percent of those asked; None when nobody is."""
        return Decimal(100 * self.reached) / self.asked if self.asked else None

    @property
    def is_met(self):
        return bool(self.asked) and self.reached >= self.needed

    @property
    def still_needed(self):
        return max(self.needed - self.reached, 0)

    @property
    def counts_districts(self):
        return self.target.measure == Measure.EACH_DISTRICT


@dataclass(frozen=True, slots=True)
class Pace:
    """How many (units, or districts) a month since the target was set, and how many a month it still takes.

    `gained` since then; `so_far` is None in the first month, `needed` once it is met or its day is gone, `forecast`
    where nothing moves. `met_on` is the day since which it has been met without a break, `days_left` negative when
    the day is gone.
    """

    state: PaceState
    begun_with: int
    gained: int
    so_far: float | None
    needed: float | None
    forecast: dt.date | None
    met_on: dt.date | None
    days_left: int


@dataclass(frozen=True, slots=True)
class Point:
    """The end of a period: what was reached (None for what lies ahead) and what should be, in units or percent."""

    day: dt.date
    value: float | None
    text: str
    expected: float


@dataclass(frozen=True, slots=True)
class Standing:
    """One target on a day: coverage, pace, and the points of its drawing."""

    target: RolloutTarget
    coverage: Coverage
    pace: Pace
    points: tuple[Point, ...]
    reorganisations: tuple[dt.date, ...]


def coverage(target, date):
    """Return the `Coverage` of a target on a day. Four queries."""
    return coverage_on(ground_of(target.city_id, target.programme_id), target, date)


def pace(target, date):
    """Return the `Pace` of a target on a day. Four queries."""
    ground = ground_of(target.city_id, target.programme_id)
    return pace_on(ground, target, coverage_on(ground, target, date))


def standing_on(ground, target, date):
    """Return the `Standing` of a target on a day, from what was read already."""
    found = coverage_on(ground, target, date)
    pace_found = pace_on(ground, target, found)
    last = target.due if found.is_met else max(target.due, date)
    ends = period_ends(target.set_on, last)
    reorganised = tuple(day for day in ground.reorganisations if ends[0] < day <= min(date, last))
    return Standing(target, found, pace_found, _points(ground, found, pace_found, ends), reorganised)


def coverage_on(ground: Ground, target, date):
    """Return the `Coverage` of a target on a day, from what was read already."""
    if target.measure == Measure.EACH_DISTRICT:
        return _by_district(ground, target, date)
    units = ground.units_on(date, target.spread)
    reached = _reached(ground, target, units, date)
    needed = int(target.amount)
    if target.measure == Measure.SHARE:
        needed = math.ceil(target.amount * len(units) / 100)
    there = {each.version.unit_id for each in reached}
    missing = tuple(each for each in units if each.unit_id not in there)
    return Coverage(target, date, date, len(units), needed, len(reached), reached, missing)


def _by_district(ground, target, date):
    judged_on = ground.last_day_of_districts(date) or date
    units = ground.units_on(judged_on, target.spread)
    reached = _reached(ground, target, units, judged_on)
    of_district = defaultdict(list)
    for each in units:
        of_district[each.parent_id].append(each)
    there = {each.version.parent_id for each in reached}
    districts = ground.districts_on(judged_on)
    asked = [each for each in districts if of_district[each.unit_id]]
    missing = tuple(each for each in asked if each.unit_id not in there)
    return Coverage(
        target=target,
        date=date,
        judged_on=judged_on,
        asked=len(asked),
        needed=len(asked),
        reached=len(asked) - len(missing),
        units=reached,
        missing=missing,
        left_out=tuple(each for each in districts if not of_district[each.unit_id]),
    )


def _reached(ground, target, units, date):
    there = [each for each in units if ground.is_reached(each.unit_id, target.stage, date)]
    return tuple(ReachedUnit(each, ground.reached_since(each.unit_id, target.stage, date)) for each in there)


def pace_on(ground: Ground, target, found: Coverage):
    """Return the `Pace` of a target on the day of its `Coverage`, from what was read already."""
    begun = coverage_on(ground, target, target.set_on).reached
    gained, days_left = found.reached - begun, (target.due - found.date).days
    days_gone = (found.date - target.set_on).days
    so_far = gained / (days_gone / DAYS_A_MONTH) if days_gone >= LEAST_DAYS else None
    forecast = None
    if so_far and so_far > 0 and not found.is_met:
        forecast = _forecast(found.date, found.still_needed / so_far)
    return Pace(
        state=_state(found, so_far, forecast, days_left),
        begun_with=begun,
        gained=gained,
        so_far=so_far,
        needed=None if found.is_met or days_left <= 0 else found.still_needed / (days_left / DAYS_A_MONTH),
        forecast=forecast,
        met_on=_met_on(ground, target, found),
        days_left=days_left,
    )


def _forecast(date, months):
    return date + dt.timedelta(days=math.ceil(months * DAYS_A_MONTH)) if months <= FARTHEST_MONTHS else None


def _state(found, so_far, forecast, days_left):
    if found.is_met:
        return PaceState.MET
    if days_left < 0:
        return PaceState.OVERDUE
    is_on_time = so_far is None or (forecast is not None and forecast <= found.target.due)
    return PaceState.ON_TIME if is_on_time else PaceState.SLOW


def _met_on(ground, target, found):
    if not found.is_met:
        return None
    met_on = None
    for day in reversed(ground.days_of_change(target.set_on, max(found.judged_on, target.set_on))):
        if not coverage_on(ground, target, day).is_met:
            break
        met_on = day
    return met_on


def _points(ground, found, paced, ends):
    target, is_share = found.target, found.target.measure == Measure.SHARE
    goal = float(target.amount) if is_share else float(found.needed)
    start = coverage_on(ground, target, target.set_on)
    base = _value(start, is_share)
    points = []
    for place, day in enumerate(ends):
        # The period that holds the day asked for is told as far as it has come.
        is_ahead = place > 0 and ends[place - 1] >= found.date
        at = None if is_ahead else coverage_on(ground, target, min(day, found.date))
        points.append(
            Point(
                day=day,
                value=None if at is None else _value(at, is_share),
                text="" if at is None else f"{at.reached}/{at.asked}",
                expected=base + (goal - base) * _way(target, day),
            )
        )
    return tuple(points)


def _value(at, is_share):
    return float(at.share or 0) if is_share else float(at.reached)


def _way(target, day):
    """Return how much of the time from setting the target to its day is gone, 0 to 1."""
    return min(max((day - target.set_on).days / (target.due - target.set_on).days, 0), 1)
