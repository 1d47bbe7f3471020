"""Ranks are made when a ranking is read, never when a score is saved."""

from django.db import connection, transaction

from assessments.models import Assessment

# Only rows whose place changed are written; places are shared by equal standings (1, 2, 2, 4). A row that somebody
# saves meanwhile is left unranked: its place was reckoned from what it no longer holds. The next reader ranks it.
PLACES = """
UPDATE assessments_assessment SET rank = ranking.place FROM (
    SELECT id, standing, RANK() OVER (ORDER BY standing DESC) AS place FROM assessments_assessment WHERE round_id = %s
) AS ranking
WHERE ranking.id = assessments_assessment.id AND ranking.standing = assessments_assessment.standing
AND COALESCE(assessments_assessment.rank, 0) <> ranking.place
"""


def refresh_ranks(assessment_round):
    """Rank the round's assessments by their stored standing. One statement, whatever the number of units."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLACES, [assessment_round.pk])


def ensure_ranks(assessment_round):
    """Refresh the ranks if a result has changed since they were made."""
    if Assessment.objects.filter(round=assessment_round, rank__isnull=True).exists():
        refresh_ranks(assessment_round)
