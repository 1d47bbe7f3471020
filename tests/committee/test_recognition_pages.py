"""One recognition, its forms and the unit's page, as people meet them."""

import re

import pytest
from django.urls import reverse

from committee.actions.recognition import warn_unit
from committee.models import Recognition
from tests.committee.recognition_samples import (
    DECISION,
    MINISTER,
    decide,
    make_place,
    make_published,
    propose,
    recognise,
    stored,
)
from tests.factories import day, make_lineage, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db):
    return make_place()


def sentence(html):
    return " ".join(re.search(r'<p class="sentence">(.*?)</p>', html, re.DOTALL)[1].split())


def address(recognition, step=None):
    if step:
        return reverse("committee:recognition_step", args=[recognition.pk, step])
    return reverse("committee:recognition", args=[recognition.pk])


def test_page_says_what_was_decided_and_offers_what_comes_next(place, at):
    (proposed,) = propose(place, make_published(place))
    html = at(place.secretary, address(proposed))
    assert sentence(html) == (
        "Công an phường Hải Châu I được đề nghị công nhận năm 2022, từ ngày 30/11/2022 chờ quyết định."
    )
    assert [address(proposed, step) in html for step in ("decide", "refuse", "withdraw", "warn", "revoke")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    decide(place, proposed)
    html = at(place.secretary, address(proposed))
    assert sentence(html) == (
        "Công an phường Hải Châu I được công nhận năm 2022 "
        "(01/QĐ-BCA (minh họa) ngày 20/12/2022, Bộ trưởng Bộ Công an)."
    )
    assert [address(proposed, step) in html for step in ("decide", "warn", "revoke", "maintain")] == [
        False, True, True, False,
    ]  # fmt: skip


def test_page_tells_the_years_of_the_line_and_the_merger(place, at):
    first = recognise(place, 2024)
    merged = make_unit("Hải Châu", parent=place.city, valid_from="2025-01-01")
    version = place.ward.versions.get()
    version.valid_to = day("2024-12-31")
    version.save()
    make_lineage(place.ward, merged)
    second = recognise(place, 2025, unit=merged)
    html = at(place.member, address(second))
    entries = re.findall(r'<p class="timeline-t[a-z]*">(?:<a [^>]*>)?([^<]*)', html)
    assert entries == [
        "Quyết định công nhận năm 2024: phường Hải Châu I",
        "Phường Hải Châu I nhập vào phường Hải Châu",
        "Quyết định công nhận lại năm 2025: phường Hải Châu",
    ]
    assert "Công nhận vẫn thuộc về đơn vị cũ, không tự chuyển" in at(place.member, address(first))


def test_page_of_a_unit_that_falls_short_says_why_it_is_not_kept(place, at):
    held = recognise(place, 2022)
    make_published(place, 2023, unmet={place.ward: ["II.1"]}, title="Kỳ 2023")
    html = at(place.secretary, address(held))
    assert "Kết quả Kỳ 2023 chưa đủ để duy trì: Còn 1 tiêu chí chưa đạt: II.1." in html
    assert address(held, "maintain") not in html


def test_page_is_seen_by_the_unit_and_the_committee_only(place, at):
    held = recognise(place)
    for who in (place.commander, place.member, place.secretary):
        at(who, address(held))
    for who in (place.neighbour, place.stranger):
        at(who, address(held), status=404)
    assert "Ghi bước tiếp theo" not in at(place.commander, address(held))


@pytest.mark.parametrize("years", [1, 3])
def test_page_costs_the_same_for_any_number_of_years(place, client, django_assert_num_queries, years):
    for year in range(2020, 2020 + years):
        held = recognise(place, year)
    client.force_login(place.secretary)
    with django_assert_num_queries(17):
        client.get(address(held))


# ---------------------------------------------------------------- the steps

PAPER = {"document": "7/QĐ", "on": "2022-12-25", "authority": MINISTER}


def test_decision_is_recorded_by_its_form(place, send, at):
    (proposed,) = propose(place, make_published(place))
    at(place.secretary, address(proposed, "decide"))
    answer = send(place.secretary, address(proposed, "decide"), PAPER)
    assert (answer.status_code, answer.url) == (302, address(proposed))
    assert (stored(proposed).state, stored(proposed).document) == ("recognised", "7/QĐ")
    again = send(place.secretary, address(proposed, "decide"), {**PAPER, "document": "8/QĐ"})
    assert again.status_code == 302
    assert stored(proposed).document == "7/QĐ"


@pytest.mark.parametrize(
    "step, words, state",
    [
        ("refuse", {"on": "2022-12-25", "reason": "Thiếu hồ sơ"}, "refused"),
        ("withdraw", {"on": "2022-12-25", "reason": "Gửi nhầm"}, "withdrawn"),
    ],
)
def test_proposal_is_closed_by_its_form(place, send, step, words, state):
    (proposed,) = propose(place, make_published(place))
    assert send(place.secretary, address(proposed, step), {**words, "reason": ""}).status_code == 422
    assert send(place.secretary, address(proposed, step), words).status_code == 302
    assert stored(proposed).state == state


def test_held_recognition_is_warned_revoked_and_given_again_by_forms(place, send):
    held = recognise(place)
    states = []
    for step, words in (
        ("warn", {"on": "2023-01-05", "reason": "Để xảy ra vụ việc"}),
        ("revoke", {**PAPER, "on": "2023-02-05", "reason": "Vi phạm"}),
        ("recognise-again", {**PAPER, "on": "2023-03-05"}),
    ):
        assert send(place.secretary, address(held, step), words).status_code == 302
        states.append(stored(held).state)
    assert states == ["warned", "revoked", "re_recognised"]


def test_recognition_is_maintained_by_its_form(place, send, at):
    held = recognise(place, 2022)
    make_published(place, 2023, title="Kỳ 2023")
    assert "Căn cứ: Kỳ 2023." in at(place.secretary, address(held, "maintain"))
    answer = send(place.secretary, address(held, "maintain"), {"on": "2023-12-20"})
    kept = Recognition.objects.get(year=2023)
    assert (answer.status_code, answer.url, kept.state) == (302, address(kept), "maintained")
    assert send(place.secretary, address(held, "maintain"), {"on": "2023-12-20"}).url == address(held)


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"document": ""}, "Mục này bắt buộc; hãy nhập."),
        ({"on": "2090-01-01"}, "chưa đến. Hãy ghi ngày từ hôm nay trở về trước."),
        ({"on": "2022-11-20"}, "Bước trước ghi ngày 30/11/2022. Hãy ghi ngày đó hoặc ngày sau."),
        ({"document": "x" * 121}, "Chỉ nhận tối đa 120 ký tự, đang có 121; hãy rút gọn."),
    ],
)
def test_decision_with_bad_input_says_what_to_do(place, send, changes, said):
    (proposed,) = propose(place, make_published(place))
    answer = send(place.secretary, address(proposed, "decide"), {**PAPER, **changes})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert stored(proposed).state == "proposed"


def test_steps_are_for_the_secretary_and_of_their_time(place, at, send):
    (proposed,) = propose(place, make_published(place))
    at(place.stranger, address(proposed, "decide"), status=404)
    at(place.commander, address(proposed, "decide"), status=403)
    at(place.secretary, address(proposed, "crown"), status=404)
    assert send(place.member, address(proposed, "decide"), PAPER).status_code == 403
    answer = send(place.secretary, address(proposed, "warn"), {"on": "2022-12-25", "reason": "x"})
    assert (answer.status_code, answer.url) == (302, address(proposed))
    assert stored(proposed).state == "proposed"


# ---------------------------------------------------------------- decisions before the portal


def record_words(place, **changes):
    return {**PAPER, "programme": place.programme.pk, "unit": place.ward.pk, "year": 2022, **changes}


def test_old_decision_is_recorded_by_its_form(place, send, at):
    url = reverse("committee:recognition_record")
    html = at(place.secretary, f"{url}?unit={place.ward.pk}")
    assert f'<option value="{place.ward.pk}" selected>Công an phường Hải Châu I</option>' in html
    answer = send(place.secretary, url, record_words(place))
    made = Recognition.objects.get()
    assert (answer.status_code, answer.url, made.state) == (302, address(made), "recognised")
    again = send(place.secretary, url, record_words(place))
    assert again.status_code == 422
    assert "đã có trong sổ công nhận năm 2022" in again.content.decode()


def test_old_decision_offers_units_that_are_no_more(place, at):
    make_unit("Thanh Bình", parent=place.city, valid_to="2024-12-31")
    html = at(place.secretary, reverse("committee:recognition_record"))
    assert "Công an phường Thanh Bình (đến 31/12/2024)" in html


@pytest.mark.parametrize("changes", [{"unit": "abc"}, {"programme": ""}, {"year": "1800"}, {"year": "x"}, {"on": ""}])
def test_old_decision_with_bad_input_is_refused(place, send, changes):
    answer = send(place.secretary, reverse("committee:recognition_record"), record_words(place, **changes))
    assert answer.status_code == 422
    assert not Recognition.objects.exists()


def test_old_decision_is_for_the_secretary_and_their_units(place, at, send):
    url = reverse("committee:recognition_record")
    at(place.member, url, status=403)
    at(place.stranger, url, status=403)
    foreign = make_unit()
    assert send(place.secretary, url, record_words(place, unit=foreign.pk)).status_code == 422


# ---------------------------------------------------------------- administration


def test_admin_only_looks(place, client):
    held = warn_unit(by=place.secretary, recognition=recognise(place), on=day("2023-01-05"), reason="Vụ việc")
    client.force_login(make_user(is_superuser=True, is_staff=True))
    assert client.get(reverse("admin:committee_recognition_changelist")).status_code == 200
    html = client.get(reverse("admin:committee_recognition_change", args=[held.pk])).content.decode()
    assert DECISION in html
    assert client.post(reverse("admin:committee_recognition_delete", args=[held.pk])).status_code == 403
    assert client.get(reverse("admin:committee_recognition_add")).status_code == 403


# ---------------------------------------------------------------- the unit's page


def test_unit_page_shows_its_years_and_every_change_at_once(place, at):
    held = recognise(place, 2022)
    url = reverse("portal:unit", args=[place.ward.pk])
    line = "Phường điển hình (minh họa), năm 2022: phường Hải Châu I"
    assert f"{line} được công nhận" in at(place.commander, url)
    warn_unit(by=place.secretary, recognition=held, on=day("2023-01-05"), reason="Vụ việc")
    assert f"{line} bị nhắc nhở, cảnh báo" in at(place.commander, url)
    assert line not in at(place.stranger, url)


def test_unit_page_of_a_successor_shows_what_its_predecessor_held(place, at):
    recognise(place, 2024)
    merged = make_unit("Hải Châu", parent=place.city, valid_from="2025-01-01")
    make_lineage(place.ward, merged)
    html = at(place.member, reverse("portal:unit", args=[merged.pk]))
    assert "năm 2024: phường Hải Châu I được công nhận" in html
