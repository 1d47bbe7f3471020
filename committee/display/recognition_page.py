"""One recognition in words: the sentence, the timeline of its line through the years, and the steps offered."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.history import told
from committee.display.chain_words import day
from committee.display.recognition import badge
from committee.models import RecognitionState, RecognitionVerb
from committee.queries.agenda_results import result_words

VERBS = {
    f"recognition_{verb.value}": words
    for verb, words in {
        RecognitionVerb.PROPOSED: gettext_lazy("Đề nghị công nhận"),
        RecognitionVerb.DECIDED: gettext_lazy("Ghi quyết định công nhận"),
        RecognitionVerb.MAINTAINED: gettext_lazy("Ghi duy trì công nhận"),
        RecognitionVerb.RE_RECOGNISED: gettext_lazy("Ghi quyết định công nhận lại"),
        RecognitionVerb.WARNED: gettext_lazy("Ghi nhắc nhở, cảnh báo"),
        RecognitionVerb.REVOKED: gettext_lazy("Ghi quyết định thu hồi"),
        RecognitionVerb.REFUSED: gettext_lazy("Ghi không công nhận"),
        RecognitionVerb.WITHDRAWN: gettext_lazy("Rút đề nghị"),
    }.items()
}
BUTTONS = {
    "decide": gettext_lazy("Ghi quyết định công nhận"),
    "refuse": gettext_lazy("Ghi không công nhận"),
    "withdraw": gettext_lazy("Rút đề nghị"),
    "maintain": gettext_lazy("Duy trì cho năm sau"),
    "warn": gettext_lazy("Ghi nhắc nhở, cảnh báo"),
    "revoke": gettext_lazy("Ghi thu hồi"),
    "recognise-again": gettext_lazy("Ghi công nhận lại"),
}
ADVICE = {
    "decide": gettext_lazy(
        "Ghi đúng số, ngày và cấp ký của quyết định đã ban hành. Cổng lưu tên đơn vị của ngày đó và chuyển giai đoạn "
        "tham gia sang “đã được công nhận” từ ngày đó."
    ),
    "refuse": gettext_lazy("Ghi cấp có thẩm quyền không công nhận và vì sao. Năm đó vẫn đề nghị lại được."),
    "withdraw": gettext_lazy("Rút lại đề nghị chưa được quyết định. Năm đó vẫn đề nghị lại được."),
    "maintain": gettext_lazy("Kết quả của kỳ sau vẫn đủ điều kiện: đơn vị giữ công nhận thêm một năm."),
    "warn": gettext_lazy("Đơn vị vẫn giữ công nhận của năm; việc nhắc nhở được ghi trong sổ."),
    "revoke": gettext_lazy("Đơn vị không còn được công nhận của năm. Chỉ ghi khi đã có quyết định thu hồi."),
    "recognise-again": gettext_lazy("Đơn vị từng bị thu hồi nay được công nhận lại theo quyết định mới."),
}
DONE = {
    "decide": gettext_lazy("Đã ghi quyết định công nhận."),
    "refuse": gettext_lazy("Đã ghi đề nghị không được công nhận."),
    "withdraw": gettext_lazy("Đã rút đề nghị."),
    "maintain": gettext_lazy("Đã ghi duy trì công nhận cho năm sau."),
    "warn": gettext_lazy("Đã ghi nhắc nhở, cảnh báo."),
    "revoke": gettext_lazy("Đã ghi thu hồi công nhận."),
    "recognise-again": gettext_lazy("Đã ghi công nhận lại."),
}
# How a state stands in the page's sentence, where its label alone would be said of the unit itself.
SAID = {
    RecognitionState.WARNED: gettext_lazy("bị nhắc nhở, cảnh báo về công nhận"),
    RecognitionState.REVOKED: gettext_lazy("bị thu hồi công nhận"),
    RecognitionState.WITHDRAWN: gettext_lazy("được rút đề nghị công nhận"),
}
MAIN_STEPS = frozenset({"decide", "maintain", "recognise-again"})
UNDONE = frozenset({RecognitionVerb.REVOKED, RecognitionVerb.REFUSED})


def page(found):
    """Return the context of committee/recognition.html that is words and links."""
    shown = found.recognition
    return {
        "badge": badge(shown.state),
        "sentence": page_sentence(found),
        "heirs": heirs_sentence(found),
        "unit_url": reverse("portal:unit", args=[shown.unit_id]),
        "result": result(shown),
        "timeline": timeline(found),
        "history": told(found.history, VERBS),
        "steps": steps(found),
        "not_kept": not_kept(found),
    }


def page_sentence(found):
    """“Công an phường An Hải Bắc được công nhận năm 2024 (01/QĐ-BCA ngày 20/12/2024, Bộ trưởng Bộ Công an).”"""
    shown, last = found.recognition, found.steps[-1]
    values = {
        "unit": shown.police_name,
        "state": SAID.get(found.state, shown.get_state_display()),
        "year": shown.year,
        "on": day(last.on),
        "document": last.document,
        "authority": last.authority,
    }
    if shown.state == RecognitionState.PROPOSED:
        if last.document:
            return (
                _("%(unit)s được đề nghị công nhận năm %(year)d (%(document)s ngày %(on)s), chờ quyết định.") % values
            )
        return _("%(unit)s được đề nghị công nhận năm %(year)d, từ ngày %(on)s chờ quyết định.") % values
    if last.document and last.authority:
        return _("%(unit)s %(state)s năm %(year)d (%(document)s ngày %(on)s, %(authority)s).") % values
    if last.document:
        return _("%(unit)s %(state)s năm %(year)d (%(document)s ngày %(on)s).") % values
    return _("%(unit)s %(state)s năm %(year)d, từ ngày %(on)s.") % values


def heirs_sentence(found):
    if not found.heirs:
        return ""
    names = ", ".join(each.full_name for each in found.heirs)
    if not found.recognition.holds:
        return _("Đơn vị nay thuộc %(units)s.") % {"units": names}
    return _(
        "Đơn vị nay thuộc %(units)s. Công nhận vẫn thuộc về đơn vị cũ, không tự chuyển; đơn vị mới được công nhận lại "
        "theo kết quả của chính mình."
    ) % {"units": names}


def result(recognition):
    """Return {"words", "url", "round"} of the result that it rests on, or None."""
    assessment = recognition.assessment
    if assessment is None:
        return None
    return {
        "words": result_words(assessment),
        "round": assessment.round.title,
        "url": reverse("assessments:sheet", args=[assessment.round.code, assessment.unit_id]),
    }


def timeline(found):
    """Return the steps of all years of the line and the reorganisations between them, in order of time."""
    entries = [
        _entry(recognition, step, is_own=recognition.pk == found.recognition.pk)
        for recognition in found.line
        for step in recognition.steps.all()
    ]
    entries += [
        {
            "on": each.date,
            "title": capfirst(
                _("%(before)s nhập vào %(after)s") % {"before": ", ".join(each.predecessors), "after": each.successor}
            ),
            "is_passing": True,
        }
        for each in found.passings
    ]
    return sorted(entries, key=lambda each: each["on"])


def _entry(recognition, step, *, is_own):
    verb = RecognitionVerb(step.verb)
    words = {"step": verb.label, "year": recognition.year, "unit": recognition.full_name}
    return {
        "on": step.on,
        "title": capfirst(_("%(step)s năm %(year)d: %(unit)s") % words),
        "is_own": is_own,
        "is_undone": verb in UNDONE,
        "reason": step.reason,
        "paper": ", ".join(part for part in (step.document, step.authority) if part),
        "by": step.by.post if step.by else "",
        "url": "" if is_own else reverse("committee:recognition", args=[recognition.pk]),
        "is_illustrative": recognition.is_illustrative,
    }


def steps(found):
    """Return [{"label", "url", "is_main", "is_alarm"}] of what the reader may record next."""
    return [
        {
            "label": BUTTONS[each],
            "url": reverse("committee:recognition_step", args=[found.recognition.pk, each]),
            "is_main": each in MAIN_STEPS,
            "is_alarm": each == "revoke",
        }
        for each in found.steps_open
    ]


def not_kept(found):
    """Why the round of the next year does not maintain it; "" when it does, or there is none."""
    if not found.not_kept:
        return ""
    return _("Kết quả %(round)s chưa đủ để duy trì: %(missing)s.") % {
        "round": found.keeping.title,
        "missing": "; ".join(each.rstrip(".") for each in found.not_kept),
    }


def not_now(recognition, step):
    """Why a step that was asked for is not offered any more."""
    return _("Đơn vị đang ở trạng thái “%(state)s” nên không ghi được bước “%(step)s”.") % {
        "state": RecognitionState(recognition.state).label,
        "step": BUTTONS[step],
    }


def step_words(recognition, step):
    """Return the context of committee/recognition_step.html that is words."""
    return {
        "recognition": recognition,
        "title": BUTTONS[step],
        "advice": ADVICE[step],
        "is_alarm": step == "revoke",
    }
