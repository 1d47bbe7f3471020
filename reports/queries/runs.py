"""Runs of documents for many units: what can be asked for, how far a run has come, and its files."""

from django.db.models import Count

from assessments.actions.bulk import is_queued
from assessments.models import Assessment, AssessmentRound, OutcomeState
from assessments.queries.run_progress import RunProgress, counted, listed_outcomes
from committee.permissions import leads
from reports.actions.runs import kinds_for_runs
from reports.kinds import KINDS
from reports.models import ReportOutcome, ReportRun
from units.models import Unit


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
    """Return the runs that the user may see, newest first: rows for `progress_of`, made a page at a time."""
    return counted(ReportRun.objects.visible_to(user)).select_related("round", "by").order_by("-at", "-pk")


def report_run_view(user, pk):
    """Return the `RunProgress` of a run, or None for whoever does not lead the city. Two queries."""
    run = report_runs(user).filter(pk=pk).first()
    return run and progress_of(run, listed_outcomes(ReportOutcome.objects.filter(run=run)))


def progress_of(run, outcomes=()):
    """Return the `RunProgress` of a row of `report_runs`."""
    title = str(KINDS[run.kind].title) if run.kind in KINDS else run.kind
    return RunProgress(run, title, outcomes, is_queued())


def written_outcomes(run):
    """Return the outcomes of a run that have files, in the order of its units."""
    return ReportOutcome.objects.filter(run=run, state=OutcomeState.DONE).order_by("pk")
