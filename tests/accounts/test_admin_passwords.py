"""What administrators do to accounts is in the record of events, like everything else."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.urls import reverse

from accounts.actions import unlock_sign_in
from accounts.models import Event, Role, User
from tests.factories import PASSWORD, make_city, make_person, make_user

NEW = "mật-khẩu-khác-2026"


@pytest.fixture
def administrator(client, db):
    user = make_person(Role.ADMINISTRATOR, make_city(), username="quan-tri")
    client.force_login(user)
    return user


def events_of(user):
    return list(Event.objects.filter(stream=f"user:{user.pk}").values_list("sequence", "verb", "by__username"))


def set_password(client, user, **fields):
    data = {"password1": NEW, "password2": NEW, "usable_password": "true", **fields}
    return client.post(reverse("admin:auth_user_password_change", args=[user.pk]), data)


def test_password_set_by_an_administrator_is_recorded(client, administrator):
    user = make_user()

    answer = set_password(client, user)

    assert answer.status_code == 302
    assert User.objects.get(pk=user.pk).check_password(NEW) is True
    assert events_of(user) == [(1, "change_password", "quan-tri")]


def test_password_that_is_refused_is_not_recorded(client, administrator):
    user = make_user()

    answer = set_password(client, user, password2="khác")

    assert answer.status_code == 200
    assert User.objects.get(pk=user.pk).check_password(PASSWORD) is True
    assert events_of(user) == []


def test_password_taken_away_is_recorded(client, administrator):
    user = make_user()

    set_password(client, user, password1="", password2="", usable_password="false", **{"unset-password": "1"})

    assert User.objects.get(pk=user.pk).has_usable_password() is False
    assert events_of(user) == [(1, "change_password", "quan-tri")]


def test_administrator_who_sets_the_own_password_stays_signed_in(client, administrator):
    set_password(client, administrator)

    assert client.get("/admin/").status_code == 200
    assert events_of(administrator) == [(1, "change_password", "quan-tri")]


def test_account_made_by_an_administrator_is_recorded(client, administrator):
    data = {"username": "moi", "post": "Cán bộ", "password1": NEW, "password2": NEW, "usable_password": "true"}
    rows = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}

    client.post(reverse("admin:accounts_user_add"), {**data, **rows})

    user = User.objects.get(username="moi")
    assert user.check_password(NEW) is True
    assert events_of(user) == [(1, "create_user", "quan-tri")]
    assert [each.history_user for each in user.history.all()] == [administrator]


def test_every_unlocked_account_is_recorded(client, administrator):
    users = [make_user(), make_user()]
    data = {"action": "unlock", "_selected_action": [user.pk for user in users]}

    client.post(reverse("admin:accounts_user_changelist"), data)

    assert [events_of(user) for user in users] == [[(1, "unlock_sign_in", "quan-tri")]] * 2


@pytest.mark.django_db(transaction=True)
def test_two_who_unlock_an_account_at_once_are_both_recorded():
    user, city = make_user(), make_city()
    administrators = [make_person(Role.ADMINISTRATOR, city, username=name) for name in ("a", "b")]
    # SQLite takes its writers one after the other, so neither may wait for the other there.
    is_serial = connection.vendor == "sqlite"
    ready, faults = threading.Barrier(1 if is_serial else 2), []

    def unlock(by):
        try:
            with transaction.atomic():
                ready.wait(timeout=10)
                unlock_sign_in(user=user, by=by)
                time.sleep(0 if is_serial else 0.3)
        except Exception as fault:  # the test looks at it
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=unlock, args=[by]) for by in administrators]
    for thread in threads:
        thread.start()
        if is_serial:
            thread.join()
    for thread in threads:
        thread.join(timeout=60)

    assert faults == []
    assert sorted(event[:2] for event in events_of(user)) == [(1, "unlock_sign_in"), (2, "unlock_sign_in")]
