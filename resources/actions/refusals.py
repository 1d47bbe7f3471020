"""Why a figure, a plan or a stage was not recorded: each says in a sentence what to do next."""

from django.utils.translation import gettext as _

from accounts.refusals import Refused


class DayAhead(Refused):
    """What is counted or done is counted or done on a day that has come."""

    def __str__(self):
        return _("Ngày %(on)s chưa đến. Hãy ghi ngày thực tế, không sau hôm nay.") % {"on": f"{self.args[0]:%d/%m/%Y}"}


class NoUnitThen(Refused):
    """The unit did not stand on the day, so nothing of it can be counted."""

    def __str__(self):
        return _(
            "Ngày %(on)s đơn vị chưa thành lập hoặc đã sáp nhập. Hãy chọn ngày khác, hoặc ghi cho đơn vị khi đó."
        ) % {"on": f"{self.args[0]:%d/%m/%Y}"}


class NotCountable(Refused):
    """The quantity does not fit the kind: below 0, or of a kind that is there or not."""

    def __str__(self):
        if self.args[0].is_presence:
            return _("“%(kind)s” chỉ tính có hay không: hãy ghi 1 nếu có, 0 nếu không.") % {"kind": self.args[0]}
        return _("Số lượng phải từ 0 trở lên. Hãy ghi lại.")


class SourceMissing(Refused):
    """A figure without its source cannot be checked by anybody."""

    def __str__(self):
        return _("Chưa ghi nguồn số liệu. Hãy ghi biên bản, quyết định hoặc báo cáo có số này.")


class NothingPlanned(Refused):
    """A plan adds something."""

    def __str__(self):
        return _("Số bổ sung phải lớn hơn 0. Hãy ghi lại.")


class DaysOutOfOrder(Refused):
    """A plan ends before it was made, or is closed before that; `args`: the earlier day."""

    def __str__(self):
        return _("Ngày này không được trước ngày lập kế hoạch (%(on)s). Hãy sửa lại ngày.") % {
            "on": f"{self.args[0]:%d/%m/%Y}"
        }


class PlanClosed(Refused):
    """Somebody closed the plan already."""

    def __str__(self):
        return _("Kế hoạch này đã kết thúc ngày %(on)s; không có gì thay đổi thêm.") % {
            "on": f"{self.args[0]:%d/%m/%Y}"
        }


class StageOutOfOrder(Refused):
    """Stages are reached one after the other; `args`: this stage, the other one, its day, whether that comes later."""

    def __str__(self):
        stage, other, on, is_later = self.args
        values = {"stage": stage.label, "other": other.label, "on": f"{on:%d/%m/%Y}"}
        if is_later:
            return _("“%(stage)s” không thể sau “%(other)s” (ngày %(on)s). Hãy sửa lại ngày.") % values
        return _("“%(stage)s” không thể trước “%(other)s” (ngày %(on)s). Hãy sửa lại ngày.") % values


class NothingRecorded(Refused):
    """Neither day nor note was given."""

    def __str__(self):
        return _("Chưa có gì để ghi. Hãy điền ngày dự kiến, ngày xong hoặc ghi chú.")


class ProjectEnded(Refused):
    """The project was dropped or handed over; nothing more happens to it."""

    def __str__(self):
        return _("Dự án này đã dừng hoặc đã bàn giao; không có gì thay đổi thêm.")
