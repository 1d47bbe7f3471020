"""How far work over many units has come: runs of steps here, runs of documents in `reports`."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, Value, When

from assessments.models import OutcomeState

MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run (a row of `counted`) has come; its `outcomes` are listed with the refused first."""

    run: Any
    title: str
    outcomes: tuple
    is_queued: bool

    @property
    def expected(self):
        return self.run.n_expected

    @property
    def done(self):
        return self.run.n_done

    @property
    def refused(self):
        return self.run.n_refused

    @property
    def settled(self):
        return self.done + self.refused

    @property
    def waiting(self):
        return self.expected - self.settled

    @property
    def left_out(self):
        return self.expected - len(self.outcomes)


def counted(runs):
    """Return a queryset of runs with how many of their outcomes there are, are done and are refused."""
    settled = {state: Count("outcomes", filter=Q(outcomes__state=state)) for state in ("done", "refused")}
    return runs.annotate(n_expected=Count("outcomes"), **{f"n_{state}": count for state, count in settled.items()})


def listed_outcomes(outcomes):
    """Return the first `MOST_LISTED` of a run's outcomes: the refused, then those that wait. One query."""
    order = Case(
        When(state=OutcomeState.REFUSED, then=Value(0)),
        When(state=OutcomeState.WAITING, then=Value(1)),
        default=Value(2),
    )
    return tuple(outcomes.order_by(order, "pk")[:MOST_LISTED])
