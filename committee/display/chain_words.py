"""The chain in words: what happened, who is waited for, since when."""

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from committee.models import DirectiveState, ObstacleState, RecommendationState
from committee.queries.chain_case import LinkKind
from committee.queries.waiting import WaitingKind
from resources.models import ProjectStage

KINDS = {
    LinkKind.UNMET: gettext_lazy("Chưa đạt"),
    LinkKind.OBSTACLE: gettext_lazy("Vướng mắc"),
    LinkKind.RECOMMENDATION: gettext_lazy("Kiến nghị"),
    LinkKind.ANSWER: gettext_lazy("Trả lời"),
    LinkKind.DIRECTIVE: gettext_lazy("Chỉ đạo"),
    LinkKind.RESOURCE: gettext_lazy("Nguồn lực"),
    LinkKind.CLEARED: gettext_lazy("Đã tháo gỡ"),
    LinkKind.MET: gettext_lazy("Đạt"),
}
STATES = {
    LinkKind.OBSTACLE: ObstacleState,
    LinkKind.RECOMMENDATION: RecommendationState,
    LinkKind.ANSWER: RecommendationState,
    LinkKind.DIRECTIVE: DirectiveState,
}
RESOURCE_STATES = {
    "planned": gettext_lazy("kế hoạch bổ sung"),
    "delivered": gettext_lazy("đã bổ sung"),
    "counted": gettext_lazy("số thực có tăng"),
    **{stage.value: gettext_lazy("dự án đạt giai đoạn") for stage in ProjectStage},
}

WANTED = {
    WaitingKind.BODY: gettext_lazy("trả lời kiến nghị"),
    WaitingKind.ANSWERED: gettext_lazy("thực hiện kiến nghị"),
    WaitingKind.LEAD: gettext_lazy("thực hiện chỉ đạo"),
    WaitingKind.ISSUER: gettext_lazy("xác nhận hoàn thành"),
}


def whole(number):
    """“1.205”."""
    return number_format(number, force_grouping=True)


def day(date):
    """“27/11/2026”; empty without one."""
    return f"{date:%d/%m/%Y}" if date else ""


def days(number):
    return ngettext("%(count)s ngày", "%(count)s ngày", number) % {"count": whole(number)}


def who(kind, name):
    """Who or what is waited for, as it stands after “chờ”; for nobody: that nobody has been asked."""
    fixed = {
        WaitingKind.COMMITTEE: _("chưa ai được giao"),
        WaitingKind.PLAN: _("bổ sung theo kế hoạch"),
        WaitingKind.ROUND: _("kỳ đánh giá tới"),
        WaitingKind.CLEARING: _("%(unit)s xác nhận đã tháo gỡ") % {"unit": name},
        WaitingKind.PROJECT: name or _("dự án trụ sở"),
    }
    return fixed.get(kind, name)


def waits(kind, name):
    """“chờ UBND thành phố”, “chưa ai được giao”."""
    said = who(kind, name)
    return said if kind == WaitingKind.COMMITTEE else _("chờ %(who)s") % {"who": said}


def waiting(waits_for):
    """“chờ UBND thành phố 412 ngày”; empty for a case that is closed."""
    if waits_for is None:
        return ""
    return _("%(waits)s %(days)s") % {"waits": waits(waits_for.kind, waits_for.who), "days": days(waits_for.days)}


def waiting_details(waits, date):
    """Return the words beside the first of these: for what, the day set, how long overdue, how many others."""
    if not waits:
        return []
    said = one_details(waits[0], date)
    if len(waits) > 1:
        others = ngettext("và %(count)s nơi khác", "và %(count)s nơi khác", len(waits) - 1)
        said.append(others % {"count": whole(len(waits) - 1)})
    return said


def one_details(waits_for, date):
    """Return the words beside one that is waited for: for what, the day set, by how much it is overdue."""
    said = [str(WANTED[waits_for.kind])] if waits_for.kind in WANTED else []
    if waits_for.detail:
        said.append(_("giai đoạn %(stage)s") % {"stage": ProjectStage(waits_for.detail).label})
    if waits_for.due:
        said.append(_("hạn %(due)s") % {"due": day(waits_for.due)})
    if waits_for.is_overdue:
        said.append(overdue((date - waits_for.due).days))
    return said


def overdue(number):
    return ngettext("quá hạn %(count)s ngày", "quá hạn %(count)s ngày", number) % {"count": whole(number)}


def state(link):
    """What became of it, in words; empty where the kind says all."""
    if link.kind == LinkKind.RESOURCE:
        return str(RESOURCE_STATES.get(link.state, ""))
    states = STATES.get(link.kind)
    return str(states(link.state).label) if states and link.state else ""


def address(subject):
    """Return the address of what a link is about, empty where it is about nothing that has a page."""
    if not subject:
        return ""
    name, arguments = subject
    return reverse(name, args=arguments)


# ---------------------------------------------------------------- sentences


def city_sentence(summary, unrecorded):
    """“17 vướng mắc đang mở, trung bình 214 ngày, lâu nhất 1.205 ngày (…); 9 chờ UBND thành phố; …”"""
    if not summary.open:
        parts = [_("Không có vướng mắc nào đang mở trong phạm vi bạn theo dõi")]
    else:
        parts = [_opened(summary), *[waited(each) for each in summary.first_waits]]
    if summary.overdue:
        said = ngettext("%(count)s vướng mắc có việc quá hạn", "%(count)s vướng mắc có việc quá hạn", summary.overdue)
        parts.append(said % {"count": whole(summary.overdue)})
    if unrecorded:
        said = ngettext(
            "%(count)s tiêu chí chưa đạt chưa ghi vướng mắc",
            "%(count)s tiêu chí chưa đạt chưa ghi vướng mắc",
            unrecorded,
        )
        parts.append(said % {"count": whole(unrecorded)})
    return "; ".join(parts) + "."


def _opened(summary):
    longest = summary.longest
    values = {
        "count": whole(summary.open),
        "mean": days(summary.mean_days),
        "days": days(longest.standing_days),
        "unit": longest.facts.unit_name,
        "title": longest.facts.title,
    }
    if summary.open == 1:
        return _("1 vướng mắc đang mở, đã %(days)s (%(unit)s: %(title)s)") % values
    return _("%(count)s vướng mắc đang mở, trung bình %(mean)s, lâu nhất %(days)s (%(unit)s: %(title)s)") % values


def waited(each):
    """“9 chờ UBND thành phố”."""
    return _("%(count)s %(waits)s") % {
        "count": whole(each.count),
        "waits": waits(each.sample.kind, each.sample.who),
    }


def opened_in_short(summary):
    """“17 vướng mắc đang mở, 9 chờ UBND thành phố”; empty when none is."""
    if not summary.open:
        return ""
    said = ngettext("%(count)s vướng mắc đang mở", "%(count)s vướng mắc đang mở", summary.open)
    return ", ".join([said % {"count": whole(summary.open)}, *[waited(each) for each in summary.first_waits]])


def unit_sentence(name, cases):
    """“Phường Hải Châu còn 2 việc vướng, lâu nhất 1.925 ngày (Trụ sở…): chờ UBND thành phố 412 ngày.”"""
    standing = [case for case in cases if not case.is_closed]
    if not standing:
        return capfirst(_("%(unit)s không có vướng mắc nào đang mở.") % {"unit": name})
    longest = standing[0]
    values = {
        "unit": name,
        "count": whole(len(standing)),
        "days": days(longest.days),
        "title": longest.facts.title,
        "waiting": waiting(longest.waits_for),
    }
    if len(standing) == 1:
        return capfirst(_("%(unit)s còn 1 việc vướng, đã %(days)s (%(title)s): %(waiting)s.") % values)
    return capfirst(_("%(unit)s còn %(count)s việc vướng, lâu nhất %(days)s (%(title)s): %(waiting)s.") % values)


def criterion_sentence(criterion, cases):
    """“3 đơn vị đang vướng II.1, lâu nhất 1.925 ngày (phường Hải Châu); 2 chưa ghi vướng mắc.”"""
    standing = [case for case in cases if not case.is_closed]
    if not standing:
        return _("Không có đơn vị nào đang vướng %(code)s trong phạm vi bạn theo dõi.") % {"code": criterion.code}
    units = len({case.facts.unit for case in standing})
    said = ngettext(
        "%(count)s đơn vị đang vướng %(code)s, lâu nhất %(days)s (%(unit)s)",
        "%(count)s đơn vị đang vướng %(code)s, lâu nhất %(days)s (%(unit)s)",
        units,
    )
    values = {"count": whole(units), "code": criterion.code, "days": days(standing[0].days)}
    parts = [said % {**values, "unit": standing[0].facts.unit_name}]
    unrecorded = sum(not case.is_recorded for case in standing)
    if unrecorded:
        said = ngettext("%(count)s đơn vị chưa ghi vướng mắc", "%(count)s đơn vị chưa ghi vướng mắc", unrecorded)
        parts.append(said % {"count": whole(unrecorded)})
    return "; ".join(parts) + "."
