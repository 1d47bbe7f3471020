"""An appraiser asks, the unit explains, the appraiser settles; and where two appraisers disagree, one answer counts."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessments import actions, forms
from assessments.forms.criterion import AskForm, ExplainForm, Resolving
from assessments.views.criterion import press, render_criterion, send_form, sent_from_criterion
from criteria import scoring


@sent_from_criterion
def ask_explanation(request, place):
    form, act = AskForm(request.POST, auto_id="ask-%s"), _about(place, actions.ask_explanation)
    done = _("Đã gửi yêu cầu giải trình; đơn vị thấy yêu cầu này ngay trên phiếu.")
    return send_form(request, place, name="ask", form=form, act=act, done=done)


@sent_from_criterion
def explain(request, place):
    form, act = ExplainForm(request.POST, auto_id="explain-%s"), _about(place, actions.explain)
    done = _("Đã gửi giải trình tiêu chí %(code)s; chờ người thẩm định xem lại.") % {"code": place.asked.code}
    back = place.sheet_url if request.POST.get("from") == "sheet" else ""
    return send_form(request, place, name="explain", form=form, act=act, done=done, back=back)


@sent_from_criterion
def settle_explanation(request, place):
    done = _("Đã kết thúc giải trình; kết quả thẩm định giữ nguyên.")
    return press(request, place, act=_about(place, actions.settle_explanation), done=done)


@sent_from_criterion
def resolve_disagreement(request, place):
    rule = place.asked.rule
    typed = forms.read_post(rule, request.POST)
    faults, revision = _resolve(request, place, typed)
    if faults:
        resolving = Resolving(forms.answer_form(rule, typed.values), typed.note, revision, faults)
        return render_criterion(request, place, resolving=resolving, status=422)
    messages.success(request, _("Đã thống nhất kết quả thẩm định."))
    return redirect(place.url)


def _about(place, action):
    return partial(action, assessment=place.assessment.pk, criterion=place.asked.criterion.pk)


def _resolve(request, place, typed):
    """Return (sentences on what stands in the way, the revision that the next attempt is to name)."""
    rule, answer = place.asked.rule, forms.answer_of(place.asked.rule, typed)
    if typed.faults:
        return typed.faults, typed.revision
    if answer is None or not typed.note:
        return (_("Hãy chọn kết quả được công nhận và ghi lý do."),), typed.revision
    try:
        _about(place, actions.resolve_disagreement)(
            answer=answer, reason=typed.note, revision=typed.revision, by=request.user
        )
    except scoring.AnswersRefused as refused:
        return tuple(forms.fault_sentence(rule, fault) for fault in refused.faults), typed.revision
    except actions.StaleScore as stale:
        return (str(stale),), stale.score.revision
    except actions.Refused as refusal:
        return (str(refusal),), typed.revision
    return (), typed.revision
