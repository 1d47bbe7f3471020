"""What the portal tells one person, once for each occasion."""

from django.utils import timezone

from assessments.models import Notice


def notify(*, users, kind, key, data=None, assessment=None, assessment_round=None, by=None):
    """Tell each of the users; who was told of this occasion (`key`) already is not told again, nor is `by`."""
    now = timezone.now()
    Notice.objects.bulk_create(
        [
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
        ],
        ignore_conflicts=True,
    )
