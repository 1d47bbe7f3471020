"""The appraiser's grid by its keys: over the cells, into the panel, and back to where one was."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Role
from assessments.models import CriterionScore, State
from tests.browser.soundness import faults_of
from tests.factories import advance, make_city, make_department, make_open_round, make_person, make_unit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sheets():
    """Two wards that handed in, and one that did not, in a round of three criteria."""
    city = make_city()
    shown = make_open_round([make_unit(name, parent=city) for name in ("An Hải", "Bình Hiên", "Chính Gián")])
    sheets = {each.unit_name: each for each in shown.assessments.order_by("unit_sort_key")}
    for name in ("An Hải", "Bình Hiên"):
        advance(sheets[name], State.SUBMITTED)
    return make_person(Role.APPRAISER, make_department(city=city)), reverse("assessments:grid", args=[shown.code])


def focused(page):
    """Where the focus stands: the address of a cell, less what all of them share."""
    return page.evaluate("decodeURI(document.activeElement.getAttribute('href') ?? document.activeElement.textContent)")


def test_keys_move_open_save_and_come_back(sheets, open_as):
    appraiser, address = sheets
    page = open_as(appraiser, address)
    first, second = (sheet.unit_id for sheet in _in_order())

    page.locator(f'[data-grid] a[href="{first}/I.1/"]').focus()
    for key, where in [
        ("ArrowRight", f"{first}/I.2/"),
        ("ArrowDown", f"{second}/I.2/"),
        ("ArrowLeft", f"{second}/I.1/"),
        ("End", f"{second}/II.1/"),
        ("ArrowRight", f"{second}/II.1/"),
        ("ArrowUp", f"{first}/II.1/"),
    ]:
        page.keyboard.press(key)
        assert focused(page) == where

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="phường An Hải")).to_be_focused()
    while not page.evaluate("document.activeElement.matches('[type=radio]')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_text("xong 1/6 ô, còn 5 ô")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="phường Bình Hiên")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-grid-panel]")).to_be_hidden()
    assert focused(page) == f"{second}/I.1/"
    assert CriterionScore.objects.filter(appraised_answer__isnull=False).count() == 1


def test_agreeing_keeps_the_panel_and_marks_the_cell(sheets, open_as):
    appraiser, address = sheets
    page = open_as(appraiser, address)
    cell = page.locator("[data-grid] td a").first
    cell.click()
    page.get_by_role("button", name="Đồng ý với tự chấm").click()
    expect(cell).not_to_have_attribute("data-waiting", "")
    expect(page.get_by_role("heading", name="phường An Hải")).to_be_focused()
    assert page.get_by_role("radio", name="Đạt", exact=True).is_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_panel_is_sound(sheets, open_as, scheme):
    appraiser, address = sheets
    page = open_as(appraiser, address, color_scheme=scheme)
    page.locator("[data-grid] td a").first.click()
    expect(page.get_by_role("heading", name="phường An Hải")).to_be_focused()
    assert faults_of(page) == []


def test_cell_is_appraised_without_scripts(sheets, open_as):
    appraiser, address = sheets
    page = open_as(appraiser, address, java_script_enabled=False)
    page.locator("[data-grid] td a").first.click()
    page.get_by_role("radio", name="Chưa đạt", exact=True).check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu tiêu chí I.1.")).to_be_visible()
    page.get_by_role("link", name="Bảng thẩm định").click()
    expect(page.get_by_text("xong 1/6 ô, còn 5 ô")).to_be_visible()


def _in_order():
    """The two sheets that were handed in, in the order of the grid."""
    return [
        score.assessment
        for score in CriterionScore.objects.filter(self_answer__isnull=False, criterion__code="I.1")
        .select_related("assessment")
        .order_by("assessment__unit_sort_key")
    ]
