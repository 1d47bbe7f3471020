"""Opening, wording, clearing and reopening obstacles."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.actions import record_event
from committee.models import BlockedUnit, Cause, Obstacle
from committee.permissions import can_open_obstacle


@transaction.atomic
def open_obstacle(
    *,
    by,
    title,
    units,
    since,
    cause=Cause.EXTERNAL,
    effect="",
    criteria=(),
    resource=None,
    programme=None,
    is_illustrative=False,
):
    """Record what stands in the way of these units. Returns the `Obstacle`; raises `PermissionDenied`."""
    if not can_open_obstacle(by, [unit.pk for unit in units]):
        raise PermissionDenied
    obstacle = Obstacle.objects.create(
        title=title,
        programme=programme,
        resource=resource,
        cause=cause,
        since=since,
        effect=effect,
        opened_by=by,
        opened_at=timezone.now(),
        is_illustrative=is_illustrative,
    )
    obstacle.criteria.set(criteria)
    BlockedUnit.objects.bulk_create(BlockedUnit(obstacle=obstacle, unit=unit) for unit in units)
    record_event(
        stream=obstacle.stream, verb="open_obstacle", by=by, data={"title": title, "units": [unit.pk for unit in units]}
    )
    return obstacle
