"""One criterion across units and rounds: what it asks, the trend, the grid."""

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.queries.words import sign_of
from criteria import wording
from drawing.axis import Axis, Tick
from drawing.figure import Frame
from drawing.trend import TrendPoint, TrendSeries, TrendWords, trend
from portal.display import links, words
from portal.display.business import criterion_section
from units.models import full_name

WIDE, PHONE = 640, 328
ENTRIES = 12


def page(found, cases):
    """Return the context of portal/criterion_body.html; `cases`: of the obstacles that speak of the criterion."""
    criterion = found.criterion
    return {
        "chain": criterion_section(criterion, cases),
        "asked": asked(criterion),
        "sentence": sentence(found),
        "trend": share_trend(found, "trend", WIDE),
        "trend_narrow": share_trend(found, "trend-narrow", PHONE),
        "rounds": [words.month(each.ends_on) for each in found.rounds],
        "rows": rows(found),
        "unmet": unmet_entries(found),
        "differences": difference_entries(found),
        "rest": rest(found),
        "is_illustrative": any(each.is_illustrative for each in found.rounds),
    }


def steps(criterion):
    criteria_set = criterion.criteria_set
    return [
        {"label": _("Bộ tiêu chí"), "url": reverse("criteria:sets")},
        {"label": criteria_set.title, "url": reverse("criteria:set", args=[criteria_set.code])},
    ]


def asked(criterion):
    """Return what it asks as [{"term", "words"}]; what is empty is left out."""
    pairs = [
        (_("Nhóm"), str(criterion.group)),
        (_("Cách chấm"), wording.scale_sentence(criterion.rule.scale)),
        (_("Điểm liệt"), _("Chưa đạt thì không được xếp các loại cao.") if criterion.knock_out else ""),
        (_("Tài liệu kiểm chứng"), criterion.evidence),
        (_("Đơn vị thẩm định"), criterion.department),
        (_("Hướng dẫn"), criterion.guidance),
    ]
    return [{"term": term, "words": said} for term, said in pairs if said]


def sentence(found):
    """“6/9 đơn vị chưa đạt II.1 trong kỳ 10/2026; lâu nhất là phường Hải Châu, từ 11/2021.”"""
    code = found.criterion.code
    if not found.criterion.is_counted:
        return _("%(code)s là điểm cộng hoặc điểm trừ: chỉ tính điểm, không tính đạt hay chưa đạt.") % {"code": code}
    judged = [share for share in found.shares if share.judged]
    if not judged:
        return _("Chưa có kết quả nào của tiêu chí %(code)s trong phạm vi bạn được xem.") % {"code": code}
    last = judged[-1]
    values = {
        "code": code,
        "unmet": words.whole(last.judged - last.met),
        "judged": words.whole(last.judged),
        "round": words.month(last.round.ends_on),
    }
    if last.met == last.judged:
        return _("Cả %(judged)s đơn vị được chấm đều đạt %(code)s trong kỳ %(round)s.") % values
    first = _("%(unmet)s/%(judged)s đơn vị chưa đạt %(code)s trong kỳ %(round)s") % values
    waiting = [row for row in found.rows if row.unmet_since]
    if not waiting:
        return f"{first}."
    longest = min(waiting, key=lambda row: row.unmet_since)
    name = full_name(longest.type, longest.name)
    return _("%(first)s; lâu nhất là %(name)s, từ %(since)s.") % {
        "first": first,
        "name": name,
        "since": words.month(longest.unmet_since),
    }


def share_trend(found, key, width):
    """The share of units that met the criterion, over the rounds."""
    shares = found.shares
    points = [
        TrendPoint(100 * each.met / each.judged, f"{each.met}/{each.judged}") if each.judged else None
        for each in shares
    ]
    labels = [words.month(each.round.ends_on) for each in shares]
    told = ", ".join(f"{label}: {point.text if point else '–'}" for label, point in zip(labels, points, strict=True))
    frame = Frame(
        key=key,
        title=_("Số đơn vị đạt qua các kỳ"),
        description=_("Số đơn vị đạt trên số đơn vị được chấm: %(told)s") % {"told": told},
        empty=_("Khi có kỳ đánh giá dùng bộ tiêu chí này, tỷ lệ đạt qua các kỳ sẽ hiện ở đây."),
        width=width,
    )
    axis = Axis(0, 100, (Tick(0, "0%"), Tick(50, "50%"), Tick(100, "100%")))
    series = [TrendSeries(_("đơn vị đạt"), tuple(points), emphasis=True)]
    return trend(frame, labels, series, TrendWords(row=_("Kỳ"), missing="–"), axis=axis, height=130)


def rows(found):
    unit_link = links.unit_links(round=found.rounds[-1].code if found.rounds else "")
    knock_out = found.criterion.knock_out
    return [
        {
            "name": full_name(each.type, each.name),
            "url": unit_link(each.unit),
            "marks": [_mark(each.marks.get(shown.pk), knock_out) for shown in found.rounds],
            "since": words.month(each.unmet_since) if each.unmet_since else "",
        }
        for each in found.rows
    ]


def _mark(mark, knock_out):
    """Return {"state", "points"}: points where there is no sign, on a bonus or a penalty; None without a sheet."""
    if mark is None:
        return None
    state = sign_of(mark.state, mark.met, knock_out)
    return {"state": state, "points": "" if state else words.decimal(mark.points).replace("-", "−")}


def unmet_entries(found):
    """Those who do not meet it now, the longest first, each with the unit's own words."""
    waiting = sorted((row for row in found.rows if row.unmet_since), key=lambda row: row.unmet_since)
    return [
        _entry(found, row, _newest_mark(found, row).note, _("từ %(since)s") % {"since": words.month(row.unmet_since)})
        for row in waiting[:ENTRIES]
    ]


def difference_entries(found):
    """Those whom the appraisers judged otherwise than they judged themselves in the newest round."""
    said = [(row, difference(_newest_mark(found, row))) for row in found.rows]
    return [_entry(found, row, words_of, "") for row, words_of in said if words_of][:ENTRIES]


def _newest_mark(found, row):
    return row.marks.get(found.rounds[-1].pk)


def _entry(found, row, fact, end):
    url = links.unit_links(round=found.rounds[-1].code)(row.unit)
    name = full_name(row.type, row.name)
    return {"title": name, "url": url, "facts": [fact] if fact else [], "end": end}


def difference(mark):
    """“tự chấm đạt, thẩm định chưa đạt”; empty where both agree or only one has judged."""
    if mark is None or not mark.differs:
        return ""
    if mark.self_met != mark.appraised_met:
        said = {True: _("đạt"), False: _("chưa đạt"), None: _("không tính")}
        return _("tự chấm %(own)s, thẩm định %(appraised)s") % {
            "own": said[mark.self_met],
            "appraised": said[mark.appraised_met],
        }
    own = "–" if mark.self_points is None else words.decimal(mark.self_points)
    return _("tự chấm %(own)s điểm, thẩm định %(appraised)s điểm") % {
        "own": own,
        "appraised": words.decimal(mark.appraised_points),
    }


def rest(found):
    more = found.total - len(found.rows)
    if more <= 0:
        return ""
    return _("Bảng gồm %(shown)s đơn vị, chưa đạt trước; còn %(more)s đơn vị nữa trong bảng xếp hạng của kỳ.") % {
        "shown": words.whole(len(found.rows)),
        "more": words.whole(more),
    }
