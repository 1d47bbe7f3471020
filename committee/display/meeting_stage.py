"""What an item shows before the meeting: one drawing that fits what it is about.

Drawn narrow, because the page enlarges it with its letters until the back of the room can read them.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from committee.models import DirectiveState, ItemKind
from committee.queries.agenda_subject import days_words
from criteria import wording
from drawing.axis import Axis, Tick
from drawing.dot_range import RangeRow, RangeWords, Reading, dot_range
from drawing.figure import Frame
from drawing.progress import ProgressPart, ProgressWords, Tone, progress
from drawing.trend import TrendPoint, TrendSeries, TrendWords, trend

WIDTH = 420
PLOT = 130


def drawing_of(item, subject):
    """Return the `Drawing` of a `queries.agenda_stage.Subject`, None where there is nothing to draw."""
    if subject.dispute:
        return _dispute(subject.dispute)
    if subject.obstacle:
        return _obstacle(subject.obstacle)
    if subject.directive:
        return _directive(subject.directive)
    if len(subject.rounds) > 1:
        return _rounds(subject.rounds)
    return _round(item, subject.rounds[0]) if subject.rounds else None


def _frame(title, description):
    return Frame(key="stage", title=title, description=description, width=WIDTH)


# ---------------------------------------------------------------- results


def _rounds(rounds):
    last = rounds[-1]
    counts_met = last.round.criteria_set.counts_met
    title = _("Số tiêu chí đạt qua các kỳ") if counts_met else _("Kết quả (phần trăm) qua các kỳ")
    points = tuple(_point(each, counts_met) for each in rounds)
    described = _("Kỳ đầu %(first)s, kỳ gần nhất %(last)s, qua %(count)d kỳ.")
    values = {"first": points[0].text, "last": points[-1].text, "count": len(points)}
    series = TrendSeries(label=last.unit_name, points=points, emphasis=True)
    labels = [f"{each.round.ends_on:%m/%Y}" for each in rounds]
    words = TrendWords(row=_("Kỳ"), missing="–")
    return trend(
        _frame(title, described % values), labels, [series], words, axis=_axis(rounds, counts_met), height=PLOT
    )


def _point(assessment, counts_met):
    if counts_met:
        return TrendPoint(assessment.met, f"{assessment.met}/{assessment.applicable}")
    return TrendPoint(assessment.percent or 0, wording.percent_figure(assessment.percent or 0))


def _axis(rounds, counts_met):
    """From nothing to everything: a line that starts at the lowest value would make a step look like a leap."""
    most = max(each.applicable for each in rounds) if counts_met else 100
    text = str(most) if counts_met else "100%"
    return Axis(0, most, (Tick(0, "0"), Tick(most, text)))


def _round(item, assessment):
    unmet = assessment.applicable - assessment.met
    tone = Tone.LATE if item.kind == ItemKind.KNOCK_OUT else Tone.OPEN
    parts = [
        ProgressPart(_("đạt"), assessment.met, str(assessment.met), Tone.DONE),
        ProgressPart(_("chưa đạt"), unmet, str(unmet), tone),
    ]
    described = _("%(met)d tiêu chí đạt, %(unmet)d chưa đạt.") % {"met": assessment.met, "unmet": unmet}
    frame = _frame(_("Tiêu chí đạt trong kỳ này"), described)
    return progress(frame, parts, ProgressWords(row=_("Kết quả"), value=_("Số tiêu chí")))


# ---------------------------------------------------------------- disputes


def _dispute(dispute):
    told, criterion = dispute.disagreement, dispute.criterion
    first, second = dispute.answers
    most = criterion.rule.max_points or max(told.first_points, told.second_points)
    ends = Reading(0, "0"), Reading(most, wording.figure(most))
    row = RangeRow(
        label=_("Tiêu chí %(code)s") % {"code": criterion.code},
        low=ends[0],
        high=ends[1],
        own=Reading(told.first_points, first),
        appraised=Reading(told.second_points, second),
    )
    words = RangeWords(
        row=_("Tiêu chí"),
        own=_("thứ nhất"),
        appraised=_("thứ hai"),
        low=_("thấp nhất"),
        median="",
        high=_("cao nhất"),
        span=_("khoảng điểm"),
        missing="–",
    )
    described = _("Người thứ nhất: %(first)s; người thứ hai: %(second)s.") % {"first": first, "second": second}
    axis = Axis(0, most, tuple(Tick(each.value, each.text) for each in ends))
    return dot_range(_frame(_("Hai lần thẩm định cách nhau bao xa"), described), [row], words, axis=axis)


# ---------------------------------------------------------------- days


def _directive(directive):
    """The days that it was given, and those beyond them."""
    if directive.due is None:
        return None
    end = directive.closed_on or directive.reported_on or timezone.localdate()
    given = (directive.due - directive.issued_on).days
    spent, late = max((min(end, directive.due) - directive.issued_on).days, 0), max((end - directive.due).days, 0)
    left = given - spent if directive.state == DirectiveState.UNDER_WAY else 0
    parts = _days(
        (_("trong hạn"), spent, Tone.UNDERWAY), (_("quá hạn"), late, Tone.LATE), (_("còn lại"), left, Tone.OPEN)
    )
    values = {"given": days_words(given), "late": days_words(late)}
    described = _("Được giao trong %(given)s, quá hạn %(late)s.") % values
    return progress(_frame(_("Từ ngày giao đến nay"), described), parts, _day_words())


def _obstacle(days):
    """The days on which nobody was asked, on which a body was, and since somebody was ordered to act."""
    obstacle = days.obstacle
    end = obstacle.cleared_on or timezone.localdate()
    ordered = min(days.ordered_on or end, end)
    asked = min(days.asked_on or ordered, ordered)
    parts = _days(
        (_("chưa kiến nghị"), (asked - obstacle.since).days, Tone.OPEN),
        (_("chờ trả lời"), (ordered - asked).days, Tone.UNDERWAY),
        (_("đã có chỉ đạo"), (end - ordered).days, Tone.DONE),
    )
    described = "; ".join(f"{part.label}: {part.text}" for part in parts)
    return progress(_frame(_("Vướng mắc đã chờ ai, bao lâu"), described), parts, _day_words())


def _days(*parts):
    return [ProgressPart(label, max(count, 0), days_words(count), tone) for label, count, tone in parts if count > 0]


def _day_words():
    return ProgressWords(row=_("Giai đoạn"), value=_("Số ngày"))
