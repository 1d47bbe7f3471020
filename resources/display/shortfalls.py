"""The page of shortfalls: its sentence, its picture, its rows."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drawing.bars import Bar, BarWords, bars
from drawing.figure import Frame
from resources.display import figures

WIDE, PHONE = 960, 328
KINDS_DRAWN, NAMED = 8, 3


def sentence(found):
    """“Ngày 31/12/2021: 12/94 đơn vị thiếu so với định mức; thiếu nhiều nhất: biên chế (38 đơn vị); …”"""
    values = {"on": figures.day(found.date), "units": len(found.units), "short": len(found.short_units)}
    if not found.units:
        return _("Ngày %(on)s: không có đơn vị cấp xã nào trong phạm vi bạn theo dõi.") % values
    if not found.judged_units:
        return _("Ngày %(on)s: chưa đơn vị nào có cả định mức và số thực có, nên chưa so được.") % values
    parts = [_("%(short)s/%(units)s đơn vị thiếu so với định mức") % values]
    worst = found.by_kind()[0]
    if worst.short and len(found.kinds) > 1:
        words = ngettext(
            "thiếu nhiều nhất: %(kind)s (%(count)s đơn vị)",
            "thiếu nhiều nhất: %(kind)s (%(count)s đơn vị)",
            worst.short,
        )
        parts.append(words % {"kind": worst.kind.title, "count": worst.short})
    elif worst.short and not worst.kind.is_presence:
        parts.append(_("thiếu tổng cộng %(missing)s") % {"missing": figures.with_unit(worst.kind, worst.missing)})
    if unknown := sum(bool(each.unknown) for each in found.units):
        parts.append(_unknown(unknown, len(found.kinds) == 1) % {"count": unknown})
    return _("Ngày %(on)s: %(parts)s.") % {**values, "parts": "; ".join(parts)}


def _unknown(count, is_of_one_kind):
    if is_of_one_kind:
        return ngettext("%(count)s đơn vị chưa có số liệu", "%(count)s đơn vị chưa có số liệu", count)
    return ngettext("%(count)s đơn vị còn loại chưa có số liệu", "%(count)s đơn vị còn loại chưa có số liệu", count)


def kind_bars(found, asked):
    """Return {"wide", "narrow"}: how many units are short of each kind; None for one kind, of which the rows say it."""
    counts = [each for each in found.by_kind() if each.short][:KINDS_DRAWN]
    if len(found.kinds) == 1 or not counts:
        return None
    return {
        "wide": _bars(counts, asked, WIDE, "kinds-short"),
        "narrow": _bars(counts, asked, PHONE, "kinds-short-narrow"),
    }


def _bars(counts, asked, width, key):
    rows = [
        Bar(
            label=each.kind.title,
            value=each.short,
            text=f"{each.short}/{each.judged}",
            note="" if each.kind.is_presence else _total(each),
            href=address(**{**asked, "kind": each.kind.code, "group": ""}),
        )
        for each in counts
    ]
    frame = Frame(
        key=key,
        title=_("Số đơn vị thiếu theo loại nguồn lực"),
        description="; ".join(f"{row.label}: {row.text}" for row in rows),
        width=width,
    )
    words = BarWords(row=_("Loại nguồn lực"), value=_("Đơn vị thiếu / có số liệu"), note=_("Thiếu tổng cộng"))
    return bars(frame, rows, words, maximum=max(each.judged for each in counts))


def _total(count):
    return _("thiếu %(missing)s") % {"missing": figures.with_unit(count.kind, count.missing)}


def address(name="resources:shortfalls", **asked):
    """Return the page's address with these values; empty ones are left out."""
    kept = {key: value for key, value in asked.items() if value}
    return f"{reverse(name)}?{urlencode(kept)}" if kept else reverse(name)


def unit_url(unit_id, date):
    return f"{reverse('resources:unit', args=[unit_id])}?date={date.isoformat()}"


def unit_rows(units, date):
    """Return the rows of all kinds together: what each unit meets and what it lacks most."""
    return [
        {
            "name": each.version.full_name,
            "url": unit_url(each.version.unit_id, date),
            "met": f"{each.met}/{each.judged}" if each.judged else "–",
            "share": int(each.share) if each.judged else None,
            "short": named(each.short),
            "unknown": each.unknown or "–",
            "expected": _expected(each.short),
            "is_illustrative": any(standing.is_illustrative for standing in each.standings),
        }
        for each in units
    ]


def names(units, date):
    """Return the names of units with the addresses of their pages: of which nothing else is to be told."""
    return [{"name": each.version.full_name, "url": unit_url(each.version.unit_id, date)} for each in units]


def named(short):
    """“Máy tính bảng (3 chiếc, 50%), phòng tiếp dân và 2 loại khác”: what is lacking most."""
    words, more = ", ".join(_lacking(each) for each in short[:NAMED]), len(short) - NAMED
    return _("%(kinds)s và %(more)d loại khác") % {"kinds": words, "more": more} if more > 0 else words


def _lacking(standing):
    if standing.kind.is_presence:
        return standing.kind.title
    return f"{standing.kind.title} ({figures.missing(standing)}, {figures.percent(standing.missing_percent)})"


def _expected(short):
    """“2/3 có kế hoạch, xong 31/12/2021”: of what is lacking."""
    planned = [each for each in short if each.plans]
    if not short:
        return ""
    if not planned:
        return _("chưa có kế hoạch")
    values = {"planned": len(planned), "short": len(short), "on": figures.day(max(e.expected_on for e in planned))}
    return _("%(planned)s/%(short)s loại có kế hoạch, xong %(on)s") % values


def kind_rows(units, kind, date):
    """Return the rows of one kind: norm, figure, what is lacking, until when."""
    return [_kind_row(each, each.of(kind.pk), date) for each in units]


def _kind_row(unit, standing, date):
    row = {"name": unit.version.full_name, "url": unit_url(unit.version.unit_id, date)}
    return {**row, **(standing_row(standing, date) if standing else EMPTY)}


def standing_row(standing, date):
    """Return one kind of one unit in words; `tone` is short, met, unknown or "" (no norm)."""
    kind, norm, holding = standing.kind, standing.norm, standing.holding
    return {
        "norm": figures.norm(kind, norm.quantity) if norm else "–",
        "document": norm.document if norm else "",
        "is_own_norm": bool(norm and norm.is_own),
        "actual": figures.quantity(kind, holding.quantity) if holding else "",
        "on": holding.on if holding else None,
        "source": holding.source if holding else "",
        "missing": figures.missing(standing) if standing.is_short else "",
        "surplus": figures.with_unit(kind, standing.surplus) if standing.surplus else "",
        "percent": figures.percent(standing.percent),
        "share": min(int(standing.percent), 100) if standing.percent is not None else None,
        "tone": tone_of(standing),
        "plans": standing.plans,
        "expected_on": standing.expected_on,
        "days_left": (standing.expected_on - date).days if standing.expected_on else None,
        "is_illustrative": standing.is_illustrative,
    }


def tone_of(standing):
    if standing.is_short:
        return "short"
    if standing.is_met:
        return "met"
    return "unknown" if standing.is_unknown else ""


EMPTY = {"norm": "–", "actual": "", "percent": "–", "share": None, "tone": "", "missing": "", "surplus": ""}
