"""The previews of what concerns a round as a whole: opening and publishing."""

import pytest
from django.urls import reverse

from accounts.models import Role
from assessments.models import AssessmentRound, RoundState, State
from tests.assessments.bulk import make_wards
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

pytestmark = pytest.mark.django_db


def url(name, code="round-b"):
    return reverse(f"assessments:{name}", args=[code])


def prepare(names, city, criteria_set=None):
    criteria_set = criteria_set or make_criteria_set()
    units = [make_unit(name, parent=city) for name in names]
    for unit in units:
        make_enrolment(unit, criteria_set.programme)
    return make_round(criteria_set, code="round-b"), units


def test_opening_names_the_units_and_what_freezes(at):
    city = make_city()
    prepare(["An Hải", "Cẩm Lệ"], city)
    page = at(make_person(Role.SECRETARY, city), url("preview_opening"))
    assert "Kỳ sẽ có phiếu cho <strong>2</strong> đơn vị tham gia vào ngày 31/12/2021." in page
    assert "phường An Hải, phường Cẩm Lệ" in page
    assert "2 nhóm, 3 tiêu chí" in page
    assert "bộ tiêu chí: câu chữ, thang điểm, trọng số, phân loại không sửa được nữa" in page


def test_opening_flags_units_without_accounts(at):
    city = make_city()
    _prepared, (whole, headless, empty) = prepare(["Đủ", "Thiếu chỉ huy", "Trống"], city)
    make_person(Role.OFFICER, whole)
    make_person(Role.COMMANDER, whole)
    make_person(Role.OFFICER, headless)
    make_person(Role.OFFICER, empty, is_active=False)
    page = at(make_person(Role.SECRETARY, city), url("preview_opening"))
    assert "<strong>2</strong> đơn vị chưa có người nhập liệu hoặc chỉ huy trong cổng." in page
    assert '<th scope="row">phường Thiếu chỉ huy</th><td>chỉ huy: không ai nộp được phiếu</td>' in page
    assert '<th scope="row">phường Trống</th><td>cán bộ nhập liệu và chỉ huy: không ai điền' in page
    assert '<th scope="row">phường Đủ</th>' not in page


def test_opening_is_done_from_the_preview(at, send):
    city = make_city()
    prepared, _units = prepare(["A"], city)
    secretary = make_person(Role.SECRETARY, city)
    assert url("open_round") in at(secretary, url("preview_opening"))
    send(secretary, url("open_round"))
    assert AssessmentRound.objects.get(pk=prepared.pk).state == RoundState.OPEN
    at(secretary, url("preview_opening"), status=302)


def test_opening_beyond_the_secretarys_reach_is_another_ones(at):
    city, criteria_set = make_city(), make_criteria_set()
    prepare(["A"], city, criteria_set)
    make_enrolment(make_unit(parent=make_city("Huế")), criteria_set.programme)
    page = at(make_person(Role.SECRETARY, city), url("preview_opening"))
    assert "thư ký Tổ giúp việc của cấp trên mở." in page
    assert url("open_round") not in page


def test_opening_without_units_says_what_to_do(at):
    city = make_city()
    make_round(make_criteria_set(), code="round-b")
    page = at(make_person(Role.SECRETARY, city), url("preview_opening"))
    assert "Hãy ghi danh đơn vị trước." in page
    assert url("open_round") not in page


@pytest.mark.parametrize("role, status", [(Role.MEMBER, 403), (Role.COMMANDER, 404)])
def test_preview_of_opening_is_the_secretarys(at, role, status):
    city = make_city()
    _prepared, units = prepare(["A"], city)
    at(make_person(role, units[0] if role == Role.COMMANDER else city), url("preview_opening"), status=status)


@pytest.mark.parametrize("units", [1, 3, 100])
def test_preview_of_opening_costs_the_same_for_any_number_of_units(units, client, django_assert_num_queries):
    city = make_city()
    prepare([f"Phường {number}" for number in range(units)], city)
    client.force_login(make_person(Role.SECRETARY, city))
    client.get(url("preview_opening"))
    with django_assert_num_queries(13):
        assert client.get(url("preview_opening")).status_code == 200


# ---------------------------------------------------------------- publishing


def test_publishing_names_who_is_waited_for(at):
    wards = make_wards(["A", "B"])
    advance(wards.assessments[0], State.DECIDED)
    page = at(wards.secretary, url("preview_publishing"))
    assert "<strong>1/2</strong> đơn vị đã có quyết định." in page
    assert "phường B</a></th><td>đang thẩm định</td>" in page
    assert url("publish") not in page


def test_publishing_is_done_from_the_preview(at, send):
    wards = make_wards(["A"], State.DECIDED)
    assert url("publish") in at(wards.secretary, url("preview_publishing"))
    send(wards.secretary, url("publish"))
    assert AssessmentRound.objects.get(pk=wards.round.pk).state == RoundState.PUBLISHED


def test_publishing_beyond_the_secretarys_reach_is_another_ones(at):
    here, there = make_city(), make_city("Huế")
    make_open_round([make_unit(parent=here), make_unit(parent=there)], code="round-b")
    page = at(make_person(Role.SECRETARY, here), url("preview_publishing"))
    assert "thư ký Tổ giúp việc của cấp trên công bố." in page
