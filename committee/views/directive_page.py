"""The page of one directive and the steps that are made on it, each by a form of its own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.attempt import attempt
from committee.actions.directive import withdraw_directive
from committee.actions.directive_due import ask_postponement, decide_postponement, postpone
from committee.actions.directive_progress import confirm_done, report_done, report_progress, send_back
from committee.display import directive as display
from committee.forms.directive_steps import FORMS, PostponementDecisionForm
from committee.models import Directive
from committee.permissions import can_decide_postponement
from committee.queries.directive_page import directive_page, is_behind, may_step

STEPS = {
    "confirm_done": (confirm_done, gettext_lazy("Đã xác nhận hoàn thành.")),
    "send_back": (send_back, gettext_lazy("Đã yêu cầu làm tiếp và báo cho đơn vị thực hiện.")),
    "report_progress": (report_progress, gettext_lazy("Đã ghi tiến độ.")),
    "report_done": (report_done, gettext_lazy("Đã báo cáo xong và báo cho nơi chỉ đạo.")),
    "ask_postponement": (ask_postponement, gettext_lazy("Đã đề nghị gia hạn và báo cho nơi chỉ đạo.")),
    "postpone": (postpone, gettext_lazy("Đã gia hạn và báo cho đơn vị thực hiện.")),
    "withdraw_directive": (withdraw_directive, gettext_lazy("Đã thu hồi chỉ đạo và báo cho đơn vị thực hiện.")),
}

# Several forms stand on the page; fields of one name have ids of their own.
DECISION_ID = "decision-%s"


def find_directive(request, pk):
    return get_object_or_404(Directive.objects.visible_to(request.user).for_page(), pk=pk)


def show_page(request, directive, bound=None, decision=None):
    """Answer with the page; `bound`: {verb: form} of the step that was refused, `decision` likewise."""
    shown = directive_page(request.user, directive)
    forms = {verb: _form(verb, directive) for verb in shown.steps} | (bound or {})
    if decision is None and shown.asked and shown.may_decide:
        decision = PostponementDecisionForm(auto_id=DECISION_ID)
    context = {**display.page(shown, forms, timezone.localdate()), "decision": decision}
    is_refused = bound or (decision is not None and decision.is_bound)
    return render(request, "committee/directive.html", context, status=422 if is_refused else 200)


def _form(verb, directive, *sent):
    return FORMS[verb](*sent, directive=directive, auto_id=f"{verb}-%s")


@login_required
@require_POST
def take_step(request, pk, verb):
    """Make one step; a second press of the same button changes nothing and says so."""
    found = find_directive(request, pk)
    if not may_step(request.user, verb, found):
        if not is_behind(request.user, verb, found):
            raise PermissionDenied
        messages.info(request, _("Bước này đã được thực hiện trước đó; không có gì thay đổi thêm."))
        return redirect("committee:directive", pk=pk)
    action, done = STEPS[verb]
    form = _form(verb, found, request.POST, request.FILES)
    attempt(form, action, by=request.user, directive=found)
    if form.errors:
        return show_page(request, found, {verb: form})
    messages.success(request, str(done))
    return redirect("committee:directive", pk=pk)


@login_required
@require_POST
def decide(request, pk, postponement):
    found = find_directive(request, pk)
    asked = get_object_or_404(found.postponements, pk=postponement)
    if not can_decide_postponement(request.user, found):
        raise PermissionDenied
    form = PostponementDecisionForm(request.POST, auto_id=DECISION_ID)
    attempt(form, decide_postponement, by=request.user, postponement=asked)
    if form.errors:
        return show_page(request, found, decision=form)
    messages.success(request, _("Đã quyết định đề nghị gia hạn và báo cho đơn vị thực hiện."))
    return redirect("committee:directive", pk=pk)
