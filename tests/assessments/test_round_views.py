"""The pages of rounds: all, one, and its two steps."""

import pytest
from django.urls import reverse

from accounts.models import Role
from assessments.models import AssessmentRound, RoundState, State
from tests.factories import (
    advance,
    make_city,
    make_criteria_set,
    make_enrolment,
    make_open_round,
    make_person,
    make_round,
    make_unit,
)


def read(client, user, name, *arguments, status=200):
    client.force_login(user)
    response = client.get(reverse(f"assessments:{name}", args=arguments))
    assert response.status_code == status
    return response.content.decode()


def test_rounds_are_listed_for_those_who_take_part(stage, client):
    make_open_round(title="Kỳ của nơi khác")
    page = read(client, stage.officer, "rounds")
    assert (page.count("data-row-link"), "Kỳ của nơi khác" in page) == (1, False)


def test_rounds_open_with_what_is_awaited(stage, client):
    shown = stage.assessment.round
    page = read(client, stage.officer, "rounds")
    assert (
        f"Đang mở 1 kỳ, còn 1 phiếu chưa nộp, hạn nộp sớm nhất {shown.self_score_due:%d/%m/%Y}; đã công bố 0 kỳ."
        in page
    )


def test_rounds_say_that_none_is_open(stage, client):
    advance(stage.assessment, State.PUBLISHED)
    assert "Không có kỳ nào đang mở; đã công bố 1 kỳ." in read(client, stage.officer, "rounds")


def test_rounds_say_what_will_stand_there(client, db):
    assert "Các kỳ đánh giá của đơn vị bạn sẽ hiện ở đây" in read(
        client, make_person(Role.OFFICER, make_unit()), "rounds"
    )


@pytest.mark.parametrize("who, seen", [("secretary", True), ("member", True), ("officer", False)])
def test_round_in_preparation_is_seen_by_those_with_the_overview(stage, client, who, seen):
    prepared = make_round(stage.assessment.round.criteria_set)
    read(client, getattr(stage, who), "round", prepared.code, status=200 if seen else 404)


def test_round_of_strangers_is_not_found(stage, client):
    read(client, stage.stranger, "round", stage.assessment.round.code, status=404)


def test_round_says_how_far_it_has_come(stage, client):
    advance(stage.assessment, State.SUBMITTED)
    page = read(client, stage.member, "round", stage.assessment.round.code)
    assert "1/1 đơn vị đã nộp (1 nộp muộn); đã thẩm định xong 0, có quyết định 0." in page


def test_officer_sees_only_the_own_row(client, db):
    city = make_city()
    own, other = make_unit("Của mình", parent=city), make_unit("Của người", parent=city)
    code = make_open_round([own, other]).code
    page = read(client, make_person(Role.OFFICER, own), "round", code)
    assert ("Của mình" in page, "Của người" in page) == (True, False)


@pytest.mark.parametrize("units", [1, 3])
def test_pages_cost_the_same_for_any_number_of_units(client, units, django_assert_num_queries, db):
    city = make_city()
    criteria_set = make_criteria_set()
    wards = [make_unit(parent=city) for _number in range(units)]
    for year in range(2021, 2021 + units):
        last = make_open_round(wards, criteria_set, ends_on=f"{year}-12-31")
    read(client, make_person(Role.SECRETARY, city), "round", last.code)
    with django_assert_num_queries(6):
        client.get(reverse("assessments:rounds"))
    with django_assert_num_queries(10):
        client.get(reverse("assessments:round", args=[last.code]))


def test_units_can_be_narrowed_to_one_parent(client, db):
    city = make_city()
    districts = [make_unit(name, type="urban-district", parent=city) for name in ("Hải Châu", "Thanh Khê")]
    code = make_open_round([make_unit(f"Phường {each.pk}", parent=each) for each in districts]).code
    client.force_login(make_person(Role.MEMBER, city))
    page = client.get(reverse("assessments:round", args=[code]), {"parent": districts[0].pk}).content.decode()
    assert [f"Phường {each.pk}</a>" in page for each in districts] == [True, False]


@pytest.mark.parametrize(
    "query", [{"parent": "x"}, {"page": "no"}, {"page": "99"}, {"parent": "²"}, {"parent": "9" * 30}]
)
def test_senseless_query_shows_the_page_all_the_same(stage, client, query):
    client.force_login(stage.member)
    assert client.get(reverse("assessments:round", args=["round-1"]), query).status_code == 200


def test_secretary_opens_a_round_with_a_word_on_what_it_does(client, db):
    criteria_set, city = make_criteria_set(), make_city()
    make_enrolment(make_unit(parent=city), criteria_set.programme)
    prepared, secretary = make_round(criteria_set), make_person(Role.SECRETARY, city)
    assert "Mở kỳ sẽ tạo phiếu đánh giá cho 1 đơn vị" in read(client, secretary, "round", prepared.code)
    client.post(reverse("assessments:open_round", args=[prepared.code]))
    assert AssessmentRound.objects.get(pk=prepared.pk).state == RoundState.OPEN


def test_publish_stands_there_only_when_all_is_decided(stage, client):
    code = stage.assessment.round.code
    page = read(client, stage.secretary, "round", code)
    assert "Chưa công bố được: còn 1 đơn vị chưa có quyết định." in page
    assert "Công bố kết quả" not in page
    advance(stage.assessment, State.DECIDED)
    assert "Công bố kết quả" in read(client, stage.secretary, "round", code)
    client.post(reverse("assessments:publish", args=[code]))
    assert "Kỳ này đã công bố và niêm phong" in read(client, stage.secretary, "round", code)


@pytest.mark.parametrize("who, status", [("member", 403), ("officer", 403), ("stranger", 404)])
@pytest.mark.parametrize("verb", ["open_round", "publish"])
def test_steps_of_a_round_are_the_secretarys(stage, client, who, status, verb):
    advance(stage.assessment, State.DECIDED)
    client.force_login(getattr(stage, who))
    assert client.post(reverse(f"assessments:{verb}", args=["round-1"])).status_code == status


def test_publishing_too_early_says_who_is_waited_for(stage, client):
    client.force_login(stage.secretary)
    page = client.post(reverse("assessments:publish", args=["round-1"]), follow=True).content.decode()
    assert "Chưa thể công bố: còn 1 đơn vị chưa có quyết định (phường Hải Châu I)." in page


@pytest.mark.parametrize(
    "who, is_led", [("secretary", True), ("officer", True), ("commander", True), ("member", False)]
)
def test_round_leads_whoever_writes_it_up_to_its_documents(stage, client, who, is_led):
    page = read(client, getattr(stage, who), "round", stage.assessment.round.code)
    start = f'href="{reverse("reports:new")}?round={stage.assessment.round.code}"'
    assert (start in page) == is_led


def test_round_that_nobody_takes_part_in_has_nothing_to_write_up(client, db):
    prepared = make_round()
    secretary = make_person(Role.SECRETARY, make_city())
    assert reverse("reports:new") not in read(client, secretary, "round", prepared.code)
