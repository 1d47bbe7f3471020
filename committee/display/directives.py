"""The register of directives in words: its sentence, its tabs and its rows."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from committee.models import DirectiveState, Repetition
from committee.queries.directives import ALL, name_of

TABS = {
    ALL: (gettext_lazy("Tất cả"), "total"),
    "standing": (gettext_lazy("Đang thực hiện"), "standing"),
    "overdue": (gettext_lazy("Quá hạn"), "overdue"),
    "due_soon": (gettext_lazy("Sắp đến hạn"), "due_soon"),
    "waiting": (gettext_lazy("Chờ xác nhận"), "waiting"),
    "done": (gettext_lazy("Hoàn thành"), "done"),
    "late": (gettext_lazy("Hoàn thành muộn"), "done_late"),
    "withdrawn": (gettext_lazy("Đã thu hồi"), "withdrawn"),
}
TONES = {
    DirectiveState.UNDER_WAY: "low",
    DirectiveState.REPORTED: "middle",
    DirectiveState.DONE: "high",
    DirectiveState.WITHDRAWN: "would-be",
}


def sentence(counts, date):
    """“12 chỉ đạo đang thực hiện: 3 quá hạn (lâu nhất 41 ngày), …; 9 hoàn thành, trong đó 2 muộn.”"""
    values = {
        "standing": counts.standing,
        "overdue": counts.overdue,
        "soon": counts.due_soon,
        "waiting": counts.waiting,
        "done": counts.done,
        "late": counts.done_late,
        "days": (date - counts.oldest_due).days if counts.oldest_due else 0,
    }
    if not counts.standing:
        return _("Không có chỉ đạo nào đang thực hiện; %(done)d hoàn thành, trong đó %(late)d muộn.") % values
    if not counts.overdue:
        words = ngettext(
            "%(standing)d chỉ đạo đang thực hiện, không có chỉ đạo quá hạn; %(soon)d đến hạn trong 7 ngày, "
            "%(waiting)d chờ xác nhận; %(done)d hoàn thành, trong đó %(late)d muộn.",
            "%(standing)d chỉ đạo đang thực hiện, không có chỉ đạo quá hạn; %(soon)d đến hạn trong 7 ngày, "
            "%(waiting)d chờ xác nhận; %(done)d hoàn thành, trong đó %(late)d muộn.",
            counts.standing,
        )
        return words % values
    words = ngettext(
        "%(standing)d chỉ đạo đang thực hiện: %(overdue)d quá hạn (lâu nhất %(days)d ngày), %(soon)d đến hạn trong "
        "7 ngày, %(waiting)d chờ xác nhận; %(done)d hoàn thành, trong đó %(late)d muộn.",
        "%(standing)d chỉ đạo đang thực hiện: %(overdue)d quá hạn (lâu nhất %(days)d ngày), %(soon)d đến hạn trong "
        "7 ngày, %(waiting)d chờ xác nhận; %(done)d hoàn thành, trong đó %(late)d muộn.",
        counts.standing,
    )
    return words % values


def tabs(counts, choice, parameters):
    """Return what components/tabs.html expects; a tab keeps the other filters and begins at its first page."""
    links = []
    for state, (title, count) in TABS.items():
        kept = parameters.copy()
        kept.pop("page", None)
        kept["state"] = state
        is_current = choice.state == state
        links.append(
            {
                "label": title,
                "url": f"?{kept.urlencode()}",
                "current": is_current,
                "count": getattr(counts, count),
            }
        )
    return links


def address(parameters, **changes):
    """Return the address of the register, or of its follow-up, with these filters and changes; "" drops one."""
    kept = parameters.copy()
    kept.pop("page", None)
    for name, value in changes.items():
        kept[name] = value
        if not value:
            del kept[name]
    return f"?{kept.urlencode()}" if kept else ""


def row(directive, date):
    """Return what one line of a table says of a directive or a task; its lead's versions are at hand."""
    return {
        "directive": directive,
        "url": reverse("committee:directive", args=[directive.pk]),
        "lead": name_of(directive.lead),
        "origin": origin(directive),
        "days_left": directive.days_left(date),
        "late": late_words(directive),
        "tone": TONES[DirectiveState(directive.state)],
    }


def head_row(directive, date):
    """A line of the register: the directive with its tasks folded beneath (`tasks_seen`)."""
    counted = [task for task in directive.tasks_seen if task.state != DirectiveState.WITHDRAWN]
    return {
        **row(directive, date),
        "tasks": [row(task, date) for task in directive.tasks_seen],
        "tasks_done": tasks_done(counted) if counted else "",
        "waiting": sum(task.state == DirectiveState.REPORTED for task in counted),
    }


def tasks_done(counted):
    """“5/7 đơn vị xong”."""
    done = sum(task.state == DirectiveState.DONE for task in counted)
    return _("%(done)d/%(count)d đơn vị xong") % {"done": done, "count": len(counted)}


def origin(directive):
    """“Kết luận họp ngày 12/11/2021”, “Văn bản 12/KL-BCĐ”; the meeting is at hand."""
    words = []
    if directive.meeting:
        words.append(_("Kết luận họp ngày %(date)s") % {"date": f"{directive.meeting.on:%d/%m/%Y}"})
    if directive.document_number:
        words.append(_("Văn bản %(number)s") % {"number": directive.document_number})
    if not directive.meeting:
        words.append(_("ngày %(date)s") % {"date": f"{directive.issued_on:%d/%m/%Y}"})
    if directive.repetition != Repetition.NONE:
        words.append(directive.get_repetition_display())
    return ", ".join(words)


def late_words(directive):
    days = directive.days_late
    return ngettext("muộn %(days)d ngày", "muộn %(days)d ngày", days) % {"days": days} if days else ""
