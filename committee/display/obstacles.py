"""Obstacles in words: the sentence of the list, rows, files, one obstacle's page."""

from dataclasses import replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.history import told
from committee.display import chain_words
from committee.display.addresses import with_query
from committee.display.chain_words import day, days, whole
from committee.models import DirectiveState, ObstacleState

VERBS = {
    "open_obstacle": gettext_lazy("Ghi vướng mắc"),
    "change_obstacle": gettext_lazy("Sửa, bổ sung nội dung"),
    "clear_unit": gettext_lazy("Tháo gỡ ở một đơn vị"),
    "clear_obstacle": gettext_lazy("Đã tháo gỡ ở mọi đơn vị"),
    "reopen_obstacle": gettext_lazy("Mở lại vướng mắc"),
    "note_obstacle": gettext_lazy("Ghi chú"),
    "take_in_hand": gettext_lazy("Bắt đầu xử lý: đã có kiến nghị hoặc chỉ đạo"),
    "let_go": gettext_lazy("Trở lại chưa có hướng xử lý: không còn kiến nghị, chỉ đạo nào"),
    "correct_obstacle": gettext_lazy("Quản trị sửa câu chữ"),
}
TONES = {ObstacleState.OPEN: "badge-low", ObstacleState.HANDLING: "badge-middle", ObstacleState.CLEARED: "badge-high"}


def address_of_obstacle(pk):
    return reverse("committee:obstacle", args=[pk])


def new_address(unit, criterion):
    """Where a new obstacle is begun for a unit and a criterion (ids)."""
    return with_query(reverse("committee:obstacle_new"), unit=unit, criterion=criterion)


def state_badge(state):
    return {"label": ObstacleState(state).label, "tone": TONES[state]}


# ---------------------------------------------------------------- what is waited for


def wait_words(waits_for):
    """“chờ UBND thành phố 412 ngày (trả lời kiến nghị, quá hạn 40 ngày)”."""
    return _with_details(waits_for, chain_words.one_details(waits_for, timezone.localdate()))


def first_wait(row):
    """What the list shows: the most pressing of those who are waited for, and how many others there are."""
    if not row.waits:
        return ""
    return _with_details(row.waits[0], chain_words.waiting_details(row.waits, timezone.localdate()))


def _with_details(waits_for, details):
    words = chain_words.waiting(waits_for)
    return f"{words} ({', '.join(details)})" if details else words


# ---------------------------------------------------------------- the list


def sentence(summary):
    """“17 vướng mắc đang mở, trung bình 214 ngày, 9 chờ UBND thành phố; 4 đã tháo gỡ, trung bình sau 96 ngày.”"""
    parts = []
    if summary.standing.open:
        parts.append(_standing_sentence(summary.standing))
    if summary.cleared:
        words = ngettext(
            "%(count)s đã tháo gỡ, trung bình sau %(days)s",
            "%(count)s đã tháo gỡ, trung bình sau %(days)s",
            summary.cleared,
        )
        parts.append(words % {"count": whole(summary.cleared), "days": days(summary.cleared_days)})
    return "; ".join(parts) + "." if parts else ""


def _standing_sentence(summary):
    words = ngettext(
        "%(count)s vướng mắc đang mở, trung bình %(days)s",
        "%(count)s vướng mắc đang mở, trung bình %(days)s",
        summary.open,
    )
    opened = words % {"count": whole(summary.open), "days": days(summary.mean_days)}
    return ", ".join([opened, *[chain_words.waited(each) for each in summary.first_waits]])


def unit_names(units):
    return ", ".join(unit.latest.police_name for unit in units)


def rows(found):
    """Return what committee/obstacles_table.html expects of `ObstacleRow`s."""
    return [
        {
            "title": each.obstacle.title,
            "url": address_of_obstacle(each.obstacle.pk),
            "criteria": codes(each.obstacle),
            "units": unit_names(each.units),
            "cause": each.obstacle.get_cause_display(),
            "since": each.obstacle.since,
            "days": whole(each.days),
            "wait": first_wait(each),
            "is_overdue": any(wait.is_overdue for wait in each.waits),
            "badge": state_badge(each.obstacle.state),
            "is_illustrative": each.obstacle.is_illustrative,
        }
        for each in found
    ]


def codes(obstacle):
    """“Tiêu chí II.1, V.3”; "" when none is named."""
    named = sorted(obstacle.criteria.all(), key=lambda each: (each.criteria_set_id, each.position))
    found = ", ".join(dict.fromkeys(each.code for each in named))
    return _("Tiêu chí %(codes)s") % {"codes": found} if found else ""


def header():
    return [
        _("Vướng mắc"),
        _("Đơn vị"),
        _("Chương trình"),
        _("Tiêu chí"),
        _("Nguồn lực"),
        _("Nguyên nhân"),
        _("Vướng từ ngày"),
        _("Số ngày"),
        _("Trạng thái"),
        _("Đang chờ"),
        _("Ảnh hưởng"),
        _("Tháo gỡ ngày"),
        _("Số liệu minh họa"),
    ]


def lines(found):
    """Yield the lines of the file, in the order of `header`."""
    for each in found:
        obstacle = each.obstacle
        yield [
            obstacle.title,
            unit_names(each.units),
            str(obstacle.programme or ""),
            codes(obstacle),
            str(obstacle.resource or ""),
            obstacle.get_cause_display(),
            day(obstacle.since),
            each.days,
            obstacle.get_state_display(),
            "; ".join(wait_words(wait) for wait in each.waits),
            obstacle.effect,
            day(obstacle.cleared_on),
            _("có") if obstacle.is_illustrative else "",
        ]


# ---------------------------------------------------------------- one obstacle


def page(found):
    """Return the context of committee/obstacle.html that is words and links."""
    obstacle = found.obstacle
    return {
        "badge": state_badge(obstacle.state),
        "sentence": page_sentence(found),
        "criteria": criterion_links(obstacle),
        "resource_url": with_query(reverse("resources:shortfalls"), kind=obstacle.resource.code)
        if obstacle.resource
        else "",
        "units": unit_lines(found),
        "recommendations": recommendation_lines(obstacle),
        "directives": [directive_line(each) for each in obstacle.directives.all()],
        "waits": [{"words": wait_words(each), "is_overdue": each.is_overdue} for each in found.row.waits],
        "history": told(_history_lines(found), VERBS),
        "raise_url": found.raisable
        and with_query(reverse("committee:recommendation_new"), obstacle=obstacle.pk, unit=found.raisable),
        "direct_url": with_query(reverse("committee:directive_new"), obstacle=obstacle.pk) if found.may_direct else "",
    }


def page_sentence(found):
    """“Công an phường Hải Châu I vướng đã 1.934 ngày; chờ UBND thành phố trả lời, đã 412 ngày.”"""
    obstacle = found.obstacle
    if obstacle.state == ObstacleState.CLEARED:
        words = {"units": unit_names(found.row.units), "days": days(found.row.days), "on": day(obstacle.cleared_on)}
        return _("%(units)s đã được tháo gỡ ngày %(on)s, sau %(days)s.") % words
    waiting = [line.unit for line in found.lines if line.cleared_on is None]
    words = {"units": unit_names(waiting), "days": days(found.row.days), "wait": first_wait(found.row)}
    return _("%(units)s vướng đã %(days)s; %(wait)s.") % words


def criterion_links(obstacle):
    named = sorted(obstacle.criteria.all(), key=lambda each: (each.criteria_set_id, each.position))
    return [
        {
            "label": f"{each.code}. {each.title}",
            "set": each.criteria_set.title,
            "url": reverse("portal:criterion", args=[each.criteria_set.code, each.code]),
        }
        for each in named
    ]


def unit_lines(found):
    return [
        {
            "name": line.unit.latest.police_name,
            "url": reverse("portal:unit", args=[line.unit.pk]),
            "cleared_on": line.cleared_on,
        }
        for line in found.lines
    ]


def recommendation_lines(obstacle):
    """Return the recommendations about it, the newest first; their steps are not read."""
    today = timezone.localdate()
    return [
        {
            "title": each.title,
            "url": reverse("committee:recommendation", args=[each.pk]),
            "body": each.body.name,
            "document": each.document_number,
            "raised_on": each.raised_on,
            "state": each.get_state_display(),
            "answered_on": each.answered_on,
            "days": whole(((each.answered_on or today) - each.raised_on).days),
            "is_illustrative": each.is_illustrative,
        }
        for each in reversed(obstacle.recommendations.all())
    ]


def directive_line(directive):
    """Return what committee/directive_lines.html expects of a directive with its lead unit's versions at hand."""
    is_awaited = directive.due and directive.state == DirectiveState.UNDER_WAY
    return {
        "title": directive.title,
        "url": reverse("committee:directive", args=[directive.pk]),
        "lead": directive.lead.latest.police_name,
        "due": directive.due,
        "days_left": (directive.due - timezone.localdate()).days if is_awaited else None,
        "state": directive.get_state_display(),
        "is_illustrative": directive.is_illustrative,
    }


def _history_lines(found):
    """Return the history's lines, those about one unit with its name before the note."""
    return [replace(line, data={**line.data, "note": _with_unit(line, found.units)}) for line in found.history]


def _with_unit(line, units):
    unit, note = units.get(line.data.get("unit")), line.data.get("note") or line.data.get("reason") or ""
    return f"{unit.latest.police_name}: {note}" if unit else note
