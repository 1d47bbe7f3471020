"""Unmet criteria and the obstacles behind them: what is explained, and what is still to be asked about."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assessments.models import Assessment, CriterionScore, LineState, RoundState, Track
from assessments.queries.conditions import judged_on_track
from committee.models import BlockedUnit, Obstacle
from criteria.models import Criterion
from units.queries import with_whole_predecessors, with_whole_successors

# More than anybody can be asked about; a page says that there are more.
MOST_ASKED = 500
OLDEST_FIRST = ("since", "pk")


@dataclass(frozen=True, slots=True)
class Unasked:
    """A criterion that a unit did not meet twice running, with no obstacle that says why.

    `assessment` is the unit's newest one in the programme, its round and set loaded.
    """

    assessment: Assessment
    criterion: Criterion


def unasked(user, unit_ids=None):
    """Return the `Unasked` that the user may see, of these units only when any are given. At most five queries.

    Twice running: in the last two rounds of its programme that judged the criterion, one after the other for that unit
    and on the same criteria set, each on the furthest track that is complete. A round in which the criterion is not
    answered yet says nothing: then the two before it count.
    """
    newest = _newest(user, unit_ids)
    unmet, unanswered = judged_on_track(is_met=False), _unanswered()
    scores = CriterionScore.objects.filter(assessment__in=newest)
    twice = (Q(unmet) & _unmet_before(1)) | (Q(unanswered) & _unmet_before(1) & _unmet_before(2))
    named_itself = BlockedUnit.objects.filter(
        cleared_on__isnull=True, unit=OuterRef("assessment__unit"), obstacle__criteria=OuterRef("criterion")
    )
    rows = scores.filter(twice).exclude(Exists(named_itself))
    rows = rows.select_related("assessment__round__programme", "criterion__criteria_set").order_by(
        "assessment__unit_sort_key", "assessment", "criterion__position"
    )
    found = list(rows[:MOST_ASKED])
    known = blocking({each.assessment.unit_id for each in found}, {each.criterion_id for each in found})
    return [
        Unasked(each.assessment, each.criterion)
        for each in found
        if (each.assessment.unit_id, each.criterion_id) not in known
    ]


def _newest(user, unit_ids):
    """Return the assessments of each programme's last opened round, as far as the user sees it."""
    seen = Assessment.objects.visible_to(user).exclude(round__state=RoundState.PREPARING)
    if unit_ids is not None:
        seen = seen.filter(unit__in=unit_ids)
    rounds = seen.order_by("round__ends_on", "round").values_list("round__programme", "round").distinct()
    return seen.filter(round__in=dict(rounds).values())


def _unanswered():
    condition = Q()
    for track in Track.values:
        condition |= Q(**{"assessment__track": track, f"{track}_state": LineState.MISSING})
    return condition


def _unmet_before(steps):
    """The same criterion was unmet so many rounds ago; being the same one, it is of the same set."""
    earlier = CriterionScore.objects.filter(
        judged_on_track(is_met=False),
        assessment=OuterRef("assessment" + "__previous" * steps),
        criterion=OuterRef("criterion"),
    )
    return Exists(earlier)


def blocking(unit_ids, criteria):
    """Return {(unit id, criterion id): the `Obstacle` that stands longest} for these units and criteria (ids).

    An obstacle of a unit that passed into one of these whole counts for it. At most three queries.
    """
    named = Obstacle.criteria.through.objects.filter(criterion__in=criteria).values_list("obstacle", "criterion")
    blocked_criteria: dict[int, set[int]] = {}
    for obstacle, criterion in named:
        blocked_criteria.setdefault(obstacle, set()).add(criterion)
    if not blocked_criteria:
        return {}
    blocked = BlockedUnit.objects.filter(cleared_on__isnull=True, obstacle__in=blocked_criteria)
    lines = list(blocked.select_related("obstacle").order_by("obstacle__since", "obstacle"))
    heirs, wanted = with_whole_successors({each.unit_id for each in lines}) if lines else {}, set(unit_ids)
    found: dict[tuple[int, int], Obstacle] = {}
    for line in lines:
        for unit in heirs[line.unit_id] & wanted:
            for criterion in blocked_criteria[line.obstacle_id]:
                found.setdefault((unit, criterion), line.obstacle)
    return found


def standing_twin(units, criteria, title_key, besides=None):
    """Return the obstacle that already keeps one of the units from one of the criteria, or bears the same title.

    What passed whole into a unit, or what it passed into, counts as the unit. None when there is none; at most four
    queries.
    """
    ids = {unit.pk for unit in units}
    related = with_whole_predecessors(ids).union(*with_whole_successors(ids).values()) if ids else ids
    lines = BlockedUnit.objects.filter(cleared_on__isnull=True, unit__in=related)
    same = Q(criteria__in=criteria)
    if title_key:
        same |= Q(search_key=title_key)
    rows = Obstacle.objects.filter(same, pk__in=lines.values("obstacle"))
    return rows.exclude(pk=besides and besides.pk).order_by(*OLDEST_FIRST).first()


def unmet_since(unit, criterion):
    """Return the last day of the round from which on the unit has not met the criterion, or None when it has.

    Along the unit's own rounds on the criterion's set, back from the newest that judged it; never later than today.
    Three queries.
    """
    units = with_whole_predecessors([unit.pk])
    rows = Assessment.objects.filter(unit__in=units, round__criteria_set=criterion.criteria_set_id)
    path = {each.pk: each for each in rows.exclude(round__state=RoundState.PREPARING).select_related("round")}
    judged = _judgements(path, criterion)
    step = max(path.values(), key=lambda each: (each.round.ends_on, each.unit_id == unit.pk, each.pk), default=None)
    since: dt.date | None = None
    while step is not None:
        is_met = judged.get(step.pk)
        if is_met or (is_met is None and since):
            break
        since = since if is_met is None else step.round.ends_on
        step = path.get(step.previous_id) if step.previous_id else None
    return since and min(since, timezone.localdate())


def _judgements(assessments, criterion):
    """Return {assessment id: whether it was met} of those that judged the criterion."""
    found = {}
    for is_met in (True, False):
        rows = CriterionScore.objects.filter(
            judged_on_track(is_met=is_met), assessment__in=list(assessments), criterion=criterion
        )
        found.update(dict.fromkeys(rows.values_list("assessment", flat=True), is_met))
    return found
