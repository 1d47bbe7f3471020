"""Whether a paper in hand is what was published: for anybody, and nothing more than the paper says."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.content.code import new_code
from reports.content.register import Verdict
from reports.forms import verification as forms
from reports.models import FileFormat, Report
from reports.queries.verification import identify
from tests.reports.publication_samples import SITE, amended, make_approved, make_place, published

START = "/verify/"


@pytest.fixture
def place(db, settings, monkeypatch):
    return make_place(settings, monkeypatch)


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def content_of(publication, file_format=FileFormat.PDF):
    with publication.files.get(format=file_format).file.open() as stored:
        return stored.read()


def send_file(client, content, address=START, name="van-ban.pdf"):
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def test_page_of_a_code_says_what_the_paper_says(place, client):
    publication = published(place)

    page = read(client, f"/verify/{publication.code}")

    report = publication.report
    assert f"Báo cáo số 01/BC-BCĐ ngày {report.issued_on.day:02d}" in page
    for words in (report.subject, "Ban Chỉ đạo xây dựng đơn vị điển hình", publication.code, "Đã ban hành"):
        assert words in page
    assert all(each.sha256 in page for each in publication.files.all())


def test_address_on_the_paper_is_the_page(place, client):
    publication = published(place)
    printed = content_of(publication).decode().rpartition(" ")[2]

    assert printed == f"{SITE}/verify/{publication.code}"
    assert publication.code in read(client, printed.removeprefix(SITE))


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f"{code}/"])
def test_code_in_the_address_may_be_typed_otherwise(place, client, typed):
    publication = published(place)

    assert publication.code in read(client, f"/verify/{typed(publication.code)}")


def test_typed_code_leads_to_its_page(place, client):
    publication = published(place)

    answer = client.get(START, {"code": publication.code.lower().replace("-", " ")})

    assert (answer.status_code, answer.url) == (302, f"/verify/{publication.code}")


def test_mistyped_code_is_told_so(place, client):
    answer = client.get(START, {"code": "K7QF-29XM"})

    assert answer.status_code == 422
    assert "mã có 12 chữ số và chữ cái" in answer.content.decode()


def test_unknown_code_is_not_found_with_a_sentence(place, client):
    assert "Chưa có văn bản nào được ban hành với mã này" in read(client, f"/verify/{new_code()}", 404)
    assert "bị thiếu hoặc sai ký tự" in read(client, "/verify/xyz", 404)


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_file_as_published_is_recognised(place, client, file_format):
    publication = published(place)
    content = content_of(publication, file_format)

    for address in (START, f"/verify/{publication.code}"):
        answer = send_file(client, content, address)
        assert answer.status_code == 200
        assert f"Đúng bản đã ban hành ({file_format.label})" in answer.content.decode()


def test_changed_file_is_not_what_was_published(place, client):
    publication = published(place)

    page = send_file(client, content_of(publication) + b" ", f"/verify/{publication.code}").content.decode()

    assert "Không phải bản đã ban hành" in page
    assert "Bản quét, bản có chữ ký" in page


def test_replaced_file_names_what_replaced_it(place, client):
    first = published(place)
    second = amended(place, first)
    third = amended(place, second)

    page = send_file(client, content_of(first)).content.decode()

    assert "Là bản đã ban hành (PDF), nhưng đã được thay thế" in page
    assert "đã được thay thế bởi Báo cáo số 03/BC-BCĐ" in page
    assert third.code not in page


def test_versions_name_one_another(place, client):
    first = published(place)
    second = amended(place, first)

    page = read(client, f"/verify/{first.code}")
    assert "Đã ban hành, nhưng đã bị thay thế" in page
    assert "Bản đang có hiệu lực là Báo cáo số 02/BC-BCĐ" in page
    page = read(client, f"/verify/{second.code}")
    assert "<dt>Thay thế</dt>" in page
    assert "thứ 2 trong 2" in page
    # The reader of one paper is not handed the code of another.
    assert first.code not in page


def test_file_of_another_document_is_told_apart(place, client):
    first, second = published(place), published(place, unit=place.ward)

    page = send_file(client, content_of(second), f"/verify/{first.code}").content.decode()

    assert "của một văn bản khác" in page
    assert second.code in page


def test_verdict_follows_the_code_it_is_held_against(place):
    first = published(place)
    amended(place, first)
    sha256 = first.files.get(format="pdf").sha256

    assert identify(sha256).verdict == Verdict.REPLACED
    assert identify(sha256, first.code).verdict == Verdict.REPLACED
    assert identify(sha256, new_code()).verdict == Verdict.OTHER
    assert identify("0" * 64, first.code).verdict == Verdict.UNKNOWN


def test_draft_amendment_is_not_told(place, client):
    publication = published(place)
    Report.objects.create(
        kind=publication.report.kind,
        issuer=place.city,
        body="committee",
        about=publication.report.about,
        amends=publication.report,
        subject="Bí mật",
        created_by=place.secretary,
    )
    make_approved(place, subject="Chưa ban hành")

    page = read(client, f"/verify/{publication.code}")

    assert "Đã ban hành, chưa bị thay thế" in page
    assert "Bí mật" not in page
    assert "Chưa ban hành" not in page


def test_page_names_no_person_and_no_way_inside(place, client):
    publication = published(place)

    page = read(client, f"/verify/{publication.code}")

    assert place.secretary.post not in page
    assert place.member.post not in page
    assert "/reports/" not in page


def test_nothing_sent_is_asked_for(place, client):
    assert client.post(START).status_code == 422


def test_file_beyond_the_limit_is_refused_unread(place, client, settings, monkeypatch):
    monkeypatch.setattr(forms, "MOST_MB", 0)

    answer = send_file(client, b"x")

    assert answer.status_code == 422
    assert "lớn hơn mức cổng nhận" in answer.content.decode()


def test_upload_beyond_the_sites_limit_is_refused_by_its_length(place, client, settings):
    answer = client.post(START, {}, CONTENT_LENGTH=str(settings.MAX_UPLOAD_MB * 1024 * 1024 + 1))

    assert answer.status_code == 413


def test_page_is_kept_by_nobody_and_runs_nothing(place, client):
    response = client.get(f"/verify/{published(place).code}")

    assert "no-store" in response.headers["Cache-Control"]
    assert "default-src 'self'" in response.headers["Content-Security-Policy"].split("; ")
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("versions", [1, 3])
def test_page_costs_the_same_for_every_line(place, client, django_assert_num_queries, versions):
    publication = published(place)
    for _each in range(versions - 1):
        publication = amended(place, publication)

    with django_assert_num_queries(3):
        read(client, f"/verify/{publication.code}")
