"""The page of programmes and their sets through time."""

import pytest
from django.urls import reverse

from accounts.models import Role
from criteria.actions import publish_criteria_set
from tests.factories import (
    make_city,
    make_criteria_set,
    make_open_round,
    make_person,
    make_programme,
    make_round,
    make_user,
    met_criterion,
)
from units.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(make_user())
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def make_version(programme, year, titles, **fields):
    """A set of one group; `titles` are {code: title}."""
    criteria = [met_criterion(code, title=title) for code, title in titles.items()]
    groups = [{"code": "I", "title": "Nhóm một", "criteria": criteria}]
    source = {"number": f"1/{year}/QĐ", "issuer": "Bộ Công an", "date": f"{year}-07-13"}
    return make_criteria_set(
        programme, code=f"set-{year}", title=f"Bộ {year}", groups=groups, document=source, **fields
    )


def test_address_is_the_contract(reader):
    assert reverse("criteria:sets") == "/criteria/"
    assert reader.get("/criteria/").status_code == 200


def test_stranger_is_sent_to_sign_in(client):
    response = client.get("/criteria/")

    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/criteria/")


def test_page_only_reads(reader):
    assert reader.post("/criteria/").status_code == 405


def test_sentence_counts_published_sets_and_drafts(reader):
    publish_criteria_set(criteria_set=make_criteria_set(make_programme()), by=None)
    make_criteria_set(make_programme())

    response = reader.get("/criteria/")

    assert [response.context[name] for name in ("total", "published", "drafts")] == [2, 1, 1]
    assert "1 bộ đã công bố, không thay đổi nữa; 1 bộ còn là bản nháp" in text_of(response)


def test_versions_stand_oldest_first_with_what_changed(reader):
    programme = make_programme(title="Chương trình minh họa")
    make_version(programme, 2023, {"I.1": "Một, sửa", "I.2": "Hai", "I.4": "Bốn"})
    make_version(programme, 2021, {"I.1": "Một", "I.2": "Hai", "I.3": "Ba"})

    shown = reader.get("/criteria/").context["programmes"]

    [found] = [each for each in shown if each.title == "Chương trình minh họa"]
    assert [(version.criteria_set.code, version.size, version.changes) for version in found.versions] == [
        ("set-2021", "3 tiêu chí trong 1 nhóm", []),
        (
            "set-2023",
            "3 tiêu chí trong 1 nhóm",
            ["Thêm 1 tiêu chí: I.4.", "Bỏ 1 tiêu chí: I.3.", "Sửa câu chữ 1 tiêu chí: I.1."],
        ),
    ]


def test_versions_numbered_anew_are_not_compared(reader):
    programme = make_programme(title="Chương trình minh họa")
    make_version(programme, 2021, {"I.1": "Một"})
    make_version(programme, 2023, {"A1": "Một"})

    shown = reader.get("/criteria/").context["programmes"]

    [versions] = [each.versions for each in shown if each.title == "Chương trình minh họa"]
    assert versions[1].changes == ["Các tiêu chí được đánh mã lại nên không so được từng tiêu chí với bản trước."]


def test_rounds_that_were_opened_are_named_and_those_in_preparation_are_not(reader):
    criteria_set = make_criteria_set()
    make_round(criteria_set, title="Kỳ đang chuẩn bị", ends_on="2022-12-31")
    make_open_round(criteria_set=criteria_set, title="Kỳ 2021")

    page = text_of(reader.get("/criteria/"))

    assert "Kỳ 2021" in page
    assert "Kỳ đang chuẩn bị" not in page


@pytest.mark.parametrize("status, mark", [("illustrative", "minh họa"), ("provisional", "tạm thời")])
def test_status_is_shown_beside_the_set(reader, status, mark):
    make_criteria_set(status=status, title="Bộ A")

    assert f">{mark}</span>" in text_of(reader.get("/criteria/"))


def test_set_of_no_programme_has_its_place(reader):
    criteria_set = make_criteria_set(title="Bộ lẻ")
    type(criteria_set).objects.update(programme=None)

    last = reader.get("/criteria/").context["programmes"][-1]

    assert (last.title, [version.criteria_set for version in last.versions]) == (
        "Không thuộc chương trình nào",
        [criteria_set],
    )


def test_nothing_yet_says_what_will_stand_here(reader):
    assert "Chưa có bộ tiêu chí nào" in text_of(reader.get("/criteria/"))


def test_only_an_administrator_is_offered_to_import(client):
    def offered(user):
        client.force_login(user)
        return "/admin/criteria/criteriaset/import/" in text_of(client.get("/criteria/"))

    assert offered(make_person(Role.ADMINISTRATOR, make_city())) is True
    assert offered(make_person(Role.SECRETARY, make_city())) is False


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_is_constant(reader, django_assert_num_queries, count):
    Programme.objects.all().delete()
    for _number in range(count):
        programme = make_programme()
        make_criteria_set(programme)
        make_open_round(criteria_set=make_criteria_set(programme))

    with django_assert_num_queries(10):
        assert reader.get("/criteria/").context["total"] == 2 * count
