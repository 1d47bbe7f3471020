"""Everything that the report of a round tells, read once."""

from dataclasses import dataclass

from reports.queries.reorganisation import Reorganisation, reorganisation
from reports.queries.round_business import Business, day_of_facts, round_business
from reports.queries.round_resources import Resources, round_resources
from reports.queries.round_results import RoundResults, expected_units, round_results


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """`enrolled`: how many units the round is to assess, where it has not been opened."""

    results: RoundResults
    business: Business
    resources: Resources
    changes: Reorganisation
    enrolled: int

    @property
    def round(self):
        return self.results.round

    @property
    def units(self):
        return self.results.units

    @property
    def is_single(self):
        return len(self.units) == 1

    @property
    def date(self):
        return self.business.date


def facts_of(assessment_round, city):
    """Return the `RoundFacts` of a round for a city. A constant number of queries."""
    results = round_results(assessment_round, city)
    unit_ids = [each.row.unit_id for each in results.units]
    date = day_of_facts(assessment_round)
    return RoundFacts(
        results=results,
        business=round_business(assessment_round, unit_ids, city, date),
        resources=round_resources(unit_ids, assessment_round.ends_on, date),
        changes=reorganisation(unit_ids, assessment_round.starts_on, assessment_round.ends_on),
        enrolled=0 if results.units else expected_units(assessment_round),
    )
