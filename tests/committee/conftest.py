"""Reading and sending pages as somebody."""

import pytest


@pytest.fixture
def at(client):
    """Sign in and read a page as text."""

    def read(user, url, status=200):
        client.force_login(user)
        response = client.get(url)
        assert response.status_code == status
        return response.content.decode()

    return read


@pytest.fixture
def send(client):
    def post(user, url, data=None):
        client.force_login(user)
        return client.post(url, data or {})

    return post
