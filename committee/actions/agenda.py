"""What a meeting takes up: put on the agenda, ordered, concluded and decided on the spot."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import record_event
from accounts.refusals import Refused
from committee.actions.directive import issue_directive
from committee.actions.meeting import locked_meeting
from committee.models import AgendaItem, Directive, ItemKind, ItemState
from committee.permissions import can_capture_decision, can_change_meeting
from committee.queries.agenda_subject import SUBJECTS, subject_key
from units.fields import to_nfc


class AlreadyOnAgenda(Refused):
    def __str__(self):
        return _("Nội dung này đã có trong chương trình họp (“%(title)s”); không thêm lần nữa.") % {
            "title": self.args[0].title
        }


class AlreadyDiscussed(Refused):
    def __str__(self):
        return _("Nội dung đã được bàn nên không bỏ khỏi chương trình được.")


class ConclusionMissing(Refused):
    def __str__(self):
        return _("Chưa ghi kết luận. Hãy ghi kết luận, hoặc chọn “để lần sau”.")


class ConclusionChanged(Refused):
    """Somebody else wrote since the page was read; `args[0]` is the conclusion as it stands now."""

    def __str__(self):
        if not self.args[0]:
            return _("Máy khác trong phòng vừa xóa kết luận cũ. Nếu vẫn muốn ghi phần bạn nhập, hãy bấm lưu lần nữa.")
        return _(
            "Máy khác trong phòng vừa ghi: “%(stored)s”. Phần bạn nhập vẫn ở dưới: hãy gộp hai ý rồi bấm lưu lần nữa."
        ) % {"stored": self.args[0]}


class ItemGone(Refused):
    def __str__(self):
        return _("Nội dung này vừa được bỏ khỏi chương trình họp. Hãy mở lại chương trình rồi chọn nội dung khác.")


class AlreadyCaptured(Refused):
    def __str__(self):
        return _("Chỉ đạo này vừa được ghi cho nội dung đang bàn; không giao lần thứ hai.")


class DueBeforeMeeting(Refused):
    def __str__(self):
        return _("Thời hạn không thể trước ngày chỉ đạo %(issued_on)s. Hãy chọn ngày sau.") % {
            "issued_on": f"{self.args[0]:%d/%m/%Y}"
        }


# ---------------------------------------------------------------- the agenda


@transaction.atomic
def add_item(
    *, by, meeting, title, kind=ItemKind.OTHER, assessment=None, criterion=None, obstacle=None, directive=None
):
    """Put one thing at the end of the agenda, naming what it is about. Returns the `AgendaItem`.

    Raises `PermissionDenied`, `AlreadyHeld`, `AlreadyOnAgenda`.
    """
    locked = locked_meeting(by=by, meeting=meeting, may=can_change_meeting)
    item = AgendaItem(
        meeting=locked,
        kind=kind,
        title=to_nfc(title),
        assessment=assessment,
        criterion=criterion,
        obstacle=obstacle,
        directive=directive,
    )
    items = list(locked.items.all())
    if there := _found(item, items):
        raise AlreadyOnAgenda(there)
    return _put(locked, item, items, by)


@transaction.atomic
def take_up(*, by, meeting, proposals):
    """Put `queries.agenda.Proposal`s at the end of the agenda, without those that are there. Returns the new items.

    Raises `PermissionDenied`, `AlreadyHeld`.
    """
    locked = locked_meeting(by=by, meeting=meeting, may=can_change_meeting)
    items, added = list(locked.items.all()), []
    for proposal in proposals:
        refs = {f"{name}_id": getattr(proposal, f"{name}_id") for name in SUBJECTS}
        item = AgendaItem(meeting=locked, kind=proposal.kind, title=proposal.title, **refs)
        if not _found(item, items):
            added.append(_put(locked, item, items, by))
            items.append(item)
    return added


@transaction.atomic
def remove_item(*, by, item):
    """Take an item off the agenda. Raises `PermissionDenied`, `AlreadyHeld`, `AlreadyDiscussed`."""
    locked = locked_meeting(by=by, meeting=item.meeting, may=can_change_meeting)
    stored = locked.items.filter(pk=item.pk).first()
    if stored is None:
        return
    if stored.state != ItemState.WAITING or stored.directives.exists():
        raise AlreadyDiscussed
    title = stored.title
    stored.delete()
    record_event(stream=locked.stream, verb="remove_item", by=by, data={"note": title})


@transaction.atomic
def move_item(*, by, item, position):
    """Put an item at a place of the agenda, counted from 1; beyond either end is the end.

    A place rather than a direction, so that a button pressed twice moves it once. Raises `PermissionDenied`,
    `AlreadyHeld`.
    """
    locked = locked_meeting(by=by, meeting=item.meeting, may=can_change_meeting)
    items = list(locked.items.all())
    moved = next((each for each in items if each.pk == item.pk), None)
    if moved is None:
        return
    items.remove(moved)
    items.insert(max(position - 1, 0), moved)
    _number(items)
    record_event(stream=locked.stream, verb="move_item", by=by, data={"note": moved.title, "position": position})


def _found(item, items):
    """Return the item that is about the same; what names no subject is the same by its title."""
    key = subject_key(item)
    if any(key):
        return next((each for each in items if each.kind == item.kind and subject_key(each) == key), None)
    return next((each for each in items if each.title.casefold() == item.title.casefold()), None)


def _put(meeting, item, items, by):
    item.position = items[-1].position + 1 if items else 1
    item.save(force_insert=True)
    record_event(stream=meeting.stream, verb="add_item", by=by, data={"item": item.pk, "note": item.title})
    return item


def _number(items):
    for position, each in enumerate(items, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])


# ---------------------------------------------------------------- during the meeting


@transaction.atomic
def note_conclusion(*, by, item, conclusion, state=ItemState.DISCUSSED, seen=None):
    """Write what the meeting concluded on an item: discussed, or put off. Returns the `AgendaItem`.

    `seen`: the conclusion that the writer had before their eyes; None writes over whatever stands. Raises
    `PermissionDenied`, `AlreadyHeld`, `ItemGone`, `ConclusionMissing`, `ConclusionChanged`.
    """
    locked, stored = _running_item(by, item)
    conclusion, state = _plain(conclusion), ItemState(state)
    if state == ItemState.DISCUSSED and not conclusion:
        raise ConclusionMissing
    if seen is not None and stored.conclusion not in {_plain(seen), conclusion}:
        raise ConclusionChanged(stored.conclusion)
    if (stored.conclusion, stored.state) == (conclusion, state):
        return stored
    stored.conclusion, stored.state, stored.discussed_at = conclusion, state, timezone.now()
    stored.save(update_fields=["conclusion", "state", "discussed_at"])
    told = {"item": stored.pk, "state": state.value, "note": f"{stored.title}: {conclusion}".strip(": ")}
    record_event(stream=locked.stream, verb="note_conclusion", by=by, data=told)
    return stored


@transaction.atomic
def capture_decision(*, by, item, title, lead, due, expected_result="", coordinating=(), units=()):
    """Make what was decided on an item a directive at once; an item that waited counts as discussed.

    It is issued on the day of the meeting, or today for one that was put later while it went on. Returns the
    `Directive`; raises `PermissionDenied`, `AlreadyHeld`, `ItemGone`, `DueBeforeMeeting`, `AlreadyCaptured`.
    """
    locked, stored = _running_item(by, item)
    issued_on = min(locked.on, timezone.localdate())
    if due and due < issued_on:
        raise DueBeforeMeeting(issued_on)
    if Directive.objects.filter(agenda_item=stored, title=to_nfc(title), lead=lead, due=due).exists():
        raise AlreadyCaptured
    directive = issue_directive(
        by=by,
        issuer=locked.city,
        lead=lead,
        coordinating=coordinating,
        units=units,
        obstacles=[stored.obstacle] if stored.obstacle_id else [],
        title=title,
        expected_result=expected_result,
        issued_on=issued_on,
        due=due,
        meeting=locked,
        agenda_item=stored,
        programme=locked.programme,
        is_illustrative=locked.is_illustrative,
    )
    if stored.state == ItemState.WAITING:
        stored.state, stored.discussed_at = ItemState.DISCUSSED, timezone.now()
        stored.save(update_fields=["state", "discussed_at"])
    told = {"item": stored.pk, "directive": directive.pk, "note": directive.title}
    record_event(stream=locked.stream, verb="capture_decision", by=by, data=told)
    return directive


def _running_item(by, item):
    """Return the meeting, locked, and its item anew."""
    locked = locked_meeting(by=by, meeting=item.meeting, may=can_capture_decision)
    stored = locked.items.filter(pk=item.pk).first()
    if stored is None:
        raise ItemGone
    return locked, stored


def _plain(text):
    """The text as it is kept: browsers send each end of a line as two characters."""
    return to_nfc("\n".join(text.strip().splitlines()))
