"""Recommendations in words: the sentence of the list, rows, files, one recommendation's page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.history import told
from committee.display.addresses import with_query
from committee.display.chain_words import day, days, whole
from committee.display.obstacles import address_of_obstacle, directive_line, state_badge, unit_names
from committee.models import RecommendationState

VERBS = {
    "raise_recommendation": gettext_lazy("Gửi kiến nghị"),
    "advance_recommendation": gettext_lazy("Ghi diễn biến"),
    "change_recommendation": gettext_lazy("Sửa, bổ sung nội dung"),
    "correct_recommendation": gettext_lazy("Quản trị sửa câu chữ"),
}
TONES = {
    RecommendationState.RAISED: "badge-low",
    RecommendationState.ACCEPTED: "badge-middle",
    RecommendationState.UNDER_WAY: "badge-middle",
    RecommendationState.DONE: "badge-high",
    RecommendationState.DECLINED: "badge-alarm",
}


def badge(state):
    return {"label": RecommendationState(state).label, "tone": TONES[state]}


def sentence(summary):
    """“9 kiến nghị chưa được trả lời, lâu nhất 412 ngày (UBND thành phố).”"""
    if not summary.total:
        return ""
    if not summary.unanswered:
        words = ngettext(
            "%(count)s kiến nghị, đều đã được trả lời.", "%(count)s kiến nghị, đều đã được trả lời.", summary.total
        )
        return words % {"count": whole(summary.total)}
    words = ngettext(
        "%(count)s kiến nghị chưa được trả lời, lâu nhất %(days)s (%(body)s).",
        "%(count)s kiến nghị chưa được trả lời, lâu nhất %(days)s (%(body)s).",
        summary.unanswered,
    )
    return words % {
        "count": whole(summary.unanswered),
        "days": days(summary.longest_days),
        "body": summary.longest.body.name,
    }


def rows(found):
    """Return what committee/recommendations_table.html expects of `RecommendationRow`s."""
    return [
        {
            "title": each.recommendation.title,
            "url": reverse("committee:recommendation", args=[each.recommendation.pk]),
            "document": each.recommendation.document_number,
            "unit": each.unit.latest.police_name,
            "body": each.recommendation.body.name,
            "raised_on": each.recommendation.raised_on,
            "badge": badge(each.recommendation.state),
            "answered_on": each.recommendation.answered_on,
            "answer_due": each.recommendation.answer_due,
            "days": whole(each.days),
            "days_left": each.days_left,
            "is_answered": each.is_answered,
            "is_illustrative": each.recommendation.is_illustrative,
        }
        for each in found
    ]


def header():
    return [
        _("Trích yếu"),
        _("Số, ký hiệu văn bản"),
        _("Ngày văn bản"),
        _("Đơn vị kiến nghị"),
        _("Gửi đến"),
        _("Trạng thái"),
        _("Đề nghị trả lời trước ngày"),
        _("Trả lời ngày"),
        _("Văn bản trả lời"),
        _("Nội dung trả lời"),
        _("Số ngày chờ trả lời"),
        _("Số liệu minh họa"),
    ]


def lines(found):
    """Yield the lines of the file, in the order of `header`."""
    for each in found:
        shown = each.recommendation
        yield [
            shown.title,
            shown.document_number,
            day(shown.raised_on),
            each.unit.latest.police_name,
            shown.body.name,
            shown.get_state_display(),
            day(shown.answer_due),
            day(shown.answered_on),
            shown.answer_document,
            shown.answer,
            each.days,
            _("có") if shown.is_illustrative else "",
        ]


# ---------------------------------------------------------------- one recommendation


def page(found):
    """Return the context of committee/recommendation.html that is words and links."""
    shown = found.recommendation
    again = with_query(reverse("committee:recommendation_new"), unit=shown.unit_id, again=shown.pk)
    direct = with_query(reverse("committee:directive_new"), recommendation=shown.pk)
    return {
        "badge": badge(shown.state),
        "sentence": page_sentence(found),
        "unit": {"name": shown.unit.latest.police_name, "url": reverse("portal:unit", args=[shown.unit_id])},
        "steps": steps(found),
        "obstacles": obstacle_lines(found.obstacles),
        "directives": [directive_line(each) for each in found.directives],
        "history": told(found.history, VERBS),
        "again_url": again if found.may_change and shown.state == RecommendationState.DECLINED else "",
        "direct_url": direct if found.may_direct and shown.state != RecommendationState.DECLINED else "",
    }


def page_sentence(found):
    """“UBND thành phố chưa trả lời Công an phường Hải Châu I, đã 412 ngày.”"""
    shown, row = found.recommendation, found.row
    words = {"body": shown.body.name, "unit": row.unit.latest.police_name, "days": days(row.days)}
    if not row.is_answered:
        return _("%(body)s chưa trả lời %(unit)s, đã %(days)s.") % words
    last = found.steps[-1] if found.steps else None
    words |= {"state": shown.get_state_display(), "on": day(last.on if last else shown.raised_on)}
    if shown.answered_on:
        return _("Kiến nghị %(state)s (ngày %(on)s); %(body)s trả lời sau %(days)s.") % words
    return _("Kiến nghị %(state)s (ngày %(on)s), sau %(days)s, không có văn bản trả lời.") % words


def steps(found):
    """Return the steps with the days that each was waited for."""
    shown, before = [], None
    for each in found.steps:
        waited = (each.on - before).days if before else None
        shown.append(
            {
                # Of the letter itself it is said that it was sent, not that it waits: the next step ends the waiting.
                "label": _("gửi kiến nghị") if before is None else each.get_state_display(),
                "on": each.on,
                "note": each.note,
                "document": each.document,
                "by": each.by.post if each.by else "",
                "waited": "" if waited is None else _("sau %(days)s") % {"days": days(waited)},
                "is_failed": each.state == RecommendationState.DECLINED,
            }
        )
        before = each.on
    return shown


def obstacle_lines(obstacles):
    today = timezone.localdate()
    return [
        {
            "title": each.title,
            "url": address_of_obstacle(each.pk),
            "units": unit_names(line.unit for line in each.blocked.all()),
            "since": each.since,
            "days": whole(((each.cleared_on or today) - each.since).days),
            "badge": state_badge(each.state),
            "is_illustrative": each.is_illustrative,
        }
        for each in obstacles
    ]
