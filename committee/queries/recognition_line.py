"""What a unit and those that passed into it whole held before, and what it was called on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from committee.models import HOLDING, Recognition, RecognitionState
from units.models import UnitType, UnitVersion, full_name
from units.queries import with_whole_predecessors, with_whole_successors


@dataclass(frozen=True, slots=True)
class Earlier:
    """A recognition that the unit, or (not `is_own`) one that passed into it whole, held or lost in a year."""

    pk: int
    unit_id: int
    unit_name: str
    year: int
    state: RecognitionState
    is_own: bool

    @property
    def holds(self):
        return self.state in HOLDING


@dataclass(frozen=True, slots=True)
class Lines:
    """Recognitions of units and of what passed into them whole; `successors`: {unit id: it, and what it passed into}.

    `rows`: (id, unit id, type, name, programme id, year, state), the earliest year first.
    """

    rows: tuple[tuple, ...]
    successors: dict[int, set[int]]

    def of(self, programme_id, unit_id, before=None):
        """Return the `Earlier` of a unit in a programme, in the years before one (None: in any), oldest first."""
        return tuple(
            Earlier(pk, unit, full_name(UnitType(kind), name), year, RecognitionState(state), unit == unit_id)
            for pk, unit, kind, name, programme, year, state in self.rows
            if programme == programme_id
            and unit_id in self.successors[unit]
            and (before is None or year < before or (year == before and unit != unit_id))
        )


def lines_of(programme_ids: Iterable[int], unit_ids: Iterable[int]):
    """Return the `Lines` of these units in these programmes: what was held, warned or revoked. Two queries."""
    columns = ("pk", "unit", "unit_type", "unit_name", "programme", "year", "state")
    found = Recognition.objects.filter(programme__in=set(programme_ids), state__in=[*HOLDING, RecognitionState.REVOKED])
    rows = tuple(found.order_by("year", "unit_sort_key", "pk").values_list(*columns))
    return Lines(rows, with_whole_successors({row[1] for row in rows} | set(unit_ids)))


def is_held_again(programme_id, unit_id, year):
    """Whether a recognition for the year would be one anew (công nhận lại). Two queries.

    It is when the unit, or one that passed into it whole, held a recognition before, and not without a break: it was
    revoked, a year is missing, or it was the predecessor's.
    """
    past = with_whole_predecessors([unit_id])
    rows = Recognition.objects.filter(programme=programme_id, unit__in=past)
    told = list(rows.filter(year__lt=year).values_list("unit", "year", "state"))
    lately = {(unit, before) for unit, before, state in told if state in HOLDING}
    was_held = any(state in {*HOLDING, RecognitionState.REVOKED} for _unit, _year, state in told)
    return was_held and (unit_id, year - 1) not in lately


def version_on(unit_id, date):
    """Return a unit's version of a day; else the last that had ended by then, else the first. One query."""
    versions = sorted(UnitVersion.objects.filter(unit=unit_id), key=UnitVersion.first_day)
    begun = [each for each in versions if each.first_day() <= date]
    return begun[-1] if begun else versions[0]


def years_in_words(found):
    """“2022, 2023 (phường Hải Châu I)”: the years in which `Earlier`s held, each name once where it is another's."""
    by_name = defaultdict(list)
    for each in found:
        if each.holds:
            by_name["" if each.is_own else each.unit_name].append(str(each.year))
    return "; ".join(f"{', '.join(years)} ({name})" if name else ", ".join(years) for name, years in by_name.items())
