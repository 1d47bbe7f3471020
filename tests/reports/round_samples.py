"""Facts of rounds without a database, for the tests of what the documents say of them. Invented throughout."""

import datetime as dt
from decimal import Decimal

from assessments.models import Assessment, AssessmentRound
from committee.models import Cause, Obstacle
from criteria.models import CriteriaSet, Criterion, CriterionGroup
from criteria.queries import PublishedSet
from reports.content.prose import paragraphs
from reports.kinds.round_report.facts import RoundFacts
from reports.kinds.round_report.figures import figures_of
from reports.queries.reorganisation import Reorganisation
from reports.queries.round_business import Business, StandingObstacle
from reports.queries.round_resources import Resources
from reports.queries.round_results import GroupTotal, RoundResults, RoundTotal, UnitResult, UnmetCriterion
from units.models import Programme, UnitVersion

BUSINESS_LISTS = (
    *("obstacles", "cleared", "recommendations", "directives", "meetings", "visits", "assignments"),
    *("initiatives", "commendations", "targets"),
)
GROUP = CriterionGroup(pk=1, code="I", title="Xây dựng lực lượng")
CRITERION = Criterion(pk=1, code="I.1", title="Đủ biên chế", scale={"kind": "met"}, position=1, group=GROUP)
OTHER = Criterion(pk=2, code="I.2", title="Đủ trang bị", scale={"kind": "met"}, position=2, group=GROUP)


def a_round(pk=2, state="published", counting="met", set_pk=1, ends_on=dt.date(2025, 12, 31), **fields):
    asked = CriteriaSet(pk=set_pk, code="bo-tieu-chi", counting=counting, document_number="12/QĐ-BCA")
    return AssessmentRound(
        pk=pk,
        code=f"ky-{pk}",
        title=f"Kỳ {ends_on.year}",
        programme=Programme(pk=1, code="p", title="Phường điển hình"),
        criteria_set=asked,
        starts_on=ends_on - dt.timedelta(days=364),
        ends_on=ends_on,
        self_score_due=ends_on,
        appraisal_due=ends_on,
        decision_due=ends_on,
        state=state,
        opened_at=dt.datetime(2025, 1, 2, tzinfo=dt.UTC),
        **fields,
    )


BEFORE = a_round(pk=1, ends_on=dt.date(2024, 12, 31))


def a_unit(pk, met, *, of=10, before=None, shown=None, is_late=False, state="published", **fields):
    """A unit that met so many of `of` criteria; `before`: how many in the round before."""
    shown = shown or a_round()
    row = Assessment(
        **{
            "pk": pk,
            "unit_id": pk,
            "unit_name": f"Minh Họa {pk}",
            "unit_type": "ward",
            "round": shown,
            "state": state,
            "met": met,
            "applicable": of,
            "self_met": met,
            "percent": Decimal(100 * met) / of,
            "is_complete": True,
            "class_code": "recognised" if met == of else "not-yet",
            "submitted_at": dt.datetime(2025, 12, 30, tzinfo=dt.UTC),
            **fields,
        }
    )
    earlier = None if before is None else a_unit(pk + 1000, before, of=of, shown=BEFORE)
    return UnitResult(row, row.police_name, row.full_name, "", earlier, is_late)


def results_of(*units, shown=None, before=BEFORE, unmet=(), groups=(), risen=()):
    """The results of these units; `before` None: there was no earlier round."""
    shown = shown or a_round()
    known = PublishedSet(None, {1: CRITERION, 2: OTHER}, {}, {}, {"recognised": "Đạt chuẩn", "not-yet": "Chưa đạt"}, ())
    earlier = [each.before for each in units if each.before]
    totals = [total(before, earlier)] if before and earlier else []
    return RoundResults(shown, known, units, {}, groups, unmet, risen, (*totals, total(shown, units)), {})


def total(shown, units):
    complete = [each.row for each in units if each.row.is_complete]
    counts = {}
    for each in complete:
        counts[each.class_code] = counts.get(each.class_code, 0) + 1
    return RoundTotal(
        shown,
        len(units),
        len(complete),
        sum(each.met for each in complete),
        sum(each.applicable for each in complete),
        sum((each.percent for each in complete), Decimal()) / len(complete) if complete else None,
        tuple(counts.items()),
    )


def facts_about(*units, business=None, resources=None, changes=None, enrolled=0, **fields):
    results = results_of(*units, **fields)
    return RoundFacts(
        results,
        business or business_of(),
        resources or Resources(dt.date(2026, 1, 5), (), (), (), ()),
        changes or Reorganisation((), (), None, 0),
        enrolled,
    )


def business_of(**lists):
    given = {name: tuple(lists.get(name, ())) for name in BUSINESS_LISTS}
    return Business(date=dt.date(2026, 1, 5), guided=frozenset(lists.get("guided", ())), **given)


def unmet_of(*units, since=dt.date(2025, 12, 31), before=None, criterion=CRITERION):
    return UnmetCriterion(criterion, units, {each.row.unit_id: since for each in units}, before)


def obstacle(pk=1, units=(1,), cause=Cause.EXTERNAL, **fields):
    row = Obstacle(
        pk=pk, title=fields.pop("title", f"Vướng mắc {pk}"), cause=cause, since=dt.date(2025, 6, 1), **fields
    )
    return StandingObstacle(row, units, frozenset({1}))


def group_total(share, before=None, code="I"):
    share, before = Decimal(share), None if before is None else Decimal(before)
    return GroupTotal(CriterionGroup(pk=1, code=code, title=f"Nhóm {code}"), 0, 1, share, before, 0)


def said(text, facts):
    """The words as printed."""
    lines = paragraphs(text, figures_of(facts))
    return "\n".join("".join(run.text for run in line.runs) for line in lines)


def a_version(pk, name, valid_from=None):
    return UnitVersion(pk=pk, unit_id=pk, name=name, type="ward", valid_from=valid_from, sort_key=name)
