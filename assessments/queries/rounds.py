"""How far rounds have come, for those whose units take part."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.round import expected_assessments
from assessments.models import Assessment, AssessmentRound, RoundState, State
from assessments.permissions import can_manage_rounds, can_open_round, can_publish_round
from assessments.queries.conditions import handed_in_late, self_scores_end
from criteria import wording
from criteria.queries import published_set
from units.names import sort_key

UNITS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Counts:
    """Assessments of a round (or of a parent unit in it) that the reader may see; `late` were submitted too late."""

    expected: int = 0
    submitted: int = 0
    late: int = 0
    appraised: int = 0
    decided: int = 0

    @property
    def on_time(self):
        return self.submitted - self.late

    @property
    def waiting(self):
        return self.expected - self.submitted


@dataclass(frozen=True, slots=True)
class RoundRow:
    round: AssessmentRound
    counts: Counts


@dataclass(frozen=True, slots=True)
class ParentRow:
    id: int | None
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's line: `due` is the next date that concerns it, `days_left` is None once nothing is due."""

    assessment: Assessment
    url: str
    points: str
    class_title: str
    due: object
    days_left: int | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class RoundView:
    """The page of one round. `advice` says why neither button stands there, to those who look for one."""

    round: AssessmentRound
    counts: Counts
    parents: tuple[ParentRow, ...]
    units: tuple[UnitRow, ...]
    page: object
    to_open: int | None
    can_publish: bool
    advice: str


def rounds_for(user):
    """Return the `RoundRow`s of the rounds this user may see, by programme, newest first. Two queries."""
    visible = AssessmentRound.objects.visible_to(user).select_related("programme", "criteria_set")
    rounds = list(visible.order_by("programme__position", "programme__code", "-ends_on", "-pk"))
    counts = _counts_by(Assessment.objects.visible_to(user), "round_id", handed_in_late(rounds))
    return [RoundRow(each, counts.get(each.pk, Counts())) for each in rounds]


def listed_rounds():
    """Return (code, programme code, criteria set code, state, number of units) of every round, in order of codes."""
    return list(
        AssessmentRound.objects.annotate(units=Count("assessments"))
        .order_by("code")
        .values_list("code", "programme__code", "criteria_set__code", "state", "units")
    )


def round_view(user, code, parent=None, page=1):
    """Return the `RoundView` of the round of this code, or None for a stranger. `parent` narrows the list of units."""
    rounds = AssessmentRound.objects.visible_to(user).select_related("programme", "criteria_set")
    found = rounds.filter(code=code).first()
    if found is None:
        return None
    mine = Assessment.objects.visible_to(user).filter(round=found)
    parents = _parents(mine, found)
    counts = _sum(row.counts for row in parents)
    is_narrowed = parent in {row.id for row in parents}
    listed = (mine.filter(parent=parent) if is_narrowed else mine).order_by("parent_id", "unit_sort_key", "pk")
    shown = Paginator(listed, UNITS_A_PAGE).get_page(page)
    reaches_whole = can_publish_round(user, found) and _reaches_whole(found, counts)
    can_publish = reaches_whole and counts.decided == counts.expected
    return RoundView(
        round=found,
        counts=counts,
        parents=parents,
        units=tuple(_unit_row(each, found) for each in shown),
        page=shown,
        to_open=len(expected_assessments(found)) if can_open_round(user, found) else None,
        can_publish=can_publish,
        advice="" if can_publish or not can_manage_rounds(user) else _advice(found, counts, reaches_whole),
    )


def _reaches_whole(assessment_round, counts):
    return Assessment.objects.filter(round=assessment_round).count() == counts.expected


def _advice(assessment_round, counts, reaches_whole):
    if assessment_round.state == RoundState.PREPARING:
        return ""
    if assessment_round.state == RoundState.PUBLISHED:
        return _("Kỳ này đã công bố và niêm phong; kết quả không thay đổi được nữa.")
    if not reaches_whole:
        return _("Kỳ này có đơn vị ngoài phạm vi của bạn; thư ký Tổ giúp việc của cấp trên công bố.")
    undecided = counts.expected - counts.decided
    return _("Chưa công bố được: còn %(count)d đơn vị chưa có quyết định.") % {"count": undecided}


def _unit_row(assessment, assessment_round):
    due, is_done = _next_due(assessment, assessment_round)
    titles = published_set(assessment_round.criteria_set).class_titles
    return UnitRow(
        assessment=assessment,
        url=reverse("assessments:sheet", args=[assessment_round.code, assessment.unit_id]),
        points=f"{wording.figure(assessment.points)}/{wording.figure(assessment.max_points)}",
        class_title=titles.get(assessment.class_code or assessment.would_be, ""),
        due=due,
        days_left=None if is_done else (due - timezone.localdate()).days,
        is_late=bool(assessment.submitted_at and assessment.submitted_at >= self_scores_end(assessment_round)),
    )


def _next_due(assessment, assessment_round):
    if assessment.state == State.DRAFTING:
        return assessment_round.self_score_due, False
    if assessment.state in (State.SUBMITTED, State.APPRAISING):
        return assessment_round.appraisal_due, False
    return assessment_round.decision_due, assessment.state != State.APPRAISED


def _parents(assessments, assessment_round):
    """Return the `ParentRow`s of assessments of one round, in order of names. Two queries."""
    by_parent = _counts_by(assessments, "parent_id", handed_in_late([assessment_round]))
    samples = assessments.values("parent_id").annotate(sample=Min("pk")).values("sample").order_by()
    names = dict(Assessment.objects.filter(pk__in=samples).values_list("parent_id", "parents"))
    rows = [ParentRow(parent, _name_of(names[parent]), counts) for parent, counts in by_parent.items()]
    return tuple(sorted(rows, key=lambda row: sort_key(row.name)))


def _name_of(parents):
    return parents[0]["name"] if parents else ""


def _counts_by(assessments, column, late):
    """Return {column's value: `Counts`}. One query."""
    after = {
        "submitted": ~Q(state=State.DRAFTING),
        "appraised": Q(state__in=(State.APPRAISED, State.DECIDED, State.PUBLISHED)),
        "decided": Q(state__in=(State.DECIDED, State.PUBLISHED)),
        "late": late,
    }
    counted = {f"n_{name}": Count("pk", filter=condition) for name, condition in after.items()}
    rows = assessments.order_by().values(column).annotate(n_expected=Count("pk"), **counted)
    return {row[column]: Counts(**{name: row[f"n_{name}"] for name in ("expected", *after)}) for row in rows}


def _sum(counts):
    total = {"expected": 0, "submitted": 0, "late": 0, "appraised": 0, "decided": 0}
    for each in counts:
        for name in total:
            total[name] += getattr(each, name)
    return Counts(**total)
