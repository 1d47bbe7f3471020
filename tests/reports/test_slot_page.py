"""The page on which one place of a document is worded."""

import pytest
from django.urls import reverse

from reports.actions.approval import approve_report
from reports.actions.wording import word_slot
from reports.models import ReportText
from tests.reports.document_samples import PROPOSED, WORDS, begin, fill


def address(report, slot="ket-qua", name="slot"):
    return reverse(f"reports:{name}", args=[report.pk, slot])


def write(place, report, text=WORDS, revision=0):
    return word_slot(report=report, slot="ket-qua", text=text, revision=revision, by=place.commander)


def test_page_shows_the_words_with_their_references_and_the_figures(place, at):
    page = at(place.officer, address(begin(place)))

    assert f">\n{PROPOSED}</textarea>" in page
    assert 'data-insert="[[số đạt]]"' in page
    assert "Đoạn 1 trong 2" in page


def test_saved_words_are_shown_as_they_will_be_printed(place, client, send):
    report = begin(place)

    answer = send(place.officer, address(report), {"text": WORDS, "revision": 0})

    page = client.get(answer.url).content.decode()
    assert answer.url == address(report)
    assert "Đã lưu." in page
    assert 'title="Phiếu đánh giá">21</a> tiêu chí. Tập thể đoàn kết.' in page


def test_saving_may_lead_to_the_next_place(place, send):
    report = begin(place)

    assert send(place.officer, address(report), {"text": WORDS, "revision": 0, "then": "uu-diem"}).url == address(
        report, "uu-diem"
    )


def test_two_editors_lose_nothing(place, send):
    report = begin(place)
    write(place, report, "Bản của chỉ huy.")

    answer = send(place.officer, address(report), {"text": "Bản của cán bộ.", "revision": 0})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Bản của chỉ huy." in page, ">\nBản của cán bộ.</textarea>" in page) == (True, True)
    assert 'name="revision" value="1"' in page
    assert ReportText.objects.get().text == "Bản của chỉ huy."


def test_one_who_has_seen_both_keeps_their_own(place, send):
    report = begin(place)
    write(place, report, "Bản của chỉ huy.")

    assert send(place.officer, address(report), {"text": "Bản của cán bộ.", "revision": 1}).status_code == 302
    assert ReportText.objects.get().text == "Bản của cán bộ."


@pytest.mark.parametrize("posted", [{"text": "x" * 10_001}, {"revision": "x"}, {"revision": -1}, {"then": "a/b"}])
def test_bad_input_comes_back_with_what_was_written(place, send, posted):
    report = begin(place)

    answer = send(place.officer, address(report), {"text": "Lời mới.", "revision": 0, **posted})

    assert answer.status_code == 422
    assert not ReportText.objects.exists()


def test_reference_to_no_figure_is_told(place, at):
    report = begin(place)
    write(place, report, "Đạt [[số không có]].")

    assert "Không có số liệu tên “số không có”." in at(place.officer, address(report))


def test_words_are_confirmed_from_the_page(place, at, send, figures):
    report = begin(place)
    write(place, report)
    figures["số đạt"] = "22"
    assert "Số liệu trong đoạn này đã đổi" in at(place.officer, address(report))

    assert send(place.officer, address(report, name="confirm_slot"), {"slot": "1"}).url == address(report)
    assert "đã đổi sau lần xác nhận" not in at(place.officer, address(report))


def test_confirming_from_the_document_comes_back_to_it(place, send):
    report = begin(place)
    write(place, report)

    assert send(place.officer, address(report, name="confirm_slot")).url == f"/reports/{report.pk}/#to-do"


def test_proposal_comes_back_from_the_page(place, at, send):
    report = begin(place)
    write(place, report)

    assert send(place.officer, address(report, name="propose_again"), {"revision": 1}).url == address(report)
    assert not ReportText.objects.exists()
    assert f">\n{PROPOSED}</textarea>" in at(place.officer, address(report))


def test_proposal_does_not_push_aside_newer_words(place, client, send):
    report = begin(place)
    write(place, report)
    write(place, report, "Mới hơn.", revision=1)

    answer = send(place.officer, address(report, name="propose_again"), {"revision": 1})

    assert ReportText.objects.get().text == "Mới hơn."
    assert "Có người vừa sửa đoạn này." in client.get(answer.url).content.decode()


def test_words_of_last_period_are_offered_with_what_differs(place, at, send, figures):
    earlier = fill(begin(place, about=place.before), place.officer)
    approve_report(report=earlier, signature=0, by=place.commander)
    figures["số đạt"] = "22"
    report = begin(place)

    page = at(place.officer, address(report))
    assert ("Kỳ trước viết" in page, "21/22 </del>" in page, "22/22 </ins>" in page) == (True, True, True)

    send(place.officer, address(report, name="use_earlier"), {"revision": 0})
    assert "Đang dùng lời kỳ trước" in at(place.officer, address(report))


def test_step_without_a_revision_is_no_step(place, send):
    report = begin(place)

    assert send(place.officer, address(report, name="use_earlier")).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("reviewer", 404), ("neighbour", 404), ("stranger", 404)])
@pytest.mark.parametrize("name", ["slot", "confirm_slot", "propose_again", "use_earlier"])
def test_words_are_kept_from_others(place, send, who, status, name):
    report = begin(place)

    posted = {"text": WORDS, "revision": 0}
    assert send(getattr(place, who), address(report, name=name), posted).status_code == status
    assert not ReportText.objects.exists()


def test_unknown_place_is_not_found(place, at):
    at(place.officer, address(begin(place), "khong-co"), 404)


def test_words_of_an_approved_document_are_not_edited(place, at, client, send):
    report = fill(begin(place), place.officer)
    approve_report(report=report, signature=0, by=place.commander)

    at(place.officer, address(report), 403)
    answer = send(place.officer, address(report), {"text": WORDS, "revision": 0})
    assert answer.url == f"/reports/{report.pk}/"
    assert "Văn bản đã sang bước khác." in client.get(answer.url).content.decode()


@pytest.mark.parametrize("worded", [False, True])
def test_page_costs_little(place, client, django_assert_num_queries, worded):
    report = begin(place)
    if worded:
        write(place, report)
    client.force_login(place.officer)
    with django_assert_num_queries(12 + worded):
        client.get(address(report))
