"""The page of one criterion of a sheet, for each who meets it."""

import re

import pytest
from django.utils import timezone

from assessments import actions
from assessments.actions.discussion import reply, resolve_discussion, start_discussion
from assessments.models import Discussion, Remark, State
from tests.assessments.addresses import address
from tests.assessments.addresses import criterion_address as page_of
from tests.assessments.addresses import talk_address as to
from tests.factories import advance, make_criteria_set, make_open_round, met_criterion

# ---------------------------------------------------------------- who sees what


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "secretary", "member", "reviewer"])
def test_page_shows_what_is_asked_and_the_way_back(stage, at, who):
    page = at(getattr(stage, who), page_of(stage.assessment))
    assert "Tiêu chí II.1" in page
    assert f"{address(stage.assessment, 'II')}#criterion-II.1" in page
    assert to(stage.assessment, "start_discussion") in page


def test_stranger_finds_nothing(stage, at):
    at(stage.stranger, page_of(stage.assessment), status=404)


def test_criterion_that_is_not_asked_is_not_found(stage, at):
    at(stage.officer, page_of(stage.assessment, "IX.9"), status=404)


def test_page_asks_for_a_sign_in(stage, client):
    response = client.get(page_of(stage.assessment))
    assert response.status_code == 302


def test_code_of_a_criterion_may_hold_brackets_and_letters_with_marks(stage, at):
    criteria_set = make_criteria_set(groups=[{"code": "I", "title": "Nhóm", "criteria": [met_criterion("1(đ)")]}])
    assessment = make_open_round([stage.ward], criteria_set).assessments.get()
    link = re.search(r'href="([^"#]+)#history"', at(stage.officer, address(assessment)))[1]
    assert "1(đ)" in at(stage.officer, link)


def test_published_page_is_read_only_and_whole(stage, at, asked, appraise):
    score = asked.score
    start_discussion(assessment=stage.assessment.pk, criterion=score.criterion_id, text="Đã gửi kèm", by=stage.officer)
    actions.explain(
        assessment=stage.assessment.pk, criterion=score.criterion_id, text="Biên bản số 5", by=stage.officer
    )
    for code in ("I.1", "I.2", "II.1"):
        appraise(stage.secretary, True, code=code)
    # The secretary's answers close the explanation, so the rest of the way is free.
    stage.assessment.refresh_from_db()
    advance(stage.assessment, State.PUBLISHED)
    page = at(stage.officer, page_of(stage.assessment))
    assert [words in page for words in ("Vì sao chưa có biên bản?", "Biên bản số 5", "Đã gửi kèm")] == [True] * 3
    assert 'method="post"' not in page.split('id="content"')[1]


# ---------------------------------------------------------------- history


def test_history_says_who_changed_what_and_why(stage, at, appraise, score_of):
    advance(stage.assessment, State.SUBMITTED)
    appraise(stage.appraiser, False, "Chưa có biên bản")
    appraise(stage.appraiser, True, "Đã bổ sung")
    history = at(stage.officer, page_of(stage.assessment)).split('id="history"')[1]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", history))
    assert "3 lần thay đổi" in words
    assert "Thẩm định: Chưa đạt → đổi thành Đạt" in words
    assert words.index("Đã bổ sung") < words.index("Chưa có biên bản") < words.index("Đơn vị tự chấm: Đạt")
    assert "Cán bộ PV05" in words


def test_history_tells_of_the_decision_and_of_one_that_is_taken_back(stage, at, score_of):
    assessment = advance(stage.assessment, State.DECIDED)
    actions.reopen_criterion(
        assessment=assessment.pk,
        criterion=score_of(assessment, "II.1").criterion_id,
        reason="Có tài liệu mới",
        due=timezone.localdate(),
        by=stage.secretary,
    )
    reopened, other = (
        at(stage.officer, page_of(assessment, code)).split('id="history"')[1] for code in ("II.1", "I.1")
    )
    assert "Trả lại, bỏ kết quả thẩm định" in reopened
    assert "Mở lại tiêu chí khác, bỏ kết quả chính thức" in other
    assert ["Có tài liệu mới" in each for each in (reopened, other)] == [True, True]
    assert "Theo kết quả thẩm định" in other


def test_history_tells_of_a_line_that_the_committee_changed(stage, at, score_of):
    assessment = advance(stage.assessment, State.APPRAISED)
    criterion = score_of(assessment, "II.1").criterion_id
    change = {"answer": {"met": False}, "reason": "Trụ sở chưa xong"}
    actions.change_line(assessment=assessment.pk, criterion=criterion, by=stage.member, **change)
    actions.withdraw_change(assessment=assessment.pk, criterion=criterion, by=stage.member)
    actions.change_line(assessment=assessment.pk, criterion=criterion, by=stage.member, **change)
    actions.decide(assessment=assessment.pk, document="02/QĐ (minh họa)", by=stage.member)
    history = at(stage.officer, page_of(assessment)).split('id="history"')[1]
    assert history.count("Ban Chỉ đạo chuẩn bị quyết định khác thẩm định") == 2
    assert "Rút nội dung quyết định khác thẩm định" in history
    assert "Kết quả chính thức: Chưa đạt" in history


def test_long_history_is_turned_page_by_page(stage, at, appraise):
    advance(stage.assessment, State.SUBMITTED)
    for number in range(21):
        appraise(stage.appraiser, bool(number % 2), f"Lần {number}")
    first, second, beyond = (at(stage.officer, f"{page_of(stage.assessment)}?page={n}") for n in ("1", "2", "x99"))
    assert [first.count("timeline-entry"), second.count("timeline-entry")] == [20, 2]
    assert "Đơn vị tự chấm" in second.split('id="history"')[1]
    assert beyond.count("timeline-entry") == 20


@pytest.mark.parametrize("many", [1, 3])
def test_page_costs_the_same_however_much_was_said(stage, client, many, asked, appraise, django_assert_num_queries):
    for number in range(many):
        remark = start_discussion(
            assessment=stage.assessment.pk,
            criterion=asked.score.criterion_id,
            text=f"Hỏi {number}",
            by=stage.officer,
            mentioned=[stage.appraiser.pk, stage.member.pk],
        )
        reply(discussion=remark.discussion_id, text="Đáp", by=stage.appraiser, mentioned=[stage.officer.pk])
        appraise(stage.secretary, bool(number % 2), code="II.1")
    client.force_login(stage.officer)
    client.get(page_of(stage.assessment))
    with django_assert_num_queries(17):
        client.get(page_of(stage.assessment))


# ---------------------------------------------------------------- what is said


def test_discussion_begins_goes_on_and_ends_on_the_page(stage, at, send):
    assessment = stage.assessment
    told = {"text": "Biên bản <b>ngày nào</b>?", "mentioned": [stage.appraiser.pk]}
    response = send(stage.officer, to(assessment, "start_discussion"), told)
    assert (response.status_code, response.url) == (302, page_of(assessment))
    pk = Discussion.objects.get().pk
    send(stage.appraiser, to(assessment, "reply", pk), {"text": "Ngày 12"})
    page = at(stage.commander, page_of(assessment))
    assert "Biên bản &lt;b&gt;ngày nào&lt;/b&gt;?" in page
    assert "Nhắc đến: Cán bộ PV05" in re.sub(r"\s+", " ", page)
    assert "1 trao đổi đang mở" in page
    send(stage.commander, to(assessment, "resolve_discussion", pk))
    page = at(stage.commander, page_of(assessment))
    assert "1 trao đổi đã kết thúc" in page
    send(stage.officer, to(assessment, "reopen_discussion", pk))
    assert Discussion.objects.get().resolved_at is None


@pytest.mark.parametrize("text", ["", " \n ", "a" * 5001, "a\x00b"])
def test_remark_that_cannot_be_kept_is_shown_back(stage, send, text):
    response = send(stage.officer, to(stage.assessment, "start_discussion"), {"text": text})
    assert (response.status_code, Remark.objects.count()) == (422, 0)
    assert 'class="field-error"' in response.content.decode()


def test_limit_counts_line_ends_as_the_writer_does(stage, send):
    send(stage.officer, to(stage.assessment, "start_discussion"), {"text": "a\r\n" * 2499 + "b"})
    assert Remark.objects.get().text == "a\n" * 2499 + "b"


def test_stranger_cannot_be_named(stage, send):
    told = {"text": "Xin ý kiến", "mentioned": [stage.stranger.pk]}
    response = send(stage.officer, to(stage.assessment, "start_discussion"), told)
    assert response.status_code == 422
    assert "Người được nhắc đến không còn làm việc ở phiếu này" in response.content.decode()
    assert "Xin ý kiến" in response.content.decode()


def test_thread_of_another_criterion_or_sheet_is_not_found(stage, send):
    remark = start_discussion(
        assessment=stage.assessment.pk,
        criterion=stage.assessment.scores.get(criterion__code="I.1").criterion_id,
        text="Ở tiêu chí khác",
        by=stage.officer,
    )
    response = send(stage.officer, to(stage.assessment, "reply", remark.discussion_id), {"text": "Lạc chỗ"})
    assert (response.status_code, Remark.objects.count()) == (404, 1)


@pytest.mark.parametrize("verb", ["start_discussion", "explain", "ask_explanation"])
def test_stranger_sends_nothing(stage, send, verb):
    assert send(stage.stranger, to(stage.assessment, verb), {"text": "a", "question": "a"}).status_code == 404


def test_get_of_what_is_sent_goes_to_the_page(stage, client):
    client.force_login(stage.officer)
    assert client.get(to(stage.assessment, "start_discussion")).url == page_of(stage.assessment)


def test_lapsed_session_is_led_back_to_the_page(stage, client):
    sent_to = to(stage.assessment, "start_discussion")
    response = client.post(sent_to, {"text": "Chưa gửi được"})
    assert response.url == f"/accounts/login/?next={sent_to}"


def test_reply_to_a_thread_that_was_just_resolved_is_kept(stage, send):
    pk = start_discussion(
        assessment=stage.assessment.pk,
        criterion=stage.assessment.scores.get(criterion__code="II.1").criterion_id,
        text="Đủ chưa?",
        by=stage.officer,
    ).discussion_id
    resolve_discussion(discussion=pk, by=stage.officer)
    send(stage.appraiser, to(stage.assessment, "reply", pk), {"text": "Chưa đủ"})
    assert (Remark.objects.count(), Discussion.objects.get().resolved_at) == (2, None)


# ---------------------------------------------------------------- the block of the sheet


def test_block_leads_to_the_page_with_its_counts(stage, at, asked, appraise):
    appraise(stage.secretary, True)
    start_discussion(
        assessment=stage.assessment.pk, criterion=asked.score.criterion_id, text="Đủ chưa?", by=stage.officer
    )
    page = at(stage.officer, address(stage.assessment, "II"))
    assert f'href="{page_of(stage.assessment)}#discussions">1 trao đổi đang mở' in page
    assert (f'hx-get="{page_of(stage.assessment)}"' in page, "Lịch sử (2)" in page) == (True, True)


@pytest.mark.parametrize("state", [State.DRAFTING, State.APPRAISING, State.DECIDED, State.PUBLISHED])
def test_count_on_the_block_is_that_of_the_page(stage, at, state):
    advance(stage.assessment, state)
    count = re.search(r"Lịch sử \((\d+)\)", at(stage.officer, address(stage.assessment, "II")))[1]
    assert f"{count} lần thay đổi" in at(stage.officer, page_of(stage.assessment))


def test_count_on_the_block_follows_a_reopening(stage, at, score_of):
    assessment = advance(stage.assessment, State.DECIDED)
    criterion = score_of(assessment, "II.1").criterion_id
    actions.reopen_criterion(
        assessment=assessment.pk, criterion=criterion, reason="Mới", due=timezone.localdate(), by=stage.secretary
    )
    for code, group in (("I.1", "I"), ("II.1", "II")):
        count = re.search(r"Lịch sử \((\d+)\)", at(stage.officer, address(assessment, group)))[1]
        assert (count, f"{count} lần thay đổi" in at(stage.officer, page_of(assessment, code))) == ("4", True)


def test_open_question_stands_in_the_block_with_the_units_box(stage, at, asked):
    unit, appraiser = (at(who, address(stage.assessment, "II")) for who in (stage.officer, stage.appraiser))
    assert ["Vì sao chưa có biên bản?" in page for page in (unit, appraiser)] == [True, True]
    assert [to(stage.assessment, "explain") in page for page in (unit, appraiser)] == [True, False]
    actions.explain(
        assessment=stage.assessment.pk, criterion=asked.score.criterion_id, text="Biên bản số 5", by=stage.officer
    )
    page = at(stage.officer, address(stage.assessment, "II"))
    assert ("Biên bản số 5" in page, to(stage.assessment, "explain") in page) == (True, False)


def test_disagreement_stands_in_the_block(stage, at, disputed):
    page = at(stage.secretary, address(stage.assessment, "II"))
    assert f'href="{page_of(stage.assessment)}#disagreement"' in page
