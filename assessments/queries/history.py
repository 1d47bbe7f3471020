"""The history of one criterion's score, read from the record of what was done to its sheet."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils.translation import gettext as _

from accounts.models import Event
from assessments.models import State, Track
from assessments.queries.words import TRACK_TITLES, time_words
from criteria import wording

PAGE = 20
SAVES = {"save_self": Track.SELF, "save_appraised": Track.APPRAISED}
# Each of these names the one criterion that it is about.
OF_ONE = (*SAVES, "resolve_disagreement", "change_line", "withdraw_change", "amend_result")
# A decision is about all of them, and so is the reopening that takes it back.
OF_ALL = Q(verb="decide") | Q(verb="reopen_criterion", data__from=State.DECIDED)


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a score's history; `was` and `now` are "" where the step sets no answer of its own."""

    title: str
    by: str
    at: str
    was: str
    now: str
    why: str


def history_page(assessment, asked, number):
    """Return a page of the `Change`s of a criterion, the newest first. Two queries, whatever their number."""
    page = Paginator(_changes_of(assessment, asked.code), PAGE).get_page(number)
    page.object_list = [_change(event, asked) for event in page.object_list]
    return page


def history_counts(assessment, codes):
    """Return {criterion code: number of steps in its history}. One query, whatever the number of criteria."""
    of_one = Q(verb__in=OF_ONE, data__criterion__in=codes)
    rows = (
        Event.objects.filter(of_one | OF_ALL | Q(data__has_key="set_aside"), stream=assessment.stream)
        .order_by()
        .annotate(is_of_all=ExpressionWrapper(OF_ALL, BooleanField()))
        .values_list("is_of_all", "data__criterion", "data__set_aside")
        .annotate(Count("pk"))
    )
    counts = Counter()
    for is_of_all, code, set_aside, count in rows:
        for each in codes if is_of_all else set_aside or [code]:
            counts[each] += count
    return counts


def _changes_of(assessment, code):
    """An appraisal that a return set aside belongs to the history too: the record holds what stood there."""
    about = Q(verb__in=OF_ONE, data__criterion=code) | OF_ALL | Q(data__set_aside__has_key=code)
    events = Event.objects.filter(about, stream=assessment.stream)
    return events.select_related("by").order_by("-sequence")


def _change(event, asked):
    told = _TELLERS.get(event.verb, _set_aside)(event.data, asked)
    return Change(by=str(event.by or ""), at=time_words(event.at), **told)


def _answer(asked, answer):
    return wording.answer_sentence(asked.rule.scale, answer)


def _saved(track):
    def tell(data, asked):
        was, now = data.get("from"), data.get("to")
        return {
            "title": str(TRACK_TITLES[track]),
            "was": "" if was is None else _answer(asked, was),
            "now": _answer(asked, now),
            "why": data.get("note", ""),
        }

    return tell


def _resolved(data, asked):
    # The answer and the reason stand in the save beside it.
    return {"title": _("Thống nhất hai kết quả thẩm định"), "was": "", "now": "", "why": ""}


def _line_changed(data, asked):
    return {
        "title": _("Ban Chỉ đạo chuẩn bị quyết định khác thẩm định"),
        "was": _answer(asked, data.get("from")),
        "now": _answer(asked, data["to"]),
        "why": data.get("note", ""),
    }


def _change_withdrawn(data, asked):
    return {"title": _("Rút nội dung quyết định khác thẩm định"), "was": "", "now": "", "why": ""}


def _decided(data, asked):
    changed = data.get("changed", {}).get(asked.code)
    return {
        "title": str(TRACK_TITLES[Track.OFFICIAL]),
        "was": "",
        "now": _answer(asked, changed) if changed else _("Theo kết quả thẩm định"),
        "why": data.get("document", ""),
    }


def _amended(data, asked):
    return {
        "title": _("Đính chính kết quả đã công bố"),
        "was": _answer(asked, data["from"]),
        "now": _answer(asked, data["to"]),
        "why": f"{data['decision']}: {data['reason']}",
    }


def _set_aside(data, asked):
    """A return; the reopening of another criterion takes back the decision and leaves the appraisal."""
    was = data["set_aside"].get(asked.code)
    return {
        "title": _("Trả lại, bỏ kết quả thẩm định") if was else _("Mở lại tiêu chí khác, bỏ kết quả chính thức"),
        "was": _answer(asked, was) if was else "",
        "now": _("Chưa có"),
        "why": data.get("reason", ""),
    }


_TELLERS = {
    **{verb: _saved(track) for verb, track in SAVES.items()},
    "resolve_disagreement": _resolved,
    "change_line": _line_changed,
    "withdraw_change": _change_withdrawn,
    "decide": _decided,
    "amend_result": _amended,
}
