"""Journeys run in Debian's Chromium. Without it they are skipped by name, and fail when CI=true."""

import os
import shutil
from pathlib import Path

import pytest

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
