"""Journeys run in Debian's Chromium. Without it they are skipped by name, and fail when CI=true."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.stage import make_stage

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FOLDER = Path(__file__).resolve().parent
ADVICE = "Chromium was not found (apt-get install chromium)"

# Playwright's synchronous calls run inside an event loop, in which Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if CHROMIUM:
        return
    journeys = [item for item in items if FOLDER in item.path.parents]
    if journeys and os.environ.get("CI") == "true":
        raise pytest.UsageError(f"{len(journeys)} browser tests cannot run: {ADVICE}")
    for item in journeys:
        item.add_marker(pytest.mark.skip(reason=ADVICE))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # Chromium's sandbox refuses root, as which the tests may run in a container.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": sandbox}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


def session_cookie(user, url):
    """The cookie of a session in which `user` has signed in; the sign-in page itself has its own journey."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture
def complaints(page, live_server):
    """What must not happen as pages load, as it happens: errors, refusals of the policy, requests to elsewhere."""
    heard = []

    def note_foreign(request):
        # chrome-extension: the browser's own reader of PDF files, which comes with it.
        if not request.url.startswith((live_server.url, "data:", "chrome-extension:")):
            heard.append(f"left the site: {request.url}")

    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", lambda request: heard.append(f"failed: {request.url}"))
    page.on("request", note_foreign)
    return heard


@pytest.fixture
def open_as(new_context, live_server):
    """`open_as(user, address)`: a page in a browser of the user's own, without scripts when asked."""

    def open_page(user, address, **context_args):
        context = new_context(**context_args)
        context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        # "Leave the page? Changes are not saved": yes.
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{live_server.url}{address}")
        return page

    return open_page


@pytest.fixture
def stage():
    """One ward's draft of three criteria, with the people of the workflow and its addresses."""
    return make_stage()
