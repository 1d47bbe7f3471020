"""A meeting from its plan to its end: proposals taken up, the stage run by keys, a decision captured on the spot."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from committee.models import Directive, Meeting, MeetingState
from tests.browser.conftest import session_cookie
from tests.browser.soundness import faults_of
from tests.committee.meeting_samples import (
    address,
    in_days,
    make_committee,
    make_obstacle,
    make_overdue,
    make_results,
    make_running,
    plan,
    stored,
)

pytestmark = pytest.mark.django_db(transaction=True)


def expect_slide(page, title):
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def fill_plan(page):
    page.get_by_label("Tên cuộc họp").fill("Họp Ban Chỉ đạo quý IV")
    page.get_by_label("Ngày họp").fill(in_days(0).isoformat())
    page.get_by_role("button", name="Lên lịch").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_secretary_plans_and_takes_proposals_up(open_as, scripts):
    place = make_committee()
    make_obstacle(place)
    make_overdue(place)
    page = open_as(place.secretary, reverse("committee:meetings"), java_script_enabled=scripts)

    page.get_by_role("link", name="Lên lịch cuộc họp").first.click()
    fill_plan(page)
    page.get_by_label("Đưa vào chương trình: Trụ sở chưa đạt chuẩn").check()
    page.get_by_role("button", name="Đưa vào chương trình", exact=True).click()
    page.get_by_role("button", name="Đưa vào cả nhóm").click()
    page.get_by_role("button", name="Đưa lên: Khảo sát trụ sở").click()

    agenda = page.get_by_role("list").filter(has_text="Khảo sát trụ sở")
    expect(agenda.get_by_role("listitem").first).to_contain_text("Khảo sát trụ sở")
    page.get_by_role("button", name="Bắt đầu họp").click()
    expect_slide(page, "Khảo sát trụ sở")


def test_stage_is_run_by_keys(open_as):
    place = make_committee()
    meeting, (first, _second) = make_running(place)
    page = open_as(place.secretary, address("stage", meeting))

    expect_slide(page, "Nội dung 1")
    page.keyboard.press("n")
    page.keyboard.type("Đồng ý cải tạo trụ sở")
    page.get_by_role("button", name="Lưu kết luận").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Đã ghi kết luận.")
    expect(page.get_by_label("Kết luận và chỉ đạo")).to_contain_text("Đồng ý cải tạo trụ sở")

    page.keyboard.press("d")
    page.keyboard.type("Khảo sát trụ sở")
    page.get_by_label("Đơn vị chủ trì").select_option("Phòng PH10")
    page.get_by_label("Thời hạn").fill(in_days(30).isoformat())
    page.get_by_role("button", name="Giao chỉ đạo", exact=True).press("Enter")
    expect(page.get_by_role("status")).to_have_text("Đã giao chỉ đạo: Khảo sát trụ sở")

    page.keyboard.press("PageDown")
    expect_slide(page, "Nội dung 2")
    page.keyboard.press("PageUp")
    expect_slide(page, "Nội dung 1")
    page.keyboard.press("Space")
    expect_slide(page, "Nội dung 2")
    page.keyboard.press("ArrowRight")
    expect_slide(page, "1 chỉ đạo đã giao")
    assert page.url.endswith("?item=3")

    page.keyboard.press("n")
    page.keyboard.type("Thống nhất các nội dung")
    page.get_by_role("button", name="Kết thúc cuộc họp").press("Enter")
    page.wait_for_url(f"**{address('meeting', meeting)}")
    directive = Directive.objects.get(parent__isnull=True)
    assert (directive.agenda_item, directive.lead) == (first, place.logistics)
    assert (stored(meeting).state, stored(meeting).conclusion) == (MeetingState.HELD, "Thống nhất các nội dung")


def test_full_screen_outlasts_the_next_slide(open_as):
    place = make_committee()
    meeting, _items = make_running(place)
    page = open_as(place.secretary, address("stage", meeting))

    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement")
    page.keyboard.press("ArrowRight")
    expect_slide(page, "Nội dung 2")
    assert page.evaluate("Boolean(document.fullscreenElement)")


def test_words_in_a_panel_are_not_taken_for_keys(open_as):
    place = make_committee()
    meeting, _items = make_running(place)
    page = open_as(place.secretary, address("stage", meeting))

    page.keyboard.press("n")
    page.keyboard.type("nd f")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("textbox", name="Kết luận")).to_have_value("nd f")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Kết luận")).to_be_hidden()
    expect_slide(page, "Nội dung 1")


def test_second_laptop_sees_what_the_first_wrote(open_as):
    place = make_committee()
    meeting, _items = make_running(place)
    pages = [open_as(who, address("stage", meeting)) for who in (place.secretary, place.member)]

    for page, words in zip(pages, ("Giao PH10", "Giao PV05"), strict=True):
        page.keyboard.press("n")
        page.keyboard.type(words)
        page.get_by_role("button", name="Lưu kết luận").press("Enter")
    expect(pages[0].get_by_role("status")).to_have_text("Đã ghi kết luận.")
    expect(pages[1].get_by_role("alert").first).to_contain_text("vừa ghi: “Giao PH10”")
    expect(pages[1].get_by_role("textbox", name="Kết luận")).to_have_value("Giao PV05")


def test_stage_goes_on_without_scripts(open_as):
    place = make_committee()
    meeting, _items = make_running(place)
    page = open_as(place.secretary, address("stage", meeting), java_script_enabled=False)

    page.locator("summary", has_text="Ghi kết luận").click()
    page.get_by_role("textbox", name="Kết luận").fill("Đồng ý")
    page.get_by_role("button", name="Lưu kết luận").click()
    expect(page.get_by_role("status")).to_have_text("Đã ghi kết luận.")
    page.get_by_role("link", name="Tiếp").click()
    expect_slide(page, "Nội dung 2")


def make_everything():
    """A meeting that is planned and one that goes on, with an item of each kind that shows a drawing."""
    place = make_committee()
    make_obstacle(place)
    make_overdue(place)
    shown = make_results(place, [place.ward], except_for=["I.1"])
    planned = plan(place, round=shown, is_illustrative=True)
    running, _items = make_running(place, title="Họp chuyên đề", round=shown)
    return place, planned, running


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_meetings_are_sound(scheme, page, live_server, complaints):
    place, planned, running = make_everything()
    page.emulate_media(color_scheme=scheme)
    page.context.add_cookies([session_cookie(place.secretary, live_server.url)])
    _take_up_all(page, live_server, planned)

    found = {}
    stage = address("stage", planned)
    addresses = [
        address("meetings"),
        address("plan_meeting"),
        *(address("meeting", each) for each in (planned, running)),
    ]
    addresses += [f"{stage}?item={number}" for number in (1, 2, 3, 4)] + [address("stage", running)]
    for each in addresses:
        page.goto(live_server.url + each)
        found[each] = faults_of(page)
    for key in ("n", "d"):
        page.goto(live_server.url + address("stage", running))
        page.keyboard.press(key)
        found[key] = faults_of(page)
    assert {each: faults for each, faults in found.items() if faults} == {}
    assert complaints == []


def _take_up_all(page, live_server, meeting):
    page.goto(live_server.url + address("meeting", meeting))
    for box in page.get_by_label("Đưa vào chương trình: ").all():
        box.check()
    page.get_by_role("button", name="Đưa vào chương trình", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Đã đưa vào 3 nội dung")
    assert Meeting.objects.get(pk=meeting.pk).items.count() == 3
