"""The pages of the chain: of all units that a person may see, of one unit, of one criterion."""

from dataclasses import dataclass

from django.http import Http404

from accounts.queries import reached_units
from committee.permissions import can_open_obstacle
from committee.queries.chain import cases_of_city, cases_of_criterion, cases_of_units, unrecorded_of_city
from committee.queries.chain_case import Case
from committee.queries.chain_rows import families_of, names_of
from committee.queries.chain_summary import ChainSummary, chain_summary
from committee.queries.chain_unmet import Unrecorded
from criteria.models import Criterion
from units.models import DISTRICT_LEVEL, Programme, Unit
from units.queries import lineage_of, with_whole_predecessors


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader asked for: `state` is open, cleared, all or unrecorded; `place` a unit or what it is under."""

    state: str = "open"
    programme: int | None = None
    waits: str = ""
    cause: str = ""
    place: int | None = None

    def holds(self, case):
        """Whether the case is asked for."""
        facts = case.facts
        is_right_state = self.state == "all" or case.is_closed == (self.state == "cleared")
        return (
            is_right_state
            and self.programme in (None, facts.programme)
            and (not self.waits or any(each.key == self.waits for each in case.waits))
            and self.cause in ("", facts.cause)
            and self.place in (None, facts.unit, facts.parent)
        )


@dataclass(frozen=True, slots=True)
class CityChain:
    """Everything on the page of all units; `places` are pairs (unit id, name), what is above first."""

    cases: tuple[Case, ...]
    unrecorded: tuple[Unrecorded, ...]
    summary: ChainSummary
    programmes: tuple[tuple[int, str], ...]
    places: tuple[tuple[int, str], ...]

    def rows(self, choice):
        """Return the cases asked for; of what nobody recorded the `Unrecorded`, to be made cases a page at a time."""
        if choice.state != "unrecorded":
            return [case for case in self.cases if choice.holds(case)]
        return [
            each
            for each in self.unrecorded
            if choice.programme in (None, each.programme) and choice.place in (None, each.unit)
        ]


def city_chain(user, date):
    """Return the `CityChain` of all units that this person may see. A constant number of queries."""
    cases = cases_of_city(user, date)
    programmes = {case.facts.programme for case in cases}
    return CityChain(
        cases=cases,
        unrecorded=unrecorded_of_city(user, cases),
        summary=chain_summary(cases),
        programmes=tuple((each.pk, str(each)) for each in Programme.objects.all() if each.pk in programmes),
        places=_places(cases),
    )


def _places(cases):
    units = {case.facts.unit: case.facts.unit_name for case in cases}
    parents = names_of({case.facts.parent for case in cases})
    districts = {pk: name.place for pk, name in parents.items() if name.type in DISTRICT_LEVEL}
    return (*districts.items(), *units.items())


@dataclass(frozen=True, slots=True)
class UnitChain:
    """One unit's cases; `heir` is the unit that carries them on today, `may_open` says whether more may be recorded."""

    unit: int
    name: str
    heir: int
    cases: tuple[Case, ...]
    may_open: bool


def unit_chain(user, unit, date):
    """Return the `UnitChain` of a unit within the person's reach; `Http404` for any other."""
    if not reached_units(user).filter(pk=unit).exists():
        raise Http404
    families = families_of(lineage_of(Unit(pk=unit)))
    cases = cases_of_units(user, with_whole_predecessors([unit]), date, families=families)
    heir = families.heir_of(unit)
    return UnitChain(
        unit=unit,
        name=names_of([unit])[unit].place,
        heir=heir,
        cases=cases,
        may_open=may_open(user, heir, cases),
    )


def may_open(user, heir, cases):
    """Whether the person may record an obstacle for a unit that has cases without one. One query where it has."""
    return any(not case.is_recorded for case in cases) and can_open_obstacle(user, [heir])


@dataclass(frozen=True, slots=True)
class CriterionChain:
    criterion: Criterion
    cases: tuple[Case, ...]


def criterion_chain(user, set_code, criterion_code, date):
    """Return the `CriterionChain` of a criterion by its codes; `Http404` when there is none."""
    criteria = Criterion.objects.select_related("criteria_set")
    criterion = criteria.filter(criteria_set__code=set_code, code=criterion_code).first()
    if criterion is None:
        raise Http404
    return CriterionChain(criterion, cases_of_criterion(user, criterion, date))
