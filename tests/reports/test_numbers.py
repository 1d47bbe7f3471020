"""Numbers of documents: without a gap, without a double, a series for each body and year."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from reports.actions.number import next_number
from reports.actions.publication import publish_report
from reports.models import Body, NumberSeries, Report
from reports.queries.numbers import gaps_in, upcoming_number
from tests.assessments.test_concurrency import at_once, database_for_threads, in_a_thread
from tests.factories import make_city
from tests.reports.publication_samples import make_approved, make_place, published


@pytest.fixture
def place(db, settings, monkeypatch):
    return make_place(settings, monkeypatch)


@pytest.fixture
def hall(transactional_db, settings, monkeypatch):
    """The same place where threads see it."""
    return make_place(settings, monkeypatch)


def numbers():
    return list(Report.objects.filter(number__isnull=False).order_by("pk").values_list("body", "number"))


def test_number_follows_on_the_one_before(db):
    city = make_city()

    given = [next_number(unit=city, body=Body.COMMITTEE, year=2026) for _each in range(3)]

    assert given == [1, 2, 3]


def test_committee_and_unit_count_apart_and_a_year_begins_at_one(db):
    city = make_city()
    next_number(unit=city, body=Body.COMMITTEE, year=2026)

    assert next_number(unit=city, body=Body.UNIT, year=2026) == 1
    assert next_number(unit=city, body=Body.COMMITTEE, year=2027) == 1
    assert next_number(unit=city, body=Body.COMMITTEE, year=2026) == 2


def test_number_comes_back_when_the_transaction_fails(db):
    city = make_city()

    with transaction.atomic():
        next_number(unit=city, body=Body.UNIT, year=2026)
        transaction.set_rollback(True)

    assert next_number(unit=city, body=Body.UNIT, year=2026) == 1


def test_upcoming_number_takes_none(db):
    city = make_city()
    next_number(unit=city, body=Body.UNIT, year=2026)

    assert [upcoming_number(city.pk, Body.UNIT, 2026) for _each in range(2)] == [2, 2]
    assert upcoming_number(city.pk, Body.UNIT, 2027) == 1


def test_documents_published_at_once_have_numbers_of_their_own(hall, tmp_path):
    reports = [make_approved(hall) for _each in range(5)]
    calls = [lambda each=each: publish_report(report=each, by=hall.secretary) for each in reports]
    with database_for_threads(tmp_path):
        done = at_once(*calls)
        given, last = in_a_thread(lambda: (numbers(), NumberSeries.objects.get().last))

    assert [type(each).__name__ for each in done] == ["ReportPublication"] * 5
    assert sorted(given) == [("committee", each) for each in range(1, 6)]
    assert last == 5


def test_series_published_at_once_share_one_chain(hall, tmp_path):
    reports = [(make_approved(hall), hall.secretary), (make_approved(hall, unit=hall.ward), hall.commander)]
    reports.append((make_approved(hall, unit=hall.other), hall.neighbour))
    calls = [lambda each=each, by=by: publish_report(report=each, by=by) for each, by in reports]
    with database_for_threads(tmp_path):
        done = at_once(*calls)
        given = in_a_thread(numbers)

    assert sorted(each.sequence for each in done) == [1, 2, 3]
    assert given == [("committee", 1), ("unit", 1), ("unit", 1)]


def test_gap_names_what_is_missing(place):
    for _each in range(3):
        published(place)
    assert gaps_in(NumberSeries.objects.all()) == []

    Report.objects.filter(number=2).update(number=7)

    (gap,) = gaps_in(NumberSeries.objects.all())
    assert (gap.missing, gap.beyond) == ((2,), (7,))


def test_new_year_begins_a_new_series(place, monkeypatch):
    for day in (dt.date(2026, 12, 31), dt.date(2027, 1, 1)):
        monkeypatch.setattr(timezone, "localdate", lambda day=day: day)
        published(place)

    rows = Report.objects.order_by("pk").values_list("number", "number_year", "issued_on")
    assert list(rows) == [(1, 2026, dt.date(2026, 12, 31)), (1, 2027, dt.date(2027, 1, 1))]
