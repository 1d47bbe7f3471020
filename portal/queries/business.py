"""The committee's business on the portal's own pages: of one unit, of one criterion, of all units.

It is read only where a page is made anew: `committee.queries.changes` tells, in one query, whether the page
that is kept still holds.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils import timezone

from committee.models import CLOSED, Commendation, Directive, DirectiveState, Initiative, Recognition
from committee.permissions import can_open_obstacle
from committee.queries.chain import cases_of_city, cases_of_criterion, cases_of_units
from committee.queries.chain_case import Case
from committee.queries.chain_rows import families_of, names_of
from committee.queries.chain_summary import ChainSummary, chain_summary
from committee.queries.guidance_unit import UnitGuidance, unit_guidance
from committee.queries.rollout import Standing
from committee.queries.rollout_page import standings
from resources.models import ClosingPlan, PlanState

SHOWN = 5


@dataclass(frozen=True, slots=True)
class StandingDirective:
    pk: int
    title: str
    lead: str
    due: dt.date | None
    is_overdue: bool
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class UnitBusiness:
    """What the committee has to do with a unit; `directives` those that it leads and has not finished.

    `initiatives`: (id, title); `commendations`: (form, day, authority); both the newest first, at most `SHOWN`.
    `recognitions`: (id, programme, year, state, the unit's name of the day, whether illustrative), likewise.
    `plans`: how many plans to close a gap are open, `late_plans` of them beyond their day.
    """

    unit: int
    heir: int
    cases: tuple[Case, ...] = ()
    may_open: bool = False
    directives: tuple[StandingDirective, ...] = ()
    initiatives: tuple[tuple, ...] = ()
    commendations: tuple[tuple, ...] = ()
    recognitions: tuple[tuple, ...] = ()
    plans: int = 0
    late_plans: int = 0
    guidance: UnitGuidance = field(default_factory=UnitGuidance)

    @property
    def overdue_directives(self):
        """How many directives are overdue: those that the unit leads, and those that its chains wait for."""
        led = {each.pk for each in self.directives if each.is_overdue}
        return len(led | {link.subject[1][0] for case in self.cases for link in case.links if _is_late_order(link)})


def _is_late_order(link):
    return link.is_overdue and bool(link.subject) and link.subject[0] == "committee:directive"


def unit_business(user, facts, may_see):
    """Return the `UnitBusiness` of a unit. What it found is open to all; the rest needs `may_see`.

    Two or nine queries, more only where an obstacle blocks it or somebody guides it, and then a constant number.
    """
    past, families, date = facts.lineage.whole_past(), families_of(facts.lineage), timezone.localdate()
    heir = families.heir_of(facts.unit.pk)
    initiatives = Initiative.objects.filter(unit__in=past).values_list("pk", "title")[:SHOWN]
    commendations = Commendation.objects.filter(unit__in=past).order_by("-on", "-pk")
    opened = {
        "unit": facts.unit.pk,
        "heir": heir,
        "initiatives": tuple(initiatives),
        "commendations": tuple(commendations.values_list("form", "on", "authority")[:SHOWN]),
    }
    if not may_see:
        return UnitBusiness(**opened)
    plans = ClosingPlan.objects.filter(unit__in=past, state=PlanState.OPEN)
    return UnitBusiness(
        **opened,
        **plans.aggregate(plans=Count("pk"), late_plans=Count("pk", filter=Q(expected_on__lt=date))),
        cases=cases_of_units(user, past, date, families=families, recorded_only=True),
        may_open=can_open_obstacle(user, [heir]),
        recognitions=_recognitions(past),
        directives=_standing(Directive.objects.visible_to(user).filter(lead__in=past).standing(), date),
        guidance=unit_guidance(user, past, date),
    )


def _recognitions(units):
    rows = Recognition.objects.filter(unit__in=units).exclude(state__in=CLOSED).for_register()
    return tuple(
        (each.pk, str(each.programme), each.year, each.state, each.full_name, each.is_illustrative)
        for each in rows[:SHOWN]
    )


def _standing(directives, date, *, shown=None):
    """Return `StandingDirective`s, the earliest day first. One query, one more for the names where there are any."""
    columns = ("pk", "title", "lead_id", "due", "state", "is_illustrative")
    rows = list(directives.order_by("due", "pk").values_list(*columns)[:shown])
    names = names_of({row[2] for row in rows}) if rows else {}
    return tuple(
        StandingDirective(
            pk=pk,
            title=title,
            lead=names[lead].police,
            due=due,
            is_overdue=state == DirectiveState.UNDER_WAY and due is not None and due < date,
            is_illustrative=is_illustrative,
        )
        for pk, title, lead, due, state, is_illustrative in rows
    )


def criterion_business(user, criterion):
    """Return the `Case`s of obstacles about a criterion, of the units that the person may see."""
    return cases_of_criterion(user, criterion, timezone.localdate(), recorded_only=True)


@dataclass(frozen=True, slots=True)
class Blocking:
    """The obstacle that has stood longest in the way of a criterion, and how many units are blocked there."""

    title: str
    units: int
    days: int


@dataclass(frozen=True, slots=True)
class CityBusiness:
    """What the committee should look at: of one programme, and what belongs to none.

    `blocking`: pairs (criterion id, `Blocking`). `overdue` are the first of `overdue_count`. `targets` of the roll-out.
    """

    summary: ChainSummary
    oldest: tuple[Case, ...]
    blocking: tuple[tuple[int, Blocking], ...]
    overdue: tuple[StandingDirective, ...]
    overdue_count: int
    targets: tuple[Standing, ...]


def city_business(user, switch):
    """Return the `CityBusiness` of the programme shown, of what this person may see. Three queries at least.

    None for an earlier round: what stands in the way today does not explain it.
    """
    if not switch.is_newest:
        return None
    programme, date = switch.programme, timezone.localdate()
    cases = cases_of_city(user, date, standing_only=True)
    cases = [case for case in cases if case.facts.programme in (None, programme.pk)]
    orders = Directive.objects.visible_to(user).overdue_on(date)
    orders = orders.filter(Q(programme=programme) | Q(programme=None))
    overdue = _standing(orders, date, shown=SHOWN)
    return CityBusiness(
        summary=chain_summary(cases),
        oldest=tuple(cases[:SHOWN]),
        blocking=tuple(_blocking(cases).items()),
        overdue=overdue,
        overdue_count=len(overdue) if len(overdue) < SHOWN else orders.count(),
        targets=tuple(standings(programme, date)),
    )


def _blocking(cases):
    """Return {criterion id: `Blocking`} of cases that stand the longest first."""
    found, units = {}, {}
    for case in cases:
        for criterion in case.facts.criteria:
            found.setdefault(criterion.pk, case)
            units.setdefault(criterion.pk, set()).add(case.facts.unit)
    return {pk: Blocking(case.facts.title, len(units[pk]), case.days) for pk, case in found.items()}
