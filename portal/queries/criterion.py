"""One criterion across units and rounds, for the units that a person may see."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count
from django.http import Http404

from assessments.models import Assessment, AssessmentRound, CriterionScore, CriterionStatistic, LineState, Track
from assessments.queries.conditions import judged_on_track
from criteria.models import Criterion

UNITS = 60
ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """How a unit stood in one round, on the track of its result; both tracks' points where both were scored."""

    met: bool | None
    state: str
    points: Decimal
    note: str
    self_points: Decimal | None
    appraised_points: Decimal | None
    self_met: bool | None
    appraised_met: bool | None

    @property
    def is_unmet(self):
        return self.met is False and self.state == LineState.SCORED

    @property
    def differs(self):
        """Whether the unit and its appraisers judged differently."""
        return self.appraised_points is not None and (
            self.self_met != self.appraised_met or self.self_points != self.appraised_points
        )


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's marks, {round id: mark}, under its name in the newest of its rounds."""

    unit: int
    type: str
    name: str
    marks: dict[int, Mark]
    unmet_since: dt.date | None


@dataclass(frozen=True, slots=True)
class Share:
    round: AssessmentRound
    met: int
    judged: int


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """`rounds` oldest first; `rows` of the newest round, unmet first; `total` units of which `rows` are the first."""

    criterion: Criterion
    rounds: tuple[AssessmentRound, ...]
    shares: tuple[Share, ...]
    rows: tuple[UnitRow, ...]
    total: int


def criterion_and_rounds(set_code, criterion_code):
    """Return (criterion, the last opened rounds on its set, oldest first); `Http404` without such a criterion."""
    criterion = (
        Criterion.objects.select_related("group", "criteria_set__programme")
        .filter(criteria_set__code=set_code, code=criterion_code)
        .first()
    )
    if criterion is None:
        raise Http404
    opened = AssessmentRound.objects.opened().filter(criteria_set=criterion.criteria_set).newest_first()
    return criterion, tuple(reversed(opened[:ROUNDS]))


def criterion_page(user, criterion, rounds):
    """Return the `CriterionPage` of what this person may see. Six queries."""
    visible = Assessment.objects.visible_to(user)
    shares, total = _shares(visible, criterion, rounds)
    return CriterionPage(
        criterion=criterion,
        rounds=rounds,
        shares=shares,
        rows=_rows(visible, criterion, rounds) if rounds else (),
        total=total,
    )


def _shares(visible, criterion, rounds):
    """Return the shares met of the visible units, round by round, and how many units the newest round has.

    A published round of which all units are visible is read from its statistics.
    """
    counts = dict(visible.filter(round__in=rounds).values_list("round_id").annotate(Count("pk")).order_by())
    found = {}
    for row in CriterionStatistic.objects.filter(round__in=rounds, criterion=criterion):
        if row.assessed == counts.get(row.round_id):
            found[row.round_id] = (row.met, row.met + row.unmet)
    live = [each for each in rounds if each.pk in counts and each.pk not in found]
    if live:
        rows = CriterionScore.objects.filter(criterion=criterion, assessment__in=visible.filter(round__in=live))
        judged = rows.values_list("assessment__round_id").annotate(
            met=Count("pk", filter=judged_on_track(is_met=True)),
            judged=Count("pk", filter=judged_on_track(is_met=True) | judged_on_track(is_met=False)),
        )
        found |= {pk: (met, of) for pk, met, of in judged.order_by()}
    shares = tuple(Share(each, *found.get(each.pk, (0, 0))) for each in rounds)
    return shares, counts.get(rounds[-1].pk, 0) if rounds else 0


def _rows(visible, criterion, rounds):
    """Return the units of the newest round: unmet first, then by name; at most `UNITS`."""
    newest = rounds[-1]
    scores = CriterionScore.objects.filter(criterion=criterion)
    first = scores.filter(assessment__in=visible.filter(round=newest)).order_by("assessment__unit_sort_key")
    unmet = list(first.filter(judged_on_track(is_met=False)).values_list("assessment_id", flat=True)[:UNITS])
    rest = first.exclude(assessment__in=unmet).values_list("assessment_id", flat=True)[: UNITS - len(unmet)]
    return _rows_of([*unmet, *rest], visible, criterion, rounds)


def _rows_of(order, visible, criterion, rounds):
    """Return a row for each of these assessments; its earlier marks are those of the assessments before it.

    Along `previous` a merged unit keeps the history of the one that passed into it whole. One join a round.
    """
    steps = ["__".join(["previous"] * count) for count in range(1, len(rounds))]
    named, paths = {}, {}
    columns = ("pk", "unit_id", "unit_type", "unit_name", *(f"{step}__pk" for step in steps))
    for pk, unit, kind, name, *before in visible.filter(pk__in=order).values_list(*columns):
        named[pk], paths[pk] = (unit, kind, name), [pk, *before]
    earlier = visible.filter(pk__in=[pk for path in paths.values() for pk in path if pk])
    scores = CriterionScore.objects.filter(criterion=criterion, assessment__in=earlier).select_related("assessment")
    marks = {score.assessment_id: (score.assessment.round_id, _mark(score)) for score in scores}
    rows = []
    for pk in order:
        found = dict(marks[step] for step in paths[pk] if step in marks)
        rows.append(UnitRow(*named[pk], found, _since(found, rounds)))
    return tuple(rows)


def _mark(score):
    track = score.assessment.track
    is_appraised = score.appraised_state == LineState.SCORED and track != Track.SELF
    return Mark(
        met=getattr(score, f"{track}_met"),
        state=getattr(score, f"{track}_state"),
        points=getattr(score, f"{track}_points"),
        note=score.self_note,
        self_points=score.self_points if score.self_state == LineState.SCORED else None,
        appraised_points=score.appraised_points if is_appraised else None,
        self_met=score.self_met,
        appraised_met=score.appraised_met if is_appraised else None,
    )


def _since(marks, rounds):
    """Return the last day of the first round of the unbroken run of being unmet up to the newest round."""
    since = None
    for each in reversed(rounds):
        mark = marks.get(each.pk)
        if mark is None or not mark.is_unmet:
            break
        since = each.ends_on
    return since
