"""A document from its first words to the paper that anybody checks, by everybody's own hands."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Role
from reports.actions.approval import approve_report
from reports.actions.publication import publish_report
from reports.models import Report, ReportPublication, ReportState, ReportText
from tests.browser.documents import SITE, cheap_writers
from tests.browser.soundness import faults_of
from tests.browser.stage import WORDS, end_sessions, sign_in_again
from tests.browser.world import make_world
from tests.factories import make_person
from tests.reports.document_samples import begin, fill, make_kinds, make_place

pytestmark = pytest.mark.django_db(transaction=True)

THEIRS = "Tập thể đoàn kết."
# Milliseconds: slow enough for the first press to be on its way, too quick for its answer.
TWICE = 40


@pytest.fixture
def place(monkeypatch):
    make_kinds(monkeypatch)
    return make_place()


def waiting_slot(report):
    """Where the words stand that only people can give."""
    return reverse("reports:slot", args=[report.pk, "uu-diem"])


def save(page, words):
    page.get_by_label("Lời văn").fill(words)
    page.get_by_role("button", name="Lưu", exact=True).click()


def expect_saved(page):
    expect(page.get_by_text("Đã lưu. Dưới đây là đoạn văn như sẽ in.")).to_be_visible()


# ---------------------------------------------------------------- from a gap to a number


@pytest.mark.parametrize("scripts", [True, False])
def test_document_is_worded_handed_over_approved_and_published(place, open_as, monkeypatch, scripts):
    cheap_writers(monkeypatch)
    page = open_as(place.secretary, reverse("reports:documents"), java_script_enabled=scripts)

    _begin_by_hand(page)
    _word_the_gap(page, scripts)
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.get_by_text("Đã trình duyệt và báo cho người duyệt.")).to_be_visible()
    _approve(open_as(place.member, reverse("portal:my_work"), java_script_enabled=scripts))
    page.reload()
    page.get_by_role("link", name="Ban hành", exact=True).click()
    page.get_by_role("button", name="Lấy số và ban hành").dblclick(delay=TWICE)

    main = page.get_by_role("main")
    expect(main.get_by_text("01/BC-BCĐ").first).to_be_visible()
    expect(main.get_by_text("Đạt 21 tiêu chí.")).to_be_visible()
    report = Report.objects.get()
    assert (report.state, report.number, ReportPublication.objects.count()) == (ReportState.PUBLISHED, 1, 1)


def _begin_by_hand(page):
    page.get_by_role("link", name="Lập văn bản").first.click()
    page.get_by_role("link", name="Mẫu sample_city").click()
    page.get_by_label("Kỳ đánh giá", exact=True).select_option("Kỳ đánh giá 2022 (minh họa)")
    page.get_by_role("button", name="Lập dự thảo").click()
    expect(page.get_by_text("Dự thảo còn 1 chỗ cần bổ sung")).to_be_visible()


def _word_the_gap(page, scripts):
    page.get_by_role("link", name="Nêu ưu điểm.").click()
    if scripts:
        page.get_by_label("Lời văn").press_sequentially("Đạt  tiêu chí.")
        for _letter in " tiêu chí.":
            page.keyboard.press("ArrowLeft")
        page.get_by_text("số liệu khác của văn bản").click()
        page.get_by_role("button", name="số đạt").click()
        expect(page.get_by_label("Lời văn")).to_be_focused()
        page.get_by_role("button", name="Lưu", exact=True).click()
    else:
        save(page, "Đạt [[số đạt]] tiêu chí.")
    expect_saved(page)
    page.get_by_role("link", name="Xem cả văn bản").click()


def _approve(page):
    page.get_by_role("main").get_by_role("link", name="Trình duyệt: ").click()
    page.get_by_role("link", name="Duyệt", exact=True).click()
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.get_by_text("Đã duyệt văn bản và báo cho nơi ban hành.")).to_be_visible()


# ---------------------------------------------------------------- whoever holds it


def test_citizen_checks_the_code_and_the_file(place, page, live_server):
    publication = _publish(place)
    with publication.files.get(format="pdf").file.open() as stored:
        paper = stored.read()

    page.goto(f"{live_server.url}/verify/")
    page.get_by_label("Mã tra cứu").fill(publication.code.lower().replace("-", " "))
    page.get_by_role("button", name="Tra mã").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ban hành, chưa bị thay thế")

    _check_file(page, paper)
    expect(page.get_by_role("status")).to_contain_text("Đúng bản đã ban hành (PDF)")
    _check_file(page, paper + b"\n")
    expect(page.get_by_role("status")).to_contain_text("Không phải bản đã ban hành")
    assert faults_of(page) == []


def _publish(place):
    """Published by the writers themselves, as PDF, DOCX and XLSX."""
    report = fill(begin(place), place.officer)
    approved = approve_report(report=report, signature=0, by=place.commander)
    return publish_report(report=approved, by=place.commander, site=SITE)


def _check_file(page, content):
    file = {"name": "van-ban.pdf", "mimeType": "application/pdf", "buffer": content}
    page.get_by_label("Tệp cần kiểm tra").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra tệp").click()


# ---------------------------------------------------------------- two at one paragraph


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("choice, kept", [("Giữ bản của tôi", WORDS), ("Giữ bản đang lưu", THEIRS)])
def test_two_secretaries_at_one_paragraph_choose_which_words_stay(place, open_as, scripts, choice, kept):
    second = make_person(Role.SECRETARY, place.city, post="Thư ký thứ hai")
    address = waiting_slot(begin(place))
    theirs, mine = (open_as(who, address, java_script_enabled=scripts) for who in (place.secretary, second))

    save(theirs, THEIRS)
    expect_saved(theirs)
    save(mine, WORDS)
    question = mine.get_by_role("alert")
    for words in ("Có người vừa sửa đoạn này.", "Thư ký Tổ giúp việc", THEIRS, WORDS):
        expect(question).to_contain_text(words)
    expect(mine.get_by_label("Lời văn")).to_have_value(WORDS)
    assert not scripts or faults_of(mine) == []
    question.get_by_text(choice).click()

    expect(mine.get_by_role("alert")).to_have_count(0)
    expect(mine.get_by_label("Lời văn")).to_have_value(kept)
    said = ReportText.history.order_by("history_id").values_list("text", flat=True)
    assert (ReportText.objects.get().text, list(said)) == (kept, list(dict.fromkeys([THEIRS, kept])))


# ---------------------------------------------------------------- words that must not be lost


def test_words_of_a_paragraph_survive_signing_in_again(place, open_as):
    page = open_as(place.secretary, waiting_slot(begin(place)))
    end_sessions()

    save(page, WORDS)
    sign_in_again(page, place.secretary)
    expect(page.get_by_text("Đã lấy lại phần bạn nhập dở")).to_be_visible()
    expect(page.get_by_label("Lời văn")).to_have_value(WORDS)
    page.get_by_role("button", name="Lưu", exact=True).click()

    expect_saved(page)
    assert ReportText.objects.get().text == WORDS


@pytest.mark.parametrize("come_back", ["reload", "goto"])
def test_words_of_a_paragraph_survive_a_lost_connection(place, open_as, come_back):
    page = open_as(place.secretary, waiting_slot(begin(place)))
    address = page.url

    page.context.set_offline(True)
    save(page, WORDS)
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    if come_back == "goto":
        page.goto(address)
    else:
        getattr(page, come_back)()

    expect(page.get_by_label("Lời văn")).to_have_value(WORDS)


def test_words_that_were_saved_are_not_offered_again(place, open_as):
    page = open_as(place.secretary, waiting_slot(begin(place)))
    save(page, WORDS)
    expect_saved(page)
    ReportText.objects.all().delete()

    page.goto(page.url)

    expect(page.get_by_label("Lời văn")).to_have_value("")


# ---------------------------------------------------------------- on the screen of a conference


SLIDES = 6


def expect_slide(page, number):
    expect(page.get_by_role("banner")).to_contain_text(f"{number}/{SLIDES}")


def test_deck_is_walked_by_keyboard(open_as, monkeypatch):
    cheap_writers(monkeypatch)
    people, _keys = make_world()
    page = open_as(people["secretary"], "/reports/rounds/2021/deck/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Kỳ đánh giá 2021 (minh họa)")
    for number, key in enumerate(["ArrowRight", "Space", "PageDown", *["ArrowRight"] * (SLIDES - 3)], start=1):
        page.keyboard.press(key)
        expect_slide(page, number)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect_slide(page, SLIDES)
    page.keyboard.press("PageUp")
    expect_slide(page, SLIDES - 1)
    assert page.url.endswith(f"?slide={SLIDES - 1}")
    page.reload()
    expect_slide(page, SLIDES - 1)
