"""Beginning a document from a page."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from committee.actions.meeting import plan_meeting
from reports.models import Report
from tests.factories import make_unit
from tests.reports.document_samples import begin

NEW = "/reports/new/"


def kinds_on(page):
    return [code for code in ("sample_pair", "sample_city", "sample_meeting", "sample") if f'kind={code}"' in page]


def test_secretary_may_begin_every_kind_and_a_unit_its_own(place, at):
    assert kinds_on(at(place.secretary, NEW)) == ["sample_pair", "sample_city", "sample_meeting", "sample"]
    assert kinds_on(at(place.officer, NEW)) == ["sample"]


@pytest.mark.parametrize("who", ["member", "reviewer"])
def test_who_may_begin_none_is_told_so(place, at, who):
    at(getattr(place, who), NEW, 403)


def test_kind_keeps_what_the_address_says(place, at):
    page = at(place.officer, f"{NEW}?round=round-2021")

    assert f"{NEW}?kind=sample&amp;round=round-2021" in page


def test_form_offers_the_newest_round_and_the_units_of_the_person(place, at):
    page = at(place.officer, f"{NEW}?kind=sample")

    assert (f'value="{place.now.pk}"' in page, f'value="{place.ward.pk}"' in page) == (True, True)
    assert f'value="{place.other.pk}"' not in page


def test_unit_is_chosen_beforehand_by_the_address(place, at):
    page = at(place.secretary, f"{NEW}?kind=sample&round=round-2021&unit={place.other.pk}")

    assert f'<option value="{place.other.pk}" selected>Công an phường Hòa Cường</option>' in page
    assert '<option value="round-2021" selected>' in page


def test_document_is_begun_and_shown(place, client, send):
    answer = send(place.officer, f"{NEW}?kind=sample", {"round": place.now.pk, "unit": place.ward.pk})

    report = Report.objects.get()
    assert (answer.url, report.unit, report.issuer, report.round) == (
        f"/reports/{report.pk}/",
        place.ward,
        place.ward,
        place.now,
    )
    assert "Đã lập dự thảo từ số liệu hiện có." in client.get(answer.url).content.decode()


def test_document_begun_before_is_the_one_that_is_shown(place, client, send):
    report = begin(place)

    answer = send(place.officer, f"{NEW}?kind=sample", {"round": place.now.pk, "unit": place.ward.pk})

    assert (answer.url, Report.objects.count()) == (f"/reports/{report.pk}/", 1)
    assert "Văn bản này đã được Thư ký Tổ giúp việc lập ngày" in client.get(answer.url).content.decode()


def test_committees_document_needs_no_unit(place, send):
    answer = send(place.secretary, f"{NEW}?kind=sample_city", {"round": place.now.pk, "issuer": place.city.pk})

    assert (answer.status_code, Report.objects.get().issuer, Report.objects.get().unit) == (302, place.city, None)


def test_meetings_document_is_issued_by_its_committee(place, send):
    meeting = plan_meeting(
        title="Họp quý IV (minh họa)",
        city=place.city,
        on=timezone.localdate() + dt.timedelta(days=3),
        place="Phòng họp",
        by=place.secretary,
    )

    send(place.secretary, f"{NEW}?kind=sample_meeting", {"meeting": meeting.pk})

    assert (Report.objects.get().meeting, Report.objects.get().issuer) == (meeting, place.city)


def test_kind_without_anything_to_choose_says_so(place, at):
    page = at(place.secretary, f"{NEW}?kind=sample_meeting")

    assert ("Chưa có gì để lập văn bản này" in page, 'method="post">' in page.split("<main")[1]) == (True, False)


def test_rounds_to_compare_are_proposed_and_checked(place, at, send):
    page = at(place.secretary, f"{NEW}?kind=sample_pair&round=round-2022")
    assert page.count(" selected>") == 2

    swapped = {"round": place.before.pk, "earlier_round": place.now.pk, "issuer": place.city.pk}
    answer = send(place.secretary, f"{NEW}?kind=sample_pair", swapped)

    assert answer.status_code == 422
    assert "Kỳ để so sánh phải kết thúc trước kỳ đánh giá đã chọn." in answer.content.decode()


@pytest.mark.parametrize(
    "changes", [{"unit": ""}, {"unit": "x"}, {"unit": "9" * 30}, {"round": ""}, {"round": "7777"}, {"unit": "other"}]
)
def test_wrong_choice_comes_back(place, send, changes):
    chosen = {"round": place.now.pk, "unit": place.ward.pk, **changes}
    if chosen["unit"] == "other":
        chosen["unit"] = place.other.pk
    answer = send(place.officer, f"{NEW}?kind=sample", chosen)

    assert (answer.status_code, Report.objects.count()) == (422, 0)


def test_unit_that_has_no_sheet_in_the_round_is_not_offered(place, send):
    outside = make_unit("An Hải", parent=place.city)

    answer = send(place.secretary, f"{NEW}?kind=sample", {"round": place.now.pk, "unit": outside.pk})

    assert answer.status_code == 422


@pytest.mark.parametrize("kind", ["nonsense", "sample_city"])
def test_kind_that_is_not_the_persons_is_not_found(place, at, kind):
    at(place.officer, f"{NEW}?kind={kind}", 404)


def test_strange_address_is_read_as_far_as_it_makes_sense(place, at):
    at(place.officer, f"{NEW}?kind=sample&round=%00&unit=-1&meeting=x")


def test_anonymous_reader_signs_in_first(place, client):
    assert client.get(NEW).url.startswith(reverse("accounts:login"))
