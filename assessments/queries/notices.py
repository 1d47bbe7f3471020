"""What the portal has told a person."""

from django.db.models import Count, Q

from assessments.models import Notice

SHOWN = 40
# As far back as the count in the rail looks, so that it costs the same after years.
COUNTED = 100


def notices_for(user):
    """Return the person's newest notices with all that their words and places need, unread ones first. One query."""
    rows = Notice.objects.filter(user=user).select_related("round", "assessment__round__criteria_set")
    newest = list(rows.order_by("-at", "-pk")[:COUNTED])
    return sorted(newest, key=lambda each: each.read_at is not None)[:SHOWN]


def unread_of(user):
    """Return how many of the newest notices the person has not read. One query on the index of the newest."""
    newest = Notice.objects.filter(user=user).order_by("-at")[:COUNTED]
    return newest.aggregate(unread=Count("pk", filter=Q(read_at__isnull=True)))["unread"]
