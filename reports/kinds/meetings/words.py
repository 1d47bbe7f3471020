"""A meeting in the words of its documents: what it is called, when and where it was, who presided."""

from django.urls import reverse

from committee.models import MeetingState
from reports.content.phrasing import bare_date, plain_lines, unended
from reports.content.prose import Prose

# “tại Họp Ban Chỉ đạo” is no Vietnamese: a title that begins with the verb takes its noun before it.
VERB, NOUN = "Họp ", "Cuộc họp "
NOUNS = ("Cuộc họp", "Phiên họp", "Buổi làm việc")


def meeting_called(meeting):
    """“Cuộc họp Ban Chỉ đạo quý IV”, “Hội nghị sơ kết …”: the title as a noun, to begin a sentence."""
    title = unended(meeting.title)
    return f"{NOUN}{title.removeprefix(VERB)}" if title.startswith(VERB) else title


def within(name):
    """The name as it stands inside a sentence: “cuộc họp Ban Chỉ đạo”, “Hội nghị sơ kết”."""
    return f"{name[:1].lower()}{name[1:]}" if name.startswith(NOUNS) else name


def only_if_held(meeting, text, asks):
    """Return (text, asks) of a sentence that says that the meeting took place; of a cancelled one it is not said."""
    if meeting.state != MeetingState.CANCELLED:
        return text, asks
    return "", f"Cuộc họp đã hủy ({unended(meeting.cancelled_because)}); hãy bỏ văn bản này."


def clock(at):
    """“14 giờ 05 phút”; None where nobody wrote the time down."""
    return f"{at:%H} giờ {at:%M} phút" if at else None


def note_meeting(meeting, ledger):
    """Keep the figures of a meeting that all its documents refer to."""
    url = reverse("committee:meeting", args=[meeting.pk])
    ledger.fix("tên cuộc họp", within(meeting_called(meeting)), "Thông tin cuộc họp", url)
    ledger.fix("ngày họp", bare_date(meeting.on), "Thông tin cuộc họp", url)
    ledger.fix("địa điểm họp", unended(meeting.place), "Thông tin cuộc họp: địa điểm", url)
    ledger.fix("chủ trì", unended(meeting.chair), "Thông tin cuộc họp: chủ trì (chức vụ)", url)


def general_conclusion(slot, meeting):
    """Return the place for what the chair concluded at the end."""
    asks = "Nêu kết luận chung của người chủ trì (chưa ghi trên cổng)."
    return Prose(slot, plain_lines(meeting.conclusion), asks)
