"""The committee's business on the portal's own pages, in words and entries."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from committee.display import chain_words
from committee.display.chain import case_entries, case_row
from committee.display.chain_drawing import drawings
from committee.display.guidance import group_label
from committee.models import CommendationForm, RecognitionState
from committee.queries.chain import asked_of, covered_by, in_order, unrecorded_case
from portal.display import links, words

# ---------------------------------------------------------------- a unit


def unit_section(facts, business, results):
    """Return the context of portal/unit_business.html; `results` of the newest round, or None."""
    date = timezone.localdate()
    cases = in_order([*business.cases, *_unrecorded(facts, business, results, date)])
    overdue = business.overdue_directives
    return {
        "unit": facts.unit.pk,
        "drawings": drawings(cases, date, by_unit=False),
        "cases": case_entries(cases, date, may_open=business.may_open),
        "chain_url": chain_words.address(("committee:unit_chain", (facts.unit.pk,))),
        "directives": [_directive(each, date) for each in business.directives],
        "overdue": overdue,
        "initiatives": [
            {"title": title, "url": chain_words.address(("committee:initiative", (pk,)))}
            for pk, title in business.initiatives
        ],
        "commendations": [
            _("%(form)s ngày %(on)s, %(authority)s")
            % {"form": CommendationForm(form).label, "on": words.long_date(on), "authority": authority}
            for form, on, authority in business.commendations
        ],
        "recognitions": [
            {
                "url": chain_words.address(("committee:recognition", (pk,))),
                "words": _("%(programme)s, năm %(year)d: %(unit)s %(state)s")
                % {"programme": programme, "year": year, "unit": name, "state": RecognitionState(state).label},
                "is_illustrative": is_illustrative,
            }
            for pk, programme, year, state, name, is_illustrative in business.recognitions
        ],
        "plans": plans(business),
        "guidance": guidance(business),
        "resources_url": chain_words.address(("resources:unit", (facts.unit.pk,))),
    }


def guidance(business):
    """Return the context of portal/unit_guidance.html: who guides the unit in what, and its last visits."""
    found = business.guidance
    visited = {each.unit_id for each in found.visits}
    address = reverse("committee:visits")
    return {
        "guides": _guides(found.guides),
        "visits": [
            {
                "on": each.on,
                "department": each.department.latest.full_name,
                "kind": each.get_kind_display(),
                "content": each.content,
                "is_illustrative": each.is_illustrative,
            }
            for each in found.visits
        ],
        # Those to what passed into the unit stand in the whole list only.
        "url": links.with_query(address, unit=business.unit) if visited == {business.unit} else address,
    }


def _guides(assignments):
    """What is to be done once, with all who do it: one decision often sends several departments with the same words."""
    topics = {}
    for each in assignments:
        topics.setdefault((each.task, each.is_illustrative), []).append(
            _("%(department)s (%(groups)s)")
            % {"department": each.department.latest.full_name, "groups": group_label(each)}
        )
    return [
        {"topic": topic, "departments": ", ".join(those), "is_illustrative": is_illustrative}
        for (topic, is_illustrative), those in topics.items()
    ]


def _unrecorded(facts, business, results, date):
    """Return a case for each criterion unmet in the newest round of which no obstacle speaks."""
    if results is None:
        return []
    covered = {criterion for _unit, criterion in covered_by(business.cases)}
    name, criteria_set = facts.version.full_name, results.shown.round.criteria_set
    return [
        unrecorded_case(business.heir, name, asked_of(line.criterion, criteria_set), line.unmet_since, date)
        for line in results.unmet
        if line.criterion.pk not in covered and line.unmet_since
    ]


def plans(business):
    """“2 kế hoạch bổ sung đang thực hiện, 1 quá hạn”; empty without any."""
    if not business.plans:
        return ""
    said = ngettext(
        "%(count)s kế hoạch bổ sung đang thực hiện",
        "%(count)s kế hoạch bổ sung đang thực hiện",
        business.plans,
    ) % {"count": words.whole(business.plans)}
    if business.late_plans:
        return _("%(plans)s, %(late)s quá hạn") % {"plans": said, "late": words.whole(business.late_plans)}
    return said


def blocked_since(business):
    """Return {criterion id: “vướng mắc từ 08/2021, chờ UBND thành phố 412 ngày”} of a unit's standing obstacles."""
    said = {}
    for case in business.cases:
        if case.is_closed:
            continue
        values = {"since": words.month(case.since), "waiting": chain_words.waiting(case.waits_for)}
        for criterion in case.facts.criteria:
            said.setdefault(criterion.pk, _("vướng mắc từ %(since)s, %(waiting)s") % values)
    return said


def overdue_directives(business):
    """“; 2 chỉ đạo đang quá hạn”; empty when none is."""
    count = business.overdue_directives
    if not count:
        return ""
    said = ngettext("; %(count)s chỉ đạo đang quá hạn", "; %(count)s chỉ đạo đang quá hạn", count)
    return said % {"count": words.whole(count)}


# ---------------------------------------------------------------- a criterion


def criterion_section(criterion, cases):
    """Return the context of portal/criterion_chain.html, or None where no obstacle speaks of the criterion."""
    if not cases:
        return None
    date = timezone.localdate()
    return {
        "sentence": chain_words.criterion_sentence(criterion, cases),
        "drawings": drawings(cases, date),
        "rows": [case_row(case, date) for case in cases],
        "url": chain_words.address(("committee:criterion_chain", (criterion.criteria_set.code, criterion.code))),
    }


# ---------------------------------------------------------------- all units


def city_section(business):
    """Return the part of portal/overview_body.html that is the committee's; empty without `business`."""
    if business is None:
        return {}
    more = business.overdue_count - len(business.overdue)
    return {
        "obstacles": obstacle_entries(business),
        "directives": [_directive(each, timezone.localdate()) for each in business.overdue],
        "targets": [_target(each) for each in business.targets],
        "more_directives": _("và %(more)s chỉ đạo khác") % {"more": words.whole(more)} if more > 0 else "",
    }


def _target(standing):
    """A roll-out target as an entry: what was reached of what is needed, and how it goes."""
    found, pace, target = standing.coverage, standing.pace, standing.target
    if found.counts_districts:
        reached = _("%(reached)s/%(needed)s quận, huyện")
    else:
        reached = _("%(reached)s/%(needed)s đơn vị cần đạt")
    entry = {
        "title": target.statement,
        "url": links.with_query(reverse("committee:rollout"), programme=target.programme_id),
        "facts": [reached % {"reached": found.reached, "needed": found.needed}, str(pace.state.label)],
    }
    return entry if found.is_met else entry | {"date": target.due, "days_left": pace.days_left}


def obstacle_entries(business):
    """The obstacles that have stood longest, with whom each waits for."""
    date = timezone.localdate()
    return [
        {
            "title": case.facts.unit_name,
            "url": chain_words.address(("committee:unit_chain", (case.facts.unit,))),
            "facts": [
                case.facts.title,
                chain_words.waiting(case.waits_for),
                *([chain_words.overdue((date - case.waits_for.due).days)] if case.waits_for.is_overdue else []),
            ],
            "end": _("tổng cộng %(days)s") % {"days": chain_words.days(case.days)},
        }
        for case in business.oldest
    ]


def _directive(each, date):
    return {
        "title": each.title,
        "url": chain_words.address(("committee:directive", (each.pk,))),
        "facts": [each.lead],
        "date": each.due,
        "days_left": (each.due - date).days if each.due and (each.is_overdue or each.due >= date) else None,
        "is_illustrative": each.is_illustrative,
    }


def figure(business):
    """The card of standing obstacles among the key figures."""
    summary = business.summary
    note = _("trung bình %(days)s") % {"days": chain_words.days(summary.mean_days)} if summary.open else ""
    return {
        "label": _("Vướng mắc đang mở"),
        "value": words.whole(summary.open),
        "url": chain_words.address(("committee:chain", ())),
        "note": note,
        "change": None,
    }


def opened(business):
    """“17 vướng mắc đang mở, 9 chờ UBND thành phố” for the end of a sentence; empty when none is."""
    return chain_words.opened_in_short(business.summary) if business else ""


def blocking_notes(business):
    """Return {criterion id: “Trụ sở chật: 3 đơn vị, lâu nhất 1.925 ngày”}."""
    return {
        pk: ngettext(
            "Vướng: %(title)s (%(units)s đơn vị, lâu nhất %(days)s)",
            "Vướng: %(title)s (%(units)s đơn vị, lâu nhất %(days)s)",
            each.units,
        )
        % {"title": each.title, "units": words.whole(each.units), "days": chain_words.days(each.days)}
        for pk, each in (business.blocking if business else ())
    }
