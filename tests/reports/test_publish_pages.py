"""The pages on which a document is published and replaced."""

import pytest
from django.utils import timezone

from reports.actions.amendment import amend_report
from reports.models import Report, ReportPublication
from tests.reports.publication_samples import amended, make_approved, make_place, published


@pytest.fixture
def place(db, settings, monkeypatch):
    return make_place(settings, monkeypatch)


def read(client, user, address, status=200):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def send(client, user, address, status=302, **data):
    client.force_login(user)
    response = client.post(address, data)
    assert response.status_code == status
    return response


def page_of(report, name="publish"):
    return f"/reports/{report.pk}/{name}/"


def test_page_shows_the_number_the_day_and_the_files(place, client):
    published(place)

    page = read(client, place.secretary, page_of(make_approved(place)))

    assert "02/BC-BCĐ" in page
    assert f"{timezone.localdate():%d/%m/%Y}" in page
    assert "PDF, DOCX, XLSX" in page
    assert "https://cong.example.vn/verify/…" in page


def test_publishing_leads_to_the_document_with_its_code(place, client):
    report = make_approved(place)

    answer = send(client, place.secretary, page_of(report))

    assert answer.url == f"/reports/{report.pk}/"
    publication = ReportPublication.objects.get()
    page = read(client, place.secretary, answer.url)
    assert f"Đã ban hành số 01/BC-BCĐ, mã tra cứu {publication.code}." in page
    assert f"/reports/{report.pk}/files/pdf/" in page
    assert f"/reports/{report.pk}/amend/" in page


def test_publishing_twice_is_told_and_does_no_harm(place, client):
    report = make_approved(place)
    send(client, place.secretary, page_of(report))

    answer = send(client, place.secretary, page_of(report))

    assert "không ban hành lần nữa" in read(client, place.secretary, answer.url)
    assert ReportPublication.objects.count() == 1


def test_publishing_is_found_by_those_who_see_the_draft(place, client):
    report = make_approved(place)

    for name, status in (("stranger", 404), ("commander", 404), ("member", 403)):
        read(client, getattr(place, name), page_of(report), status)
        send(client, getattr(place, name), page_of(report), status)
    assert not ReportPublication.objects.exists()


def test_nobody_signed_in_is_sent_to_sign_in(place, client):
    assert client.get(page_of(make_approved(place))).url.startswith("/accounts/login/")


def test_document_that_went_back_is_not_published(place, client):
    report = make_approved(place)
    Report.objects.filter(pk=report.pk).update(state="draft", approved_by=None, approved_at=None, approved=None)

    answer = send(client, place.secretary, page_of(report))

    assert "Văn bản đã sang bước khác" in read(client, place.secretary, answer.url)
    read(client, place.secretary, page_of(report), 403)


def test_missing_address_is_taken_from_the_request(place, client, settings):
    settings.PORTAL_URL = ""
    report = make_approved(place)

    assert "http://testserver/verify/…" in read(client, place.secretary, page_of(report))
    send(client, place.secretary, page_of(report))

    assert "http://testserver/verify/" in report.publication.document


# ---------------------------------------------------------------- replacing


def test_replacing_begins_a_draft(place, client):
    publication = published(place)
    address = page_of(publication.report, "amend")
    assert "Thay thế văn bản số 01/BC-BCĐ" in read(client, place.secretary, address)

    answer = send(client, place.secretary, address, reason="Sai mục II")

    draft = Report.objects.get(amends=publication.report)
    assert (answer.url, draft.amended_because) == (f"/reports/{draft.pk}/", "Sai mục II")


def test_replacing_twice_leads_to_the_draft_begun_before(place, client):
    address = page_of(published(place).report, "amend")
    first = send(client, place.secretary, address, reason="Sai mục II")

    second = send(client, place.secretary, address, reason="Sai mục III")

    assert second.url == first.url
    assert "Đã có dự thảo thay thế văn bản này" in read(client, place.secretary, second.url)


def test_replacing_what_was_replaced_leads_to_what_replaced_it(place, client):
    first = published(place)
    second = amended(place, first)

    answer = send(client, place.secretary, page_of(first.report, "amend"), reason="Sai")

    assert answer.url == f"/reports/{second.report_id}/"
    assert "/amend/" not in read(client, place.secretary, f"/reports/{first.report_id}/")


def test_reason_is_asked_for(place, client):
    publication = published(place)

    answer = send(client, place.secretary, page_of(publication.report, "amend"), 422, reason=" ")

    assert 'aria-invalid="true"' in answer.content.decode()
    assert Report.objects.count() == 1


def test_replacing_is_for_who_drafts(place, client):
    publication = published(place)

    for name, status in (("stranger", 404), ("commander", 403), ("member", 403)):
        read(client, getattr(place, name), page_of(publication.report, "amend"), status)
        send(client, getattr(place, name), page_of(publication.report, "amend"), status, reason="x")


def test_published_document_has_no_publishing_page_any_more(place, client):
    publication = published(place)
    client.force_login(place.secretary)

    assert client.get(page_of(publication.report)).url == f"/reports/{publication.report_id}/"


def test_replaced_document_names_what_replaced_it(place, client):
    first = published(place)
    address = f"/reports/{first.report_id}/"
    before = read(client, place.secretary, address)

    amended(place, first)

    said = "Đã bị thay thế bởi văn bản số 02/BC-BCĐ."
    assert (said in before, said in read(client, place.secretary, address)) == (False, True)


def test_paper_says_that_it_replaces(place, client):
    first = published(place)
    draft = amend_report(report=first.report, reason="Sai", by=place.secretary)

    assert "(Thay thế Báo cáo số 01/BC-BCĐ" in read(client, place.secretary, f"/reports/{draft.pk}/")
