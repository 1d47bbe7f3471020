"""The files of a document exactly as they were published."""

import pytest

from tests.reports.publication_samples import make_approved, make_place, published, words


@pytest.fixture
def place(db, settings, monkeypatch):
    return make_place(settings, monkeypatch)


def ask(client, user, report, file_format="pdf", query="", **headers):
    client.force_login(user)
    return client.get(f"/reports/{report.pk}/files/{file_format}/{query}", **headers)


def test_bytes_are_those_that_were_sealed(place, client):
    publication = published(place)
    sealed = publication.files.get(format="pdf")

    answer = ask(client, place.secretary, publication.report)

    assert b"".join(answer.streaming_content) == sealed.file.read()
    assert answer.headers["ETag"] == f'"{sealed.sha256}"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''01-BC-BC%C4%90.pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_kept_bytes_are_not_sent_again(place, client):
    publication = published(place)
    etag = f'"{publication.files.get(format="docx").sha256}"'

    answer = ask(client, place.secretary, publication.report, "docx", HTTP_IF_NONE_MATCH=etag)

    assert answer.status_code == 304


def test_pdf_may_be_looked_at_in_place(place, client):
    answer = ask(client, place.secretary, published(place).report, query="?preview")

    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_published_file_is_read_by_those_who_may_read_the_document(place, client):
    report = published(place).report

    statuses = {
        name: ask(client, getattr(place, name), report).status_code
        for name in ("secretary", "member", "commander", "officer", "neighbour", "stranger")
    }

    # The ward reads what the committee published about it; its neighbour does not.
    assert statuses == {
        "secretary": 200,
        "member": 200,
        "commander": 200,
        "officer": 200,
        "neighbour": 404,
        "stranger": 404,
    }


@pytest.mark.parametrize("file_format", ["xlsx", "exe", "PDF"])
def test_format_that_was_not_published_is_not_found(place, client, file_format):
    publication = published(place, blocks=(words("Không có bảng."),))

    assert ask(client, place.secretary, publication.report, file_format).status_code == 404


def test_draft_has_no_published_file(place, client):
    assert ask(client, place.secretary, make_approved(place)).status_code == 404


def test_bytes_that_the_storage_lost_are_not_found(place, client):
    publication = published(place)
    publication.files.get(format="pdf").file.delete(save=False)

    assert ask(client, place.secretary, publication.report).status_code == 404
