"""Which recommendations a body had not answered on a day."""

from django.db.models import Exists, OuterRef, Q

from committee.models import Recommendation, RecommendationState, RecommendationStep
from units.models import UnitVersion
from units.queries import with_whole_predecessors


def unanswered_on(city, date):
    """Return the recommendations of a city and of all that was ever below it that waited on a day, oldest first.

    Three queries. What came to a state without a day is taken as answered.
    """
    cities = with_whole_predecessors([city.pk])
    children = UnitVersion.objects.filter(parent__in=cities).values("unit")
    grandchildren = UnitVersion.objects.filter(parent__in=children).values("unit")
    rows = Recommendation.objects.filter(Q(unit__in=cities) | Q(unit__in=children) | Q(unit__in=grandchildren))
    steps = RecommendationStep.objects.filter(recommendation=OuterRef("pk")).exclude(state=RecommendationState.RAISED)
    has_its_day = Q(state=RecommendationState.RAISED) | Exists(steps) | Q(answered_on__isnull=False)
    waiting = rows.filter(has_its_day, raised_on__lte=date).exclude(Exists(steps.filter(on__lte=date)))
    # A day that is not known must not drop the row, as exclude() on a missing value would.
    waiting = waiting.filter(Q(answered_on__isnull=True) | Q(answered_on__gt=date))
    return tuple(waiting.select_related("body", "unit").prefetch_related("unit__versions").order_by("raised_on", "pk"))
