import pytest
from django.test import override_settings
from django.utils import timezone, translation
from django.utils.formats import date_format, localize_input, number_format, sanitize_separators

from accounts.lockout import client_address

MEGABYTE = 1024 * 1024


class Untouchable:
    """A request body that fails the test when anything reads it."""

    def read(self, *args):
        raise AssertionError("The body was read.")

    readline = readlines = __iter__ = read


@pytest.mark.parametrize("length", [3 * 1024 * MEGABYTE, 25 * MEGABYTE + 1])
def test_oversized_body_is_refused_before_it_is_read(client, length):
    response = client.generic("POST", "/accounts/login/", CONTENT_LENGTH=str(length), **{"wsgi.input": Untouchable()})

    assert response.status_code == 413
    assert "Cổng chỉ nhận tệp đến 25 MB" in response.content.decode()
    assert "default-src 'self'" in response.headers["Content-Security-Policy"].split("; ")


def test_body_length_that_is_no_number_is_refused(client):
    response = client.generic("POST", "/accounts/login/", CONTENT_LENGTH="-5", **{"wsgi.input": Untouchable()})

    assert response.status_code == 413


@pytest.mark.django_db
def test_body_of_usual_size_passes(client):
    assert client.post("/accounts/login/", {"username": "x" * 1000}).status_code == 200


@pytest.mark.django_db
def test_page_is_vietnamese_whatever_the_browser_prefers(client):
    response = client.get("/accounts/login/", headers={"accept-language": "en-US,en;q=0.9"})

    assert response.headers["Content-Language"] == "vi"
    assert '<html lang="vi"' in response.content.decode()


@pytest.mark.django_db
def test_page_is_english_for_who_chose_it(client):
    client.cookies["django_language"] = "en"

    assert client.get("/accounts/login/").headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_unknown_language_cookie_is_ignored(client):
    client.cookies["django_language"] = "../../etc"

    assert client.get("/accounts/login/").headers["Content-Language"] == "vi"


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "", "10.0.0.9"),
        (False, "1.2.3.4", "10.0.0.9"),  # anyone may write this header
        (True, "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # only the last entry is our proxy's
        (True, "", "10.0.0.9"),
    ],
)
def test_client_address_is_the_one_that_cannot_be_claimed(rf, behind_proxy, forwarded, address):
    request = rf.get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded)

    with override_settings(BEHIND_PROXY=behind_proxy):
        assert client_address(request) == address


@pytest.mark.parametrize(
    ("language", "date", "figure"), [("vi", "01/07/2025", "1.234,5"), ("en", "1 July 2025", "1,234.5")]
)
def test_dates_and_figures_are_written_as_readers_expect(language, date, figure):
    day = timezone.datetime(2025, 7, 1).date()

    with translation.override(language):
        assert date_format(day) == date
        assert number_format("1234.5", force_grouping=True) == figure
        assert localize_input(2026) == "2026"


def test_vietnamese_figures_are_read_back():
    with translation.override("vi"):
        assert sanitize_separators("12,5") == "12.5"
