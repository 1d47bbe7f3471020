"""Days that are put off: of one unit, with the reason, or of a whole round."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.models import Role
from accounts.refusals import ReasonMissing, Refused
from assessments.actions.notices import notify
from assessments.actions.refusals import DayGone
from assessments.actions.results import locked_assessment
from assessments.models import (
    Assessment,
    AssessmentRound,
    Explanation,
    Extension,
    NoticeKind,
    Return,
    Stage,
    State,
)
from assessments.permissions import can_change_round_dates, can_extend, reaches_all
from assessments.queries.people import people_of

# A stage never ends after one that builds on it.
IN_ORDER = (
    (Stage.SELF_SCORE, Stage.APPRAISAL),
    (Stage.SELF_SCORE, Stage.EXPLANATION),
    (Stage.APPRAISAL, Stage.DECISION),
    (Stage.EXPLANATION, Stage.DECISION),
)
CONCERNED = {
    Stage.SELF_SCORE: (Role.OFFICER, Role.COMMANDER),
    Stage.EXPLANATION: (Role.OFFICER, Role.COMMANDER),
    Stage.APPRAISAL: (Role.OFFICER, Role.COMMANDER, Role.APPRAISER),
    Stage.DECISION: (Role.OFFICER, Role.COMMANDER, Role.MEMBER),
}


class NotLater(Refused):
    """An extension puts a day off; `due` is the one in force."""

    def __str__(self):
        return _("Hạn đang có hiệu lực là ngày %(due)s. Hãy chọn ngày sau ngày đó.") % {
            "due": f"{self.args[0]:%d/%m/%Y}"
        }


class OutOfOrder(Refused):
    """The day would lie after that of a stage that builds on it (`later`, due on `due`)."""

    def __init__(self, stage, later, due):
        super().__init__(stage, later, due)
        self.stage, self.later, self.due = stage, later, due

    def __str__(self):
        return _(
            "Hạn %(stage)s không được sau hạn %(later)s (ngày %(due)s). "
            "Hãy gia hạn %(later)s trước, hoặc chọn ngày sớm hơn."
        ) % {"stage": self.stage.label, "later": self.later.label, "due": f"{self.due:%d/%m/%Y}"}


@transaction.atomic
def extend(*, assessment, stage, due, reason, by):
    """Put off one stage's day for one unit; the last extension made is in force. Returns the `Extension`.

    The explanations that the unit still owes are put off with their stage. Raises `PermissionDenied`,
    `ReasonMissing`, `DayGone`, `NotLater`, `OutOfOrder`.
    """
    assessment, stage = locked_assessment(assessment), Stage(stage)
    if not can_extend(by, assessment, stage):
        raise PermissionDenied
    previous = assessment.due_of(stage)
    _check_extension(assessment, stage, previous, due, reason)
    extension = Extension.objects.create(
        assessment=assessment, stage=stage, previous_due=previous, due=due, reason=reason, by=by, at=timezone.now()
    )
    setattr(assessment, f"{stage}_due", due)
    assessment.save(update_fields=[f"{stage}_due", "updated_at"])
    if stage == Stage.EXPLANATION:
        Explanation.objects.unanswered().filter(score__assessment=assessment, due__lt=due).update(due=due)
    told = {"stage": stage.value, "from": previous.isoformat(), "to": due.isoformat()}
    record_event(stream=assessment.stream, verb="extend", by=by, data={**told, "reason": reason})
    notify(
        users=people_of(assessment, *CONCERNED[stage]),
        kind=NoticeKind.EXTENDED,
        key=f"extended:{extension.pk}",
        data=told,
        assessment=assessment,
        by=by,
    )
    return extension


def _check_extension(assessment, stage, previous, due, reason):
    if not reason.strip():
        raise ReasonMissing
    if due < timezone.localdate():
        raise DayGone
    if due <= previous:
        raise NotLater(previous)
    for earlier, later in IN_ORDER:
        if earlier == stage and due > assessment.due_of(later):
            raise OutOfOrder(stage, later, assessment.due_of(later))


@transaction.atomic
def change_round_dates(*, assessment_round, dates, reason, by):
    """Set the days of an open round anew, `dates` being {stage: day}; only days that change need lie ahead.

    Units' own days that would now end before the round's fall away, but for those of a sheet that was returned.
    Raises `PermissionDenied`, `ReasonMissing`, `DayGone`, `OutOfOrder`. Returns the round.
    """
    locked = AssessmentRound.objects.select_for_update(of=("self",)).get(pk=assessment_round.pk)
    assessments = Assessment.objects.filter(round=locked)
    if not can_change_round_dates(by, locked) or not reaches_all(by, assessments):
        raise PermissionDenied
    if not reason.strip():
        raise ReasonMissing
    changed = {Stage(stage): day for stage, day in dates.items() if day != locked.due_of(stage)}
    if not changed:
        return locked
    before = {stage: locked.due_of(stage).isoformat() for stage in changed}
    _set_dates(locked, changed)
    _drop_own_days(assessments, changed)
    # Every sheet shows these days.
    assessments.update(updated_at=timezone.now(), changes=F("changes") + 1)
    record_event(
        stream=f"round:{locked.pk}",
        verb="change_dates",
        by=by,
        data={"from": before, "to": {stage: day.isoformat() for stage, day in changed.items()}, "reason": reason},
    )
    return locked


def _set_dates(assessment_round, changed):
    if min(changed.values()) < timezone.localdate():
        raise DayGone
    for stage, day in changed.items():
        setattr(assessment_round, f"{stage}_due", day)
    for earlier, later in IN_ORDER:
        if assessment_round.due_of(earlier) > assessment_round.due_of(later):
            raise OutOfOrder(earlier, later, assessment_round.due_of(later))
    assessment_round.save(update_fields=[f"{stage}_due" for stage in changed])


def _drop_own_days(assessments, changed: dict[Stage, dt.date]):
    returned = Return.objects.filter(assessment__in=assessments, resubmitted_at__isnull=True).values("assessment")
    for stage, day in changed.items():
        rows = assessments.filter(**{f"{stage}_due__lte": day})
        if stage == Stage.SELF_SCORE:
            # What was handed in already is judged by the day that was in force then.
            rows = rows.filter(state=State.DRAFTING).exclude(pk__in=returned)
        rows.update(**{f"{stage}_due": None})
