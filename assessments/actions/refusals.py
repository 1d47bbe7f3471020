"""Why an action was not done: each says in a sentence what to do next."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.refusals import Refused

YEAR = dt.timedelta(days=366)


class StaleScore(Refused):
    """Somebody else saved the score since it was read; `score` is the row as it stands now."""

    def __init__(self, score):
        super().__init__(score)
        self.score = score

    def __str__(self):
        return _("Tiêu chí này vừa được người khác lưu. Hãy xem nội dung của họ bên cạnh rồi chọn nội dung giữ lại.")


class Incomplete(Refused):
    """Criteria without an answer stand in the way; `codes` are theirs, in the order of the set."""

    def __init__(self, codes):
        super().__init__(codes)
        self.codes = tuple(codes)

    def __str__(self):
        return ngettext(
            "Còn %(count)d tiêu chí chưa có câu trả lời: %(codes)s. Hãy trả lời rồi thực hiện lại.",
            "Còn %(count)d tiêu chí chưa có câu trả lời: %(codes)s. Hãy trả lời rồi thực hiện lại.",
            len(self.codes),
        ) % {"count": len(self.codes), "codes": ", ".join(self.codes)}


class DocumentMissing(Refused):
    """A decision without the number of its document decides nothing."""

    def __str__(self):
        return _("Chưa ghi số, ký hiệu văn bản quyết định. Hãy ghi rồi bấm lại.")


class PreviousUndecided(Refused):
    """The class depends on the unit's round before (`previous`), which has no decision yet."""

    def __init__(self, previous):
        super().__init__(previous)
        self.previous = previous

    def __str__(self):
        return _(
            "Phân loại kỳ này xét cả kết quả kỳ trước, mà kỳ trước của đơn vị chưa có quyết định. "
            "Hãy quyết định kỳ trước rồi thực hiện lại."
        )


class ChainMoved(Refused):
    """Another round was published at the same moment, so the seal would not follow the last one."""

    def __str__(self):
        return _("Một kỳ khác vừa được công bố cùng lúc nên kỳ này chưa được công bố. Hãy bấm lại.")


class NothingToOpen(Refused):
    """The round cannot be opened as it is prepared; `reason` is the sentence."""

    def __str__(self):
        return str(self.args[0])


class RoundNotReady(Refused):
    """Assessments of the round that are not decided yet; `units` are the names of their units."""

    def __init__(self, units):
        super().__init__(units)
        self.units = tuple(units)

    def __str__(self):
        shown = ", ".join(self.units[:5]) + (", …" if len(self.units) > 5 else "")
        return _("Chưa thể công bố: còn %(count)d đơn vị chưa có quyết định (%(units)s).") % {
            "count": len(self.units),
            "units": shown,
        }


class NotReturned(Refused):
    """The sheet was sent back for other criteria: this one stays as it was handed in."""

    def __str__(self):
        return _("Tiêu chí này không nằm trong phần được trả lại nên giữ nguyên như đã nộp.")


class DayGone(Refused):
    """A deadline that lies before today cannot be met."""

    def __str__(self):
        return _("Hạn phải từ hôm nay trở đi. Hãy chọn ngày khác.")


class DayTooFar(Refused):
    """A deadline more than a year ahead is a slip of the pen."""

    def __str__(self):
        return _("Hạn không được xa quá một năm kể từ hôm nay. Hãy chọn ngày khác.")


def check_day(due, today):
    """Refuse a deadline that is gone or beyond a year. Raises `DayGone`, `DayTooFar`."""
    if due < today:
        raise DayGone
    if due > today + YEAR:
        raise DayTooFar


class CriteriaOpen(Refused):
    """Something about criteria must be settled first; `codes` are theirs, in the order of the set."""

    def __init__(self, codes):
        super().__init__(codes)
        self.codes = tuple(codes)

    def _values(self):
        return {"count": len(self.codes), "codes": ", ".join(self.codes)}


class ExplanationsOpen(CriteriaOpen):
    """Explanations were asked for and nobody has settled them."""

    def __str__(self):
        return (
            _("Còn yêu cầu giải trình chưa kết thúc ở tiêu chí %(codes)s. Hãy thẩm định lại hoặc kết thúc giải trình.")
            % self._values()
        )


class DisagreementsOpen(CriteriaOpen):
    """Two appraisers are too far apart."""

    def __str__(self):
        return (
            _("Hai người thẩm định chưa thống nhất ở tiêu chí %(codes)s. Hãy thống nhất rồi thực hiện lại.")
            % self._values()
        )


class Disputed(Refused):
    """Somebody else writes, or clears, while two appraisers disagree."""

    def __str__(self):
        return _(
            "Hai người thẩm định đang lệch nhau ở tiêu chí này. Một trong hai người sửa lại, "
            "hoặc thư ký Tổ giúp việc chọn kết quả và ghi lý do."
        )


class NotTheirsToClear(Refused):
    """Nobody takes a colleague's appraisal away; they give their own beside it."""

    def __str__(self):
        return _("Kết quả này do người khác thẩm định nên bạn không xóa được; hãy ghi kết quả của mình.")


class HandsNotApart(Refused):
    """Separation of duties: nobody appraises what they answered, nobody decides on what they answered or appraised."""

    def __str__(self):
        return _("Bạn đã tự chấm hoặc thẩm định ở phiếu này nên không làm được bước này; người khác phải làm.")


class AlreadyAsked(Refused):
    """An explanation of the criterion is still open."""

    def __str__(self):
        return _("Tiêu chí này đang có một yêu cầu giải trình chưa kết thúc.")


class NothingAsked(Refused):
    """There is no open explanation to answer or to settle, or no disagreement to resolve."""

    def __str__(self):
        return _("Việc này đã được kết thúc trước đó; không có gì thay đổi thêm.")


class NothingChanged(Refused):
    """The committee's answer is the appraised one."""

    def __str__(self):
        return _("Câu trả lời này giống kết quả thẩm định nên không có gì để quyết định khác.")
