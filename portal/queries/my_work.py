"""What waits for one person, over all their roles and all open rounds."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import Role
from accounts.queries import scope_of
from assessments.models import Assessment, AssessmentRound, CriterionScore, LineState, RoundState, State
from assessments.permissions import can_manage_rounds, has_role_for
from criteria.queries import published_set
from units.models import Enrolment

MOST = 500


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do by `due`. `kind`: fill, hand_over, submit, appraise, complete, decide, publish or open.

    `assessment` is missing for what concerns a whole round. `count`: criteria that still wait for an answer.
    """

    kind: str
    round: AssessmentRound
    due: dt.date
    assessment: Assessment | None = None
    count: int = 0


def tasks_of(user):
    """Return the tasks of a person, the earliest deadline first. At most four queries, whatever their number."""
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
        .order_by("round__self_score_due", "unit_sort_key")[:MOST]
    )
    waiting = _waiting_for_departments(user, rows)
    for each in rows:
        yield from _task_of(user, each, waiting)


def _wanted_states(user):
    states = set()
    if user.holds(Role.OFFICER, Role.COMMANDER):
        states.add(State.DRAFTING)
    if user.holds(Role.APPRAISER, Role.SECRETARY):
        states |= {State.SUBMITTED, State.APPRAISING}
    if user.holds(Role.MEMBER):
        states.add(State.APPRAISED)
    return states


def _waiting_for_departments(user, rows):
    """Return {assessment id: number of criteria of the person's departments that nobody has appraised}."""
    departments = scope_of(user).departments
    if not departments:
        return {}
    submitted = [each.pk for each in rows if each.state in (State.SUBMITTED, State.APPRAISING)]
    scores = CriterionScore.objects.filter(
        assessment__in=submitted,
        appraised_state=LineState.MISSING,
        # Whoever appraises may take what names no department.
        criterion__department__in=[*departments, ""],
    )
    return dict(scores.values_list("assessment_id").annotate(Count("pk")).order_by())


def _task_of(user, each, waiting):
    shown, total = each.round, len(published_set(each.round.criteria_set).criteria)
    if each.state == State.DRAFTING:
        if has_role_for(user, "save_self_score", each):
            kind = "fill" if not each.is_complete else "submit"
            if kind == "submit" and not has_role_for(user, "submit", each):
                kind = "hand_over"
            yield Task(kind, shown, shown.self_score_due, each, total - each.answered)
    elif each.state == State.APPRAISED:
        if has_role_for(user, "decide", each):
            yield Task("decide", shown, shown.decision_due, each)
    elif each.appraised_count == total and has_role_for(user, "complete_appraisal", each):
        yield Task("complete", shown, shown.appraisal_due, each)
    elif waiting.get(each.pk) and has_role_for(user, "save_appraisal", each):
        yield Task("appraise", shown, shown.appraisal_due, each, waiting[each.pk])


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
