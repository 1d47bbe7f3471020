"""The chain: criterion not met → obstacle → recommendation → directive → resource → criterion met, case by case."""

from collections import defaultdict
from dataclasses import dataclass

from committee.models import ObstacleState
from committee.queries.chain_case import AskedCriterion, CaseFacts, LinkKind, make_case
from committee.queries.chain_links import (
    day_of_clearing,
    directive_parts,
    directives_for,
    obstacle_links,
    recommendation_parts,
    resource_parts,
    unmet_links,
)
from committee.queries.chain_rows import UNNAMED, Related, all_families, blocked_rows, names_of, related_rows
from committee.queries.chain_unmet import Unmet, marks_of, unmet_of, unrecorded
from committee.queries.waiting import Span, WaitingKind
from criteria.models import Criterion

UNRECORDED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Known:
    """All rows that the cases are made of, and whom they are made for."""

    user: object
    date: object
    families: object
    related: Related
    names: dict
    marks: dict


def cases_of_units(user, unit_ids, date, *, families=None, recorded_only=False):
    """Return the `Case`s of these units as of a date: what blocks them, and what they do not meet and nobody recorded.

    `unit_ids`: a unit and what passed into it whole. The longest open first. `recorded_only`: those with an obstacle,
    which costs one query where there is none. `families`: where the caller knows the lineage already.
    """
    families = families or all_families()
    known, cases = _recorded(user, blocked_rows(user, unit__in=unit_ids), date, families)
    if not recorded_only:
        heirs = families.members_of({families.heir_of(unit) for unit in unit_ids})
        found = unrecorded(user, families, covered_by(cases), assessment__unit__in=heirs)
        cases = [*cases, *_cases_of_unrecorded(known, found)]
    return in_order(cases)


def cases_of_criterion(user, criterion, date, *, recorded_only=False):
    """Return the `Case`s about one criterion of the units that the person may see; of those that nobody recorded 50.

    `recorded_only`: those with an obstacle, which costs one query where there is none.
    """
    rows = blocked_rows(user, obstacle__in=criterion.obstacles.values("pk"))
    if recorded_only and not rows:
        return ()
    families = all_families()
    known, cases = _recorded(user, rows, date, families)
    if not recorded_only:
        found = unrecorded(user, families, covered_by(cases), criterion=criterion)
        cases = [*cases, *_cases_of_unrecorded(known, found[:UNRECORDED_SHOWN])]
    return in_order(cases)


def cases_of_city(user, date, *, standing_only=False):
    """Return the `Case`s of all obstacles that the person may see, cleared ones too. At most fifteen queries."""
    conditions = {"cleared_on": None} if standing_only else {}
    rows = blocked_rows(user, **conditions)
    if standing_only:
        rows = [row for row in rows if row.obstacle.state != ObstacleState.CLEARED]
    return in_order(_recorded(user, rows, date, all_families())[1]) if rows else ()


def cases_of_obstacles(user, obstacles, date):
    """Return {obstacle id: its `Case`s}, of the units that the person may see. At most thirteen queries."""
    rows = blocked_rows(user, obstacle__in=obstacles)
    found = defaultdict(list)
    for case in in_order(_recorded(user, rows, date, all_families())[1]) if rows else ():
        found[case.facts.obstacle].append(case)
    return found


def unrecorded_of_city(user, cases):
    """Return the `Unrecorded` of all units that the person may see, in the order of names. Three queries."""
    return unrecorded(user, all_families(), covered_by(cases))


def cases_of_unrecorded(user, found, date):
    """Return the `Case`s of some `Unrecorded`, in their order. Four queries."""
    return _cases_of_unrecorded(Known(user, date, all_families(), Related(), {}, {}), found)


def covered_by(cases):
    """Return the pairs (unit, criterion) of which the obstacle of an open case speaks."""
    open_cases = [case for case in cases if not case.is_closed and case.is_recorded]
    return {(case.facts.unit, criterion.pk) for case in open_cases for criterion in case.facts.criteria}


def in_order(cases):
    """Return the open ones first, the longest before the others; then the closed ones, the last first."""
    return tuple(
        sorted(cases, key=lambda case: (case.is_closed, -case.end.toordinal() if case.is_closed else -case.days))
    )


# ---------------------------------------------------------------- with an obstacle


def _recorded(user, rows, date, families):
    """Return (what is known, the cases of these blocked units)."""
    obstacles = {row.obstacle_id: row.obstacle for row in rows}
    grouped = defaultdict(list)
    for row in rows:
        grouped[families.heir_of(row.unit_id), row.obstacle_id].append(row)
    members = families.members_of({heir for heir, _obstacle in grouped}) if grouped else set()
    related = related_rows(user, obstacles, members)
    asked = {criterion.pk for each in related.criteria.values() for criterion in each}
    known = Known(
        user=user,
        date=date,
        families=families,
        related=related,
        names=_names(members, related) if rows else {},
        marks=_by_heir(marks_of(user, members, asked), families) if asked else {},
    )
    cases = [_case(known, heir, group) for (heir, _obstacle), group in grouped.items()]
    return known, [case for case in cases if case]


def _names(units, related):
    directives = [each for group in related.directives.values() for each in group]
    return names_of(units.union(*({each.lead_id, each.issuer_id} for each in directives)))


def _by_heir(marks, families):
    found = defaultdict(list)
    for mark in marks:
        found[families.heir_of(mark.unit)].append(mark)
    return found


def _case(known, heir, rows):
    obstacle, related = rows[0].obstacle, known.related
    criteria = tuple(asked_of(each, each.criteria_set) for each in related.criteria.get(obstacle.pk, ()))
    asked = {each.pk for each in criteria}
    marks = [mark for mark in known.marks.get(heir, ()) if mark.criterion in asked]
    cleared_on = _by(day_of_clearing(rows), known.date)
    unmet = unmet_of(marks, heir, after=obstacle.since, before=cleared_on)
    unmet = unmet and Unmet(unmet.since, _by(unmet.met_on, known.date))
    links, spans = _parts(known, heir, obstacle)
    links += obstacle_links(obstacle, cleared_on)
    current = _current(criteria, marks)
    if unmet:
        links += unmet_links(current[0], unmet)
    name = known.names.get(heir, UNNAMED)
    spans += _ends(cleared_on, unmet, name.police)
    since = min([obstacle.since, *([unmet.since] if unmet else [])])
    is_closed = cleared_on is not None and (unmet is None or unmet.met_on is not None)
    ended = max(cleared_on, unmet.met_on if unmet else cleared_on) if is_closed else None
    links = [link for link in links if _is_of_this_case(link, since, ended)]
    facts = CaseFacts(
        unit=heir,
        unit_name=name.place,
        title=obstacle.title,
        parent=name.parent,
        obstacle=obstacle.pk,
        stands_since=obstacle.since,
        cause=obstacle.cause,
        programme=obstacle.programme_id or (current[0].programme if current else None),
        criteria=current,
        is_cleared=cleared_on is not None,
        is_illustrative=obstacle.is_illustrative,
    )
    return make_case(facts, links, spans, since=since, date=known.date, is_closed=is_closed)


def _by(day, date):
    """What happened after the day asked for had not happened yet."""
    return day if day is not None and day <= date else None


def _is_of_this_case(link, since, ended):
    """What was delivered before it began, and what was done after it ended, for another unit, is another story."""
    if ended is not None and link.on > ended:
        return False
    return link.kind != LinkKind.RESOURCE or link.on >= since


def _parts(known, heir, obstacle):
    """Return (links, spans) of everything that was done about an obstacle for one unit."""
    family, related = known.families.members_of({heir}), known.related
    directives = directives_for(related.directives.get(obstacle.pk, ()), family)
    parts = [recommendation_parts(each, known.date) for each in related.recommendations.get(obstacle.pk, ())]
    parts += [directive_parts(each, known.names, known.date) for each in directives]
    parts += [resource_parts(obstacle, unit, related, known.date) for unit in sorted(family)]
    return [link for links, _spans in parts for link in links], [span for _links, spans in parts for span in spans]


def _ends(cleared_on, unmet, unit_name):
    """Return the spans at the end: cleared and not yet judged again, or met again and not yet called cleared."""
    met_on = unmet and unmet.met_on
    if cleared_on and unmet and met_on is None:
        return [Span(WaitingKind.ROUND, WaitingKind.ROUND.value, "", cleared_on)]
    if met_on and cleared_on is None:
        return [Span(WaitingKind.CLEARING, WaitingKind.CLEARING.value, unit_name, met_on)]
    return []


def _current(criteria, marks):
    """Return the criteria, those of the unit's newest round first: the same thing is asked under several codes."""
    newest = {mark.criterion: mark.ends_on for mark in sorted(marks, key=lambda mark: mark.ends_on)}
    return tuple(
        sorted(criteria, key=lambda each: newest[each.pk].toordinal() if each.pk in newest else 0, reverse=True)
    )


def asked_of(criterion, of_set):
    """Return the `AskedCriterion` of a criterion of a set."""
    return AskedCriterion(criterion.pk, criterion.code, criterion.title, of_set.code, of_set.programme_id)


# ---------------------------------------------------------------- without an obstacle


def unrecorded_case(unit, name, asked, since, date, parent=None):
    """Return the `Case` of a criterion that a unit does not meet and of which no obstacle speaks. No query."""
    facts = CaseFacts(
        unit=unit, unit_name=name, title=str(asked), parent=parent, programme=asked.programme, criteria=(asked,)
    )
    links = unmet_links(asked, Unmet(since))
    return make_case(facts, links, [], since=since, date=date, is_closed=False)


def _cases_of_unrecorded(known, found):
    if not found:
        return []
    heirs = {each.unit for each in found}
    criteria = Criterion.objects.select_related("criteria_set").in_bulk({each.criterion for each in found})
    members = known.families.members_of(heirs)
    marks = _by_heir(marks_of(known.user, members, criteria), known.families)
    names = known.names if heirs <= known.names.keys() else names_of(heirs)
    cases = []
    for each in found:
        own = [mark for mark in marks[each.unit] if mark.criterion == each.criterion]
        unmet = unmet_of(own, each.unit)
        if unmet and unmet.met_on is None:
            name, criterion = names.get(each.unit, UNNAMED), criteria[each.criterion]
            asked = asked_of(criterion, criterion.criteria_set)
            cases.append(unrecorded_case(each.unit, name.place, asked, unmet.since, known.date, name.parent))
    return [case for case in cases if case]
