"""Conditions that more than one page asks of assessments and their scores."""

from datetime import datetime, time, timedelta

from django.db.models import F, Q
from django.utils import timezone

from assessments.models import LineState, Track


def self_scores_end(assessment_round):
    """Return the first moment at which a self-score of the round is late: the midnight after its due day."""
    return timezone.make_aware(datetime.combine(assessment_round.self_score_due + timedelta(days=1), time.min))


def handed_in_late(rounds):
    """Return the Q over assessments of these rounds that were submitted after their due day.

    A moment a round rather than the date of `submitted_at`: the database compares what is stored as it is stored.
    Only the few rows that have a day of their own pay for a conversion to the local date.
    """
    late = Q(round__in=rounds, self_score_due__isnull=False, submitted_at__date__gt=F("self_score_due"))
    for each in rounds:
        late |= Q(round=each, self_score_due__isnull=True, submitted_at__gte=self_scores_end(each))
    return late


def awaited_late(rounds, today):
    """Return the Q over assessments of these rounds that are still awaited after their due day."""
    closed = [each for each in rounds if each.self_score_due < today]
    own = Q(round__in=rounds, submitted_at__isnull=True, self_score_due__lt=today)
    return own | Q(round__in=closed, submitted_at__isnull=True, self_score_due__isnull=True)


def is_late(assessment):
    """Whether the assessment was submitted after its own due day; the round is loaded."""
    at = assessment.submitted_at
    return bool(at) and timezone.localdate(at) > assessment.due_of("self_score")


def judged_on_track(*, is_met):
    """Return the Q over scores that were answered and met, or not, on the track of their assessment's result."""
    condition = Q()
    for track in Track.values:
        condition |= Q(**{"assessment__track": track, f"{track}_met": is_met, f"{track}_state": LineState.SCORED})
    return condition
