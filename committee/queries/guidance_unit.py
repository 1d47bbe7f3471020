"""Who guides one unit today, and when it was last visited."""

from dataclasses import dataclass

from committee.models import Assignment, Visit

SHOWN = 3


@dataclass(frozen=True, slots=True)
class UnitGuidance:
    """`guides`: the assignments over a unit, by the name of the department; `visits`: the last ones, newest first."""

    guides: tuple[Assignment, ...] = ()
    visits: tuple[Visit, ...] = ()


def unit_guidance(user, units, date):
    """Return the `UnitGuidance` of a unit with those that passed into it whole (`units`: ids). Two to five queries."""
    guided = Assignment.units.through.objects.filter(unit__in=units).values("assignment")
    rows = Assignment.objects.visible_to(user).as_of(date).filter(pk__in=guided)
    rows = rows.select_related("department").prefetch_related("department__versions", "groups")
    visits = Visit.objects.visible_to(user).filter(unit__in=units)
    visits = visits.select_related("department").prefetch_related("department__versions")
    return UnitGuidance(
        guides=tuple(sorted(rows, key=lambda each: (each.department.latest.sort_key, each.pk))),
        visits=tuple(visits[:SHOWN]),
    )
