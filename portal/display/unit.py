"""A unit's page: who it is, and the sentence, strip and table of its results."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import LineState, Track
from assessments.queries.words import sign_of
from criteria import wording
from criteria.queries import published_set
from portal.display import links, words
from portal.display.business import blocked_since, overdue_directives
from portal.display.business import unit_section as section
from portal.display.lineage import lineage
from portal.display.verdict import verdict

SHOWN_UNMET = 3


def header(facts):
    """Title, meta and breadcrumb: who the unit was on the date."""
    version = facts.version
    above = list(facts.ancestors)
    return {
        "title": version.full_name,
        "meta": " · ".join([version.police_name, *(each.full_name for each in above)]),
        "steps": [{"label": _("Đơn vị"), "url": links.with_query(reverse("units:tree"), date=facts.date.isoformat())}]
        + [{"label": each.full_name, "url": unit_url(each.unit_id, facts.date)} for each in reversed(above)],
        "ended": ended(facts),
    }


def unit_url(unit_id, date):
    return links.with_query(reverse("portal:unit", args=[unit_id]), date=date.isoformat())


def ended(facts):
    """A sentence when the unit did not exist on the date; else empty."""
    if facts.is_of_date:
        return ""
    values = {"date": words.long_date(facts.date), "name": facts.version.full_name}
    if facts.version.valid_to and facts.version.valid_to < facts.date:
        values["end"] = words.long_date(facts.version.valid_to)
        return _("Ngày %(date)s %(name)s không còn; đơn vị kết thúc ngày %(end)s.") % values
    values["start"] = words.long_date(facts.version.valid_from)
    return _("Ngày %(date)s %(name)s chưa có; đơn vị thành lập ngày %(start)s.") % values


def facts_list(facts):
    """Return the facts as [{"term", "items": [{"label", "url"}]}]; terms without an item are left out."""
    lineage = facts.lineage
    terms = [
        (_("Mã hành chính"), [{"label": facts.version.code}]),
        (_("Hiệu lực"), [{"label": words.span(facts.version)}]),
        (_("Tiền thân"), [_link(lineage, link, link.predecessor_id) for link in lineage.predecessor_links()]),
        (_("Kế tiếp"), [_link(lineage, link, link.successor_id) for link in lineage.successor_links()]),
        (_("Tham gia"), [{"label": enrolment(each)} for each in facts.enrolments]),
    ]
    return [{"term": term, "items": items} for term, items in terms if items]


def _link(lineage, link, unit_id):
    share = "" if link.share == "whole" else _(" (một phần)")
    name = lineage.unit(unit_id).latest.full_name
    label = _("%(name)s%(share)s, %(date)s") % {"name": name, "share": share, "date": words.long_date(link.date)}
    return {"label": label, "url": reverse("portal:unit", args=[unit_id])}


def enrolment(each):
    start, end = words.long_date(each.enrolled_from), each.enrolled_to and words.long_date(each.enrolled_to)
    values = {"programme": each.programme, "stage": each.get_stage_display(), "start": start, "end": end}
    if end:
        return _("%(programme)s: %(start)s – %(end)s") % values
    return _("%(programme)s: %(stage)s, từ %(start)s") % values


# ---------------------------------------------------------------- results


def page(facts, results, may_see, business):
    """Return the context of portal/unit_body.html; `results` is None where there is nothing to show."""
    return {
        "facts": facts_list(facts),
        "results": results and results_page(facts, results, business),
        "may_see_results": may_see,
        "business": section(facts, business, results if results and is_newest(results) else None),
        "lineage": lineage(facts.lineage),
    }


def is_newest(results):
    """Whether the round shown is the newest of its programme: only then do today's obstacles explain it."""
    return results.shown == results.rounds[-1]


def results_page(facts, results, business):
    """Return the context of portal/unit_results.html."""
    shown = results.shown
    return {
        "round": shown.round,
        "criteria_set": shown.round.criteria_set,
        "assessment": shown,
        "sentence": sentence(results, business if is_newest(results) else None),
        "then_name": "" if shown.unit_id == facts.unit.pk else shown.full_name,
        "programmes": programme_tabs(facts, results),
        "strip": strip(facts, results),
        "groups": groups(results),
        "compared": compared(results),
        "classes": verdict(shown),
        "standing": standing(shown),
    }


def sentence(results, business=None):
    """“Hải Châu I đạt 21/22 tiêu chí; còn thiếu: II.1 Trụ sở làm việc, chưa đạt từ 11/2021.”

    With the committee's business: “…, vướng mắc từ 08/2021, chờ UBND thành phố 412 ngày; 2 chỉ đạo đang quá hạn.”
    """
    shown = results.shown
    values = {"name": shown.unit_name, "met": shown.met, "of": shown.applicable, "answered": shown.answered}
    values["all"] = len(results.lines)
    if not shown.answered:
        return _("%(name)s chưa trả lời tiêu chí nào của kỳ này.") % values
    if not shown.is_complete:
        first = _("%(name)s mới trả lời %(answered)d/%(all)d tiêu chí, trong đó đạt %(met)d") % values
    elif not shown.round.criteria_set.counts_met:
        first = _("%(name)s được %(points)s/%(max)s điểm (%(percent)s)") % {
            "name": shown.unit_name,
            "points": words.decimal(shown.points),
            "max": words.decimal(shown.max_points),
            "percent": words.percent(shown.percent),
        }
    elif shown.met == shown.applicable:
        first = _("%(name)s đạt đủ %(met)d/%(of)d tiêu chí") % values
    else:
        first = _("%(name)s đạt %(met)d/%(of)d tiêu chí") % values
    blocked, overdue = (blocked_since(business), overdue_directives(business)) if business else ({}, "")
    return f"{first}{_lacking(results.unmet, blocked)}{_exempt(results.exempt)}{overdue}."


def _lacking(unmet, blocked):
    if not unmet:
        return ""
    named = [_named(line, blocked.get(line.criterion.pk)) for line in unmet[:SHOWN_UNMET]]
    more = len(unmet) - len(named)
    if more:
        named.append(_("và %(more)d tiêu chí khác") % {"more": more})
    return _("; còn thiếu: %(criteria)s") % {"criteria": "; ".join(named)}


def _exempt(lines):
    """“; 1 tiêu chí được xét bất khả kháng: V.3 Trật tự giao thông”: neither met nor held against the unit."""
    if not lines:
        return ""
    said = ngettext(
        "; %(count)d tiêu chí được xét bất khả kháng: %(criteria)s",
        "; %(count)d tiêu chí được xét bất khả kháng: %(criteria)s",
        len(lines),
    )
    named = [f"{line.criterion.code} {line.criterion.title}" for line in lines[:SHOWN_UNMET]]
    if len(lines) > len(named):
        named.append(_("và %(more)d tiêu chí khác") % {"more": len(lines) - len(named)})
    return said % {"count": len(lines), "criteria": "; ".join(named)}


def _named(line, blocked):
    values = {"code": line.criterion.code, "title": line.criterion.title, "blocked": blocked}
    if blocked:
        return _("%(code)s %(title)s, %(blocked)s") % values
    if line.unmet_since is None:
        return _("%(code)s %(title)s") % values
    values["since"] = words.month(line.unmet_since)
    return _("%(code)s %(title)s, chưa đạt từ %(since)s") % values


def standing(assessment):
    """Rank, class and whose result it is, as [(term, words)]."""
    known = published_set(assessment.round.criteria_set)
    code = assessment.class_code or assessment.would_be
    title = known.class_titles.get(code, "")
    provisional = _("%(title)s (tạm tính)") % {"title": title}
    pairs = [
        (_("Xếp loại"), title if assessment.class_code else code and provisional),
        (_("Hạng"), assessment.rank and words.whole(assessment.rank)),
        (_("Kết quả theo"), f"{assessment.get_track_display()}, {assessment.get_state_display()}"),
        (_("Quyết định"), assessment.decision_document),
    ]
    return [{"term": term, "words": said} for term, said in pairs if said]


def programme_tabs(facts, results):
    """Tabs when the unit takes part in several programmes."""
    if len(results.newest_of_programmes) < 2:
        return []
    return [
        {
            "label": str(each.round.programme),
            "url": links.with_query(reverse("portal:unit", args=[facts.unit.pk]), round=each.round.code),
            "current": each.round.programme_id == results.shown.round.programme_id,
        }
        for each in results.newest_of_programmes
    ]


def strip(facts, results):
    """Return the steps of components/round_strip.html; names are those of the time of each round."""
    steps, last_unit = [], None
    counts_met = results.shown.round.criteria_set.counts_met
    for each in results.rounds:
        known = published_set(each.round.criteria_set)
        change = ""
        if last_unit not in (None, each.unit_id):
            change = _("sau sắp xếp: %(name)s") % {"name": each.full_name}
        elif last_unit is None and each.unit_id != facts.unit.pk:
            change = _("tên khi đó: %(name)s") % {"name": each.full_name}
        steps.append(
            {
                "round": words.month(each.round.ends_on),
                "score": words.headline(counts_met, each.met, each.applicable, each.percent),
                "class_title": known.class_titles.get(each.class_code, ""),
                "url": links.with_query(reverse("portal:unit", args=[facts.unit.pk]), round=each.round.code),
                "is_current": each.pk == results.shown.pk,
                "change": change,
            }
        )
        last_unit = each.unit_id
    return steps


def groups(results):
    """The table of criteria: each group with its result, each criterion with sign, points, change and since when."""
    set_code = results.shown.round.criteria_set.code
    grouped = {}
    for line in results.lines:
        grouped.setdefault(line.criterion.group, []).append(_row(line, set_code))
    return [
        {"code": group.code, "title": group.title, "rows": rows, **_group_result(results.groups.get(group.pk))}
        for group, rows in grouped.items()
    ]


def _group_result(found):
    if found is None or not found.applicable:
        return {"met": "", "points": ""}
    return {
        "met": f"{found.met}/{found.applicable}",
        "points": f"{words.decimal(found.points)}/{words.decimal(found.max_points)}",
    }


def _row(line, set_code):
    criterion = line.criterion
    return {
        "code": criterion.code,
        "title": criterion.title,
        "url": links.criterion_link(set_code, criterion.code),
        "state": sign_of(line.state, line.met, criterion.knock_out),
        "answer": wording.answer_sentence(criterion.rule.scale, line.answer) if line.answer else "",
        "points": words.decimal(line.points).replace("-", "−") if line.state != LineState.MISSING else "",
        "change": change(line),
        "since": words.month(line.unmet_since) if line.unmet_since else "",
        "note": line.note if line.is_unmet else "",
    }


def compared(results):
    """Say what a change is measured against; empty where none is shown."""
    if not any(map(change, results.lines)):
        return ""
    return {
        Track.SELF: _("tăng, giảm: tự chấm kỳ này so với tự chấm kỳ trước"),
        Track.APPRAISED: _("tăng, giảm: thẩm định kỳ này so với thẩm định kỳ trước"),
        Track.OFFICIAL: _("tăng, giảm: so với kết quả chính thức kỳ trước"),
    }[results.shown.track]


def change(line):
    """What changed since the round before, in words with a tone; None when nothing did or it cannot be compared."""
    if not line.is_comparable:
        return None
    if line.met and line.met_before is False:
        return {"words": _("mới đạt"), "tone": "good", "direction": "rise"}
    if line.met is False and line.met_before:
        return {"words": _("không còn đạt"), "tone": "bad", "direction": "fall"}
    difference = Decimal(line.points - line.points_before)
    if not difference:
        return None
    values = {"points": words.decimal(abs(difference))}
    if difference > 0:
        return {"words": _("thêm %(points)s điểm") % values, "tone": "good", "direction": "rise"}
    return {"words": _("bớt %(points)s điểm") % values, "tone": "bad", "direction": "fall"}
