"""Explanations and disagreements on the page of a criterion: asked, answered, settled."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from accounts.models import Role
from assessments import actions
from assessments.models import AssessmentRound, Explanation, State
from tests.assessments.addresses import address
from tests.assessments.addresses import criterion_address as page_of
from tests.assessments.addresses import talk_address as to
from tests.factories import advance, make_person

SOON, LATER = (timezone.localdate() + dt.timedelta(days=days) for days in (20, 30))

# ---------------------------------------------------------------- explanations


def test_appraiser_asks_with_the_rounds_own_day_as_a_start(stage, at, send):
    AssessmentRound.objects.update(explanation_due=None, appraisal_due=LATER, decision_due=LATER)
    advance(stage.assessment, State.SUBMITTED)
    page = at(stage.appraiser, page_of(stage.assessment))
    assert f'value="{LATER:%Y-%m-%d}"' in page
    question = {"question": "Vì sao chưa có biên bản?", "due": f"{SOON:%Y-%m-%d}"}
    assert send(stage.appraiser, to(stage.assessment, "ask_explanation"), question).status_code == 302
    assert (Explanation.objects.get().due, Explanation.objects.get().asked_by) == (SOON, stage.appraiser)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"question": "", "due": f"{SOON:%Y-%m-%d}"}, "Chưa ghi điều cần giải trình"),
        ({"question": "Vì sao?", "due": ""}, "Chưa chọn hạn giải trình"),
        ({"question": "Vì sao?", "due": "hôm qua"}, "Ngày không đúng"),
        ({"question": "Vì sao?", "due": "2021-01-03"}, "Hạn phải từ hôm nay trở đi"),
    ],
)
def test_question_that_cannot_be_asked_is_shown_back(stage, send, typed, said):
    advance(stage.assessment, State.SUBMITTED)
    response = send(stage.appraiser, to(stage.assessment, "ask_explanation"), typed)
    assert (response.status_code, Explanation.objects.count()) == (422, 0)
    assert said in response.content.decode()
    assert typed["question"] in response.content.decode()


@pytest.mark.parametrize("who", ["officer", "member", "reviewer"])
def test_only_appraisers_ask(stage, at, send, who):
    advance(stage.assessment, State.SUBMITTED)
    person, question = getattr(stage, who), {"question": "Vì sao?", "due": f"{SOON:%Y-%m-%d}"}
    assert to(stage.assessment, "ask_explanation") not in at(person, page_of(stage.assessment))
    assert send(person, to(stage.assessment, "ask_explanation"), question).status_code == 403


def test_nobody_asks_about_a_draft(stage, send):
    question = {"question": "Vì sao?", "due": f"{SOON:%Y-%m-%d}"}
    assert send(stage.appraiser, to(stage.assessment, "ask_explanation"), question).status_code == 403


def test_unit_explains_and_appraiser_settles(stage, at, send, asked):
    assessment = stage.assessment
    page = at(stage.officer, page_of(assessment))
    assert "còn 3 ngày" in page
    assert to(assessment, "explain") in page
    assert send(stage.officer, to(assessment, "explain"), {"text": "Biên bản số 5"}).url == page_of(assessment)
    page = at(stage.appraiser, page_of(assessment))
    assert "Đơn vị đã giải trình, chờ thẩm định" in page
    assert f'action="{to(assessment, "explain")}"' not in page
    send(stage.appraiser, to(assessment, "settle_explanation"))
    asked.refresh_from_db()
    assert (asked.text, asked.settled_by) == ("Biên bản số 5", stage.appraiser)
    assert send(stage.appraiser, to(assessment, "settle_explanation")).status_code == 302


def test_late_explanation_is_taken_and_marked(stage, at, send, asked):
    Explanation.objects.update(due=timezone.localdate() - dt.timedelta(days=2))
    assert "quá hạn 2 ngày" in at(stage.officer, page_of(stage.assessment))
    send(stage.officer, to(stage.assessment, "explain"), {"text": "Biên bản số 5"})
    assert "muộn 2 ngày" in at(stage.officer, page_of(stage.assessment))


def test_explanation_sent_from_the_sheet_goes_back_to_it(stage, send, asked):
    response = send(stage.officer, to(stage.assessment, "explain"), {"text": "Biên bản số 5", "from": "sheet"})
    assert response.url == f"{address(stage.assessment, 'II')}#criterion-II.1"


def test_words_that_come_after_the_settlement_are_shown_back(stage, send, asked):
    actions.settle_explanation(assessment=stage.assessment.pk, criterion=asked.score.criterion_id, by=stage.appraiser)
    response = send(stage.officer, to(stage.assessment, "explain"), {"text": "Biên bản số 5"})
    assert response.status_code == 422
    assert "Biên bản số 5" in response.content.decode()


def test_appraiser_explains_nothing(stage, send, asked):
    assert send(stage.appraiser, to(stage.assessment, "explain"), {"text": "Thay đơn vị"}).status_code == 403


# ---------------------------------------------------------------- disagreements


def test_two_answers_stand_side_by_side_and_the_secretary_resolves(stage, at, send, disputed):
    page = at(stage.secretary, page_of(stage.assessment))
    assert "Một bên cho là đạt, một bên cho là chưa đạt." in page
    assert [words in page for words in ("Đủ hồ sơ", "Thiếu biên bản")] == [True, True]
    revision = re.search(r'name="revision" value="(\d+)"', page)[1]
    chosen = {"met": "false", "note": "Biên bản chưa ký", "revision": revision}
    assert send(stage.secretary, to(stage.assessment, "resolve_disagreement"), chosen).status_code == 302
    disputed.refresh_from_db()
    assert (disputed.resolved_by, disputed.reason) == (stage.secretary, "Biên bản chưa ký")
    assert "Đã thống nhất" in at(stage.officer, page_of(stage.assessment))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"met": "true", "note": "", "revision": "3"}, "ghi lý do"),
        ({"note": "Vì vậy", "revision": "3"}, "Hãy chọn kết quả"),
        ({"met": "true", "note": "Vì vậy", "revision": "1"}, "vừa được người khác lưu"),
        ({"met": "maybe", "note": "Vì vậy", "revision": "3"}, "maybe"),
        ({"met": "true", "note": "a" * 5001, "revision": "3"}, "chỉ nhận tối đa 5000"),
    ],
)
def test_resolution_that_cannot_be_kept_is_shown_back(stage, send, disputed, typed, said):
    response = send(stage.secretary, to(stage.assessment, "resolve_disagreement"), typed)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert typed["note"] in response.content.decode()


@pytest.mark.parametrize("who", ["officer", "appraiser", "member"])
def test_only_the_secretary_resolves(stage, at, send, disputed, who):
    person, chosen = getattr(stage, who), {"met": "true", "note": "Vì vậy", "revision": "3"}
    assert to(stage.assessment, "resolve_disagreement") not in at(person, page_of(stage.assessment))
    assert send(person, to(stage.assessment, "resolve_disagreement"), chosen).status_code == 403


def test_reason_that_comes_after_the_resolution_is_shown_back(stage, send, disputed):
    chosen = {"met": "true", "note": "Đủ hồ sơ thật", "revision": "3"}
    send(stage.secretary, to(stage.assessment, "resolve_disagreement"), chosen)
    again = {**chosen, "note": "Lý do khác", "revision": "4"}
    response = send(stage.secretary, to(stage.assessment, "resolve_disagreement"), again)
    assert response.status_code == 422
    assert "Lý do khác" in response.content.decode()


def test_gap_in_points_is_said_in_words(points_sheet, at, score_of):
    stage = points_sheet
    advance(stage.assessment, State.SUBMITTED)
    second = make_person(Role.APPRAISER, stage.appraiser.memberships.get().unit)
    for by, points in ((stage.appraiser, "10"), (second, "5.5")):
        score = score_of(stage.assessment, "II.1")
        actions.save_appraisal(
            assessment=stage.assessment.pk,
            criterion=score.criterion_id,
            answer={"points": points},
            note="",
            revision=score.revision,
            by=by,
        )
    page = at(stage.secretary, page_of(stage.assessment))
    assert "Lệch 4,5 điểm, bằng 45% điểm tối đa; mức cho phép của kỳ là 20%." in page
