"""The cases of a chain as a drawing: lanes on one axis of days."""

import datetime as dt

from django.utils.translation import gettext as _

from committee.display import chain_words as words
from committee.queries.waiting import WaitingKind
from drawing.axis import Axis, Tick
from drawing.chain import ChainLane, ChainMark, ChainStretch, ChainWords, Sign, chain
from drawing.figure import Frame

DRAWN = 12
WIDE, PHONE = 960, 328
# Beneath so many days months are marked, above them years.
YEARS_FROM = 550


def drawings(cases, date, *, key="chain", by_unit=True, wide=WIDE):
    """Return (the drawing for a wide screen, that for a phone) of at most `DRAWN` cases, or None without any.

    `by_unit`: the lanes bear the units' names, else what they are about.
    """
    shown = cases[:DRAWN]
    if not shown:
        return None
    lanes = [lane(case, by_unit=by_unit) for case in shown]
    return tuple(_drawn(shown, lanes, date, name, width) for name, width in ((key, wide), (f"{key}-narrow", PHONE)))


def _drawn(cases, lanes, date, key, width):
    frame = Frame(
        key=key,
        title=_("Từng chuỗi tháo gỡ theo thời gian"),
        description=". ".join(f"{each.label}: {each.note}, {each.text}" for each in lanes),
        width=width,
    )
    return chain(frame, lanes, drawn_words(), axis=axis_of(cases, date), today=date.toordinal())


def lane(case, *, by_unit):
    facts = case.facts
    label, note = (facts.unit_name, facts.title) if by_unit else (facts.title, _criteria(facts))
    return ChainLane(
        label=label,
        note=note,
        text=words.days(case.days),
        marks=tuple(_mark(link) for link in case.links),
        stretches=tuple(_stretch(each) for each in case.stretches),
        href=words.address(subject_of(case, by_unit=by_unit)),
    )


def subject_of(case, *, by_unit=True):
    """Return the subject of the page that tells all of a case."""
    if by_unit or case.facts.obstacle is None:
        return ("committee:unit_chain", (case.facts.unit,))
    return ("committee:obstacle", (case.facts.obstacle,))


def _criteria(facts):
    named = [str(each) for each in facts.criteria[:1] if str(each) != facts.title]
    return "; ".join(named)


def _mark(link):
    said = [str(words.KINDS[link.kind]), link.title, link.who]
    return ChainMark(
        sign=Sign(link.kind.value),
        at=link.on.toordinal(),
        text=words.day(link.on),
        note=" · ".join(filter(None, said)),
        href=words.address(link.subject),
    )


def _stretch(stretch):
    waits = words.waits(stretch.kind, stretch.who)
    return ChainStretch(
        start=stretch.start.toordinal(),
        end=stretch.end.toordinal(),
        text=_("%(waits)s · %(days)s") % {"waits": waits, "days": words.days(stretch.days)},
        who=words.who(stretch.kind, stretch.who),
        overdue_from=stretch.overdue_from and stretch.overdue_from.toordinal(),
        is_idle=stretch.kind == WaitingKind.COMMITTEE,
        is_now=stretch.is_now,
    )


def axis_of(cases, date):
    """Return the axis from the first day of these cases to the day asked for, marked by years or by quarters."""
    first = min(min(case.since, *(link.on for link in case.links)) for case in cases)
    last = max(date, first + dt.timedelta(days=1))
    is_long = (last - first).days > YEARS_FROM
    ticks = [
        Tick(start.toordinal(), str(year) if is_long else f"{start:%m/%Y}")
        for year in range(first.year, last.year + 1)
        for start in (dt.date(year, month, 1) for month in ((1,) if is_long else (1, 4, 7, 10)))
        if first <= start <= last
    ]
    return Axis(first.toordinal(), last.toordinal(), tuple(ticks))


def drawn_words():
    return ChainWords(
        row=_("Chuỗi"),
        waiting=_("Đang chờ"),
        total=_("Số ngày"),
        waited=_("thời gian chờ"),
        overdue=_("quá hạn"),
        idle=_("chưa ai được giao"),
        today=_("hôm nay"),
        signs={Sign(kind.value): str(word) for kind, word in words.KINDS.items()},
    )
