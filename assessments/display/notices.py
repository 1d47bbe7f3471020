"""The words of a notice in the reader's language, and the place it leads to; made when it is shown or mailed."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import NoticeKind, Stage
from assessments.queries.sheet import asked_in, sheet_url


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """One sentence, what is worth knowing beside it, and where to go ("" when there is no such place)."""

    title: str
    facts: tuple[str, ...]
    url: str


def register(words):
    """Add the words of another app's kinds of notice: {kind: function of a notice to its `NoticeWords`}."""
    REGISTERED.update(words)


def words_of(notice):
    """Return the `NoticeWords`; the notice comes with its sheet, its round and the round's set (`notices_for`)."""
    if notice.kind in REGISTERED:
        return REGISTERED[notice.kind](notice)
    title, *facts = WORDS[notice.kind](notice)
    if notice.assessment and notice.round:
        facts.append(notice.round.title)
    return NoticeWords(title, tuple(fact for fact in facts if fact), _place_of(notice))


def _name(notice):
    if notice.assessment:
        return notice.assessment.police_name
    return notice.round.title if notice.round else ""


def _day(notice, key="due"):
    """“25/11/2026” of the ISO day that the data hold under the key; "" without one."""
    day = notice.data.get(key)
    return f"{date.fromisoformat(day):%d/%m/%Y}" if day else ""


def _stage(notice):
    stage = notice.data.get("stage")
    return Stage(stage).label if stage in Stage.values else ""


def _due(notice):
    values = {"stage": _stage(notice), "due": _day(notice), "name": _name(notice)}
    said = {
        NoticeKind.DUE_SOON: _("Sắp đến hạn %(stage)s, ngày %(due)s: %(name)s"),
        NoticeKind.DUE_TODAY: _("Ngày %(due)s là hạn %(stage)s: %(name)s"),
        NoticeKind.OVERDUE: _("Đã quá hạn %(stage)s, ngày %(due)s: %(name)s"),
    }[notice.kind]
    return [said % values, _remaining(notice)]


def _remaining(notice):
    count = notice.data.get("count", 0)
    if not count:
        return ""
    if notice.assessment:
        return ngettext("%(count)d tiêu chí cần giải trình", "%(count)d tiêu chí cần giải trình", count) % {
            "count": count
        }
    return ngettext("còn %(count)d phiếu chờ bạn", "còn %(count)d phiếu chờ bạn", count) % {"count": count}


def _returned(notice):
    values = {"name": _name(notice), "due": _day(notice)}
    if notice.data.get("kind") == "appraisal":
        said = _("Ban Chỉ đạo trả lại để thẩm định lại, hạn ngày %(due)s: %(name)s")
    elif notice.data.get("kind") == "reopening":
        said = _("Một tiêu chí được mở lại, hạn nộp lại ngày %(due)s: %(name)s")
    else:
        said = _("Phiếu bị trả lại, hạn nộp lại ngày %(due)s: %(name)s")
    return [said % values, notice.data.get("reason", "")]


def _explanation(notice):
    values = {"criterion": notice.data.get("criterion", ""), "name": _name(notice), "due": _day(notice)}
    return [_("Cần giải trình tiêu chí %(criterion)s, hạn ngày %(due)s: %(name)s") % values]


def _extended(notice):
    values = {"stage": _stage(notice), "to": _day(notice, "to"), "name": _name(notice)}
    return [_("Hạn %(stage)s được gia hạn đến ngày %(to)s: %(name)s") % values]


def _handed_on(notice):
    count = notice.data.get("count", 1)
    words = ngettext(
        "Nhận %(count)d phiếu từ cấp đã kết thúc: %(name)s", "Nhận %(count)d phiếu từ cấp đã kết thúc: %(name)s", count
    )
    return [words % {"count": count, "name": _name(notice)}]


def _mention(notice):
    values = {"criterion": notice.data.get("criterion", ""), "name": _name(notice)}
    return [
        _("Bạn được nhắc đến trong trao đổi về tiêu chí %(criterion)s: %(name)s") % values,
        notice.data.get("by", ""),
        notice.data.get("text", ""),
    ]


def _lapses(notice):
    values = {"title": notice.data.get("title", ""), "until": _day(notice, "until")}
    return [_("Tài liệu “%(title)s” hết hiệu lực sau ngày %(until)s") % values]


def _decided(notice):
    document = notice.data.get("document", "")
    return [
        _("Ban Chỉ đạo đã quyết định kết quả: %(name)s") % {"name": _name(notice)},
        _("theo %(document)s") % {"document": document} if document else "",
    ]


def _published(notice):
    return [_("Đã công bố kết quả: %(name)s") % {"name": _name(notice)}]


WORDS = {
    NoticeKind.DUE_SOON: _due,
    NoticeKind.DUE_TODAY: _due,
    NoticeKind.OVERDUE: _due,
    NoticeKind.MENTION: _mention,
    NoticeKind.RETURNED: _returned,
    NoticeKind.EXPLANATION: _explanation,
    NoticeKind.EXTENDED: _extended,
    NoticeKind.HANDED_ON: _handed_on,
    NoticeKind.DECIDED: _decided,
    NoticeKind.PUBLISHED: _published,
    NoticeKind.EVIDENCE_LAPSES: _lapses,
}


REGISTERED: dict = {}


def _place_of(notice):
    assessment = notice.assessment
    if assessment is None:
        if notice.round:
            return reverse("assessments:round", args=[notice.round.code])
        unit = notice.data.get("unit")
        return reverse("portal:unit", args=[unit]) if unit else ""
    if notice.kind == NoticeKind.EXTENDED:
        return reverse("assessments:deadlines", args=[assessment.round.code, assessment.unit_id])
    criterion = notice.data.get("criterion", "")
    found = asked_in(assessment, criterion) if criterion else None
    if found and notice.kind == NoticeKind.MENTION:
        page = reverse("assessments:criterion", args=[assessment.round.code, assessment.unit_id, criterion])
        return f"{page}#discussions"
    return f"{sheet_url(assessment, found[1])}#criterion-{criterion}" if found else sheet_url(assessment)
