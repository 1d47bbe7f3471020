"""What waits for a person: one sentence, and an entry for each task."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.display import words

MOST_SHOWN = 60


def page(tasks):
    today = timezone.localdate()
    return {
        "sentence": sentence(tasks, today),
        "entries": [entry(task, today) for task in tasks[:MOST_SHOWN]],
        "is_illustrative": any(task.round.is_illustrative for task in tasks[:MOST_SHOWN]),
    }


def sentence(tasks, today):
    """“Bạn có 5 việc, trong đó 2 việc quá hạn; việc sớm nhất đến hạn ngày 25/11/2026.”"""
    if not tasks:
        return _("Hiện không có việc nào chờ bạn.")
    count = ngettext("Bạn có %(count)s việc", "Bạn có %(count)s việc", len(tasks))
    parts = [count % {"count": words.whole(len(tasks))}]
    overdue = sum(task.due < today for task in tasks)
    if overdue:
        said = ngettext("trong đó %(count)s việc quá hạn", "trong đó %(count)s việc quá hạn", overdue)
        parts.append(said % {"count": words.whole(overdue)})
    coming = [task.due for task in tasks if task.due >= today]
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


TITLES = {
    "fill": lambda: _("Tự chấm: %(name)s"),
    "hand_over": lambda: _("Đã đủ câu trả lời, chờ chỉ huy nộp: %(name)s"),
    "submit": lambda: _("Nộp phiếu đánh giá: %(name)s"),
    "appraise": lambda: _("Thẩm định: %(name)s"),
    "complete": lambda: _("Hoàn thành thẩm định: %(name)s"),
    "decide": lambda: _("Quyết định kết quả: %(name)s"),
    "publish": lambda: _("Công bố kỳ: %(name)s"),
    "open": lambda: _("Mở kỳ: %(name)s"),
}


def _remaining(task):
    if task.kind == "fill":
        said = ngettext("còn %(count)d tiêu chí chưa trả lời", "còn %(count)d tiêu chí chưa trả lời", task.count)
        return [said % {"count": task.count}]
    if task.kind == "appraise":
        said = ngettext("còn %(count)d tiêu chí chưa thẩm định", "còn %(count)d tiêu chí chưa thẩm định", task.count)
        return [said % {"count": task.count}]
    return []


def _url(task):
    if task.assessment is None:
        return reverse("assessments:round", args=[task.round.code])
    return reverse("assessments:sheet", args=[task.round.code, task.assessment.unit_id])
