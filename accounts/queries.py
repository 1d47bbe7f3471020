"""How far a person's roles reach."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from accounts.models import Event, Role
from units.models import Unit, UnitType, UnitVersion
from units.queries import with_ancestors_at_any_time, with_whole_predecessors

OWN_UNIT_ROLES = frozenset({Role.OFFICER, Role.COMMANDER})


@dataclass(frozen=True, slots=True)
class Scope:
    """The units whose results a person may see, role by role.

    `reach`: for each role held today the units where it is held, with the units that passed into them whole, so
    that a merged ward keeps the history of its parts. An officer or a commander reaches these units
    themselves; every other role reaches all that is below them. `department_reach`: the same for each department,
    by its code, for which the person appraises: what is below the department's own parent.
    """

    everything: bool = False
    reach: dict[str, frozenset[int]] = field(default_factory=dict)
    department_reach: dict[str, frozenset[int]] = field(default_factory=dict)

    @property
    def own(self):
        return frozenset().union(*(ids for role, ids in self.reach.items() if role in OWN_UNIT_ROLES))

    @property
    def below(self):
        return frozenset().union(*(ids for role, ids in self.reach.items() if role not in OWN_UNIT_ROLES))

    @property
    def departments(self):
        return frozenset(self.department_reach)

    def departments_over(self, assessment):
        """Return the codes of the person's departments that appraise units of the assessment's own city."""
        chain = _chain_of(assessment)
        return frozenset(code for code, ids in self.department_reach.items() if ids & chain)

    def condition(self):
        """Return the Q over assessments, which carry their unit, parent and root of their own date."""
        if self.everything:
            return Q()
        own, below = self.own, self.below
        return Q(unit_id__in=own | below) | Q(parent_id__in=below) | Q(root_id__in=below)

    def roles_over(self, assessment):
        """Return the roles that the person holds at the assessment's unit or, where they reach down, above it."""
        chain = _chain_of(assessment)
        return {
            role
            for role, ids in self.reach.items()
            if (assessment.unit_id in ids if role in OWN_UNIT_ROLES else ids & chain)
        }

    def holds_unit(self, unit_id):
        """Whether the results of a unit may be seen: it is reached, or was ever below what is reached."""
        if self.everything or unit_id in self.own | self.below:
            return True
        below = self.below
        return bool(below and below & with_ancestors_at_any_time(unit_id))


def _chain_of(assessment):
    return {assessment.unit_id, assessment.parent_id, assessment.root_id}


def scope_of(user):
    """Return the `Scope` of the roles the user holds today; computed once a request."""
    if not hasattr(user, "_scope"):
        user._scope = Scope(everything=True) if user.is_superuser else _scope_of_memberships(user)
    return user._scope


def _scope_of_memberships(user):
    held, reach = user.current_memberships, {}
    for each in held:
        # An appraiser reaches what is below the city of their department instead.
        if each.role != Role.APPRAISER:
            reach[each.role] = reach.get(each.role, frozenset()) | each.reach
    departments = department_versions([each.unit_id for each in held if each.role == Role.APPRAISER])
    below = {city: with_whole_predecessors([city]) for city in {each.parent_id for each in departments} - {None}}
    department_reach = {}
    for each in departments:
        # One code is borne by a department of every city.
        department_reach[each.code] = department_reach.get(each.code, frozenset()) | below.get(
            each.parent_id, frozenset()
        )
    if below:
        reach[Role.APPRAISER] = frozenset().union(*below.values())
    return Scope(reach=reach, department_reach=department_reach)


def reached_units(user):
    """Return the queryset of units of which the user may see more than the name: reached, or ever below what is."""
    scope = scope_of(user)
    if scope.everything:
        return Unit.objects.all()
    below = scope.below
    children = UnitVersion.objects.filter(parent__in=below).values("unit")
    grandchildren = UnitVersion.objects.filter(parent__in=children).values("unit")
    reached = Q(pk__in=scope.own | below) | Q(pk__in=children)
    return Unit.objects.filter(reached | Q(pk__in=grandchildren) if below else reached)


def held_units(user):
    """Return the ids of the units at which the user holds a role today, departments too, with what passed into them."""
    return frozenset().union(*(each.reach for each in user.current_memberships))


def roles_at(user, unit_id):
    """Return the roles that the user holds at the unit or, where they reach down, at what it was ever below."""
    reach = scope_of(user).reach
    own = {role for role, ids in reach.items() if role in OWN_UNIT_ROLES and unit_id in ids}
    above = {role for role in reach if role not in OWN_UNIT_ROLES}
    if not above:
        return own
    chain = with_ancestors_at_any_time(unit_id)
    return own | {role for role in above if reach[role] & chain}


def department_versions(unit_ids):
    """Return today's versions of those units that are departments of the city police."""
    if not unit_ids:
        return []
    return list(UnitVersion.objects.as_of(timezone.localdate()).filter(unit_id__in=unit_ids, type=UnitType.DEPARTMENT))


@dataclass(frozen=True, slots=True)
class BrokenEvent:
    """The first event of a stream at which the record is not what was written; `fault` says in what way."""

    stream: str
    sequence: int
    fault: str  # "missing", "unchained" or "changed"


def broken_events(hash_of):
    """Yield the first `BrokenEvent` of every stream whose chain does not hold, in constant memory.

    `hash_of(event)` is `accounts.actions.event_hash`. The removal of a stream's last events leaves no trace in the
    chain itself; the database's backups and its rights (no DELETE) are what guards against that.
    """
    stream, sequence, previous, is_broken = None, 0, "", False
    for event in Event.objects.order_by("stream", "sequence").iterator(chunk_size=2000):
        if event.stream != stream:
            stream, sequence, previous, is_broken = event.stream, 0, "", False
        if is_broken:
            continue
        sequence += 1
        fault = _fault_of(event, sequence, previous, hash_of)
        if fault:
            is_broken = True
            yield BrokenEvent(stream, sequence, fault)
        previous = event.hash


def _fault_of(event, sequence, previous, hash_of):
    if event.sequence != sequence:
        return "missing"
    if event.previous_hash != previous:
        return "unchained"
    return "" if event.hash == hash_of(event) else "changed"
