"""Raising recommendations, and recording what became of them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.models import Role
from accounts.refusals import ReasonMissing, Refused
from assessments.models import NoticeKind
from committee.actions.notices import tell
from committee.actions.obstacle import let_go, take_in_hand
from committee.actions.obstacle_refusals import DayAhead
from committee.models import Obstacle, ObstacleState, Recommendation, RecommendationState, RecommendationStep
from committee.permissions import can_raise_recommendation, can_record_answer
from committee.queries.concerned import above
from committee.queries.recommendation_steps import NEXT

# The states that are an answer; the first of them fills the columns of the answer.
ANSWERS = frozenset({RecommendationState.ACCEPTED, RecommendationState.UNDER_WAY, RecommendationState.DECLINED})


class AlreadyRaised(Refused):
    """The same was sent to the same body on the same day; `recommendation` is the one that is there."""

    @property
    def recommendation(self):
        return self.args[0]

    def __str__(self):
        return _("Kiến nghị này đã được ghi: “%(title)s”. Hãy mở kiến nghị đó để cập nhật.") % {
            "title": self.recommendation.title
        }


class NotNext(Refused):
    """From its state the recommendation does not come to that one (`state`, `wanted`)."""

    def __init__(self, state, wanted):
        super().__init__(state, wanted)
        self.state, self.wanted = RecommendationState(state), RecommendationState(wanted)

    def __str__(self):
        words = {"state": self.state.label, "wanted": self.wanted.label}
        if self.state == self.wanted:
            return _("Kiến nghị đã được ghi là “%(state)s”; lần bấm này không thay đổi gì.") % words
        if not NEXT[self.state]:
            return _("Kiến nghị đã kết thúc (%(state)s). Nếu cần, hãy lập kiến nghị mới.") % words
        return _("Kiến nghị đang ở bước “%(state)s” nên không ghi được “%(wanted)s”. Hãy chọn bước khác.") % words


class BeforeTheLastStep(Refused):
    """A step follows the one before it, which was on that day."""

    def __str__(self):
        return _("Bước trước được ghi ngày %(on)s. Hãy chọn ngày đó hoặc ngày sau.") % {
            "on": f"{self.args[0]:%d/%m/%Y}"
        }


class DueBeforeRaised(Refused):
    """The day by which an answer is asked for lies before the letter."""

    def __str__(self):
        return _("Ngày đề nghị trả lời không thể trước ngày văn bản. Hãy xem lại hai ngày này.")


class NotItsObstacle(Refused):
    """Only what still stands, and what the person may see, can be asked to be cleared."""

    def __str__(self):
        return _("Có vướng mắc đã tháo gỡ hoặc ngoài phạm vi của bạn. Hãy chọn lại vướng mắc.")


class AnswerStands(Refused):
    """To whom it was sent and when is no longer changed once it was answered."""

    def __str__(self):
        return _("Kiến nghị đã có trả lời nên không đổi được nơi nhận và ngày văn bản. Hãy lập kiến nghị mới.")


@transaction.atomic
def raise_recommendation(*, by, title, unit, body, raised_on, answer_due=None, obstacles=(), **columns):
    """Ask a body to act, for a unit or (then `unit` is the city) for the committee. Returns the `Recommendation`.

    `columns`: content, document_number, is_illustrative. The obstacles named are being handled from now on. Raises
    `PermissionDenied`, `DayAhead`, `DueBeforeRaised`, `NotItsObstacle`, and `AlreadyRaised` for a form sent twice.
    """
    obstacles = list(obstacles)
    if not can_raise_recommendation(by, unit.pk):
        raise PermissionDenied
    _check_days(raised_on, answer_due)
    # The unit's row is locked, so that of two at once the second sees the first.
    type(unit).objects.select_for_update(no_key=True).get(pk=unit.pk)
    twin = Recommendation.objects.filter(unit=unit, body=body, raised_on=raised_on, title=title).first()
    if twin:
        raise AlreadyRaised(twin)
    _check_obstacles(obstacles, by)
    recommendation = Recommendation.objects.create(
        title=title, unit=unit, body=body, raised_on=raised_on, answer_due=answer_due, **columns
    )
    _link(recommendation, obstacles, by)
    step = _step(recommendation, RecommendationState.RAISED, raised_on, by, document=recommendation.document_number)
    _record(recommendation, "raise_recommendation", by, title=title, body=body.name)
    _tell(recommendation, step, by)
    return recommendation


@transaction.atomic
def advance_recommendation(*, by, recommendation, state, on, note="", document=""):
    """Record that a recommendation came to a state on a day, as `NEXT` allows. Returns it.

    A declined one says why, and its obstacles are open again unless something else is in hand. Raises
    `PermissionDenied`, `NotNext`, `ReasonMissing`, `DayAhead`, `BeforeTheLastStep`.
    """
    locked, state = _locked(recommendation), RecommendationState(state)
    if not can_record_answer(by, locked):
        raise PermissionDenied
    if state not in NEXT[locked.state]:
        raise NotNext(locked.state, state)
    if state == RecommendationState.DECLINED and not note.strip():
        raise ReasonMissing
    _check_days(on)
    last = locked.steps.last()
    if last and on < last.on:
        raise BeforeTheLastStep(last.on)
    step = _step(locked, state, on, by, note=note, document=document)
    columns = {"state": state}
    if state in ANSWERS and locked.answered_on is None:
        columns |= {"answer": note, "answer_document": document, "answered_on": on}
    _set(locked, columns)
    _record(locked, "advance_recommendation", by, state=state.value, on=on.isoformat(), note=note)
    if state == RecommendationState.DECLINED:
        for obstacle in locked.obstacles.order_by("pk"):
            let_go(by=by, obstacle=obstacle)
    _tell(locked, step, by)
    return locked


@transaction.atomic
def change_recommendation(
    *,
    by,
    recommendation,
    title,
    content="",
    obstacles=(),
    document_number="",
    answer_due=None,
    body=None,
    raised_on=None,
):
    """Word a recommendation anew and say which obstacles it is about. Returns it.

    `body` and `raised_on` (left out: as they are) change only until it is answered. An obstacle that is named no
    longer is open again unless something else is in hand. Raises `PermissionDenied`, `AnswerStands`, `DayAhead`,
    `DueBeforeRaised`, `NotItsObstacle`.
    """
    locked, obstacles = _locked(recommendation), list(obstacles)
    if not can_record_answer(by, locked):
        raise PermissionDenied
    body, raised_on = body or locked.body, raised_on or locked.raised_on
    is_sent_otherwise = body.pk != locked.body_id or raised_on != locked.raised_on
    if is_sent_otherwise and locked.state != RecommendationState.RAISED:
        raise AnswerStands
    _check_days(raised_on, answer_due)
    before = {each.pk: each for each in locked.obstacles.all()}
    fresh = [each for each in obstacles if each.pk not in before]
    _check_obstacles(fresh, by)
    if is_sent_otherwise:
        locked.steps.filter(state=RecommendationState.RAISED).update(on=raised_on)
    wording = {"title": title, "content": content, "document_number": document_number, "answer_due": answer_due}
    _set(locked, {**wording, "body": body, "raised_on": raised_on})
    gone = [each for pk, each in before.items() if pk not in {each.pk for each in obstacles}]
    locked.obstacles.remove(*gone)
    _link(locked, fresh, by)
    for obstacle in gone:
        let_go(by=by, obstacle=obstacle)
    _record(locked, "change_recommendation", by, title=title)
    return locked


def _locked(recommendation):
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("body")
    return rows.get(pk=recommendation.pk)


def _set(recommendation, columns):
    for name, value in columns.items():
        setattr(recommendation, name, value)
    names = [*columns, "search_key"] if "title" in columns else list(columns)
    recommendation.save(update_fields=names)


def _record(recommendation, verb, by, **data):
    record_event(stream=recommendation.stream, verb=verb, by=by, data=data)


def _step(recommendation, state, on, by, note="", document=""):
    return RecommendationStep.objects.create(
        recommendation=recommendation, state=state, on=on, note=note, document=document, by=by, at=timezone.now()
    )


def _link(recommendation, obstacles, by):
    recommendation.obstacles.add(*obstacles)
    if recommendation.state == RecommendationState.DECLINED:
        return
    for obstacle in sorted(obstacles, key=lambda each: each.pk):
        take_in_hand(by=by, obstacle=obstacle)


def _check_days(on, answer_due=None):
    if on > timezone.localdate():
        raise DayAhead
    if answer_due and answer_due < on:
        raise DueBeforeRaised


def _check_obstacles(obstacles, by):
    wanted = {each.pk for each in obstacles}
    found = Obstacle.objects.visible_to(by).exclude(state=ObstacleState.CLEARED).filter(pk__in=wanted)
    if wanted and found.count() != len(wanted):
        raise NotItsObstacle


def _tell(recommendation, step, by):
    tell(
        units=above([recommendation.unit_id]),
        roles=(Role.OFFICER, Role.COMMANDER, Role.SECRETARY),
        kind=NoticeKind.RECOMMENDATION,
        key=f"recommendation:{recommendation.pk}:{step.pk}",
        title=recommendation.title,
        url=reverse("committee:recommendation", args=[recommendation.pk]),
        reason=f"{recommendation.body.name}: {step.get_state_display()}",
        by=by,
    )
