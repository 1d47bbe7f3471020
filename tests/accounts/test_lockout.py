import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.test import override_settings

from accounts.hashers import Argon2Hasher

PASSWORD = "đúng-mật-khẩu-2026"


def make_user():
    return get_user_model().objects.create_superuser(username="thu-ky", password=PASSWORD, post="Thư ký Tổ giúp việc")


def sign_in(client, password, address="10.0.0.1"):
    data = {"username": "thu-ky", "password": password}
    return client.post("/accounts/login/", data, REMOTE_ADDR=address)


@pytest.mark.django_db
def test_fifth_failure_locks_the_name_at_that_address_only(client):
    make_user()

    answers = [sign_in(client, "sai").status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    locked = sign_in(client, PASSWORD)
    assert locked.status_code == 429
    assert locked.headers["Retry-After"] == "900"
    assert "Hãy thử lại sau 15 phút" in " ".join(locked.content.decode().split())
    assert sign_in(client, PASSWORD, address="10.0.0.2").status_code == 302


@pytest.mark.django_db
def test_success_forgets_earlier_failures(client):
    make_user()
    for _ in range(4):
        sign_in(client, "sai")

    assert sign_in(client, PASSWORD).status_code == 302
    client.logout()
    assert sign_in(client, "sai").status_code == 200


def test_password_is_hashed_with_the_19_mib_profile():
    with override_settings(PASSWORD_HASHERS=["accounts.hashers.Argon2Hasher"]):
        hashed = make_password(PASSWORD)

    assert hashed.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert Argon2Hasher().verify(PASSWORD, hashed)
    assert not Argon2Hasher().must_update(hashed)
