"""The pages of the chain, in the shape that their templates take."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from committee.display import chain_words as words
from committee.display.chain_drawing import PHONE, drawings
from committee.queries.waiting import WaitingKind
from drawing.bars import Bar, BarWords, bars
from drawing.figure import Frame

BARS, BARS_WIDE = 8, 640


def city_page(found, choice, form, rows, pages, *, date, count, reset_url):
    """Return the context of committee/chain.html; `rows` are the cases of this page, `count` those of all pages."""
    summary = found.summary
    return {
        "sentence": words.city_sentence(summary, len(found.unrecorded)),
        "figures": figures(found),
        "waits": waits_bars(summary, "waits", BARS_WIDE),
        "waits_narrow": waits_bars(summary, "waits-narrow", PHONE),
        "form": form,
        "reset_url": reset_url,
        "result": _result(count, choice),
        "drawings": None if pages and pages["previous_url"] else drawings(rows, date),
        "rows": [case_row(case, date) for case in rows],
        "pages": pages,
        "is_anything": bool(found.cases or found.unrecorded),
    }


def _result(count, choice):
    if choice.state == "unrecorded":
        said = ngettext("%(count)s tiêu chí chưa đạt", "%(count)s tiêu chí chưa đạt", count)
    else:
        said = ngettext("%(count)s chuỗi", "%(count)s chuỗi", count)
    return said % {"count": words.whole(count)}


def waits_choices(summary):
    """Return pairs (key, words) of who is waited for, for the filter."""
    return [(each.key, words.who(each.sample.kind, each.sample.who)) for each in summary.waits]


def address(**parameters):
    return f"{reverse('committee:chain')}?{urlencode(parameters)}"


def figures(found):
    summary = found.summary
    longest = summary.longest
    idle = next((each for each in summary.waits if each.sample.kind == WaitingKind.COMMITTEE), None)
    return [
        {"label": _("Vướng mắc đang mở"), "value": words.whole(summary.open), "url": reverse("committee:chain")},
        {
            "label": _("Số ngày trung bình"),
            "value": words.whole(summary.mean_days) if summary.open else "–",
            "note": _("lâu nhất %(days)s") % {"days": words.days(longest.standing_days)} if longest else "",
        },
        {
            "label": _("Có việc quá hạn"),
            "value": words.whole(summary.overdue),
            "alarm": summary.overdue > 0,
        },
        {
            "label": _("Chưa ai được giao"),
            "value": words.whole(idle.count if idle else 0),
            "url": address(waits=idle.key) if idle else "",
        },
        {
            "label": _("Chưa đạt, chưa ghi vướng mắc"),
            "value": words.whole(len(found.unrecorded)),
            "url": address(state="unrecorded") if found.unrecorded else "",
        },
    ]


def waits_bars(summary, key, width):
    """Who is waited for: so many obstacles each; a bar leads to the list of them."""
    rows = [
        Bar(
            label=words.who(each.sample.kind, each.sample.who),
            value=each.count,
            text=words.whole(each.count),
            note=_("trung bình %(days)s") % {"days": words.days(each.mean_days)},
            href=address(waits=each.key),
            alarm=each.overdue > 0,
        )
        for each in summary.waits[:BARS]
    ]
    frame = Frame(
        key=key,
        title=_("Số vướng mắc đang chờ, theo nơi phải làm tiếp"),
        description="; ".join(f"{row.label}: {row.text}, {row.note}" for row in rows),
        empty=_("Không có vướng mắc nào đang chờ ai."),
        width=width,
    )
    drawn = BarWords(row=_("Đang chờ"), value=_("Số vướng mắc"), note=_("Đã chờ"), alarm=_("có việc quá hạn"))
    return bars(frame, rows, drawn)


# ---------------------------------------------------------------- one case


def case_row(case, date):
    """Return one case as a row of a table."""
    facts, waits_for = case.facts, case.waits_for
    return {
        "unit": facts.unit_name,
        "unit_url": words.address(("committee:unit_chain", (facts.unit,))),
        "title": facts.title,
        "url": words.address(("committee:obstacle", (facts.obstacle,))) if facts.obstacle else "",
        "criteria": "; ".join(str(each) for each in facts.criteria[:1] if str(each) != facts.title),
        "criterion": facts.criteria[0].pk if facts.criteria else None,
        "since": words.day(case.since),
        "waits": words.waits(waits_for.kind, waits_for.who) if waits_for else _("đã tháo gỡ xong"),
        "waited": words.whole(waits_for.days) if waits_for else "",
        "details": words.waiting_details(case.waits, date),
        "is_overdue": bool(waits_for and waits_for.is_overdue),
        "days": words.whole(case.days),
        "is_closed": case.is_closed,
        "is_recorded": case.is_recorded,
        "is_illustrative": facts.is_illustrative,
    }


def case_entries(cases, date, *, may_open=False, is_unfolded=False):
    """Return cases with all their links, for committee/chain_case.html; `may_open`: an obstacle where there is none."""
    return [_entry(case, date, may_open=may_open, is_unfolded=is_unfolded) for case in cases]


def _entry(case, date, *, may_open, is_unfolded):
    facts = case.facts
    return {
        **case_row(case, date),
        "is_unfolded": is_unfolded,
        "total": words.days(case.days) if case.is_closed or case.days != case.waits_for.days else "",
        "waiting": words.waiting(case.waits_for),
        "steps": [_step(link, date, place) for place, link in enumerate(case.links)],
        "opens": {"unit": facts.unit, "criterion": facts.criteria[0].pk}
        if may_open and not case.is_recorded and facts.criteria
        else None,
    }


def _step(link, date, place):
    facts = [link.who, words.state(link)]
    if link.is_open and link.due:
        facts.append(_("hạn %(due)s") % {"due": words.day(link.due)})
    return {
        "on": link.on,
        "kind": words.KINDS[link.kind],
        "title": link.title,
        "url": words.address(link.subject),
        "facts": [fact for fact in facts if fact],
        "overdue": words.overdue((date - link.due).days) if link.is_overdue else "",
        "days": _("sau %(days)s") % {"days": words.days(link.days)} if place and link.days else "",
        "is_open": link.is_open,
    }


def unit_page(found, date):
    """Return the context of committee/chain_unit.html."""
    return {
        "unit": found.unit,
        "name": found.name,
        "sentence": words.unit_sentence(found.name, found.cases),
        "drawings": drawings(found.cases, date, by_unit=False),
        "cases": case_entries(found.cases, date, may_open=found.may_open, is_unfolded=len(found.cases) == 1),
        "is_illustrative": any(case.facts.is_illustrative for case in found.cases),
    }


def criterion_page(found, date):
    """Return the context of committee/chain_criterion.html."""
    return {
        "criterion": found.criterion,
        "sentence": words.criterion_sentence(found.criterion, found.cases),
        "drawings": drawings(found.cases, date),
        "rows": [case_row(case, date) for case in found.cases],
        "is_illustrative": any(case.facts.is_illustrative for case in found.cases),
    }
