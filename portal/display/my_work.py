"""What waits for a person, and what the portal has told them: one sentence, and an entry for each."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.display.notices import words_of
from portal.display import words

MOST_SHOWN = 60


def page(tasks, business, notices):
    """Return the context of portal/my_work.html; `business` holds `committee.queries.work.Work`, by deadline."""
    today = timezone.localdate()
    return {
        "business": [business_entry(each, today) for each in business[:MOST_SHOWN]],
        "unread": [notice_entry(each) for each in notices if each.read_at is None],
        "read": [notice_entry(each) for each in notices if each.read_at is not None],
        "sentence": sentence([*tasks, *business], today),
        "entries": [entry(task, today) for task in tasks[:MOST_SHOWN]],
        "grids": _grids(tasks),
        "is_illustrative": any(task.round.is_illustrative for task in tasks[:MOST_SHOWN])
        or any(each.is_illustrative for each in business),
    }


def sentence(tasks, today):
    """“Bạn có 5 việc, trong đó 2 việc quá hạn; việc sớm nhất đến hạn ngày 25/11/2026.”"""
    if not tasks:
        return _("Hiện không có việc nào chờ bạn.")
    count = ngettext("Bạn có %(count)s việc", "Bạn có %(count)s việc", len(tasks))
    parts = [count % {"count": words.whole(len(tasks))}]
    days = [task.due for task in tasks if task.due]
    overdue = sum(day < today for day in days)
    if overdue:
        said = ngettext("trong đó %(count)s việc quá hạn", "trong đó %(count)s việc quá hạn", overdue)
        parts.append(said % {"count": words.whole(overdue)})
    coming = [day for day in days if day >= today]
    if coming:
        parts.append(_("hạn gần nhất là %(date)s") % {"date": words.long_date(min(coming))})
    if len(tasks) > MOST_SHOWN:
        parts.append(_("dưới đây là %(shown)d việc đến hạn sớm nhất") % {"shown": MOST_SHOWN})
    return ", ".join(parts) + "."


def entry(task, today):
    """Return what components/entry.html expects."""
    return {
        "title": TITLES[task.kind]() % {"name": task.assessment.police_name if task.assessment else task.round.title},
        "url": _url(task),
        "facts": [*([task.round.title] if task.assessment else []), *_remaining(task)],
        "date": task.due,
        "days_left": (task.due - today).days,
    }


def business_entry(work, today):
    """The same of the committee's business, which need not have a deadline."""
    shown = {"title": work.title, "url": work.url, "facts": list(work.facts)}
    return shown | ({"date": work.due, "days_left": (work.due - today).days} if work.due else {})


def notice_entry(notice):
    """Return what templates/portal/notice.html expects."""
    said = words_of(notice)
    return {"pk": notice.pk, "title": said.title, "facts": said.facts, "url": said.url, "at": notice.at}


def _grids(tasks):
    """Where whoever appraises sees all units side by side: one place for each round in which criteria wait."""
    rounds = {task.round.code: task.round.title for task in tasks if task.kind == "appraise"}
    return [{"title": title, "url": reverse("assessments:grid", args=[code])} for code, title in rounds.items()]


TITLES = {
    "fill": lambda: _("Tự chấm: %(name)s"),
    "hand_over": lambda: _("Đã đủ câu trả lời, chờ chỉ huy nộp: %(name)s"),
    "submit": lambda: _("Nộp phiếu đánh giá: %(name)s"),
    "mend": lambda: _("Sửa và nộp lại phiếu bị trả lại: %(name)s"),
    "explain": lambda: _("Giải trình: %(name)s"),
    "review": lambda: _("Xem xét phiếu: %(name)s"),
    "settle": lambda: _("Xem giải trình của đơn vị: %(name)s"),
    "resolve": lambda: _("Thống nhất kết quả thẩm định: %(name)s"),
    "appraise": lambda: _("Thẩm định: %(name)s"),
    "complete": lambda: _("Hoàn thành thẩm định: %(name)s"),
    "decide": lambda: _("Quyết định kết quả: %(name)s"),
    "publish": lambda: _("Công bố kỳ: %(name)s"),
    "open": lambda: _("Mở kỳ: %(name)s"),
}


def _remaining(task):
    """How many criteria wait, and why a sheet came back."""
    words = COUNTS.get(task.kind)
    counted = [words(task.count) % {"count": task.count}] if words and task.count else []
    return [*([task.reason] if task.reason else []), *counted]


COUNTS = {
    "fill": lambda count: ngettext("còn %(count)d tiêu chí chưa trả lời", "còn %(count)d tiêu chí chưa trả lời", count),
    "mend": lambda count: ngettext("còn %(count)d tiêu chí chưa trả lời", "còn %(count)d tiêu chí chưa trả lời", count),
    "appraise": lambda count: ngettext(
        "còn %(count)d tiêu chí chưa thẩm định", "còn %(count)d tiêu chí chưa thẩm định", count
    ),
    "explain": lambda count: ngettext("%(count)d tiêu chí cần giải trình", "%(count)d tiêu chí cần giải trình", count),
    "settle": lambda count: ngettext("%(count)d tiêu chí đã giải trình", "%(count)d tiêu chí đã giải trình", count),
    "resolve": lambda count: ngettext(
        "%(count)d tiêu chí chưa thống nhất", "%(count)d tiêu chí chưa thống nhất", count
    ),
}


def _url(task):
    if task.assessment is None:
        return reverse("assessments:round", args=[task.round.code])
    return reverse("assessments:sheet", args=[task.round.code, task.assessment.unit_id])
