"""Opening obstacles: by the form, in one click at an unmet criterion, and the ways that lead there."""

import pytest
from django.urls import reverse

from assessments.actions import save_self_score
from assessments.models import AssessmentRound
from committee.models import Obstacle
from tests.committee.obstacle_samples import ago, make_obstacle, make_place, make_rounds
from tests.factories import make_open_round, make_unit

NEW, ONE_CLICK = reverse("committee:obstacle_new"), reverse("committee:open_obstacle")


@pytest.fixture
def place(db):
    return make_place()


def page_of(obstacle):
    return reverse("committee:obstacle", args=[obstacle.pk])


def typed(*units, **changes):
    return {
        "title": "Thiếu biên chế",
        "units": [unit.pk for unit in units],
        "since": ago(9).isoformat(),
        "cause": "internal",
        **changes,
    }


# ---------------------------------------------------------------- opening


def test_form_opens_an_obstacle(place, send, at):
    answer = send(place.officer, NEW, typed(place.ward, effect="Không đủ người trực"))
    obstacle = Obstacle.objects.get()
    assert (answer.status_code, answer.url) == (302, page_of(obstacle))
    assert (obstacle.cause, obstacle.since, obstacle.opened_by) == ("internal", ago(9), place.officer)
    page = at(place.officer, answer.url)
    assert ("Đã ghi vướng mắc." in page, "Không đủ người trực" in page) == (True, True)


def test_form_begins_with_the_unit_and_the_criterion_of_its_address(place, at):
    criterion = make_rounds([place.ward], ["II.1"], ["II.1"])["II.1"]
    page = at(place.secretary, f"{NEW}?unit={place.ward.pk}&criterion={criterion.pk}&round=round-1")
    assert 'value="2021-12-31"' in page
    assert f'value="{criterion.pk}" id="id_criteria_2" checked' in page
    assert f'<option value="{criterion.criteria_set.programme_id}" selected>' in page


def test_form_says_what_stands_already(place, at):
    criterion = make_rounds([place.ward], ["II.1"])["II.1"]
    obstacle = make_obstacle(place, criteria=[criterion])
    page = at(place.officer, f"{NEW}?unit={place.ward.pk}&criterion={criterion.pk}")
    assert f'<a href="{page_of(obstacle)}">{obstacle.title}</a>' in page


@pytest.mark.parametrize(
    "query", ["unit=x&criterion=y", "unit=99999999999999999999", "unit=999999&criterion=999999", ""]
)
def test_form_begins_empty_where_the_address_makes_no_sense(place, at, query):
    assert "Ghi vướng mắc" in at(place.officer, f"{NEW}?{query}")


def test_form_is_not_for_a_member(place, at, send):
    at(place.member, NEW, status=403)
    assert send(place.member, NEW, typed(place.ward)).status_code == 403


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"units": []}, "Chưa chọn đơn vị nào."),
        ({"units": [999999]}, "Có đơn vị ngoài phạm vi của bạn."),
        ({"since": "31/02/2025"}, "field-error"),
        ({"since": ago(-1).isoformat()}, "Ngày này chưa đến."),
        ({"cause": "fate"}, "field-error"),
        ({"criteria": [999999]}, "field-error"),
        ({"title": ""}, "Chưa rõ vướng ở đâu."),
        ({"title": "x" * 301}, "field-error"),
        ({"effect": "x" * 5001}, "field-error"),
    ],
)
def test_wrong_form_comes_back_with_what_is_wrong(place, send, changes, said):
    answer = send(place.officer, NEW, typed(place.ward, **changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Obstacle.objects.exists()


def test_form_sent_twice_opens_one(place, send):
    first, second = (send(place.officer, NEW, typed(place.ward)) for _time in range(2))
    assert (first.status_code, second.status_code, Obstacle.objects.count()) == (302, 422, 1)
    assert "Vướng mắc này đã được ghi và chưa tháo gỡ" in second.content.decode()


def test_form_offers_ones_own_units_only(place, at):
    assert "Công an phường Hòa Phong" not in at(place.commander, NEW)
    assert "Công an phường Hòa Phong" in at(place.secretary, NEW)


@pytest.mark.parametrize("units", [1, 3])
def test_form_costs_the_same_for_any_number_of_units(place, client, django_assert_num_queries, units):
    for _unit in range(units):
        make_unit(parent=place.city)
    criterion = make_rounds([place.ward], ["II.1"])["II.1"]
    client.force_login(place.secretary)
    client.get(NEW)
    with django_assert_num_queries(17):
        client.get(NEW, {"unit": place.ward.pk, "criterion": criterion.pk})


# ---------------------------------------------------------------- one click


def test_one_click_opens_and_a_second_one_leads_to_the_same(place, send, at):
    criterion = make_rounds([place.ward], ["II.1"])["II.1"]
    data = {"unit": place.ward.pk, "criterion": criterion.pk}
    first, second = (send(place.officer, ONE_CLICK, data) for _time in range(2))
    obstacle = Obstacle.objects.get()
    assert (first.url, second.url) == (page_of(obstacle), page_of(obstacle))
    assert obstacle.title == "Tiêu chí II.1 chưa đạt: Tiêu chí II.1"
    assert "Vướng mắc này đã được ghi và chưa tháo gỡ" in at(place.officer, second.url)


def test_one_click_goes_back_where_the_button_stood_and_nowhere_else(place, send):
    criteria = make_rounds([place.ward], ["II.1", "I.1"])
    for code, wanted, led_to_page in (("II.1", "/units/1/", False), ("I.1", "https://example.org/", True)):
        data = {"unit": place.ward.pk, "criterion": criteria[code].pk, "next": wanted}
        answer = send(place.officer, ONE_CLICK, data)
        obstacle = Obstacle.objects.get(criteria=criteria[code])
        assert answer.url == (page_of(obstacle) if led_to_page else wanted)


def test_one_click_at_a_met_criterion_leads_to_the_form(place, send):
    criterion = make_rounds([place.ward], [])["II.1"]
    answer = send(place.officer, ONE_CLICK, {"unit": place.ward.pk, "criterion": criterion.pk})
    assert answer.url == f"{NEW}?unit={place.ward.pk}&criterion={criterion.pk}"


def test_one_click_is_refused_to_others(place, send, client):
    criterion = make_rounds([place.ward], ["II.1"])["II.1"]
    data = {"unit": place.ward.pk, "criterion": criterion.pk}
    assert send(place.stranger, ONE_CLICK, data).status_code == 404
    assert send(place.member, ONE_CLICK, data).status_code == 403
    for faulty in ({}, {**data, "unit": "x"}, {**data, "criterion": 999999}):
        assert send(place.officer, ONE_CLICK, faulty).status_code == 404
    assert client.get(ONE_CLICK).status_code == 405
    assert not Obstacle.objects.exists()


def test_criterion_of_a_sheet_has_the_button_where_it_is_unmet(place, at):
    criteria = make_rounds([place.ward], ["II.1"])
    code = AssessmentRound.objects.get().code
    unmet, met = (reverse("assessments:criterion", args=[code, place.ward.pk, each]) for each in ("II.1", "I.1"))
    assert f'name="criterion" value="{criteria["II.1"].pk}"' in at(place.officer, unmet)
    assert ONE_CLICK not in at(place.officer, met)
    assert ONE_CLICK not in at(place.member, unmet)


def test_sheet_links_an_unmet_answer_to_the_form(place, at):
    from_sheet = f"{NEW}?unit={place.ward.pk}&amp;criterion="
    criteria = make_rounds([place.ward], [])
    opened = make_draft(place, criteria)
    assert from_sheet not in at(place.officer, sheet_of(opened))
    answer_one(opened, criteria["I.1"], place.officer)
    assert f"{from_sheet}{criteria['I.1'].pk}&amp;round={opened.code}" in at(place.officer, sheet_of(opened))


def make_draft(place, criteria):
    return make_open_round([place.ward], criteria["I.1"].criteria_set, ends_on="2022-12-31", code="draft")


def sheet_of(assessment_round):
    assessment = assessment_round.assessments.get()
    return reverse("assessments:sheet", args=[assessment_round.code, assessment.unit_id])


def answer_one(assessment_round, criterion, by):
    answer = {"answer": {"met": False}, "note": "", "revision": 0}
    assessment = assessment_round.assessments.get()
    save_self_score(assessment=assessment.pk, criterion=criterion.pk, by=by, **answer)
