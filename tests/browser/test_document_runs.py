"""Documents of many units at once: written before the secretary's eyes, left half way, stopped."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.models import BulkState
from reports.actions import runs
from reports.models import Report, ReportOutcome, ReportRun
from tests.browser.documents import cheap_writers
from tests.browser.soundness import faults_of
from tests.reports.document_samples import make_kinds, make_place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(monkeypatch):
    """Two units, of which a run writes one at a time."""
    cheap_writers(monkeypatch)
    make_kinds(monkeypatch)
    monkeypatch.setattr(runs, "SLICE_SECONDS", 0)
    return make_place()


def start(page):
    page.get_by_label("Loại văn bản", exact=True).select_option("Mẫu sample")
    page.get_by_label("Kỳ đánh giá", exact=True).select_option("Kỳ đánh giá 2022 (minh họa) (2 đơn vị)")
    page.get_by_role("button", name="Bắt đầu viết").dblclick()


def expect_told(page, words):
    expect(page.get_by_role("status")).to_contain_text(words)


def break_line_after_first(page):
    """One unit is written; whatever the page asks for after that does not arrive."""
    asked = []

    def answer(route):
        asked.append(route)
        return route.continue_() if len(asked) == 1 else route.abort()

    page.route("**/continue/", answer)


def test_run_goes_on_by_itself_to_its_end(place, open_as):
    page = open_as(place.secretary, reverse("reports:runs"))

    start(page)

    expect_told(page, "Đã viết xong cho cả 2/2 đơn vị.")
    for unit in ("phường Hải Châu I", "phường Hòa Cường"):
        expect(page.get_by_role("row", name=unit).get_by_text("đã viết")).to_be_visible()
    assert (ReportRun.objects.count(), Report.objects.count()) == (1, 2)


def test_run_whose_line_broke_goes_on_once_its_page_is_opened_again(place, open_as):
    page = open_as(place.secretary, reverse("reports:runs"))
    break_line_after_first(page)
    start(page)
    expect_told(page, "Đã viết cho 1/2 đơn vị")
    assert faults_of(page) == []

    page.unroute_all()
    page.goto(page.url.split("/reports/")[0] + reverse("reports:runs"))
    page.get_by_role("link", name="Mẫu sample").click()

    expect_told(page, "Đã viết xong cho cả 2/2 đơn vị.")


def test_run_is_written_by_its_button_without_scripts(place, open_as):
    page = open_as(place.secretary, reverse("reports:runs"), java_script_enabled=False)

    start(page)
    page.get_by_role("button", name="Làm tiếp").click()
    expect_told(page, "Đã viết cho 1/2 đơn vị")
    page.get_by_role("button", name="Làm tiếp").click()

    expect_told(page, "Đã viết xong cho cả 2/2 đơn vị.")


def test_stopped_run_leaves_the_rest_to_the_next_which_begins_nothing_twice(place, open_as):
    page = open_as(place.secretary, reverse("reports:runs"))
    break_line_after_first(page)
    start(page)
    expect_told(page, "Đã viết cho 1/2 đơn vị")

    page.get_by_role("button", name="Dừng").click()
    expect_told(page, "Đã dừng: 1 đơn vị đã có văn bản, 0 không viết được, 1 chưa viết.")
    page.unroute_all()
    page.get_by_role("link", name="Viết hàng loạt").click()
    start(page)

    expect_told(page, "Đã viết xong cho cả 2/2 đơn vị.")
    states = ReportRun.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [BulkState.CANCELLED, BulkState.DONE]
    assert (Report.objects.count(), ReportOutcome.objects.filter(pdf="").count()) == (2, 1)
