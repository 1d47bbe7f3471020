"""Why something was not done with a directive: each says what to do instead."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.refusals import Refused


class LeadCoordinates(Refused):
    """The unit that leads is named among those that coordinate."""

    def __str__(self):
        return _("Đơn vị chủ trì không đồng thời là đơn vị phối hợp. Hãy bỏ đơn vị đó khỏi một trong hai.")


class IssuerLeads(Refused):
    """Whoever orders confirms, and nobody confirms their own work."""

    def __str__(self):
        return _("Nơi chỉ đạo không tự chủ trì, vì người thực hiện không tự xác nhận. Hãy giao cho đơn vị khác.")


class DueBeforeIssue(Refused):
    """The directive would be due before it was issued."""

    def __str__(self):
        return _("Thời hạn không thể trước ngày chỉ đạo. Hãy sửa một trong hai ngày.")


class RepetitionWithoutDue(Refused):
    """The days of a series are counted from that of its first turn."""

    def __str__(self):
        return _("Chỉ đạo lặp lại cần thời hạn của lần đầu. Hãy ghi thời hạn, hoặc chọn “một lần”.")


class IssuedAlready(Refused):
    """One that says the same stands already."""

    def __str__(self):
        return _(
            "Chỉ đạo giống hệt đã được ghi: cùng trích yếu, đơn vị chủ trì, ngày và thời hạn. "
            "Hãy xem trong danh mục; nếu đúng là một chỉ đạo nữa, hãy ghi trích yếu khác đi."
        )


class NotAPercent(Refused):
    """Progress is a whole number from 0 to 100."""

    def __str__(self):
        return _("Tiến độ là số nguyên từ 0 đến 100. Hãy ghi lại.")


class ReportedInTasks(Refused):
    """What goes to many units is reported by each of them; how far the whole has come follows from that."""

    def __str__(self):
        return _("Chỉ đạo này giao cho nhiều đơn vị: tiến độ được báo cáo ở nhiệm vụ của từng đơn vị.")


class TasksStand(Refused):
    """`count` units have not finished yet."""

    def __str__(self):
        count = self.args[0]
        return ngettext(
            "Còn %(count)d đơn vị chưa xong nhiệm vụ. Hãy chờ xác nhận xong, hoặc thu hồi nhiệm vụ đó.",
            "Còn %(count)d đơn vị chưa xong nhiệm vụ. Hãy chờ xác nhận xong, hoặc thu hồi các nhiệm vụ đó.",
            count,
        ) % {"count": count}


class DayAhead(Refused):
    """What is done was done by today, and not before it was ordered on `issued_on`."""

    def __str__(self):
        return _("Ngày hoàn thành phải từ ngày chỉ đạo (%(issued)s) đến hôm nay. Hãy sửa ngày.") % {
            "issued": f"{self.args[0]:%d/%m/%Y}"
        }


class NoDeadline(Refused):
    """There is no day to put off."""

    def __str__(self):
        return _("Chỉ đạo này không ghi thời hạn nên không cần gia hạn.")


class AskedAlready(Refused):
    """A request stands that nobody has decided; `due` is its day."""

    def __str__(self):
        return _("Đã đề nghị gia hạn đến ngày %(due)s và đang chờ quyết định. Hãy chờ, hoặc liên hệ nơi chỉ đạo.") % {
            "due": f"{self.args[0]:%d/%m/%Y}"
        }


class DecidedAlready(Refused):
    """Somebody else has decided the request meanwhile."""

    def __str__(self):
        return _("Đề nghị gia hạn này đã được quyết định trước đó; không có gì thay đổi thêm.")


class DayTaken(Refused):
    """Two turns of a series would be due on one day."""

    def __str__(self):
        return _("Ngày này đã là thời hạn của một lần khác trong chuỗi lặp lại. Hãy chọn ngày khác.")
