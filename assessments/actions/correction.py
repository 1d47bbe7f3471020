"""Correcting one line of a published round: by a document of the committee, in the open, under a further seal."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions import record_event
from accounts.models import Role
from accounts.refusals import ReasonMissing
from assessments.actions.notices import notify
from assessments.actions.ranking import refresh_ranks
from assessments.actions.refusals import DocumentMissing, NothingChanged
from assessments.actions.results import RESULT_COLUMNS, locked_assessment, result_of, store_groups, store_result
from assessments.actions.seal import seal_round
from assessments.actions.statistics import write_statistics
from assessments.models import (
    Assessment,
    AssessmentRound,
    ChangedLine,
    CriterionScore,
    CriterionStatistic,
    NoticeKind,
    Track,
)
from assessments.permissions import can_amend_result
from assessments.queries.people import people_of
from criteria import scoring
from criteria.queries import published_set


@transaction.atomic
def amend_result(*, assessment, criterion, answer, document, reason, by):
    """Decide one criterion of a published sheet anew and return the `Publication` that amends the round's last one.

    Nothing is reopened: the official answer, the sheet's result, the round's ranks and statistics become what the
    committee's `document` says, and the seal names the line, both answers and the reason. Later rounds whose class
    looked back on this one stay as they were decided. Raises `PermissionDenied`, `DocumentMissing`, `ReasonMissing`,
    `NothingChanged`, `scoring.AnswersRefused`, `ChainMoved`.
    """
    found = AssessmentRound.objects.select_for_update(of=("self",)).select_related("criteria_set", "programme")
    # The round first, as publishing does: two corrections of one round take turns.
    assessment_round = found.get(assessments=assessment)
    assessment = locked_assessment(assessment)
    if not can_amend_result(by, assessment):
        raise PermissionDenied
    score = CriterionScore.objects.get(assessment=assessment, criterion=criterion)
    _check(score, answer, document, reason)
    now = timezone.now()
    before, asked = score.official_answer, _write_line(assessment, score, answer, document, reason, by, now)
    _write_result(assessment, assessment_round, now)
    correction = {
        "unit": assessment.unit.key,
        "criterion": asked.code,
        "from": before,
        "to": answer,
        "decision": document,
        "reason": reason,
    }
    publication = seal_round(
        assessment_round=assessment_round,
        by=by,
        at=now,
        amends=assessment_round.publication,
        correction=correction,
    )
    record_event(stream=assessment.stream, verb="amend_result", by=by, data=correction)
    sealed = {"sha256": publication.sha256, **correction}
    record_event(stream=f"round:{assessment_round.pk}", verb="amend_result", by=by, data=sealed)
    _tell_unit(assessment, document, publication, by)
    return publication


def _check(score, answer, document, reason):
    if not document.strip():
        raise DocumentMissing
    if not reason.strip() or answer is None:
        raise ReasonMissing
    if answer == score.official_answer:
        raise NothingChanged


def _write_line(assessment, score, answer, document, reason, by, now):
    """Write the official track of one line, beside the two others; return what was asked."""
    contents = published_set(assessment.round.criteria_set)
    asked = contents.criteria[score.criterion_id]
    line = scoring.score_line(asked.rule, answer, not_applicable=contents.rules.not_applicable)
    ChangedLine.objects.filter(score=score, superseded_at__isnull=True).update(superseded_at=now)
    ChangedLine.objects.create(score=score, answer=answer, reason=reason, by=by, at=now, decision_document=document)
    CriterionScore.objects.filter(pk=score.pk).update(
        official_answer=answer,
        official_points=line.points,
        official_met=line.met,
        official_state=line.state,
        official_by=by,
        official_at=now,
        revision=F("revision") + 1,
    )
    return asked


def _write_result(assessment, assessment_round, now):
    scores = CriterionScore.objects.filter(assessment=assessment)
    result = result_of(assessment, dict(scores.values_list("criterion__code", "official_answer")))
    store_result(assessment, Track.OFFICIAL, result)
    assessment.save(update_fields=RESULT_COLUMNS)
    store_groups(assessment, result)
    # A place gained is a place lost elsewhere: every page that shows one must be made anew.
    Assessment.objects.filter(round=assessment_round).update(updated_at=now, changes=F("changes") + 1)
    refresh_ranks(assessment_round)
    CriterionStatistic.objects.filter(round=assessment_round).delete()
    write_statistics(assessment_round)


def _tell_unit(assessment, document, publication, by):
    notify(
        users=people_of(assessment, Role.OFFICER, Role.COMMANDER),
        kind=NoticeKind.DECIDED,
        key=f"amended:{assessment.pk}:{publication.sequence}",
        data={"document": document},
        assessment=assessment,
        by=by,
    )
