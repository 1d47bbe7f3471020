"""Meetings in words: the sentences of their pages, their history, their files."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from committee.display.chain_words import day
from committee.models import DirectiveState, ItemKind, ItemState, MeetingState

VERBS = {
    "plan_meeting": gettext_lazy("Lên lịch cuộc họp"),
    "change_meeting": gettext_lazy("Sửa thông tin cuộc họp"),
    "add_item": gettext_lazy("Đưa nội dung vào chương trình"),
    "remove_item": gettext_lazy("Bỏ nội dung khỏi chương trình"),
    "move_item": gettext_lazy("Đổi thứ tự nội dung"),
    "start_meeting": gettext_lazy("Bắt đầu họp"),
    "note_conclusion": gettext_lazy("Ghi kết luận"),
    "capture_decision": gettext_lazy("Giao chỉ đạo"),
    "close_meeting": gettext_lazy("Kết thúc cuộc họp"),
    "cancel_meeting": gettext_lazy("Hủy cuộc họp"),
}
KIND_TITLES = {
    ItemKind.KNOCK_OUT: gettext_lazy("Điểm liệt chưa khắc phục"),
    ItemKind.DISPUTED: gettext_lazy("Tiêu chí thẩm định chưa thống nhất"),
    ItemKind.NEAR_CLASS: gettext_lazy("Đơn vị sát loại cao hơn"),
    ItemKind.OVERDUE: gettext_lazy("Chỉ đạo quá hạn"),
    ItemKind.OBSTACLE: gettext_lazy("Vướng mắc kéo dài nhất"),
}
# What the back of the room must not miss; red stays with these.
ALARMING = {ItemKind.KNOCK_OUT, ItemKind.OVERDUE}


# ---------------------------------------------------------------- the list


def list_sentence(found):
    """“1 cuộc họp sắp tới, gần nhất ngày 02/12/2026. 3 cuộc đã họp. Đã giao 9 chỉ đạo, 4 đã hoàn thành.”"""
    return " ".join(filter(None, (_ahead_words(found.ahead), _held_words(found))))


def _ahead_words(ahead):
    running = [each for each in ahead if each.state == MeetingState.RUNNING]
    planned = [each for each in ahead if each.state == MeetingState.PLANNED]
    words = []
    if running:
        words.append(_("Đang họp: %(title)s.") % {"title": running[0].title})
    if planned:
        said = ngettext(
            "%(count)d cuộc họp sắp tới, gần nhất ngày %(on)s.",
            "%(count)d cuộc họp sắp tới, gần nhất ngày %(on)s.",
            len(planned),
        )
        words.append(said % {"count": len(planned), "on": day(planned[0].on)})
    return " ".join(words) or _("Chưa có cuộc họp nào sắp tới.")


def _held_words(found):
    if not found.held_count:
        return ""
    said = ngettext("%(count)d cuộc đã họp.", "%(count)d cuộc đã họp.", found.held_count)
    return f"{said % {'count': found.held_count}} {_decided(found.decisions, found.done)}"


def file_header():
    return [
        _("Ngày họp"),
        _("Tên cuộc họp"),
        _("Loại"),
        _("Trạng thái"),
        _("Số nội dung"),
        _("Số chỉ đạo"),
        _("Đã hoàn thành"),
        _("Số liệu minh họa"),
    ]


def file_row(meeting):
    return [
        day(meeting.on),
        meeting.title,
        meeting.get_kind_display(),
        meeting.get_state_display(),
        meeting.item_count,
        meeting.decision_count,
        meeting.done_count,
        _("có") if meeting.is_illustrative else "",
    ]


# ---------------------------------------------------------------- one meeting


def page(found):
    """Return what templates/committee/meeting.html says of an `OpenMeeting` to whoever reads it."""
    return {
        "meeting": found.meeting,
        "sentence": sentence(found),
        "agenda": agenda(found),
        "decisions": decisions(found.decisions),
        "is_ahead": found.meeting.on > timezone.localdate(),
    }


def sentence(found):
    """“6 nội dung: đã bàn 4, để lần sau 2. Đã giao 3 chỉ đạo, 1 đã hoàn thành.”"""
    meeting, count = found.meeting, len(found.items)
    if meeting.state == MeetingState.CANCELLED:
        return _("Cuộc họp đã hủy: %(reason)s") % {"reason": meeting.cancelled_because}
    if not count:
        return _("Chương trình họp chưa có nội dung nào.")
    if meeting.state == MeetingState.PLANNED:
        said = ngettext("Chương trình có %(count)d nội dung.", "Chương trình có %(count)d nội dung.", count)
        return said % {"count": count}
    return f"{_gone_through(found)} {_decided(len(found.decisions), found.done)}"


def _gone_through(found):
    """“6 nội dung: đã bàn 3, để lần sau 2, chưa bàn 1.”; what is nought is left out."""
    states = [item.state for item in found.items]
    counts = {
        _("đã bàn %(count)d"): states.count(ItemState.DISCUSSED),
        _("để lần sau %(count)d"): states.count(ItemState.PUT_OFF),
        _("chưa bàn %(count)d"): states.count(ItemState.WAITING),
    }
    said = ", ".join(words % {"count": count} for words, count in counts.items() if count)
    return _("%(count)d nội dung: %(said)s.") % {"count": len(states), "said": said}


def _decided(count, done):
    if not count:
        return _("Chưa giao chỉ đạo nào.")
    if not done:
        return _("Đã giao %(count)d chỉ đạo, chưa chỉ đạo nào hoàn thành.") % {"count": count}
    return _("Đã giao %(count)d chỉ đạo, %(done)d đã hoàn thành.") % {"count": count, "done": done}


def agenda(found):
    """Return the items as templates/committee/meeting_agenda.html shows them, with where their buttons move them."""
    last = len(found.items)
    return [
        {
            "item": item,
            "number": number,
            "kind": capfirst(item.get_kind_display()),
            "is_alarming": item.kind in ALARMING,
            "up": number - 1 if number > 1 else None,
            "down": number + 1 if number < last else None,
            "decisions": decisions(found.decisions_on(item)),
            "can_remove": item.state == ItemState.WAITING and not found.decisions_on(item),
        }
        for number, item in enumerate(found.items, start=1)
    ]


def decisions(directives):
    """Return the directives as [{directive, lead, days_left}]; days_left is None where nothing is awaited any more."""
    today = timezone.localdate()
    return [
        {
            "directive": each,
            "lead": each.lead.latest.police_name,
            "days_left": (each.due - today).days if each.due and each.state == DirectiveState.UNDER_WAY else None,
        }
        for each in directives
    ]


def proposal_groups(found):
    """Return the proposals by kind: [{kind, title, is_alarming, proposals}]."""
    groups = {}
    for each in found:
        groups.setdefault(each.kind, []).append(each)
    return [
        {"kind": kind.value, "title": str(KIND_TITLES[kind]), "is_alarming": kind in ALARMING, "proposals": those}
        for kind, those in groups.items()
    ]
