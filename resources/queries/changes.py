"""What tells in one query whether anything has changed that the page of all units' resources is made of."""

from accounts.changes import changes_of, reach_facts
from resources.models import ClosingPlan, Holding, Norm, ResourceKind, UnitNorm
from units.models import UnitVersion


def resource_facts(user):
    """Return what `shortfalls_for` gives this person depends on beside the day. One query."""
    return reach_facts(user), changes_of((Holding, ClosingPlan, Norm, UnitNorm, ResourceKind, UnitVersion))
