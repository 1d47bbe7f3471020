"""Keeping initiatives: what is recorded, what is refused, and what other pages read of units."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Event
from committee.actions.guidance_rows import AlreadyRecorded, DatesReversed, DayAhead
from committee.actions.initiative import (
    NotBegunYet,
    OwnUnit,
    PersonalNumber,
    TotalFalls,
    change_initiative,
    end_initiative,
    record_count,
    record_replication,
)
from committee.models import CountKind, Initiative, InitiativeCount, Replication
from tests.committee.guidance_samples import ago, make_initiative, make_place


@pytest.fixture
def place(db):
    return make_place()


def counted(initiative, kind, days, value, by):
    return record_count(by=by, initiative=initiative, kind=kind, on=ago(days), value=value)


def test_initiative_is_recorded_with_its_event(place):
    initiative = make_initiative(place, cost=12_000_000)
    event = Event.objects.get(stream=initiative.stream)
    assert (event.verb, event.by, event.data) == ("record_initiative", place.commander, {"title": "Kênh Zalo an ninh"})


@pytest.mark.parametrize("who", ["appraiser", "member", "neighbour", "stranger"])
def test_others_record_no_initiative_of_the_unit(place, who):
    with pytest.raises(PermissionDenied):
        make_initiative(place, by=getattr(place, who))
    assert not Initiative.objects.exists()


def test_secretary_records_initiatives_of_every_unit(place):
    assert make_initiative(place, by=place.secretary, unit=place.commune).unit == place.commune


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"since": ago(-1)}, DayAhead),
        ({"until": ago(301)}, DatesReversed),
        ({"description": "Liên hệ 0905123456"}, PersonalNumber),
        ({"title": "Đường dây 0905 123 456"}, PersonalNumber),
        ({"cost_note": "STK 123456789"}, PersonalNumber),
    ],
)
def test_initiative_that_makes_no_sense_is_refused(place, changes, refusal):
    with pytest.raises(refusal):
        make_initiative(place, **changes)
    assert not Initiative.objects.exists()


@pytest.mark.parametrize(
    "text", ["0905123456", "0905.123.456", "0236-3822-123", "+84 905 123 456", "84905123456", "048201001234"]
)
def test_number_of_a_person_is_refused_with_the_number(place, text):
    with pytest.raises(PersonalNumber) as refused:
        make_initiative(place, description=f"Gọi {text}, anh A.")
    assert f"“{text}”" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "chi 1.250.000.000 đồng",
        "84.500.000.000 đồng",
        "từ 01.01.2025-30.06.2025",
        "năm 2021-2026, 12500 lượt",
        "số 12/QĐ-BCĐ ngày 30/11/2022",
        "gọi 113 hoặc 0511",
    ],
)
def test_amounts_days_and_documents_are_no_numbers_of_persons(place, text):
    assert make_initiative(place, description=text).description == text


def test_initiative_is_recorded_once(place):
    make_initiative(place)
    with pytest.raises(AlreadyRecorded):
        make_initiative(place, description="Gửi lại")


def test_changed_initiative_is_found_by_its_new_title(place):
    initiative = make_initiative(place)
    change_initiative(by=place.commander, initiative=initiative, title="Tổ tự quản", cost=5)
    event = Event.objects.get(stream=initiative.stream, verb="change_initiative")
    assert event.data["changes"] == {"title": ["Kênh Zalo an ninh", "Tổ tự quản"], "cost": [None, 5]}
    assert list(Initiative.objects.matching("tu quan")) == [initiative]


def test_change_asks_the_same_as_recording(place):
    initiative = make_initiative(place)
    with pytest.raises(PersonalNumber):
        change_initiative(by=place.commander, initiative=initiative, description="0905123456")
    with pytest.raises(PermissionDenied):
        change_initiative(by=place.neighbour, initiative=initiative, title="Khác")


def test_initiative_ends_once(place):
    initiative = make_initiative(place)
    end_initiative(by=place.commander, initiative=initiative, on=ago(10))
    end_initiative(by=place.commander, initiative=initiative, on=ago(5))
    initiative.refresh_from_db()
    assert (initiative.until, Event.objects.filter(verb="end_initiative").count()) == (ago(10), 1)


@pytest.mark.parametrize("days, refusal", [(-1, DayAhead), (301, DatesReversed)])
def test_end_lies_between_the_beginning_and_today(place, days, refusal):
    with pytest.raises(refusal):
        end_initiative(by=place.commander, initiative=make_initiative(place), on=ago(days))


# ---------------------------------------------------------------- counts


def test_count_is_recorded_with_what_stood_before(place):
    initiative = make_initiative(place)
    counted(initiative, CountKind.REACH, 20, 100, place.officer)
    counted(initiative, CountKind.REACH, 20, 150, place.officer)
    assert [count.value for count in InitiativeCount.objects.all()] == [150]
    changes = [event.data for event in Event.objects.filter(verb="record_count").order_by("sequence")]
    assert [(each["from"], each["to"]) for each in changes] == [(None, 100), (100, 150)]


def test_count_sent_twice_is_recorded_once(place):
    initiative = make_initiative(place)
    for _time in range(2):
        counted(initiative, CountKind.REACH, 20, 100, place.officer)
    assert Event.objects.filter(verb="record_count").count() == 1


@pytest.mark.parametrize("kind", ["reach", "items", "reports", "settled"])
@pytest.mark.parametrize("days, value", [(10, 99), (30, 101)])
def test_total_neither_falls_nor_is_overtaken_by_an_earlier_one(place, kind, days, value):
    initiative = make_initiative(place)
    counted(initiative, kind, 20, 100, place.officer)
    with pytest.raises(TotalFalls) as refused:
        counted(initiative, kind, days, value, place.officer)
    assert f"{ago(20):%d/%m/%Y}" in str(refused.value)
    assert InitiativeCount.objects.count() == 1


@pytest.mark.parametrize("kind", ["followers", "participants"])
def test_those_who_may_leave_may_become_fewer(place, kind):
    initiative = make_initiative(place)
    counted(initiative, kind, 20, 100, place.officer)
    counted(initiative, kind, 10, 80, place.officer)
    assert [count.value for count in InitiativeCount.objects.order_by("on")] == [100, 80]


def test_equal_total_is_no_fall(place):
    initiative = make_initiative(place)
    for days in (20, 10):
        counted(initiative, CountKind.REACH, days, 100, place.officer)
    assert InitiativeCount.objects.count() == 2


@pytest.mark.parametrize("days, refusal", [(-1, DayAhead), (301, NotBegunYet)])
def test_count_lies_within_the_time_of_its_initiative(place, days, refusal):
    with pytest.raises(refusal):
        counted(make_initiative(place), CountKind.REACH, days, 1, place.officer)


@pytest.mark.parametrize("who", ["appraiser", "member", "neighbour", "stranger"])
def test_others_record_no_counts(place, who):
    with pytest.raises(PermissionDenied):
        counted(make_initiative(place), CountKind.REACH, 10, 1, getattr(place, who))


# ---------------------------------------------------------------- replications


@pytest.mark.parametrize("who", ["commander", "neighbour", "secretary"])
def test_either_unit_and_the_secretary_record_that_it_was_taken_over(place, who):
    initiative = make_initiative(place)
    found = record_replication(by=getattr(place, who), initiative=initiative, unit=place.other, since=ago(30))
    assert (found.unit, found.effect) == (place.other, "")


@pytest.mark.parametrize("who", ["appraiser", "member", "stranger"])
def test_third_parties_do_not(place, who):
    with pytest.raises(PermissionDenied):
        record_replication(by=getattr(place, who), initiative=make_initiative(place), unit=place.other, since=ago(30))


def test_replication_recorded_again_is_the_same_with_its_effect(place):
    initiative = make_initiative(place)
    for effect in ("", "Giảm 3 vụ", "Giảm 3 vụ"):
        record_replication(by=place.neighbour, initiative=initiative, unit=place.other, since=ago(30), effect=effect)
    assert Replication.objects.get().effect == "Giảm 3 vụ"
    assert Event.objects.filter(verb="record_replication").count() == 2


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"since": ago(301)}, NotBegunYet),
        ({"since": ago(-1)}, DayAhead),
        ({"effect": "Hỏi 0905123456"}, PersonalNumber),
    ],
)
def test_replication_that_makes_no_sense_is_refused(place, changes, refusal):
    asked = {"unit": place.other, "since": ago(30), **changes}
    with pytest.raises(refusal):
        record_replication(by=place.commander, initiative=make_initiative(place), **asked)


def test_unit_does_not_take_over_its_own(place):
    with pytest.raises(OwnUnit):
        record_replication(by=place.commander, initiative=make_initiative(place), unit=place.ward, since=ago(3))
