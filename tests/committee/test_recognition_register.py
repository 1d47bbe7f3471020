"""The register of recognitions and the candidates of a round, as people meet them."""

import re

import pytest
from django.urls import reverse

from committee.actions.recognition import revoke_recognition
from committee.models import Recognition
from tests.committee.recognition_samples import (
    MINISTER,
    make_place,
    make_published,
    propose,
    recognise,
)
from tests.factories import day, make_criteria_set, make_lineage, make_open_round, make_programme, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db):
    return make_place()


def sentence(html):
    return " ".join(re.search(r'<p class="sentence">(.*?)</p>', html, re.DOTALL)[1].split())


def names(html):
    return re.findall(r'<a class="row-link" href="[^"]*">([^<]*)</a>', html)


def test_register_says_how_many_first(place, at):
    recognise(place, 2022)
    shown = make_published(place, 2023)
    propose(place, shown, *place.wards)
    html = at(place.member, reverse("committee:recognitions"))
    assert sentence(html) == "1 lượt công nhận đang giữ; 2 đề nghị chờ quyết định."
    assert names(html) == ["Phường An Hải Bắc", "Phường Hải Châu I", "Phường Hải Châu I"]


@pytest.mark.parametrize(
    "query, found",
    [
        ("?year=2022", ["Phường Hải Châu I"]),
        ("?unit=hai bac", ["Phường An Hải Bắc"]),
        ("?state=proposed", ["Phường An Hải Bắc"]),
        ("?state=recognised", ["Phường Hải Châu I"]),
        ("?date=2022-12-31", ["Phường Hải Châu I"]),
        ("?date=2022-12-19", []),
        ("?year=1999&programme=0&date=hôm qua", ["Phường An Hải Bắc", "Phường Hải Châu I"]),
    ],
)
def test_register_is_narrowed_in_the_address(place, at, query, found):
    recognise(place, 2022)
    propose(place, make_published(place, 2023), place.wards[1])
    assert names(at(place.secretary, reverse("committee:recognitions") + query)) == found


def test_register_of_a_programme(place, at):
    recognise(place, 2022)
    other = make_programme(title="Xã điển hình")
    recognise(place, 2021, programme=other)
    html = at(place.member, f"{reverse('committee:recognitions')}?programme={other.pk}")
    assert [len(names(html)), sentence(html)] == [1, "1 lượt công nhận đang giữ."]


def test_register_as_of_a_day_shows_what_held_then(place, at):
    held = recognise(place, 2022)
    words = {"document": "9/QĐ", "authority": MINISTER, "reason": "Vi phạm"}
    revoke_recognition(by=place.secretary, recognition=held, on=day("2023-06-01"), **words)
    url = reverse("committee:recognitions")
    assert sentence(at(place.member, f"{url}?date=2023-05-31")) == "Tại ngày 31/05/2023: 1 lượt công nhận đang giữ."
    assert sentence(at(place.member, url)) == "Chưa có đơn vị nào được công nhận; 1 bị thu hồi."


def test_register_shows_each_reader_what_is_theirs(place, at):
    recognise(place, 2022)
    recognise(place, 2022, unit=place.wards[1])
    url = reverse("committee:recognitions")
    assert names(at(place.commander, url)) == ["Phường Hải Châu I"]
    assert names(at(place.stranger, url)) == []
    assert "Sổ công nhận chưa có đơn vị nào" in at(place.stranger, url)


def test_register_shows_what_became_of_a_unit_that_merged(place, at):
    recognise(place, 2024)
    merged = make_unit("Hải Châu", parent=place.city, valid_from="2025-01-01")
    version = place.ward.versions.get()
    version.valid_to = day("2024-12-31")
    version.save()
    make_lineage(place.ward, merged)
    url = reverse("committee:recognitions")
    assert "Nay thuộc phường Hải Châu, chưa được công nhận lại" in at(place.member, url)
    recognise(place, 2025, unit=merged)
    html = at(place.member, url)
    assert "Nay thuộc phường Hải Châu (được công nhận lại)" in html
    assert "Đơn vị tiền thân: 2024 (phường Hải Châu I)" in html
    assert len(names(at(place.member, f"{url}?unit=hải châu"))) == 2


def test_register_as_a_file_holds_what_is_narrowed(place, client):
    recognise(place, 2022)
    recognise(place, 2021)
    client.force_login(place.member)
    answer = client.get(f"{reverse('committee:recognitions')}?format=csv&year=2022")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("2022,Phường điển hình (minh họa),phường Hải Châu I,được công nhận,")
    assert len(lines) == 2
    answer = client.get(f"{reverse('committee:recognitions')}?format=xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="so-cong-nhan.xlsx"'


@pytest.mark.parametrize("count", [1, 3])
def test_register_costs_the_same_for_any_number_of_rows(client, django_assert_num_queries, count):
    place = make_place(*["Một", "Hai", "Ba"][:count])
    propose(place, make_published(place, 2023), *place.wards)
    client.force_login(place.member)
    with django_assert_num_queries(13):
        client.get(reverse("committee:recognitions"))


# ---------------------------------------------------------------- candidates


def candidates_url(shown):
    return reverse("committee:recognition_candidates", args=[shown.code])


def test_candidates_say_who_qualifies_and_what_others_lack(place, at):
    shown = make_published(place, unmet={place.ward: ["II.1"]})
    html = at(place.secretary, candidates_url(shown))
    assert sentence(html) == ("1/2 đơn vị đủ điều kiện công nhận năm 2022 (loại “Đạt chuẩn”, không có điểm liệt).")
    assert names(html) == ["Phường An Hải Bắc", "Phường Hải Châu I"]
    assert "Còn 1 tiêu chí chưa đạt: II.1" in html
    assert "II.1. Tiêu chí II.1" in html
    ticked = re.findall(r'value="(\d+)" checked', html)
    assert ticked == [str(place.wards[1].pk)]


def test_candidates_with_a_knock_out_do_not_qualify(at):
    place = make_place("Hải Châu I")
    classes = [
        {"code": "recognised", "title": "Đạt chuẩn", "requires": {"min_percent": "50"}},
        {"code": "not-yet", "title": "Chưa đạt", "requires": {}},
    ]
    groups = [
        {
            "code": "I",
            "title": "Nhóm",
            "criteria": [
                {"code": "I.1", "title": "Trụ sở", "scale": {"kind": "met"}, "knock_out": True},
                {"code": "I.2", "title": "Khác", "scale": {"kind": "met"}},
            ],
        }
    ]
    hard = make_criteria_set(place.programme, classes=classes, groups=groups)
    shown = make_published(place, unmet={place.ward: ["I.1"]}, criteria_set=hard)
    html = at(place.member, candidates_url(shown))
    assert sentence(html).startswith("0/1 đơn vị đủ điều kiện")
    assert "Còn 1 điểm liệt" in html
    assert "checkbox" not in html


def test_candidates_are_proposed_by_ticking_them(place, send, at):
    shown = make_published(place)
    words = {"units": [each.pk for each in place.wards], "on": "2022-12-01", "document": "12/TTr-BCĐ"}
    answer = send(place.secretary, candidates_url(shown), words)
    assert answer.status_code == 302
    assert set(Recognition.objects.values_list("unit", "state")) == {
        (each.pk, "proposed") for each in place.wards
    }  # fmt: skip
    again = send(place.secretary, candidates_url(shown), words)
    assert again.status_code == 302
    assert Recognition.objects.count() == 2
    assert "2 đã có trong sổ" in sentence(at(place.secretary, candidates_url(shown)))


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"units": []}, "Chưa chọn đơn vị nào. Hãy đánh dấu ít nhất một đơn vị."),
        ({"units": ["99999999"]}, "Có đơn vị không thuộc kỳ này. Hãy tải lại trang và chọn lại."),
        ({"units": ["nhiều"]}, "Có đơn vị không thuộc kỳ này. Hãy tải lại trang và chọn lại."),
        ({"on": "31/02/2022"}, "Ngày này không có thật."),
        ({"on": "2022-01-01"}, "Hãy ghi từ ngày 15/11/2022 trở đi."),
        ({}, "Kết quả của phường Hải Châu I chưa đủ điều kiện."),
    ],
)
def test_candidates_with_bad_input_say_what_to_do(place, send, changes, said):
    shown = make_published(place, unmet={place.ward: ["II.1"]})
    words = {"units": [place.ward.pk], "on": "2022-12-01", **changes}
    answer = send(place.secretary, candidates_url(shown), words)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Recognition.objects.exists()


def test_candidates_are_for_the_committee(place, at, send):
    shown = make_published(place)
    at(place.stranger, candidates_url(shown), status=404)
    at(place.commander, candidates_url(shown), status=403)
    assert "checkbox" not in at(place.member, candidates_url(shown))
    words = {"units": [place.ward.pk], "on": "2022-12-01"}
    assert send(place.member, candidates_url(shown), words).status_code == 403
    opened = make_open_round(place.wards, place.criteria_set, ends_on="2023-11-15")
    assert "chưa công bố kết quả" in sentence(at(place.secretary, candidates_url(opened)))


@pytest.mark.parametrize("count", [1, 3])
def test_candidates_cost_the_same_for_any_number_of_rows(client, django_assert_num_queries, count):
    place = make_place(*["Một", "Hai", "Ba"][:count])
    recognise(place, 2021)
    shown = make_published(place, 2022)
    client.force_login(place.secretary)
    with django_assert_num_queries(11):
        client.get(candidates_url(shown))
