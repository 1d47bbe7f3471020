"""Who may do what in the committee's business. Every action asks here, and pages show buttons by it."""

from accounts.models import Role
from accounts.queries import OWN_UNIT_ROLES, held_units, roles_at, scope_of
from committee.models import TRANSITIONS, DirectiveState, MeetingState, ObstacleState, RecognitionVerb

# Whoever works on a unit may say what stands in its way; a member of the committee decides, and notes through others.
WHO_SEES_TROUBLE = frozenset({*OWN_UNIT_ROLES, Role.REVIEWER, Role.APPRAISER, Role.SECRETARY})
COMMITTEE = frozenset({Role.SECRETARY, Role.MEMBER})


def leads(user):
    """Return the roots at which the user speaks for the committee: {unit id}."""
    reach = scope_of(user).reach
    return frozenset().union(*(reach.get(role, frozenset()) for role in COMMITTEE))


# ---------------------------------------------------------------- obstacles


def can_open_obstacle(user, unit_ids):
    """For units every one of which the user works on."""
    return bool(unit_ids) and all(WHO_SEES_TROUBLE & roles_at(user, unit) for unit in unit_ids)


def can_change_obstacle(user, obstacle):
    """Any of its units' own people may word it; those above likewise."""
    if obstacle.state == ObstacleState.CLEARED:
        return False
    return any(WHO_SEES_TROUBLE & roles_at(user, each.unit_id) for each in obstacle.blocked.all())


def can_clear_obstacle(user, obstacle, unit_id):
    """The unit's commander says that it is cleared there, or the support team."""
    return obstacle.state != ObstacleState.CLEARED and bool({Role.COMMANDER, Role.SECRETARY} & roles_at(user, unit_id))


def can_reopen_obstacle(user, obstacle):
    if obstacle.state != ObstacleState.CLEARED:
        return False
    return any(Role.SECRETARY in roles_at(user, each.unit_id) for each in obstacle.blocked.all())


# ---------------------------------------------------------------- recommendations


def can_raise_recommendation(user, unit_id):
    """A unit's commander recommends for the unit, the support team for any unit and for the city."""
    return bool({Role.COMMANDER, Role.SECRETARY} & roles_at(user, unit_id))


def can_record_answer(user, recommendation):
    """What the body answered is recorded by whoever asked."""
    return can_raise_recommendation(user, recommendation.unit_id)


# ---------------------------------------------------------------- directives


def can_issue_directive(user, issuer_id):
    return issuer_id in leads(user)


def can_report_progress(user, directive):
    """Those who hold a role at the lead unit or at one that coordinates."""
    if directive.state != DirectiveState.UNDER_WAY:
        return False
    held = held_units(user)
    return directive.lead_id in held or any(each.pk in held for each in directive.coordinating.all())


def can_report_done(user, directive):
    """The lead unit alone says that it is done."""
    return directive.state == DirectiveState.UNDER_WAY and directive.lead_id in held_units(user)


def is_doer(user, directive):
    return directive.lead_id in held_units(user) or directive.reported_by_id == user.pk


def can_confirm(user, directive):
    """The issuer confirms, never whoever did it or reported it done."""
    is_time = directive.state == DirectiveState.REPORTED
    return is_time and directive.issuer_id in leads(user) and not is_doer(user, directive)


def can_ask_postponement(user, directive):
    return can_report_done(user, directive) and directive.due is not None


def can_change_directive(user, directive):
    """The issuer words it anew, postpones or withdraws it while it stands."""
    is_time = directive.state in {DirectiveState.UNDER_WAY, DirectiveState.REPORTED}
    return is_time and directive.issuer_id in leads(user)


def can_decide_postponement(user, directive):
    """The issuer grants a later day; nobody grants it to the unit that they belong to."""
    return can_change_directive(user, directive) and not is_doer(user, directive)


def can_add_tasks(user, directive):
    """A directive under way may go to more units; a task has no tasks of its own."""
    is_time = directive.state == DirectiveState.UNDER_WAY and directive.parent_id is None
    return is_time and can_change_directive(user, directive)


# ---------------------------------------------------------------- meetings, roll-out, guidance, initiatives


def can_write_up(user):
    """The support team writes up what the committee concluded, ordered and achieved."""
    return bool(scope_of(user).reach.get(Role.SECRETARY))


def can_hold_meeting(user, city_id):
    """The support team prepares and keeps the meeting."""
    return city_id in scope_of(user).reach.get(Role.SECRETARY, frozenset())


def can_change_meeting(user, meeting):
    return meeting.state in {MeetingState.PLANNED, MeetingState.RUNNING} and can_hold_meeting(user, meeting.city_id)


def can_cancel_meeting(user, meeting):
    """What goes on is closed instead."""
    return meeting.state == MeetingState.PLANNED and can_hold_meeting(user, meeting.city_id)


def can_capture_decision(user, meeting):
    """During the meeting the support team, or a member, captures what was decided."""
    return meeting.state == MeetingState.RUNNING and meeting.city_id in leads(user)


def can_set_target(user, city_id):
    return can_hold_meeting(user, city_id)


def can_assign(user, city_id):
    return can_hold_meeting(user, city_id)


def can_record_visit(user, department_id, unit_id):
    """Whoever gave the support, the unit that got it, or the support team."""
    roles = roles_at(user, unit_id)
    return department_id in held_units(user) or bool({Role.COMMANDER, Role.OFFICER, Role.SECRETARY} & roles)


def can_keep_initiative(user, unit_id):
    """The unit itself keeps its initiatives and their counts; the support team any."""
    return bool({*OWN_UNIT_ROLES, Role.SECRETARY} & roles_at(user, unit_id))


def can_commend(user, unit_id):
    return Role.SECRETARY in roles_at(user, unit_id)


# ---------------------------------------------------------------- recognition


def can_take_step(user, unit_id, state, verb):
    """Whether the table allows the step from a state (None: nothing stands yet), and the user may record it there."""
    step = TRANSITIONS[state].get(verb)
    return step is not None and bool(step.who & roles_at(user, unit_id))


def can_propose_recognition(user, assessment):
    """The support team proposes from results: `can_take_step` without a query a unit."""
    return bool(TRANSITIONS[None][RecognitionVerb.PROPOSED].who & scope_of(user).roles_over(assessment))


def can_record_recognition(user, unit_id):
    """What was decided before the portal is recorded by the support team as well."""
    return can_take_step(user, unit_id, None, RecognitionVerb.DECIDED)


def may_record_recognitions(user):
    """Whether there may be a unit of which the user records recognitions; a first look."""
    return any(scope_of(user).reach.get(role) for role in TRANSITIONS[None][RecognitionVerb.DECIDED].who)
