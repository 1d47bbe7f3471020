"""Runs of one step over many units: what may be done now, how far a run has come, and what was run before."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Min
from django.utils.translation import gettext as _

from assessments.actions.bulk import is_queued
from assessments.actions.bulk_steps import STEPS
from assessments.models import Assessment, BulkOutcome, BulkRun, BulkVerb, Stage
from assessments.queries.prospects import prospects_of, sheets_of
from assessments.queries.run_progress import MOST_LISTED, RunProgress, counted, listed_outcomes
from units.names import sort_key

MOST_RUNS = 50


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that is offered for many units: for how many of all it would be done now."""

    verb: str
    title: str
    possible: int
    expected: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a step would do to the units that the reader reaches, as narrowed; at most `MOST_LISTED` of them listed.

    `possible` and `impossible`: the listed `Prospect`s; `left_out`: how many stand on no list.
    """

    possible: tuple
    impossible: tuple
    left_out: int

    @property
    def expected(self):
        return len(self.possible) + len(self.impossible) + self.left_out

    @property
    def has_superiors(self):
        """Whether the superior tells anything: not where all units stand below one."""
        return len({each.assessment.parent_id for each in (*self.possible, *self.impossible)}) > 1


@dataclass(frozen=True, slots=True)
class RunView(RunProgress):
    """How far a run of one step has come."""

    @property
    def facts(self):
        """What the step was given: pairs of a name and its words."""
        asked = self.run.arguments
        if self.run.verb != BulkVerb.EXTEND:
            return ()
        due = dt.date.fromisoformat(asked["due"])
        return (
            (_("Hạn được gia"), Stage(asked["stage"]).label),
            (_("Đến ngày"), f"{due:%d/%m/%Y}"),
            (_("Lý do"), asked["reason"]),
        )


def offers_for(user, assessment_round):
    """Return the `Offer`s of an open round, in the order of the work. One query, and up to two for each."""
    assessments, offers = sheets_of(user, assessment_round), []
    for verb in STEPS:
        prospects = prospects_of(user, verb, {"stage": Stage.SELF_SCORE}, assessments)
        possible = sum(not each.why_not for each in prospects)
        offers.append(Offer(verb, str(BulkVerb(verb).label), possible, len(prospects)))
    return offers


def superiors_of(user, assessment_round):
    """Return (id, name) of the direct superiors of the round's units that this user reaches, by name. Two queries."""
    mine = Assessment.objects.visible_to(user).filter(round=assessment_round, parent__isnull=False)
    samples = mine.order_by().values("parent").annotate(sample=Min("pk")).values("sample")
    rows = Assessment.objects.filter(pk__in=samples).values_list("parent", "parents")
    named = [(parent, parents[0]["name"]) for parent, parents in rows]
    return sorted(named, key=lambda each: sort_key(each[1]))


def preview_of(user, assessment_round, verb, arguments, **narrowed):
    prospects = prospects_of(user, verb, arguments, sheets_of(user, assessment_round, **narrowed))
    # Those that can be done come first, also where not all fit on the page.
    possible = tuple(each for each in prospects if not each.why_not)[:MOST_LISTED]
    impossible = tuple(each for each in prospects if each.why_not)[: MOST_LISTED - len(possible)]
    return Preview(possible, impossible, len(prospects) - len(possible) - len(impossible))


def run_view(user, code, pk):
    """Return the `RunView` of a run of the round of this code, or None for whoever does not reach its units."""
    runs = BulkRun.objects.visible_to(user).select_related("round", "by")
    run = counted(runs).filter(round__code=code, pk=pk).first()
    if run is None:
        return None
    return _view(run, listed_outcomes(BulkOutcome.objects.filter(run=run).select_related("assessment")))


def runs_of(user, assessment_round):
    """Return the `RunView`s of the round's last runs, newest first, without their outcomes. One query."""
    runs = BulkRun.objects.visible_to(user).filter(round=assessment_round).select_related("by")
    return [_view(each, ()) for each in counted(runs).order_by("-at", "-pk")[:MOST_RUNS]]


def _view(run, outcomes):
    return RunView(run, str(BulkVerb(run.verb).label), outcomes, is_queued())
