"""Reads across units, versions and lineage, always as of a date."""

from django.db import connection

from units.models import LineageShare, UnitLineage

# Only what passed on whole carries rights and history with it: 1 km² of a ward does not hand over its results.
WHOLE_PREDECESSORS = """
WITH RECURSIVE before(id) AS (
    SELECT id FROM units_unit WHERE id IN ({places})
    UNION
    SELECT link.predecessor_id FROM units_unitlineage AS link
    JOIN before ON before.id = link.successor_id WHERE link.share = 'whole'
)
SELECT id FROM before
"""

ANCESTORS_AT_ANY_TIME = """
WITH RECURSIVE above(id) AS (
    SELECT %s
    UNION
    SELECT version.parent_id FROM units_unitversion AS version
    JOIN above ON above.id = version.unit_id WHERE version.parent_id IS NOT NULL
)
SELECT id FROM above
"""


def with_whole_predecessors(unit_ids):
    """Return the ids of these units and of all units that passed into them whole, at any remove. One query."""
    unit_ids = sorted(unit_ids)
    if not unit_ids:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(WHOLE_PREDECESSORS.format(places=", ".join(["%s"] * len(unit_ids))), unit_ids)
        return frozenset(row[0] for row in cursor.fetchall())


def only_whole_predecessor_among(unit_ids):
    """Return {unit id: the one of `unit_ids` that passed into it whole, at any remove}.

    Units that several of them passed into are left out. One query: the lineage of a whole country is some ten thousand links.
    """
    passed_on = {}
    links = UnitLineage.objects.filter(share=LineageShare.WHOLE).values_list("predecessor_id", "successor_id")
    for predecessor, successor in links:
        passed_on.setdefault(predecessor, set()).add(successor)
    found = {}
    for unit_id in unit_ids:
        for successor in _all_reached_from(unit_id, passed_on):
            found.setdefault(successor, set()).add(unit_id)
    return {successor: next(iter(units)) for successor, units in found.items() if len(units) == 1}


def _all_reached_from(unit_id, passed_on):
    reached, waiting = set(), [unit_id]
    while waiting:
        fresh = passed_on.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached


def with_ancestors_at_any_time(unit_id):
    """Return the ids of the unit and of everything it was ever subordinate to. One query."""
    with connection.cursor() as cursor:
        cursor.execute(ANCESTORS_AT_ANY_TIME, [unit_id])
        return frozenset(row[0] for row in cursor.fetchall())
