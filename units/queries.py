"""Reads across units, versions and lineage, always as of a date."""

from django.db import connection

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


def with_ancestors_at_any_time(unit_id):
    """Return the ids of the unit and of everything it was ever subordinate to. One query."""
    with connection.cursor() as cursor:
        cursor.execute(ANCESTORS_AT_ANY_TIME, [unit_id])
        return frozenset(row[0] for row in cursor.fetchall())
