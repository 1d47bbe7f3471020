"""What the portal tells people, each thing once."""

from django.db import transaction
from django.utils import timezone

from assessments.models import Notice

AT_ONCE = 1000


@transaction.atomic
def notify(*, users, kind, key, data=None, assessment=None, assessment_round=None, by=None):
    """Tell each of these users one thing, unless they were told under this `key` before.

    `data` holds what the words are made of when they are shown (assessments/display/notices.py). Whoever did it (`by`)
    knows already.
    """
    now = timezone.now()
    store_notices(
        notices=[
            Notice(
                user=user,
                kind=kind,
                key=key,
                data=data or {},
                assessment=assessment,
                round=assessment_round or (assessment and assessment.round),
                at=now,
            )
            for user in users
            if by is None or user.pk != by.pk
        ]
    )


def store_notices(*, notices):
    """Store notices made elsewhere; the database leaves out those that were stored before."""
    Notice.objects.bulk_create(notices, batch_size=AT_ONCE, ignore_conflicts=True)


@transaction.atomic
def mark_read(*, by, notice=None):
    """Mark one of the person's own notices (a primary key) as read, or all of them. Returns how many there were."""
    unread = Notice.objects.filter(user=by, read_at__isnull=True)
    if notice is not None:
        unread = unread.filter(pk=notice)
    return unread.update(read_at=timezone.now())
