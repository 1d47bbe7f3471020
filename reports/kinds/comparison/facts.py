"""Two rounds side by side: units matched along the lineage, groups and criteria by what they ask."""

from dataclasses import dataclass
from decimal import Decimal

from criteria.models import Criterion
from reports.content.phrasing import rounded
from reports.queries.reorganisation import Reorganisation, heirs_among, reorganisation
from reports.queries.round_results import GroupTotal, RoundResults, UnitResult, round_results
from units.names import search_key

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class MatchedUnit:
    """A unit of the later round with those of the earlier that it is, or that passed into it whole."""

    now: UnitResult
    earlier: tuple[UnitResult, ...]
    share_now: Decimal | None
    share_before: Decimal | None

    @property
    def is_comparable(self):
        return None not in (self.share_now, self.share_before)

    @property
    def moved(self):
        """By how many points of percent it rose, below 0: fell; None where there is nothing to compare."""
        return _difference(self.share_now, self.share_before)

    @property
    def was_merged(self):
        return len(self.earlier) > 1

    @property
    def is_another(self):
        """Whether the result before is that of units with another name, or of another identity."""
        return any(
            each.row.unit_id != self.now.row.unit_id or each.police_name != self.now.police_name
            for each in self.earlier
        )


@dataclass(frozen=True, slots=True)
class MatchedCriterion:
    """A criterion that both rounds asked: the shares of units that met it, of 100."""

    now: Criterion
    before: Criterion
    unmet_now: int
    unmet_before: int
    share_now: Decimal
    share_before: Decimal

    @property
    def moved(self):
        return rounded(self.share_now) - rounded(self.share_before)


@dataclass(frozen=True, slots=True)
class MatchedGroup:
    """A group that both sets have under one title."""

    now: GroupTotal
    before: GroupTotal

    @property
    def moved(self):
        return _difference(self.now.share, self.before.share)


@dataclass(frozen=True, slots=True)
class ComparisonFacts:
    """`gone`: units of the earlier round that the later has under no name."""

    earlier: RoundResults
    later: RoundResults
    units: tuple[MatchedUnit, ...]
    gone: tuple[UnitResult, ...]
    groups: tuple[MatchedGroup, ...]
    criteria: tuple[MatchedCriterion, ...]
    changes: Reorganisation

    @property
    def comparable(self):
        return tuple(each for each in self.units if each.is_comparable)

    @property
    def new(self):
        return tuple(each for each in self.units if not each.earlier)

    @property
    def has_same_set(self):
        return self.earlier.round.criteria_set_id == self.later.round.criteria_set_id

    @property
    def are_final(self):
        return self.earlier.is_final and self.later.is_final

    @property
    def moved(self):
        """By how many points of percent the published results differ; None where one is not known."""
        return _difference(self.later.now.share, self.earlier.now.share)

    @property
    def restated(self):
        """(share before, share now) over the comparable units; (None, None) where there is none."""
        found = self.comparable
        if not found:
            return None, None
        return _mean(found, "before"), _mean(found, "now")

    @property
    def restated_moved(self):
        before, now = self.restated
        return _difference(now, before)

    def units_moved(self, sign):
        """Return the comparable units that rose (1), fell (-1) or stayed (0), those that moved most first."""
        found = [each for each in self.comparable if (each.moved > 0) - (each.moved < 0) == sign]
        return sorted(found, key=lambda each: -abs(each.moved))


def comparison_facts(earlier_round, later_round, city):
    """Return the `ComparisonFacts` of two rounds, the earlier first, of a city. A constant number of queries."""
    earlier, later = round_results(earlier_round, city), round_results(later_round, city)
    now_ids = [each.row.unit_id for each in later.units]
    heirs = heirs_among([each.row.unit_id for each in earlier.units], now_ids)
    return ComparisonFacts(
        earlier=earlier,
        later=later,
        units=tuple(_match(each, earlier, later, heirs) for each in later.units),
        gone=tuple(each for each in earlier.units if later.units and not heirs[each.row.unit_id]),
        groups=tuple(_groups(earlier, later)),
        criteria=tuple(_criteria(earlier, later)),
        changes=reorganisation(now_ids, earlier_round.ends_on, later_round.ends_on),
    )


def _difference(now: Decimal | None, before: Decimal | None):
    return None if now is None or before is None else rounded(now) - rounded(before)


def _match(unit, earlier, later, heirs):
    found = tuple(each for each in earlier.units if unit.row.unit_id in heirs[each.row.unit_id])
    return MatchedUnit(unit, found, _share(later, [unit]), _share(earlier, found))


def _share(results, units):
    """Of several units together; None where one of them has no complete result."""
    if not units or not all(each.row.is_complete for each in units):
        return None
    if results.counts_met:
        applicable = sum(each.row.applicable for each in units)
        return HUNDRED * sum(each.row.met for each in units) / applicable if applicable else None
    percents = [each.row.percent for each in units]
    return None if None in percents else sum(percents, Decimal()) / len(percents)


def _mean(found, side):
    """Each unit of today weighs the same, whatever number of units it was made of."""
    shares = [getattr(each, f"share_{side}") for each in found]
    return sum(shares, Decimal()) / len(shares)


def _groups(earlier, later):
    before = {search_key(each.group.title): each for each in earlier.groups if each.share is not None}
    for each in later.groups:
        if each.share is not None and (found := before.get(search_key(each.group.title))):
            yield MatchedGroup(each, found)


def _criteria(earlier, later):
    """The same criterion in both rounds: the same row, else one with the same words."""
    if not earlier.known or not later.known or not earlier.complete or not later.complete:
        return
    by_words = {search_key(each.title): each for each in earlier.known.criteria.values() if each.is_counted}
    unmet_before = {each.criterion.pk: len(each.units) for each in earlier.unmet}
    unmet_now = {each.criterion.pk: len(each.units) for each in later.unmet}
    for pk, criterion in later.known.criteria.items():
        before = earlier.known.criteria.get(pk) or by_words.get(search_key(criterion.title))
        if criterion.is_counted and before is not None:
            now_count, before_count = unmet_now.get(pk, 0), unmet_before.get(before.pk, 0)
            yield MatchedCriterion(
                criterion,
                before,
                now_count,
                before_count,
                _met_of(later, now_count),
                _met_of(earlier, before_count),
            )


def _met_of(results, unmet):
    every = len(results.units)
    return HUNDRED * (every - unmet) / every
