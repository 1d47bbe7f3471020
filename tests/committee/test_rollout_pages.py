"""The page of the roll-out, and setting its targets."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Event
from committee.actions.guidance_rows import AlreadyRecorded
from committee.actions.rollout import AmountWrong, DueTooEarly, change_target
from committee.models import Measure, RolloutTarget
from tests.committee.guidance_samples import file_of, make_place, make_set, read, send
from tests.factories import day

NEW = reverse("committee:target_new")
PAGE = reverse("committee:rollout")


@pytest.fixture
def place(db):
    return make_place()


def posted(place, **changes):
    return {
        "programme": place.programme.pk,
        "city": place.city.pk,
        "statement": "30% phường năm 2030",
        "measure": "share",
        "amount": "30",
        "spread": "wards",
        "stage": "registered",
        "set_on": "2021-01-01",
        "due": "31/12/2040",
        **changes,
    }


# ---------------------------------------------------------------- setting targets


def test_target_is_set_and_recorded(place):
    target = make_set(place)
    event = Event.objects.get(stream=f"rollout-target:{target.pk}")
    assert (event.verb, event.by, event.data) == ("set_target", place.secretary, {"statement": "30% phường"})


@pytest.mark.parametrize("who", ["officer", "commander", "appraiser", "member", "stranger"])
def test_only_the_secretary_sets_targets(place, who):
    with pytest.raises(PermissionDenied):
        make_set(place, by=getattr(place, who))
    assert not RolloutTarget.objects.exists()


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"due": dt.date(2021, 1, 1)}, DueTooEarly),
        ({"amount": None}, AmountWrong),
        ({"amount": Decimal(0)}, AmountWrong),
        ({"amount": Decimal(101)}, AmountWrong),
        ({"measure": Measure.COUNT, "amount": Decimal("2.5")}, AmountWrong),
        ({"measure": Measure.EACH_DISTRICT}, AmountWrong),
    ],
)
def test_target_that_makes_no_sense_is_refused(place, changes, refusal):
    with pytest.raises(refusal):
        make_set(place, **changes)
    assert not RolloutTarget.objects.exists()


def test_target_is_set_once(place):
    make_set(place)
    with pytest.raises(AlreadyRecorded):
        make_set(place, amount=Decimal(40))


def test_target_is_changed_with_what_it_was_before(place):
    target = make_set(place)
    change_target(by=place.secretary, target=target, amount=Decimal(40), statement="40% phường")
    target.refresh_from_db()
    event = Event.objects.get(stream=f"rollout-target:{target.pk}", verb="change_target")
    assert (target.amount, target.statement) == (40, "40% phường")
    assert event.data["changes"]["statement"] == ["30% phường", "40% phường"]


def test_target_that_does_not_change_leaves_no_event(place):
    target = make_set(place)
    change_target(by=place.secretary, target=target, amount=Decimal(30))
    assert not Event.objects.filter(verb="change_target").exists()


def test_target_is_not_changed_into_another(place):
    make_set(place)
    other = make_set(place, statement="Khác")
    with pytest.raises(AlreadyRecorded):
        change_target(by=place.secretary, target=other, statement="30% phường")


@pytest.mark.parametrize("who", ["officer", "member", "stranger"])
def test_only_the_secretary_changes_targets(place, who):
    with pytest.raises(PermissionDenied):
        change_target(by=getattr(place, who), target=make_set(place), statement="Khác")


# ---------------------------------------------------------------- the page


def test_page_says_how_far_the_targets_are(place, client):
    make_set(place)
    make_set(place, statement="Cả hai phường", amount=Decimal(100), due=day("2021-12-31"))
    page = read(client, place.member, PAGE)
    assert "có 2 mục tiêu nhân rộng: 1 đạt, 1 quá hạn." in page
    assert "Chậm nhất là “Cả hai phường”: mới có 1/2 đơn vị cần đạt, còn thiếu 1." in page
    assert ("1/2 (50%)" in page, "<li>phường Thanh Khê</li>" in page) == (True, True)


def test_page_as_of_a_day_shows_what_held_then(place, client):
    make_set(place)
    page = read(client, place.member, f"{PAGE}?programme={place.programme.pk}&date=2021-05-31")
    assert ("0/2 (0%)" in page, 'value="2021-05-31"' in page) == (True, True)
    assert "Ngoài ra có 1 mục tiêu" in read(client, place.member, f"{PAGE}?date=2020-01-01")


def test_page_says_how_it_counts(place, client):
    make_set(place)
    assert "Nếu một dòng được sửa giai đoạn về sau thì tính từ ngày sửa" in read(client, place.member, PAGE)


def test_page_without_targets_says_what_will_stand_there(place, client):
    assert "Chưa có mục tiêu nhân rộng nào tại ngày này" in read(client, place.officer, PAGE)


@pytest.mark.parametrize("query", ["programme=999999", "programme=x", "date=31/31/2020", "date=2020-02-31"])
def test_wrong_filter_limits_nothing(place, client, query):
    make_set(place)
    assert "có 1 mục tiêu nhân rộng" in read(client, place.member, f"{PAGE}?{query}")


def test_page_needs_a_sign_in(client, db):
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("who, shown", [("secretary", True), ("member", False), ("officer", False)])
def test_page_offers_changes_to_the_secretary_alone(place, client, who, shown):
    target = make_set(place)
    page = read(client, getattr(place, who), PAGE)
    links = [NEW, reverse("committee:target_change", args=[target.pk])]
    assert [f'href="{link}' in page for link in links] == [shown, shown]


def test_units_by_state_come_as_csv(place, client):
    make_set(place)
    lines = file_of(client, place.member, f"{PAGE}?format=csv&date=2026-01-01")
    assert lines[0] == "Mã,Đơn vị,Loại,Quận, huyện,Giai đoạn,Từ ngày".replace("Quận, huyện", '"Quận, huyện"')
    assert [line.split(",")[1:] for line in lines[1:]] == [
        ["phường Hải Châu", "phường", "", "đăng ký", "2021-06-01"],
        ["xã Hòa Vang", "xã", "", "chưa tham gia", ""],
        ["phường Thanh Khê", "phường", "", "chưa tham gia", ""],
    ]


def test_units_by_state_come_as_a_workbook(place, client):
    make_set(place)
    client.force_login(place.member)
    answer = client.get(f"{PAGE}?format=xlsx&date=2026-01-01")
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert (len(rows), rows[1][1]) == (4, "phường Hải Châu")


@pytest.mark.parametrize("targets", [1, 3])
def test_page_costs_the_same_for_any_number_of_targets(place, client, django_assert_num_queries, targets):
    for number in range(targets):
        make_set(place, statement=f"Mục tiêu {number}")
    client.force_login(place.secretary)
    with django_assert_num_queries(14):
        client.get(PAGE)


# ---------------------------------------------------------------- the forms


def test_secretary_sets_a_target_from_the_page(place, client):
    answer = send(client, place.secretary, NEW, posted(place))
    assert answer.url == f"{PAGE}?programme={place.programme.pk}"
    assert RolloutTarget.objects.get().due == day("2040-12-31")


def test_amount_is_typed_as_officials_write_it(place, client):
    send(client, place.secretary, NEW, posted(place, amount="12,5"))
    assert RolloutTarget.objects.get().amount == Decimal("12.5")


def test_target_sent_twice_is_set_once(place, client):
    answers = [send(client, place.secretary, NEW, posted(place)).status_code for _time in range(2)]
    assert (answers, RolloutTarget.objects.count()) == ([302, 422], 1)


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"statement": ""}, "field-error"),
        ({"due": "31/02/2030"}, "field-error"),
        ({"programme": "999999"}, "field-error"),
        ({"city": "999999"}, "field-error"),
        ({"amount": "nhiều"}, "field-error"),
        ({"amount": ""}, "Hãy ghi mức phải đạt"),
        ({"due": "2020-01-01"}, "phải sau ngày đặt ra mục tiêu"),
    ],
)
def test_wrong_target_comes_back_with_what_is_wrong(place, client, changes, said):
    answer = send(client, place.secretary, NEW, posted(place, **changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not RolloutTarget.objects.exists()


@pytest.mark.parametrize("who", ["member", "commander", "appraiser", "stranger"])
def test_forms_of_targets_are_kept_from_others(place, client, who):
    target = make_set(place)
    for address in (NEW, reverse("committee:target_change", args=[target.pk])):
        read(client, getattr(place, who), address, status=403)
        assert send(client, getattr(place, who), address, posted(place)).status_code == 403


def test_target_that_is_not_there_is_not_found(place, client):
    read(client, place.secretary, reverse("committee:target_change", args=[10**12]), status=404)


def test_secretary_changes_a_target_from_the_page(place, client):
    address = reverse("committee:target_change", args=[make_set(place).pk])
    assert 'value="30% phường"' in read(client, place.secretary, address)
    assert send(client, place.secretary, address, posted(place, amount="35")).status_code == 302
    assert RolloutTarget.objects.get().amount == 35


def test_new_target_starts_with_what_the_page_showed(place, client):
    page = read(client, place.secretary, f"{NEW}?programme={place.programme.pk}")
    assert f'<option value="{place.programme.pk}" selected>Phường kiểu mẫu</option>' in page
