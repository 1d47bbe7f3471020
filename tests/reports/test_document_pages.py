"""The list of documents, one document's page, the files of its draft, and its steps."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reports.actions.approval import approve_report, discard_report, hand_over_report
from reports.actions.publication import publish_report
from reports.actions.wording import word_slot
from reports.content.digest import digest_of
from reports.models import Report
from reports.queries.compose import compose
from reports.writers import FORMATS
from tests.reports.document_samples import begin, fill, stored
from tests.reports.publication_samples import write_plainly

LIST = "/reports/"
REASON = {"reason": "Số liệu đã đổi."}


def address(name, report, *more):
    return reverse(f"reports:{name}", args=[report.pk, *more])


def approved(place):
    return approve_report(report=fill(begin(place), place.officer), signature=0, by=place.commander)


# ---------------------------------------------------------------- the list


def test_list_says_in_one_sentence_how_all_stand(place, at):
    begin(place)
    hand_over_report(report=fill(begin(place, unit=place.other), place.secretary), by=place.secretary)
    approve_report(report=fill(begin(place, about=place.before), place.officer), signature=0, by=place.commander)
    discard_report(report=begin(place, "sample_city"), reason="Nhầm.", by=place.secretary)

    page = at(place.secretary, LIST)

    assert "3 văn bản: 1 đang soạn, 1 chờ duyệt, 1 chờ ban hành." in page
    assert page.count("data-row-link") == 3


def test_list_without_documents_offers_the_first_step(place, at):
    page = at(place.secretary, LIST)

    assert ("Chưa có văn bản nào" in page, reverse("reports:new") in page) == (True, True)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?kind=sample", 2),
        ("?kind=sample_city", 1),
        ("?state=wording", 2),
        ("?state=approved", 1),
        ("?state=all", 3),
        ("?round={before}", 1),
        ("?unit={ward}", 2),
        ("?programme={programme}", 3),
        ("?unit=999999", 3),
        ("?state=nonsense&round=x", 3),
    ],
)
def test_list_is_narrowed_by_its_address(place, at, query, count):
    begin(place)
    begin(place, "sample_city")
    approve_report(report=fill(begin(place, about=place.before), place.officer), signature=0, by=place.commander)
    values = {"before": place.before.pk, "ward": place.ward.pk, "programme": place.now.programme_id}

    assert at(place.secretary, LIST + query.format(**values)).count("data-row-link") == count


def test_list_shows_to_each_what_is_theirs(place, at):
    begin(place)
    begin(place, "sample_city")
    counts = [at(each, LIST).count("data-row-link") for each in (place.secretary, place.member, place.officer)]

    assert counts == [2, 2, 1]
    assert [at(each, LIST).count("data-row-link") for each in (place.neighbour, place.stranger)] == [0, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number(place, client, django_assert_num_queries, count):
    for unit in (place.ward, place.other)[:count]:
        begin(place, unit=unit)
    if count > 2:
        begin(place, about=place.before)
    client.force_login(place.secretary)
    with django_assert_num_queries(14):
        client.get(LIST)


def test_list_as_files_holds_what_is_filtered(place, client):
    begin(place)
    begin(place, "sample_city")
    client.force_login(place.secretary)

    answer = client.get(reverse("reports:documents_file", args=["csv"]), {"kind": "sample"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    sheet = load_workbook(BytesIO(client.get(reverse("reports:documents_file", args=["xlsx"])).content)).active

    assert len(lines) == 2
    assert lines[1].startswith("Mẫu sample,,Công an phường Hải Châu I; Kỳ đánh giá 2022 (minh họa),dự thảo,")
    assert sheet.max_row == 3
    assert client.get(reverse("reports:documents_file", args=["exe"])).status_code == 404


# ---------------------------------------------------------------- one document


def test_page_counts_what_is_left_and_leads_there(place, at, figures):
    figures["quân số"] = None
    report = begin(place)
    word_slot(report=report, slot="ket-qua", text="Đạt [[số đạt]], [[quân số]].", revision=0, by=place.officer)
    figures["số đạt"] = "22"

    page = at(place.officer, address("document", report))

    assert "Dự thảo còn 2 chỗ cần bổ sung, 1 câu có số liệu đã đổi." in page
    assert f'href="{address("slot", report, "uu-diem")}">Viết' in page
    assert 'href="/rounds/">Ghi số liệu' in page
    assert "</span>21</del> <ins>" in page


def test_figures_on_the_paper_lead_to_their_source(place, at):
    page = at(place.officer, address("document", begin(place)))

    assert '<a class="paper-figure" href="/rounds/" title="Phiếu đánh giá">21</a>' in page
    assert '<span class="paper-figure" title="Bộ tiêu chí">22</span>' in page
    assert "2.100" in page


def test_written_markup_stays_text(place, at):
    report = begin(place)
    text = "<script>alert(1)</script> & #panic [[<b>]]"
    word_slot(report=report, slot="ket-qua", text=text, revision=0, by=place.officer)

    for page in (at(place.officer, address("document", report)), at(place.officer, address("slot", report, "ket-qua"))):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; #panic" in page
        assert "[chưa có số liệu: &lt;b&gt;]" in page


def test_change_after_the_approval_is_told_with_its_sentence(place, at, figures):
    report = approved(place)
    figures["số đạt"] = "20"

    page = at(place.officer, address("document", report))

    assert "1 câu có số liệu đã đổi sau khi duyệt." in page
    assert ("Đạt 21/22 tiêu chí." in page, "Đã khác sau khi duyệt" in page) == (True, True)
    assert "Giữ lời này" not in page


def test_page_tells_who_makes_a_step_that_the_reader_may_not(place, at):
    page = at(place.officer, address("document", begin(place)))

    assert ("Chỉ huy đơn vị duyệt." in page, address("approve", Report.objects.get()) in page) == (True, False)


@pytest.mark.parametrize(("who", "status"), [("member", 200), ("reviewer", 404), ("neighbour", 404), ("stranger", 404)])
def test_draft_of_a_unit_is_seen_by_those_who_work_on_it(place, at, who, status):
    at(getattr(place, who), address("document", begin(place)), status)


def test_history_tells_what_was_done(place, at):
    page = at(place.officer, address("document", fill(begin(place), place.officer)))

    assert ("Lập dự thảo" in page, "Sửa lời văn" in page) == (True, True)


@pytest.mark.parametrize("worded", [0, 2])
def test_page_costs_the_same_for_any_number_of_words(place, client, django_assert_num_queries, worded):
    report = begin(place)
    for slot in ("ket-qua", "uu-diem")[:worded]:
        word_slot(report=report, slot=slot, text="Lời khác.", revision=0, by=place.officer)
    client.force_login(place.officer)
    with django_assert_num_queries(13):
        client.get(address("document", report))


def test_draft_is_written_as_files_with_safe_names(place, client):
    report = begin(place)
    client.force_login(place.officer)
    for name, start in (("docx", b"PK"), ("xlsx", b"PK")):
        answer = client.get(address("download", report), {"format": name})
        assert answer.content[:2] == start
        assert answer["Content-Disposition"] == f'attachment; filename="sample-{report.pk}.{name}"'
    assert client.get(address("download", report), {"format": "exe"}).status_code == 404


def test_published_document_shows_its_number_and_its_sealed_files(place, at, client, settings, monkeypatch):
    settings.PORTAL_URL = "https://cong.example.vn"
    for mark in ("pdf", "docx", "xlsx"):
        monkeypatch.setitem(FORMATS, mark, write_plainly(mark))
    publication = publish_report(report=approved(place), by=place.commander)
    report = publication.report

    page = at(place.commander, address("document", report))

    assert f"Đã ban hành: Số: 01/BC-CAP, ngày {report.issued_on:%d/%m/%Y}." in page
    assert (publication.code in page, address("download", report) in page) == (True, False)
    assert client.get(address("download", report), {"format": "pdf"}).url == address("published_file", report, "pdf")
    assert '<td class="nowrap narrow-hidden">01/BC-CAP</td>' in at(place.commander, LIST)


# ---------------------------------------------------------------- steps


def test_addressing_is_saved_from_its_page(place, at, send):
    report = begin(place)
    assert "Kết quả xây dựng phường điển hình (minh họa)" in at(place.officer, address("addressing", report))

    answer = send(place.officer, address("addressing", report), {"subject": "Năm 2022", "recipients": "PV05"})

    assert (answer.url, stored(report).subject, stored(report).recipients) == (
        address("document", report),
        "Năm 2022",
        "PV05",
    )


def test_too_long_subject_comes_back_in_words(place, send):
    answer = send(place.officer, address("addressing", begin(place)), {"subject": "x" * 401})

    assert (answer.status_code, "field-error" in answer.content.decode()) == (422, True)


def test_commander_approves_from_the_page(place, at, send):
    report = fill(begin(place), place.officer)
    assert "Trưởng Công an phường Hải Châu I" in at(place.commander, address("approve", report))

    answer = send(
        place.commander, address("approve", report), {"signature": 0, "seen": digest_of(compose(report).document)}
    )

    assert (answer.url, stored(report).state) == (address("document", report), "approved")


def test_approval_of_what_was_not_read_is_refused(place, send, figures):
    report = fill(begin(place), place.officer)
    seen = digest_of(compose(report).document)
    figures["số đạt"] = "3"

    answer = send(place.commander, address("approve", report), {"signature": 0, "seen": seen})

    assert (answer.status_code, stored(report).state) == (422, "draft")
    assert "Số liệu hoặc lời văn vừa thay đổi" in answer.content.decode()


def test_approval_with_gaps_says_what_is_missing(place, at, send):
    report = begin(place)
    page = at(place.commander, address("approve", report))
    assert ("Chưa duyệt được" in page, "Nêu ưu điểm." in page, 'name="signature"' in page) == (True, True, False)

    assert send(place.commander, address("approve", report), {"signature": 0}).status_code == 422


@pytest.mark.parametrize("signature", ["", "7", "x"])
def test_wrong_signature_comes_back(place, send, signature):
    report = fill(begin(place), place.officer)

    assert send(place.commander, address("approve", report), {"signature": signature}).status_code == 422


def test_second_approval_is_told_and_harmless(place, client, send):
    report = approved(place)

    answer = send(place.commander, address("approve", report), {"signature": 0})

    assert answer.url == address("document", report)
    assert "Văn bản đã sang bước khác" in client.get(answer.url).content.decode()


def test_approval_is_taken_back_with_a_reason(place, at, send):
    report = approved(place)
    assert "phải duyệt lại" in at(place.officer, address("take_back", report))
    assert send(place.officer, address("take_back", report), {"reason": " "}).status_code == 422

    assert send(place.officer, address("take_back", report), REASON).url == address("document", report)
    assert stored(report).state == "draft"


def test_draft_is_discarded_with_a_reason(place, at, send):
    report = begin(place)
    at(place.officer, address("discard", report))

    assert send(place.officer, address("discard", report), REASON).status_code == 302
    assert "Dự thảo đã bỏ: Số liệu đã đổi." in at(place.officer, address("document", report))


def test_draft_is_handed_over_from_its_page(place, at, send):
    report = fill(begin(place), place.officer)
    send(place.officer, address("hand_over", report))

    assert "đã trình duyệt" in at(place.officer, address("document", report))


STEPS = ("addressing", "hand_over", "approve", "discard")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("who", "status"), [("member", 403), ("stranger", 404), ("neighbour", 404)])
def test_steps_are_refused_to_others(place, send, step, who, status):
    report = fill(begin(place), place.officer)
    posted = {"signature": 0, "reason": "Vì sao."}

    assert send(getattr(place, who), address(step, report), posted).status_code == status
    assert stored(report).state == "draft"


def test_steps_take_no_reading(place, client):
    client.force_login(place.officer)

    assert client.get(address("hand_over", begin(place))).status_code == 405


@pytest.mark.parametrize("step", ["addressing", "approve", "take_back", "discard"])
def test_pages_of_steps_are_kept_from_those_who_may_not(place, at, step):
    report = fill(begin(place), place.officer)

    at(place.member, address(step, report), 403)
