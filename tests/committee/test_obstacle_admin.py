"""The admin site: authorities are kept here, words are corrected, and nothing of the workflow is touched."""

import pytest
from django.urls import reverse

from accounts.models import Event
from committee.models import Body, BodyKind, Obstacle, ObstacleState, Recommendation
from tests.committee.obstacle_samples import ago, make_body, make_obstacle, make_place, make_recommendation, stored
from tests.factories import make_user

MODELS = ["obstacle", "recommendation", "body"]


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def root(client, db):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


def address(model, page, *arguments):
    return reverse(f"admin:committee_{model}_{page}", args=arguments)


def inline(prefix, rows=0):
    return {f"{prefix}-TOTAL_FORMS": rows, f"{prefix}-INITIAL_FORMS": rows}


@pytest.mark.parametrize("model", MODELS)
def test_every_list_is_there_and_found_in(root, place, model):
    make_recommendation(place, make_obstacle(place))
    assert root.get(address(model, "changelist"), {"q": "tru so"}).status_code == 200


def test_body_is_added_and_changed(root):
    root.post(address("body", "add"), {"name": "Sở Xây dựng", "kind": BodyKind.DEPARTMENT, "position": 3})
    body = Body.objects.get()
    assert (body.kind, body.position) == (BodyKind.DEPARTMENT, 3)
    root.post(address("body", "change", body.pk), {"name": "Sở XD", "kind": BodyKind.DEPARTMENT, "position": 3})
    assert (Body.objects.get().name, body.history.count()) == ("Sở XD", 2)


def test_body_in_use_is_not_deleted(root, place):
    body = make_body()
    make_recommendation(place, body=body)
    root.post(address("body", "delete", body.pk), {"post": "yes"})
    assert Body.objects.exists()


@pytest.mark.parametrize("model", ["obstacle", "recommendation"])
def test_workflow_is_neither_added_to_nor_deleted_here(root, place, model):
    make_recommendation(place, make_obstacle(place))
    pk = {"obstacle": Obstacle, "recommendation": Recommendation}[model].objects.get().pk
    assert root.get(address(model, "add")).status_code == 403
    assert root.post(address(model, "delete", pk), {"post": "yes"}).status_code == 403


def test_words_of_an_obstacle_are_corrected_and_nothing_else(root, place):
    obstacle = make_obstacle(place)
    page = root.get(address("obstacle", "change", obstacle.pk)).content.decode()
    assert "Công an phường Hải Châu I" in page
    data = {
        "title": "Trụ sở xuống cấp",
        "effect": "Dột",
        "state": "cleared",
        "since": "2021-01-01",
        **inline("blocked"),
    }
    assert root.post(address("obstacle", "change", obstacle.pk), data).status_code == 302
    changed = stored(obstacle)
    assert (changed.title, changed.search_key, changed.effect) == ("Trụ sở xuống cấp", "tru so xuong cap", "Dột")
    assert (changed.state, changed.since) == (ObstacleState.OPEN, obstacle.since)
    event = Event.objects.filter(stream=obstacle.stream).last()
    assert (event.verb, event.data) == ("correct_obstacle", {"columns": ["title", "effect"]})


def test_words_of_a_recommendation_are_corrected_and_nothing_else(root, place):
    recommendation = make_recommendation(place)
    data = {"title": "Tên mới", "state": "done", **inline("steps")}
    assert root.post(address("recommendation", "change", recommendation.pk), data).status_code == 302
    changed = Recommendation.objects.get()
    assert (changed.title, changed.state, changed.raised_on) == ("Tên mới", "raised", ago(50))


def test_admin_pages_are_not_for_the_support_team(client, place):
    client.force_login(place.secretary)
    for model in MODELS:
        assert client.get(address(model, "changelist")).status_code == 404
