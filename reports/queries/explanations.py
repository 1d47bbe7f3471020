"""What appraisers asked a unit to explain, and what it answered, criterion by criterion."""

from collections import defaultdict

from assessments.models import Explanation


def explanations_of(sheet):
    """Return {score id: its `Explanation`s, the earliest first} of a sheet. One query."""
    rows = Explanation.objects.filter(score__assessment=sheet.assessment)
    found = defaultdict(list)
    for each in rows.select_related("asked_by", "explained_by", "settled_by").order_by("asked_at", "pk"):
        found[each.score_id].append(each)
    return found
