"""Initiatives and commendations in words, and the drawing of an initiative's counts."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.history import told
from committee.models import CountKind
from committee.queries.rollout_periods import period_ends
from criteria import wording
from drawing.axis import Axis, Tick
from drawing.figure import Frame
from drawing.trend import TrendPoint, TrendSeries, TrendWords, trend

WIDE, PHONE = 460, 328
THOUSAND = 1000

HISTORY = {
    "record_initiative": gettext_lazy("Đã ghi mô hình"),
    "change_initiative": gettext_lazy("Đã sửa nội dung"),
    "record_count": gettext_lazy("Đã ghi số liệu"),
    "record_replication": gettext_lazy("Đã ghi nơi áp dụng"),
    "end_initiative": gettext_lazy("Đã ghi ngày kết thúc"),
}


def list_sentence(totals):
    """“12 mô hình, cách làm hay của 8 đơn vị, tiếp cận 1.250.000 lượt; 5 mô hình đã được nơi khác áp dụng.”"""
    if not totals.initiatives:
        return ""
    values = {
        "count": totals.initiatives,
        "units": totals.units,
        "reach": wording.figure(totals.reach),
        "replicated": totals.replicated,
        "takeovers": totals.takeovers,
    }
    words = _("%(count)d mô hình, cách làm hay của %(units)d đơn vị")
    if totals.reach:
        words = _("%(count)d mô hình, cách làm hay của %(units)d đơn vị, đã tiếp cận %(reach)s lượt")
    first = words % values
    if not totals.takeovers:
        return f"{first}; " + _("chưa mô hình nào được nơi khác áp dụng.")
    return f"{first}; " + _("%(replicated)d mô hình được áp dụng thêm ở %(takeovers)d nơi.") % values


def initiative_sentence(found):
    """Return what the unit does, how far it reached, and how many took it over."""
    initiative = found.initiative
    values = {
        "unit": initiative.unit.latest.police_name,
        "since": f"{initiative.since:%d/%m/%Y}",
        "until": f"{initiative.until:%d/%m/%Y}" if initiative.until else "",
    }
    words = (
        _("%(unit)s làm từ ngày %(since)s đến ngày %(until)s")
        if initiative.until
        else _("%(unit)s làm từ ngày %(since)s")
    )
    parts = [words % values]
    parts += [f"{wording.figure(line.newest.value)} {line.label}" for line in found.lines[:3]]
    taken = len(found.replications)
    parts.append(_("%(count)d đơn vị khác áp dụng") % {"count": taken} if taken else _("chưa đơn vị nào khác áp dụng"))
    return "; ".join(parts) + "."


def told_history(lines):
    """Return the history of an initiative for components/history.html: a count with its kind, day and value."""
    return told([_with_count(line) for line in lines], HISTORY)


def _with_count(line):
    if line.verb != "record_count":
        return line
    note = _("%(kind)s đến %(day)s: %(value)s") % {
        "kind": CountKind(line.data["kind"]).label,
        "day": f"{dt.date.fromisoformat(line.data['on']):%d/%m/%Y}",
        "value": wording.figure(line.data["to"]),
    }
    return replace(line, data={"note": note})


def cost_words(found):
    """Return the cost, and the cost for each thousand of reach where both are known; "" without a cost."""
    cost, reach = found.initiative.cost, found.newest(CountKind.REACH)
    if cost is None:
        return ""
    told = _("%(cost)s đồng") % {"cost": wording.figure(cost)}
    if not reach:
        return told
    each = Decimal(cost) * THOUSAND / reach
    return _("%(cost)s, tức %(each)s đồng cho mỗi 1.000 lượt tiếp cận") % {
        "cost": told,
        "each": wording.figure(round(each)),
    }


def count_blocks(found):
    """Return {"label", "newest", "on", "drawing", "narrow", "counts"} for each kind of count."""
    return [
        {
            "label": line.label,
            "newest": wording.figure(line.newest.value),
            "on": line.newest.on,
            "drawing": count_drawing(line, f"count-{line.kind}", WIDE) if len(line.counts) > 1 else None,
            "narrow": count_drawing(line, f"count-{line.kind}-narrow", PHONE) if len(line.counts) > 1 else None,
            "counts": [(each.on, wording.figure(each.value)) for each in reversed(line.counts)],
        }
        for line in found.lines
    ]


def count_drawing(line, key, width):
    """One kind of count over equal periods: at the end of each the newest count up to then."""
    ends = period_ends(line.counts[0].on, line.newest.on)
    # A total stands until it is counted again.
    values = [
        max((each for each in line.counts if each.on <= day), key=lambda each: each.on, default=None) for day in ends
    ]
    points = tuple(None if each is None else TrendPoint(each.value, wording.figure(each.value)) for each in values)
    high = max(each.value for each in line.counts)
    frame = Frame(
        key=key,
        title=_("%(kind)s, cộng dồn") % {"kind": line.label.capitalize()},
        description=_("Đến ngày %(day)s: %(value)s.")
        % {"day": f"{line.newest.on:%d/%m/%Y}", "value": wording.figure(line.newest.value)},
        width=width,
    )
    axis = Axis(0, max(high, 1), (Tick(0, "0"),))
    labels = [f"{day:%m/%Y}" for day in ends]
    words = TrendWords(row=_("Đến hết tháng"), missing="–")
    return trend(frame, labels, [TrendSeries(line.label, points, emphasis=True)], words, axis=axis, height=110)


def commendation_sentence(total, units, by_form):
    """“9 lần khen 6 đơn vị: 2 bằng khen, 7 giấy khen.”"""
    if not total:
        return ""
    told = ", ".join(f"{count} {form.label}" for form, count in by_form.items())
    return _("%(total)d lần khen %(units)d đơn vị: %(told)s.") % {"total": total, "units": units, "told": told}


# ---------------------------------------------------------------- addresses


def query(wanted):
    """Return what was chosen as it stands in an address."""
    return urlencode(wanted)


def first_values(given, *names):
    """Return what a new form is filled with at first from the page's address: keys, by these names."""
    return {name: given[name] for name in names if given.get(name, "").isdecimal()}
