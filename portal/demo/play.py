"""Plays the story through the portal's real actions, then gives its closed rounds the dates of the story.

What is dated afterwards, and only in a demonstration: when rounds were opened and published, dossiers handed in,
looked at by the district, appraised and decided, and scores given. What is not: the event log and the history tables.
They say truthfully when the demonstration was loaded; the log's hash chain could not be written otherwise.
"""

import datetime as dt
from random import Random

from django.utils import timezone

from accounts.models import Membership, Role
from assessments import actions
from assessments.models import (
    Assessment,
    AssessmentRound,
    CriterionScore,
    Notice,
    Publication,
    ReviewOutcome,
    ReviewStep,
    State,
)
from criteria.models import CriteriaSet
from criteria.queries import published_set
from portal.demo import notes
from portal.demo.answers import invent_answer
from portal.demo.dossiers import CLOSED_ROUNDS
from portal.demo.evidence import date_evidence, give_evidence
from portal.demo.exchanges import play_exchanges
from portal.demo.open_rounds import WARDS, Progress, open_rounds
from units.models import Programme

ORDER = [State.DRAFTING, State.SUBMITTED, State.APPRAISING, State.APPRAISED, State.DECIDED]


def play_story(actors, today):
    """Play every round of the story, oldest first; those in progress are dated from `today`."""
    for facts in sorted(CLOSED_ROUNDS, key=lambda each: each.ends_on):
        play_closed_round(facts, actors)
    for facts in open_rounds(today):
        play_open_round(facts, actors)


def play_closed_round(facts, actors):
    assessment_round = prepare_round(facts)
    actions.open_round(assessment_round=assessment_round, by=actors.secretary)
    for assessment in opened_dossiers(assessment_round):
        dossier = facts.dossiers[assessment.unit.key]
        play_dossier(assessment, Progress(State.DECIDED, dossier), actors, decision_of(facts))
    actions.publish(assessment_round=assessment_round, by=actors.secretary)
    date_closed_round(facts, assessment_round)


def play_open_round(facts, actors):
    assessment_round = prepare_round(facts)
    if not facts.units:
        return
    actions.open_round(assessment_round=assessment_round, by=actors.secretary)
    for assessment in opened_dossiers(assessment_round):
        progress = facts.units[assessment.unit.key]
        play_dossier(assessment, progress, actors, decision_of(facts))
        if progress.state != State.DRAFTING:
            date_dossier(assessment, timezone.localdate() - dt.timedelta(days=progress.submitted_days_ago))
    if facts.units is WARDS:
        play_exchanges(assessment_round, actors)
    date_opening(facts, assessment_round)


def prepare_round(facts):
    criteria_set = CriteriaSet.objects.get(code=facts.criteria_set)
    return AssessmentRound.objects.create(
        code=facts.code,
        title=facts.title,
        programme=Programme.objects.get(criteria_sets=criteria_set),
        criteria_set=criteria_set,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        self_score_due=facts.self_score_due,
        appraisal_due=facts.appraisal_due,
        decision_due=facts.decision_due,
        is_illustrative=True,
    )


def opened_dossiers(assessment_round):
    return (
        Assessment.objects.filter(round=assessment_round).select_related("unit", "round__criteria_set").order_by("pk")
    )


def decision_of(facts):
    return f"Thông báo kết luận kỳ {facts.code} (minh họa)"


# ---------------------------------------------------------------- one dossier


def play_dossier(assessment, progress, actors, document):
    """Take one opened dossier as far as `progress` says."""
    asked = list(published_set(assessment.round.criteria_set).criteria.values())
    random = Random(f"{assessment.round.code} {assessment.unit.key}")
    answers = {each.code: answers_to(each, progress.dossier, random) for each in asked}
    reached = ORDER.index(progress.state)
    for criterion in asked[: progress.answered]:
        score_self(assessment, criterion, answers[criterion.code][0], progress.dossier, actors)
    give_evidence(assessment, actors)
    if reached >= ORDER.index(State.SUBMITTED):
        actions.submit(assessment=assessment.pk, by=actors.commanders[assessment.unit.key])
    if reached >= ORDER.index(State.APPRAISING):
        for criterion in asked:
            if progress.departments is None or criterion.department in progress.departments:
                appraise(assessment, criterion, answers[criterion.code][1], progress.dossier, actors)
    if reached >= ORDER.index(State.APPRAISED):
        actions.complete_appraisal(assessment=assessment.pk, by=actors.secretary)
    if reached >= ORDER.index(State.DECIDED):
        actions.decide(assessment=assessment.pk, document=document, by=actors.member)


def answers_to(criterion, dossier, random):
    """Return (the unit's answer, the appraisers' answer) to one criterion."""
    if criterion.code in dossier.special:
        return dossier.special[criterion.code], dossier.special[criterion.code]
    good = invent_answer(criterion.scale, is_met=True, random=random)
    poor = invent_answer(criterion.scale, is_met=False, random=random)
    is_unmet = criterion.code in dossier.unmet
    return (poor if is_unmet else good), (poor if is_unmet or criterion.code in dossier.inflated else good)


def score_self(assessment, criterion, answer, dossier, actors):
    actions.save_self_score(
        assessment=assessment.pk,
        criterion=criterion.pk,
        answer=answer,
        note=notes.note_of_unit(criterion, is_unmet=criterion.code in dossier.unmet),
        revision=0,
        by=actors.officers[assessment.unit.key],
    )


def appraise(assessment, criterion, answer, dossier, actors):
    actions.save_appraisal(
        assessment=assessment.pk,
        criterion=criterion.pk,
        answer=answer,
        note=notes.note_of_appraiser(criterion, criterion.code in dossier.unmet, criterion.code in dossier.inflated),
        revision=1,
        by=actors.appraiser_of(criterion),
    )


# ---------------------------------------------------------------- dates of the story


def at_hour(date, hour):
    return timezone.make_aware(dt.datetime.combine(date, dt.time(hour)))


def date_closed_round(facts, assessment_round):
    for assessment in opened_dossiers(assessment_round):
        late = facts.dossiers[assessment.unit.key].days_late
        # On time means one to three days before it is due, so that not all come on one day.
        early = Random(assessment.unit.key).randint(1, 3)
        days = late or -early
        date_dossier(
            assessment,
            facts.self_score_due + dt.timedelta(days=days),
            appraised=facts.appraisal_due + dt.timedelta(days=max(days, 0)),
            decided=facts.published - dt.timedelta(days=1),
        )
    date_reviews(assessment_round)
    date_opening(facts, assessment_round)
    published_at = at_hour(facts.published, 16)
    AssessmentRound.objects.filter(pk=assessment_round.pk).update(published_at=published_at)
    Publication.objects.filter(round=assessment_round).update(published_at=published_at)
    # What its people were told in those years they have read.
    Notice.objects.filter(round=assessment_round).update(at=published_at, read_at=published_at)
    Assessment.objects.filter(round=assessment_round).update(updated_at=published_at)


def date_reviews(assessment_round):
    """Districts that are no more looked at these dossiers while they were: played today, they were passed over."""
    reviewers = {
        each.unit_id: each.user for each in Membership.objects.filter(role=Role.REVIEWER).select_related("user")
    }
    for step in ReviewStep.objects.filter(assessment__round=assessment_round).select_related("assessment"):
        step.outcome, step.by = ReviewOutcome.PASSED, reviewers.get(step.unit_id)
        step.at = step.assessment.submitted_at
        step.save(update_fields=["outcome", "by", "at"])


def date_opening(facts, assessment_round):
    opened_at = at_hour(facts.opened, 8)
    AssessmentRound.objects.filter(pk=assessment_round.pk).update(opened_at=opened_at)
    # A set is frozen by the first round that opens on it.
    CriteriaSet.objects.filter(pk=assessment_round.criteria_set_id, published_at__gt=opened_at).update(
        published_at=opened_at
    )


def date_dossier(assessment, submitted, appraised=None, decided=None):
    """Date what has happened to a dossier; days that are not given follow the submission closely."""
    appraised = max(appraised or submitted + dt.timedelta(days=2), submitted)
    decided = max(decided or appraised + dt.timedelta(days=1), appraised)
    times = {
        "submitted_at": at_hour(submitted, 15),
        "appraised_at": at_hour(appraised, 16),
        "decided_at": at_hour(decided, 17),
    }
    for column, time in times.items():
        Assessment.objects.filter(pk=assessment.pk, **{f"{column}__isnull": False}).update(**{column: time})
    scores = CriterionScore.objects.filter(assessment=assessment)
    scores.filter(self_at__isnull=False).update(self_at=at_hour(submitted, 10))
    scores.filter(appraised_at__isnull=False).update(appraised_at=at_hour(appraised, 9))
    scores.filter(official_at__isnull=False).update(official_at=at_hour(decided, 17))
    date_evidence(assessment, at_hour(submitted, 10))
