"""The page of one criteria set, and its files."""

import json
import unicodedata

import pytest
from django.urls import reverse

from accounts.models import Role
from criteria.actions import publish_criteria_set, store_criteria_set
from criteria.interchange import read_criteria_file
from tests.factories import (
    make_city,
    make_criteria_set,
    make_person,
    make_user,
    met_criterion,
    points_criterion,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(make_user())
    return client


@pytest.fixture
def movement(repository):
    """The shipped set with every kind of scale, stored."""
    document = read_criteria_file(repository / "criteria" / "data" / "criteria" / "movement-2022.json")
    return store_criteria_set(document=document, by=None).criteria_set


def text_of(response):
    return " ".join(response.content.decode().split())


def codes_shown(response):
    return [row.criterion.code for group in response.context["page"].groups for row in group.criteria]


def make_mixed_set(**fields):
    criteria = [
        met_criterion("I.1", title="Trụ sở làm việc", knock_out=True, exemptible=True),
        met_criterion(
            "I.2", title="Quân số", department="PV05", evidence="Quyết định biên chế", evidence_required=True
        ),
    ]
    others = [met_criterion("II.1", title="Camera", department="PC06", may_be_not_applicable=True)]
    groups = [
        {"code": "I", "title": "Nhóm một", "criteria": criteria},
        {"code": "II", "title": "Nhóm hai", "zero_if_unmet": ["I.1"], "criteria": others},
    ]
    return make_criteria_set(code="set-a", groups=groups, **fields)


def test_address_is_the_contract(reader):
    make_criteria_set(code="set-a")

    assert reverse("criteria:set", args=["set-a"]) == "/criteria/set-a/"
    assert reader.get("/criteria/set-a/").status_code == 200


def test_stranger_is_sent_to_sign_in(client):
    make_criteria_set(code="set-a")

    for address in ("/criteria/set-a/", "/criteria/set-a.json", "/criteria/set-a.xlsx"):
        assert client.get(address).url == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", ["/criteria/none/", "/criteria/none.json", "/criteria/none.xlsx"])
def test_unknown_code_is_not_found(reader, address):
    assert reader.get(address).status_code == 404


def test_sentence_says_how_many_and_what_knocks_out(reader):
    make_mixed_set()

    page = text_of(reader.get("/criteria/set-a/"))

    assert "Bộ tiêu chí gồm <strong>3 tiêu chí trong 2 nhóm</strong>; kết quả tính theo số tiêu chí đạt." in page
    assert "Điểm liệt: I.1." in page
    assert "Cả nhóm bị tính 0 điểm nếu chưa đạt: I.1." in page


def test_sentence_of_points_says_the_maximum(reader):
    make_criteria_set(code="set-a", criterion=points_criterion)

    assert "tối đa <strong>30 điểm</strong>" in text_of(reader.get("/criteria/set-a/"))


def test_classes_stand_in_words(reader, movement):
    classes = reader.get(f"/criteria/{movement.code}/").context["page"].classes

    assert [(each.title, each.words) for each in classes] == [
        ("Xuất sắc", "từ 90% tổng điểm, mỗi nhóm từ 70%, không có điểm liệt"),
        ("Khá", "từ 70% tổng điểm, không có điểm liệt"),
        ("Trung bình", "từ 50% tổng điểm"),
        ("Yếu", "các trường hợp còn lại"),
    ]


def test_scales_stand_in_words(reader):
    scale = {"kind": "points", "max": "5", "step": "0.5", "pass": "4"}
    group = {"code": "I", "title": "Nhóm", "criteria": [met_criterion("I.1", scale=scale, weight="1.5")]}
    make_criteria_set(code="set-a", groups=[group])

    page = text_of(reader.get("/criteria/set-a/"))

    assert "Chấm từ 0 đến 5 điểm, bước 0,5; đạt khi được từ 4 điểm. Nhân trọng số 1,5." in page


def test_every_kind_of_scale_is_shown(reader, movement):
    assert len(codes_shown(reader.get(f"/criteria/{movement.code}/"))) == 17


def test_illustrative_set_says_so_above_everything(reader):
    make_criteria_set(code="set-a", status="illustrative")

    assert 'class="demo-notice"' in text_of(reader.get("/criteria/set-a/"))


def test_official_set_needs_no_mark(reader):
    make_criteria_set(code="set-a", status="official")

    page = text_of(reader.get("/criteria/set-a/"))
    assert "demo-notice" not in page
    assert "badge-mark" not in page


def test_note_is_shown(reader):
    make_criteria_set(code="set-a", note="Câu chữ rút gọn.")

    assert "<p>Câu chữ rút gọn.</p>" in text_of(reader.get("/criteria/set-a/"))


@pytest.mark.parametrize(
    "query, codes",
    [
        ({}, ["I.1", "I.2", "II.1"]),
        ({"q": "tru so"}, ["I.1"]),
        ({"q": unicodedata.normalize("NFD", "TRỤ SỞ")}, ["I.1"]),
        ({"q": "bien che"}, ["I.2"]),
        ({"q": "II.1"}, ["II.1"]),
        ({"q": "không có"}, []),
        ({"q": "😀"}, ["I.1", "I.2", "II.1"]),
        ({"department": "PV05"}, ["I.2"]),
        ({"department": "PV99"}, ["I.1", "I.2", "II.1"]),
        ({"mark": "knock_out"}, ["I.1"]),
        ({"mark": "evidence_required"}, ["I.2"]),
        ({"mark": "pk"}, ["I.1", "I.2", "II.1"]),
        ({"mark": "knock_out", "department": "PV05"}, []),
    ],
)
def test_filter_shows_what_is_asked_for(reader, query, codes):
    make_mixed_set()

    assert codes_shown(reader.get("/criteria/set-a/", query)) == codes


def test_filter_says_how_many_are_left(reader):
    make_mixed_set()

    assert "1 trong 3 tiêu chí" in text_of(reader.get("/criteria/set-a/", {"q": "camera"}))
    assert "Không có tiêu chí nào như vậy" in text_of(reader.get("/criteria/set-a/", {"q": "xyz"}))


def test_text_of_a_set_is_never_markup(reader):
    make_criteria_set(code="set-a", title="<script>alert(1)</script>", note="<b>x</b>")

    page = text_of(reader.get("/criteria/set-a/"))
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_only_an_administrator_is_offered_to_edit_and_only_a_draft(client):
    criteria_set = make_criteria_set(code="set-a")
    client.force_login(make_person(Role.ADMINISTRATOR, make_city()))

    assert client.get("/criteria/set-a/").context["can_change"] is True
    publish_criteria_set(criteria_set=criteria_set, by=None)
    assert client.get("/criteria/set-a/").context["can_change"] is False
    client.force_login(make_user())
    assert client.get("/criteria/set-a/").context["can_change"] is False


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_download_reads_back_as_the_same_set(reader, movement, form):
    response = reader.get(f"/criteria/{movement.code}.{form}")

    assert response["Content-Disposition"] == f'attachment; filename="movement-2022.{form}"'
    assert read_criteria_file(response.content, name=f"x.{form}") == movement.document()


def test_downloaded_json_is_utf_8_for_people(reader):
    make_criteria_set(code="set-a", title="Bộ tiêu chí Hòa Phong")

    content = reader.get("/criteria/set-a.json").content
    assert "Bộ tiêu chí Hòa Phong".encode() in content
    assert json.loads(content)["code"] == "set-a"


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_is_constant(reader, django_assert_num_queries, count):
    groups = [
        {
            "code": f"G{number}",
            "title": "Nhóm",
            "criteria": [met_criterion(f"{number}.{each}") for each in range(count)],
        }
        for number in range(count)
    ]
    make_criteria_set(code="set-a", groups=groups)

    with django_assert_num_queries(8):
        assert len(codes_shown(reader.get("/criteria/set-a/"))) == count * count
