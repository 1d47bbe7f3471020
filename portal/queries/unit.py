"""A unit's page: what anyone may know of it, and how it has done for those whose roles reach it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404

from accounts.queries import scope_of
from assessments.models import Assessment, CriterionScore, GroupResult, LineState, RoundState
from assessments.queries.unmet_since import path_back, unmet_since
from criteria.models import Criterion
from criteria.queries import published_set
from units.models import Enrolment, Unit, UnitVersion
from units.queries import Lineage, ancestors_as_of, lineage_of

OLDEST_FIRST = ("round__ends_on", "round_id", "unit_sort_key")
SCORE_COLUMNS = ("answer", "points", "met", "state")


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """`version` is that of `date`; when the unit did not exist then, the nearest one, and `is_of_date` is false."""

    unit: Unit
    date: dt.date
    version: UnitVersion
    is_of_date: bool
    ancestors: tuple[UnitVersion, ...]
    lineage: Lineage
    enrolments: tuple[Enrolment, ...]


def unit_facts(unit_id, date):
    """Return the `UnitFacts` of a unit on a date, or raise `Http404`. Four queries."""
    unit = Unit(pk=unit_id)
    lineage = lineage_of(unit)
    if not any(each.unit_id == unit_id for each in lineage.units):
        raise Http404
    versions = lineage.unit(unit_id).versions
    version = _nearest(versions, date)
    counted_on = date if _holds(version, date) else version.valid_to or version.valid_from or date
    return UnitFacts(
        unit=unit,
        date=date,
        version=version,
        is_of_date=_holds(version, date),
        ancestors=tuple(ancestors_as_of(unit, counted_on)),
        lineage=lineage,
        enrolments=tuple(unit.enrolments.select_related("programme").order_by("programme__position", "enrolled_from")),
    )


def _holds(version, date):
    return (version.valid_from is None or version.valid_from <= date) and (
        version.valid_to is None or version.valid_to >= date
    )


def _nearest(versions, date):
    """Return the version of the date; else the last one that had ended by then; else the first."""
    begun = [each for each in versions if each.valid_from is None or each.valid_from <= date]
    return begun[-1] if begun else versions[0]


# ---------------------------------------------------------------- results


KNOWN_COLUMNS = (
    *("pk", "unit_id", "rank", "changes"),
    *(f"round__{name}" for name in ("code", "title", "ends_on", "is_illustrative")),
    *(f"round__programme__{name}" for name in ("position", "title", "short_title")),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What tells which assessment to show and whether its page, as it is kept, still holds.

    `unit_results` reads the rest when the page is made anew: whole rows of a merged ward's history cost as much
    as all other reads together.
    """

    pk: int
    unit_id: int
    rank: int | None
    changes: int
    round_code: str
    round_title: str
    ends_on: dt.date
    is_illustrative: bool
    programme_position: int
    programme_title: str
    programme_short_title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion in the round shown; `before` is the line of the round before, on the same track.

    A self-score is never held against a decision: a unit that was judged more strictly has not become better or worse.

    `unmet_since` is the last day of the earliest round from which on it was unmet without a break.
    """

    criterion: Criterion
    answer: dict | None
    points: Decimal
    met: bool | None
    state: str
    note: str
    points_before: Decimal | None
    met_before: bool | None
    state_before: str
    unmet_since: dt.date | None

    @property
    def is_unmet(self):
        return self.met is False and self.state == LineState.SCORED

    @property
    def is_comparable(self):
        """Whether both rounds judged it: what does not apply, is exempt or unanswered is no gain and no loss."""
        return self.state == self.state_before == LineState.SCORED


@dataclass(frozen=True, slots=True)
class UnitResults:
    """The rounds of one programme, oldest first, and the one shown with its lines and groups ({group id: result})."""

    rounds: tuple[Assessment, ...]
    shown: Assessment
    newest_of_programmes: tuple[Assessment, ...]
    lines: tuple[Line, ...]
    groups: dict[int, GroupResult]

    @property
    def unmet(self):
        return tuple(line for line in self.lines if line.is_unmet)

    @property
    def exempt(self):
        return tuple(line for line in self.lines if line.state == LineState.EXEMPT)


def rounds_of(user, facts):
    """Return the `Known` rounds that this person may see of the unit and of those that passed into it whole.

    Oldest first. One query.
    """
    rows = Assessment.objects.visible_to(user).filter(unit_id__in=facts.lineage.whole_past())
    opened = rows.exclude(round__state=RoundState.PREPARING).order_by(*OLDEST_FIRST)
    return tuple(Known(*row) for row in opened.values_list(*KNOWN_COLUMNS))


def may_see_results(user, facts, found):
    """Whether the person's roles reach the unit: then an empty page says so in other words."""
    return bool(found) or scope_of(user).holds_unit(facts.unit.pk)


def shown_of(found, unit, round_code):
    """Return the `Known` assessment to show, None when there is none; `Http404` for a round without one.

    The round asked for, else the newest; the unit's own assessment before that of a predecessor.
    """
    candidates = [each for each in found if each.round_code == round_code] if round_code else found
    if not candidates:
        if round_code and found:
            raise Http404
        return None
    first = min(each.programme_position for each in candidates)
    candidates = [each for each in candidates if each.programme_position == first]
    return max(candidates, key=lambda each: (each.ends_on, each.unit_id == unit.pk, each.pk))


def unit_results(found, shown):
    """Return the `UnitResults` of the assessment shown among those that `rounds_of` found. Five queries."""
    whole = Assessment.objects.filter(pk__in=[each.pk for each in found]).order_by(*OLDEST_FIRST)
    found = tuple(whole.select_related("round__criteria_set", "round__programme"))
    shown = next(each for each in found if each.pk == shown.pk)
    rounds = tuple(each for each in found if each.round.programme_id == shown.round.programme_id)
    return UnitResults(
        rounds=rounds,
        shown=shown,
        newest_of_programmes=_newest(found),
        lines=_lines(shown, rounds),
        groups={each.group_id: each for each in GroupResult.objects.filter(assessment=shown)},
    )


def known_of(facts, found, shown, may_see):
    """Return all that the page depends on: every change of a score counts in `changes` of its assessment."""
    lineage = facts.lineage
    versions = [
        (each.pk, each.unit_id, each.code, each.name, each.type, each.valid_from, each.valid_to)
        for unit in lineage.units
        for each in unit.versions
    ]
    links = [(each.predecessor_id, each.successor_id, each.date, each.share, each.area_km2) for each in lineage.links]
    enrolments = [(str(each.programme), each.stage, each.enrolled_from, each.enrolled_to) for each in facts.enrolments]
    return facts.unit.pk, facts.date, versions, links, enrolments, found, shown and shown.pk, may_see


def _newest(found):
    newest = {each.round.programme_id: each for each in found}
    return tuple(sorted(newest.values(), key=lambda each: each.round.programme.position))


def _lines(shown, rounds):
    criteria = published_set(shown.round.criteria_set).criteria
    path = path_back(shown, {each.pk: each for each in rounds})
    rows = _track_rows(shown, shown.track, with_note=True)
    before = _track_rows(path[1], shown.track) if len(path) > 1 else {}
    unmet = [pk for pk, row in rows.items() if row[2] is False and row[3] == LineState.SCORED]
    since = unmet_since(unmet, path)
    nothing = (None, None, None, "")
    lines = []
    for pk, criterion in criteria.items():
        answer, points, met, state, note = rows[pk]
        _answer, points_before, met_before, state_before = before.get(pk, nothing)
        lines.append(
            Line(criterion, answer, points, met, state, note, points_before, met_before, state_before, since.get(pk))
        )
    return tuple(lines)


def _track_rows(assessment, track, *, with_note=False):
    """Return {criterion id: (answer, points, met, state)} on one track."""
    columns = [f"{track}_{column}" for column in SCORE_COLUMNS]
    columns += ["self_note"] if with_note else []
    rows = CriterionScore.objects.filter(assessment=assessment).values_list("criterion_id", *columns)
    return {pk: tuple(row) for pk, *row in rows}
