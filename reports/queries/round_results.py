"""The stored results of a round, as a document about the whole round tells them."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, Q
from django.utils import timezone

from assessments.models import (
    Assessment,
    AssessmentRound,
    CriterionScore,
    GroupResult,
    LineState,
    RoundState,
    State,
    Track,
)
from assessments.queries.conditions import judged_on_track
from assessments.queries.unmet_since import path_back
from criteria.models import Criterion, CriterionGroup
from criteria.queries import PublishedSet, published_set
from units.models import full_name
from units.queries import with_whole_predecessors

HUNDRED = Decimal(100)
# Of so few units the annex shows criterion by criterion.
FEW_UNITS = 6
ASSESSMENT_COLUMNS = (
    *("pk", "unit_id", "unit_code", "unit_type", "unit_name", "unit_sort_key", "parents", "state", "track"),
    *("met", "applicable", "points", "max_points", "percent", "class_code", "would_be", "knock_outs", "rank"),
    *("is_complete", "self_met", "self_points", "submitted_at", "self_score_due", "previous_id"),
)
GROUP_COLUMNS = ("assessment_id", "group_id", "met", "applicable", "percent", "knock_outs")
MARK_COLUMNS = tuple(f"{track}_{name}" for track in Track.values for name in ("met", "state", "points"))


@dataclass(frozen=True, slots=True)
class GroupCell:
    """One unit in one group."""

    met: int
    applicable: int
    percent: Decimal | None
    knock_outs: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One unit on one criterion, on a track: `met` None where nothing is judged."""

    met: bool | None
    state: str
    points: Decimal

    @property
    def is_unmet(self):
        return self.met is False and self.state == LineState.SCORED


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit's stored result; `police_name` as on the round's date. `before` is its result of the round before."""

    row: Assessment
    police_name: str
    name: str
    parent: str
    before: "UnitResult | None"
    is_late: bool

    @property
    def share(self):
        """Criteria met, of 100 that apply; None where none does."""
        return HUNDRED * self.row.met / self.row.applicable if self.row.applicable else None


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """A group over all complete units. `share`: of 100 criteria that apply (or the mean percent of points)."""

    group: CriterionGroup
    met: int
    applicable: int
    share: Decimal | None
    share_before: Decimal | None
    full: int


@dataclass(frozen=True, slots=True)
class UnmetCriterion:
    """A criterion with the units that do not meet it, in the order of names.

    `since`: {unit id: last day of the first round of its unbroken run of not being met}. `unmet_before`: how many units
    did not meet it in the round before, None without one on the same set.
    """

    criterion: Criterion
    units: tuple[UnitResult, ...]
    since: dict[int, dt.date]
    unmet_before: int | None

    @property
    def first_day(self):
        return min(self.since.values())


@dataclass(frozen=True, slots=True)
class RoundTotal:
    """All units of one round together; `met`, `applicable`, `percent` of the complete ones."""

    round: AssessmentRound
    units: int = 0
    complete: int = 0
    met: int = 0
    applicable: int = 0
    percent: Decimal | None = None
    classes: tuple[tuple[str, int], ...] = ()

    @property
    def share(self):
        """What the programme counts, of 100: criteria met of those that apply, or the mean percent of points."""
        if not self.round.criteria_set.counts_met:
            return self.percent
        return HUNDRED * self.met / self.applicable if self.applicable else None


@dataclass(frozen=True, slots=True)
class RoundResults:
    """Everything stored of one round within a city.

    `totals`: this round and those before it of its programme, oldest first. `marks`: {(assessment, criterion): (self,
    shown)} of the unmet ones, of all where units are `FEW_UNITS` at most. `known`: None while the set is a draft.
    """

    round: AssessmentRound
    known: PublishedSet | None
    units: tuple[UnitResult, ...]
    cells: dict[tuple[int, int], GroupCell]
    groups: tuple[GroupTotal, ...]
    unmet: tuple[UnmetCriterion, ...]
    risen: tuple[tuple[Criterion, int], ...]
    totals: tuple[RoundTotal, ...]
    marks: dict[tuple[int, int], tuple[Mark, Mark]]

    @property
    def now(self):
        return self.totals[-1]

    @property
    def before(self):
        """The round before, where both are published, so that all results are decisions; else None."""
        found = self.totals[-2] if len(self.totals) > 1 else None
        return found if found and self.is_final and found.complete else None

    @property
    def is_final(self):
        return self.round.state == RoundState.PUBLISHED

    @property
    def counts_met(self):
        return self.round.criteria_set.counts_met

    @property
    def complete(self):
        return tuple(each for each in self.units if each.row.is_complete)

    @property
    def has_same_set(self):
        """Whether the round before was judged by the same criteria set, so that counts may be compared."""
        return self.before is not None and self.before.round.criteria_set_id == self.round.criteria_set_id

    def in_state(self, *states):
        return tuple(each for each in self.units if each.row.state in states)

    @property
    def submitted(self):
        return tuple(each for each in self.units if each.row.submitted_at)

    @property
    def decided(self):
        return self.in_state(State.DECIDED, State.PUBLISHED)

    @property
    def appraised(self):
        return self.in_state(State.APPRAISED, State.DECIDED, State.PUBLISHED)


def round_results(assessment_round, city=None):
    """Return the `RoundResults` of a round, of a city's units or of all. At most nine queries, however many units."""
    rounds = _rounds_up_to(assessment_round)
    history = _history(rounds, city)
    units = _units(assessment_round, history)
    known = published_set(assessment_round.criteria_set) if assessment_round.criteria_set.is_published else None
    results = GroupResult.objects.filter(assessment__in=_with_before(units)).values_list(*GROUP_COLUMNS)
    cells = {row[:2]: GroupCell(*row[2:]) for row in results}
    marks = _marks(units)
    unmet, counts = _unmet(known, units, marks, history) if known else ((), {})
    totals = tuple(_total(each, history.values()) for each in rounds)
    is_comparable = len(rounds) > 1 and rounds[-2].criteria_set_id == assessment_round.criteria_set_id
    return RoundResults(
        round=assessment_round,
        known=known,
        units=units,
        cells=cells,
        groups=_groups(known, units, cells, assessment_round.criteria_set.counts_met),
        unmet=tuple(_with_counts(each, counts, is_comparable) for each in unmet),
        risen=_risen(known, unmet, counts, units) if is_comparable else (),
        totals=totals,
        marks=marks,
    )


def _rounds_up_to(assessment_round):
    """The published rounds of the programme before this one, oldest first, and this one."""
    earlier = AssessmentRound.objects.filter(
        Q(ends_on__lt=assessment_round.ends_on),
        programme=assessment_round.programme_id,
        state=RoundState.PUBLISHED,
    )
    rounds = earlier.select_related("criteria_set", "programme").order_by("ends_on", "pk")
    return [*rounds, assessment_round]


def _history(rounds, city):
    """Return {pk: `Assessment`} of all these rounds, each with the round that it belongs to."""
    rows = Assessment.objects.filter(round__in=rounds)
    if city is not None:
        rows = rows.filter(root__in=with_whole_predecessors([city.pk]))
    by_pk = {each.pk: each for each in rounds}
    found = {}
    for row in rows.only(*ASSESSMENT_COLUMNS, "round").order_by("rank", "unit_sort_key", "pk"):
        row.round = by_pk[row.round_id]
        found[row.pk] = row
    return found


def _units(assessment_round, history):
    rows = [row for row in history.values() if row.round_id == assessment_round.pk]
    rows.sort(key=lambda row: (row.rank is None, row.rank or 0, row.unit_sort_key, row.pk))
    return tuple(_unit(row, history.get(row.previous_id)) for row in rows)


def _unit(row, before=None):
    parent = full_name(row.parents[0]["type"], row.parents[0]["name"]) if row.parents else ""
    at = row.submitted_at
    is_late = bool(at) and timezone.localdate(at) > row.due_of("self_score")
    return UnitResult(row, row.police_name, row.full_name, parent, before and _unit(before), is_late)


def _with_before(units):
    return [row.pk for each in units for row in (each.row, each.before and each.before.row) if row]


def _total(assessment_round, history):
    rows = [row for row in history if row.round_id == assessment_round.pk]
    complete = [row for row in rows if row.is_complete]
    percents = [row.percent for row in complete if row.percent is not None]
    counted = {}
    for row in rows:
        counted[row.class_code] = counted.get(row.class_code, 0) + 1
    return RoundTotal(
        round=assessment_round,
        units=len(rows),
        complete=len(complete),
        met=sum(row.met for row in complete),
        applicable=sum(row.applicable for row in complete),
        percent=sum(percents, Decimal()) / len(percents) if percents else None,
        classes=tuple(counted.items()),
    )


def _groups(known, units, cells, counts_met):
    if known is None:
        return ()
    order = {criterion.group_id: criterion.group for criterion in known.criteria.values() if criterion.is_counted}
    rows = [each for each in units if each.row.is_complete]
    return tuple(_group(pk, group, rows, cells, counts_met) for pk, group in order.items())


def _group(pk, group, rows, cells, counts_met):
    now = [cell for each in rows if (cell := cells.get((each.row.pk, pk)))]
    before = [cell for each in rows if each.before and (cell := cells.get((each.before.row.pk, pk)))]
    return GroupTotal(
        group=group,
        met=sum(cell.met for cell in now),
        applicable=sum(cell.applicable for cell in now),
        share=_share(now, counts_met),
        share_before=_share(before, counts_met),
        full=sum(cell.met == cell.applicable > 0 for cell in now),
    )


def _share(cells, counts_met):
    if counts_met:
        applicable = sum(cell.applicable for cell in cells)
        return HUNDRED * sum(cell.met for cell in cells) / applicable if applicable else None
    percents = [cell.percent for cell in cells if cell.percent is not None]
    return sum(percents, Decimal()) / len(percents) if percents else None


# ---------------------------------------------------------------- criterion by criterion


def _marks(units):
    """Return {(assessment, criterion): (`Mark` of the self-score, `Mark` of the result)}. One query."""
    rows = CriterionScore.objects.filter(assessment__in=[each.row.pk for each in units])
    if len(units) > FEW_UNITS:
        rows = rows.filter(judged_on_track(is_met=False))
    track_of = {each.row.pk: Track.values.index(each.row.track) for each in units}
    marks = {}
    for assessment, criterion, *values in rows.values_list("assessment_id", "criterion_id", *MARK_COLUMNS):
        tracks = [Mark(*values[place : place + 3]) for place in range(0, len(values), 3)]
        marks[assessment, criterion] = (tracks[0], tracks[track_of[assessment]])
    return marks


def _unmet(known, units, marks, history):
    """Return (the `UnmetCriterion`s, most units first, and {criterion: units of the round before that did not})."""
    by_criterion: dict[int, list] = {}
    # As the totals do: what a unit has not finished answering is not unmet yet.
    by_name = sorted(
        (each for each in units if each.row.is_complete), key=lambda each: (each.row.unit_sort_key, each.row.pk)
    )
    unmet = {key for key, (_own, shown) in marks.items() if shown.is_unmet}
    for each in by_name:
        for pk, criterion in known.criteria.items():
            if criterion.is_counted and (each.row.pk, pk) in unmet:
                by_criterion.setdefault(pk, []).append(each)
    earlier = _unmet_earlier(units, history)
    found = [
        UnmetCriterion(known.criteria[pk], tuple(rows), _since(pk, rows, earlier, history), None)
        for pk, rows in by_criterion.items()
    ]
    counts: dict[int, int] = {}
    before = {each.before.row.pk for each in units if each.before}
    for assessment, criterion in earlier:
        if assessment in before:
            counts[criterion] = counts.get(criterion, 0) + 1
    found.sort(key=lambda each: (-len(each.units), each.criterion.position))
    return tuple(found), counts


def _unmet_earlier(units, history):
    """Return the pairs (assessment, criterion) unmet along the rounds before, on the same set. One query."""
    path = {step.pk for each in units for step in path_back(each.row, history)[1:]}
    scores = CriterionScore.objects.filter(judged_on_track(is_met=False), assessment__in=path)
    return set(scores.values_list("assessment_id", "criterion_id"))


def _since(criterion, rows, earlier, history):
    since = {}
    for each in rows:
        since[each.row.unit_id] = each.row.round.ends_on
        for step in path_back(each.row, history)[1:]:
            if (step.pk, criterion) not in earlier:
                break
            since[each.row.unit_id] = step.round.ends_on
    return since


def _with_counts(each, counts, is_comparable):
    return replace(each, unmet_before=counts.get(each.criterion.pk, 0)) if is_comparable else each


def _risen(known, unmet, counts, units):
    """Return the criteria that more units meet than in the round before: (criterion, by how many units).

    Only units that were judged in both rounds are counted.
    """
    compared = {each.row.pk for each in units if each.before}
    now = {each.criterion.pk: sum(unit.row.pk in compared for unit in each.units) for each in unmet}
    risen = [(known.criteria[pk], before - now.get(pk, 0)) for pk, before in counts.items() if before > now.get(pk, 0)]
    return tuple(sorted(risen, key=lambda each: (-each[1], each[0].position)))


def expected_units(assessment_round):
    """Return how many units a round that is not open yet would assess: those that take part by its last day."""
    rows = assessment_round.programme.enrolments.as_of(assessment_round.ends_on)
    return rows.aggregate(units=Count("unit", distinct=True))["units"]
