"""Who may do what to a round, an assessment and a score, in which state.

`MOVES` is the table of the workflow: read it instead of the code. A test fails when a state is not placed.
"""

from dataclasses import dataclass

from accounts.models import Role
from accounts.queries import OWN_UNIT_ROLES, scope_of
from assessments.models import RoundState, Stage, State


@dataclass(frozen=True, slots=True)
class Move:
    """In the states `before` the roles may do `verb`, which leads to one of the states `after`."""

    verb: str
    before: frozenset[State]
    roles: frozenset[Role]
    after: frozenset[State]


def _move(verb, before, roles, after):
    return Move(verb, frozenset(before), frozenset(roles), frozenset(after))


UNIT = {Role.OFFICER, Role.COMMANDER}
APPRAISERS = {Role.APPRAISER, Role.SECRETARY}

# In the order of the work. A verb may stand in several rows, when its roles differ by state.
MOVES = (
    # the unit scores itself and hands in
    _move("save_self_score", {State.DRAFTING}, UNIT, {State.DRAFTING}),
    _move("submit", {State.DRAFTING}, {Role.COMMANDER}, {State.REVIEWING, State.SUBMITTED}),
    _move("withdraw", {State.REVIEWING, State.SUBMITTED}, {Role.COMMANDER}, {State.DRAFTING}),
    # the levels between unit and city look at it
    _move("pass_review", {State.REVIEWING}, {Role.REVIEWER, Role.SECRETARY}, {State.REVIEWING, State.SUBMITTED}),
    _move("return_sheet", {State.REVIEWING}, {Role.REVIEWER, Role.SECRETARY}, {State.DRAFTING}),
    _move("return_sheet", {State.SUBMITTED, State.APPRAISING}, {Role.SECRETARY}, {State.DRAFTING}),
    # departments appraise criterion by criterion, and the unit explains
    _move("save_appraisal", {State.SUBMITTED, State.APPRAISING}, APPRAISERS, {State.APPRAISING}),
    _move("ask_explanation", {State.SUBMITTED, State.APPRAISING}, APPRAISERS, {State.APPRAISING}),
    _move("explain", {State.APPRAISING}, UNIT, {State.APPRAISING}),
    _move("settle_explanation", {State.APPRAISING}, APPRAISERS, {State.APPRAISING}),
    _move("resolve_disagreement", {State.APPRAISING}, {Role.SECRETARY}, {State.APPRAISING}),
    _move("complete_appraisal", {State.APPRAISING}, {Role.SECRETARY}, {State.APPRAISED}),
    # the committee decides
    _move("return_to_appraisal", {State.APPRAISED}, {Role.MEMBER}, {State.APPRAISING}),
    _move("change_line", {State.APPRAISED}, {Role.MEMBER}, {State.APPRAISED}),
    _move("decide", {State.APPRAISED}, {Role.MEMBER}, {State.DECIDED}),
    _move("reopen_criterion", {State.APPRAISED, State.DECIDED}, {Role.SECRETARY, Role.MEMBER}, {State.DRAFTING}),
    _move("publish", {State.DECIDED}, {Role.SECRETARY}, {State.PUBLISHED}),
)
VERBS = tuple(dict.fromkeys(move.verb for move in MOVES))
# Done by the unit itself; of everything else those who answer for the unit are kept.
OWN_UNIT = frozenset({"save_self_score", "submit", "withdraw", "explain"})
# Steps that lead on, in which the second press of a button finds the sheet further along.
FORWARD = frozenset({"submit", "pass_review", "complete_appraisal", "decide"})
# From here on the unit's answers are out of its hands.
HANDED_IN = frozenset(State) - {State.DRAFTING}
IN_APPRAISAL = frozenset({State.SUBMITTED, State.APPRAISING})


def moves_of(verb):
    return [move for move in MOVES if move.verb == verb]


def is_own_assessment(user, assessment):
    """Whether the user answers for the assessed unit, and so may neither appraise nor decide on it."""
    return assessment.unit_id in scope_of(user).own


def has_role_for(user, verb, assessment):
    """Whether one of the user's roles over the assessment does `verb` in the state it is in, or else in any."""
    if verb not in OWN_UNIT and is_own_assessment(user, assessment):
        return False
    moves = moves_of(verb)
    here = [move for move in moves if assessment.state in move.before] or moves
    held = scope_of(user).roles_over(assessment)
    return any(_holds(user, move, held, assessment) for move in here)


def _holds(user, move, held, assessment):
    wanted = move.roles & held
    if assessment.state == State.REVIEWING and wanted == {Role.REVIEWER}:
        # A reviewer looks at what waits at their own level, not at that of another.
        return assessment.review_unit_id in scope_of(user).reach[Role.REVIEWER]
    return bool(wanted)


def can_move(user, verb, assessment):
    """Whether the user may do `verb` to the assessment as it stands now."""
    is_time = any(assessment.state in move.before for move in moves_of(verb))
    return is_time and has_role_for(user, verb, assessment)


def is_behind(user, verb, assessment):
    """Whether the step is the user's to take and lies behind the assessment already."""
    if not has_role_for(user, verb, assessment):
        return False
    reached = frozenset().union(*(move.after for move in moves_of(verb)))
    if verb not in FORWARD:
        return assessment.state in reached
    order = list(State)
    return order.index(State(assessment.state)) >= min(order.index(state) for state in reached)


def can_save_self_score(user, assessment):
    return can_move(user, "save_self_score", assessment)


def can_submit(user, assessment):
    return can_move(user, "submit", assessment)


def appraises(user, assessment, criterion):
    """An appraiser appraises the criteria of their departments, and those that name none; a secretary all."""
    if is_own_assessment(user, assessment):
        return False
    scope = scope_of(user)
    roles = scope.roles_over(assessment)
    if Role.SECRETARY in roles:
        return True
    department = assessment.round.department_of(criterion)
    return Role.APPRAISER in roles and (not department or department in scope.departments_over(assessment))


def can_use_grid(user):
    """The grid is for those who appraise over many units; an administrator may look."""
    return user.is_superuser or user.holds(Role.APPRAISER, Role.SECRETARY)


def can_practise(user):
    """Scoring a published dossier blind is for those who score: units and appraisers."""
    return user.holds(Role.OFFICER, Role.COMMANDER, Role.APPRAISER, Role.SECRETARY)


def can_appraise_criterion(user, assessment, criterion):
    return can_move(user, "save_appraisal", assessment) and appraises(user, assessment, criterion)


def can_ask_explanation(user, assessment, criterion):
    return can_move(user, "ask_explanation", assessment) and appraises(user, assessment, criterion)


def can_settle_explanation(user, assessment, criterion):
    return can_move(user, "settle_explanation", assessment) and appraises(user, assessment, criterion)


def can_complete_appraisal(user, assessment):
    return can_move(user, "complete_appraisal", assessment)


def can_decide(user, assessment):
    return can_move(user, "decide", assessment)


def can_amend_result(user, assessment):
    """The support team enters what the committee corrected in a published round, in a further seal."""
    if assessment.state != State.PUBLISHED or is_own_assessment(user, assessment):
        return False
    return Role.SECRETARY in scope_of(user).roles_over(assessment)


def can_extend(user, assessment, stage):
    """The support team puts off any deadline of a unit that is not behind it; only the top's secretary does."""
    over = {
        Stage.SELF_SCORE: assessment.state == State.DRAFTING,
        Stage.APPRAISAL: assessment.state in {State.DRAFTING, State.REVIEWING, *IN_APPRAISAL},
        Stage.EXPLANATION: assessment.state in {State.DRAFTING, State.REVIEWING, *IN_APPRAISAL},
        Stage.DECISION: assessment.state not in {State.DECIDED, State.PUBLISHED},
    }[stage]
    return over and Role.SECRETARY in scope_of(user).roles_over(assessment)


def can_remind(user, assessment):
    """The support team reminds whoever has not handed in."""
    return assessment.state == State.DRAFTING and Role.SECRETARY in scope_of(user).roles_over(assessment)


def can_change_round_dates(user, assessment_round):
    """The dates of an open round are the support team's; before, they are data; afterwards, history."""
    return assessment_round.state == RoundState.OPEN and can_manage_rounds(user)


def can_attach_evidence(user, assessment, score):
    """Evidence is the unit's, while it may change the criterion's answer."""
    return can_save_self_score(user, assessment) and not score.is_locked


def can_revise_evidence(user, evidence):
    """A document is kept by those who answer for its unit, or for the unit that it passed into."""
    return evidence.unit_id in scope_of(user).own


def can_remark(user, assessment):
    """Who works on the sheet may speak about it until it is published; a superuser only looks."""
    return assessment.state != State.PUBLISHED and bool(scope_of(user).roles_over(assessment))


def can_say_why(user, assessment):
    """Whoever works on the unit may say what stands in the way of a criterion; a member of the committee decides."""
    return bool(scope_of(user).roles_over(assessment) - {Role.MEMBER, Role.ADMINISTRATOR})


def can_manage_rounds(user):
    """Opening and publishing rounds is the support team's work."""
    return user.is_superuser or user.holds(Role.SECRETARY)


def can_write_up(user):
    """The support team, and a unit's own people for their unit, write up what a round came to."""
    return user.holds(Role.SECRETARY, *OWN_UNIT_ROLES)


def reaches_all(user, assessments):
    """Whether the user is secretary over every one of them: a district's secretary runs no round of the city."""
    return user.is_superuser or all(Role.SECRETARY in scope_of(user).roles_over(each) for each in assessments)


def can_run_bulk(user, assessments):
    """One step for many units is for whoever runs rounds and reaches every one of the units."""
    return can_manage_rounds(user) and reaches_all(user, assessments)


def can_open_round(user, assessment_round):
    return assessment_round.state == RoundState.PREPARING and can_manage_rounds(user)


def can_publish_round(user, assessment_round):
    return assessment_round.state == RoundState.OPEN and can_manage_rounds(user)
