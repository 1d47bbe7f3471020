"""Which units and departments a person may choose when recording guidance, initiatives and commendations."""

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.queries import held_units, reached_units, scope_of
from committee.models import Obstacle
from committee.permissions import can_assign
from criteria.models import CriteriaSet
from units.models import COMMUNE_LEVEL, Enrolment, Programme, Unit, UnitType, UnitVersion


def city_of(department, date):
    """Return the id of the unit under which a department stands on a day, or stood or will stand nearest to it."""
    versions = department.versions.all()
    standing = [each for each in versions if each.first_day() <= date <= each.last_day()]
    version = standing[0] if standing else department.latest
    return version.parent_id if version else None


def named(versions, police=True):
    """Return [(unit id, name)] of versions, as a select offers them."""
    return [(each.unit_id, each.police_name if police else each.full_name) for each in versions]


def units_kept_by(user):
    """Return today's versions of the units whose initiatives the user may keep: one's own, the secretary's all."""
    return _commune_level(_own(user) | Q(unit__in=_below(user, Role.SECRETARY)))


def units_commended_by(user):
    """Return today's versions of the units whose commendations the user may record."""
    return _commune_level(Q(unit__in=_below(user, Role.SECRETARY)))


def units_to_replicate(user, initiative):
    """Return today's versions of the units that may have taken an initiative over, by whoever records it.

    The keeper of the initiative names any unit; others their own.
    """
    kept = units_kept_by(user)
    if any(each.unit_id == initiative.unit_id for each in kept):
        kept = _commune_level(Q())
    return [each for each in kept if each.unit_id != initiative.unit_id]


def units_visited_by(user):
    """Return today's versions of the units about which the user may record visits."""
    return _commune_level(Q(unit__in=reached_units(user)))


def departments_visiting(user):
    """Return today's versions of the departments whose visits the user may record.

    A department's own people record its visits only; the units and the support team those of every department.
    """
    rows = _departments()
    own = Role.OFFICER, Role.COMMANDER, Role.SECRETARY
    if not any(scope_of(user).reach.get(role) for role in own):
        rows = rows.filter(unit__in=held_units(user))
    return list(rows)


def departments_led(user):
    """Return today's versions of the departments to which the user, as secretary, may give assignments."""
    return list(_departments().filter(parent__in=scope_of(user).reach.get(Role.SECRETARY, frozenset())))


def units_to_guide(user):
    """Return [(words, [(unit id, name)])] of today's units below the user's cities, those that take part first."""
    versions = units_commended_by(user)
    taking_part = set(Enrolment.objects.as_of(timezone.localdate()).values_list("unit", flat=True))
    groups = [
        (_("Đang tham gia chương trình"), [each for each in versions if each.unit_id in taking_part]),
        (_("Chưa tham gia"), [each for each in versions if each.unit_id not in taking_part]),
    ]
    return [(words, named(members)) for words, members in groups if members]


def may_end(user, assignment):
    """Whether the user, as secretary, may end an assignment."""
    return can_assign(user, city_of(assignment.department, assignment.valid_from))


def may_record_visits(user):
    """Whether there is a unit and a department of which the user records visits; a first look, without their names."""
    scope = scope_of(user)
    return bool(scope.own or scope.reach.get(Role.SECRETARY) or scope.departments)


def programme_choices():
    return [(each.pk, str(each)) for each in Programme.objects.all()]


def newest_sets():
    """Return the newest published criteria set of each programme, with its groups and criteria. Three queries."""
    sets = CriteriaSet.objects.exclude(published_at=None).newest_first().select_related("programme")
    newest = {}
    for each in sets.prefetch_related("groups__criteria"):
        newest.setdefault(each.programme_id, each)
    return list(newest.values())


def group_choices():
    """Return [(set's title, [(group id, title)])]. Three queries."""
    return [(str(each), [(group.pk, str(group)) for group in each.groups.all()]) for each in newest_sets()]


def criterion_choices(kept=None):
    """Return [(set's title, [(criterion id, title)])], first the one that is `kept`, if any. Three queries."""
    offered = [
        (str(each), [(one.pk, _shortened(one)) for group in each.groups.all() for one in group.criteria.all()])
        for each in newest_sets()
    ]
    return [*([(kept.pk, _shortened(kept))] if kept else []), *offered]


def _shortened(criterion):
    return Truncator(criterion).chars(110)


def obstacle_choices(user):
    """Return [(id, title)] of the obstacles that stand and that the user may see."""
    return [(each.pk, each.title) for each in Obstacle.objects.visible_to(user).standing()]


def _own(user):
    return Q(unit__in=scope_of(user).own)


def _below(user, role):
    """Return the units that the user's role reaches down to."""
    tops = scope_of(user).reach.get(role, frozenset())
    children = UnitVersion.objects.filter(parent__in=tops).values("unit")
    return Unit.objects.filter(
        Q(pk__in=children) | Q(pk__in=UnitVersion.objects.filter(parent__in=children).values("unit"))
    )


def _commune_level(condition):
    return list(UnitVersion.objects.as_of(timezone.localdate()).filter(condition, type__in=COMMUNE_LEVEL))


def _departments():
    return UnitVersion.objects.as_of(timezone.localdate()).filter(type=UnitType.DEPARTMENT)
