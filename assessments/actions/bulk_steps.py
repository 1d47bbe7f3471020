"""What a run does to one unit: the very action that a person takes on the unit's own page, as the run's person."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.models import Role
from accounts.refusals import Refused
from assessments.actions.appraisal import complete_appraisal
from assessments.actions.deadlines import extend
from assessments.actions.notices import notify
from assessments.actions.results import locked_assessment
from assessments.models import BulkVerb, NoticeKind, Stage
from assessments.permissions import can_remind
from assessments.queries.people import people_of


class NobodyToRemind(Refused):
    """No account could fill in the sheet or hand it in."""

    def __str__(self):
        return _("Đơn vị chưa có tài khoản cán bộ nhập liệu hay chỉ huy nào.")


@transaction.atomic
def remind(*, assessment, occasion, by):
    """Tell those who fill in and hand in a unit's sheet that it is waited for, once an `occasion`.

    Raises `PermissionDenied`, `NobodyToRemind`.
    """
    assessment = locked_assessment(assessment)
    if not can_remind(by, assessment):
        raise PermissionDenied
    people = people_of(assessment, Role.OFFICER, Role.COMMANDER)
    if not people:
        raise NobodyToRemind
    due, today = assessment.due_of(Stage.SELF_SCORE), timezone.localdate()
    coming = NoticeKind.DUE_SOON if due > today else NoticeKind.DUE_TODAY
    notify(
        users=people,
        kind=NoticeKind.OVERDUE if due < today else coming,
        key=f"{occasion}:{assessment.pk}",
        data={"stage": Stage.SELF_SCORE.value, "due": due.isoformat()},
        assessment=assessment,
        by=by,
    )
    record_event(stream=assessment.stream, verb="remind", by=by, data={"people": len(people)})


def _remind(outcome):
    remind(assessment=outcome.assessment_id, occasion=f"bulk:{outcome.run_id}", by=outcome.run.by)


def _extend(outcome):
    asked = outcome.run.arguments
    extend(
        assessment=outcome.assessment_id,
        stage=Stage(asked["stage"]),
        due=dt.date.fromisoformat(asked["due"]),
        reason=asked["reason"],
        by=outcome.run.by,
    )


def _complete(outcome):
    complete_appraisal(assessment=outcome.assessment_id, by=outcome.run.by)


# In the order of the work. A step is given the outcome with its run, the run's person and the assessment; it raises
# what its action raises.
STEPS = {
    BulkVerb.REMIND: _remind,
    BulkVerb.EXTEND: _extend,
    BulkVerb.COMPLETE: _complete,
}
