"""Since when units have not met criteria, in which round they met them again, and what nobody has recorded yet."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from assessments.models import Assessment, AssessmentRound, CriterionScore, LineState, Track
from assessments.queries.conditions import judged_on_track

MARK_COLUMNS = (
    *("assessment_id", "criterion_id", "assessment__unit_id", "assessment__previous_id"),
    *("assessment__round__ends_on", "assessment__round__programme_id", "assessment__track"),
    *(f"{track}_{column}" for track in Track.values for column in ("met", "state")),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One criterion in one round of a unit. `is_met` only where it was decided: a self-score ends no waiting."""

    assessment: int
    criterion: int
    unit: int
    previous: int | None
    ends_on: dt.date
    programme: int
    is_unmet: bool
    is_met: bool


@dataclass(frozen=True, slots=True)
class Unmet:
    """Since the last day of which round something is unmet, and of the one that decided it to be met again."""

    since: dt.date
    met_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A unit does not meet a criterion, and no standing obstacle says why."""

    unit: int
    criterion: int
    programme: int


def marks_of(user, units, criteria):
    """Return the `Mark`s of these criteria in every round of these units that the person may see. One query."""
    visible = Assessment.objects.visible_to(user).filter(unit__in=units)
    scores = CriterionScore.objects.filter(criterion__in=criteria, assessment__in=visible)
    return [_mark(*row) for row in scores.values_list(*MARK_COLUMNS)]


def _mark(assessment, criterion, unit, previous, ends_on, programme, track, *judged):
    met, state = dict(zip(Track.values, zip(judged[::2], judged[1::2], strict=True), strict=True))[track]
    is_scored = state == LineState.SCORED
    is_met = is_scored and met is True and track == Track.OFFICIAL
    return Mark(assessment, criterion, unit, previous, ends_on, programme, is_scored and met is False, is_met)


def unmet_of(marks, heir, *, after=None, before=None):
    """Return the `Unmet` of marks of one unit, its predecessors' among them, or None when all was met.

    Several criteria of one round count as one: unmet while any is. What was met again before `after`, and what was
    first unmet after `before`, is another story.
    """
    programmes = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        programmes[mark.programme][mark.assessment].append(mark)
    runs = [_last_run(_path(rounds, heir), after, before) for rounds in programmes.values()]
    runs = [run for run in runs if run]
    if not runs:
        return None
    standing = [run.since for run in runs if run.met_on is None]
    if standing:
        return Unmet(min(standing))
    return Unmet(min(run.since for run in runs), max(run.met_on for run in runs))


def _path(rounds, heir):
    """Return the marks of the newest round and of those before it along `previous`, newest first."""
    newest = max(rounds.values(), key=lambda marks: (marks[0].ends_on, marks[0].unit == heir, marks[0].assessment))
    path, step = [], newest
    while step is not None:
        path.append(step)
        step = rounds.get(step[0].previous)
    return path


def _last_run(path, after, before):
    for run in _runs(path):
        is_over = after is not None and run.met_on is not None and run.met_on < after
        if not is_over and (before is None or run.since <= before):
            return run
    return None


def _runs(path):
    """Yield the unbroken runs of being unmet, each with the round that ended it, the newest first."""
    since, met_on = None, None
    for marks in path:
        is_unmet = any(mark.is_unmet for mark in marks)
        if since is not None and not is_unmet:
            yield Unmet(since, met_on)
            since, met_on = None, None
        if is_unmet:
            since = marks[0].ends_on
        elif any(mark.is_met for mark in marks):
            met_on = marks[0].ends_on
    if since is not None:
        yield Unmet(since, met_on)


# ---------------------------------------------------------------- what nobody has recorded


def unrecorded(user, families, covered, **conditions):
    """Return the `Unrecorded` of what this person may see, in the order of names. Two queries.

    What counts is the newest round of each programme and, for those that have not answered it yet, the round before.
    `covered`: pairs (unit, criterion) of which an obstacle speaks. `conditions`: of scores.
    """
    newest, before = _rounds()
    unanswered = CriterionScore.objects.filter(
        assessment__previous=OuterRef("assessment"),
        criterion=OuterRef("criterion"),
        **{f"{track}_state": LineState.MISSING for track in Track.values},
    )
    counted = Q(assessment__round__in=newest) | Q(Exists(unanswered), assessment__round__in=before)
    visible = Assessment.objects.visible_to(user).filter(round__in=[*newest, *before])
    scores = CriterionScore.objects.filter(counted, judged_on_track(is_met=False), assessment__in=visible, **conditions)
    rows = scores.order_by("assessment__unit_sort_key", "assessment__round__programme", "criterion__position")
    found = {}
    for unit, criterion, programme in rows.values_list(
        "assessment__unit_id", "criterion_id", "assessment__round__programme_id"
    ):
        heir = families.heir_of(unit)
        if (heir, criterion) not in covered:
            found[heir, criterion] = Unrecorded(heir, criterion, programme)
    return tuple(found.values())


def _rounds():
    """Return (the newest opened round of each programme, the one before it), as ids. One query."""
    newest, before = {}, {}
    opened = AssessmentRound.objects.opened().newest_first()
    for pk, programme in opened.values_list("pk", "programme_id"):
        if programme not in newest:
            newest[programme] = pk
        else:
            before.setdefault(programme, pk)
    return list(newest.values()), list(before.values())
