"""Recording what a unit has."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Event
from resources.actions import record_holding, record_holdings
from resources.actions.holdings import NewHolding
from resources.actions.refusals import DayAhead, NotCountable, NoUnitThen, SourceMissing
from resources.models import Holding
from tests.assessments.days import in_days
from tests.factories import day, make_unit
from tests.resources.samples import make_kind


def record(place, by=None, **changes):
    given = {"unit": place.ward, "kind": place.kind, "on": day("2021-09-01"), "quantity": Decimal(15)}
    return record_holding(by=by or place.officer, **{**given, "source": "Kiểm kê quý III", **changes})


def events(place):
    return list(Event.objects.filter(stream=f"resources:{place.ward.pk}").order_by("sequence"))


def test_figure_is_recorded_with_its_day_and_source(place):
    holding = record(place, note="Điều động thêm một đồng chí")
    assert (holding.quantity, holding.on, holding.source, holding.by) == (
        15,
        day("2021-09-01"),
        "Kiểm kê quý III",
        place.officer,
    )
    assert [event.data for event in events(place)] == [
        {"kind": "posts", "on": "2021-09-01", "from": None, "to": "15", "source": "Kiểm kê quý III"}
    ]


def test_figure_of_the_same_day_replaces_the_one_before(place):
    record(place, on=day("2021-06-30"), quantity=Decimal(13))
    assert Holding.objects.get().quantity == 13
    assert [(event.data["from"], event.data["to"]) for event in events(place)] == [("14.00", "13")]


def test_figure_sent_twice_is_recorded_once(place):
    record(place)
    record(place)
    assert (Holding.objects.filter(on="2021-09-01").count(), len(events(place))) == (1, 1)


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "reviewer", "secretary"])
def test_keepers_of_the_unit_record(place, who):
    assert record(place, by=getattr(place, who)).quantity == 15


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_others_record_nothing(place, who):
    with pytest.raises(PermissionDenied):
        record(place, by=getattr(place, who))
    assert Holding.objects.count() == 1


def test_figure_of_a_day_to_come_is_refused(place):
    with pytest.raises(DayAhead):
        record(place, on=in_days(1))
    assert record(place, on=timezone.localdate()).quantity == 15


def test_figure_of_a_day_without_the_unit_is_refused(place):
    place.ward.versions.update(valid_to=day("2021-08-31"))
    with pytest.raises(NoUnitThen):
        record(place)


@pytest.mark.parametrize(
    "changes, refusal", [({"quantity": Decimal(-1)}, NotCountable), ({"source": " "}, SourceMissing)]
)
def test_figure_that_makes_no_sense_is_refused(place, changes, refusal):
    with pytest.raises(refusal):
        record(place, **changes)
    assert events(place) == []


def test_what_is_there_or_not_is_counted_one_or_nought(place):
    title = make_kind("Giấy tờ đất", is_presence=True)
    with pytest.raises(NotCountable) as refused:
        record(place, kind=title, quantity=Decimal(2))
    assert str(refused.value) == "“Giấy tờ đất” chỉ tính có hay không: hãy ghi 1 nếu có, 0 nếu không."
    assert record(place, kind=title, quantity=Decimal(1)).quantity == 1


# ---------------------------------------------------------------- many at once


def line(place, unit=None, quantity=15, on="2021-09-01"):
    return NewHolding(unit or place.ward, place.kind, day(on), Decimal(quantity), "Tệp kiểm kê")


def test_file_records_all_its_figures(place):
    other = make_unit(parent=place.city)
    count = record_holdings(by=place.secretary, holdings=[line(place), line(place, other, 9)])
    assert (count, Holding.objects.filter(on="2021-09-01").count()) == (2, 2)


def test_file_keeps_history_and_record_like_a_single_figure(place):
    record_holdings(by=place.secretary, holdings=[line(place, on="2021-06-30"), line(place)])
    stored = Holding.objects.order_by("on")
    assert [(each.quantity, each.by, each.history.count()) for each in stored] == [
        (15, place.secretary, 2),
        (15, place.secretary, 1),
    ]
    assert [(event.data["from"], event.data["to"]) for event in events(place)] == [("14.00", "15"), (None, "15")]


@pytest.mark.parametrize("lines", [1, 3])
def test_file_costs_the_same_for_any_number_of_lines(place, lines, django_assert_num_queries):
    holdings = [line(place, on=f"2021-09-0{number + 1}") for number in range(lines)]
    with django_assert_num_queries(11):
        record_holdings(by=place.secretary, holdings=holdings)


def test_file_sent_twice_changes_nothing_more(place):
    counts = [record_holdings(by=place.secretary, holdings=[line(place)]) for _time in range(2)]
    assert (counts, len(events(place))) == ([1, 0], 1)


def test_one_line_refused_leaves_nothing_behind(place):
    with pytest.raises(DayAhead):
        record_holdings(by=place.secretary, holdings=[line(place), line(place, on=in_days(2))])
    assert Holding.objects.count() == 1


@pytest.mark.parametrize("who", ["officer", "commander", "member"])
def test_file_is_the_support_teams(place, who):
    with pytest.raises(PermissionDenied):
        record_holdings(by=getattr(place, who), holdings=[line(place)])


def test_file_with_a_unit_of_another_city_is_refused(place):
    with pytest.raises(PermissionDenied):
        record_holdings(by=place.secretary, holdings=[line(place), line(place, make_unit())])
    assert Holding.objects.count() == 1
