"""The committee's decision: the appraised result becomes the official one, with the lines it decided otherwise."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.actions import record_event
from accounts.models import Role
from assessments.actions.changed_line import changes_in_force
from assessments.actions.notices import notify
from assessments.actions.refusals import DocumentMissing, HandsNotApart, PreviousUndecided
from assessments.actions.results import (
    RESULT_COLUMNS,
    answers_of,
    locked_assessment,
    result_of,
    rounds_looked_back,
    store_groups,
    store_result,
    stored_track,
)
from assessments.models import CriterionScore, NoticeKind, State, Track
from assessments.permissions import can_decide
from assessments.queries.people import people_of
from criteria import scoring
from criteria.queries import published_set


@transaction.atomic
def decide(*, assessment, document, by):
    """Confirm the appraised result as the official one, by a decision of the committee (`document`: its number).

    Lines that the committee decided otherwise (`change_line`) are official as they were changed. The class is taken
    afresh, because a round before may have been decided since the appraisal. Raises `PermissionDenied`,
    `HandsNotApart`, `DocumentMissing`, or `PreviousUndecided` when the class depends on such a round.
    """
    assessment = locked_assessment(assessment)
    if not can_decide(by, assessment):
        raise PermissionDenied
    if not document.strip():
        raise DocumentMissing
    if CriterionScore.objects.filter(Q(self_by=by) | Q(appraised_by=by), assessment=assessment).exists():
        raise HandsNotApart
    _check_previous_is_official(assessment)
    now = timezone.now()
    _make_official(assessment, by, now)
    changed = _put_changes_in_force(assessment, document)
    appraised = answers_of(assessment, stored_track(assessment, Track.APPRAISED))
    result = result_of(assessment, appraised | changed)
    store_result(assessment, Track.OFFICIAL, result)
    assessment.state = State.DECIDED
    assessment.decided_at, assessment.decision_document = now, document
    assessment.save(update_fields=[*RESULT_COLUMNS, "state", "decided_at", "decision_document"])
    store_groups(assessment, result)
    record_event(
        stream=assessment.stream,
        verb="decide",
        by=by,
        data={"document": document, "met": result.met, "class": result.class_code, "changed": changed},
    )
    notify(
        users=people_of(assessment, Role.OFFICER, Role.COMMANDER),
        kind=NoticeKind.DECIDED,
        key=f"decided:{assessment.pk}:{now.isoformat()}",
        data={"document": document},
        assessment=assessment,
        by=by,
    )
    return assessment


def _make_official(assessment, by, now):
    CriterionScore.objects.filter(assessment=assessment).update(
        official_answer=F("appraised_answer"),
        official_points=F("appraised_points"),
        official_met=F("appraised_met"),
        official_state=F("appraised_state"),
        official_by=by,
        official_at=now,
        revision=F("revision") + 1,
    )


def _put_changes_in_force(assessment, document):
    """Write the committee's own answers over the official track. Returns {criterion code: answer}."""
    contents, changed = published_set(assessment.round.criteria_set), {}
    for criterion_id, change in changes_in_force(assessment).items():
        criterion = contents.criteria[criterion_id]
        line = scoring.score_line(criterion.rule, change.answer, not_applicable=contents.rules.not_applicable)
        CriterionScore.objects.filter(pk=change.score_id).update(
            official_answer=change.answer,
            official_points=line.points,
            official_met=line.met,
            official_state=line.state,
        )
        change.decision_document = document
        change.save(update_fields=["decision_document"])
        changed[criterion.code] = change.answer
    return changed


def _check_previous_is_official(assessment):
    rules, previous = published_set(assessment.round.criteria_set).rules, assessment.previous
    if rounds_looked_back(rules) and previous and previous.track != Track.OFFICIAL:
        raise PreviousUndecided(previous)
