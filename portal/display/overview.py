"""The committee's overview: its sentence, figures, drawings and lists."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from criteria.queries import published_set
from drawing.axis import Axis
from drawing.bars import Bar, BarWords, bars
from drawing.figure import Frame
from drawing.heatmap import HeatmapCell, HeatmapColumn, HeatmapRow, HeatmapWords, heatmap
from drawing.progress import ProgressPart, ProgressWords, Tone, progress
from drawing.sparkline import sparkline
from drawing.trend import TrendPoint, TrendWords
from portal.display import links, words
from portal.display.business import blocking_notes, city_section, figure, opened
from portal.queries.overview import top_class
from units.models import full_name

HUNDRED = Decimal(100)
RANKING_ROWS = 10
# The columns of static/css/overview.css at 1280 px, and the page of a phone.
WIDE, HALF, SIDE, PHONE = 650, 488, 304, 328


def page(overview, business=None):
    """Return the whole context of the page; `business` (queries.business.CityBusiness) of the newest round only."""
    notes = blocking_notes(business)
    return {
        "round": overview.switch.round,
        "sentence": sentence(overview, business),
        # A row of five: how many units take part stands with the first of them too.
        "figures": [*figures(overview)[:-1], figure(business)] if business else figures(overview),
        **city_section(business),
        "ranking": ranking(overview),
        "has_changes": overview.is_comparable,
        "heatmap": unit_heatmap(overview, WIDE, "heatmap"),
        "heatmap_narrow": unit_heatmap(overview, PHONE, "heatmap-narrow"),
        "rest": rest(overview),
        "unmet": unmet_bars(overview, HALF, "unmet", notes),
        "unmet_narrow": unmet_bars(overview, PHONE, "unmet-narrow", notes),
        "watched": watched(overview),
        "arrival": arrival(overview),
        "late_assessments": late_entries(overview),
        "more_late": _more(overview.now.late, overview.late),
        "more_watched": _more(overview.now.knocked_out, overview.knock_outs),
        "tracks": tracks(overview),
        "compared": compared(overview),
    }


# ---------------------------------------------------------------- the sentence


def sentence(overview, business=None):
    """“Kỳ tổng kết năm 2022: 2/9 đơn vị đạt từ 21/22 tiêu chí; tiêu chí hay vướng nhất: …; 1 phiếu nộp muộn.”"""
    if not overview.now.units:
        return _("%(round)s: chưa có đơn vị nào trong phạm vi bạn theo dõi.") % {"round": overview.switch.round}
    parts = [_reached(overview), *_most_unmet(overview), _late(overview.now), *filter(None, [opened(business)])]
    return _("%(round)s: %(parts)s.") % {"round": overview.switch.round, "parts": "; ".join(parts)}


def _reached(overview):
    now = overview.now
    if not overview.switch.round.criteria_set.counts_met:
        title = published_set(overview.switch.round.criteria_set).class_titles[top_class(overview.switch.round).code]
        return _("%(count)s/%(units)s đơn vị xếp loại “%(title)s”") % {
            "count": words.whole(now.top_class),
            "units": words.whole(now.units),
            "title": title,
        }
    return _led(overview.leaders, words.whole(now.units))


def _led(leaders, units):
    """“2/9 đơn vị đạt từ 21/22 tiêu chí”; by share where not as many criteria apply to every unit."""
    values = {"count": words.whole(leaders.units), "units": units, "met": leaders.met, "of": leaders.applicable}
    if not leaders.met:
        return _("chưa đơn vị nào đạt tiêu chí nào")
    if leaders.is_uniform and leaders.has_all:
        return _("%(count)s/%(units)s đơn vị đạt đủ %(of)d tiêu chí") % values
    if leaders.is_uniform:
        return _("%(count)s/%(units)s đơn vị đạt từ %(met)d/%(of)d tiêu chí") % values
    if leaders.has_all:
        return _("%(count)s/%(units)s đơn vị đạt đủ các tiêu chí áp dụng") % values
    values["share"] = words.percent(HUNDRED * leaders.met / leaders.applicable)
    return _("%(count)s/%(units)s đơn vị đạt từ %(share)s tiêu chí áp dụng") % values


def _most_unmet(overview):
    if not overview.unmet:
        return []
    worst = overview.unmet[0]
    return [
        _("tiêu chí hay vướng nhất: %(code)s %(title)s (%(units)s đơn vị)")
        % {"code": worst.criterion.code, "title": worst.criterion.title, "units": words.whole(worst.unmet)}
    ]


def _late(now):
    parts = []
    if now.late_received:
        parts.append(
            ngettext("%(count)s phiếu nộp muộn", "%(count)s phiếu nộp muộn", now.late_received)
            % {"count": words.whole(now.late_received)}
        )
    if now.late_awaited:
        parts.append(
            ngettext("%(count)s phiếu quá hạn chưa nộp", "%(count)s phiếu quá hạn chưa nộp", now.late_awaited)
            % {"count": words.whole(now.late_awaited)}
        )
    return ", ".join(parts) or _("không có phiếu nộp muộn")


def tracks(overview):
    """“Kết quả đang theo: chính thức 5, tự chấm 4 đơn vị.” Empty once all results are official."""
    counts = overview.tracks
    if not counts or set(counts) == {"official"}:
        return ""
    named = {"official": _("chính thức"), "appraised": _("thẩm định"), "self": _("tự chấm")}
    parts = [f"{named[track]} {words.whole(counts[track])}" for track in named if track in counts]
    return _("Số liệu tạm tính; kết quả đang theo: %(parts)s đơn vị.") % {"parts": ", ".join(parts)}


def compared(overview):
    if overview.before is None:
        return ""
    values = {"round": overview.before.round.title}
    if overview.is_comparable:
        return _("Tăng, giảm là so với %(round)s.") % values
    return (
        _("Số phiếu muộn và số đơn vị so với %(round)s; kết quả, thứ hạng chỉ được so khi cả hai kỳ đã công bố.")
        % values
    )


# ---------------------------------------------------------------- key figures


def figures(overview):
    now, before = overview.now, _before(overview)
    shown = overview.switch.round
    ranking_url = reverse("portal:ranking", args=[shown.code])
    best = published_set(shown.criteria_set).class_titles[top_class(shown).code]
    share = (lambda each: each.share_met) if shown.criteria_set.counts_met else (lambda each: each.percent)
    share_label = _("Tỷ lệ tiêu chí đạt") if shown.criteria_set.counts_met else _("Điểm bình quân")
    return [
        {
            "label": best,
            "value": words.whole(now.top_class),
            "of": _("%(units)s đơn vị") % {"units": words.whole(now.units)},
            "url": links.with_query(ranking_url, **{"class": top_class(shown).code}),
            "change": before and words.change(now.top_class, before.top_class),
            "spark": _spark("best", best, overview, lambda each: each.top_class),
        },
        {
            "label": share_label,
            "value": words.percent(share(now)) or "–",
            "url": ranking_url,
            "change": before and words.change(share(now), share(before), text=_tenths, unit=_(" điểm %")),
            "spark": _spark("share", share_label, overview, share),
            "note": _measured_on(now),
        },
        _bad_figure(overview, before, "knock", _("Đơn vị có điểm liệt"), lambda each: each.knocked_out),
        _bad_figure(overview, overview.before, "late", _("Phiếu nộp muộn, quá hạn"), lambda each: each.late),
        {
            "label": _("Đơn vị tham gia"),
            "value": words.whole(now.units),
            "url": ranking_url,
            "change": overview.before and _neutral(words.change(now.units, overview.before.units)),
            "spark": _spark("units", _("Đơn vị tham gia"), overview, lambda each: each.units),
        },
    ]


def _before(overview):
    """The totals before, where results can be compared with them."""
    return overview.before if overview.is_comparable else None


def _measured_on(now):
    if now.complete == now.units:
        return ""
    values = {"complete": words.whole(now.complete), "units": words.whole(now.units)}
    return _("trên %(complete)s/%(units)s phiếu đủ câu trả lời") % values


def _tenths(number):
    return words.decimal(number, words.TENTH)


def _neutral(change):
    return change | {"tone": ""}


def _bad_figure(overview, before, key, label, count):
    now = overview.now
    return {
        "label": label,
        "value": words.whole(count(now)),
        "change": before and words.change(count(now), count(before), more_is_good=False),
        "spark": _spark(key, label, overview, count),
        "alarm": count(now) > 0,
    }


def _spark(key, label, overview, count):
    if len(overview.totals) < 2:
        return ""
    measured = [(count(each) if each.complete else None) for each in overview.totals]
    points = [None if value is None else TrendPoint(value, _tenths(value)) for value in measured]
    labels = [words.month(each.round.ends_on) for each in overview.totals]
    told = ", ".join(f"{name}: {point.text if point else '–'}" for name, point in zip(labels, points, strict=True))
    highest = max((value for value in measured if value is not None), default=1)
    frame = Frame(key=f"spark-{key}", title=label, description=_("Qua các kỳ: %(told)s") % {"told": told})
    axis = Axis(0, highest or 1)
    return sparkline(frame, labels, points, TrendWords(row=_("Kỳ"), missing="–"), axis=axis).svg


# ---------------------------------------------------------------- ranking and heatmap


def ranking(overview):
    shown = overview.switch.round
    unit_link = links.unit_links(round=shown.code)
    counts_met = shown.criteria_set.counts_met
    return [
        {
            "rank": place(each.rank),
            "name": full_name(each.type, each.name),
            "url": unit_link(each.unit),
            "result": words.headline(counts_met, each.met, each.applicable, each.percent),
            "change": words.rank_change(each.rank, each.previous_rank) if overview.is_comparable else None,
        }
        for each in overview.standings[:RANKING_ROWS]
    ]


def place(rank):
    """“1”; a dash where the unit saved after the ranks were made: the next reader makes them anew."""
    return "–" if rank is None else words.whole(rank)


def rest(overview):
    """What the heatmap leaves out, in words."""
    more = overview.now.units - len(overview.standings)
    if more <= 0:
        return ""
    return _("Bảng màu gồm %(shown)s đơn vị xếp đầu; còn %(more)s đơn vị nữa trong bảng xếp hạng đầy đủ.") % {
        "shown": words.whole(len(overview.standings)),
        "more": words.whole(more),
    }


def unit_heatmap(overview, width, key):
    shown = overview.switch.round
    known = published_set(shown.criteria_set)
    groups = [(known.group_ids[group.code], group) for group in shown_groups(shown)]
    unit_link = links.unit_links(round=shown.code)
    counts_met = shown.criteria_set.counts_met
    rows = tuple(
        HeatmapRow(
            label=f"{place(each.rank)}. {full_name(each.type, each.name)}",
            cells=tuple(
                _cell(each, overview.cells.get((each.pk, pk)), counts_met, f"{unit_link(each.unit)}#group-{group.code}")
                for pk, group in groups
            ),
            href=unit_link(each.unit),
            note=words.headline(counts_met, each.met, each.applicable, each.percent),
        )
        for each in overview.standings
    )
    columns = tuple(HeatmapColumn(group.title, group.code) for _pk, group in groups)
    frame = Frame(
        key=key,
        title=_("Kết quả từng nhóm tiêu chí của từng đơn vị"),
        description=sentence(overview),
        empty=_("Khi kỳ đánh giá có đơn vị tham gia, kết quả từng nhóm sẽ hiện ở đây."),
        width=width,
    )
    return heatmap(frame, columns, rows, _heatmap_words(counts_met))


def shown_groups(assessment_round):
    """Return the groups of a round's set in their order, with code and title."""
    criteria = published_set(assessment_round.criteria_set).criteria.values()
    return list({criterion.group_id: criterion.group for criterion in criteria if criterion.is_counted}.values())


def _cell(standing, cell, counts_met, href):
    if cell is None or not standing.answered:
        return HeatmapCell()
    if not cell.applicable:
        return HeatmapCell(not_applicable=True, text="–")
    value = Decimal(cell.met) / cell.applicable if counts_met else (cell.percent or 0) / HUNDRED
    text = f"{cell.met}/{cell.applicable}" if counts_met else words.decimal(value * HUNDRED, Decimal(1))
    # An answer that is still missing is no knock-out yet.
    is_open = cell.knock_outs > 0 and standing.is_complete
    return HeatmapCell(value=value, text=text, knock_out=is_open, href=href)


def _heatmap_words(counts_met):
    whole = _("đủ 100%")
    return HeatmapWords(
        row=_("Đơn vị"),
        note=_("Đạt") if counts_met else _("Điểm"),
        knock_out=_("điểm liệt"),
        not_applicable=_("không áp dụng"),
        missing=_("chưa có"),
        steps=(_("dưới 25%"), _("25–49%"), _("50–74%"), _("75–99%"), whole),
    )


# ---------------------------------------------------------------- what is unmet, late, to be looked at


def unmet_bars(overview, width, key, notes):
    """The criteria most often unmet; `notes`: {criterion id: what blocks there}."""
    set_code = overview.switch.round.criteria_set.code
    rows = [
        Bar(
            label=f"{each.criterion.code} {each.criterion.title}",
            value=each.unmet,
            text=f"{words.whole(each.unmet)}/{words.whole(each.assessed)}",
            href=links.criterion_link(set_code, each.criterion.code),
            alarm=each.criterion.knock_out,
            note=notes.get(each.criterion.pk, ""),
        )
        for each in overview.unmet
    ]
    frame = Frame(
        key=key,
        title=_("Số đơn vị chưa đạt theo tiêu chí"),
        description="; ".join(f"{row.label}: {row.text}" for row in rows),
        empty=_("Chưa có tiêu chí nào được trả lời là chưa đạt."),
        width=width,
    )
    drawn_words = BarWords(
        row=_("Tiêu chí"), value=_("Số đơn vị chưa đạt"), alarm=_("điểm liệt nếu chưa đạt"), note=_("Vướng mắc")
    )
    return bars(frame, rows, drawn_words, maximum=overview.now.units or 1)


def arrival(overview):
    """How many assessments were expected, came on time, came late, are still awaited."""
    now = overview.now
    on_time = now.received - now.late_received
    waiting = now.units - now.received - now.late_awaited
    parts = [
        (_("nộp đúng hạn"), on_time, Tone.DONE),
        (_("nộp muộn"), now.late_received, Tone.LATE),
        (_("quá hạn chưa nộp"), now.late_awaited, Tone.LATE),
        (_("chưa đến hạn"), waiting, Tone.OPEN),
    ]
    total = _("Nhận %(received)s/%(units)s phiếu; hạn nộp %(due)s") % {
        "received": words.whole(now.received),
        "units": words.whole(now.units),
        "due": words.long_date(overview.switch.round.self_score_due),
    }
    frame = Frame(key="arrival", title=_("Phiếu đánh giá đã nhận"), description=total, width=SIDE)
    shown = [ProgressPart(label, count, words.whole(count), tone) for label, count, tone in parts if count]
    return progress(frame, shown, ProgressWords(row=_("Phiếu"), value=_("Số đơn vị")), total=total)


def late_entries(overview):
    unit_link = links.unit_links(round=overview.switch.round.code)
    return [
        {
            "title": full_name(each.type, each.name),
            "url": unit_link(each.unit),
            "facts": [_("nộp muộn %(days)d ngày") % {"days": each.days}]
            if each.is_received
            else [_("chưa nộp"), words.days_late(each.days)],
        }
        for each in overview.late
    ]


def _more(count, shown):
    """“và 15 đơn vị khác”: those that a short list leaves out."""
    more = count - len(shown)
    return _("và %(more)s đơn vị khác") % {"more": words.whole(more)} if more > 0 else ""


def watched(overview):
    """Units with an open knock-out: what the committee should look at first."""
    unit_link = links.unit_links(round=overview.switch.round.code)
    return [
        {
            "title": full_name(each.type, each.name),
            "url": unit_link(each.unit),
            "facts": ["; ".join(f"{criterion.code} {criterion.title}" for criterion in each.criteria)],
            "state": "knock_out",
        }
        for each in overview.knock_outs
    ]
