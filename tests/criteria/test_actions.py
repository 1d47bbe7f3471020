"""Storing, publishing and deleting sets: a draft is replaced, a published set never changes."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings

from accounts.models import Event, Role
from criteria.actions import (
    SetCannotBeDeleted,
    SetHasChanged,
    SetIsEmpty,
    SetIsPublished,
    content_hash,
    delete_criteria_set,
    publish_criteria_set,
    store_criteria_set,
    stored_document,
)
from criteria.interchange import normalise
from criteria.models import CriteriaSet, Criterion
from criteria.queries import exported_set
from tests.criteria.strategies import documents
from tests.factories import (
    make_city,
    make_criteria_set,
    make_person,
    make_round,
    make_user,
    met_criterion,
    set_document,
)
from units.models import Programme

pytestmark = pytest.mark.django_db


def document_of(code="set-a", **fields):
    return normalise(set_document(code, **fields))


def store(document, by=None, **fields):
    return store_criteria_set(document=document, by=by, **fields)


def keys_of(criteria_set):
    return dict(Criterion.objects.filter(criteria_set=criteria_set).values_list("code", "pk"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents())
def test_stored_document_is_the_document_that_was_stored(document):
    stored = store(document)

    assert stored.criteria_set.document() == document
    assert stored_document(stored.criteria_set) == document


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=documents(), second=documents())
def test_draft_becomes_whatever_is_stored_over_it(first, second):
    second = {**second, "code": first["code"]}
    store(first)

    store(second)

    assert stored_document(CriteriaSet.objects.get(code=first["code"])) == second


def test_exported_json_keeps_the_order_of_the_format():
    criteria_set = store(document_of()).criteria_set
    Criterion.objects.update(scale={"points": "1", "kind": "met"})  # as PostgreSQL may give it back

    text = exported_set(CriteriaSet.objects.with_contents().get(pk=criteria_set.pk), "json").decode()

    assert text.index('"kind"') < text.index('"points"')


def test_storing_the_same_document_again_changes_nothing():
    first = store(document_of())
    history = first.criteria_set.history.count()

    again = store(document_of())

    assert (again.change, again.criteria_set) == ("unchanged", first.criteria_set)
    assert first.criteria_set.history.count() == history
    assert Event.objects.filter(verb="store").count() == 1


def test_replaced_draft_keeps_the_rows_whose_codes_stay():
    criteria_set = store(document_of()).criteria_set
    before = keys_of(criteria_set)
    groups = [{"code": "II", "title": "Đổi", "criteria": [met_criterion("I.2"), met_criterion("III.1")]}]

    stored = store(document_of(groups=groups))

    after = keys_of(criteria_set)
    assert stored.change == "replaced"
    assert sorted(after) == ["I.2", "III.1"]
    assert after["I.2"] == before["I.2"]
    assert list(criteria_set.groups.values_list("code", "title")) == [("II", "Đổi")]


def test_unknown_programme_is_created_and_said_so():
    stored = store(document_of(programme="moi-2027"))

    assert stored.created_programme is True
    assert Programme.objects.get(code="moi-2027").title == "moi-2027"
    assert store(document_of("set-b", programme="moi-2027")).created_programme is False


def test_document_date_is_a_date_at_once():
    source = {"number": "1/QĐ", "issuer": "Bộ Công an", "date": "2021-12-28"}

    assert store(document_of(document=source)).criteria_set.document_date == dt.date(2021, 12, 28)


def test_published_set_accepts_only_what_it_already_is():
    criteria_set = publish_criteria_set(criteria_set=store(document_of()).criteria_set, by=None)

    assert store(document_of()).change == "unchanged"
    with pytest.raises(SetIsPublished, match="Hãy đặt mã mới"):
        store(document_of(title="Khác"))
    assert stored_document(criteria_set) == document_of()


def test_published_hash_is_that_of_the_document():
    criteria_set = publish_criteria_set(criteria_set=store(document_of()).criteria_set, by=None)

    assert criteria_set.sha256 == content_hash(document_of())


def test_publishing_twice_changes_nothing():
    first = publish_criteria_set(criteria_set=store(document_of()).criteria_set, by=None)

    again = publish_criteria_set(criteria_set=first, by=None)

    assert again.published_at == first.published_at
    assert Event.objects.filter(verb="publish").count() == 1


def test_set_without_criteria_is_not_published():
    empty = store(document_of(groups=[{"code": "I", "title": "Trống", "criteria": []}])).criteria_set

    with pytest.raises(SetIsEmpty):
        publish_criteria_set(criteria_set=empty, by=None)
    assert CriteriaSet.objects.get().is_published is False


def test_store_refuses_what_was_shown_and_is_no_longer_so():
    store(document_of())
    shown = content_hash(document_of())
    store(document_of(title="Của đồng nghiệp"))

    with pytest.raises(SetHasChanged):
        store(document_of(title="Của tôi"), seen=shown)
    assert CriteriaSet.objects.get().title == "Của đồng nghiệp"


def test_store_refuses_a_new_set_that_somebody_else_has_just_made():
    store(document_of(title="Của đồng nghiệp"))

    with pytest.raises(SetHasChanged):
        store(document_of(title="Của tôi"), seen="")


def test_draft_is_deleted_with_its_contents():
    delete_criteria_set(criteria_set=make_criteria_set(), by=None)

    assert (CriteriaSet.objects.count(), Criterion.objects.count()) == (0, 0)


def test_published_set_is_not_deleted():
    criteria_set = publish_criteria_set(criteria_set=make_criteria_set(), by=None)

    with pytest.raises(SetCannotBeDeleted):
        delete_criteria_set(criteria_set=criteria_set, by=None)
    assert CriteriaSet.objects.count() == 1


def test_draft_that_a_round_names_is_not_deleted():
    criteria_set = make_round().criteria_set

    with pytest.raises(SetCannotBeDeleted):
        delete_criteria_set(criteria_set=criteria_set, by=None)
    assert CriteriaSet.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_manage_sets(role):
    person, criteria_set = make_person(role, make_city()), make_criteria_set()

    with pytest.raises(PermissionDenied):
        store(document_of(), by=person)
    with pytest.raises(PermissionDenied):
        publish_criteria_set(criteria_set=criteria_set, by=person)
    with pytest.raises(PermissionDenied):
        delete_criteria_set(criteria_set=criteria_set, by=person)


def test_administrator_stores_and_the_event_names_them():
    administrator = make_person(Role.ADMINISTRATOR, make_city())

    store(document_of(), by=administrator)

    assert Event.objects.get(verb="store").by == administrator


def test_user_without_a_role_stores_nothing():
    with pytest.raises(PermissionDenied):
        store(document_of(), by=make_user())
