"""A place with documents, and reading and sending pages as somebody."""

import pytest

from tests.reports.document_samples import make_kinds, make_place


@pytest.fixture
def figures(monkeypatch):
    """{name: text} of the figures of the sample kinds; a test changes them."""
    return make_kinds(monkeypatch)


@pytest.fixture
def place(db, figures):
    return make_place()


@pytest.fixture
def at(client):
    """Sign in and read a page as text."""

    def read(user, url, status=200):
        client.force_login(user)
        answer = client.get(url)
        assert answer.status_code == status
        return answer.content.decode()

    return read


@pytest.fixture
def send(client):
    def post(user, url, data=None):
        client.force_login(user)
        return client.post(url, data or {})

    return post
