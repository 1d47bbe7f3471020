"""Who keeps the figures of a unit's resources."""

from accounts.models import Role
from accounts.permissions import can_administer
from accounts.queries import roles_at

KEEPERS = frozenset({Role.OFFICER, Role.COMMANDER, Role.APPRAISER, Role.REVIEWER, Role.SECRETARY})


def can_record_holding(user, unit_id):
    """The unit counts what it has; the departments that issue it, and the support team, correct it."""
    return bool(KEEPERS & roles_at(user, unit_id))


def can_plan(user, unit_id):
    """Closing a gap is planned by those who can: the unit's command, the departments, the support team."""
    return bool({Role.COMMANDER, Role.APPRAISER, Role.SECRETARY} & roles_at(user, unit_id))


def can_keep_project(user, unit_id):
    return can_plan(user, unit_id)


def can_import_resources(user):
    """A file holds the figures of many units: the support team's and the administrator's work."""
    return can_administer(user) or user.holds(Role.SECRETARY)
