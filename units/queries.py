"""Reads across units, versions and lineage, always as of a date."""

from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, F, Q, Value, When

from units.models import COMMUNE_LEVEL, DISTRICT_LEVEL, LineageShare, UnitLineage, UnitVersion
from units.names import search_key

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

# Each with the unit from which it was reached.
WHOLE_SUCCESSORS = """
WITH RECURSIVE after(origin, id) AS (
    SELECT id, id FROM units_unit WHERE id IN ({places})
    UNION
    SELECT after.origin, link.successor_id FROM units_unitlineage AS link
    JOIN after ON after.id = link.predecessor_id WHERE link.share = 'whole'
)
SELECT origin, id FROM after
"""
# Below what either database takes in one statement.
MOST_PARAMETERS = 20_000

ANCESTORS_AT_ANY_TIME = """
WITH RECURSIVE above(id) AS (
    SELECT id FROM units_unit WHERE id = %s
    UNION
    SELECT version.parent_id FROM units_unitversion AS version
    JOIN above ON above.id = version.unit_id WHERE version.parent_id IS NOT NULL
)
SELECT id FROM above
"""

# The depth guards against a circle of parents entered by hand; the country has three levels.
VERSIONS_ABOVE = """
WITH RECURSIVE above(unit_id, depth) AS (
    SELECT parent_id, 1 FROM units_unitversion
    WHERE unit_id = %(unit)s AND COALESCE(valid_from, '0001-01-01') <= %(date)s
    AND COALESCE(valid_to, '9999-12-31') >= %(date)s AND parent_id IS NOT NULL
    UNION ALL
    SELECT version.parent_id, above.depth + 1 FROM units_unitversion AS version
    JOIN above ON above.unit_id = version.unit_id
    WHERE COALESCE(version.valid_from, '0001-01-01') <= %(date)s
    AND COALESCE(version.valid_to, '9999-12-31') >= %(date)s AND version.parent_id IS NOT NULL AND above.depth < 8
)
SELECT version.* FROM above JOIN units_unitversion AS version ON version.unit_id = above.unit_id
WHERE COALESCE(version.valid_from, '0001-01-01') <= %(date)s AND COALESCE(version.valid_to, '9999-12-31') >= %(date)s
ORDER BY above.depth
"""

VERSIONS_BELOW = """
WITH RECURSIVE below(unit_id) AS (
    SELECT id FROM units_unit WHERE id = %(unit)s
    UNION
    SELECT version.unit_id FROM units_unitversion AS version JOIN below ON below.unit_id = version.parent_id
    WHERE COALESCE(version.valid_from, '0001-01-01') <= %(date)s
    AND COALESCE(version.valid_to, '9999-12-31') >= %(date)s
)
SELECT version.* FROM below JOIN units_unitversion AS version ON version.unit_id = below.unit_id
WHERE COALESCE(version.valid_from, '0001-01-01') <= %(date)s AND COALESCE(version.valid_to, '9999-12-31') >= %(date)s
AND version.unit_id <> %(unit)s
ORDER BY version.sort_key, version.id
"""

CONNECTED_LINKS = """
WITH RECURSIVE before(id) AS (
    SELECT id FROM units_unit WHERE id = %(unit)s
    UNION
    SELECT link.predecessor_id FROM units_unitlineage AS link JOIN before ON before.id = link.successor_id
), after(id) AS (
    SELECT id FROM units_unit WHERE id = %(unit)s
    UNION
    SELECT link.successor_id FROM units_unitlineage AS link JOIN after ON after.id = link.predecessor_id
)
SELECT * FROM units_unitlineage
WHERE successor_id IN (SELECT id FROM before) OR predecessor_id IN (SELECT id FROM after)
ORDER BY date, id
"""

# What officials write before a name: Công an phường, xã, quận, huyện.
ABBREVIATIONS = {"cap": "cong an phuong", "cax": "cong an xa", "caq": "cong an quan", "cah": "cong an huyen"}


def with_whole_predecessors(unit_ids):
    """Return the ids of these units and of all units that passed into them whole, at any remove. One query."""
    unit_ids = sorted(unit_ids)
    if not unit_ids:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(WHOLE_PREDECESSORS.format(places=", ".join(["%s"] * len(unit_ids))), unit_ids)
        return frozenset(row[0] for row in cursor.fetchall())


def with_whole_successors(unit_ids):
    """Return {unit id: it, and all units that it passed into whole, at any remove}. One query for 20,000 units."""
    unit_ids = sorted(unit_ids)
    found: dict[int, set[int]] = {unit: set() for unit in unit_ids}
    with connection.cursor() as cursor:
        for start in range(0, len(unit_ids), MOST_PARAMETERS):
            places = unit_ids[start : start + MOST_PARAMETERS]
            cursor.execute(WHOLE_SUCCESSORS.format(places=", ".join(["%s"] * len(places))), places)
            for origin, unit in cursor.fetchall():
                found[origin].add(unit)
    return found


def only_whole_predecessor_among(unit_ids):
    """Return {unit id: the one of `unit_ids` that passed into it whole, at any remove}.

    Units that several of them passed into are left out. One query: the lineage of a whole country is some ten
    thousand links.
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


# ---------------------------------------------------------------- the hierarchy on a date


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A unit as it was on the date, with the units under it in Vietnamese order.

    `commune_counts`: {type: how many} commune-level units beneath it, at any depth.
    """

    version: UnitVersion
    children: tuple["TreeNode", ...]
    commune_counts: Counter

    @property
    def commune_count(self):
        return self.commune_counts.total()

    def districts(self):
        """Nodes directly beneath that are of district level."""
        return tuple(node for node in self.children if node.version.type in DISTRICT_LEVEL)


def tree_as_of(date):
    """Return the units that stood at the top on `date`, each with all beneath it; departments left out. One query."""
    versions = list(UnitVersion.objects.as_of(date).administrative())
    standing, beneath = {version.unit_id for version in versions}, {}
    for version in versions:
        above = version.parent_id if version.parent_id in standing else None
        beneath.setdefault(above, []).append(version)
    return tuple(_node(version, beneath) for version in beneath.get(None, []))


def _node(version, beneath):
    children = tuple(_node(child, beneath) for child in beneath.get(version.unit_id, []))
    counts = Counter(child.version.type for child in children if child.version.type in COMMUNE_LEVEL)
    for child in children:
        counts.update(child.commune_counts)
    return TreeNode(version, children, counts)


def ancestors_as_of(unit, date):
    """Return the versions of the units above `unit` on `date`, nearest first. One query."""
    return list(UnitVersion.objects.raw(VERSIONS_ABOVE, {"unit": unit.pk, "date": date}))


def descendants_as_of(unit, date):
    """Return the versions of all units below `unit` on `date`, in Vietnamese order. One query."""
    return list(UnitVersion.objects.raw(VERSIONS_BELOW, {"unit": unit.pk, "date": date}))


# ---------------------------------------------------------------- which unit became which


@dataclass(frozen=True, slots=True)
class LineageUnit:
    """A unit of a lineage with its names through time, the earliest first."""

    unit_id: int
    versions: tuple[UnitVersion, ...]

    @property
    def latest(self):
        return self.versions[-1]

    @property
    def valid_from(self):
        return self.versions[0].valid_from

    @property
    def valid_to(self):
        return self.versions[-1].valid_to


@dataclass(frozen=True, slots=True)
class Lineage:
    """All that passed into a unit and all that it passed into, at any remove; `units` the earliest first."""

    unit_id: int
    units: tuple[LineageUnit, ...]
    links: tuple[UnitLineage, ...]

    def unit(self, unit_id):
        return next(unit for unit in self.units if unit.unit_id == unit_id)

    def predecessor_links(self):
        """The links into the unit itself."""
        return tuple(link for link in self.links if link.successor_id == self.unit_id)

    def successor_links(self):
        return tuple(link for link in self.links if link.predecessor_id == self.unit_id)

    def whole_past(self):
        """Return the ids of the unit and of those that passed into it whole, at any remove."""
        reached, waiting = {self.unit_id}, [self.unit_id]
        while waiting:
            into = waiting.pop()
            before = {
                link.predecessor_id
                for link in self.links
                if link.successor_id == into and link.share == LineageShare.WHOLE
            }
            waiting.extend(before - reached)
            reached |= before
        return frozenset(reached)


def lineage_of(unit):
    """Return the `Lineage` of a unit, wholes and parts alike. Two queries."""
    links = tuple(UnitLineage.objects.raw(CONNECTED_LINKS, {"unit": unit.pk}))
    ids = {unit.pk, *(link.predecessor_id for link in links), *(link.successor_id for link in links)}
    rows = UnitVersion.objects.filter(unit_id__in=ids)
    versions = {}
    for version in rows.order_by(F("valid_from").asc(nulls_first=True), "sort_key", "pk"):
        versions.setdefault(version.unit_id, []).append(version)
    return Lineage(unit.pk, tuple(LineageUnit(key, tuple(names)) for key, names in versions.items()), links)


# ---------------------------------------------------------------- finding by name or code


@dataclass(frozen=True, slots=True)
class Found:
    """A version that a search found, and its superior of that time (the last day it held), if it had one."""

    version: UnitVersion
    parent: UnitVersion | None


def search_units(text, date=None, limit=50):
    """Return `Found` units whose name or code holds every word of `text`, at most `limit`. Two queries.

    Upper case, diacritics, NFC or NFD, "I" or "1" make no difference. Over all time unless a date is given,
    because one name or code may have been several units. Exact names first, then those in force.
    """
    key = search_key(text)
    words = [ABBREVIATIONS.get(word, word) for word in key.split()]
    if not words:
        return []
    exact = Case(When(Q(search_key__endswith=f" {key}") | Q(code=text.strip()), then=Value(0)), default=Value(1))
    rows = UnitVersion.objects.matching(" ".join(words))
    rows = rows.as_of(date) if date else rows
    versions = list(rows.order_by(exact, F("valid_to").desc(nulls_first=True), "sort_key", "pk")[:limit])
    parents = _versions_of({version.parent_id for version in versions if version.parent_id})
    return [Found(version, _standing_with(version, parents.get(version.parent_id, ()))) for version in versions]


def _versions_of(unit_ids):
    versions = {}
    for version in UnitVersion.objects.filter(unit_id__in=unit_ids):
        versions.setdefault(version.unit_id, []).append(version)
    return versions


def _standing_with(version, candidates):
    """Of a superior's versions the one that held when `version` ended."""
    for parent in candidates:
        starts_before = not (parent.valid_from and version.valid_to and parent.valid_from > version.valid_to)
        ends_after = parent.valid_to is None or (version.valid_to and parent.valid_to >= version.valid_to)
        if starts_before and ends_after:
            return parent
    return None


# ---------------------------------------------------------------- levels that end


def working_units(unit_ids, date):
    """Return those of the units that exist on the date, or that passed whole into one that does. Two queries."""
    reached = with_whole_successors(unit_ids)
    heirs = UnitVersion.objects.as_of(date).filter(unit__in=set().union(*reached.values()))
    alive = set(heirs.order_by().values_list("unit", flat=True))
    return {unit for unit, successors in reached.items() if successors & alive}
