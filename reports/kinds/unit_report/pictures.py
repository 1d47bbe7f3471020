"""The drawings of a unit's report: its rounds, its groups, what blocks it, its headquarters on the way."""

from dataclasses import replace
from itertools import pairwise

from committee.display import chain_drawing
from committee.queries.chain_case import LinkKind
from drawing.bars import Bar, BarWords, bars
from drawing.chain import chain as drawn_chain
from drawing.events import Event
from drawing.figure import Frame
from drawing.rounds import RoundDot, RoundWords, dots_over_rounds
from reports.content.document import Picture
from reports.content.phrasing import percent

# So many px on 160 mm of an A4 page make the drawing's letters those of a note: 13 px are 9 pt.
WIDE = 660
# More lanes than these fill more than half a page.
DRAWN = 6


def rounds(sheet):
    """Return the picture of the rounds so far; none for fewer than two."""
    if len(sheet.rounds) < 2:
        return ()
    dots = [_dot(sheet, each) for each in sheet.rounds]
    told = "; ".join(f"{dot.label}: {dot.text}" for dot in dots)
    frame = Frame("rounds", "Kết quả qua các kỳ", f"Kết quả qua các kỳ: {told}.", width=WIDE)
    words = RoundWords("Kỳ", "Kết quả", "đạt đủ", "chưa đạt đủ", "còn điểm liệt", "chưa có kết quả", "Sắp xếp đơn vị")
    drawing = dots_over_rounds(frame, dots, words, events=_events(sheet.rounds))
    return (Picture(drawing.svg, frame.description, "Kết quả qua các kỳ đánh giá"),)


def _dot(sheet, each):
    if not each.applicable or not each.answered:
        return RoundDot(f"{each.round.ends_on:%m/%Y}", None, "")
    share = each.met / each.applicable
    is_points = not each.round.criteria_set.counts_met and each.percent is not None
    return RoundDot(
        label=f"{each.round.ends_on:%m/%Y}",
        value=float(each.percent) / 100 if is_points else share,
        text=percent(each.percent) or "" if is_points else f"{each.met}/{each.applicable}",
        is_met=each.met == each.applicable,
        knock_out=bool(each.knock_outs),
    )


def _events(found):
    return [
        Event(place - 0.5, f"sắp xếp: {after.full_name}")
        for place, (before, after) in enumerate(pairwise(found), start=1)
        if before.unit_id != after.unit_id
    ]


def groups(facts):
    """Return the picture of the groups: which share of each is met; none where nothing was answered."""
    rows = [
        Bar(
            label=f"{group.code}. {group.title}",
            value=found.met / found.applicable,
            text=f"{found.met}/{found.applicable}",
            alarm=bool(found.knock_outs),
            note="còn điểm liệt" if found.knock_outs else "",
        )
        for group in facts.sheet.groups()
        if (found := facts.groups.get(group.pk)) and found.applicable
    ]
    if not rows or not facts.sheet.assessment.answered:
        return ()
    told = "; ".join(f"{row.label}: {row.text}" for row in rows)
    frame = Frame("groups", "Số tiêu chí đạt theo nhóm", f"Số tiêu chí đạt theo nhóm: {told}.", width=WIDE)
    drawing = bars(frame, rows, BarWords("Nhóm", "Đạt / áp dụng", "Ghi chú", alarm="còn điểm liệt"), maximum=1)
    return (Picture(drawing.svg, frame.description, "Số tiêu chí đạt trên số tiêu chí áp dụng của từng nhóm"),)


def chain(facts):
    """Return the picture of the obstacles in the unit's way, up to the day the report tells; none without one."""
    date, start = facts.sheet.counted_on, facts.sheet.round.starts_on
    cases = [case for case in facts.cases if _is_of_period(case, start)][:DRAWN]
    if not cases:
        return ()
    lanes = [_without_links(chain_drawing.lane(case, by_unit=False)) for case in cases]
    told = ". ".join(f"{each.label}: {each.text}" for each in lanes)
    frame = Frame("chain", "Chuỗi tháo gỡ vướng mắc", f"Chuỗi tháo gỡ vướng mắc. {told}.", width=WIDE)
    words = replace(chain_drawing.drawn_words(), today=f"{date:%d/%m/%Y}")
    axis = chain_drawing.axis_of(cases, date)
    drawing = drawn_chain(frame, lanes, words, axis=axis, today=date.toordinal())
    caption = f"Chuỗi tháo gỡ các vướng mắc của đơn vị, đến ngày {date:%d/%m/%Y}"
    return (Picture(drawing.svg, frame.description, caption),)


def _is_of_period(case, start):
    cleared = case.link_on(LinkKind.CLEARED)
    return cleared is None or cleared >= start


def _without_links(lane):
    """On paper nothing can be clicked, and an address of the portal would only be underlined."""
    return replace(lane, href="", marks=tuple(replace(mark, href="") for mark in lane.marks))
