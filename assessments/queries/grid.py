"""The appraiser's grid: units down, a department's criteria across, and what waits in it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.core.paginator import Paginator
from django.db.models import Count, Exists, Min, OuterRef, Q

from accounts.models import Role
from accounts.queries import scope_of
from assessments.models import Assessment, AssessmentRound, CriterionScore, LineState
from assessments.permissions import IN_APPRAISAL
from assessments.queries.asked import Asked, asked_groups
from assessments.queries.grid_cells import Row, rows_of
from units.models import UnitVersion
from units.names import search_key, sort_key

UNITS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the grid is asked for; each may be left empty. `waiting`: only units where criteria still wait."""

    department: str = ""
    parent: int | None = None
    state: str = ""
    q: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A criterion across; `path` is its part of a cell's address, `department` who appraises it in this round."""

    asked: Asked
    department: str
    path: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Over all units that the reader sees: sheets in appraisal, and in them the cells of the columns."""

    sheets: int
    cells: int
    waiting: int
    disputed: int


@dataclass(frozen=True, slots=True)
class Grid:
    round: AssessmentRound
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    page: object
    totals: Totals


def opened_round(user, code):
    """Return the round of this code if it has sheets that the user may see, or None."""
    rounds = AssessmentRound.objects.visible_to(user).opened().select_related("programme", "criteria_set")
    return rounds.filter(code=code).first()


def departments_for(user, assessment_round):
    """Return the codes of the departments for which the user may look at the round, in order.

    A secretary appraises for all; an appraiser for the own ones, where the round has criteria of theirs.
    """
    groups = asked_groups(assessment_round.criteria_set)
    named = {assessment_round.department_of(asked.criterion) for group in groups for asked in group.criteria} - {""}
    if user.is_superuser or user.holds(Role.SECRETARY):
        return sorted(named)
    return sorted(named & scope_of(user).departments)


def columns_of(user, assessment_round, department=""):
    """Return the `Column`s of a department, or of all those of the user; criteria that name none go with each."""
    wanted = {"", *([department] if department else departments_for(user, assessment_round))}
    columns = (
        Column(asked, assessment_round.department_of(asked.criterion), f"{quote(asked.code)}/")
        for group in asked_groups(assessment_round.criteria_set)
        for asked in group.criteria
    )
    return tuple(column for column in columns if column.department in wanted)


def parents_for(user, assessment_round):
    """Return ((unit id, name), …) of the superiors of the sheets that the user sees, in order of names. One query."""
    mine = Assessment.objects.visible_to(user).filter(round=assessment_round)
    samples = mine.order_by().values("parent_id").annotate(sample=Min("pk")).values("sample")
    rows = Assessment.objects.filter(pk__in=samples, parent__isnull=False).values_list("parent_id", "parents")
    found = [(parent, parents[0]["name"] if parents else str(parent)) for parent, parents in rows]
    return tuple(sorted(found, key=lambda each: sort_key(each[1])))


def grid_for(user, assessment_round, choice, page=1):
    """Return the `Grid` of a round. Six queries, whatever the number of units and criteria."""
    columns = columns_of(user, assessment_round, choice.department)
    shown = Paginator(_assessments(user, assessment_round, choice, columns), UNITS_A_PAGE).get_page(page)
    return Grid(
        round=assessment_round,
        columns=columns,
        rows=rows_of(user, assessment_round, columns, list(shown)),
        page=shown,
        totals=totals_of(user, assessment_round, columns),
    )


def row_of(user, assessment, columns):
    """Return the one `Row` of an assessment, as it stands now."""
    fresh = Assessment.objects.get(pk=assessment.pk)
    return rows_of(user, assessment.round, columns, [fresh])[0]


def totals_of(user, assessment_round, columns):
    """Return the `Totals` of these columns; sheets of the user's own units wait for others. One query."""
    sheets = Assessment.objects.visible_to(user).filter(round=assessment_round, state__in=IN_APPRAISAL)
    mine = sheets.exclude(unit_id__in=scope_of(user).own)
    scores = CriterionScore.objects.filter(assessment__in=mine.order_by(), criterion__in=_ids(columns))
    counted = scores.aggregate(
        sheets=Count("assessment_id", distinct=True),
        cells=Count("pk"),
        waiting=Count("pk", filter=Q(appraised_state=LineState.MISSING)),
        disputed=Count("pk", filter=Q(is_disputed=True)),
    )
    return Totals(**counted)


def _assessments(user, assessment_round, choice, columns):
    rows = Assessment.objects.visible_to(user).filter(round=assessment_round)
    if choice.parent:
        rows = rows.filter(parent=choice.parent)
    if choice.state:
        rows = rows.filter(state=choice.state)
    if choice.q:
        versions = UnitVersion.objects.as_of(assessment_round.ends_on).matching(search_key(choice.q))
        rows = rows.filter(unit_id__in=versions.order_by().values("unit_id"))
    if choice.waiting:
        scores = CriterionScore.objects.filter(assessment=OuterRef("pk"), criterion__in=_ids(columns))
        waits = Exists(scores.filter(appraised_state=LineState.MISSING))
        rows = rows.filter(waits, state__in=IN_APPRAISAL).exclude(unit_id__in=scope_of(user).own)
    return rows.order_by("unit_sort_key", "pk")


def _ids(columns):
    return [column.asked.criterion.pk for column in columns]
