"""The daily work: what waits at a level that has ended goes on, and who has something to do is told."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from accounts.models import Role
from assessments.actions.notices import notify, store_notices
from assessments.actions.review import hand_on_ended_steps
from assessments.models import NoticeKind
from assessments.queries.people import holders_at
from assessments.queries.reminders import reminders_on


@transaction.atomic
def send_reminders(*, date, by=None):
    """Store the reminders of a day. Returns the notices; none of them a second time."""
    fresh = reminders_on(date)
    store_notices(notices=fresh)
    return fresh


def hand_on(*, by=None):
    """Hand on what waits at levels that have ended, and tell those who now have it. Returns the sheets."""
    moved = hand_on_ended_steps()
    # The next level has it now; where there is none, the appraisal begins and the secretary sees to it.
    places = [each.review_unit_id or each.root_id for each in moved]
    reviewers, secretaries = holders_at(set(places), Role.REVIEWER), holders_at(set(places), Role.SECRETARY)
    rounds = {each.round_id: each.round for each in moved}
    received = Counter(
        (each.round_id, place, each.review_unit_id is not None) for each, place in zip(moved, places, strict=True)
    )
    for (round_id, place, is_review), count in received.items():
        holders = (reviewers if is_review else secretaries)[place]
        notify(
            users={holder.user.pk: holder.user for holder in holders}.values(),
            kind=NoticeKind.HANDED_ON,
            key=f"handed_on:{round_id}:{place}:{timezone.localdate()}",
            data={"count": count},
            assessment_round=rounds[round_id],
            by=by,
        )
    return moved
