"""What the committee sees of all units at once."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Avg, Count, F, Q, Sum
from django.utils import timezone

from assessments.models import Assessment, AssessmentRound, CriterionScore, CriterionStatistic, GroupResult, RoundState
from assessments.queries.conditions import judged_on_track
from criteria.models import Criterion
from criteria.queries import published_set
from portal.queries.rounds import Switch, late_assessments

HEATMAP_UNITS = 40
CRITERIA_SHOWN = 8
WATCHED = 8
CELL_COLUMNS = ("assessment_id", "group_id", "met", "applicable", "percent", "knock_outs")


@dataclass(frozen=True, slots=True)
class RoundTotals:
    """All visible units of one round together.

    `met`, `applicable` and `percent` (the mean, 0..100) are of the `complete` ones: what is not answered yet is
    not unmet.
    """

    round: AssessmentRound
    units: int = 0
    complete: int = 0
    top_class: int = 0
    met: int | None = 0
    applicable: int | None = 0
    percent: Decimal | None = None
    knocked_out: int = 0
    received: int = 0
    late_received: int = 0
    late_awaited: int = 0

    @property
    def late(self):
        return self.late_received + self.late_awaited

    @property
    def share_met(self):
        """Criteria met, of 100 that apply; None while no assessment is complete."""
        return Decimal(100 * self.met) / self.applicable if self.met is not None and self.applicable else None


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's stored result in the round, and where it stood in the round before.

    `rank` is None when the result was saved after the ranks were made, a moment ago.
    """

    pk: int
    unit: int
    type: str
    name: str
    rank: int | None
    met: int
    applicable: int
    points: Decimal
    percent: Decimal | None
    is_complete: bool
    answered: int
    previous_rank: int | None
    previous_met: int | None


@dataclass(frozen=True, slots=True)
class GroupCell:
    met: int
    applicable: int
    percent: Decimal | None
    knock_outs: int


@dataclass(frozen=True, slots=True)
class UnmetCriterion:
    criterion: Criterion
    unmet: int
    assessed: int


@dataclass(frozen=True, slots=True)
class LateAssessment:
    unit: int
    type: str
    name: str
    days: int
    is_received: bool


@dataclass(frozen=True, slots=True)
class KnockOut:
    unit: int
    type: str
    name: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Leaders:
    """The `units` with the greatest share met; `met` of `applicable` are those of one of them.

    `is_uniform`: as many criteria apply to every unit of the round, so that counts say the same as shares.
    """

    units: int = 0
    met: int = 0
    applicable: int = 0
    is_uniform: bool = True

    @property
    def has_all(self):
        return self.met == self.applicable


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page; `totals` oldest first, the last is the round shown. `tracks`: units by track."""

    switch: Switch
    totals: tuple[RoundTotals, ...]
    standings: tuple[Standing, ...]
    cells: dict[tuple[int, int], GroupCell]
    unmet: tuple[UnmetCriterion, ...]
    late: tuple[LateAssessment, ...]
    knock_outs: tuple[KnockOut, ...]
    leaders: Leaders
    tracks: dict[str, int]

    @property
    def now(self):
        return self.totals[-1]

    @property
    def before(self):
        return self.totals[-2] if len(self.totals) > 1 else None

    @property
    def is_comparable(self):
        """Whether results may be held against those before: both published, so that all are decisions."""
        return self.before is not None and all(
            each.round.state == RoundState.PUBLISHED for each in (self.now, self.before)
        )


def overview(user, switch):
    """Return the `Overview` of a round for what this person may see; ranks are those last made. Eight queries."""
    shown = switch.round
    visible = Assessment.objects.visible_to(user)
    in_round = visible.filter(round=shown)
    totals = _totals(visible, switch.oldest_first)
    standings = _standings(in_round)
    leaders, tracks = _distribution(in_round)
    return Overview(
        switch=switch,
        totals=totals,
        standings=standings,
        cells=_cells(standings),
        unmet=_unmet(in_round, shown, totals[-1].units),
        late=_late(in_round, shown),
        knock_outs=_knock_outs(in_round, shown) if totals[-1].knocked_out else (),
        leaders=leaders,
        tracks=tracks,
    )


def top_class(assessment_round):
    """Return the best class of a round's set."""
    return published_set(assessment_round.criteria_set).rules.classes[0]


def _totals(visible, rounds):
    late, best, whole = late_assessments(rounds, timezone.localdate()), Q(pk__in=()), Q(is_complete=True)
    for each in rounds:
        best |= Q(round=each, class_code=top_class(each).code)
    rows = (
        visible.filter(round__in=rounds)
        .values("round_id")
        .order_by("round_id")
        .annotate(
            units=Count("pk"),
            top_class=Count("pk", filter=best),
            complete=Count("pk", filter=whole),
            all_met=Sum("met", filter=whole),
            all_applicable=Sum("applicable", filter=whole),
            mean=Avg("percent", filter=whole),
            knocked_out=Count("pk", filter=Q(knock_outs__gt=0, is_complete=True)),
            received=Count("submitted_at"),
            late_received=Count("pk", filter=late & Q(submitted_at__isnull=False)),
            late_awaited=Count("pk", filter=late & Q(submitted_at__isnull=True)),
        )
    )
    found = {row.pop("round_id"): row for row in rows}
    return tuple(_total(each, found.get(each.pk)) for each in rounds)


def _total(assessment_round, row):
    if row is None:
        return RoundTotals(assessment_round)
    met, applicable, mean = row.pop("all_met"), row.pop("all_applicable"), row.pop("mean")
    # An average comes back unscaled from a whole-number column: it counts millionths of a percent.
    percent = None if mean is None else Decimal(str(mean)).scaleb(-6)
    return RoundTotals(assessment_round, met=met, applicable=applicable, percent=percent, **row)


def _standings(in_round):
    rows = in_round.order_by(F("rank").asc(nulls_last=True), "pk").values_list(
        "pk",
        "unit_id",
        "unit_type",
        "unit_name",
        "rank",
        "met",
        "applicable",
        "points",
        "percent",
        "is_complete",
        "answered",
        "previous__rank",
        "previous__met",
    )
    return tuple(Standing(*row) for row in rows[:HEATMAP_UNITS])


def _cells(standings):
    rows = GroupResult.objects.filter(assessment__in=[each.pk for each in standings]).values_list(*CELL_COLUMNS)
    return {row[:2]: GroupCell(*row[2:]) for row in rows}


def _distribution(in_round):
    """Return (the `Leaders`, how many units stand on each track)."""
    rows = list(in_round.values_list("track", "met", "applicable").annotate(units=Count("pk")).order_by())
    tracks = {}
    for track, _met, _applicable, units in rows:
        tracks[track] = tracks.get(track, 0) + units
    shares = [(Fraction(met, of), met, of, units) for _track, met, of, units in rows if of]
    if not shares:
        return Leaders(), tracks
    most, met, of, _units = max(shares)
    leading = sum(units for share, _met, _of, units in shares if share == most)
    return Leaders(leading, met, of, is_uniform=len({row[2] for row in rows}) == 1), tracks


def _unmet(in_round, shown, units):
    """Return the criteria most often unmet; from the round's statistics if all of its units are visible."""
    criteria = published_set(shown.criteria_set).criteria
    counts = {}
    if shown.state == RoundState.PUBLISHED:
        statistics = CriterionStatistic.objects.filter(round=shown, assessed=units, unmet__gt=0)
        counts = dict(statistics.values_list("criterion_id", "unmet"))
    if not counts:
        scores = CriterionScore.objects.filter(judged_on_track(is_met=False), assessment__in=in_round)
        counts = dict(scores.values_list("criterion_id").annotate(Count("pk")).order_by())
    found = [
        UnmetCriterion(criterion, counts[pk], units)
        for pk, criterion in criteria.items()
        if pk in counts and criterion.is_counted
    ]
    return tuple(sorted(found, key=lambda each: (-each.unmet, each.criterion.position))[:CRITERIA_SHOWN])


def _late(in_round, shown):
    today = timezone.localdate()
    rows = (
        in_round.filter(late_assessments([shown], today))
        .order_by(F("submitted_at").desc(nulls_first=True), "unit_sort_key")
        .values_list("unit_id", "unit_type", "unit_name", "submitted_at", "self_score_due")[:WATCHED]
    )
    return tuple(
        LateAssessment(unit, kind, name, days_late(due or shown.self_score_due, at, today), at is not None)
        for unit, kind, name, at, due in rows
    )


def days_late(due: dt.date, at: dt.datetime | None, today: dt.date):
    """Return by how many whole days an assessment missed its day: until it came, or until today."""
    return ((timezone.localdate(at) if at else today) - due).days


def _knock_outs(in_round, shown):
    rows = list(
        in_round.filter(knock_outs__gt=0, is_complete=True)
        .order_by("-knock_outs", "unit_sort_key")
        .values_list("pk", "unit_id", "unit_type", "unit_name")[:WATCHED]
    )
    criteria = published_set(shown.criteria_set).criteria
    deciding = [pk for pk, criterion in criteria.items() if criterion.knock_out]
    scores = CriterionScore.objects.filter(
        judged_on_track(is_met=False), assessment__in=[row[0] for row in rows], criterion__in=deciding
    )
    unmet = {}
    for assessment, criterion in scores.values_list("assessment_id", "criterion_id").order_by("criterion__position"):
        unmet.setdefault(assessment, []).append(criteria[criterion])
    return tuple(KnockOut(unit, kind, name, tuple(unmet.get(pk, ()))) for pk, unit, kind, name in rows)
