"""What a step for many units would do to each of them, or why it would not; asked without doing it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role
from accounts.queries import OWN_UNIT_ROLES, scope_of
from assessments.actions.bulk_steps import NobodyToRemind
from assessments.actions.refusals import DisagreementsOpen, ExplanationsOpen
from assessments.models import Assessment, BulkVerb, CriterionScore, Explanation, Stage, State
from assessments.permissions import can_complete_appraisal, can_extend, can_remind, is_own_assessment
from assessments.queries.people import holders_at
from criteria.queries import published_set


@dataclass(frozen=True, slots=True)
class Prospect:
    """One unit before a step: what `will` happen, or else `why_not`."""

    assessment: Assessment
    will: str
    why_not: str

    @property
    def superior(self):
        return self.assessment.parents[0]["name"] if self.assessment.parents else ""


@dataclass(frozen=True, slots=True)
class Kind:
    """How one verb is foreseen. `arguments` are the run's; `facts` what `read` gives for all units at once."""

    is_allowed: Callable  # (user, assessment, arguments) -> bool, as the action asks it
    is_not_time: Callable  # (assessment, arguments) -> why the state of the sheet forbids it
    read: Callable  # (assessments) -> facts
    obstacle: Callable  # (assessment, facts) -> what the action would refuse, or ""
    will: Callable  # (assessment, arguments) -> words
    is_kept_from_own_unit: bool = False


def sheets_of(user, assessment_round, **narrowed):
    """Return the round's assessments that this user reaches, by superior and name. One query.

    `narrowed` limits them by columns (parent, state).
    """
    rows = Assessment.objects.visible_to(user).filter(round=assessment_round, **narrowed)
    assessments = list(rows.order_by("parent_id", "unit_sort_key", "pk"))
    for each in assessments:
        # Its dates are read of every row: one round stands for all.
        each.round = assessment_round
    return assessments


def prospects_of(user, verb, arguments, assessments):
    """Return the `Prospect`s of a step over these assessments of one round. Two queries at most."""
    kind = KINDS[verb]
    facts = kind.read(assessments)
    return [_prospect(user, kind, each, arguments, facts) for each in assessments]


def _prospect(user, kind, assessment, arguments, facts):
    if kind.is_allowed(user, assessment, arguments):
        why_not = kind.obstacle(assessment, facts)
    else:
        why_not = _denial(user, kind, assessment, arguments)
    return Prospect(assessment, "" if why_not else kind.will(assessment, arguments), why_not)


def denial(user, verb, assessment, arguments):
    """Return why the user may not take this step on the assessment as it stands; its round is loaded."""
    return _denial(user, KINDS[verb], assessment, arguments)


def _denial(user, kind, assessment, arguments):
    if Role.SECRETARY not in scope_of(user).roles_over(assessment):
        return _("Đơn vị ngoài phạm vi thư ký của bạn.")
    if kind.is_kept_from_own_unit and is_own_assessment(user, assessment):
        return _("Bạn thuộc chính đơn vị này nên người khác phải làm.")
    return kind.is_not_time(assessment, arguments)


# ---------------------------------------------------------------- completing the appraisal


def _open_points(assessments):
    """Return ({assessment id: codes in dispute}, {assessment id: codes of open explanations}). Two queries."""
    waiting = [each.pk for each in assessments if each.state == State.APPRAISING]
    disputed = CriterionScore.objects.filter(assessment__in=waiting, is_disputed=True)
    unsettled = Explanation.objects.unsettled().filter(score__assessment__in=waiting)
    return (
        _codes_by(disputed.order_by("criterion__position").values_list("assessment", "criterion__code")),
        _codes_by(
            unsettled.order_by("score__criterion__position").values_list("score__assessment", "score__criterion__code")
        ),
    )


def _codes_by(rows):
    codes = {}
    for key, code in rows:
        codes.setdefault(key, []).append(code)
    return codes


def _open_point(assessment, facts):
    """Return what keeps an appraisal from being completed, in the order in which the action asks."""
    disputed, unsettled = facts
    missing = len(published_set(assessment.round.criteria_set).criteria) - assessment.appraised_count
    if missing > 0:
        said = ngettext("Còn %(count)d tiêu chí chưa thẩm định.", "Còn %(count)d tiêu chí chưa thẩm định.", missing)
        return said % {"count": missing}
    if assessment.pk in disputed:
        return str(DisagreementsOpen(disputed[assessment.pk]))
    if assessment.pk in unsettled:
        return str(ExplanationsOpen(unsettled[assessment.pk]))
    return ""


def _not_in_appraisal(assessment, _arguments):
    return {
        State.DRAFTING: _("Đơn vị chưa nộp phiếu."),
        State.REVIEWING: _("Phiếu đang chờ cấp trên xem xét."),
        State.SUBMITTED: _("Chưa ai bắt đầu thẩm định."),
    }.get(assessment.state) or _("Đã hoàn thành thẩm định trước đó.")


COMPLETING = Kind(
    is_allowed=lambda user, assessment, _arguments: can_complete_appraisal(user, assessment),
    is_not_time=_not_in_appraisal,
    read=_open_points,
    obstacle=_open_point,
    will=lambda _assessment, _arguments: _("Khép lại thẩm định, chờ Ban Chỉ đạo quyết định."),
    is_kept_from_own_unit=True,
)


# ---------------------------------------------------------------- extending a deadline


def _due_now(assessment, arguments):
    stage = Stage(arguments["stage"])
    return _("Hạn %(stage)s hiện nay %(date)s, sẽ lùi đến ngày mới.") % {
        "stage": stage.label,
        "date": f"{assessment.due_of(stage):%d/%m/%Y}",
    }


EXTENDING = Kind(
    is_allowed=lambda user, assessment, arguments: can_extend(user, assessment, Stage(arguments["stage"])),
    is_not_time=lambda _assessment, _arguments: _("Đơn vị đã qua bước này."),
    read=lambda _assessments: None,
    obstacle=lambda _assessment, _facts: "",
    will=_due_now,
)


# ---------------------------------------------------------------- reminding


def _overdue_or_due(assessment, _arguments):
    return _("Nhắc nộp phiếu, hạn %(date)s.") % {"date": f"{assessment.due_of(Stage.SELF_SCORE):%d/%m/%Y}"}


REMINDING = Kind(
    is_allowed=lambda user, assessment, _arguments: can_remind(user, assessment),
    is_not_time=lambda _assessment, _arguments: _("Đơn vị đã nộp phiếu."),
    read=lambda assessments: holders_at([each.unit_id for each in assessments], *OWN_UNIT_ROLES),
    obstacle=lambda assessment, facts: "" if facts[assessment.unit_id] else str(NobodyToRemind()),
    will=_overdue_or_due,
)

KINDS = {BulkVerb.COMPLETE: COMPLETING, BulkVerb.EXTEND: EXTENDING, BulkVerb.REMIND: REMINDING}
