"""Units in the committee's business: for which a person may speak, and who stands above them."""

from django.db.models import Q
from django.utils import timezone

from accounts.queries import OWN_UNIT_ROLES, scope_of
from units.models import Unit, UnitVersion
from units.names import search_key
from units.queries import with_whole_predecessors


def speaks_for(user, roles):
    """Return today's versions of the commune-level units at which the user has one of the roles, in name order.

    One query. Units that passed away are not offered: their successor speaks for them.
    """
    reach = scope_of(user).reach
    own = frozenset().union(*(reach.get(role, ()) for role in roles if role in OWN_UNIT_ROLES))
    below = frozenset().union(*(reach.get(role, ()) for role in roles if role not in OWN_UNIT_ROLES))
    children = UnitVersion.objects.filter(parent__in=below).values("unit")
    grandchildren = UnitVersion.objects.filter(parent__in=children).values("unit")
    asked = Q(unit__in=own) | Q(unit__in=children) | Q(unit__in=grandchildren)
    return list(UnitVersion.objects.as_of(timezone.localdate()).commune_level().filter(asked))


def tops_of(user, role):
    """Return today's versions of the cities or provinces at which the user holds the role. One query."""
    held = [each.unit_id for each in user.current_memberships if each.role == role]
    return list(UnitVersion.objects.as_of(timezone.localdate()).filter(unit__in=held))


def above(unit_ids):
    """Return the ids of the units and of all that they were ever subordinate to; a query a level of the country."""
    found = waiting = frozenset(unit_ids)
    while waiting:
        parents = UnitVersion.objects.filter(unit__in=waiting, parent__isnull=False)
        waiting = frozenset(parents.values_list("parent", flat=True)) - found
        found |= waiting
    return found


def roles_at_each(user, unit_ids):
    """Return {unit id: the user's roles there}: `accounts.queries.roles_at` for many units in a query a level."""
    reach, unit_ids = scope_of(user).reach, set(unit_ids)
    own = {role: ids for role, ids in reach.items() if role in OWN_UNIT_ROLES}
    over = {role: ids for role, ids in reach.items() if role not in OWN_UNIT_ROLES}
    chains = _chains(unit_ids) if over else {}
    return {
        unit: {role for role, ids in own.items() if unit in ids}
        | {role for role, ids in over.items() if ids & chains[unit]}
        for unit in unit_ids
    }


def _chains(unit_ids):
    """Return {unit id: it, and all that it was ever subordinate to}."""
    parents: dict[int, set[int]] = {}
    waiting = set(unit_ids)
    while waiting:
        rows = UnitVersion.objects.filter(unit__in=waiting, parent__isnull=False).values_list("unit", "parent")
        for unit, parent in rows:
            parents.setdefault(unit, set()).add(parent)
        reached = set().union(*(parents.get(unit, set()) for unit in waiting))
        waiting = reached - parents.keys() - waiting
    return {unit: _climb(unit, parents) for unit in unit_ids}


def _climb(unit, parents):
    reached, waiting = {unit}, [unit]
    while waiting:
        fresh = parents.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached


def units_called(text):
    """Return the ids of the units that ever bore such a name, with all that passed into them whole. Two queries."""
    versions = UnitVersion.objects.matching(search_key(text)).order_by().values_list("unit", flat=True)
    return with_whole_predecessors(set(versions))


def named(unit_ids):
    """Return {unit id: `Unit` with its versions at hand}. Two queries."""
    return {unit.pk: unit for unit in Unit.objects.named().filter(pk__in=unit_ids)}
