"""A unit's page: its sentence, and its kinds group by group."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drawing.axis import Axis
from drawing.figure import Frame
from drawing.sparkline import sparkline
from drawing.trend import TrendPoint, TrendSeries, TrendWords, trend
from resources.display import figures
from resources.display.shortfalls import named, standing_row
from resources.models import PlanState

WIDE, PHONE = 720, 328


def sentence(found):
    """“Ngày …: Hải Châu I đạt 9/12 định mức; còn thiếu: biên chế (2 người), …; 2 loại chưa có số liệu.”"""
    standing = found.standing
    values = {"on": figures.day(found.date), "unit": found.version.full_name}
    if not standing.standings:
        return _("Ngày %(on)s: %(unit)s chưa có định mức và số thực có nào.") % values
    if standing.judged:
        parts = [
            _("%(unit)s đạt %(met)s/%(judged)s định mức") % {**values, "met": standing.met, "judged": standing.judged}
        ]
    else:
        parts = [_("%(unit)s chưa có loại nào so được với định mức") % values]
    if standing.short:
        parts.append(_("còn thiếu: %(kinds)s") % {"kinds": named(standing.short)})
    if standing.unknown:
        words = ngettext("%(count)s loại chưa có số liệu", "%(count)s loại chưa có số liệu", standing.unknown)
        parts.append(words % {"count": standing.unknown})
    return _("Ngày %(on)s: %(parts)s.") % {**values, "parts": "; ".join(parts)}


def table(found):
    """Return {"groups": [{"label", "rows"}], "norm_document"} of the unit's kinds, in the order of the catalogue.

    `norm_document` is the document of all norms of the unit's type where they share one, else "". What it says once
    is left out of the rows; a norm of the unit's own keeps its own document.
    """
    made = {}
    for each in found.standing.standings:
        made.setdefault(each.kind.get_group_display(), []).append(_row(found, each))
    common = [row for rows in made.values() for row in rows if row["has_norm"] and not row["is_own_norm"]]
    documents = {row["document"] for row in common}
    shared = documents.pop() if len(documents) == 1 and len(common) > 1 else ""
    for row in common:
        row["document"] = "" if shared else row["document"]
    return {"groups": [{"label": label, "rows": rows} for label, rows in made.items()], "norm_document": shared}


def _row(found, standing):
    kind, past = standing.kind, found.past.get(standing.kind.pk, [])
    return {
        **standing_row(standing, found.date),
        "has_norm": standing.norm is not None,
        "title": kind.title,
        "unit": "" if kind.is_presence else kind.measure_unit,
        "code": kind.code,
        "url": reverse("resources:kind", args=[found.unit.pk, kind.code]),
        "spark": _spark(kind, past) if len(past) > 1 and not kind.is_presence else None,
        "before": [
            {
                "name": each.unit.latest.full_name,
                "actual": figures.with_unit(kind, each.holding.quantity),
                "on": each.holding.on,
            }
            for each in found.before.get(kind.pk, ())
        ],
    }


def _spark(kind, past):
    labels = [figures.day(each.on) for each in past]
    points = [TrendPoint(each.quantity, figures.quantity(kind, each.quantity)) for each in past]
    description = "; ".join(f"{label}: {point.text}" for label, point in zip(labels, points, strict=True))
    frame = Frame(key=f"spark-{kind.pk}", title=kind.title, description=description)
    return sparkline(frame, labels, points, TrendWords(row=_("Ngày")))


# ---------------------------------------------------------------- one kind through time


def kind_sentence(unit_name, history, date):
    """“Ngày …: biên chế 14/16 người = 87,5%; thiếu 2 người, dự kiến bổ sung xong ngày …”"""
    standing, kind = history.standing, history.standing.kind
    values = {"on": figures.day(date), "unit": unit_name, "kind": kind.title}
    if standing.holding is None:
        return _("Ngày %(on)s: %(unit)s chưa có số liệu về “%(kind)s”.") % values
    values["actual"] = figures.with_unit(kind, standing.holding.quantity)
    if standing.norm is None:
        return _("Ngày %(on)s: “%(kind)s” của %(unit)s: %(actual)s; chưa có định mức để so.") % values
    values |= {"norm": figures.with_unit(kind, standing.norm.quantity), "percent": figures.percent(standing.percent)}
    parts = [_kind_words(standing) % values]
    if standing.is_short:
        parts.append(_("thiếu %(missing)s") % {"missing": figures.missing(standing)})
        on = figures.day(standing.expected_on)
        parts.append(_("dự kiến bổ sung xong ngày %(on)s") % {"on": on} if on else _("chưa có kế hoạch bổ sung"))
    elif standing.surplus:
        parts.append(_("thừa %(surplus)s") % {"surplus": figures.with_unit(kind, standing.surplus)})
    else:
        parts.append(_("đủ định mức"))
    return _("Ngày %(on)s: %(parts)s.") % {"on": values["on"], "parts": "; ".join(parts)}


def _kind_words(standing):
    if standing.percent is None or standing.kind.is_presence:
        return _("“%(kind)s” của %(unit)s: %(actual)s, định mức %(norm)s")
    return _("“%(kind)s” của %(unit)s: %(actual)s, bằng %(percent)s định mức %(norm)s")


def kind_trend(history):
    """Return {"wide", "narrow"} of the figures against the norms of their days; None for fewer than two."""
    if len(history.counted) < 2:
        return None
    return {"wide": _trend(history, WIDE, "figures"), "narrow": _trend(history, PHONE, "figures-narrow")}


def _trend(history, width, key):
    kind, counted = history.standing.kind, history.counted
    actual = tuple(TrendPoint(each.quantity, figures.quantity(kind, each.quantity)) for each in counted)
    norm = tuple(
        TrendPoint(each.norm.quantity, figures.quantity(kind, each.norm.quantity)) if each.norm else None
        for each in counted
    )
    labels = [figures.day(each.on) for each in counted]
    description = "; ".join(f"{label}: {point.text}" for label, point in zip(labels, actual, strict=True))
    frame = Frame(key=key, title=_("Thực có và định mức qua các lần kiểm đếm"), description=description, width=width)
    series = [TrendSeries(_("thực có"), actual, emphasis=True), TrendSeries(_("định mức"), norm)]
    return trend(frame, labels, series, TrendWords(row=_("Tại ngày"), missing="–"), axis=_axis(actual, norm))


def _axis(*series):
    """From nothing to a little above the greatest: a figure that is half the norm looks like half of it."""
    values = [point.value for points in series for point in points if point]
    return Axis(0, float(max(values)) * 1.1 or 1)


def counted_rows(history):
    """Return the figures, newest first, each with what was lacking by the norm of its day."""
    kind = history.standing.kind
    return [
        {
            "on": each.on,
            "actual": figures.quantity(kind, each.quantity),
            "norm": figures.norm(kind, each.norm.quantity) if each.norm else "–",
            "missing": _short_of(kind, each),
            "source": each.source,
            "is_illustrative": each.is_illustrative,
        }
        for each in reversed(history.counted)
    ]


def _short_of(kind, counted):
    if not counted.is_short:
        return ""
    return _("chưa có") if kind.is_presence else figures.with_unit(kind, counted.norm.quantity - counted.quantity)


def plan_rows(history, today):
    """Return plans, open ones first, then the newest."""
    ordered = sorted(history.plans, key=lambda plan: (plan.state != PlanState.OPEN, -plan.planned_on.toordinal()))
    return [
        {
            "plan": plan,
            "added": figures.with_unit(history.standing.kind, plan.quantity),
            "is_open": plan.state == PlanState.OPEN,
            "days_left": (plan.expected_on - today).days if plan.state == PlanState.OPEN else None,
        }
        for plan in ordered
    ]
