"""Why something was not done with a document; each says what to do next."""

from django.utils.translation import gettext as _

from accounts.refusals import Refused


class SubjectMissing(Refused):
    """A kind of document asks what it is about, and that it exists."""

    def __str__(self):
        return _("Chưa đủ thông tin để lập văn bản này: hãy chọn kỳ đánh giá, đơn vị hoặc cuộc họp mà văn bản nói đến.")


class NotInState(Refused):
    """The document is no longer where this step begins: somebody was faster."""

    def __str__(self):
        return _("Văn bản đã sang bước khác. Hãy tải lại trang để xem văn bản đang ở bước nào.")


class NoUnitToWriteFor(Refused):
    """A run over no unit would say that all went well."""

    def __str__(self):
        return _("Kỳ này chưa có phiếu đánh giá của đơn vị nào. Hãy mở kỳ đánh giá rồi viết văn bản.")
