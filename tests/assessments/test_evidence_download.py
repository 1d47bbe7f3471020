"""The bytes of a document as they are handed out: whole, in part, to those who may see them, never as a page."""

import pytest

from accounts.models import Role
from assessments.models import StoredFile
from tests.assessments.documents import PDF, PNG, attached, file_address, office
from tests.factories import make_city, make_person

SIZE = len(PDF)
CLOSED = "default-src 'none'; sandbox; frame-ancestors 'none'"


@pytest.fixture
def use(stage):
    return attached(stage.assessment, "I.1", stage.officer)


@pytest.fixture
def fetch(client, stage, use):
    def get(method="get", query="", **headers):
        client.force_login(stage.officer)
        return getattr(client, method)(file_address(use, query=query), **headers)

    return get


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_whole_file_is_streamed(fetch):
    response = fetch()
    assert (response.status_code, response.streaming, body(response)) == (200, True, PDF)
    headers = response.headers
    assert (headers["Content-Type"], headers["Content-Length"]) == ("application/pdf", str(SIZE))
    assert headers["Content-Disposition"] == 'attachment; filename="ke-hoach.pdf"'
    assert (headers["Accept-Ranges"], headers["Cache-Control"]) == ("bytes", "private, no-cache")
    assert headers["ETag"] == f'"{StoredFile.objects.get().sha256}"'
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert headers["Content-Security-Policy"] == CLOSED


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=5-9", 5, 9),
        ("bytes=5-", 5, SIZE - 1),
        ("bytes=-4", SIZE - 4, SIZE - 1),
        ("bytes=-9999", 0, SIZE - 1),
        ("bytes=0-9999", 0, SIZE - 1),
        ("bytes=0-", 0, SIZE - 1),
    ],
)
def test_one_range_is_answered_with_the_part(fetch, asked, first, last):
    response = fetch(HTTP_RANGE=asked)
    assert (response.status_code, body(response)) == (206, PDF[first : last + 1])
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response.headers["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=999-1000", "bytes=-0"])
def test_range_beyond_the_end_is_416(fetch, asked):
    response = fetch(HTTP_RANGE=asked)
    assert (response.status_code, response.headers["Content-Range"]) == (416, f"bytes */{SIZE}")


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=9-5", "bytes=-", "lines=1-2", "bytes=a-b", f"bytes={'9' * 40}-"]
)
def test_range_that_is_none_is_answered_with_the_whole(fetch, asked):
    response = fetch(HTTP_RANGE=asked)
    assert (response.status_code, body(response)) == (200, PDF)


@pytest.mark.parametrize("is_same, status", [(True, 206), (False, 200)])
def test_range_holds_only_for_the_file_that_was_begun(fetch, is_same, status):
    etag = fetch().headers["ETag"] if is_same else '"another"'
    assert fetch(HTTP_RANGE="bytes=0-3", HTTP_IF_RANGE=etag).status_code == status


def test_file_that_the_browser_has_is_not_sent_again(fetch):
    assert fetch(HTTP_IF_NONE_MATCH=fetch().headers["ETag"]).status_code == 304


def test_head_has_the_headers_alone(fetch):
    response = fetch("head")
    assert (response.status_code, body(response), response.headers["Content-Length"]) == (200, b"", str(SIZE))


@pytest.mark.parametrize(
    ("content", "disposition", "framing", "policy"),
    [
        (PDF, "inline", "SAMEORIGIN", "frame-ancestors 'self'"),
        (PNG, "inline", "DENY", CLOSED),
        (office(), "attachment", "DENY", CLOSED),
    ],
)
def test_preview_is_shown_where_browsers_show_it_themselves(stage, client, content, disposition, framing, policy):
    use = attached(stage.assessment, "I.2", stage.officer, content)
    client.force_login(stage.officer)
    headers = client.get(file_address(use, query="?preview")).headers
    assert headers["Content-Disposition"].partition(";")[0] == disposition
    assert (headers["X-Frame-Options"], headers["Content-Security-Policy"]) == (framing, policy)


def test_kind_that_is_accepted_no_more_is_plain_bytes(fetch):
    StoredFile.objects.update(content_type="text/html")
    headers = fetch(query="?preview").headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "secretary", "member", "reviewer"])
def test_file_is_read_by_those_who_see_the_sheet(stage, use, client, who):
    client.force_login(getattr(stage, who))
    assert client.get(file_address(use)).status_code == 200


def test_stranger_finds_no_file(stage, use, at):
    at(stage.stranger, file_address(use), status=404)
    at(make_person(Role.SECRETARY, make_city("Huế")), file_address(use), status=404)


def test_file_asks_for_a_sign_in(use, client):
    assert client.get(file_address(use)).url.startswith("/accounts/login/")


def test_file_is_not_posted_to(fetch):
    assert fetch("post").status_code == 405


@pytest.mark.parametrize("tail", ["revisions/2/", "revisions/0/", f"revisions/{'9' * 30}/"])
def test_revision_that_is_not_there_is_not_found(stage, use, at, tail):
    at(stage.officer, f"/rounds/evidence/{use.evidence_id}/{tail}", status=404)


def test_bytes_that_the_storage_has_lost_are_not_found(fetch, use):
    use.revision.file.file.storage.delete(use.revision.file.file.name)
    assert fetch().status_code == 404
