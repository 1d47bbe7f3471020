"""The series of numbers: which comes next, and whether any is missing."""

from dataclasses import dataclass
from typing import Any

from reports.models import NumberSeries, Report


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that a series gave out and no published document bears, or that are beyond what it gave out."""

    series: NumberSeries
    missing: tuple[int, ...]
    beyond: tuple[int, ...]


def upcoming_number(unit_id, body, year):
    """Return the number that the next document of a series gets, if nobody publishes before it."""
    last = NumberSeries.objects.filter(unit=unit_id, body=body, year=year).values_list("last", flat=True).first()
    return (last or 0) + 1


def gaps_in(series):
    """Return the `Gap`s of some series. One query beside theirs; with the constraints in force there is none."""
    given: dict[tuple, set[Any]] = {}
    rows = Report.objects.filter(number__isnull=False, issuer__in={each.unit_id for each in series})
    for issuer, body, year, number in rows.values_list("issuer", "body", "number_year", "number"):
        given.setdefault((issuer, body, year), set()).add(number)
    return list(filter(None, (_gap(each, given.get((each.unit_id, each.body, each.year), set())) for each in series)))


def _gap(series, given):
    whole = set(range(1, series.last + 1))
    missing, beyond = tuple(sorted(whole - given)), tuple(sorted(given - whole))
    return Gap(series, missing, beyond) if missing or beyond else None
