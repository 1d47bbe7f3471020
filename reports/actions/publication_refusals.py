"""Why a document was not published or amended; each says what to do next."""

from django.utils.translation import gettext as _

from accounts.refusals import Refused


class AlreadyPublished(Refused):
    """Somebody was faster, or pressed twice: the document is published under this `number`."""

    def __str__(self):
        return _("Văn bản đã được ban hành với số %(number)s, nên không ban hành lần nữa.") % {"number": self.args[0]}


class AddressUnknown(Refused):
    """The paper would carry a code that nobody knows where to look up."""

    def __str__(self):
        return _(
            "Chưa khai báo địa chỉ của cổng nên chưa in được mã tra cứu. "
            "Hãy nhờ quản trị viên đặt PORTAL_URL rồi ban hành lại."
        )


class AmendmentBegun(Refused):
    """A document is replaced by one other; `amendment` is being drafted already."""

    def __init__(self, amendment):
        super().__init__(amendment.pk)
        self.amendment = amendment

    def __str__(self):
        return _("Đã có dự thảo thay thế văn bản này. Hãy làm tiếp dự thảo đó, hoặc bỏ nó rồi lập dự thảo khác.")


class AlreadyReplaced(AmendmentBegun):
    """What replaced the document is published: a further correction amends that one."""

    def __str__(self):
        return _("Văn bản này đã được thay thế. Hãy mở văn bản thay thế đang có hiệu lực và sửa từ văn bản đó.")
