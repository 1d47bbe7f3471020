"""The admin site's tables of targets, assignments, visits, initiatives and commendations."""

import pytest
from django.urls import reverse

from committee.models import Assignment, Commendation, Initiative, RolloutTarget, Visit
from tests.committee.guidance_samples import (
    TEXT,
    ago,
    make_assignment,
    make_commendation,
    make_initiative,
    make_place,
    make_set,
    make_visit,
    read,
    send,
)
from tests.factories import make_user

MODELS = {
    "rollouttarget": (RolloutTarget, make_set),
    "assignment": (Assignment, make_assignment),
    "visit": (Visit, make_visit),
    "initiative": (Initiative, make_initiative),
    "commendation": (Commendation, make_commendation),
}


@pytest.fixture
def place(db):
    made = make_place()
    made.root = make_user(is_superuser=True, is_staff=True)
    return made


def address(model, page, *arguments):
    return reverse(f"admin:committee_{model}_{page}", args=arguments)


@pytest.mark.parametrize("name", MODELS)
def test_every_table_is_listed_found_by_name_and_edited_with_its_history(place, client, name):
    model, make = MODELS[name]
    make(place)
    pk = model.objects.get().pk
    word = {"rollouttarget": "da nang", "assignment": "pv05"}.get(name, "hai chau")
    assert "1 " in read(client, place.root, f"{address(name, 'changelist')}?q={word}")
    assert address(name, "change", pk) not in read(client, place.root, f"{address(name, 'changelist')}?q=khong")
    for page in (address(name, "add"), address(name, "change", pk), address(name, "history", pk)):
        read(client, place.root, page)


def initiative_posted(place, description):
    inlines = {
        f"{prefix}-{key}": 0 for prefix in ("counts", "replications") for key in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    ours = {"title": "Phim", "kind": "clip", "unit": place.ward.pk, "since": ago(9).strftime("%d/%m/%Y")}
    return {**inlines, **ours, "description": description, "cost_note": ""}


def test_number_of_a_person_is_refused_in_the_admin_site_too(place, client):
    answer = send(client, place.root, address("initiative", "add"), initiative_posted(place, "Gọi 0905123456"))
    assert (answer.status_code, "giống số điện thoại" in answer.content.decode()) == (200, True)
    assert not Initiative.objects.exists()
    assert send(client, place.root, address("initiative", "add"), initiative_posted(place, TEXT)).status_code == 302
    assert Initiative.objects.get().history.get().history_user == place.root


def test_visit_of_the_admin_site_says_who_recorded_it(place, client):
    data = {"department": place.department.pk, "unit": place.ward.pk, "kind": "visit", "content": TEXT, "outcome": ""}
    answer = send(client, place.root, address("visit", "add"), {**data, "on": ago(3).strftime("%d/%m/%Y")})
    assert (answer.status_code, Visit.objects.get().by) == (302, place.root)
