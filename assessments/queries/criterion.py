"""What a criterion's block on the sheet says of its discussions, explanation, disagreement and history."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Count, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from assessments.models import CriterionScore, Discussion
from assessments.permissions import can_move
from assessments.queries.history import history_counts


@dataclass(frozen=True, slots=True)
class Asking:
    """An explanation that is not settled; `explain_url` is "" for whom it is not to give, `text` what was given."""

    question: str
    due: dt.date
    days_left: int | None
    text: str
    explain_url: str


@dataclass(frozen=True, slots=True)
class TalkPart:
    """`open_count` counts discussions, `history_count` the steps of the score; `asking` is None when nobody asks."""

    url: str
    open_count: int
    history_count: int
    asking: Asking | None
    is_disputed: bool


def talk_on(user, assessment, criteria):
    """Return {criterion id: `TalkPart`} for the `Asked` criteria of a page. Two queries, whatever their number."""
    may_explain = can_move(user, "explain", assessment)
    sheet = reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id])
    codes = {asked.criterion.pk: asked.code for asked in criteria}
    histories = history_counts(assessment, list(codes.values()))
    return {
        row["criterion_id"]: TalkPart(
            url=(url := f"{sheet}criteria/{quote(codes[row['criterion_id']])}/"),
            open_count=row["open_count"],
            history_count=histories[codes[row["criterion_id"]]],
            asking=_asking(row, f"{url}explanation/" if may_explain else "") if row["asking__question"] else None,
            is_disputed=row["is_disputed"],
        )
        for row in _rows(assessment, codes)
    }


def _rows(assessment, ids):
    """At most one explanation of a score is not settled, so joining it makes no further rows."""
    opened = Discussion.objects.filter(score=OuterRef("pk"), resolved_at__isnull=True).order_by().values("score")
    rows = CriterionScore.objects.filter(assessment=assessment, criterion__in=ids).annotate(
        asking=FilteredRelation("explanations", condition=Q(explanations__settled_at__isnull=True)),
        open_count=Coalesce(Subquery(opened.annotate(count=Count("pk")).values("count")), 0),
    )
    asking = [f"asking__{name}" for name in ("question", "due", "text", "explained_at")]
    return rows.values("criterion_id", "is_disputed", "open_count", *asking)


def _asking(row, explain_url):
    due, is_explained = row["asking__due"], row["asking__explained_at"] is not None
    return Asking(
        question=row["asking__question"],
        due=due,
        days_left=None if is_explained else (due - timezone.localdate()).days,
        text=row["asking__text"],
        explain_url=explain_url,
    )
