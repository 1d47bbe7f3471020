"""Runs of documents for many units: what can be asked for, how far a run has come, and its files."""

from dataclasses import dataclass

from django.db.models import Case, Count, Q, Value, When

from assessments.actions.bulk import is_queued
from assessments.models import Assessment, AssessmentRound, OutcomeState
from committee.permissions import leads
from reports.actions.runs import kinds_for_runs
from reports.kinds import KINDS
from reports.models import ReportOutcome, ReportRun
from units.models import Unit

MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run has come; `outcomes` with the refused first."""

    run: ReportRun
    title: str
    expected: int
    done: int
    refused: int
    outcomes: tuple
    is_queued: bool

    @property
    def settled(self):
        return self.done + self.refused

    @property
    def waiting(self):
        return self.expected - self.settled

    @property
    def left_out(self):
        return self.expected - len(self.outcomes)


def rounds_to_write(user):
    """Return [(round, city, units)] of opened rounds with units below a city that the user leads. Two queries."""
    rows = (
        Assessment.objects.filter(root__in=leads(user))
        .order_by()
        .values_list("round", "root")
        .annotate(n_units=Count("pk"))
    )
    counted = {(each_round, root): count for each_round, root, count in rows}
    rounds = AssessmentRound.objects.opened().in_bulk({each for each, _ in counted})
    cities = Unit.objects.named().in_bulk({root for _, root in counted})
    listed = [(rounds[each], cities[root], count) for (each, root), count in counted.items() if each in rounds]
    return sorted(listed, key=lambda each: (each[0].ends_on, each[0].pk), reverse=True)


def kind_choices():
    """Return (code, title) of the kinds that a run can write."""
    return [(kind.code, kind.title) for kind in kinds_for_runs()]


def report_runs(user):
    """Return the `RunProgress` of the runs that the user may see, newest first, without their outcomes: a queryset's
    rows are made into it page by page."""
    return _counted(ReportRun.objects.visible_to(user)).select_related("round", "by").order_by("-at", "-pk")


def report_run_view(user, pk):
    """Return the `RunProgress` of a run, or None for whoever does not lead the city. Two queries."""
    run = report_runs(user).filter(pk=pk).first()
    if run is None:
        return None
    order = Case(
        When(state=OutcomeState.REFUSED, then=Value(0)),
        When(state=OutcomeState.WAITING, then=Value(1)),
        default=Value(2),
    )
    return progress_of(run, tuple(ReportOutcome.objects.filter(run=run).order_by(order, "pk")[:MOST_LISTED]))


def progress_of(run, outcomes=()):
    """Return the `RunProgress` of a row of `report_runs`."""
    return RunProgress(
        run=run,
        title=str(KINDS[run.kind].title) if run.kind in KINDS else run.kind,
        expected=run.n_expected,
        done=run.n_done,
        refused=run.n_refused,
        outcomes=outcomes,
        is_queued=is_queued(),
    )


def written_outcomes(run):
    """Return the outcomes of a run that have files, in the order of its units."""
    return ReportOutcome.objects.filter(run=run, state=OutcomeState.DONE).order_by("pk")


def _counted(runs):
    settled = {state: Count("outcomes", filter=Q(outcomes__state=state)) for state in ("done", "refused")}
    return runs.annotate(n_expected=Count("outcomes"), **{f"n_{state}": count for state, count in settled.items()})
