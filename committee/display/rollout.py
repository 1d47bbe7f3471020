"""The roll-out in words and drawings."""

from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from committee.models import Measure
from committee.queries.rollout import PaceState
from committee.queries.rollout_periods import place_of
from criteria import wording
from drawing.axis import Axis, Tick
from drawing.events import Event
from drawing.figure import Frame
from drawing.trend import TrendPoint, TrendSeries, TrendWords, trend

WIDE, PHONE = 640, 328
TONES = {PaceState.MET: "top", PaceState.ON_TIME: "high", PaceState.SLOW: "low", PaceState.OVERDUE: "alarm"}


def rollout_sentence(programme, date, standings):
    """“Đến 27/11/2026, 4 mục tiêu: 1 đạt, 1 đúng tiến độ, 1 chậm, 1 quá hạn. Cần xem trước: …”; "" without any."""
    if not standings:
        return ""
    counts = {state: sum(each.pace.state == state for each in standings) for state in PaceState}
    told = ", ".join(f"{count} {state.label}" for state, count in counts.items() if count)
    values = {"date": f"{date:%d/%m/%Y}", "programme": programme, "count": len(standings), "told": told}
    first = (
        ngettext(
            "Đến %(date)s, %(programme)s có %(count)d mục tiêu nhân rộng: %(told)s.",
            "Đến %(date)s, %(programme)s có %(count)d mục tiêu nhân rộng: %(told)s.",
            len(standings),
        )
        % values
    )
    behind = [each for each in standings if each.pace.state in (PaceState.OVERDUE, PaceState.SLOW)]
    if not behind:
        return first
    worst = min(behind, key=lambda each: (each.pace.state != PaceState.OVERDUE, each.target.due))
    return f"{first} {behind_sentence(worst)}"


def behind_sentence(standing):
    """“Xa nhất: “30% …” mới có 6/23 đơn vị, còn thiếu 1.”"""
    found = standing.coverage
    values = {
        "statement": standing.target.statement,
        "reached": found.reached,
        "needed": found.needed,
        "missing": found.still_needed,
    }
    if found.counts_districts:
        return (
            _("Chậm nhất là “%(statement)s”: mới có %(reached)d/%(needed)d quận, huyện, còn thiếu %(missing)d.")
            % values
        )
    return (
        _("Chậm nhất là “%(statement)s”: mới có %(reached)d/%(needed)d đơn vị cần đạt, còn thiếu %(missing)d.") % values
    )


def cards(standings):
    """Return one dict for each target, as templates/committee/rollout_target.html takes it."""
    return [_card(each) for each in standings]


def _card(standing):
    target, found, pace = standing.target, standing.coverage, standing.pace
    return {
        "target": target,
        "state": pace.state,
        "state_label": str(pace.state.label),
        "tone": TONES[pace.state],
        "reached": coverage_words(found),
        "asked": asked_words(found),
        "pace": pace_words(standing),
        "days_left": None if pace.state == PaceState.MET else pace.days_left,
        "judged": judged_words(found),
        "missing_title": missing_title(found),
        "missing": [each.full_name for each in found.missing],
        "left_out": ", ".join(each.full_name for each in found.left_out),
        "units": [(each.version, each.since) for each in found.units],
        "drawing": drawing(standing, f"target-{target.pk}", WIDE),
        "narrow": drawing(standing, f"target-{target.pk}-narrow", PHONE),
    }


def coverage_words(found):
    """“6/23 (26,1%)”."""
    counted = f"{found.reached}/{found.asked}"
    return counted if found.share is None else f"{counted} ({wording.percent_figure(found.share)})"


def asked_words(found):
    """What the target asks for, in numbers."""
    target = found.target
    values = {
        "needed": found.needed,
        "asked": found.asked,
        "spread": target.get_spread_display(),
        "stage": target.get_stage_display(),
    }
    if found.counts_districts:
        return _("%(needed)d quận, huyện, mỗi nơi ít nhất một %(spread)s %(stage)s") % values
    return _("%(needed)d trong %(asked)d %(spread)s %(stage)s") % values


def judged_words(found):
    if found.judged_on == found.date:
        return ""
    return _("Không còn cấp huyện sau ngày %(day)s nên tính theo ngày đó.") % {"day": f"{found.judged_on:%d/%m/%Y}"}


def pace_words(standing):
    """Return the pace so far against the pace needed, and when it will be met if it goes on so."""
    target, found, pace = standing.target, standing.coverage, standing.pace
    if pace.met_on:
        return [_met_words(target, pace)]
    words = [_so_far_words(target, pace)]
    if pace.needed is not None:
        words.append(
            _("cần thêm %(count)d trước ngày %(due)s, tức %(rate)s mỗi tháng")
            % {"count": found.still_needed, "due": f"{target.due:%d/%m/%Y}", "rate": rate(pace.needed)}
        )
    if pace.forecast:
        words.append(_("với đà này sẽ đạt khoảng tháng %(month)s") % {"month": f"{pace.forecast:%m/%Y}"})
    elif pace.so_far is not None:
        words.append(_("với đà này sẽ không đạt"))
    return words


def _met_words(target, pace):
    values = {"day": f"{pace.met_on:%d/%m/%Y}"}
    if pace.met_on <= target.set_on:
        return _("đã đạt ngay khi đặt ra")
    if pace.met_on > target.due:
        return _("đạt từ ngày %(day)s, sau hạn") % values
    return _("đạt từ ngày %(day)s, trong hạn") % values


def _so_far_words(target, pace):
    values = {"since": f"{target.set_on:%m/%Y}", "count": abs(pace.gained)}
    if pace.so_far is None:
        return _("mới đặt ra chưa được một tháng")
    if pace.gained < 0:
        return _("từ tháng %(since)s giảm %(count)d, do sắp xếp hoặc thôi tham gia") % values
    if not pace.gained:
        return _("từ tháng %(since)s chưa thêm nơi nào") % values
    return _("từ tháng %(since)s thêm %(count)d, tức %(rate)s mỗi tháng") % {**values, "rate": rate(pace.so_far)}


def rate(number):
    """“0,35”: two digits while it is below one, one digit above."""
    return wording.figure(Decimal(number).quantize(Decimal("0.01") if abs(number) < 1 else Decimal("0.1")))


def missing_title(found):
    values = {"count": len(found.missing)}
    if found.counts_districts:
        words = ngettext("Còn %(count)d quận, huyện chưa có", "Còn %(count)d quận, huyện chưa có", len(found.missing))
    else:
        words = ngettext(
            "Còn %(count)d đơn vị chưa đến giai đoạn này",
            "Còn %(count)d đơn vị chưa đến giai đoạn này",
            len(found.missing),
        )
    return words % values


def drawing(standing, key, width):
    """The coverage over time against the line from where it began to what is asked."""
    target, points = standing.target, standing.points
    is_share = target.measure == Measure.SHARE
    labels = [f"{point.day:%m/%Y}" for point in points]
    reached = tuple(None if point.value is None else TrendPoint(point.value, point.text) for point in points)
    expected = tuple(TrendPoint(point.expected, _figure(point.expected, is_share)) for point in points)
    frame = Frame(
        key=key,
        title=_("Độ phủ qua thời gian, so với mức cần có"),
        description=_("Đã đạt %(reached)s; cần %(asked)s.")
        % {"reached": coverage_words(standing.coverage), "asked": asked_words(standing.coverage)},
        width=width,
    )
    series = [
        TrendSeries(_("đã đạt"), reached, emphasis=True),
        TrendSeries(_("mức cần có"), expected),
    ]
    ends = [point.day for point in points]
    events = [
        Event(place_of(day, ends), _("sắp xếp %(month)s") % {"month": f"{day:%m/%Y}"})
        for day in standing.reorganisations
    ]
    words = TrendWords(row=_("Đến hết tháng"), missing="–", event=_("Sắp xếp đơn vị"))
    return trend(frame, labels, series, words, axis=_axis(points, is_share), events=events, height=150)


def _axis(points, is_share):
    values = [point.expected for point in points] + [point.value for point in points if point.value is not None]
    high = max([*values, 1])
    goal = points[-1].expected
    ticks = {0: _figure(0, is_share), goal: _figure(goal, is_share)}
    return Axis(0, high * 1.06, tuple(Tick(value, text) for value, text in ticks.items()))


def _figure(value, is_share):
    return wording.percent_figure(value) if is_share else rate(value)


# ---------------------------------------------------------------- addresses


def query(programme, date):
    """Return the page's choices as they stand in an address."""
    return urlencode({"programme": programme.pk if programme else "", "date": date.isoformat()})


def address(programme_id):
    return f"{reverse('committee:rollout')}?programme={programme_id}"
