"""How far rounds have come, for those whose units take part."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.actions.round import expected_assessments
from assessments.models import Assessment, AssessmentRound, RoundState
from assessments.permissions import can_manage_rounds, can_open_round, can_publish_round
from assessments.queries.conditions import is_late
from assessments.queries.deadlines import Due, due_of
from assessments.queries.progress import Counts, ParentRow, counts_by, progress_of
from criteria import wording
from criteria.queries import published_set

UNITS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class RoundRow:
    round: AssessmentRound
    counts: Counts


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's line, with the next date that concerns it."""

    assessment: Assessment
    url: str
    points: str
    class_title: str
    due: Due
    is_late: bool


@dataclass(frozen=True, slots=True)
class RoundView:
    """The page of one round. `advice` says why neither button stands there, to those who look for one.

    `parents` are the rows of the tree of superiors; `narrowed` names the one to which the units are narrowed, or is "".
    """

    round: AssessmentRound
    counts: Counts
    parents: tuple[ParentRow, ...]
    narrowed: str
    units: tuple[UnitRow, ...]
    page: object
    to_open: int | None
    can_publish: bool
    can_change_dates: bool
    advice: str


def rounds_for(user):
    """Return the `RoundRow`s of the rounds this user may see, by programme, newest first. Two queries."""
    visible = AssessmentRound.objects.visible_to(user).select_related("programme", "criteria_set")
    rounds = list(visible.order_by("programme__position", "programme__code", "-ends_on", "-pk"))
    counts = counts_by(Assessment.objects.visible_to(user), "round_id", rounds)
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
    # Through the round, so that each of them has it at hand.
    mine = found.assessments.visible_to(user)
    progress = progress_of(mine, found, parent)
    counts = progress.total
    listed = mine if progress.within is None else mine.filter(parent__in=progress.within)
    listed = listed.order_by("parent_id", "unit_sort_key", "pk")
    shown = Paginator(listed, UNITS_A_PAGE).get_page(page)
    reaches_whole = can_publish_round(user, found) and _reaches_whole(found, counts)
    can_publish = reaches_whole and counts.decided == counts.expected
    return RoundView(
        round=found,
        counts=counts,
        parents=progress.rows,
        narrowed=progress.narrowed,
        units=tuple(_unit_row(each, found) for each in shown),
        page=shown,
        to_open=len(expected_assessments(found)) if can_open_round(user, found) else None,
        can_publish=can_publish,
        can_change_dates=reaches_whole,
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
    titles = published_set(assessment_round.criteria_set).class_titles
    return UnitRow(
        assessment=assessment,
        url=reverse("assessments:sheet", args=[assessment_round.code, assessment.unit_id]),
        points=f"{wording.figure(assessment.points)}/{wording.figure(assessment.max_points)}",
        class_title=titles.get(assessment.class_code or assessment.would_be, ""),
        due=due_of(assessment),
        is_late=is_late(assessment),
    )
