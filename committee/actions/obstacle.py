"""Opening, wording, clearing and reopening obstacles."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.models import Role
from accounts.refusals import ReasonMissing
from assessments.models import NoticeKind
from committee.actions.notices import tell
from committee.actions.obstacle_refusals import (
    AlreadyCleared,
    AlreadyStanding,
    BeforeItBegan,
    DayAhead,
    NothingNamed,
    NotItsUnit,
    NotUnmet,
    StillStanding,
)
from committee.models import BlockedUnit, Directive, DirectiveState, Obstacle, ObstacleState, Recommendation
from committee.models import RecommendationState as Asked
from committee.permissions import (
    can_change_obstacle,
    can_clear_obstacle,
    can_open_obstacle,
    can_reopen_obstacle,
)
from committee.queries.concerned import above
from committee.queries.unmet import standing_twin, unmet_since
from units.models import Unit
from units.names import search_key

LONGEST_TITLE = Obstacle._meta.get_field("title").max_length


@transaction.atomic
def open_obstacle(*, by, title, units, since, criteria=(), **columns):
    """Record what stands in the way of these units since a day. Returns the `Obstacle`.

    `columns`: cause, effect, resource, programme, is_illustrative. Without a title it is named after its first
    criterion or its resource. Raises `PermissionDenied`, `DayAhead`, `NothingNamed`, and `AlreadyStanding` (with the
    one that stands) where one of the units is already known to be kept from one of the criteria, or one of the same
    title stands for it: sent twice, a form opens one.
    """
    units, criteria = list(units), list(criteria)
    if not can_open_obstacle(by, [unit.pk for unit in units]):
        raise PermissionDenied
    title = _title_of(title, criteria, columns.get("resource"))
    _check_begun(since)
    _check_new_to(units, criteria, title)
    obstacle = Obstacle.objects.create(title=title, since=since, opened_by=by, opened_at=timezone.now(), **columns)
    obstacle.criteria.set(criteria)
    BlockedUnit.objects.bulk_create(BlockedUnit(obstacle=obstacle, unit=unit) for unit in units)
    _record(obstacle, "open_obstacle", by, title=title, units=[unit.pk for unit in units])
    tell(
        units=above(unit.pk for unit in units),
        roles=(Role.SECRETARY,),
        kind=NoticeKind.OBSTACLE,
        key=f"obstacle:{obstacle.pk}:opened",
        title=title,
        url=reverse("committee:obstacle", args=[obstacle.pk]),
        by=by,
    )
    return obstacle


@transaction.atomic
def open_for_criterion(*, by, unit, criterion):
    """Open an obstacle from a criterion that a unit does not meet, dated from when it first did not. Returns it.

    Raises as `open_obstacle` does, and `NotUnmet` where the last round that judged the criterion found it met.
    """
    if not can_open_obstacle(by, [unit.pk]):
        raise PermissionDenied
    since = unmet_since(unit, criterion)
    if since is None:
        raise NotUnmet(criterion)
    programme = criterion.criteria_set.programme
    return open_obstacle(by=by, title="", units=[unit], since=since, criteria=[criterion], programme=programme)


@transaction.atomic
def change_obstacle(
    *, by, obstacle, title, since, cause, effect="", criteria=(), resource=None, programme=None, units=()
):
    """Word a standing obstacle anew; `units` are those that it is found to block besides. Returns it.

    Raises `PermissionDenied` (also for a unit that the person may not speak for), `DayAhead`, `BeforeItBegan`,
    `NothingNamed`, `AlreadyStanding`.
    """
    locked, criteria = _locked(obstacle), list(criteria)
    if not can_change_obstacle(by, locked):
        raise PermissionDenied
    title = _title_of(title, criteria, resource)
    blocked = list(locked.blocked.select_related("unit"))
    known = {each.unit_id for each in blocked}
    added = [unit for unit in units if unit.pk not in known]
    if added and not can_open_obstacle(by, [unit.pk for unit in added]):
        raise PermissionDenied
    _check_begun(since)
    if any(each.cleared_on and each.cleared_on < since for each in blocked):
        raise BeforeItBegan(since)
    waiting = [each.unit for each in blocked if each.cleared_on is None]
    _check_new_to([*waiting, *added], criteria, title, besides=locked)
    _set(locked, title=title, since=since, cause=cause, effect=effect, resource=resource, programme=programme)
    locked.criteria.set(criteria)
    BlockedUnit.objects.bulk_create(BlockedUnit(obstacle=locked, unit=unit) for unit in added)
    _record(locked, "change_obstacle", by, title=title, added=[unit.pk for unit in added])
    return locked


@transaction.atomic
def clear_obstacle(*, by, obstacle, unit, on, clearance):
    """Say that a unit is no longer held up, since when and how; with its last unit the obstacle is cleared.

    Returns the obstacle. Raises `PermissionDenied`, `NotItsUnit`, `AlreadyCleared`, `ReasonMissing`, `DayAhead`,
    `BeforeItBegan`.
    """
    locked = _locked(obstacle)
    waiting = {each.unit_id: each for each in locked.blocked.all()}
    if unit.pk not in waiting:
        raise NotItsUnit
    line = waiting.pop(unit.pk)
    if line.cleared_on:
        raise AlreadyCleared(line.cleared_on)
    if not can_clear_obstacle(by, locked, unit.pk):
        raise PermissionDenied
    if not clearance.strip():
        raise ReasonMissing
    _check_begun(on)
    if on < locked.since:
        raise BeforeItBegan(locked.since)
    line.cleared_on = on
    line.save(update_fields=["cleared_on"])
    _record(locked, "clear_unit", by, unit=unit.pk, on=on.isoformat(), note=clearance)
    if all(each.cleared_on for each in waiting.values()):
        last = max([on, *(each.cleared_on for each in waiting.values())])
        _set(locked, state=ObstacleState.CLEARED, cleared_on=last, clearance=clearance)
        _record(locked, "clear_obstacle", by, on=last.isoformat())
    return locked


@transaction.atomic
def reopen_obstacle(*, by, obstacle, reason):
    """Take back that an obstacle was cleared, for all its units. Returns it.

    Raises `PermissionDenied`, `StillStanding`, `ReasonMissing`, and `AlreadyStanding` where another was opened since.
    """
    locked = _locked(obstacle)
    if locked.state != ObstacleState.CLEARED:
        raise StillStanding
    if not can_reopen_obstacle(by, locked):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    _check_new_to([each.unit for each in locked.blocked.select_related("unit")], list(locked.criteria.all()), "")
    locked.blocked.update(cleared_on=None)
    state = ObstacleState.HANDLING if _is_in_hand(locked) else ObstacleState.OPEN
    _set(locked, state=state, cleared_on=None, clearance="")
    _record(locked, "reopen_obstacle", by, reason=reason)
    return locked


@transaction.atomic
def note_obstacle(*, by, obstacle, note):
    """Add a dated remark to the history of a standing obstacle. Raises `PermissionDenied`, `ReasonMissing`."""
    locked = _locked(obstacle)
    if not can_change_obstacle(by, locked):
        raise PermissionDenied
    if not note.strip():
        raise ReasonMissing
    _record(locked, "note_obstacle", by, note=note)
    return locked


@transaction.atomic
def take_in_hand(*, by, obstacle):
    """Somebody was asked or ordered to act: an open obstacle is being handled from now on. Returns it.

    Whoever may ask or order was judged by the action that calls this; in any other state nothing happens.
    """
    locked = _locked(obstacle)
    if locked.state == ObstacleState.OPEN:
        _set(locked, state=ObstacleState.HANDLING)
        _record(locked, "take_in_hand", by)
    return locked


@transaction.atomic
def let_go(*, by, obstacle):
    """What was asked or ordered came to nothing: unless something else is in hand, the obstacle is open again.

    The counterpart of `take_in_hand`, called when a recommendation is declined or a directive withdrawn. Returns it.
    """
    locked = _locked(obstacle)
    if locked.state == ObstacleState.HANDLING and not _is_in_hand(locked):
        _set(locked, state=ObstacleState.OPEN)
        _record(locked, "let_go", by)
    return locked


def _locked(obstacle):
    return Obstacle.objects.select_for_update().get(pk=obstacle.pk)


def _set(obstacle, **columns):
    for name, value in columns.items():
        setattr(obstacle, name, value)
    # The key by which it is found follows the title.
    names = [*columns, "search_key"] if "title" in columns else list(columns)
    obstacle.save(update_fields=names)


def _record(obstacle, verb, by, **data):
    record_event(stream=obstacle.stream, verb=verb, by=by, data=data)


def _is_in_hand(obstacle):
    asked = Recommendation.objects.filter(obstacles=obstacle).exclude(state=Asked.DECLINED)
    ordered = Directive.objects.filter(obstacles=obstacle).exclude(state=DirectiveState.WITHDRAWN)
    return asked.exists() or ordered.exists()


def _title_of(title, criteria, resource):
    if title.strip():
        return title
    # What is stored must not depend on the language of whoever happens to open it.
    with translation.override("vi"):
        if criteria:
            words = {"code": criteria[0].code, "title": criteria[0].title}
            return (_("Tiêu chí %(code)s chưa đạt: %(title)s") % words)[:LONGEST_TITLE]
        if resource:
            return _("Chưa bảo đảm: %(resource)s") % {"resource": resource.title}
    raise NothingNamed


def _check_begun(day):
    if day > timezone.localdate():
        raise DayAhead


def _check_new_to(units, criteria, title, besides=None):
    """Refuse what stands already. The units' rows are locked, so that of two at once the second sees the first."""
    list(Unit.objects.select_for_update(no_key=True).filter(pk__in=[unit.pk for unit in units]).order_by("pk"))
    twin = standing_twin(units, criteria, search_key(title), besides=besides)
    if twin:
        raise AlreadyStanding(twin)
