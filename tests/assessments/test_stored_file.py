"""Bytes are kept once, in the site's storage: this machine's, or one that speaks the S3 protocol."""

import socket

import boto3
import pytest
from moto.server import ThreadedMotoServer

from assessments.actions.evidence_refusals import (
    ContentMissing,
    FileEmpty,
    FileInfected,
    FileNotAccepted,
    FileTooLarge,
    LinkNotAccepted,
    ScannerSilent,
)
from assessments.actions.stored_file import Content, keep
from assessments.files.parts import open_part
from assessments.models import StoredFile
from tests.assessments.documents import PDF, attached, file_address, upload
from tests.assessments.test_scanner import Daemon

pytestmark = pytest.mark.django_db


@pytest.fixture
def daemon(settings):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.CLAMAV_ADDRESS = listening.getsockname()
        yield lambda answer: Daemon(listening, answer)


def test_same_bytes_are_stored_once_whatever_they_are_called():
    first, second = keep(Content(upload())), keep(Content(upload(name="bản khác.pdf")))
    assert (first.file, second.file_name) == (second.file, "bản khác.pdf")
    stored = StoredFile.objects.get()
    assert (stored.size, stored.content_type) == (len(PDF), "application/pdf")
    # Other tests may have left the same bytes there, which are never written over.
    assert stored.file.name.startswith(f"evidence/{stored.sha256[:2]}/{stored.sha256}")
    assert stored.file.read() == PDF


def test_bytes_left_behind_by_a_crash_are_not_trusted():
    stored = keep(Content(upload())).file
    name = stored.file.name
    StoredFile.objects.all().delete()
    stored.file.storage.delete(name)
    stored.file.storage.save(name, upload(b"%PDF half"))
    assert keep(Content(upload())).file.file.read() == PDF


@pytest.mark.parametrize(
    ("content", "refusal", "words"),
    [
        (Content(), ContentMissing, "Hãy chọn một tệp, hoặc ghi một liên kết"),
        (Content(upload(), "https://example.vn"), ContentMissing, "chỉ một trong hai"),
        (Content(upload(b"")), FileEmpty, "Tệp “ke-hoach.pdf” trống (0 byte)."),
        (
            Content(upload(b"MZ\0\0", "a.pdf")),
            FileNotAccepted,
            "Tệp “a.pdf” là chương trình chạy được. Cổng chỉ nhận: PDF,",
        ),
        (Content(upload(PDF + b"0" * 2**20)), FileTooLarge, "cổng chỉ nhận tối đa 1 MB một tệp"),
        (Content(url="javascript:alert(1)"), LinkNotAccepted, "https://"),
        (Content(url="ftp://example.vn/a"), LinkNotAccepted, "https://"),
        (Content(url="https://"), LinkNotAccepted, "https://"),
        (Content(url="https://[broken"), LinkNotAccepted, "https://"),
        (Content(url="https://example.vn/" + "a" * 1000), LinkNotAccepted, "https://"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_a_sentence(settings, content, refusal, words):
    settings.EVIDENCE_MAX_MB = 1
    with pytest.raises(refusal) as refused:
        keep(content)
    assert words in str(refused.value)
    assert StoredFile.objects.count() == 0


def test_clean_file_is_stored_after_the_scan(daemon):
    clam = daemon(b"stream: OK\0")
    assert keep(Content(upload())).file.file.read() == PDF
    clam.thread.join(5)
    assert clam.received == PDF


def test_infected_file_is_refused_by_the_name_of_what_was_found(daemon):
    daemon(b"stream: Eicar-Signature FOUND\0")
    with pytest.raises(FileInfected, match=r"có mã độc \(Eicar-Signature\)"):
        keep(Content(upload()))
    assert StoredFile.objects.count() == 0


def test_nothing_is_taken_while_the_scanner_is_silent(daemon):
    daemon(b"")
    with pytest.raises(ScannerSilent, match="chưa nhận được tệp"):
        keep(Content(upload()))
    assert StoredFile.objects.count() == 0


# ---------------------------------------------------------------- S3


@pytest.fixture(scope="module")
def s3_endpoint():
    server = ThreadedMotoServer("127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(settings, s3_endpoint):
    """The site's storage is a bucket behind the S3 protocol."""
    keys = {"aws_access_key_id": "minh-hoa", "aws_secret_access_key": "minh-hoa", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=s3_endpoint, **keys)
    client.create_bucket(Bucket="evidence")
    options = {
        "bucket_name": "evidence",
        "endpoint_url": s3_endpoint,
        "access_key": "minh-hoa",
        "secret_key": "minh-hoa",
        "region_name": "us-east-1",
        "addressing_style": "path",
        "signature_version": "s3v4",
        "file_overwrite": False,
    }
    default = {"BACKEND": "assessments.files.s3.RangedS3Storage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    yield client
    for each in client.list_objects_v2(Bucket="evidence").get("Contents", []):
        client.delete_object(Bucket="evidence", Key=each["Key"])


def keys_in(client):
    return [each["Key"] for each in client.list_objects_v2(Bucket="evidence").get("Contents", [])]


def test_bytes_lie_in_the_bucket_once(s3):
    stored = keep(Content(upload())).file
    assert keep(Content(upload(name="lần hai.pdf"))).file == stored
    assert keys_in(s3) == [f"evidence/{stored.sha256[:2]}/{stored.sha256}"]
    assert s3.get_object(Bucket="evidence", Key=keys_in(s3)[0])["Body"].read() == PDF


def test_part_is_fetched_from_the_bucket_alone(s3):
    stored = keep(Content(upload())).file
    assert b"".join(open_part(stored.file, 9, 12)) == PDF[9:21]


def test_bytes_lost_by_the_bucket_are_an_error_at_once(s3):
    stored = keep(Content(upload())).file
    s3.delete_object(Bucket="evidence", Key=stored.file.name)
    with pytest.raises(OSError, match="NoSuchKey"):
        open_part(stored.file, 0, 5)


@pytest.mark.parametrize("headers, status, body", [({}, 200, PDF), ({"HTTP_RANGE": "bytes=5-8"}, 206, PDF[5:9])])
def test_download_streams_from_the_bucket(s3, stage, client, headers, status, body):
    use = attached(stage.assessment, "I.1", stage.officer)
    client.force_login(stage.officer)
    response = client.get(file_address(use), **headers)
    assert (response.status_code, b"".join(response.streaming_content)) == (status, body)
