"""The days by which a sheet's steps are due, as its unit has them."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Assessment, Extension, Return, ReturnKind, Stage, State
from assessments.permissions import can_extend

# The stage of which the day comes next, state by state; behind the decision nothing is due any more.
STAGE_OF_STATE = {
    State.DRAFTING: Stage.SELF_SCORE,
    State.REVIEWING: Stage.APPRAISAL,
    State.SUBMITTED: Stage.APPRAISAL,
    State.APPRAISING: Stage.APPRAISAL,
    State.APPRAISED: Stage.DECISION,
    State.DECIDED: Stage.DECISION,
    State.PUBLISHED: Stage.DECISION,
}
SETTLED = frozenset({State.DECIDED, State.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a stage for one unit; `days_left` is None once it is settled, `note` says that it was moved."""

    stage: Stage
    date: dt.date
    days_left: int | None
    is_own: bool

    @property
    def label(self):
        return self.stage.label

    @property
    def note(self):
        return _("hạn riêng của đơn vị") if self.is_own else ""


@dataclass(frozen=True, slots=True)
class SheetDue:
    """The line of a sheet's page that says by when: `words` end where the day follows."""

    words: str
    due: Due
    url: str


@dataclass(frozen=True, slots=True)
class StageDay:
    """One stage of a sheet: the round's day, the unit's own where it has one, and whether the reader may put it off."""

    stage: Stage
    round_due: dt.date
    due: dt.date
    is_own: bool
    can_extend: bool

    @property
    def label(self):
        return self.stage.label


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The page of a sheet's deadlines; `extensions` and `returns`, which give a unit its own day, newest first."""

    assessment: Assessment
    days: tuple[StageDay, ...]
    extensions: tuple[Extension, ...]
    returns: tuple[Return, ...]
    due: SheetDue

    @property
    def extendable(self):
        return tuple(day.stage for day in self.days if day.can_extend)


def due_of(assessment):
    """Return the `Due` that concerns the sheet next; its round is loaded."""
    stage = STAGE_OF_STATE[assessment.state]
    date = assessment.due_of(stage)
    is_settled = assessment.state in SETTLED
    return Due(
        stage=stage,
        date=date,
        days_left=None if is_settled else (date - timezone.localdate()).days,
        is_own=getattr(assessment, f"{stage}_due") is not None,
    )


def sheet_due(assessment):
    """Return the `SheetDue` of a sheet; its round is loaded. One query if the unit has a day of its own."""
    due = due_of(assessment)
    words = _("Hạn %(stage)s") % {"stage": due.label}
    if due.is_own:
        words = _("Hạn %(stage)s được gia hạn đến") % {"stage": due.label}
        if assessment.state == State.DRAFTING and assessment.returns.filter(resubmitted_at__isnull=True).exists():
            words = _("Phiếu bị trả lại, hạn nộp lại")
    url = reverse("assessments:deadlines", args=[assessment.round.code, assessment.unit_id])
    return SheetDue(words, due, url)


def deadlines_of(user, assessment):
    """Return the `Deadlines` of a sheet that the user may see; its round is loaded. At most three queries."""
    days = tuple(
        StageDay(
            stage=stage,
            round_due=assessment.round.due_of(stage),
            due=assessment.due_of(stage),
            is_own=getattr(assessment, f"{stage}_due") is not None,
            can_extend=can_extend(user, assessment, stage),
        )
        for stage in Stage
    )
    return Deadlines(
        assessment=assessment,
        days=days,
        extensions=tuple(assessment.extensions.select_related("by")),
        returns=tuple(assessment.returns.exclude(kind=ReturnKind.APPRAISAL).select_related("by")),
        due=sheet_due(assessment),
    )
