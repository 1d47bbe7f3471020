"""What is recorded about units, for the pages of others: each function one query, its rows ready to show.

Whoever asks about a merged unit names those that passed into it as well (`units.queries.with_whole_predecessors`).
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery

from committee.models import Assignment, Commendation, Replication, Visit
from committee.queries.initiative import initiatives_shown
from units.models import UnitVersion, police_name


@dataclass(frozen=True, slots=True)
class UnitInitiative:
    """An initiative that a unit began (`is_own`) or took over; `reach` the newest count, None without any."""

    pk: int
    title: str
    kind: str
    unit: str
    is_own: bool
    since: dt.date
    until: dt.date | None
    reach: int | None
    taken_over: int
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class UnitVisit:
    pk: int
    department: str
    kind: str
    on: dt.date
    content: str
    outcome: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """A department that guides; `groups` are titles of groups of criteria, none meaning all."""

    department_id: int
    department: str
    task: str
    groups: tuple[str, ...]
    valid_from: dt.date
    valid_to: dt.date | None
    document: str
    is_illustrative: bool


def last_version(unit, column):
    """Return the column of the version that a unit (the name of a foreign key) bore last, as an annotation."""
    versions = UnitVersion.objects.filter(unit=OuterRef(unit)).order_by(F("valid_from").desc(nulls_last=True), "-pk")
    return Subquery(versions.values(column)[:1])


def initiatives_of(unit_ids):
    """Return the `UnitInitiative`s that the units began or took over, the newest first."""
    unit_ids = set(unit_ids)
    taken = Replication.objects.filter(unit__in=unit_ids).values("initiative")
    rows = initiatives_shown().filter(Q(unit__in=unit_ids) | Q(pk__in=taken))
    rows = rows.annotate(unit_type=last_version("unit", "type"), unit_name=last_version("unit", "name"))
    return [
        UnitInitiative(
            pk=each.pk,
            title=each.title,
            kind=each.get_kind_display(),
            unit=police_name(each.unit_type, each.unit_name),
            is_own=each.unit_id in unit_ids,
            since=each.since,
            until=each.until,
            reach=each.reach,
            taken_over=each.taken_over,
            is_illustrative=each.is_illustrative,
        )
        for each in rows.order_by("-since", "-pk")
    ]


def commendations_of(unit_ids):
    """Return the `Commendation`s of the units with their initiatives, the newest first."""
    return list(Commendation.objects.filter(unit__in=set(unit_ids)).select_related("initiative", "programme"))


def visits_of(user, unit_ids):
    """Return the `UnitVisit`s that the units received, as far as the user may see them, the newest first."""
    rows = Visit.objects.visible_to(user).filter(unit__in=set(unit_ids))
    return [
        UnitVisit(
            pk=each.pk,
            department=each.department_name,
            kind=each.get_kind_display(),
            on=each.on,
            content=each.content,
            outcome=each.outcome,
            is_illustrative=each.is_illustrative,
        )
        for each in rows.annotate(department_name=last_version("department", "name"))
    ]


def guides_of(unit_ids, date):
    """Return the `Guide`s who guide one of the units on the date, by department."""
    # Named by its through table: a filter on the relation would give an assignment once for each of its units.
    named = Assignment.units.through.objects.filter(unit__in=set(unit_ids)).values("assignment")
    rows = Assignment.objects.as_of(date).filter(pk__in=named)
    rows = rows.annotate(department_name=last_version("department", "name"), group=F("groups__title"))
    found: dict[int, Guide] = {}
    for each in rows.order_by("department_name", "pk", "groups__position"):
        before = found.get(each.pk)
        found[each.pk] = Guide(
            department_id=each.department_id,
            department=each.department_name,
            task=each.task,
            groups=(*(before.groups if before else ()), *([each.group] if each.group else [])),
            valid_from=each.valid_from,
            valid_to=each.valid_to,
            document=each.document,
            is_illustrative=each.is_illustrative,
        )
    return list(found.values())
