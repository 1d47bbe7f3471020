"""Planning, changing, starting and closing the committee's meetings."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.refusals import ReasonMissing, Refused
from assessments.models import NoticeKind
from committee.actions.notices import LEADERS, tell
from committee.models import ItemState, Meeting, MeetingState
from committee.models.meeting import OVER
from committee.permissions import can_change_meeting, can_hold_meeting, leads
from units.models import Unit

CHANGEABLE = ("title", "kind", "on", "place", "chair", "programme", "round", "is_illustrative")


class AlreadyPlanned(Refused):
    """The same city has a meeting of that name on that day."""

    def __str__(self):
        return _("Đã có cuộc họp cùng tên trong ngày %(on)s. Hãy mở cuộc họp đó, hoặc đổi tên, đổi ngày.") % {
            "on": f"{self.args[0].on:%d/%m/%Y}"
        }


class RoundOfOtherProgramme(Refused):
    """The meeting is about one programme, its round belongs to another."""

    def __str__(self):
        return _("Kỳ “%(round)s” thuộc chương trình khác. Hãy chọn kỳ của chương trình đã chọn, hoặc bỏ trống.") % {
            "round": self.args[0]
        }


class NothingToDiscuss(Refused):
    """A meeting starts with something to discuss."""

    def __str__(self):
        return _("Chương trình họp chưa có nội dung nào. Hãy đưa ít nhất một nội dung vào rồi bắt đầu họp.")


class BeforeItsDay(Refused):
    """What is decided bears the day of the meeting, so that a meeting begins on its day or later."""

    def __str__(self):
        return _(
            "Cuộc họp được lên lịch ngày %(on)s nên chưa bắt đầu được. Nếu họp sớm hơn, hãy sửa ngày họp trước."
        ) % {"on": f"{self.args[0].on:%d/%m/%Y}"}


class NotStarted(Refused):
    """What was never started cannot be closed."""

    def __str__(self):
        return _("Cuộc họp chưa bắt đầu nên chưa kết thúc được. Hãy bắt đầu họp, hoặc đổi ngày họp.")


class AlreadyHeld(Refused):
    """The meeting was closed, maybe from another machine in the room."""

    def __str__(self):
        return _("Cuộc họp đã kết thúc nên không ghi thêm hay sửa được nữa. Nội dung mới hãy đưa vào cuộc họp sau.")


class AlreadyCancelled(Refused):
    """The meeting does not take place."""

    def __str__(self):
        return _("Cuộc họp đã hủy nên không ghi thêm hay sửa được nữa. Nếu vẫn họp, hãy lên lịch cuộc họp mới.")


class AlreadyStarted(Refused):
    """A meeting that goes on is closed, not cancelled."""

    def __str__(self):
        return _("Cuộc họp đang diễn ra nên không hủy được. Hãy kết thúc cuộc họp; nội dung chưa bàn được để lần sau.")


@transaction.atomic
def plan_meeting(*, by, title, city, on, **columns):
    """Plan a meeting of the committee of `city` and tell its people. Returns the `Meeting`.

    `columns`: kind, place, chair, programme, round, is_illustrative; a round brings its programme along. Raises
    `PermissionDenied`, `AlreadyPlanned`, `RoundOfOtherProgramme`.
    """
    if not can_hold_meeting(by, city.pk):
        raise PermissionDenied
    # The city is what two who plan at once have in common.
    Unit.objects.select_for_update(no_key=True).get(pk=city.pk)
    meeting = Meeting(title=title, city=city, on=on, **columns)
    _check(meeting)
    meeting.save(force_insert=True)
    record_event(stream=meeting.stream, verb="plan_meeting", by=by, data={"title": meeting.title, "on": on.isoformat()})
    _tell(meeting, by)
    return meeting


@transaction.atomic
def change_meeting(*, by, meeting, **columns):
    """Write the facts of a meeting anew, as far as they are given; a new day is told. Returns the `Meeting`.

    `columns`: some of `CHANGEABLE`. Raises `PermissionDenied`, `AlreadyHeld`, `AlreadyPlanned`,
    `RoundOfOtherProgramme`.
    """
    locked = locked_meeting(by=by, meeting=meeting, may=can_change_meeting)
    day = locked.on
    changed = [name for name in CHANGEABLE if name in columns and columns[name] != getattr(locked, name)]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, columns[name])
    _check(locked)
    locked.save(update_fields=[*{*changed, "programme"}, "search_key"])
    record_event(stream=locked.stream, verb="change_meeting", by=by, data={"changed": changed})
    if locked.on != day:
        _tell(locked, by)
    return locked


@transaction.atomic
def start_meeting(*, by, meeting):
    """Open the meeting: from now on conclusions and decisions are captured. A second time changes nothing.

    Returns the `Meeting`; raises `PermissionDenied`, `AlreadyHeld`, `BeforeItsDay`, `NothingToDiscuss`.
    """
    locked = locked_meeting(by=by, meeting=meeting, may=can_change_meeting)
    if locked.state == MeetingState.RUNNING:
        return locked
    if locked.on > timezone.localdate():
        raise BeforeItsDay(locked)
    if not locked.items.exists():
        raise NothingToDiscuss
    locked.state = MeetingState.RUNNING
    locked.save(update_fields=["state"])
    record_event(stream=locked.stream, verb="start_meeting", by=by)
    return locked


@transaction.atomic
def close_meeting(*, by, meeting, conclusion):
    """End the meeting with its general conclusion (may be ""); what still waits is put off. Nothing changes after.

    Returns the `Meeting`; raises `PermissionDenied`, `AlreadyHeld`, `NotStarted`.
    """
    locked = locked_meeting(by=by, meeting=meeting, may=can_change_meeting)
    if locked.state != MeetingState.RUNNING:
        raise NotStarted
    put_off = list(locked.items.filter(state=ItemState.WAITING))
    for item in put_off:
        item.state = ItemState.PUT_OFF
        item.save(update_fields=["state"])
    locked.state, locked.conclusion = MeetingState.HELD, conclusion
    locked.save(update_fields=["state", "conclusion"])
    told = {"conclusion": locked.conclusion, "put_off": [item.pk for item in put_off]}
    record_event(stream=locked.stream, verb="close_meeting", by=by, data=told)
    return locked


@transaction.atomic
def cancel_meeting(*, by, meeting, reason):
    """Say that a planned meeting does not take place and why; its people are told. Returns the `Meeting`.

    Raises `PermissionDenied`, `AlreadyHeld`, `AlreadyCancelled`, `AlreadyStarted`, `ReasonMissing`.
    """
    locked = locked_meeting(by=by, meeting=meeting, may=can_change_meeting)
    if locked.state != MeetingState.PLANNED:
        raise AlreadyStarted
    if not reason.strip():
        raise ReasonMissing
    locked.state, locked.cancelled_because = MeetingState.CANCELLED, reason
    locked.save(update_fields=["state", "cancelled_because"])
    record_event(stream=locked.stream, verb="cancel_meeting", by=by, data={"reason": reason})
    _tell(locked, by)
    return locked


def locked_meeting(*, by, meeting, may):
    """Return the meeting anew, locked. Raises `PermissionDenied` unless `may(by, meeting)`.

    Whoever may work on the city's meetings is told in words that this one is over: `AlreadyHeld`, `AlreadyCancelled`.
    """
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("city").get(pk=meeting.pk)
    if locked.state in OVER and locked.city_id in leads(by):
        raise AlreadyHeld if locked.state == MeetingState.HELD else AlreadyCancelled
    if not may(by, locked):
        raise PermissionDenied
    return locked


def _check(meeting):
    """Give the meeting the programme of its round where it has none, and refuse what does not fit."""
    if meeting.round_id and meeting.programme_id is None:
        meeting.programme_id = meeting.round.programme_id
    if meeting.round_id and meeting.round.programme_id != meeting.programme_id:
        raise RoundOfOtherProgramme(meeting.round)
    same = Meeting.objects.filter(city=meeting.city_id, on=meeting.on, title=meeting.title).exclude(pk=meeting.pk)
    if same.exclude(state=MeetingState.CANCELLED).exists():
        raise AlreadyPlanned(meeting)


def _tell(meeting, by):
    is_cancelled = meeting.state == MeetingState.CANCELLED
    tell(
        units=[meeting.city_id],
        roles=LEADERS,
        kind=NoticeKind.MEETING,
        key=f"meeting:{meeting.pk}:{meeting.state if is_cancelled else meeting.on.isoformat()}",
        title=meeting.title,
        url=reverse("committee:meeting", args=[meeting.pk]),
        due=meeting.on,
        reason=meeting.cancelled_because or meeting.place,
        by=by,
    )
