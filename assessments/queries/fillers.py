"""Who could fill in the sheet of a unit: the roles that somebody holds there today."""

from django.utils import timezone

from accounts.models import Membership, Role
from accounts.queries import OWN_UNIT_ROLES
from units.models import LineageShare, UnitLineage


def roles_filled_at(unit_ids):
    """Return {unit id: the roles of officer and commander that an active account holds there today}. Two queries.

    Those of a unit's whole successors count: who serves in the merged ward answers for what its parts left open.
    """
    held = Membership.objects.as_of(timezone.localdate()).filter(role__in=OWN_UNIT_ROLES, user__is_active=True)
    roles = {}
    for unit_id, role in held.values_list("unit_id", "role"):
        roles.setdefault(unit_id, set()).add(Role(role))
    heirs = {}
    links = UnitLineage.objects.filter(share=LineageShare.WHOLE).values_list("predecessor_id", "successor_id")
    for predecessor, successor in links:
        heirs.setdefault(predecessor, set()).add(successor)
    return {unit_id: _union(roles, _with_heirs(unit_id, heirs)) for unit_id in unit_ids}


def _union(roles, unit_ids):
    return frozenset().union(*(roles.get(unit_id, ()) for unit_id in unit_ids))


def _with_heirs(unit_id, heirs):
    reached, waiting = set(), [unit_id]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached.add(current)
            waiting.extend(heirs.get(current, ()))
    return reached
