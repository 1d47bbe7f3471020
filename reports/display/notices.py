"""The words of the notices about documents, made when they are shown or mailed."""

from django.utils.translation import gettext as _

from assessments.display.notices import NoticeWords
from assessments.models import NoticeKind

# By the occasion in the notice's key (`reports.actions.approval`).
SENTENCES = {
    "handed_over": lambda: _("Trình duyệt: %(title)s"),
    "approved": lambda: _("Đã duyệt, chờ ban hành: %(title)s"),
    "sent_back": lambda: _("Trả lại dự thảo để sửa: %(title)s"),
    "taken_back": lambda: _("Trả lại dự thảo để sửa: %(title)s"),
}


def words_of(notice):
    """Return the `NoticeWords` of a notice about a document."""
    occasion = notice.key.split(":")[2] if notice.key.count(":") > 1 else ""
    sentence = SENTENCES.get(occasion, lambda: _("Văn bản: %(title)s"))() % {"title": notice.data.get("title", "")}
    reason = notice.data.get("reason", "")
    return NoticeWords(sentence, (reason,) if reason else (), notice.data.get("url", ""))


WORDS = {NoticeKind.REPORT: words_of}
