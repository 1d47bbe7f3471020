"""Why something was not done about a recognition; each says in a sentence what to do next."""

from django.utils.translation import gettext as _

from accounts.refusals import Refused
from committee.models import STATE_AFTER, TRANSITIONS, RecognitionState


def _day(date):
    return f"{date:%d/%m/%Y}"


class RoundNotPublished(Refused):
    """Only published results may be proposed from."""

    def __str__(self):
        return _("Kỳ đánh giá này chưa công bố kết quả. Hãy công bố kỳ trước khi đề nghị công nhận.")


class NobodyChosen(Refused):
    """A proposal names at least one unit."""

    def __str__(self):
        return _("Chưa chọn đơn vị nào. Hãy đánh dấu ít nhất một đơn vị.")


class NotAssessed(Refused):
    """A unit that is named has no result in the round."""

    def __str__(self):
        return _("Có đơn vị không được đánh giá trong kỳ này. Hãy tải lại trang và chọn lại.")


class NotQualified(Refused):
    """Those named (arguments) do not qualify, and no reason is given for proposing them all the same."""

    def __str__(self):
        return _("Kết quả của %(units)s chưa đủ điều kiện. Hãy bỏ đánh dấu, hoặc ghi lý do vẫn đề nghị.") % {
            "units": ", ".join(self.args)
        }


class AlreadyStanding(Refused):
    """Something stands already for the units named (arguments: names, year)."""

    def __init__(self, names, year):
        super().__init__(names, year)
        self.names, self.year = names, year

    def __str__(self):
        return _("%(units)s đã có trong sổ công nhận năm %(year)d; lần bấm này không thay đổi gì.") % {
            "units": ", ".join(self.names),
            "year": self.year,
        }


class NotNextStep(Refused):
    """From its state a recognition does not come to that step."""

    def __init__(self, state, verb):
        super().__init__(state, verb)
        self.state, self.verb = RecognitionState(state), verb

    def __str__(self):
        words = {"state": self.state.label, "step": self.verb.label}
        if self.state == STATE_AFTER[self.verb]:
            return _("Đã ghi là “%(state)s” từ trước; lần bấm này không thay đổi gì.") % words
        if not TRANSITIONS[self.state]:
            return _("Đề nghị này đã khép lại (%(state)s). Nếu cần, hãy đề nghị lại từ kết quả đánh giá.") % words
        return _("Đơn vị đang ở trạng thái “%(state)s” nên không ghi được “%(step)s”. Hãy xem lại các bước.") % words


class DocumentMissing(Refused):
    """A decision is known by its document and by who decided."""

    def __str__(self):
        return _("Quyết định phải có số, ký hiệu văn bản và cấp quyết định. Hãy ghi đủ.")


class StepTooEarly(Refused):
    """The step before was on a later day."""

    def __str__(self):
        return _("Bước trước ghi ngày %(on)s. Hãy ghi ngày đó hoặc ngày sau.") % {"on": _day(self.args[0])}


class BeforeItsYear(Refused):
    """What is proposed or decided for a year comes when the year has begun, and from a round when it has ended."""

    def __str__(self):
        return _("Ngày này sớm hơn thời gian được xét. Hãy ghi từ ngày %(on)s trở đi.") % {"on": _day(self.args[0])}


class UnitNotThere(Refused):
    """On the day of the decision the unit did not exist yet."""

    def __str__(self):
        return _("Ngày này chưa có đơn vị đó (thành lập %(on)s). Hãy chọn đơn vị có vào ngày quyết định.") % {
            "on": _day(self.args[0])
        }


class NotTheNextYear(Refused):
    """Maintained is the year that follows; after a gap a unit is recognised again."""

    def __str__(self):
        return _("Chỉ duy trì được cho năm %(year)d. Năm khác thì hãy đề nghị công nhận lại từ kết quả của năm đó.") % {
            "year": self.args[0]
        }


class NotHeld(Refused):
    """Only what is held can be maintained."""

    def __str__(self):
        return _("Đơn vị không còn được công nhận ở năm này nên không thể duy trì. Hãy đề nghị công nhận lại.")


class NotKept(Refused):
    """The result of the later year does not qualify; what it lacks are the arguments."""

    def __str__(self):
        return _("Kết quả của kỳ này chưa đủ để duy trì: %(missing)s. Hãy cân nhắc nhắc nhở hoặc thu hồi.") % {
            "missing": "; ".join(self.args)
        }


class LaterYearStands(Refused):
    """Warned and revoked is what the unit holds now: the newest year."""

    def __str__(self):
        return _("Đơn vị đã có công nhận năm %(year)d. Hãy ghi bước này ở năm đó.") % {"year": self.args[0]}
