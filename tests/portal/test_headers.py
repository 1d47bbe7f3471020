"""Headers that every answer carries, on our pages and on the admin site's alike."""

import pytest

POLICY = {
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/login/", "/health/", "/no-such-page/"])
def test_every_answer_carries_the_strict_policy(client, address):
    headers = client.get(address).headers

    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_admin_sign_in_works_under_the_policy(client):
    page = client.get("/accounts/login/").content.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count("<script src=")


@pytest.mark.django_db
def test_plain_http_is_sent_to_https_except_the_health_check(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    redirected = client.get("/accounts/login/")
    assert (redirected.status_code, redirected.headers["Location"]) == (301, "https://testserver/accounts/login/")
    assert client.get("/health/").status_code == 200
