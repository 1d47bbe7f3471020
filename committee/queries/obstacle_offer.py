"""What the form of an obstacle offers to whom, and with what it begins."""

from dataclasses import dataclass, field

from django.utils import timezone

from accounts.queries import reached_units
from assessments.models import AssessmentRound
from committee.models import Obstacle
from committee.permissions import WHO_SEES_TROUBLE, can_open_obstacle
from committee.queries.concerned import speaks_for
from committee.queries.unmet import blocking, unmet_since
from criteria.models import CriteriaSet, Criterion
from criteria.queries import published_set
from units.models import Unit


@dataclass(frozen=True, slots=True)
class CriterionOffer:
    """The criteria of one set: [(id, "II.1. Title")]."""

    title: str
    criteria: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ObstacleOffer:
    """`units` [(id, name)]; `initial` of the form; `standing`: the obstacle that says the same already."""

    units: tuple[tuple[int, str], ...]
    sets: tuple[CriterionOffer, ...]
    initial: dict = field(default_factory=dict)
    standing: Obstacle | None = None


def unit_of(user, unit_id):
    """Return a unit that the user's roles reach, with its versions at hand, or None. Two queries."""
    return reached_units(user).named().filter(pk=unit_id).first() if unit_id else None


def criterion_of(criterion_id):
    """Return a criterion of a published set with its set and programme, or None. One query."""
    rows = Criterion.objects.filter(criteria_set__published_at__isnull=False)
    return rows.select_related("criteria_set__programme").filter(pk=criterion_id).first() if criterion_id else None


def new_offer(user, unit_id, criterion_id):
    """Return the `ObstacleOffer` of a new obstacle, perhaps begun from a unit and a criterion (ids)."""
    unit, criterion = unit_of(user, unit_id), criterion_of(criterion_id)
    initial = {"since": timezone.localdate(), "units": [unit.pk] if unit else []}
    standing = None
    if criterion:
        initial |= {"criteria": [criterion.pk], "programme": criterion.criteria_set.programme_id}
    if unit and criterion:
        initial["since"] = unmet_since(unit, criterion) or initial["since"]
        standing = blocking([unit.pk], [criterion.pk]).get((unit.pk, criterion.pk))
    units = offered_units(user, unit)
    if len(units) == 1:
        initial["units"] = [units[0][0]]
    return ObstacleOffer(units, offered_sets([criterion_id]), initial, standing)


def change_offer(user, obstacle):
    """Return the `ObstacleOffer` of an obstacle: the units that may be added, its criteria with the current sets'."""
    blocked = set(obstacle.blocked.values_list("unit", flat=True))
    criteria = list(obstacle.criteria.values_list("pk", flat=True))
    units = tuple(each for each in offered_units(user, None) if each[0] not in blocked)
    columns = ("title", "cause", "since", "effect", "programme", "resource")
    initial = {name: getattr(obstacle, name) for name in columns} | {"criteria": criteria}
    return ObstacleOffer(units, offered_sets(criteria), initial)


def offered_units(user, unit):
    """Return ((id, name)) of those that the user may open an obstacle for, `unit` first when it passed away."""
    found = tuple((each.unit_id, each.police_name) for each in speaks_for(user, WHO_SEES_TROUBLE))
    if unit and unit.pk not in dict(found) and can_open_obstacle(user, [unit.pk]):
        return ((unit.pk, unit.latest.police_name), *found)
    return found


def offered_sets(criteria):
    """Return the `CriterionOffer`s of each programme's last opened round, and of the sets of these criteria (ids)."""
    rounds = AssessmentRound.objects.opened().order_by("ends_on", "pk").values_list("programme", "criteria_set")
    sets = CriteriaSet.objects.filter(pk__in={*dict(rounds).values()}) | CriteriaSet.objects.filter(
        pk__in=Criterion.objects.filter(pk__in=[each for each in criteria if each]).values("criteria_set")
    )
    return tuple(
        CriterionOffer(
            each.title, tuple((pk, str(criterion)) for pk, criterion in published_set(each).criteria.items())
        )
        for each in sets.filter(published_at__isnull=False).order_by("programme__position", "programme", "-pk")
    )


def units_of(obstacle):
    """Return the units of an obstacle with their versions at hand. Two queries."""
    return list(obstacle.units.named().order_by("blocked__pk"))


def units_with(ids):
    return list(Unit.objects.filter(pk__in=ids).order_by("pk"))


def criteria_with(ids):
    return list(Criterion.objects.filter(pk__in=ids).order_by("position", "pk"))
