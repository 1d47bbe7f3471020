"""A sheet's way so far: the states that it passes, the levels that looked at it, and how it was sent back."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Return, ReturnKind, ReviewOutcome, ReviewStep, Stage, State
from assessments.queries.asked import asked_groups
from assessments.queries.words import time_words
from units.models import police_name

STOPS = {
    State.DRAFTING: gettext_lazy("Tự chấm"),
    State.REVIEWING: gettext_lazy("Cấp trên xem xét"),
    State.SUBMITTED: gettext_lazy("Đã nộp"),
    State.APPRAISING: gettext_lazy("Thẩm định"),
    State.APPRAISED: gettext_lazy("Thẩm định xong"),
    State.DECIDED: gettext_lazy("Có quyết định"),
    State.PUBLISHED: gettext_lazy("Công bố"),
}
STAGE_OF = {
    State.DRAFTING: Stage.SELF_SCORE,
    State.REVIEWING: Stage.APPRAISAL,
    State.SUBMITTED: Stage.APPRAISAL,
    State.APPRAISING: Stage.APPRAISAL,
    State.APPRAISED: Stage.DECISION,
}
RETURN_WORDS = {
    ReturnKind.WHOLE: gettext_lazy("Cả phiếu được trả lại đơn vị"),
    ReturnKind.CRITERIA: gettext_lazy("Một số tiêu chí được trả lại đơn vị"),
    ReturnKind.REOPENING: gettext_lazy("Một tiêu chí được mở lại"),
    ReturnKind.APPRAISAL: gettext_lazy("Ban Chỉ đạo gửi lại để thẩm định lại"),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A state on the sheet's way; `standing` is "done", "current" or "ahead", `words` its day or its deadline."""

    label: str
    standing: str
    words: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    level: str
    outcome: str
    at: str
    by: str
    note: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class CriterionLink:
    code: str
    url: str


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One time that the sheet was sent back; `days_left` until `due`, None once it was handed in again."""

    words: str
    criteria: tuple[CriterionLink, ...]
    reason: str
    by: str
    at: str
    due: date
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """`returned` is the return that waits for an answer, `earlier` those that were answered, newest first."""

    stops: tuple[Stop, ...]
    levels: tuple[ReviewLine, ...]
    returned: ReturnLine | None
    earlier: tuple[ReturnLine, ...]


def passage_of(assessment, base):
    """Return the `Passage` of a sheet at the address `base`. Three queries at most."""
    steps = list(_steps(assessment)) if level_names(assessment) else []
    returns = list(_returns(assessment))
    waiting = next((each for each in returns if not each.resubmitted_at), None)
    places = {asked.criterion.pk: (group.code, asked.code) for group, asked in _asked(assessment)}
    return Passage(
        stops=_stops(assessment, steps, waiting),
        levels=tuple(_review_line(step, level_names(assessment)) for step in steps),
        returned=_return_line(waiting, places, base) if waiting else None,
        earlier=tuple(_return_line(each, places, base) for each in returns if each.resubmitted_at),
    )


def level_names(assessment):
    """Return {unit id: its police's name} of the levels between the unit and the top, on the round's day."""
    return {level["unit"]: police_name(level["type"], level["name"]) for level in assessment.parents[:-1]}


def criterion_url(base, group, code):
    return f"{base}{quote(group)}/#criterion-{quote(code)}"


def _asked(assessment):
    groups = asked_groups(assessment.round.criteria_set)
    return [(group, asked) for group in groups for asked in group.criteria]


def _steps(assessment):
    return ReviewStep.objects.filter(assessment=assessment).select_related("by")


def _returns(assessment):
    return Return.objects.filter(assessment=assessment).select_related("by").prefetch_related("criteria")


def _stops(assessment, steps, waiting):
    states = [state for state in State if steps or state != State.REVIEWING]
    here = states.index(assessment.state)
    days = {state: at for state, at in _days(assessment, steps).items() if state in states[: here + 1]}
    return tuple(
        Stop(
            label=str(STOPS[state]),
            standing="done" if place < here else "current" if place == here else "ahead",
            words=_current_words(assessment, days.get(state), waiting) if place == here else _day(days.get(state)),
        )
        for place, state in enumerate(states)
    )


def _days(assessment, steps):
    """Return {state: when it was reached}, as far as that is known."""
    passed = max((step.at for step in steps if step.at), default=None)
    return {
        State.REVIEWING: assessment.submitted_at,
        State.SUBMITTED: passed if steps else assessment.submitted_at,
        State.APPRAISED: assessment.appraised_at,
        State.DECIDED: assessment.decided_at,
        State.PUBLISHED: assessment.round.published_at,
    }


def _current_words(assessment, at, waiting):
    """Say when the sheet came to where it stands, or by when it is to leave."""
    if at:
        return _day(at)
    stage = STAGE_OF.get(assessment.state)
    due = waiting.due if waiting else assessment.due_of(stage) if stage else None
    return _("hạn %(due)s") % {"due": f"{due:%d/%m/%Y}"} if due else ""


def _day(at):
    return f"{timezone.localtime(at):%d/%m/%Y}" if at else ""


def _review_line(step, names):
    return ReviewLine(
        level=names.get(step.unit_id, ""),
        outcome=step.get_outcome_display(),
        at=time_words(step.at),
        by=step.by.post if step.by else "",
        note=step.note,
        is_waiting=step.outcome == ReviewOutcome.WAITING,
    )


def _return_line(each, places, base):
    named = [places[criterion.pk] for criterion in each.criteria.all()]
    return ReturnLine(
        words=str(RETURN_WORDS[each.kind]),
        criteria=tuple(CriterionLink(code, criterion_url(base, group, code)) for group, code in named),
        reason=each.reason,
        by=each.by.post,
        at=time_words(each.at),
        due=each.due,
        days_left=None if each.resubmitted_at else (each.due - timezone.localdate()).days,
    )
