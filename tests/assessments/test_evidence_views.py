"""Evidence on the sheet, on its own page and in the unit's list."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from assessments.actions.evidence_revision import revise
from assessments.actions.stored_file import Content
from assessments.models import CriterionScore, Evidence, EvidenceUse, State
from tests.assessments.addresses import HTMX, address
from tests.assessments.documents import PDF, PNG, attached, upload
from tests.factories import PASSWORD, advance, make_criteria_set, make_open_round, met_criterion

REFUSED = "Tệp “a.pdf” là trang web hoặc tệp XML. Cổng chỉ nhận: PDF, DOCX"


def place(assessment, verb, code="I.1", *evidence):
    keys = [assessment.round.code, assessment.unit_id, code, *evidence]
    return reverse(f"assessments:{verb}", args=keys)


def page_of(piece, verb="evidence"):
    return reverse(f"assessments:{verb}", args=[getattr(piece, "evidence_id", piece)])


def list_of(unit):
    return reverse("assessments:unit_evidence", args=[unit.pk])


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def later(stage):
    """The ward's draft in the round after one with a document at I.1."""
    stage.use = attached(stage.assessment, "I.1", stage.officer)
    advance(stage.assessment, State.DECIDED)
    criteria_set = make_criteria_set(stage.assessment.round.programme)
    return make_open_round([stage.ward], criteria_set, ends_on="2022-12-31").assessments.get()


# ---------------------------------------------------------------- at a criterion


def test_document_is_added_without_a_script(stage, send, at):
    url = place(stage.assessment, "add_evidence")
    assert 'enctype="multipart/form-data"' in at(stage.officer, url)
    data = {"file": upload(), "title": "Kế hoạch 2021", "document_number": "12/KH", "valid_until": "2031-05-06"}
    response = send(stage.officer, url, data)
    assert response.url == f"{address(stage.assessment, 'I')}#criterion-I.1"
    page = at(stage.officer, address(stage.assessment))
    shown = ("Kế hoạch 2021", "số 12/KH", "PDF 109\N{NO-BREAK SPACE}byte", "có hiệu lực đến 06/05/2031")
    assert [words in page for words in shown] == [True] * 4


def test_document_without_a_title_is_called_as_its_file(stage, send):
    send(stage.officer, place(stage.assessment, "add_evidence"), {"file": upload(name="Báo cáo quý.pdf")})
    assert Evidence.objects.get().title == "Báo cáo quý"


def test_htmx_gets_the_form_and_then_the_list_anew(stage, send, client):
    url = place(stage.assessment, "add_evidence")
    client.force_login(stage.officer)
    form = client.get(url, **HTMX).content.decode()
    assert ("<html" in form, f'hx-post="{url}"' in form) == (False, True)
    part = send(stage.officer, url, {"url": "https://example.vn/a", "title": "Trang tin"}, **HTMX).content.decode()
    assert ('id="evidence-I.1"' in part, "Trang tin" in part, '<form class="evidence-form"' in part) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Hãy chọn một tệp, hoặc ghi một liên kết"),
        ({"url": "https://example.vn"}, "Hãy ghi tên tài liệu."),
        ({"url": "javascript:alert(1)", "title": "x"}, "Nhập một URL hợp lệ."),
        ({"title": "x" * 301, "url": "https://example.vn"}, "Chỉ nhận tối đa 300 ký tự, đang có 301; hãy rút gọn."),
        (
            {"url": "https://example.vn", "title": "x", "issued_on": "2022-02-30"},
            "Ngày này không có thật. Hãy ghi ngày/tháng/năm, ví dụ 12/06/2021.",
        ),
        (
            {"url": "https://example.vn", "title": "x", "issued_on": "2022-02-03", "valid_until": "2022-02-02"},
            "Ngày hết hiệu lực phải bằng hoặc sau ngày ban hành.",
        ),
    ],
)
def test_form_that_cannot_be_taken_is_shown_with_its_faults(stage, send, data, words, headers):
    response = send(stage.officer, place(stage.assessment, "add_evidence"), data, **headers)
    page = response.content.decode()
    assert (response.status_code, words in page) == (422, True)
    assert Evidence.objects.count() == 0


def test_refused_file_says_what_it_was_and_what_is_taken(stage, send):
    data = {"file": upload(b"<html><script>alert(1)</script>", "a.pdf")}
    page = send(stage.officer, place(stage.assessment, "add_evidence"), data).content.decode()
    assert REFUSED in page


def test_empty_file_is_named(stage, send):
    page = send(stage.officer, place(stage.assessment, "add_evidence"), {"file": upload(b"")}).content.decode()
    assert "Tệp “ke-hoach.pdf” trống (0 byte)." in page


def test_piece_is_taken_off_and_chosen_again(stage, send, at):
    use = attached(stage.assessment, "I.1", stage.officer)
    send(stage.officer, place(stage.assessment, "detach_evidence", "I.1", use.evidence_id))
    assert EvidenceUse.objects.count() == 0
    choose = place(stage.assessment, "choose_evidence", "I.2")
    attach = place(stage.assessment, "attach_evidence", "I.2", use.evidence_id)
    assert f'action="{attach}"' in at(stage.officer, choose)
    send(stage.officer, attach)
    assert EvidenceUse.objects.get().score.criterion.code == "I.2"


def test_piece_of_last_round_is_offered_and_taken_by_one_click(stage, later, send, at):
    reuse = place(later, "reuse_evidence", "I.1", stage.use.evidence_id)
    assert at(stage.officer, address(later)).count(f'formaction="{reuse}"') == 1
    part = send(stage.officer, reuse, **HTMX).content.decode()
    assert ("Vẫn còn hiệu lực" in part, place(later, "detach_evidence", "I.1", stage.use.evidence_id) in part) == (
        False,
        True,
    )
    assert "Kỳ trước đã dùng" not in at(stage.officer, address(later))


def test_lapsed_piece_of_last_round_is_shown_and_not_offered(stage, later, send, at):
    Evidence.objects.update(valid_until=days(-1))
    cache.clear()
    page = at(stage.officer, address(later))
    assert ("đã hết hiệu lực ngày" in page, "Vẫn còn hiệu lực" in page) == (True, False)
    forged = place(later, "reuse_evidence", "I.1", stage.use.evidence_id)
    assert "không dùng lại được" in send(stage.officer, forged, **HTMX).content.decode()
    assert EvidenceUse.objects.count() == 1


def test_sheet_shows_what_is_attached_and_taken_off_at_once(stage, send, at):
    at(stage.officer, address(stage.assessment))
    use = attached(stage.assessment, "I.1", stage.officer)
    assert "Kế hoạch năm" in at(stage.officer, address(stage.assessment))
    send(stage.officer, place(stage.assessment, "detach_evidence", "I.1", use.evidence_id))
    assert "Kế hoạch năm" not in at(stage.officer, address(stage.assessment))


def test_others_see_the_piece_and_no_button(stage, at):
    use = attached(stage.assessment, "I.1", stage.officer)
    page = at(stage.reviewer, address(stage.assessment))
    assert (page_of(use) in page, "Thêm tài liệu" in page, "formaction" in page) == (True, False, False)


def test_appraiser_reads_that_nothing_came_with_it(stage, at):
    criteria_set = make_criteria_set(
        groups=[{"code": "I", "title": "N", "criteria": [met_criterion("1", evidence="Kế hoạch")]}]
    )
    assessment = make_open_round([stage.ward], criteria_set).assessments.get()
    assert "không kèm" not in at(stage.secretary, address(assessment))
    advance(assessment, State.SUBMITTED)
    assert "Đơn vị không kèm tài liệu kiểm chứng." in at(stage.secretary, address(assessment))


@pytest.mark.parametrize(
    "until, words", [("2021-12-01", "trước khi kỳ kết thúc"), ("2021-12-31", "có hiệu lực đến 31/12/2021")]
)
def test_handed_in_piece_is_judged_by_its_round(stage, at, until, words):
    attached(stage.assessment, "I.1", stage.officer, valid_until=dt.date.fromisoformat(until))
    advance(stage.assessment, State.SUBMITTED)
    type(stage.assessment).objects.update(submitted_at=timezone.make_aware(dt.datetime(2021, 11, 30)))
    cache.clear()
    assert words in at(stage.secretary, address(stage.assessment))


@pytest.mark.parametrize("verb", ["detach_evidence", "reuse_evidence", "attach_evidence"])
def test_button_asks_for_a_sign_in_and_comes_back_to_the_criterion(stage, client, verb):
    use = attached(stage.assessment, "I.1", stage.officer)
    url = place(stage.assessment, verb, "I.1", use.evidence_id)
    response = client.post(url)
    assert response.url == f"/accounts/login/?next={url}"
    data = {"username": stage.officer.username, "password": PASSWORD, "next": url}
    assert client.post("/accounts/login/", data).url == url
    assert client.get(url).url == f"{address(stage.assessment, 'I')}#criterion-I.1"


@pytest.mark.parametrize("who, status", [("stranger", 404), ("reviewer", 403), ("appraiser", 403)])
def test_forged_posts_change_nothing(stage, send, who, status):
    use = attached(stage.assessment, "I.1", stage.officer)
    user = getattr(stage, who)
    urls = [
        place(stage.assessment, "add_evidence"),
        place(stage.assessment, "detach_evidence", "I.1", use.evidence_id),
        place(stage.assessment, "attach_evidence", "I.2", use.evidence_id),
        page_of(use, "revise_evidence"),
        page_of(use, "edit_evidence"),
    ]
    assert [send(user, url, {"file": upload(PDF + b"2"), "title": "x"}).status_code for url in urls] == [status] * 5
    assert (EvidenceUse.objects.count(), use.evidence.revisions.count()) == (1, 1)


@pytest.mark.parametrize("code", ["no-such", "IX.9"])
def test_criterion_of_no_set_is_not_found(stage, at, code):
    at(stage.officer, place(stage.assessment, "add_evidence", code), status=404)


def test_handed_in_sheet_has_no_form(stage, at):
    advance(stage.assessment, State.SUBMITTED)
    at(stage.officer, place(stage.assessment, "add_evidence"), status=403)
    at(stage.officer, place(stage.assessment, "choose_evidence"), status=403)


@pytest.mark.parametrize("pieces", [1, 3])
def test_sheet_costs_the_same_for_any_number_of_pieces(stage, client, later, pieces, django_assert_num_queries):
    for number in range(pieces):
        attached(later, "I.1", stage.officer, title=f"Tài liệu {number}")
    client.force_login(stage.officer)
    client.get(address(later))
    cache.clear()
    with django_assert_num_queries(14):
        client.get(address(later))


# ---------------------------------------------------------------- a piece by itself


def test_page_shows_revisions_uses_and_preview(stage, later, at):
    revise(evidence=stage.use.evidence_id, content=Content(upload(PNG, "anh.png")), note="bản rõ", by=stage.officer)
    page = at(stage.officer, page_of(stage.use))
    hashes = stage.use.evidence.revisions.values_list("file__sha256", flat=True)
    assert [each in page for each in (*hashes, "bản rõ", "anh.png", "I.1 Tiêu chí I.1")] == [True] * 5
    assert 'revisions/2/?preview" alt="Kế hoạch năm"' in page
    handed_in = at(stage.secretary, f"{page_of(stage.use)}?revision=1")
    assert ("Đang xem bản lần 1" in handed_in, 'revisions/1/?preview" title' in handed_in) == (True, True)


def test_sheet_that_was_handed_in_leads_to_its_own_revision(stage, later, at):
    revise(evidence=stage.use.evidence_id, content=Content(upload(PNG)), note="", by=stage.officer)
    assert f'{page_of(stage.use)}?revision=1"' in at(stage.secretary, address(stage.assessment))


def test_link_is_shown_as_kept_elsewhere(stage, at):
    use = attached(stage.assessment, "I.1", stage.officer, Content(url="https://example.vn/kh?a=1&b=2"))
    page = at(stage.officer, page_of(use))
    assert (
        "Cổng không giữ bản sao." in page,
        'href="https://example.vn/kh?a=1&amp;b=2" rel="noopener noreferrer"' in page,
    ) == (
        True,
        True,
    )


def test_new_revision_is_saved_from_the_page(stage, send):
    use = attached(stage.assessment, "I.1", stage.officer)
    response = send(stage.officer, page_of(use, "revise_evidence"), {"file": upload(PDF + b"2"), "note": "mới"})
    assert (response.url, use.evidence.revisions.count()) == (page_of(use), 2)


def test_refused_revision_is_shown_with_its_reason(stage, send):
    use = attached(stage.assessment, "I.1", stage.officer)
    response = send(stage.officer, page_of(use, "revise_evidence"), {"file": upload(b"<html>", "a.pdf")})
    assert (response.status_code, REFUSED in response.content.decode()) == (422, True)


def test_facts_are_edited_while_the_sheet_is_a_draft(stage, send):
    use = attached(stage.assessment, "I.1", stage.officer)
    url = page_of(use, "edit_evidence")
    assert send(stage.officer, url, {"title": "Tên đúng"}).status_code == 302
    assert send(stage.officer, url, {"title": ""}).status_code == 422
    assert Evidence.objects.get().title == "Tên đúng"
    advance(stage.assessment, State.SUBMITTED)
    send(stage.officer, url, {"title": "Tên khác"})
    assert Evidence.objects.get().title == "Tên đúng"


def test_page_is_open_to_those_who_see_the_sheet(stage, at):
    use = attached(stage.assessment, "I.1", stage.officer)
    for who in ("appraiser", "secretary", "member", "reviewer"):
        assert "Thay bằng bản mới" not in at(getattr(stage, who), page_of(use))
    at(stage.stranger, page_of(use), status=404)


def test_title_is_escaped(stage, at):
    use = attached(stage.assessment, "I.1", stage.officer, title="<script>alert(1)</script>")
    for url in (page_of(use), address(stage.assessment), list_of(stage.ward)):
        assert "<script>alert" not in at(stage.officer, url)


@pytest.mark.parametrize("uses", [1, 3])
def test_page_costs_the_same_for_any_number_of_uses(stage, client, uses, django_assert_num_queries):
    for code in ("I.1", "I.2", "II.1")[:uses]:
        use = attached(stage.assessment, code, stage.officer)
    for number in range(uses):
        revise(evidence=use.evidence_id, content=Content(upload(PDF + bytes([number]))), note="", by=stage.officer)
    client.force_login(stage.officer)
    client.get(page_of(use))
    with django_assert_num_queries(8):
        client.get(page_of(use))


# ---------------------------------------------------------------- all of a unit


def test_unit_list_puts_first_what_lapses_first(stage, at):
    for title, until in (("Không hạn", None), ("Sắp hết", days(12)), ("Còn lâu", days(400)), ("Đã hết", days(-3))):
        attached(stage.assessment, "I.1", stage.officer, title=title, valid_until=until)
    page = at(stage.reviewer, list_of(stage.ward))
    places = [page.index(title) for title in ("Đã hết", "Sắp hết", "Còn lâu", "Không hạn")]
    assert places == sorted(places)
    assert "Có 4 tài liệu: 1 đã hết hiệu lực, 1 hết hiệu lực trong 30 ngày tới." in page
    assert "còn 12 ngày" in page


def test_unit_without_evidence_says_what_will_stand_here(stage, at):
    assert "Chưa có tài liệu kiểm chứng nào" in at(stage.officer, list_of(stage.ward))


def test_unit_of_others_is_not_found(stage, at):
    at(stage.stranger, list_of(stage.ward), status=404)


def test_long_list_has_pages(stage, at):
    by = {"unit": stage.ward, "created_by": stage.officer}
    for number in range(51):
        piece = Evidence.objects.create(title=f"Tài liệu {number}", **by)
        piece.revisions.create(number=1, url="https://example.vn", by=stage.officer, at=timezone.now())
    assert "Tài liệu 51–51 trong 51" in at(stage.officer, f"{list_of(stage.ward)}?page=2")
    assert "Tài liệu 1–50 trong 51" in at(stage.officer, f"{list_of(stage.ward)}?page=x")


@pytest.mark.parametrize("pieces", [1, 3])
def test_unit_list_costs_the_same_for_any_number(stage, client, pieces, django_assert_num_queries):
    for number in range(pieces):
        attached(stage.assessment, "I.1", stage.officer, title=f"Tài liệu {number}")
    client.force_login(stage.officer)
    client.get(list_of(stage.ward))
    with django_assert_num_queries(9):
        client.get(list_of(stage.ward))


def test_unit_on_its_own_locked_criterion_finds_no_button(stage, at):
    CriterionScore.objects.update(is_locked=True)
    cache.clear()
    assert "Thêm tài liệu" not in at(stage.officer, address(stage.assessment))
