"""Who is to be reminded of what on a day: deadlines that come near, are here or have passed, and lapsing evidence.

Who works on one sheet is told of the sheet; who works on many is told once how many wait by the same day.
"""

import datetime as dt
from collections import defaultdict

from django.db.models import Case, Count, Value, When
from django.utils import timezone

from accounts.models import Role
from assessments.models import (
    Assessment,
    AssessmentRound,
    CriterionScore,
    Evidence,
    Explanation,
    LineState,
    Notice,
    NoticeKind,
    RoundState,
    Stage,
    State,
)
from assessments.permissions import IN_APPRAISAL, UNIT
from assessments.queries.people import holders_at, holders_over
from criteria.queries import published_set

DAYS_BEFORE = (0, 1, 3, 7)
DAYS_AFTER = (7, 3, 1)
WEEK = 7
LAPSES_WITHIN = dt.timedelta(days=30)
COLUMNS = (
    *("unit_id", "parent_id", "root_id", "review_unit_id", "round_id", "state"),
    *(f"{stage}_due" for stage in Stage.values),
)
AT_ONCE = 500


def step_of(due, date):
    """Return the reminder that is in force on `date` as days left (negative: overdue), or None while it is early.

    It is the last one whose day has come, so that a timer that missed its day makes up for it on the next.
    """
    left = (due - date).days
    if left >= 0:
        return next((step for step in DAYS_BEFORE if step >= left), None)
    if -left >= 2 * WEEK:
        return -WEEK * (-left // WEEK)
    return -next(step for step in DAYS_AFTER if step <= -left)


def reminders_on(date):
    """Return the unsaved `Notice`s of a day that nobody was told yet. The number of queries grows with rounds only."""
    rounds = {each.pk: each for each in AssessmentRound.objects.filter(state=RoundState.OPEN)}
    sheets = list(Assessment.objects.filter(round__in=rounds).order_by("pk").only(*COLUMNS))
    for each in sheets:
        each.round = rounds[each.round_id]
    found = [
        *_self_scores(sheets, date),
        *_explanations(sheets, date),
        *_of_many(sheets, rounds, date),
        *_lapsing(date),
    ]
    return untold(found)


def _notice(user, kind, key, data, **about):
    return Notice(user=user, kind=kind, key=key, data=data, at=timezone.now(), **about)


def _kind(due, date):
    if due == date:
        return NoticeKind.DUE_TODAY
    return NoticeKind.DUE_SOON if due > date else NoticeKind.OVERDUE


def _data(stage, due, **more):
    return {"stage": stage.value, "due": due.isoformat(), **more}


def _self_scores(sheets, date):
    waiting = {each.pk: each for each in sheets if each.state == State.DRAFTING}
    steps = {pk: step_of(each.due_of(Stage.SELF_SCORE), date) for pk, each in waiting.items()}
    told = [each for pk, each in waiting.items() if steps[pk] is not None]
    for pk, holders in holders_over(told, *UNIT).items():
        each = waiting[pk]
        due = each.due_of(Stage.SELF_SCORE)
        key = f"due:{Stage.SELF_SCORE}:{pk}:{due}:{steps[pk]}"
        for user in _users(holders):
            yield _notice(user, _kind(due, date), key, _data(Stage.SELF_SCORE, due), assessment=each, round=each.round)


def _explanations(sheets, date):
    by_pk = {each.pk: each for each in sheets if each.state == State.APPRAISING}
    rows = Explanation.objects.unanswered().filter(score__assessment__round__state=RoundState.OPEN)
    owed = defaultdict(list)
    counted = rows.values_list("score__assessment_id", "due").annotate(Count("pk")).order_by("due")
    for pk, due, count in counted:
        step = step_of(due, date)
        if pk in by_pk and step is not None:
            owed[pk].append((due, step, count))
    for pk, holders in holders_over([by_pk[pk] for pk in owed], *UNIT).items():
        for due, step, count in owed[pk]:
            key = f"due:{Stage.EXPLANATION}:{pk}:{due}:{step}"
            data = _data(Stage.EXPLANATION, due, count=count)
            for user in _users(holders):
                yield _notice(user, _kind(due, date), key, data, assessment=by_pk[pk], round=by_pk[pk].round)


def _of_many(sheets, rounds, date):
    """One notice a person, a round, a stage and a day, with how many sheets wait."""
    waiting = defaultdict(int)
    people = {}
    for stage, each, user in _who_waits(sheets, rounds, date):
        people[user.pk] = user
        waiting[user.pk, each.round_id, stage, each.due_of(stage)] += 1
    for (user, round_id, stage, due), count in waiting.items():
        key = f"due:{stage}:round-{round_id}:{due}:{step_of(due, date)}"
        data = _data(stage, due, count=count)
        yield _notice(people[user], _kind(due, date), key, data, round=rounds[round_id])


def _who_waits(sheets, rounds, date):
    """Yield (stage, sheet, user) for whoever a sheet waits for above its unit, where a reminder is due."""

    def near(stage, states):
        return [each for each in sheets if each.state in states and step_of(each.due_of(stage), date) is not None]

    reviewing = near(Stage.APPRAISAL, (State.REVIEWING,))
    reviewers = holders_at({each.review_unit_id for each in reviewing}, Role.REVIEWER)
    for each in reviewing:
        yield from ((Stage.APPRAISAL, each, user) for user in _users(reviewers[each.review_unit_id]))
    appraising = near(Stage.APPRAISAL, IN_APPRAISAL)
    departments = _waiting_departments(appraising, rounds)
    holders = holders_over(appraising, Role.APPRAISER, Role.SECRETARY)
    for each in appraising:
        concerned = [
            holder for holder in holders[each.pk] if _is_waited_for(holder, departments.get(each.pk, frozenset()))
        ]
        yield from ((Stage.APPRAISAL, each, user) for user in _users(concerned))
    appraised = near(Stage.DECISION, (State.APPRAISED,))
    members = holders_over(appraised, Role.MEMBER)
    for each in appraised:
        yield from ((Stage.DECISION, each, user) for user in _users(members[each.pk]))


def _is_waited_for(holder, departments):
    return holder.role == Role.SECRETARY or holder.department in departments


def _waiting_departments(sheets, rounds):
    """Return {sheet: codes of the departments of which a criterion is not appraised}. One query a round.

    Criteria that name no department are the secretary's to see to: anybody may take them, so nobody is reminded.
    """
    found = defaultdict(set)
    for round_id in {each.round_id for each in sheets}:
        of_round = rounds[round_id]
        criteria = defaultdict(list)
        for pk, criterion in published_set(of_round.criteria_set).criteria.items():
            criteria[of_round.department_of(criterion)].append(pk)
        department = Case(
            *(When(criterion__in=ids, then=Value(code)) for code, ids in criteria.items()), default=Value("")
        )
        missing = CriterionScore.objects.filter(
            assessment__round=round_id, assessment__state__in=IN_APPRAISAL, appraised_state=LineState.MISSING
        )
        for pk, code in missing.order_by().annotate(by=department).values_list("assessment_id", "by").distinct():
            found[pk].add(code)
    return found


def _lapsing(date):
    rows = Evidence.objects.filter(valid_until__range=(date, date + LAPSES_WITHIN), uses__isnull=False).distinct()
    lapsing = list(rows.order_by("pk"))
    holders = holders_at({each.unit_id for each in lapsing}, *UNIT)
    for each in lapsing:
        key = f"lapses:{each.pk}:{each.valid_until}"
        data = {"title": each.title, "until": str(each.valid_until), "unit": each.unit_id}
        for user in _users(holders[each.unit_id]):
            yield _notice(user, NoticeKind.EVIDENCE_LAPSES, key, data)


def _users(holders):
    return {holder.user.pk: holder.user for holder in holders}.values()


def untold(notices):
    """Those of the notices that nobody stored before."""
    fresh = []
    for start in range(0, len(notices), AT_ONCE):
        some = notices[start : start + AT_ONCE]
        told = Notice.objects.filter(user__in={each.user_id for each in some}, key__in={each.key for each in some})
        known = set(told.values_list("user_id", "key"))
        fresh += [each for each in some if (each.user_id, each.key) not in known]
    return fresh
