"""Who holds a role over sheets today: the inverse of `accounts.queries.scope_of`, for many sheets at once."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Membership, Role, User
from accounts.queries import OWN_UNIT_ROLES
from units.models import UnitType, UnitVersion
from units.queries import with_whole_successors


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with the role by which they are concerned; `department`: its code, for an appraiser."""

    user: User
    role: str
    department: str = ""


def people_of(assessment, *roles):
    """Return the active users who hold one of the roles over the assessment today, each once. At most four queries.

    Whoever answers for the assessed unit is not among those who judge it: nobody is told to appraise their own sheet.
    """
    return list({each.user.pk: each.user for each in holders_over([assessment], *roles)[assessment.pk]}.values())


def holders_over(assessments, *roles):
    """Return {assessment id: [`Holder`]} for the roles over each of the assessments. At most four queries."""
    assessments = list(assessments)
    over = {each.pk: {each.unit_id, each.parent_id, each.root_id} - {None} for each in assessments}
    reached = with_whole_successors(set().union(*over.values()))
    asked = {*roles, *OWN_UNIT_ROLES}
    held = _holders_at(set().union(*reached.values()), asked - {Role.APPRAISER})
    appraisers = _appraisers_below(set().union(*reached.values())) if Role.APPRAISER in roles else {}
    found = {}
    for each in assessments:
        own = [holder for unit in sorted(reached[each.unit_id]) for holder in held.get(unit, ())]
        owners = {holder.user.pk for holder in own if holder.role in OWN_UNIT_ROLES}
        above = [unit for place in over[each.pk] for unit in sorted(reached[place])]
        judging = [holder for unit in above for holder in (*held.get(unit, ()), *appraisers.get(unit, ()))]
        found[each.pk] = [
            *(holder for holder in own if holder.role in OWN_UNIT_ROLES and holder.role in roles),
            *(
                holder
                for holder in judging
                if holder.role in roles and holder.role not in OWN_UNIT_ROLES and holder.user.pk not in owners
            ),
        ]
    return found


def holders_at(unit_ids, *roles):
    """Return {unit id: [`Holder`]} of those who hold the roles at the units or at what these became. Two queries."""
    reached = with_whole_successors(unit_ids)
    held = _holders_at(set().union(*reached.values()), roles)
    return {
        unit: [holder for heir in sorted(heirs) for holder in held.get(heir, ())] for unit, heirs in reached.items()
    }


def _holders_at(unit_ids, roles):
    rows = Membership.objects.as_of(timezone.localdate()).filter(user__is_active=True, role__in=roles)
    found = {}
    for each in rows.filter(unit__in=unit_ids).select_related("user").order_by("pk"):
        found.setdefault(each.unit_id, []).append(Holder(each.user, each.role))
    return found


def _appraisers_below(unit_ids):
    """Return {superior of departments: [`Holder`]} of the departments that stand below one of the units today."""
    today = timezone.localdate()
    departments = UnitVersion.objects.as_of(today).filter(type=UnitType.DEPARTMENT, parent__in=unit_ids)
    found, held = {}, {}
    placed = list(departments.order_by("pk").values_list("unit_id", "parent_id", "code"))
    if placed:
        held = _holders_at([unit for unit, _parent, _code in placed], [Role.APPRAISER])
    for unit, parent, code in placed:
        for holder in held.get(unit, ()):
            found.setdefault(parent, []).append(Holder(holder.user, Role.APPRAISER, code))
    return found
