"""The pages of a document's steps in words."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.content.digest import digest_of
from reports.display.paper import paper

TAKING_BACK = {
    "title": _("Rút duyệt"),
    "sentence": _("Văn bản trở lại dự thảo để sửa; bản đã duyệt không còn giá trị và phải duyệt lại."),
    "button": _("Rút duyệt"),
}
SENDING_BACK = {
    "title": _("Trả lại dự thảo"),
    "sentence": _("Người soạn được báo, kèm điều cần sửa; văn bản phải trình duyệt lại."),
    "button": _("Trả lại"),
}
DISCARDING = {
    "title": _("Bỏ dự thảo"),
    "sentence": _("Dự thảo không còn trong danh sách; lời văn vẫn giữ trong lịch sử và có thể lập lại văn bản."),
    "button": _("Bỏ dự thảo"),
}


def page(shown):
    """Return what every page of a step expects of a `DocumentPage`."""
    report, document = shown.report, shown.composition.document
    return {
        "page": shown,
        "report": report,
        "title": f"{document.kind_name}: {document.subject}",
        "gaps": [gap.text.strip("[]") for gap in shown.gaps],
        "changes": shown.composition.changes,
        "carried": [place.label for place in shown.carried],
        "document_url": reverse("reports:document", args=[report.pk]),
        "is_illustrative": document.is_illustrative,
    }


def read(shown):
    """Return what an approver reads: the paper, and its digest by which a later change is found."""
    composition = shown.composition
    return {
        "paper": paper(composition.document, figures=composition.outline.figures),
        "seen": digest_of(composition.document),
    }


def addressing(report):
    """Return what the form of the addressing begins with."""
    return {name: getattr(report, name) for name in ("subject", "addressees", "recipients")}


def proposed(shown):
    """Return what is printed where a field is left empty: [{"label", "lines"}]."""
    outline, standing = shown.composition.outline, shown.composition.standing
    return [
        {"label": _("Trích yếu"), "lines": (outline.subject,)},
        {"label": _("Kính gửi"), "lines": outline.addressees},
        {"label": _("Nơi nhận"), "lines": outline.recipients or standing.recipients},
    ]
