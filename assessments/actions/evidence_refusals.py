"""Why a document was not taken: each says what was received and what would be accepted."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.refusals import Refused
from assessments.files.kinds import ACCEPTED_WORDS


class ContentRefused(Refused):
    """What was handed in as the document itself cannot be taken."""


class ContentMissing(ContentRefused):
    """Neither a file nor a link, or both."""

    def __str__(self):
        return _("Hãy chọn một tệp, hoặc ghi một liên kết; mỗi tài liệu chỉ một trong hai.")


class FileEmpty(ContentRefused):
    """A file of 0 bytes: mostly one that was picked before it had been written."""

    def __str__(self):
        return _("Tệp “%(name)s” trống (0 byte). Hãy mở tệp kiểm tra rồi chọn lại.") % {"name": self.args[0]}


class FileTooLarge(ContentRefused):
    """`size` in bytes is above the site's EVIDENCE_MAX_MB."""

    def __init__(self, name, size):
        super().__init__(name, size)
        self.name, self.size = name, size

    def __str__(self):
        return _(
            "Tệp “%(name)s” nặng %(size)s, cổng chỉ nhận tối đa %(most)d MB một tệp. "
            "Hãy quét lại ở độ phân giải thấp hơn, tách tệp, hoặc ghi liên kết."
        ) % {"name": self.name, "size": filesizeformat(self.size), "most": settings.EVIDENCE_MAX_MB}


class FileNotAccepted(ContentRefused):
    """The file is of a kind that is not taken; `received` says what it is."""

    def __init__(self, name, received):
        super().__init__(name, received)
        self.name, self.received = name, received

    def __str__(self):
        return _("Tệp “%(name)s” là %(received)s. Cổng chỉ nhận: %(accepted)s.") % {
            "name": self.name,
            "received": self.received,
            "accepted": ACCEPTED_WORDS,
        }


class FileInfected(ContentRefused):
    """The scanner found something, `finding` by its own name."""

    def __init__(self, name, finding):
        super().__init__(name, finding)
        self.name, self.finding = name, finding

    def __str__(self):
        return _(
            "Tệp “%(name)s” có mã độc (%(finding)s) nên không được nhận. "
            "Hãy báo bộ phận công nghệ thông tin kiểm tra máy đã tạo tệp."
        ) % {"name": self.name, "finding": self.finding}


class ScannerSilent(ContentRefused):
    """The site asks for a scan and the scanner does not answer: nothing is taken unscanned."""

    def __str__(self):
        return _(
            "Máy quét mã độc đang không trả lời nên chưa nhận được tệp. Hãy thử lại sau ít phút; "
            "nếu vẫn vậy, báo quản trị hệ thống."
        )


class LinkNotAccepted(ContentRefused):
    """Only addresses of web pages are links."""

    def __str__(self):
        return _("Liên kết phải là địa chỉ trang web bắt đầu bằng https:// hoặc http://.")


class EvidenceLapsed(Refused):
    """What has lapsed is not still valid; the piece is the argument."""

    def __str__(self):
        evidence = self.args[0]
        return _(
            "Tài liệu “%(title)s” đã hết hiệu lực ngày %(date)s nên không dùng lại được. Hãy thêm tài liệu mới."
        ) % {"title": evidence.title, "date": f"{evidence.valid_until:%d/%m/%Y}"}


class NotUsedBefore(Refused):
    """The piece did not prove this criterion in the unit's round before."""

    def __str__(self):
        return _(
            "Tài liệu này không có ở tiêu chí tương ứng của kỳ trước. Hãy chọn trong danh sách tài liệu của đơn vị."
        )


class FactsHandedIn(Refused):
    """The piece stands in a sheet that was handed in, whose facts are no longer the unit's to change."""

    def __str__(self):
        return _(
            "Tài liệu đã nằm trong phiếu đã nộp nên tên, số và ngày giữ nguyên như khi nộp. "
            "Nếu có văn bản mới, hãy thêm thành tài liệu khác."
        )


class EvidenceMissing(Refused):
    """Criteria that are claimed without the evidence they require and without a word why; `codes` are theirs."""

    def __init__(self, codes):
        super().__init__(codes)
        self.codes = tuple(codes)

    def __str__(self):
        return ngettext(
            "Còn %(count)d tiêu chí bắt buộc có tài liệu kiểm chứng mà chưa kèm tài liệu: %(codes)s. "
            "Hãy thêm tài liệu, hoặc ghi lý do vào phần thuyết minh, rồi nộp lại.",
            "Còn %(count)d tiêu chí bắt buộc có tài liệu kiểm chứng mà chưa kèm tài liệu: %(codes)s. "
            "Hãy thêm tài liệu, hoặc ghi lý do vào phần thuyết minh, rồi nộp lại.",
            len(self.codes),
        ) % {"count": len(self.codes), "codes": ", ".join(self.codes)}


class FileErased(ContentRefused):
    """The very bytes that an administrator has erased."""

    def __str__(self):
        return _("Quản trị hệ thống đã gỡ đúng tệp này khỏi cổng nên không nhận lại. Hãy chọn tệp khác.")
