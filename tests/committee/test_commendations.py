"""Commendations of units: recording, correcting, listing."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Event
from committee.actions.commendation import change_commendation
from committee.actions.guidance_rows import AlreadyRecorded, DayAhead
from committee.actions.initiative import PersonalNumber
from committee.models import Commendation, CommendationForm
from tests.committee.guidance_samples import (
    TEXT,
    ago,
    file_of,
    make_commendation,
    make_initiative,
    make_place,
    read,
    send,
)

LIST, NEW = reverse("committee:commendations"), reverse("committee:commendation_new")


@pytest.fixture
def place(db):
    return make_place()


def posted(place, **changes):
    return {
        "unit": place.ward.pk,
        "form": "merit",
        "on": ago(40).isoformat(),
        "authority": "Bộ Công an",
        "reason": TEXT,
        **changes,
    }


def test_commendation_is_recorded_with_its_event(place):
    found = make_commendation(place)
    event = Event.objects.get(stream=f"commendation:{found.pk}")
    assert (event.verb, event.data) == ("commend", {"unit": place.ward.pk, "form": "merit"})


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "member", "stranger"])
def test_only_the_secretary_records_commendations(place, who):
    with pytest.raises(PermissionDenied):
        make_commendation(place, by=getattr(place, who))
    with pytest.raises(PermissionDenied):
        change_commendation(by=getattr(place, who), commendation=make_commendation(place), authority="Khác")


@pytest.mark.parametrize(
    "changes, refusal", [({"on": ago(-1)}, DayAhead), ({"reason": "Đồng chí A, 0905123456"}, PersonalNumber)]
)
def test_commendation_that_makes_no_sense_is_refused(place, changes, refusal):
    with pytest.raises(refusal):
        make_commendation(place, **changes)
    with pytest.raises(refusal):
        change_commendation(by=place.secretary, commendation=make_commendation(place), **changes)


def test_commendation_is_recorded_once(place):
    make_commendation(place)
    with pytest.raises(AlreadyRecorded):
        make_commendation(place, reason="Gửi lại")
    make_commendation(place, document_number="02/QĐ")
    assert Commendation.objects.count() == 2


def test_commendation_is_corrected_with_what_it_was_before(place):
    found = make_commendation(place)
    change_commendation(by=place.secretary, commendation=found, authority="Ủy ban nhân dân thành phố")
    event = Event.objects.get(verb="change_commendation")
    assert event.data["changes"] == {"authority": ["Bộ Công an", "Ủy ban nhân dân thành phố"]}


# ---------------------------------------------------------------- pages


def test_list_is_open_and_counts_by_form(place, client):
    make_commendation(place)
    make_commendation(place, form=CommendationForm.CERTIFICATE, unit=place.other)
    make_commendation(place, form=CommendationForm.CERTIFICATE)
    page = read(client, place.stranger, LIST)
    assert "3 lần khen 2 đơn vị: 2 giấy khen, 1 bằng khen." in page
    assert NEW not in page


@pytest.mark.parametrize(
    "query, units",
    [
        ("year=2024", ["phường Hải Châu"]),
        ("form=certificate", ["phường Thanh Khê"]),
        ("year=2024&form=certificate", []),
        ("year=1066", ["phường Hải Châu", "phường Thanh Khê"]),
    ],
)
def test_list_is_filtered_by_its_address(place, client, query, units):
    make_commendation(place, on=ago(0).replace(year=2024, day=5))
    make_commendation(place, form=CommendationForm.CERTIFICATE, unit=place.other, on=ago(0).replace(year=2025, day=5))
    page = read(client, place.officer, f"{LIST}?{query}")
    names = ["phường Hải Châu", "phường Thanh Khê"]
    assert [name for name in names if f"Công an {name}</a>" in page] == units


def test_list_without_commendations_says_what_will_stand_there(place, client):
    assert "sẽ hiện ở đây" in read(client, place.officer, LIST)


def test_list_comes_as_files(place, client):
    make_commendation(place, is_illustrative=True)
    lines = file_of(client, place.stranger, f"{LIST}?format=csv")
    assert lines[1] == f"{ago(40)},Công an phường Hải Châu,bằng khen,Bộ Công an,,{TEXT},,có"
    answer = client.get(f"{LIST}?format=xlsx")
    assert list(load_workbook(BytesIO(answer.content)).active.values)[1][1] == "Công an phường Hải Châu"


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number(place, client, django_assert_num_queries, rows):
    for number in range(rows):
        make_commendation(place, document_number=f"{number}/QĐ")
    client.force_login(place.officer)
    with django_assert_num_queries(9):
        client.get(LIST)


def test_secretary_records_a_commendation_from_the_page(place, client):
    initiative = make_initiative(place)
    first = read(client, place.secretary, f"{NEW}?unit={place.ward.pk}&initiative={initiative.pk}")
    assert f'<option value="{initiative.pk}" selected>' in first
    answer = send(client, place.secretary, NEW, posted(place, initiative=initiative.pk))
    assert (answer.url, Commendation.objects.get().initiative) == (LIST, initiative)


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"authority": ""}, "field-error"),
        ({"form": "medal"}, "field-error"),
        ({"unit": "999999"}, "field-error"),
        ({"on": "2090-01-01"}, "chưa đến"),
    ],
)
def test_wrong_commendation_comes_back_with_what_is_wrong(place, client, changes, said):
    answer = send(client, place.secretary, NEW, posted(place, **changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Commendation.objects.exists()


def test_commendation_sent_twice_is_recorded_once(place, client):
    answers = [send(client, place.secretary, NEW, posted(place)).status_code for _time in range(2)]
    assert (answers, Commendation.objects.count()) == ([302, 422], 1)


@pytest.mark.parametrize("who", ["member", "commander", "stranger"])
def test_forms_are_kept_from_others(place, client, who):
    change = reverse("committee:commendation_change", args=[make_commendation(place).pk])
    for address in (NEW, change):
        read(client, getattr(place, who), address, status=403)
        assert send(client, getattr(place, who), address, posted(place)).status_code == 403


def test_secretary_corrects_a_commendation_from_its_page(place, client):
    found = make_commendation(place, initiative=make_initiative(place, title="Phim"))
    change = reverse("committee:commendation_change", args=[found.pk])
    assert f'<option value="{found.initiative_id}" selected>Phim</option>' in read(client, place.secretary, change)
    assert send(client, place.secretary, change, posted(place, authority="Khác")).status_code == 302
    assert Commendation.objects.get().authority == "Khác"
    read(client, place.secretary, reverse("committee:commendation_change", args=[10**12]), status=404)
