"""One document's page in words: where it stands, what is still to be done, who does the next step."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.history import told
from committee.display.chain_words import day, whole
from reports.content.differences import differences
from reports.content.wording import number_and_symbol
from reports.display.documents import badge, waits
from reports.display.paper import paper
from reports.kinds import KINDS
from reports.models import Body, ReportState
from reports.queries.titles import facts_of, kind_title
from reports.writers import FORMATS

VERBS = {
    "prepare_report": gettext_lazy("Lập dự thảo"),
    "carry_words": gettext_lazy("Lấy lời văn của kỳ trước"),
    "carry_slot": gettext_lazy("Dùng lời kỳ trước cho một đoạn"),
    "word_slot": gettext_lazy("Sửa lời văn"),
    "confirm_slot": gettext_lazy("Xác nhận lời văn với số liệu mới"),
    "leave_out_slot": gettext_lazy("Bỏ một đoạn khỏi văn bản"),
    "propose_again": gettext_lazy("Trở lại lời đề xuất"),
    "address_report": gettext_lazy("Sửa trích yếu, nơi gửi, nơi nhận"),
    "hand_over_report": gettext_lazy("Trình duyệt"),
    "approve_report": lambda data: _("Duyệt, người ký: %(signature)s") % {"signature": data.get("signature", "")},
    "send_back_report": gettext_lazy("Trả lại dự thảo"),
    "take_back_report": gettext_lazy("Rút duyệt để sửa"),
    "discard_report": gettext_lazy("Bỏ dự thảo"),
    "publish_report": gettext_lazy("Ban hành"),
    "amend_report": gettext_lazy("Lập văn bản thay thế"),
    "replace_report": gettext_lazy("Được thay thế bằng văn bản khác"),
}
WHO = {
    (Body.COMMITTEE, "edit"): gettext_lazy("Tổ giúp việc soạn và sửa lời văn."),
    (Body.COMMITTEE, "approve"): gettext_lazy("Thành viên Ban Chỉ đạo duyệt."),
    (Body.COMMITTEE, "take_back"): gettext_lazy("Thành viên Ban Chỉ đạo hoặc Tổ giúp việc rút duyệt."),
    (Body.COMMITTEE, "publish"): gettext_lazy("Tổ giúp việc lấy số và ban hành."),
    (Body.UNIT, "edit"): gettext_lazy("Cán bộ, chỉ huy đơn vị hoặc Tổ giúp việc soạn và sửa lời văn."),
    (Body.UNIT, "approve"): gettext_lazy("Chỉ huy đơn vị duyệt."),
    (Body.UNIT, "take_back"): gettext_lazy("Cán bộ, chỉ huy đơn vị rút duyệt."),
    (Body.UNIT, "publish"): gettext_lazy("Đơn vị lấy số và ban hành."),
}
STEPS = {ReportState.DRAFT: ("edit", "approve"), ReportState.APPROVED: ("take_back", "publish")}
TRACK = (ReportState.DRAFT, ReportState.APPROVED, ReportState.PUBLISHED)


def page(shown):
    """Return the context of reports/document.html of a `DocumentPage`."""
    report, composition = shown.report, shown.composition
    editable = shown.rights.edit
    return {
        "page": shown,
        "report": report,
        "title": f"{composition.document.kind_name}: {composition.document.subject}",
        "kind": kind_title(report),
        "facts": facts_of(report),
        "badge": badge(report),
        "track": track(report),
        "sentence": sentence(shown),
        "paper": paper(
            composition.document,
            figures=composition.outline.figures,
            marks=_marks(shown),
            edit_url=(lambda slot: slot_url(report, slot)) if editable else None,
        ),
        "gaps": [_gap(report, gap, editable) for gap in shown.gaps],
        "changes": [_change(report, each, editable) for each in composition.changes],
        "changed_tables": composition.changed_tables,
        "carried": [carried(report, each) for each in shown.carried],
        "missing": _missing(report, shown.rights),
        "downloads": downloads(report),
        "history": told(shown.history, VERBS),
        "is_illustrative": composition.document.is_illustrative,
    }


def _missing(report, rights):
    """Who makes the steps that the reader may not make."""
    return [str(WHO[report.body, step]) for step in STEPS.get(report.state, ()) if not getattr(rights, step)]


def begun(report, is_new):
    """Return what is said once a document was asked for: that it was begun, or had been before, and by whom."""
    if is_new:
        return _("Đã lập dự thảo từ số liệu hiện có. Hãy xem các chỗ cần bổ sung.")
    values = {"who": report.created_by.post or report.created_by.username, "date": day(report.created_at)}
    return _("Văn bản này đã được %(who)s lập ngày %(date)s; đây là văn bản đó.") % values


def file_name(report):
    """Return a safe name for the file of a report: its kind and key, ASCII."""
    return f"{report.kind.replace('_', '-')}-{report.pk}"


def slot_url(report, slot):
    return reverse("reports:slot", args=[report.pk, slot])


def downloads(report):
    """Return [{"label", "url"}] of the files of a document as it stands; a workbook only where there are tables.

    None once it is published: its files are those that were sealed.
    """
    if report.state == ReportState.PUBLISHED:
        return []
    kind = KINDS[report.kind]
    address = reverse("reports:download", args=[report.pk])
    names = [name for name in FORMATS if name != "xlsx" or kind.has_tables]
    return [{"label": name.upper(), "url": f"{address}?format={name}"} for name in names]


def track(report):
    """Return the states as stops: [{"label", "standing": done/current/ahead, "words"}]."""
    if report.state == ReportState.DISCARDED:
        return [{"label": ReportState.DISCARDED.label, "standing": "current", "words": ""}]
    words = {
        ReportState.DRAFT: day(report.created_at),
        ReportState.APPROVED: day(report.approved_at),
        ReportState.PUBLISHED: day(report.issued_on),
    }
    at = TRACK.index(report.state)
    standings = ["done" if place < at else "current" if place == at else "ahead" for place in range(len(TRACK))]
    return [
        {"label": state.label, "standing": standing, "words": words[state]}
        for state, standing in zip(TRACK, standings, strict=True)
    ]


def sentence(shown):
    """“Dự thảo còn 3 chỗ cần bổ sung, 2 câu có số liệu đã đổi.”"""
    report = shown.report
    if report.state == ReportState.DISCARDED:
        return _("Dự thảo đã bỏ: %(reason)s") % {"reason": report.discarded_because}
    if report.state == ReportState.PUBLISHED:
        values = {"number": number_and_symbol(shown.composition.document), "date": day(report.issued_on)}
        said = _("Đã ban hành: %(number)s, ngày %(date)s.") % values
        return said + _replaced(shown) + _since(shown)
    if report.state == ReportState.APPROVED:
        said = _("Đã duyệt ngày %(date)s, chờ: %(who)s.")
        return said % {"date": day(report.approved_at), "who": waits(report)} + _since(shown)
    left = counted(shown)
    if left:
        return _("Dự thảo còn %(left)s.") % {"left": ", ".join(left)}
    if report.handed_over_at:
        said = _("Dự thảo đã đủ, trình duyệt ngày %(date)s, chờ: %(who)s.")
        return said % {"date": day(report.handed_over_at), "who": waits(report)}
    return _("Dự thảo đã đủ: không còn chỗ trống, không có câu nào cần xem lại. Có thể trình duyệt.")


def counted(shown):
    """Return what is left to be done, as parts of a sentence; [] when nothing is."""
    counts = (
        (len(shown.gaps), lambda n: ngettext("%(count)s chỗ cần bổ sung", "%(count)s chỗ cần bổ sung", n)),
        (
            len(shown.composition.changes),
            lambda n: ngettext("%(count)s câu có số liệu đã đổi", "%(count)s câu có số liệu đã đổi", n),
        ),
        (
            len(shown.carried),
            lambda n: ngettext(
                "%(count)s đoạn lấy lời kỳ trước chưa xem lại", "%(count)s đoạn lấy lời kỳ trước chưa xem lại", n
            ),
        ),
    )
    return [words(count) % {"count": whole(count)} for count, words in counts if count]


def _replaced(shown):
    """By which published document, or "": a draft that would replace it does not yet."""
    by = [each.publication.symbol for each in shown.amendments if each.state == ReportState.PUBLISHED]
    if not by:
        return ""
    return " " + _("Đã bị thay thế bởi văn bản số %(number)s.") % {"number": by[-1]}


def _since(shown):
    count, tables = len(shown.composition.changes), len(shown.composition.changed_tables)
    said = []
    if count:
        words = ngettext(
            "%(count)s câu có số liệu đã đổi sau khi duyệt.", "%(count)s câu có số liệu đã đổi sau khi duyệt.", count
        )
        said.append(words % {"count": whole(count)})
    if tables:
        words = ngettext(
            "%(count)s bảng có số liệu đã đổi sau khi duyệt.", "%(count)s bảng có số liệu đã đổi sau khi duyệt.", tables
        )
        said.append(words % {"count": whole(tables)})
    return "".join(f" {each}" for each in said)


def _marks(shown):
    changed = {each.slot: "changed" for each in shown.composition.changes}
    return changed | {each.slot: "carried" for each in shown.carried}


def _gap(report, gap, editable):
    """A missing figure is recorded where its rows are; missing words are written here."""
    words = gap.text.strip("[]")
    if gap.figure and gap.url:
        return {"words": words, "url": gap.url, "label": _("Ghi số liệu")}
    if gap.slot and editable:
        return {"words": words, "url": slot_url(report, gap.slot), "label": _("Viết")}
    return {"words": words, "url": "", "label": ""}


def _change(report, change, editable):
    missing = _("chưa có số liệu")
    return {
        "sentence": change.sentence,
        "figure": change.figure,
        "before": change.before or missing,
        "now": change.now or missing,
        "slot": change.slot,
        "url": slot_url(report, change.slot) if editable else "",
    }


def carried(report, place):
    """Return a place whose words are the earlier document's, with what differs in print."""
    return {
        "heading": place.heading,
        "label": place.label,
        "slot": place.slot,
        "url": slot_url(report, place.slot),
        "pieces": differences(place.earlier, place.printed) if place.earlier is not None else (),
        "printed": place.printed,
    }
