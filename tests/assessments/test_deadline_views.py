"""The pages of a unit's days and of a round's."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Extension
from tests.assessments.days import REASON, in_days, put_off


def address(place, name="deadlines"):
    return reverse(f"assessments:{name}", args=[place.assessment.round.code, place.assessment.unit_id])


def posted(days=6, **changes):
    return {"stage": "self_score", "due": in_days(days).isoformat(), "reason": REASON, **changes}


def round_posted(*days):
    stages = ("self_score", "appraisal", "decision")
    return {stage: in_days(day).isoformat() for stage, day in zip(stages, days, strict=True)} | {"reason": REASON}


def test_unit_sees_its_days_and_no_form(due, at):
    put_off(due)
    page = at(due.officer, address(due))
    assert f"{in_days(6):%d/%m/%Y}" in page
    assert (REASON in page, "<textarea" in page) == (True, False)


def test_sheet_says_until_when_it_was_extended(due, at):
    sheet = reverse("assessments:sheet", args=["round-1", due.ward.pk])
    assert "Hạn tự chấm điểm</a>" in at(due.officer, sheet)
    put_off(due)
    page = at(due.officer, sheet)
    assert ("Hạn tự chấm điểm được gia hạn đến</a>" in page, "còn 6 ngày" in page) == (True, True)


def test_secretary_extends_from_the_page(due, send, at):
    answer = send(due.secretary, address(due, "extend"), posted())
    assert answer.url == address(due)
    assert "Đã gia hạn tự chấm điểm đến ngày" in at(due.secretary, answer.url)


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"due": "31/02/2027"}, "field-error"),
        ({"stage": "sooner"}, "field-error"),
        ({"reason": ""}, "field-error"),
        ({"days": 3}, "Hạn đang có hiệu lực là ngày"),
        ({"days": 11}, "Hãy gia hạn thẩm định trước"),
    ],
)
def test_wrong_extension_comes_back_with_what_is_wrong(due, send, changes, said):
    answer = send(due.secretary, address(due, "extend"), posted(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Extension.objects.exists()


def test_extension_sent_twice_is_made_once(due, send):
    first, second = (send(due.secretary, address(due, "extend"), posted()) for _time in range(2))
    assert (first.status_code, second.status_code, Extension.objects.count()) == (302, 422, 1)


@pytest.mark.parametrize("who, status", [("stranger", 404), ("officer", 403), ("member", 403)])
def test_extension_is_refused_to_others(due, send, who, status):
    assert send(getattr(due, who), address(due, "extend"), posted()).status_code == status


@pytest.mark.parametrize("extensions", [1, 3])
def test_page_of_deadlines_costs_the_same_for_any_number(due, client, django_assert_num_queries, extensions):
    for days in range(4, 4 + extensions):
        put_off(due, days=days)
    client.force_login(due.secretary)
    with django_assert_num_queries(8):
        client.get(address(due))


def test_secretary_moves_the_days_of_a_round_from_its_page(due, send, at):
    dates = reverse("assessments:round_dates", args=["round-1"])
    assert dates in at(due.secretary, reverse("assessments:round", args=["round-1"]))
    assert f'value="{in_days(3).isoformat()}"' in at(due.secretary, dates)
    assert send(due.secretary, dates, round_posted(5, 12, 20)).status_code == 302
    assert Assessment.objects.get(pk=due.assessment.pk).due_of("appraisal") == in_days(12)


def test_wrong_days_of_a_round_come_back_in_words(due, send):
    answer = send(due.secretary, reverse("assessments:round_dates", args=["round-1"]), round_posted(15, 12, 20))
    assert answer.status_code == 422
    assert "Hạn tự chấm điểm không được sau hạn thẩm định" in answer.content.decode()


@pytest.mark.parametrize("who, status", [("stranger", 404), ("officer", 403), ("member", 403)])
def test_days_of_a_round_are_kept_from_others(due, at, who, status):
    at(getattr(due, who), reverse("assessments:round_dates", args=["round-1"]), status=status)
