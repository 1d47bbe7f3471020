"""What a check found, in words: for the page that anybody may open, and for the command."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.content.register import Verdict

TONES = {
    Verdict.IN_FORCE: ("success", "check"),
    Verdict.REPLACED: ("warning", "alert"),
    Verdict.OTHER: ("warning", "alert"),
    Verdict.UNKNOWN: ("error", "alert"),
}
TITLES = {
    Verdict.IN_FORCE: gettext_lazy("Đúng bản đã ban hành (%(format)s)"),
    Verdict.REPLACED: gettext_lazy("Là bản đã ban hành (%(format)s), nhưng đã được thay thế"),
    Verdict.OTHER: gettext_lazy("Là bản đã ban hành (%(format)s) của một văn bản khác"),
    Verdict.UNKNOWN: gettext_lazy("Không phải bản đã ban hành"),
}
TEXTS = {
    Verdict.IN_FORCE: gettext_lazy("Tệp giống từng byte với bản của %(citation)s; chưa có văn bản nào thay thế."),
    Verdict.REPLACED: gettext_lazy(
        "Tệp giống từng byte với bản của %(citation)s. Văn bản này đã được thay thế bởi %(newest)s; "
        "hãy dùng văn bản đó."
    ),
    Verdict.OTHER: gettext_lazy("Tệp là bản của %(citation)s, mã tra cứu %(code)s."),
    Verdict.UNKNOWN: gettext_lazy(
        "Không văn bản đã ban hành nào có tệp giống hệt tệp này. Bản quét, bản có chữ ký hoặc con dấu và tệp đã mở ra "
        "rồi lưu lại đều khác bản gốc từng byte, dù nội dung có thể không đổi: hãy so số, ngày, trích yếu in trên "
        "giấy với thông tin tra theo mã. Khác ở đó thì đây không phải văn bản đã ban hành."
    ),
}


def finding_words(finding):
    """Return what reports/verification_finding.html shows of a `Finding`: {tone, icon, title, text}."""
    entry, newest = finding.entry, finding.newest
    values = {
        "format": finding.format.upper(),
        "citation": entry.citation if entry else "",
        "code": entry.code if entry else "",
        "newest": newest.citation if newest else "",
    }
    tone, icon = TONES[finding.verdict]
    return {
        "tone": tone,
        "icon": icon,
        "title": TITLES[finding.verdict] % values,
        "text": TEXTS[finding.verdict] % values,
        # Only whoever holds the file is led to its document.
        "code": entry.code if entry else "",
    }


def entry_words(line, code):
    """Return what reports/verification.html shows of the document with a code; `line`: all versions of it."""
    entry = next(each for each in line if each.code == code)
    known = {each.code: each.citation for each in line}
    return {
        "entry": entry,
        "published_at": timezone.localtime(dt.datetime.fromisoformat(entry.published_at)),
        "versions": len(line),
        "amends": known.get(entry.amends, ""),
        "replaced_by": known.get(entry.replaced_by, ""),
        "newest": line[-1].citation if line[-1] != entry else "",
        "standing": standing(entry, line[-1]),
    }


def standing(entry, newest):
    """Say how a document stands, as `finding_words` says what a file is."""
    if entry.replaced_by:
        return {
            "tone": "warning",
            "icon": "alert",
            "title": _("Đã ban hành, nhưng đã bị thay thế"),
            "text": _("Bản đang có hiệu lực là %(newest)s.") % {"newest": newest.citation},
        }
    return {
        "tone": "success",
        "icon": "check",
        "title": _("Đã ban hành, chưa bị thay thế"),
        "text": _("Hãy so những dòng dưới đây với giấy đang giữ: khác một chữ thì giấy đó không phải văn bản này."),
    }
