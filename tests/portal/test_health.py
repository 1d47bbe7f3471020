import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_health_is_ok_while_the_database_answers(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/health/")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_is_503_when_the_database_is_gone(client):
    def fail(execute, sql, parameters, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(fail):
        response = client.get("/health/")

    assert (response.status_code, response.json()) == (503, {"status": "database unavailable"})


def test_health_only_answers_reads(client):
    assert client.post("/health/").status_code == 405
