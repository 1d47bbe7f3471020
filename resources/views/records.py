"""Recording a figure, planning to close a gap, closing a plan: a page each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.attempt import attempt
from resources import actions
from resources.display import figures
from resources.forms.records import ClosingForm, HoldingForm, PlanForm
from resources.models import ClosingPlan
from resources.permissions import can_plan, can_record_holding
from resources.views.unit import find_unit


@login_required
def record_holding(request, unit):
    found = find_unit(request, unit)
    if not can_record_holding(request.user, found.pk):
        raise PermissionDenied
    form = HoldingForm(request.POST) if request.method == "POST" else HoldingForm(initial=_asked(request))
    if form.is_bound and (holding := attempt(form, actions.record_holding, by=request.user, unit=found)):
        said = _("Đã ghi %(kind)s: %(quantity)s tại ngày %(on)s.")
        messages.success(request, said % (_words(holding) | {"on": figures.day(holding.on)}))
        return redirect("resources:unit", unit=found.pk)
    intro = _("Số cùng ngày ghi lại thì thay số cũ; lần sửa và người sửa vẫn lưu trong nhật ký.")
    return _page(request, found, form, title=_("Ghi số thực có"), intro=intro, button=_("Ghi số"))


@login_required
def plan_closing(request, unit):
    found = find_unit(request, unit)
    if not can_plan(request.user, found.pk):
        raise PermissionDenied
    form = PlanForm(request.POST) if request.method == "POST" else PlanForm(initial=_asked(request))
    if form.is_bound and (plan := attempt(form, actions.plan_closing, by=request.user, unit=found)):
        said = _("Đã lập kế hoạch bổ sung %(kind)s: %(quantity)s, xong ngày %(on)s.")
        messages.success(request, said % (_words(plan) | {"on": figures.day(plan.expected_on)}))
        return redirect("resources:kind", unit=found.pk, kind=plan.kind.code)
    return _page(request, found, form, title=_("Lập kế hoạch bổ sung"), button=_("Lập kế hoạch"))


@login_required
def close_plan(request, plan):
    found = get_object_or_404(ClosingPlan.objects.visible_to(request.user).for_page(), pk=plan)
    if not can_plan(request.user, found.unit_id):
        raise PermissionDenied
    form = ClosingForm(request.POST) if request.method == "POST" else ClosingForm()
    if form.is_bound and attempt(form, actions.close_plan, by=request.user, plan=found):
        messages.success(request, _("Đã kết thúc kế hoạch. Nếu đơn vị đã nhận thêm, hãy ghi số thực có mới."))
        return redirect("resources:kind", unit=found.unit_id, kind=found.kind.code)
    intro = _("%(kind)s: bổ sung %(quantity)s, dự kiến xong ngày %(on)s.")
    intro %= _words(found) | {"on": figures.day(found.expected_on)}
    return _page(request, found.unit, form, title=_("Kết thúc kế hoạch bổ sung"), intro=intro, button=_("Kết thúc"))


def _asked(request):
    return {"kind": request.GET.get("kind", "")}


def _words(thing):
    return {"kind": thing.kind.title, "quantity": figures.with_unit(thing.kind, thing.quantity)}


def _page(request, unit, form, **words):
    context = {"unit": unit, "form": form, "intro": "", **words}
    return render(request, "resources/form.html", context, status=422 if form.is_bound else 200)
