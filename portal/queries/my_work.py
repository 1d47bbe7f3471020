"""What waits for one person, over all their roles and all open rounds."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from accounts.models import Role
from accounts.queries import scope_of
from assessments.models import (
    Assessment,
    AssessmentRound,
    CriterionScore,
    Explanation,
    LineState,
    Return,
    RoundState,
    Stage,
    State,
)
from assessments.permissions import IN_APPRAISAL, appraises, can_manage_rounds, has_role_for
from criteria.queries import published_set
from units.models import Enrolment

MOST = 500


# A sheet's own day of self-scoring, else that of its round: what is due first comes first.
SELF_SCORE_DUE = Coalesce("self_score_due", "round__self_score_due")


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do by `due`.

    `kind`: fill, hand_over, submit, mend (what was returned), explain, review, appraise, settle, resolve, complete,
    decide, publish or open. `assessment` is missing for what concerns a whole round. `count`: criteria that wait.
    `reason`: why a sheet was returned.
    """

    kind: str
    round: AssessmentRound
    due: dt.date
    assessment: Assessment | None = None
    count: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits in the sheets of a page, by sheet: see the functions that read it."""

    criteria: dict[int, int]
    explanations: dict[int, list[Explanation]]
    disputes: dict[int, int]
    returns: dict[int, Return]


def tasks_of(user):
    """Return the tasks of a person, the earliest deadline first. Their number of queries does not grow with them."""
    found = [*_of_assessments(user), *_of_rounds(user)]
    return tuple(sorted(found, key=lambda task: (task.due, task.round.pk, _name_key(task))))


def _name_key(task):
    return task.assessment.unit_sort_key if task.assessment else ""


def _of_assessments(user):
    wanted = _wanted_states(user)
    if not wanted:
        return
    rows = list(
        Assessment.objects.visible_to(user)
        .filter(round__state=RoundState.OPEN, state__in=wanted)
        .select_related("round__criteria_set")
        .order_by(SELF_SCORE_DUE, "unit_sort_key")[:MOST]
    )
    waiting = _waiting_in(user, rows)
    for each in rows:
        yield from _tasks_in(user, each, waiting)


def _wanted_states(user):
    states = set()
    if user.holds(Role.OFFICER, Role.COMMANDER):
        states |= {State.DRAFTING, State.APPRAISING}
    if user.holds(Role.REVIEWER):
        states.add(State.REVIEWING)
    if user.holds(Role.APPRAISER, Role.SECRETARY):
        states |= {State.SUBMITTED, State.APPRAISING}
    if user.holds(Role.MEMBER):
        states.add(State.APPRAISED)
    return states


def _waiting_in(user, rows):
    """Read what waits in the sheets; each question is asked only of those whom its answer concerns."""
    own = user.holds(Role.OFFICER, Role.COMMANDER)
    appraising = [each.pk for each in rows if each.state == State.APPRAISING]
    drafting = [each.pk for each in rows if each.state == State.DRAFTING]
    return _Waiting(
        criteria=_waiting_for_departments(user, rows),
        explanations=_explanations(appraising) if appraising else {},
        disputes=_disputes(appraising) if appraising and user.holds(Role.SECRETARY) else {},
        returns=_returns(drafting) if drafting and own else {},
    )


def _waiting_for_departments(user, rows):
    """Return {assessment id: number of criteria of the person's departments that nobody has appraised}."""
    departments = {*scope_of(user).departments, ""}
    submitted = [each for each in rows if each.state in IN_APPRAISAL]
    if departments == {""} or not submitted:
        return {}
    theirs = Q(pk__in=())
    for of_round in {each.round_id: each.round for each in submitted}.values():
        criteria = published_set(of_round.criteria_set).criteria
        # Whoever appraises may take what names no department.
        asked = [pk for pk, criterion in criteria.items() if of_round.department_of(criterion) in departments]
        theirs |= Q(assessment__round=of_round, criterion__in=asked)
    scores = CriterionScore.objects.filter(
        theirs, assessment__in=[each.pk for each in submitted], appraised_state=LineState.MISSING
    )
    return dict(scores.values_list("assessment_id").annotate(Count("pk")).order_by())


def _explanations(appraising):
    """Return {assessment id: its open explanations}, each with its criterion at hand as `score.criterion_id`."""
    rows = Explanation.objects.unsettled().filter(score__assessment__in=appraising).select_related("score")
    found = {}
    for each in rows.order_by("due", "pk"):
        found.setdefault(each.score.assessment_id, []).append(each)
    return found


def _disputes(appraising):
    """Return {assessment id: number of criteria on which two appraisers are too far apart}."""
    disputed = CriterionScore.objects.filter(assessment__in=appraising, is_disputed=True)
    return dict(disputed.values_list("assessment_id").annotate(Count("pk")).order_by())


def _returns(drafting):
    """Return {assessment id: the return that it has to answer}."""
    rows = Return.objects.filter(assessment__in=drafting, resubmitted_at__isnull=True)
    return {each.assessment_id: each for each in rows}


def _tasks_in(user, each, waiting):
    if each.state == State.DRAFTING:
        yield from _of_draft(user, each, waiting.returns.get(each.pk))
    elif each.state == State.REVIEWING:
        if has_role_for(user, "pass_review", each):
            yield Task("review", each.round, each.due_of(Stage.APPRAISAL), each)
    elif each.state == State.APPRAISED:
        if has_role_for(user, "decide", each):
            yield Task("decide", each.round, each.due_of(Stage.DECISION), each)
    else:
        yield from _of_appraisal(user, each, waiting)


def _of_draft(user, each, returned):
    if not has_role_for(user, "save_self_score", each):
        return
    missing = len(published_set(each.round.criteria_set).criteria) - each.answered
    kind, reason = "fill", ""
    if returned:
        kind, reason = "mend", returned.reason
    elif each.is_complete:
        kind = "submit" if has_role_for(user, "submit", each) else "hand_over"
    yield Task(kind, each.round, each.due_of(Stage.SELF_SCORE), each, missing, reason)


def _of_appraisal(user, each, waiting):
    """Several things may wait in one sheet: what a department appraises, what a unit owes, what is answered."""
    due = each.due_of(Stage.APPRAISAL)
    explanations = waiting.explanations.get(each.pk, ())
    owed = [one for one in explanations if one.explained_at is None]
    if owed and has_role_for(user, "explain", each):
        yield Task("explain", each.round, owed[0].due, each, len(owed))
    answered = [one for one in explanations if one.explained_at and _settles(user, each, one)]
    if answered:
        yield Task("settle", each.round, due, each, len(answered))
    disputes = waiting.disputes.get(each.pk, 0)
    if disputes and has_role_for(user, "resolve_disagreement", each):
        yield Task("resolve", each.round, due, each, disputes)
    total = len(published_set(each.round.criteria_set).criteria)
    is_settled = each.appraised_count == total and not explanations and not disputes
    if is_settled and has_role_for(user, "complete_appraisal", each):
        yield Task("complete", each.round, due, each)
    elif waiting.criteria.get(each.pk) and has_role_for(user, "save_appraisal", each):
        yield Task("appraise", each.round, due, each, waiting.criteria[each.pk])


def _settles(user, assessment, explanation):
    """Whoever asked settles it, or another of the departments that appraise the criterion."""
    criterion = published_set(assessment.round.criteria_set).criteria[explanation.score.criterion_id]
    if explanation.asked_by_id == user.pk:
        return True
    return user.holds(Role.APPRAISER) and appraises(user, assessment, criterion)


def _of_rounds(user):
    """Rounds to open, and rounds of which every assessment is decided, where the person reaches their units."""
    if not can_manage_rounds(user):
        return
    waiting = Assessment.objects.filter(round=OuterRef("pk")).exclude(state=State.DECIDED)
    seen = Assessment.objects.visible_to(user).filter(round=OuterRef("pk"))
    rounds = AssessmentRound.objects.exclude(state=RoundState.PUBLISHED).annotate(
        is_ready=Exists(seen) & ~Exists(waiting), has_units=Exists(_enrolled_within_reach(user))
    )
    for each in rounds:
        # Units need the round open to score themselves by that day.
        if each.state == RoundState.PREPARING and each.has_units:
            yield Task("open", each, each.self_score_due)
        elif each.state == RoundState.OPEN and each.is_ready:
            yield Task("publish", each, each.decision_due)


def _enrolled_within_reach(user):
    """Enrolments in the outer round's programme of units that are, or ever were, below what the person reaches."""
    enrolments = Enrolment.objects.filter(programme=OuterRef("programme"))
    scope = scope_of(user)
    if scope.everything:
        return enrolments
    parent = "unit__versions__parent"
    below = Q(**{f"{parent}__in": scope.below}) | Q(**{f"{parent}__versions__parent__in": scope.below})
    return enrolments.filter(below)
