"""Headquarters projects in words, and their stages drawn over time."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drawing.axis import Axis, Tick
from drawing.figure import Frame
from drawing.schedule import Moment, ScheduleRow, ScheduleWords, schedule
from resources.display.figures import day
from resources.models import ProjectStage

WIDE, PHONE = 860, 328
TWO_YEARS = 730


def late_words(days):
    return ngettext("chậm %(days)d ngày", "chậm %(days)d ngày", days) % {"days": days}


def list_sentence(timelines):
    """“7 dự án trụ sở, 5 đang thực hiện, 2 chậm; chậm nhất: phường … chờ “bố trí đất”, chậm 120 ngày.”"""
    if not timelines:
        return _("Chưa có dự án trụ sở nào trong phạm vi bạn theo dõi.")
    late = [each for each in timelines if each.days_late]
    values = {
        "all": len(timelines),
        "under_way": sum(each.waits_at is not None for each in timelines),
        "late": len(late),
    }
    if not late:
        return _("%(all)s dự án trụ sở, %(under_way)s đang thực hiện, không dự án nào chậm.") % values
    return _(
        "%(all)s dự án trụ sở, %(under_way)s đang thực hiện, %(late)s chậm; "
        "chậm nhất: %(unit)s chờ “%(stage)s”, %(days)s."
    ) % {
        **values,
        "unit": late[0].project.unit.latest.full_name,
        "stage": late[0].waits_at.stage.label,
        "days": late_words(late[0].days_late),
    }


def sentence(timeline):
    """“Đã xong 2/5 giai đoạn; đang chờ “bố trí đất”, dự kiến 01/08/2021, chậm 45 ngày.”"""
    project, waits = timeline.project, timeline.waits_at
    if project.dropped_on:
        return _("Dự án đã dừng ngày %(on)s: %(reason)s") % {
            "on": day(project.dropped_on),
            "reason": project.dropped_reason,
        }
    if waits is None:
        return _("Đã bàn giao, đưa vào sử dụng ngày %(on)s.") % {"on": day(project.handed_over_on)}
    parts = [
        _("Đã xong %(reached)s/%(all)s giai đoạn") % {"reached": timeline.reached, "all": len(timeline.lines)},
        _("đang chờ “%(stage)s”") % {"stage": waits.stage.label},
    ]
    parts.append(_("dự kiến %(on)s") % {"on": day(waits.planned_on)} if waits.planned_on else _("chưa có ngày dự kiến"))
    if timeline.days_late:
        parts.append(late_words(timeline.days_late))
    return "; ".join(parts[:2]) + ", " + ", ".join(parts[2:]) + "."


def rows(timelines):
    """Return the rows of the list of projects."""
    return [
        {
            "project": each.project,
            "unit": each.project.unit.latest.full_name,
            "reached": f"{each.reached}/{len(each.lines)}",
            "waits": each.waits_at.stage.label if each.waits_at else "",
            "planned_on": each.waits_at.planned_on if each.waits_at else None,
            "late": late_words(each.days_late) if each.days_late else "",
            "end": _end(each.project),
        }
        for each in timelines
    ]


def _end(project):
    if project.dropped_on:
        return _("đã dừng ngày %(on)s") % {"on": day(project.dropped_on)}
    handed_over = project.handed_over_on
    return _("đã bàn giao ngày %(on)s") % {"on": day(handed_over)} if handed_over else ""


def stage_rows(timeline):
    """Return the rows of a project's table of stages."""
    return [
        {
            "line": line,
            "label": line.stage.label,
            "late": _difference(line),
            "is_late": line.is_late,
            "is_next": line is timeline.waits_at,
        }
        for line in timeline.lines
    ]


def _difference(line):
    if line.is_passed_over:
        return _("bỏ qua")
    if line.days_late is None:
        return ""
    if line.days_late > 0:
        return late_words(line.days_late)
    if not line.days_late:
        return _("đúng hạn")
    return ngettext("sớm %(days)d ngày", "sớm %(days)d ngày", -line.days_late) % {"days": -line.days_late}


def drawings(timeline, today, *, wide=WIDE, today_is=""):
    """Return {"wide", "narrow"} of the stages over time; None while none has a day.

    `today_is`: how a day that is not today is named on the axis.
    """
    days = [day for line in timeline.lines for day in (line.planned_on, line.actual_on) if day]
    if not days:
        return None
    is_open = timeline.waits_at is not None
    axis = _axis([*days, today] if is_open else days)
    mark = _moment(today, today_is or _("hôm nay")) if is_open else None
    shown = [_drawn(line, today) for line in timeline.lines if line.planned_on or line.actual_on]
    return {
        "wide": _schedule(timeline, shown, axis, mark, wide, "stages"),
        "narrow": _schedule(timeline, shown, axis, mark, PHONE, "stages-narrow"),
    }


def _schedule(timeline, shown, axis, mark, width, key):
    frame = Frame(key=key, title=_("Các giai đoạn, dự kiến và thực tế"), description=sentence(timeline), width=width)
    words = ScheduleWords(row=_("Giai đoạn"), planned=_("dự kiến xong"), actual=_("xong"), late=_("chậm"), missing="–")
    return schedule(frame, shown, words, axis=axis, today=mark)


def _drawn(line, today):
    return ScheduleRow(
        label=line.stage.label,
        planned=_moment(line.planned_on, day(line.planned_on)) if line.planned_on else None,
        actual=_moment(line.actual_on, day(line.actual_on)) if line.actual_on else None,
        late=_difference(line) if line.is_late else "",
        until=today.toordinal() if line.is_late and not line.is_reached else None,
        note=_difference(line) or (_("xong %(on)s") % {"on": day(line.actual_on)} if line.actual_on else ""),
    )


def _moment(date, text):
    return Moment(date.toordinal(), text)


def _axis(days):
    """The span of the days with a little air; years are marked, or quarters where it is short."""
    first, last = min(days), max(days)
    air = max((last - first).days // 20, 10)
    low, high = first - dt.timedelta(days=air), last + dt.timedelta(days=air)
    is_long = (high - low).days > TWO_YEARS
    months = (1,) if is_long else (1, 4, 7, 10)
    starts = [dt.date(year, month, 1) for year in range(low.year, high.year + 1) for month in months]
    ticks = [Tick(each.toordinal(), f"{each:%Y}" if is_long else f"{each:%m/%Y}") for each in starts]
    return Axis(
        low.toordinal(), high.toordinal(), tuple(t for t in ticks if low.toordinal() <= t.value <= high.toordinal())
    )


# ---------------------------------------------------------------- what was done to it


def _started(data):
    return _("Lập dự án")


def _dropped(data):
    return _("Dừng dự án")


def _step(data):
    values = {"stage": ProjectStage(data["stage"]).label}
    if data.get("is_taken_back"):
        return _("Giai đoạn “%(stage)s”: ghi lại là chưa xong") % values
    parts = []
    if data.get("planned_on"):
        parts.append(_("dự kiến %(on)s") % {"on": _iso(data["planned_on"])})
    if data.get("actual_on"):
        parts.append(_("xong %(on)s") % {"on": _iso(data["actual_on"])})
    return _("Giai đoạn “%(stage)s”: %(what)s") % {**values, "what": ", ".join(parts) or _("thêm ghi chú")}


def _iso(text):
    return day(dt.date.fromisoformat(text))


TOLD = {"start_project": _started, "record_step": _step, "drop_project": _dropped}
