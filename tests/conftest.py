"""What holds for every test: no network, and nothing read from outside the repository."""

import os
import socket
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import translation

REPOSITORY = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = {"127.0.0.1", "::1", "localhost"}
real_connect = socket.socket.connect


def refuse_network(connecting, address):
    if connecting.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL_HOSTS:
        raise AssertionError(f"A test reached for the network: {address[0]}. Nothing the portal does may need it.")
    return real_connect(connecting, address)


def refuse_outside_files(event, arguments):
    """An audit hook: `../shared` is the design's folder, absent wherever the portal runs."""
    if event != "open" or not isinstance(arguments[0], str | os.PathLike):
        return
    if os.fspath(arguments[0]).startswith(str(REPOSITORY.parent / "shared")):
        raise AssertionError(f"A test read {arguments[0]}: copy what the project needs into the repository.")


def pytest_configure(config):
    socket.socket.connect = refuse_network
    sys.addaudithook(refuse_outside_files)


@pytest.fixture(autouse=True)
def in_vietnamese():
    """A page asked for in English leaves its thread in English; the next test starts in the settings' language."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def nothing_kept():
    """Rows of the next test bear the same ids, so that a page kept from the one before would be taken for its own."""
    cache.clear()


@pytest.fixture
def repository():
    """The root folder of the project."""
    return REPOSITORY
