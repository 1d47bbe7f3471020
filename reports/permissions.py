"""Who may do what with official documents. Every action asks here, and pages show buttons by it."""

from accounts.models import Role
from accounts.queries import OWN_UNIT_ROLES, roles_at, scope_of
from reports.models import Body, ReportState


def _speaks_for(user, unit_id, *roles):
    """Whether the user holds one of the committee's roles at the city itself."""
    reach = scope_of(user).reach
    return any(unit_id in reach.get(role, ()) for role in roles)


def can_prepare(user, body, issuer_id):
    """The support team drafts the committee's documents, and any unit's; a unit's people draft their own unit's."""
    if body == Body.COMMITTEE:
        return _speaks_for(user, issuer_id, Role.SECRETARY)
    return bool({*OWN_UNIT_ROLES, Role.SECRETARY} & roles_at(user, issuer_id))


def can_edit(user, report):
    """Words change while the document is a draft."""
    return report.state == ReportState.DRAFT and can_prepare(user, report.body, report.issuer_id)


def can_approve(user, report):
    """A member of the committee approves its documents, a unit's commander the unit's."""
    if report.state != ReportState.DRAFT:
        return False
    if report.body == Body.COMMITTEE:
        return _speaks_for(user, report.issuer_id, Role.MEMBER)
    return Role.COMMANDER in roles_at(user, report.issuer_id)


def can_send_back(user, report):
    """Whoever may approve a draft that was handed over may say instead what is wrong with it."""
    return report.handed_over_at is not None and can_approve(user, report)


def can_take_back(user, report):
    """What was approved goes back to the draft by whoever may approve, or by those who found that it must change."""
    if report.state != ReportState.APPROVED:
        return False
    if report.body == Body.COMMITTEE:
        return _speaks_for(user, report.issuer_id, Role.MEMBER, Role.SECRETARY)
    return bool(OWN_UNIT_ROLES & roles_at(user, report.issuer_id))


def can_publish(user, report):
    """The office that keeps the series of numbers: the support team, or the unit itself."""
    if report.state != ReportState.APPROVED:
        return False
    if report.body == Body.COMMITTEE:
        return _speaks_for(user, report.issuer_id, Role.SECRETARY)
    return bool(OWN_UNIT_ROLES & roles_at(user, report.issuer_id))


def can_amend(user, report):
    """Whoever may draft the document may draft what replaces it."""
    return report.state == ReportState.PUBLISHED and can_prepare(user, report.body, report.issuer_id)


def can_discard(user, report):
    return can_edit(user, report)


def can_run_reports(user, city_id):
    """The support team has documents of many units written at once."""
    return _speaks_for(user, city_id, Role.SECRETARY)
