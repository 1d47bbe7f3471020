"""Conditions that more than one page asks of assessments and their scores."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from assessments.models import LineState, Track


def self_scores_end(assessment_round):
    """Return the first moment at which a self-score of the round is late: the midnight after its due day."""
    return timezone.make_aware(datetime.combine(assessment_round.self_score_due + timedelta(days=1), time.min))


def handed_in_late(rounds):
    """Return the Q over assessments of these rounds that were submitted after their due day.

    A moment a round rather than the date of `submitted_at`: the database compares what is stored as it is stored.
    """
    late = Q(pk__in=())
    for each in rounds:
        late |= Q(round=each, submitted_at__gte=self_scores_end(each))
    return late


def judged_on_track(*, is_met):
    """Return the Q over scores that were answered and met, or not, on the track of their assessment's result."""
    condition = Q()
    for track in Track.values:
        condition |= Q(**{"assessment__track": track, f"{track}_met": is_met, f"{track}_state": LineState.SCORED})
    return condition
