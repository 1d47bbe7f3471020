"""This round against the one before, and self-scores against what was recognised: pure arithmetic."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.models import State
from reports.content.phrasing import counted, points_of_percent, rounded
from reports.queries.round_results import UnitResult


@dataclass(frozen=True, slots=True)
class UnitsCompared:
    """Units that have a result in both rounds, by how they moved; `amounts`: {assessment: difference}.

    By criteria met where both rounds asked the same, else by share. `best`, `worst`: those that moved most.
    """

    risen: tuple[UnitResult, ...] = ()
    fallen: tuple[UnitResult, ...] = ()
    same: tuple[UnitResult, ...] = ()
    amounts: dict[int, Decimal] | None = None
    counts: bool = False

    @property
    def total(self):
        return len(self.risen) + len(self.fallen) + len(self.same)

    @property
    def best(self):
        return self._most(self.risen)

    @property
    def worst(self):
        return self._most(self.fallen)

    def _most(self, units):
        amounts = self.amounts or {}
        most = max((abs(amounts[each.row.pk]) for each in units), default=0)
        return tuple(each for each in units if abs(amounts[each.row.pk]) == most)

    def amount_of(self, unit):
        """“02 tiêu chí”, “3,5 điểm phần trăm”: by how much a unit rose or fell."""
        amount = abs((self.amounts or {})[unit.row.pk])
        return f"{counted(amount)} tiêu chí" if self.counts else points_of_percent(amount)


@dataclass(frozen=True, slots=True)
class SelfScores:
    """Of units whose appraisal is complete. `most`: the greatest number of criteria claimed and not recognised."""

    units: int
    self_met: int
    met: int
    equal: int
    higher: tuple[UnitResult, ...]
    lower: tuple[UnitResult, ...]
    most: int | None

    @property
    def most_inflated(self):
        return tuple(each for each in self.higher if (each.row.self_met or 0) - each.row.met == self.most)


def against_before(results):
    """Return by how many points of percent the round rose (below 0: fell), None without a comparable one before."""
    before, now = results.before, results.now
    if before is None or before.share is None or now.share is None:
        return None
    return rounded(now.share) - rounded(before.share)


def units_compared(results):
    """Return the `UnitsCompared` of a round; empty where the round before cannot be held against it."""
    if results.before is None:
        return UnitsCompared()
    counts = results.counts_met and results.has_same_set and _ask_alike(results)
    amounts = {each.row.pk: moved for each in results.complete if (moved := _moved(each, results, counts)) is not None}
    known = [each for each in results.complete if each.row.pk in amounts]
    return UnitsCompared(
        risen=tuple(each for each in known if amounts[each.row.pk] > 0),
        fallen=tuple(each for each in known if amounts[each.row.pk] < 0),
        same=tuple(each for each in known if not amounts[each.row.pk]),
        amounts=amounts,
        counts=counts,
    )


def _ask_alike(results):
    return all(each.before.row.applicable == each.row.applicable for each in results.complete if each.before)


def _moved(unit, results, counts):
    before = unit.before
    if before is None or before.row.round_id != results.before.round.pk:
        return None
    if counts:
        return Decimal(unit.row.met - before.row.met)
    now, then = (unit.share, before.share) if results.counts_met else (unit.row.percent, before.row.percent)
    return None if None in (now, then) else rounded(now) - rounded(then)


def self_scores(results):
    """Return the `SelfScores` of the units whose appraisal is complete."""
    done = {State.APPRAISED, State.DECIDED, State.PUBLISHED}
    known = [each for each in results.units if each.row.state in done and each.row.self_met is not None]
    higher = tuple(each for each in known if each.row.self_met > each.row.met)
    lower = tuple(each for each in known if each.row.self_met < each.row.met)
    return SelfScores(
        units=len(known),
        self_met=sum(each.row.self_met for each in known),
        met=sum(each.row.met for each in known),
        equal=len(known) - len(higher) - len(lower),
        higher=higher,
        lower=lower,
        most=max((each.row.self_met - each.row.met for each in higher), default=None),
    )
