"""What the periodic report of a unit tells beside its sheet: the committee's business, resources, guidance."""

from dataclasses import dataclass

from django.db.models import Count, Q

from assessments.models import GroupResult
from committee.models import (
    Assignment,
    Commendation,
    Directive,
    DirectiveState,
    Initiative,
    Recommendation,
    RecommendationState,
    Visit,
)
from committee.queries.chain import cases_of_units
from committee.queries.chain_case import Case, LinkKind
from committee.queries.chain_rows import families_of
from reports.content.phrasing import plain
from reports.models.issuer import Body, IssuingBody
from reports.queries.project_timelines import projects_of
from reports.queries.reading import reader_of
from reports.queries.sheet import Sheet
from resources.queries.shortfall import UnitStanding, unit_standing
from units.models import UnitVersion, valid_on


@dataclass(frozen=True, slots=True)
class Led:
    """A directive that the unit leads, as it stood on the day up to which the report tells."""

    directive: Directive
    is_done: bool
    is_reported: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """All that the report reads. `names`: {department's unit id: its name in the period}; `groups`: {group id: result}.

    `cases`: of obstacles, the longest open first. `bodies`: {body: its `IssuingBody`} where they are settled.
    """

    sheet: Sheet
    groups: dict
    cases: tuple[Case, ...]
    standing: UnitStanding
    projects: tuple
    directives: tuple[Led, ...]
    recommendations: tuple[Recommendation, ...]
    initiatives: tuple[Initiative, ...]
    commendations: tuple[Commendation, ...]
    visits: tuple[Visit, ...]
    assignments: tuple[Assignment, ...]
    names: dict
    bodies: dict

    @property
    def standing_cases(self):
        """Those of obstacles that were not cleared by the day."""
        return tuple(case for case in self.cases if case.link_on(LinkKind.CLEARED) is None)

    def cases_about(self, criterion_id):
        """Return the cases of obstacles that stand in the way of a criterion."""
        return [case for case in self.standing_cases if any(each.pk == criterion_id for each in case.facts.criteria)]

    @property
    def overdue(self):
        return tuple(led for led in self.directives if led.is_overdue)


def facts_of(sheet):
    """Return the `UnitFacts` of a sheet that exists. Twenty queries and, where an obstacle stands, ten more."""
    past = sheet.past
    reader = reader_of(sheet.unit.pk, past)
    visits = tuple(_in_period(Visit.objects.filter(unit__in=past), sheet).order_by("on", "pk"))
    assignments = tuple(_assignments(sheet, past))
    commended = Commendation.objects.filter(_of_programme(sheet), unit__in=past)
    return UnitFacts(
        sheet=sheet,
        groups={each.group_id: each for each in GroupResult.objects.filter(assessment=sheet.assessment)},
        cases=_cases(sheet, reader, past),
        standing=unit_standing(sheet.version, sheet.stood_on),
        projects=projects_of(past, sheet.counted_on),
        directives=tuple(_led(sheet, past)),
        recommendations=tuple(_recommendations(sheet, past)),
        initiatives=tuple(_initiatives(sheet, past)),
        commendations=tuple(_in_period(commended, sheet).order_by("on", "pk")),
        visits=visits,
        assignments=assignments,
        names=_names({each.department_id for each in (*visits, *assignments)}, sheet.round.ends_on),
        bodies=_bodies(sheet),
    )


def _of_programme(sheet):
    """What belongs to another programme is told in that one's report."""
    return Q(programme=sheet.round.programme_id) | Q(programme=None)


def _in_period(rows, sheet):
    return rows.filter(on__range=(sheet.round.starts_on, sheet.round.ends_on))


def _cases(sheet, reader, past):
    families = families_of(sheet.lineage)
    found = cases_of_units(reader, past, sheet.counted_on, families=families, recorded_only=True)
    return tuple(case for case in found if case.facts.programme in (None, sheet.round.programme_id))


def _led(sheet, past):
    """Yield the `Led` that stood on the day or ended within the period, the earliest deadline first."""
    date = sheet.counted_on
    ended = Q(state=DirectiveState.DONE, closed_on__lte=date)
    withdrawn = Q(state=DirectiveState.WITHDRAWN, closed_on__lte=date)
    rows = Directive.objects.filter(_of_programme(sheet), lead__in=past, issued_on__lte=date).exclude(withdrawn)
    for each in rows.exclude(ended & Q(closed_on__lt=sheet.round.starts_on)):
        is_done = each.state == DirectiveState.DONE and each.closed_on <= date
        is_reported = each.reported_on is not None and each.reported_on <= date
        is_late = each.due is not None and each.due < date and not is_reported and not is_done
        yield Led(each, is_done, is_reported, is_late)


def _recommendations(sheet, past):
    rows = Recommendation.objects.filter(unit__in=past, raised_on__lte=sheet.counted_on)
    answered = Q(answered_on__lt=sheet.round.starts_on)
    rows = rows.exclude(answered & Q(state__in=[RecommendationState.DONE, RecommendationState.DECLINED]))
    return rows.select_related("body").prefetch_related("steps").order_by("raised_on", "pk")


def _initiatives(sheet, past):
    """Those that went on within the period, with their counts and how many units took them over."""
    about = sheet.round
    going = Q(until__isnull=True) | Q(until__gte=about.starts_on)
    rows = Initiative.objects.filter(going, _of_programme(sheet), unit__in=past, since__lte=about.ends_on)
    copied = Count("replications", filter=Q(replications__since__lte=sheet.counted_on))
    return rows.annotate(copies=copied).prefetch_related("counts").order_by("since", "pk")


def _assignments(sheet, past):
    """Who was assigned to guide the unit on the last day of the period, each assignment once."""
    guided = Assignment.units.through.objects.filter(unit__in=past).values("assignment")
    rows = Assignment.objects.filter(valid_on(sheet.round.ends_on), pk__in=guided)
    return rows.filter(_of_programme(sheet)).order_by("valid_from", "pk")


def _names(departments, date):
    versions = UnitVersion.objects.as_of(date).filter(unit__in=departments)
    return {each.unit_id: plain(each.police_name) for each in versions}


def _bodies(sheet):
    """Return {body: its `IssuingBody`} of the unit and of the committee at the top, where they are settled."""
    mine = Q(unit=sheet.unit.pk, body=Body.UNIT)
    top = Q(unit=sheet.assessment.root_id, body=Body.COMMITTEE)
    return {each.body: each for each in IssuingBody.objects.filter(mine | top)}
