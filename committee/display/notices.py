"""The words of the committee's notices, made when they are shown or mailed.

`data` of each notice holds what `committee.actions.notices.tell` put there: the thing's title, its address, and a day.
"""

from django.utils.translation import gettext as _

from assessments.display.notices import NoticeWords
from assessments.models import NoticeKind


def words_of(notice):
    """Return the `NoticeWords` of one of the kinds below."""
    data = notice.data
    sentence = _cancelled if notice.key.endswith(":cancelled") else SENTENCES[notice.kind]
    title = sentence() % {"title": data.get("title", ""), "due": _day(data.get("due"))}
    facts = tuple(fact for fact in (data.get("unit", ""), data.get("reason", "")) if fact)
    return NoticeWords(title, facts, data.get("url", ""))


def _day(iso):
    """“25/11/2026” of an ISO day, “–” without one."""
    return "/".join(reversed(iso.split("-"))) if iso else "–"


def _cancelled():
    return _("Đã hủy cuộc họp Ban Chỉ đạo ngày %(due)s: %(title)s")


SENTENCES = {
    NoticeKind.DIRECTIVE: lambda: _("Được giao chỉ đạo, hạn %(due)s: %(title)s"),
    NoticeKind.DIRECTIVE_DUE: lambda: _("Chỉ đạo sắp đến hạn %(due)s: %(title)s"),
    NoticeKind.DIRECTIVE_LATE: lambda: _("Chỉ đạo đã quá hạn %(due)s: %(title)s"),
    NoticeKind.DIRECTIVE_REPORT: lambda: _("Chỉ đạo đã báo cáo xong, chờ xác nhận: %(title)s"),
    NoticeKind.DIRECTIVE_BACK: lambda: _("Chưa xác nhận hoàn thành, cần làm tiếp: %(title)s"),
    NoticeKind.DIRECTIVE_CLOSED: lambda: _("Chỉ đạo đã kết thúc: %(title)s"),
    NoticeKind.POSTPONEMENT: lambda: _("Về đề nghị gia hạn đến %(due)s: %(title)s"),
    NoticeKind.OBSTACLE: lambda: _("Vướng mắc cần xem: %(title)s"),
    NoticeKind.RECOMMENDATION: lambda: _("Kiến nghị có diễn biến mới: %(title)s"),
    NoticeKind.MEETING: lambda: _("Cuộc họp Ban Chỉ đạo ngày %(due)s: %(title)s"),
}

WORDS = dict.fromkeys(SENTENCES, words_of)
