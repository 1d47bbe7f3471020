"""A case made of links and of who had the next step: no database."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from committee.queries.chain_case import CaseFacts, Link, LinkKind, make_case
from committee.queries.waiting import Span, WaitingKind, spans_on

TODAY = dt.date(2026, 11, 27)
FACTS = CaseFacts(unit=1, unit_name="phường Hải Châu", title="Trụ sở", obstacle=1)
BODY, LEAD = WaitingKind.BODY, WaitingKind.LEAD

days = st.dates(dt.date(2021, 1, 1), dt.date(2027, 6, 30))
links = st.lists(st.builds(Link, st.sampled_from(LinkKind), days, st.just("mốc")), max_size=9)
spans = st.lists(
    st.tuples(
        st.sampled_from(WaitingKind), days, st.one_of(st.none(), st.integers(1, 900)), st.one_of(st.none(), days)
    ),
    max_size=7,
).map(
    lambda made: [
        Span(kind, f"key-{index}", "ai", since, since + dt.timedelta(days=taken) if taken else None, due)
        for index, (kind, since, taken, due) in enumerate(made)
    ]
)


def link(kind, on):
    return Link(LinkKind(kind), dt.date.fromisoformat(on), "mốc")


def span(kind, since, until=None, due=None):
    since, until, due = (each and dt.date.fromisoformat(each) for each in (since, until, due))
    return Span(kind, f"{kind}-1", kind.value, since, until, due)


def case_of(links, spans=(), since="2021-08-20", is_closed=False, date=TODAY):
    return make_case(FACTS, links, spans, since=dt.date.fromisoformat(since), date=date, is_closed=is_closed)


@settings(deadline=None)
@given(links, spans, days, st.booleans())
def test_days_of_links_and_of_stretches_sum_up_to_the_days_of_the_case(links, spans, since, is_closed):
    case = make_case(FACTS, links, spans, since=since, date=TODAY, is_closed=is_closed)
    if case is None:
        assert since > TODAY or all(link.on > TODAY for link in links)
        return
    assert sum(link.days for link in case.links) + case.days_since_last == case.days
    assert sum(stretch.days for stretch in case.stretches) == case.days
    assert all(link.days >= 0 for link in case.links)


@settings(deadline=None)
@given(links, spans, days)
def test_stretches_follow_one_another_without_a_gap(links, spans, since):
    case = make_case(FACTS, links, spans, since=since, date=TODAY, is_closed=False)
    if case:
        edges = [case.since, *(stretch.end for stretch in case.stretches)]
        assert [stretch.start for stretch in case.stretches] == edges[:-1]
        assert all(stretch.start < stretch.end for stretch in case.stretches)


def test_links_stand_in_the_order_of_their_days_and_kinds():
    case = case_of([link("directive", "2021-11-12"), link("unmet", "2021-11-12"), link("obstacle", "2021-08-20")])
    assert [(each.kind, each.days) for each in case.links] == [("obstacle", 0), ("unmet", 84), ("directive", 0)]


def test_what_is_overdue_goes_before_what_has_taken_longer():
    case = case_of(
        [link("obstacle", "2021-08-20"), link("recommendation", "2021-11-05"), link("directive", "2021-11-12")],
        [span(BODY, "2021-11-05"), span(LEAD, "2021-11-12", due="2022-12-31")],
    )
    assert [(each.who, each.days, each.is_overdue) for each in case.waits] == [
        ("lead", 1841, True),
        ("body", 1848, False),
    ]
    assert [(each.who, each.start.isoformat()) for each in case.stretches] == [
        ("", "2021-08-20"),
        ("body", "2021-11-05"),
        ("lead", "2023-01-01"),
    ]


def test_of_several_within_their_days_the_longest_goes_first_and_each_place_counts_once():
    spans = [span(LEAD, "2022-01-01"), span(BODY, "2021-11-05"), span(BODY, "2023-01-01"), span(BODY, "2022-05-05")]
    waits = case_of([link("obstacle", "2021-08-20")], spans).waits
    assert [(each.who, each.since.isoformat()) for each in waits] == [("body", "2021-11-05"), ("lead", "2022-01-01")]


def test_once_it_is_met_again_only_the_clearing_is_waited_for():
    spans = [span(BODY, "2021-11-05", due="2022-01-01"), span(WaitingKind.CLEARING, "2022-12-31")]
    assert [each.kind for each in case_of([link("obstacle", "2021-08-20")], spans).waits] == [WaitingKind.CLEARING]


def test_one_that_has_ended_gives_way_to_the_older_one():
    waits = case_of(
        [link("obstacle", "2021-08-20")], [span(BODY, "2021-11-05"), span(LEAD, "2021-11-12", "2023-01-10")]
    ).waits_for
    assert (waits.who, waits.since) == ("body", dt.date(2021, 11, 5))


def test_nobody_is_waited_for_since_the_last_one_ended():
    waits = case_of([link("obstacle", "2021-08-20")], [span(LEAD, "2021-11-12", "2023-01-10")]).waits_for
    assert (waits.kind, waits.since) == (WaitingKind.COMMITTEE, dt.date(2023, 1, 10))


def test_stretch_is_overdue_from_the_day_that_was_set():
    case = case_of([link("obstacle", "2021-08-20")], [span(LEAD, "2021-08-20", "2023-01-10", due="2022-12-31")])
    assert [(each.kind, each.overdue_from) for each in case.stretches] == [
        (LEAD, dt.date(2022, 12, 31)),
        (WaitingKind.COMMITTEE, None),
    ]


def test_closed_case_ends_with_its_last_link_and_waits_for_nobody():
    case = case_of([link("obstacle", "2021-08-20"), link("cleared", "2022-08-20")], is_closed=True)
    assert (case.days, case.waits_for, case.is_closed, case.days_since_last) == (365, None, True, 0)
    assert case.end == dt.date(2022, 8, 20)


def test_link_from_before_the_beginning_counts_no_days():
    case = case_of([link("directive", "2021-01-01"), link("obstacle", "2021-08-20")])
    assert [(each.kind, each.days) for each in case.links] == [("directive", 0), ("obstacle", 0)]
    assert case.days == (TODAY - dt.date(2021, 8, 20)).days


def test_case_of_the_future_is_none():
    assert case_of([link("obstacle", "2027-01-01")], since="2027-01-01") is None


def test_of_two_from_one_day_the_later_kind_goes_first():
    assert [each.kind for each in spans_on([span(BODY, "2021-11-12"), span(LEAD, "2021-11-12")], TODAY)] == [LEAD, BODY]
