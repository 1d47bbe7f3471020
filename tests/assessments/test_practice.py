"""Practice: a published dossier scored blind, without a trace on the real one."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import Event, Role
from assessments.actions import practice as practising
from assessments.models import Assessment, CriterionScore, CriterionStatistic, GroupResult, Practice, State
from criteria import scoring
from tests.factories import (
    advance,
    good_answer,
    make_city,
    make_criteria_set,
    make_department,
    make_open_round,
    make_person,
    make_unit,
    met_criterion,
    points_criterion,
)


@pytest.fixture
def published(stage):
    """The ward's dossier published: I.1 unmet, the others met; with the unit's words and the appraiser's."""
    stage.assessment = advance(stage.assessment, State.DECIDED, except_for=["I.1"])
    CriterionScore.objects.filter(assessment=stage.assessment).update(
        self_note="lời đơn vị", appraised_note="lời phòng"
    )
    stage.assessment = advance(stage.assessment, State.PUBLISHED)
    return stage


@pytest.fixture
def practice(published):
    return practising.start_practice(assessment=published.assessment.pk, by=published.officer)


def answer(practice, code, value, by):
    return practising.save_practice_answer(practice=practice.pk, criterion=code, answer=value, by=by)


def url(name, *arguments):
    return reverse(f"practice:{name}", args=arguments)


# ---------------------------------------------------------------- starting


def test_only_what_is_published_can_be_practised_on(stage, send):
    assert send(stage.officer, url("start"), {"round": "round-1", "unit": stage.ward.pk}).status_code == 404
    with pytest.raises(PermissionDenied):
        practising.start_practice(assessment=stage.assessment.pk, by=stage.officer)


@pytest.mark.parametrize("who, status", [("officer", 302), ("appraiser", 302), ("member", 403), ("stranger", 404)])
def test_practice_is_for_those_who_score_and_see_the_dossier(published, send, who, status):
    started = send(getattr(published, who), url("start"), {"round": "round-1", "unit": published.ward.pk})
    assert started.status_code == status


def test_forged_start_on_a_dossier_of_others_is_refused(published):
    with pytest.raises(PermissionDenied):
        practising.start_practice(assessment=published.assessment.pk, by=published.stranger)


@pytest.mark.parametrize("data", [{}, {"round": "no-such"}, {"round": "round-1", "unit": "9" * 15}])
def test_senseless_start_finds_nothing(published, send, data):
    assert send(published.officer, url("start"), data).status_code == 404


def test_second_start_comes_back_to_the_open_practice(published, send):
    where = [send(published.officer, url("start"), {"round": "round-1"}).url for _press in range(2)]
    assert where[0] == where[1]
    assert Practice.objects.count() == 1


def test_chance_prefers_a_dossier_that_was_not_practised_on(db, send):
    city = make_city()
    shown = make_open_round([make_unit(parent=city) for _number in range(3)])
    sheets = [advance(each, State.DECIDED) for each in shown.assessments.all()]
    advance(sheets[0], State.PUBLISHED)
    appraiser = make_person(Role.APPRAISER, make_department(city=city))
    for _number in range(3):
        send(appraiser, url("start"), {"round": shown.code})
    assert {each.assessment_id for each in Practice.objects.all()} == {each.pk for each in sheets}


# ---------------------------------------------------------------- blind


def test_page_shows_the_units_words_and_nothing_of_the_result(practice, published, client):
    client.force_login(published.officer)
    page = client.get(url("practice", practice.pk)).content.decode()
    assert page.count("lời đơn vị") == 2
    given_away = ["lời phòng", "checked", "2/3", "66,7", "hạng", "Kết quả chính thức", "Chưa đạt chuẩn", "Cán bộ PV05"]
    assert [words for words in given_away if words in page] == []


def test_page_is_the_same_however_the_dossier_came_out(practice, published, at):
    before = at(published.officer, url("practice", practice.pk)).partition('id="content"')[2]
    CriterionScore.objects.filter(assessment=published.assessment).update(
        official_points=0, official_met=False, self_points=0, self_met=False, appraised_points=0, appraised_met=False
    )
    Assessment.objects.filter(pk=published.assessment.pk).update(met=0, points=0, percent=0, class_code="", rank=9)
    after = at(published.officer, url("practice", practice.pk)).partition('id="content"')[2]
    tokens = [part.split('"')[0] for part in before.split('csrfmiddlewaretoken" value="')[1:]]
    fresh = [part.split('"')[0] for part in after.split('csrfmiddlewaretoken" value="')[1:]]
    for old, new in zip(tokens, fresh, strict=True):
        before, after = before.replace(old, "token"), after.replace(new, "token")
    assert before == after


def test_evidence_is_named_by_its_title(practice, published, at, score_of):
    now = published.assessment.updated_at
    evidence = published.ward.evidence.create(
        title="Quyết định minh họa", document_number="12/QĐ", created_by=published.officer
    )
    revision = evidence.revisions.create(number=1, url="https://example.org/", by=published.officer, at=now)
    score_of(published.assessment, "I.1").evidence_uses.create(
        evidence=evidence, revision=revision, by=published.officer, at=now
    )
    assert "Quyết định minh họa (12/QĐ)" in at(published.officer, url("practice", practice.pk))


def test_result_is_kept_back_until_the_practice_is_finished(practice, published, client):
    client.force_login(published.officer)
    assert client.get(url("result", practice.pk)).url == url("practice", practice.pk)


@pytest.mark.parametrize("name", ["practice", "result"])
@pytest.mark.parametrize("who", ["commander", "secretary", "stranger"])
def test_practice_is_its_owners_alone(practice, published, at, name, who):
    at(getattr(published, who), url(name, practice.pk), status=404)


@pytest.mark.parametrize("name, arguments", [("finish", ()), ("save", ("I.1",))])
def test_nobody_else_writes_in_a_practice(practice, published, send, name, arguments):
    assert send(published.secretary, url(name, practice.pk, *arguments), {"met": "true"}).status_code == 404
    with pytest.raises(PermissionDenied):
        answer(practice, "I.1", {"met": True}, published.secretary)


def test_group_that_is_not_there_is_not_found(practice, published, at):
    at(published.officer, url("group", practice.pk, "no-such"), status=404)


# ---------------------------------------------------------------- scoring


@pytest.mark.parametrize("headers, status", [({}, 302), ({"HTTP_HX_REQUEST": "true"}, 200)])
def test_answer_is_kept_and_shown_again(practice, published, send, at, headers, status):
    saved = send(published.officer, url("save", practice.pk, "I.1"), {"met": "false"}, **headers)
    assert saved.status_code == status
    practice.refresh_from_db()
    assert practice.answers == {"I.1": {"met": False}}
    page = at(published.officer, url("practice", practice.pk))
    assert ('value="false" checked' in page, "Đã chấm 1/3 tiêu chí" in page) == (True, True)


def test_saved_answer_tells_htmx_how_many_are_done(practice, published, send):
    page = send(published.officer, url("save", practice.pk, "I.1"), {"met": "true"}, HTTP_HX_REQUEST="true")
    shown = page.content.decode()
    assert ("Đã chấm 1/3 tiêu chí" in shown, "đã ghi câu trả lời của bạn" in shown, "điểm" in shown) == (
        True,
        True,
        False,
    )


def test_bad_answer_is_refused_with_a_sentence(practice, published, send):
    response = send(published.officer, url("save", practice.pk, "I.1"), {"met": "maybe"})
    assert (response.status_code, "Chưa lưu; chữ bạn nhập vẫn giữ trong ô." in response.content.decode()) == (422, True)
    practice.refresh_from_db()
    assert practice.answers == {}


def test_action_refuses_an_answer_that_does_not_fit(practice, published):
    with pytest.raises(scoring.AnswersRefused):
        answer(practice, "I.1", {"points": "3"}, published.officer)


def test_criterion_that_is_not_asked_is_not_found(practice, published, send):
    assert send(published.officer, url("save", practice.pk, "no-such"), {"met": "true"}).status_code == 404


def test_lapsed_session_comes_back_to_the_group(practice, published, client):
    where = url("save", practice.pk, "I.1")
    assert client.post(where, {"met": "true"}).url == f"/accounts/login/?next={where}"
    client.force_login(published.officer)
    assert client.get(where).url == f"{url('group', practice.pk, 'I')}#criterion-I.1"


def test_appraiser_may_limit_practice_to_the_departments_criteria(stage, at):
    criteria = [met_criterion("1", department="PV05"), met_criterion("2", department="PC06"), met_criterion("3")]
    criteria_set = make_criteria_set(groups=[{"code": "I", "title": "Nhóm", "criteria": criteria}])
    assessment = advance(make_open_round([stage.ward], criteria_set).assessments.get(), State.PUBLISHED)
    practice = practising.start_practice(assessment=assessment.pk, by=stage.appraiser)
    whole = at(stage.appraiser, url("practice", practice.pk))
    limited = at(stage.appraiser, url("practice", practice.pk) + "?department=PV05")
    strange = at(stage.appraiser, url("practice", practice.pk) + "?department=PC06")
    assert [page.count("<article") for page in (whole, limited, strange)] == [3, 2, 3]


# ---------------------------------------------------------------- comparing


def test_empty_practice_cannot_be_finished(practice, published, client):
    client.force_login(published.officer)
    page = client.post(url("finish", practice.pk), follow=True).content.decode()
    assert "Bạn chưa chấm tiêu chí nào." in page


def test_result_says_how_far_it_agrees_and_puts_the_largest_gap_first(practice, published, client):
    for code, is_met in [("I.2", True), ("I.1", True)]:
        answer(practice, code, {"met": is_met}, published.officer)
    client.force_login(published.officer)
    page = client.post(url("finish", practice.pk), follow=True).content.decode()
    assert "Bạn chấm trùng kết quả chính thức ở 1/2 tiêu chí (50%); tổng của bạn cao hơn 1 điểm;" in page
    assert "lệch nhiều nhất ở tiêu chí I.1; 1 tiêu chí không chấm." in page
    assert page.index("I.1 Tiêu chí I.1") < page.index("I.2 Tiêu chí I.2")
    assert page.count("lời phòng") == 2


def test_finished_practice_takes_no_further_answer(practice, published, send):
    answer(practice, "I.1", {"met": True}, published.officer)
    practising.finish_practice(practice=practice.pk, by=published.officer)
    with pytest.raises(practising.PracticeFinished):
        answer(practice, "I.2", {"met": True}, published.officer)
    response = send(published.officer, url("save", practice.pk, "I.2"), {"met": "true"}, HTTP_HX_REQUEST="true")
    assert response.status_code == 302
    practice.refresh_from_db()
    assert practice.answers == {"I.1": {"met": True}}


def test_second_press_of_done_changes_nothing(practice, published):
    answer(practice, "I.1", {"met": True}, published.officer)
    times = {practising.finish_practice(practice=practice.pk, by=published.officer).finished_at for _press in range(2)}
    assert len(times) == 1


def test_finished_practice_can_be_started_again(practice, published, send):
    answer(practice, "I.1", {"met": True}, published.officer)
    practising.finish_practice(practice=practice.pk, by=published.officer)
    again = send(published.officer, url("start"), {"round": "round-1", "unit": published.ward.pk})
    assert again.url != url("practice", practice.pk)
    assert Practice.objects.count() == 2


@pytest.mark.parametrize("mine, words", [("10", "1/1 tiêu chí (100%)"), ("4", "tổng của bạn thấp hơn 6 điểm")])
def test_points_are_compared_as_points(points_sheet, mine, words, at):
    stage = points_sheet
    advance(stage.assessment, State.PUBLISHED)
    practice = practising.start_practice(assessment=stage.assessment.pk, by=stage.officer)
    answer(practice, "I.1", {"points": mine}, stage.officer)
    practising.finish_practice(practice=practice.pk, by=stage.officer)
    assert words in at(stage.officer, url("result", practice.pk))


# ---------------------------------------------------------------- no trace


def trace(assessment):
    """All that the real dossier, its round and the log hold."""
    rows = [
        Assessment.objects.filter(pk=assessment.pk),
        CriterionScore.objects.order_by("pk"),
        GroupResult.objects.order_by("pk"),
        CriterionStatistic.objects.order_by("pk"),
        Event.objects.order_by("pk"),
    ]
    return [list(each.values()) for each in rows]


def test_practice_leaves_no_trace_on_the_real_dossier(published, client):
    before = trace(published.assessment)
    client.force_login(published.officer)
    where = client.post(url("start"), {"round": "round-1"}).url
    practice = Practice.objects.get()
    for code in ("I.1", "I.2", "II.1"):
        client.post(url("save", practice.pk, code), {"met": "false"})
    for address in (url("practices"), where, url("finish", practice.pk), url("result", practice.pk)):
        client.post(address) if "finish" in address else client.get(address)
    assert Practice.objects.get().finished_at is not None
    assert trace(published.assessment) == before


# ---------------------------------------------------------------- the list


def test_list_says_how_far_the_finished_ones_agree(practice, published, at):
    assert "Bạn đang chấm thử 1 hồ sơ, chưa xong hồ sơ nào." in at(published.officer, url("practices"))
    for code in ("I.1", "I.2"):
        answer(practice, code, {"met": True}, published.officer)
    practising.finish_practice(practice=practice.pk, by=published.officer)
    page = at(published.officer, url("practices"))
    assert "Bạn đã chấm thử xong 1 lần: trùng kết quả chính thức ở 1/2 tiêu chí (50%)." in page
    assert "Bạn đã chấm thử" not in at(published.commander, url("practices"))


def test_list_without_a_published_round_says_what_will_stand_there(stage, at):
    assert "Chưa có hồ sơ nào để chấm thử" in at(stage.officer, url("practices"))


@pytest.mark.parametrize("who, leads", [("officer", True), ("appraiser", True), ("member", False)])
def test_rounds_lead_to_practice(stage, at, who, leads):
    page = at(getattr(stage, who), reverse("assessments:rounds"))
    assert (f'href="{url("practices")}"' in page) is leads


def test_list_is_for_those_who_score(stage, at):
    at(stage.member, url("practices"), status=403)


@pytest.mark.parametrize("query, count", [("", 1), ("?q=hai+chau", 1), ("?q=khong", 0), ("?round=no&page=x", 1)])
def test_dossiers_can_be_searched(published, at, query, count):
    assert at(published.appraiser, url("practices") + query).count('name="unit"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_any_number(client, count, django_assert_num_queries, db):
    city = make_city()
    criteria = [points_criterion(f"I.{number}") for number in range(count)]
    criteria_set = make_criteria_set(
        criterion=points_criterion, groups=[{"code": "I", "title": "Nhóm", "criteria": criteria}]
    )
    shown = make_open_round([make_unit(parent=city) for _number in range(count)], criteria_set)
    sheets = [advance(each, State.DECIDED) for each in shown.assessments.all()]
    advance(sheets[0], State.PUBLISHED)
    secretary = make_person(Role.SECRETARY, city)
    for each in sheets:
        practice = practising.start_practice(assessment=each.pk, by=secretary)
        for criterion in criteria_set.groups.get().criteria.all():
            answer(practice, criterion.code, good_answer(criterion), secretary)
        practising.finish_practice(practice=practice.pk, by=secretary)
    again = practising.start_practice(assessment=sheets[0].pk, by=secretary)
    client.force_login(secretary)
    client.get(url("practices"))
    for address, queries in [
        (url("practices"), 9),
        (url("practice", again.pk), 7),
        (url("result", practice.pk), 6),
    ]:
        with django_assert_num_queries(queries):
            client.get(address)
