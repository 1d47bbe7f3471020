"""Signing in and out, and changing one's password."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.models import Event
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
NEW = "mật-khẩu-mới-2026"


def sign_in(client, password=PASSWORD, **data):
    return client.post(LOGIN, {"username": "can-bo", "password": password, **data})


def test_page_is_vietnamese_and_shows_the_way_back(client):
    text = client.get(LOGIN, {"next": "/units/"}).content.decode()

    assert "<h1>Đăng nhập</h1>" in text
    assert '<input type="hidden" name="next" value="/units/">' in text


@pytest.mark.parametrize(
    "wanted, place",
    [
        ("/units/?date=2021-06-12", "/units/?date=2021-06-12"),
        ("https://elsewhere.example/", "/welcome/"),
        ("//elsewhere.example/", "/welcome/"),
        ("javascript:alert(1)", "/welcome/"),
        ("", "/welcome/"),
    ],
)
def test_sign_in_leads_only_to_pages_of_the_portal(client, wanted, place):
    make_user("can-bo")

    response = sign_in(client, next=wanted)

    assert (response.status_code, response.headers["Location"]) == (302, place)


@pytest.mark.parametrize("data", [{"password": "sai"}, {"username": "khong-co"}])
def test_wrong_name_and_wrong_password_are_told_alike(client, data):
    make_user("can-bo")

    response = client.post(LOGIN, {"username": "can-bo", "password": PASSWORD, **data})

    assert response.context["form"].non_field_errors() == [
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock."
    ]


def test_account_out_of_use_cannot_sign_in(client):
    make_user("can-bo", is_active=False)

    assert sign_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


def test_sign_out_needs_a_post_and_ends_the_session(client):
    client.force_login(make_user())

    assert client.get(reverse("accounts:logout")).status_code == 405
    assert client.post(reverse("accounts:logout")).headers["Location"] == LOGIN
    assert Session.objects.count() == 0


def test_session_expires_within_the_day(client):
    make_user("can-bo")

    sign_in(client)

    assert client.session.get_expiry_age() == 12 * 3600


def test_password_is_changed_and_other_sessions_end(client, django_user_model):
    user = make_user("can-bo")
    elsewhere = type(client)()
    sign_in(elsewhere), sign_in(client)

    response = client.post(
        reverse("accounts:password_change"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    )

    assert response.status_code == 302
    assert django_user_model.objects.get().check_password(NEW)
    assert client.get(reverse("units:tree")).status_code == 200
    assert elsewhere.get(reverse("units:tree")).status_code == 302
    assert list(Event.objects.values_list("stream", "verb", "by", "data")) == [
        (f"user:{user.pk}", "change_password", user.pk, {})
    ]


@pytest.mark.parametrize(
    "data, field, message",
    [
        ({"old_password": "sai"}, "old_password", "Mật khẩu hiện tại chưa đúng. Hãy nhập lại."),
        ({"new_password2": "khác"}, "new_password2", "Hai lần nhập mật khẩu mới không giống nhau. Hãy nhập lại."),
    ],
)
def test_password_stays_when_a_field_is_wrong(client, data, field, message):
    user = make_user("can-bo")
    client.force_login(user)
    fields = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW, **data}

    response = client.post(reverse("accounts:password_change"), fields)

    user.refresh_from_db()
    assert response.status_code == 422
    assert response.context["form"].errors == {field: [message]}
    assert user.check_password(PASSWORD)


def test_stranger_cannot_open_the_password_page(client):
    assert client.get(reverse("accounts:password_change")).status_code == 302
