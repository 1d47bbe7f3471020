"""The page of one directive in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.history import told
from committee.display.directives import late_words, row, tasks_done
from committee.models import DirectiveState, Repetition
from committee.queries.directives import name_of
from drawing.figure import Frame
from drawing.progress import ProgressPart, ProgressWords, Tone, progress

WIDE, PHONE = 640, 328

HISTORY = {
    "issue_directive": gettext_lazy("Giao chỉ đạo"),
    "renew_directive": gettext_lazy("Giao lần tiếp theo của chỉ đạo lặp lại"),
    "add_tasks": gettext_lazy("Giao thêm đơn vị"),
    "change_directive": gettext_lazy("Sửa nội dung"),
    "report_progress": gettext_lazy("Báo cáo tiến độ"),
    "report_done": gettext_lazy("Báo cáo đã xong"),
    "confirm_done": gettext_lazy("Xác nhận hoàn thành"),
    "send_back": gettext_lazy("Chưa xác nhận, yêu cầu làm tiếp"),
    "ask_postponement": gettext_lazy("Đề nghị gia hạn"),
    "grant_postponement": gettext_lazy("Đồng ý gia hạn"),
    "refuse_postponement": gettext_lazy("Không gia hạn"),
    "postpone": gettext_lazy("Gia hạn"),
    "withdraw_directive": gettext_lazy("Thu hồi chỉ đạo"),
}
TITLES = {
    "confirm_done": gettext_lazy("Xác nhận hoàn thành"),
    "send_back": gettext_lazy("Chưa xác nhận, yêu cầu làm tiếp"),
    "report_progress": gettext_lazy("Báo cáo tiến độ"),
    "report_done": gettext_lazy("Báo cáo đã xong"),
    "ask_postponement": gettext_lazy("Đề nghị gia hạn"),
    "postpone": gettext_lazy("Gia hạn"),
    "withdraw_directive": gettext_lazy("Thu hồi chỉ đạo"),
}
EFFECTS = {
    "confirm_done": gettext_lazy("Chỉ đạo kết thúc; đơn vị thực hiện được báo."),
    "send_back": gettext_lazy("Chỉ đạo trở lại đang thực hiện; đơn vị được báo lý do."),
    "report_progress": gettext_lazy("Ghi 100% chưa kết thúc chỉ đạo; khi xong hãy báo cáo đã xong."),
    "report_done": gettext_lazy("Nơi chỉ đạo được báo để xác nhận. Đúng hay muộn hạn tính theo ngày báo cáo này."),
    "ask_postponement": gettext_lazy("Thời hạn giữ nguyên đến khi nơi chỉ đạo đồng ý."),
    "postpone": gettext_lazy("Có hiệu lực ngay; nhiệm vụ của các đơn vị có hạn sớm hơn được gia hạn theo."),
    "withdraw_directive": gettext_lazy("Nhiệm vụ chưa xong của các đơn vị cũng được thu hồi."),
}


def page(shown, forms, date):
    """Return the context of the page; `forms`: {verb: form} of the steps that are open to its reader."""
    directive = shown.directive
    return {
        "shown": shown,
        "directive": directive,
        "row": row(directive, date),
        "lead": name_of(directive.lead),
        "issuer": name_of(directive.issuer),
        "coordinating": ", ".join(name_of(unit) for unit in directive.coordinating.all()),
        "sentence": sentence(shown, date),
        "tasks": [row(task, date) for task in shown.tasks],
        "tasks_done": tasks_done(shown.counted_tasks) if shown.counted_tasks else "",
        "drawing": tasks_drawing(shown, date, WIDE, "tasks"),
        "narrow": tasks_drawing(shown, date, PHONE, "tasks-narrow"),
        "steps": [_step(verb, form, directive) for verb, form in forms.items()],
        "reasons": reasons(shown),
        "history": told(shown.history, HISTORY),
    }


def _step(verb, form, directive):
    effect = str(EFFECTS[verb])
    if verb == "withdraw_directive" and directive.repetition != Repetition.NONE:
        effect = _("Chuỗi lặp lại dừng ở đây: không giao lần tiếp theo nữa.")
    return {
        "verb": verb,
        "title": TITLES[verb],
        "effect": effect,
        "form": form,
        "address": f"committee:{ADDRESSES[verb]}",
    }


ADDRESSES = {
    "confirm_done": "confirm_directive",
    "send_back": "send_back_directive",
    "report_progress": "report_directive_progress",
    "report_done": "report_directive_done",
    "ask_postponement": "ask_directive_postponement",
    "postpone": "postpone_directive",
    "withdraw_directive": "withdraw_directive",
}


def sentence(shown, date):
    """Return who does it, by when, and how it stands."""
    directive = shown.directive
    values = {
        "lead": name_of(directive.lead),
        "issuer": name_of(directive.issuer),
        "percent": directive.percent,
        "reported": directive.reported_on and f"{directive.reported_on:%d/%m/%Y}",
        "closed": directive.closed_on and f"{directive.closed_on:%d/%m/%Y}",
        "when": late_words(directive) or _("đúng hạn"),
        "due": due_words(directive, date),
        "tasks": tasks_done(shown.counted_tasks) if shown.counted_tasks else "",
    }
    if directive.state == DirectiveState.DONE and directive.due is None:
        return _("%(lead)s đã hoàn thành; %(issuer)s xác nhận ngày %(closed)s.") % values
    if directive.state == DirectiveState.UNDER_WAY and shown.counted_tasks:
        return _("%(lead)s chủ trì, %(due)s; %(tasks)s, tiến độ chung %(percent)d%%.") % values
    return SENTENCES[DirectiveState(directive.state)] % values


SENTENCES = {
    DirectiveState.UNDER_WAY: gettext_lazy("%(lead)s chủ trì, %(due)s; đã làm được %(percent)d%%."),
    DirectiveState.REPORTED: gettext_lazy("%(lead)s báo cáo xong ngày %(reported)s; chờ %(issuer)s xác nhận."),
    DirectiveState.DONE: gettext_lazy(
        "%(lead)s đã hoàn thành %(when)s: báo cáo xong ngày %(reported)s, %(issuer)s xác nhận ngày %(closed)s."
    ),
    DirectiveState.WITHDRAWN: gettext_lazy("Chỉ đạo giao %(lead)s đã được thu hồi ngày %(closed)s."),
}


def due_words(directive, date):
    left = directive.days_left(date)
    if left is None:
        return _("không ghi thời hạn")
    if left < 0:
        return ngettext("quá hạn %(days)d ngày", "quá hạn %(days)d ngày", -left) % {"days": -left}
    if left == 0:
        return _("hôm nay là hạn")
    return ngettext("còn %(days)d ngày", "còn %(days)d ngày", left) % {"days": left}


def reasons(shown):
    """Return in sentences why the reader finds no button where one would be looked for."""
    directive, reader = shown.directive, shown.reader
    if not directive.is_standing:
        return []
    if directive.state == DirectiveState.REPORTED:
        return _reasons_reported(shown)
    said = _reasons_for_issuer(shown) if reader.orders else []
    if reader.is_doer:
        said += _reasons_for_doer(shown)
    elif reader.coordinates:
        said.append(_("Đơn vị phối hợp báo cáo tiến độ; chỉ đơn vị chủ trì báo cáo đã xong và đề nghị gia hạn."))
    if not (reader.orders or reader.is_doer or reader.coordinates):
        said.append(_("Bạn xem để theo dõi: tiến độ do đơn vị thực hiện báo cáo, nơi chỉ đạo xác nhận."))
    return said


def _reasons_reported(shown):
    reader, issuer = shown.reader, name_of(shown.directive.issuer)
    if reader.orders and reader.is_doer:
        return [
            _(
                "Bạn thuộc đơn vị thực hiện hoặc là người báo cáo xong nên không tự xác nhận; "
                "một người khác của nơi chỉ đạo xác nhận."
            )
        ]
    if reader.is_doer:
        return [_("Người báo cáo xong không tự xác nhận. Đang chờ %(issuer)s xác nhận.") % {"issuer": issuer}]
    if not reader.orders:
        return [_("Đang chờ %(issuer)s xác nhận.") % {"issuer": issuer}]
    return []


def _reasons_for_issuer(shown):
    standing = len(shown.standing_tasks)
    if standing:
        words = ngettext(
            "Chưa xác nhận được: còn %(count)d đơn vị chưa xong nhiệm vụ.",
            "Chưa xác nhận được: còn %(count)d đơn vị chưa xong nhiệm vụ.",
            standing,
        )
        return [words % {"count": standing}]
    return [_("Chưa xác nhận được: đơn vị chủ trì chưa báo cáo đã xong.")]


def _reasons_for_doer(shown):
    said, standing = [], len(shown.standing_tasks)
    if shown.counted_tasks:
        said.append(_("Tiến độ chung là trung bình tiến độ các nhiệm vụ, do từng đơn vị báo cáo."))
    if standing:
        words = ngettext(
            "Chưa báo cáo xong được: còn %(count)d đơn vị chưa xong nhiệm vụ.",
            "Chưa báo cáo xong được: còn %(count)d đơn vị chưa xong nhiệm vụ.",
            standing,
        )
        said.append(words % {"count": standing})
    if shown.asked and not shown.may_decide:
        asked = {"due": f"{shown.asked.due:%d/%m/%Y}"}
        said.append(_("Đã đề nghị gia hạn đến ngày %(due)s, đang chờ nơi chỉ đạo quyết định.") % asked)
    if shown.directive.due is None:
        said.append(_("Chỉ đạo không ghi thời hạn nên không có gia hạn."))
    return said


def tasks_drawing(shown, date, width, key):
    """Return the `Drawing` of how many units have finished, wait for confirmation, are late, and are on their way.

    None for a single task, which its row tells.
    """
    if len(shown.counted_tasks) < 2:
        return None
    counts = dict.fromkeys(("done", "waiting", "overdue", "under_way"), 0)
    for task in shown.counted_tasks:
        counts[_kind(task, date)] += 1
    parts = [
        _part(_("hoàn thành"), counts["done"], Tone.DONE),
        _part(_("chờ xác nhận"), counts["waiting"], Tone.UNDERWAY),
        _part(_("quá hạn"), counts["overdue"], Tone.LATE),
        _part(_("đang thực hiện, trong hạn"), counts["under_way"], Tone.OPEN),
    ]
    frame = Frame(key=key, title=_("Nhiệm vụ của các đơn vị"), description=tasks_done(shown.counted_tasks), width=width)
    return progress(frame, parts, ProgressWords(_("Tình trạng"), _("Số đơn vị")))


def _kind(task, date):
    left = task.days_left(date)
    if task.state != DirectiveState.UNDER_WAY:
        return "done" if task.state == DirectiveState.DONE else "waiting"
    return "overdue" if left is not None and left < 0 else "under_way"


def _part(label, value, tone):
    return ProgressPart(label, value, str(value), tone)
