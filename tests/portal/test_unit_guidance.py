"""Who guides a unit, and its last visits, on its page."""

import pytest
from django.urls import reverse

from accounts.models import Role
from committee.actions.guidance import assign, end_assignment, record_visit
from committee.models import Assignment, VisitKind
from tests.committee.guidance_samples import ago, make_place, read
from tests.factories import make_lineage, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_place()


def assigned(place, unit=None, task="Hướng dẫn trụ sở, trang thiết bị", days=100):
    return assign(
        by=place.secretary,
        department=place.logistics,
        units=[unit or place.ward],
        groups=[],
        task=task,
        valid_from=ago(days),
    )


def visited(place, days, content="Kiểm tra trụ sở", unit=None):
    return record_visit(
        by=place.secretary,
        department=place.logistics,
        unit=unit or place.ward,
        kind=VisitKind.VISIT,
        on=ago(days),
        content=content,
    )


def page_of(place, unit=None):
    return reverse("portal:unit", args=[(unit or place.ward).pk])


def block(html):
    return html.split('id="guidance-heading"')[1].split("</section>")[0] if "guidance-heading" in html else ""


def test_unit_tells_who_guides_it_in_what_and_its_last_three_visits(place, client):
    assigned(place)
    for days in (40, 30, 20, 10):
        visited(place, days, content=f"Đến lần {days}")
    told = block(read(client, place.commander, page_of(place)))
    assert "Phòng PH10 (mọi nhóm)" in told
    assert "Hướng dẫn trụ sở, trang thiết bị" in told
    assert [f"Đến lần {days}" in told for days in (10, 20, 30, 40)] == [True, True, True, False]
    assert f"{reverse('committee:visits')}?unit={place.ward.pk}" in told


def test_departments_with_one_task_are_named_together(place, client):
    assigned(place)
    assign(
        by=place.secretary, department=place.department, units=[place.ward], groups=[],
        task="Hướng dẫn trụ sở, trang thiết bị", valid_from=ago(9),
    )  # fmt: skip
    told = block(read(client, place.commander, page_of(place)))
    assert "Phòng PH10 (mọi nhóm), Phòng PV05 (mọi nhóm)" in told
    assert told.count("Hướng dẫn trụ sở, trang thiết bị") == 1


def test_unit_without_guide_says_so(place, client):
    told = block(read(client, place.commander, page_of(place)))
    assert "Chưa phân công phòng nghiệp vụ nào hướng dẫn đơn vị." in told
    assert "Chưa ghi lần hướng dẫn, hỗ trợ nào." in told


def test_unit_tells_what_was_done_for_what_passed_into_it(place, client):
    make_lineage(place.other, place.ward)
    assigned(place, unit=place.other, task="Tập huấn")
    visited(place, 400, unit=place.other)
    told = block(read(client, place.secretary, page_of(place)))
    assert ("Tập huấn" in told, "Kiểm tra trụ sở" in told) == (True, True)
    assert f'href="{reverse("committee:visits")}"' in told


def test_unit_shows_at_once_what_was_assigned_ended_and_recorded(place, client):
    before = block(read(client, place.member, page_of(place)))
    assigned(place)
    begun = block(read(client, place.member, page_of(place)))
    visited(place, 1)
    seen = block(read(client, place.member, page_of(place)))
    end_assignment(by=place.secretary, assignment=Assignment.objects.get(), on=ago(1))
    ended = block(read(client, place.member, page_of(place)))
    assert ["Phòng PH10 (mọi nhóm)" in told for told in (before, begun, seen, ended)] == [False, True, True, False]
    assert ["Kiểm tra trụ sở" in told for told in (begun, seen)] == [False, True]


def test_stranger_is_not_told_who_guides(place, client):
    assigned(place)
    assert block(read(client, place.stranger, page_of(place))) == ""
    neighbour = make_person(Role.OFFICER, place.other)
    assert block(read(client, neighbour, page_of(place))) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_unit_costs_the_same_for_any_number(place, client, django_assert_num_queries, count):
    for number in range(count):
        assigned(place, task=f"Việc {number}")
        visited(place, 10 + number, content=f"Lần {number}")
    client.force_login(place.member)
    with django_assert_num_queries(24):
        client.get(page_of(place))
