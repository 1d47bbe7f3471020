"""How the units of a round stood on each criterion, counted once when the round is published."""

from django.db.models import Count, Q, Sum

from assessments.models import CriterionScore, CriterionStatistic, LineState


def write_statistics(assessment_round):
    """Write one `CriterionStatistic` a criterion from the official track; two statements in all."""
    scored = Q(official_state=LineState.SCORED)
    rows = (
        CriterionScore.objects.filter(assessment__round=assessment_round)
        .values("criterion_id")
        .annotate(
            assessed=Count("pk"),
            met_count=Count("pk", filter=Q(official_met=True)),
            exempt_count=Count("pk", filter=Q(official_state=LineState.EXEMPT)),
            not_applicable_count=Count("pk", filter=Q(official_state=LineState.NOT_APPLICABLE)),
            unmet_count=Count("pk", filter=Q(official_met=False) & scored),
            uncounted_count=Count("pk", filter=Q(official_met__isnull=True) & scored),
            points=Sum("official_points"),
        )
        .order_by("criterion_id")
    )
    CriterionStatistic.objects.bulk_create(
        CriterionStatistic(
            round=assessment_round,
            criterion_id=row["criterion_id"],
            assessed=row["assessed"],
            met=row["met_count"],
            unmet=row["unmet_count"],
            exempt=row["exempt_count"],
            not_applicable=row["not_applicable_count"],
            uncounted=row["uncounted_count"],
            points=row["points"],
        )
        for row in rows
    )
