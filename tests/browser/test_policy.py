"""The strict Content-Security-Policy in a real browser: nothing that the pages need is refused."""

import pytest
from django.contrib.auth import get_user_model

PASSWORD = "mật-khẩu-thử-2026"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def complaints(page):
    """Everything the browser has to complain about, filled as pages load."""
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", lambda request: heard.append(f"failed: {request.url}"))
    return heard


def test_sign_in_page_loads_without_a_complaint(page, live_server, complaints):
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Mật khẩu").wait_for()

    assert complaints == []
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Be Vietnam Pro\"'))") is True


def test_admin_site_works_under_the_policy(page, live_server, complaints):
    get_user_model().objects.create_superuser(username="quan-tri", password=PASSWORD, post="Quản trị hệ thống")

    page.goto(f"{live_server.url}/admin/")
    page.locator("[name=username]").fill("quan-tri")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
    page.locator("#user-tools").wait_for()
    page.goto(f"{live_server.url}/admin/axes/accessattempt/")
    page.locator("#changelist").wait_for()

    assert complaints == []
