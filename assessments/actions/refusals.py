"""Why an action was not done: each says in a sentence what to do next."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Refused(Exception):
    """The action was not done and nothing changed; `str()` is the sentence for the person who asked."""


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
