"""For whom and for what an obstacle waits, from the recommendations and directives about it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch
from django.utils import timezone

from committee.models import BlockedUnit, Directive, DirectiveState, Recommendation, RecommendationState
from criteria.models import Criterion

STANDING_DIRECTIVE = frozenset({DirectiveState.UNDER_WAY, DirectiveState.REPORTED})
SETTLED_RECOMMENDATION = frozenset({RecommendationState.DONE, RecommendationState.DECLINED})


class WaitKind(StrEnum):
    """What is waited for: an answer to a recommendation, that it is carried out, or that a directive is."""

    ANSWER = "answer"
    DEED = "deed"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True)
class Wait:
    """`who` is waited for since a day, perhaps until another."""

    kind: WaitKind
    who: str
    since: dt.date
    due: dt.date | None

    @property
    def is_overdue(self):
        return bool(self.due and self.due < timezone.localdate())


# What `waits_of` and the lists read of an obstacle; eight queries for any number of obstacles.
ABOUT = (
    Prefetch("blocked", BlockedUnit.objects.select_related("unit").prefetch_related("unit__versions")),
    Prefetch("criteria", Criterion.objects.select_related("criteria_set")),
    Prefetch("recommendations", Recommendation.objects.select_related("body").order_by("raised_on", "pk")),
    Prefetch("directives", Directive.objects.select_related("lead").prefetch_related("lead__versions")),
)


def waits_of(obstacle):
    """Return the `Wait`s of an obstacle loaded with `ABOUT`: what is overdue first, then the longest."""
    waits = [
        Wait(
            WaitKind.ANSWER if each.state == RecommendationState.RAISED else WaitKind.DEED,
            each.body.name,
            each.raised_on,
            each.answer_due if each.state == RecommendationState.RAISED else None,
        )
        for each in obstacle.recommendations.all()
        if each.state not in SETTLED_RECOMMENDATION
    ]
    waits += [
        Wait(WaitKind.DIRECTIVE, each.lead.latest.police_name, each.issued_on, each.due)
        for each in obstacle.directives.all()
        if each.state in STANDING_DIRECTIVE
    ]
    return sorted(waits, key=lambda wait: (not wait.is_overdue, wait.since))
