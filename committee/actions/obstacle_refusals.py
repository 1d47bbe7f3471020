"""Why something was not done to an obstacle: each says in a sentence what to do next."""

from django.utils.translation import gettext as _

from accounts.refusals import Refused


class DayAhead(Refused):
    """What is recorded has happened: its day is today or earlier."""

    def __str__(self):
        return _("Ngày này chưa đến. Hãy ghi ngày đã xảy ra, muộn nhất là hôm nay.")


class BeforeItBegan(Refused):
    """A unit cannot be cleared before `since`, the day from which it was held up."""

    def __str__(self):
        return _("Ngày tháo gỡ không thể trước ngày bắt đầu vướng (%(since)s). Hãy xem lại hai ngày này.") % {
            "since": f"{self.args[0]:%d/%m/%Y}"
        }


class NothingNamed(Refused):
    """An obstacle keeps somebody from something: a criterion, a resource, or what its title says."""

    def __str__(self):
        return _("Chưa rõ vướng ở đâu. Hãy ghi tên vướng mắc, hoặc chọn tiêu chí, nguồn lực bị vướng.")


class AlreadyStanding(Refused):
    """The same is recorded already; `obstacle` is the one that stands."""

    @property
    def obstacle(self):
        return self.args[0]

    def __str__(self):
        return _(
            "Vướng mắc này đã được ghi và chưa tháo gỡ: “%(title)s” (từ ngày %(since)s). "
            "Hãy bổ sung vào vướng mắc đó thay vì ghi thêm."
        ) % {"title": self.obstacle.title, "since": f"{self.obstacle.since:%d/%m/%Y}"}


class AlreadyCleared(Refused):
    """It was cleared there already, on the day."""

    def __str__(self):
        return _("Đơn vị này đã được ghi là tháo gỡ xong từ ngày %(on)s; lần bấm này không thay đổi gì.") % {
            "on": f"{self.args[0]:%d/%m/%Y}"
        }


class NotItsUnit(Refused):
    """The obstacle does not block that unit."""

    def __str__(self):
        return _("Vướng mắc này không nêu đơn vị đó. Hãy chọn một đơn vị trong danh sách.")


class StillStanding(Refused):
    """Only what was cleared is reopened."""

    def __str__(self):
        return _("Vướng mắc này đang mở, không cần mở lại.")


class NotUnmet(Refused):
    """An obstacle is opened in one click only from a criterion that is not met."""

    def __str__(self):
        return _("Tiêu chí %(code)s không ở tình trạng chưa đạt. Nếu vẫn vướng, hãy ghi vướng mắc bằng mẫu đầy đủ.") % {
            "code": self.args[0].code
        }
