"""Who may do what to a round, an assessment and a score, in which state.

`MOVES` is the table of the workflow: read it instead of the code. A test fails when a state is not placed.
"""

from accounts.models import Role
from accounts.queries import scope_of
from assessments.models import RoundState, State

# verb → (states in which it may be done, roles that may do it, state it leads to)
MOVES = {
    "save_self_score": ({State.DRAFTING}, {Role.OFFICER, Role.COMMANDER}, State.DRAFTING),
    "submit": ({State.DRAFTING}, {Role.COMMANDER}, State.SUBMITTED),
    "save_appraisal": ({State.SUBMITTED, State.APPRAISING}, {Role.APPRAISER, Role.SECRETARY}, State.APPRAISING),
    "complete_appraisal": ({State.APPRAISING}, {Role.SECRETARY}, State.APPRAISED),
    "decide": ({State.APPRAISED}, {Role.MEMBER}, State.DECIDED),
    "publish": ({State.DECIDED}, {Role.SECRETARY}, State.PUBLISHED),
}
OWN_UNIT = frozenset({"save_self_score", "submit"})


def is_own_assessment(user, assessment):
    """Whether the user answers for the assessed unit, and so may neither appraise nor decide on it."""
    return assessment.unit_id in scope_of(user).own


def has_role_for(user, verb, assessment):
    _states, roles, _to = MOVES[verb]
    if verb not in OWN_UNIT and is_own_assessment(user, assessment):
        return False
    return bool(roles & scope_of(user).roles_over(assessment))


def can_move(user, verb, assessment):
    """Whether the user may do `verb` to the assessment as it stands now."""
    states, _roles, _to = MOVES[verb]
    return assessment.state in states and has_role_for(user, verb, assessment)


def is_behind(user, verb, assessment):
    """Whether the step is the user's to take and lies behind the assessment already."""
    states = list(State)
    _states, _roles, to = MOVES[verb]
    return has_role_for(user, verb, assessment) and states.index(State(assessment.state)) >= states.index(to)


def can_save_self_score(user, assessment):
    return can_move(user, "save_self_score", assessment)


def can_submit(user, assessment):
    return can_move(user, "submit", assessment)


def can_appraise_criterion(user, assessment, criterion):
    """An appraiser appraises the criteria of their departments, and those that name none; a secretary all."""
    if not can_move(user, "save_appraisal", assessment):
        return False
    if Role.SECRETARY in scope_of(user).roles_over(assessment):
        return True
    return not criterion.department or criterion.department in scope_of(user).departments_over(assessment)


def can_complete_appraisal(user, assessment):
    return can_move(user, "complete_appraisal", assessment)


def can_decide(user, assessment):
    return can_move(user, "decide", assessment)


def can_manage_rounds(user):
    """Opening and publishing rounds is the support team's work."""
    return user.is_superuser or user.holds(Role.SECRETARY)


def reaches_all(user, assessments):
    """Whether the user is secretary over every one of them: a district's secretary runs no round of the city."""
    return user.is_superuser or all(Role.SECRETARY in scope_of(user).roles_over(each) for each in assessments)


def can_open_round(user, assessment_round):
    return assessment_round.state == RoundState.PREPARING and can_manage_rounds(user)


def can_publish_round(user, assessment_round):
    return assessment_round.state == RoundState.OPEN and can_manage_rounds(user)
