"""Explanations and disagreements of one criterion of a sheet, as a page shows them."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Disagreement, Explanation
from assessments.queries.words import points_words, time_words
from criteria import scoring, wording
from criteria.queries import published_set


@dataclass(frozen=True, slots=True)
class Explained:
    """One request to explain and what came of it; `days_left` is None once it is answered or settled."""

    question: str
    asked_by: str
    asked_at: str
    due: dt.date
    days_left: int | None
    text: str
    explained_by: str
    explained_at: str
    days_late: int
    settled_by: str
    settled_at: str

    @property
    def is_settled(self):
        return bool(self.settled_by)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one of two appraisers found."""

    by: str
    at: str
    words: str
    points: str
    note: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two appraisers who are apart, with the gap in words; `resolved_by` is "" while it is open."""

    opinions: tuple[Opinion, Opinion]
    gap: str
    resolved_by: str
    resolved_at: str
    reason: str

    @property
    def is_open(self):
        return not self.resolved_by


def explanations_on(score_id):
    """Return the `Explained` of a score, the newest first. One query."""
    rows = Explanation.objects.filter(score=score_id).select_related("asked_by", "explained_by", "settled_by")
    return tuple(_explained(row) for row in rows.order_by("-asked_at", "-pk"))


def disputes_on(score_id, assessment, asked):
    """Return the `Dispute`s of a score, the newest first. One query."""
    rows = Disagreement.objects.filter(score=score_id).select_related("first_by", "second_by", "resolved_by")
    return tuple(_dispute(row, assessment, asked) for row in rows.order_by("-second_at", "-pk"))


def _explained(row):
    today, answered = timezone.localdate(), row.explained_at and timezone.localdate(row.explained_at)
    return Explained(
        question=row.question,
        asked_by=str(row.asked_by),
        asked_at=time_words(row.asked_at),
        due=row.due,
        days_left=None if answered or row.settled_at else (row.due - today).days,
        text=row.text,
        explained_by=str(row.explained_by or ""),
        explained_at=time_words(row.explained_at),
        days_late=max((answered - row.due).days, 0) if answered else 0,
        settled_by=str(row.settled_by or ""),
        settled_at=time_words(row.settled_at),
    )


def _dispute(row, assessment, asked):
    return Dispute(
        opinions=(_opinion(row, "first", asked), _opinion(row, "second", asked)),
        gap=_gap(row, assessment, asked),
        resolved_by=str(row.resolved_by or ""),
        resolved_at=time_words(row.resolved_at),
        reason=row.reason,
    )


def _opinion(row, side, asked):
    return Opinion(
        by=str(getattr(row, f"{side}_by")),
        at=time_words(getattr(row, f"{side}_at")),
        words=wording.answer_sentence(asked.rule.scale, getattr(row, f"{side}_answer")),
        points=points_words(asked.rule, getattr(row, f"{side}_points"), asked.rule.max_points),
        note=getattr(row, f"{side}_note"),
    )


def _gap(row, assessment, asked):
    """Return how far the two are apart, by what makes it too far."""
    rules = published_set(assessment.round.criteria_set).rules
    first, second = (
        scoring.score_line(asked.rule, answer, not_applicable=rules.not_applicable)
        for answer in (row.first_answer, row.second_answer)
    )
    if first.state != second.state:
        return _("Một bên chấm, một bên xét ngoại lệ (không áp dụng hoặc bất khả kháng).")
    if first.met != second.met:
        return _("Một bên cho là đạt, một bên cho là chưa đạt.")
    difference, most = abs(first.points - second.points), max(first.max_points, second.max_points)
    if not most:
        return _("Lệch %(points)s điểm.") % {"points": wording.figure(difference)}
    return _("Lệch %(points)s điểm, bằng %(percent)s điểm tối đa; mức cho phép của kỳ là %(allowed)d%%.") % {
        "points": wording.figure(difference),
        "percent": wording.percent_figure(100 * difference / most),
        "allowed": assessment.round.appraisal_gap,
    }
