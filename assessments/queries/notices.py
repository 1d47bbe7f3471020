"""What the portal has told a person."""

from django.db import connection

from assessments.models import Notice

SHOWN = 40
# As far back as the count in the rail looks, so that it costs the same after years.
COUNTED = 100
# It stands in the frame of every page: compiling it anew costs more than running it.
UNREAD = f"""
SELECT COUNT(*) FROM (
    SELECT read_at FROM {Notice._meta.db_table} WHERE user_id = %s ORDER BY at DESC LIMIT {COUNTED}
) AS newest WHERE read_at IS NULL
"""  # noqa: S608  (a table's name and a number of our own)


def notices_for(user):
    """Return the person's newest notices with all that their words and places need, unread ones first. One query."""
    rows = Notice.objects.filter(user=user).select_related("round", "assessment__round__criteria_set")
    newest = list(rows.order_by("-at", "-pk")[:COUNTED])
    return sorted(newest, key=lambda each: each.read_at is not None)[:SHOWN]


def unread_of(user):
    """Return how many of the newest notices the person has not read. One query on the index of the newest."""
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, [user.pk])
        return cursor.fetchone()[0]
