"""The discussions of one criterion of a sheet, as a page shows them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from assessments.models import Discussion, Remark
from assessments.queries.words import time_words


@dataclass(frozen=True, slots=True)
class Said:
    """One remark: who said what and when, and the posts that it names."""

    by: str
    at: str
    text: str
    mentioned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """One discussion; `resolved_by` is "" while it is open."""

    pk: int
    remarks: tuple[Said, ...]
    resolved_by: str
    resolved_at: str

    @property
    def is_open(self):
        return not self.resolved_by


def find_discussion(assessment, criterion, pk):
    """Return the `Discussion` of this key about a criterion (a primary key) of the assessment, or None."""
    return Discussion.objects.filter(pk=pk, score__assessment=assessment, score__criterion=criterion).first()


def threads_on(score_id):
    """Return the `Thread`s about a score: open ones first, the oldest first. At most three queries."""
    remarks = Remark.objects.select_related("by").prefetch_related("mentioned")
    rows = (
        Discussion.objects.filter(score=score_id)
        .select_related("resolved_by")
        .prefetch_related(Prefetch("remarks", remarks))
    )
    return tuple(sorted((_thread(row) for row in rows), key=lambda thread: (not thread.is_open, thread.pk)))


def _thread(row):
    return Thread(
        pk=row.pk,
        remarks=tuple(_said(remark) for remark in row.remarks.all()),
        resolved_by=str(row.resolved_by) if row.resolved_by else "",
        resolved_at=time_words(row.resolved_at),
    )


def _said(remark):
    mentioned = tuple(sorted(str(user) for user in remark.mentioned.all()))
    return Said(by=str(remark.by), at=time_words(remark.at), text=remark.text, mentioned=mentioned)
