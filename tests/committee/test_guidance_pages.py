"""The pages of assignments and visits."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from committee.models import Assignment, Visit
from tests.committee.guidance_samples import TEXT, ago, file_of, make_assignment, make_place, make_visit, read, send
from tests.factories import make_criteria_set, make_enrolment

ASSIGNMENTS, NEW_ASSIGNMENT = reverse("committee:assignments"), reverse("committee:assignment_new")
VISITS, NEW_VISIT = reverse("committee:visits"), reverse("committee:visit_new")


@pytest.fixture
def place(db):
    return make_place()


def assignment_posted(place, **changes):
    ours = {"department": place.department.pk, "units": [place.ward.pk, place.other.pk], "task": TEXT}
    return {**ours, "valid_from": ago(5).isoformat(), **changes}


def visit_posted(place, **changes):
    ours = {"department": place.department.pk, "unit": place.ward.pk, "kind": "visit", "content": TEXT}
    return {**ours, "on": ago(5).isoformat(), **changes}


# ---------------------------------------------------------------- assignments


def test_page_says_who_is_guided_by_nobody(place, client):
    make_enrolment(place.other, place.programme)
    group = make_criteria_set(place.programme).groups.last()
    make_assignment(place, groups=[group])
    page = read(client, place.member, ASSIGNMENTS)
    assert "có 1 phòng nghiệp vụ hướng dẫn 1/2 đơn vị; chưa có ai hướng dẫn: phường Thanh Khê." in page
    assert (">nhóm II</a>" in page, "chưa ai hướng dẫn" in page, NEW_ASSIGNMENT in page) == (True, True, False)


def test_page_of_a_day_and_a_programme(place, client):
    make_assignment(place)
    assert "chưa phân công phòng nghiệp vụ nào cho 1 đơn vị" in read(
        client, place.member, f"{ASSIGNMENTS}?date={ago(101)}&programme={place.programme.pk}"
    )
    assert "hướng dẫn 1/1 đơn vị" in read(client, place.member, f"{ASSIGNMENTS}?date=rubbish&programme=rubbish")


def test_page_without_units_says_what_will_stand_there(place, client):
    assert "Chưa có đơn vị nào tham gia" in read(client, place.stranger, ASSIGNMENTS)


def test_assignments_come_as_files(place, client):
    make_assignment(place, units=[place.ward, place.other])
    lines = file_of(client, place.member, f"{ASSIGNMENTS}?format=csv")
    assert (len(lines), lines[1].startswith("Phòng PV05,Công an phường")) == (3, True)
    answer = client.get(f"{ASSIGNMENTS}?format=xlsx")
    assert list(load_workbook(BytesIO(answer.content)).active.values)[1][2] == "mọi nhóm"


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number_of_assignments(place, client, django_assert_num_queries, rows):
    for unit in [place.ward, place.other, place.commune][:rows]:
        make_assignment(place, units=[unit], task=f"Việc {unit.pk}")
    client.force_login(place.member)
    with django_assert_num_queries(13):
        client.get(ASSIGNMENTS)


def test_secretary_assigns_from_the_page(place, client):
    group = make_criteria_set(place.programme).groups.first()
    data = assignment_posted(place, programme=place.programme.pk)
    assert send(client, place.secretary, NEW_ASSIGNMENT, data).url == ASSIGNMENTS
    found = Assignment.objects.get()
    assert ({unit.pk for unit in found.units.all()}, found.programme) == (
        {place.ward.pk, place.other.pk},
        place.programme,
    )
    refused = send(client, place.secretary, NEW_ASSIGNMENT, assignment_posted(place, groups=[group.pk], task="Khác"))
    assert (refused.status_code, "field-error" in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"units": []}, "field-error"),
        ({"units": ["999999"]}, "field-error"),
        ({"department": "999999"}, "field-error"),
        ({"task": ""}, "field-error"),
        ({"valid_to": ago(6).isoformat()}, "phải bằng hoặc sau"),
    ],
)
def test_wrong_assignment_comes_back_with_what_is_wrong(place, client, changes, said):
    answer = send(client, place.secretary, NEW_ASSIGNMENT, assignment_posted(place, **changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Assignment.objects.exists()


def test_assignment_sent_twice_is_recorded_once(place, client):
    answers = [
        send(client, place.secretary, NEW_ASSIGNMENT, assignment_posted(place)).status_code for _time in range(2)
    ]
    assert (answers, Assignment.objects.count()) == ([302, 422], 1)


def test_form_offers_units_that_take_part_first(place, client):
    page = read(client, place.secretary, f"{NEW_ASSIGNMENT}?department={place.logistics.pk}")
    assert page.index("Công an phường Hải Châu") < page.index("Chưa tham gia") < page.index("Công an xã Hòa Vang")
    assert f'<option value="{place.logistics.pk}" selected>' in page


def test_secretary_ends_an_assignment(place, client):
    address = reverse("committee:assignment_end", args=[make_assignment(place).pk])
    assert address in read(client, place.secretary, ASSIGNMENTS)
    assert send(client, place.secretary, address, {"on": ago(101).isoformat()}).status_code == 422
    assert send(client, place.secretary, address, {"on": ago(1).isoformat()}).status_code == 302
    assert Assignment.objects.get().valid_to == ago(1)


@pytest.mark.parametrize("who, status", [("stranger", 404), ("neighbour", 404), ("officer", 403), ("member", 403)])
def test_end_is_kept_from_others(place, client, who, status):
    address = reverse("committee:assignment_end", args=[make_assignment(place).pk])
    read(client, getattr(place, who), address, status=status)
    assert send(client, getattr(place, who), address, {"on": ago(1).isoformat()}).status_code == status


@pytest.mark.parametrize("who", ["officer", "appraiser", "member", "stranger"])
def test_form_of_assignments_is_kept_from_others(place, client, who):
    read(client, getattr(place, who), NEW_ASSIGNMENT, status=403)
    assert send(client, getattr(place, who), NEW_ASSIGNMENT, assignment_posted(place)).status_code == 403


# ---------------------------------------------------------------- visits


def test_visits_are_counted_by_unit_with_those_who_had_none(place, client):
    make_enrolment(place.other, place.programme)
    make_visit(place, on=ago(0), outcome="Bổ sung biên bản", is_illustrative=True)
    page = read(client, place.member, VISITS)
    said = f"Năm {ago(0).year} có 1 lần hướng dẫn, hỗ trợ cho 1/2 đơn vị đang tham gia; "
    assert f"{said}chưa được đến lần nào: phường Thanh Khê." in page
    assert ("Bổ sung biên bản" in page, "minh họa</span>" in page, NEW_VISIT in page) == (True, True, False)


@pytest.mark.parametrize(
    "query, shown",
    [
        ("unit={other}", ["Hai"]),
        ("department={logistics}", ["Hai"]),
        ("kind=training", ["Hai"]),
        ("year=2024", ["Một"]),
        ("unit=999999", ["Một", "Hai"]),
        ("year=1066", ["Một", "Hai"]),
    ],
)
def test_visits_are_filtered_by_the_address(place, client, query, shown):
    make_visit(place, content="Nội dung Một", on=ago(0).replace(year=2024, day=5))
    make_visit(place, content="Nội dung Hai", unit=place.other, department=place.logistics, kind="training")
    page = read(client, place.secretary, f"{VISITS}?{query.format(other=place.other.pk, logistics=place.logistics.pk)}")
    assert [name for name in ("Một", "Hai") if f"Nội dung {name}" in page] == shown


def test_visits_of_others_are_not_shown(place, client):
    make_visit(place)
    assert TEXT in read(client, place.officer, VISITS)
    assert TEXT not in read(client, place.stranger, VISITS)


def test_visits_come_as_files(place, client):
    make_visit(place)
    lines = file_of(client, place.officer, f"{VISITS}?format=csv")
    assert (len(lines), lines[1].startswith(f"{ago(10)},Phòng PV05,Công an phường Hải Châu,")) == (2, True)
    answer = client.get(f"{VISITS}?format=xlsx")
    assert list(load_workbook(BytesIO(answer.content)).active.values)[1][4] == TEXT


@pytest.mark.parametrize("rows", [1, 3])
def test_visits_cost_the_same_for_any_number(place, client, django_assert_num_queries, rows):
    for number in range(rows):
        make_visit(place, content=f"Lần {number}")
    client.force_login(place.member)
    with django_assert_num_queries(14):
        client.get(VISITS)


@pytest.mark.parametrize("who", ["officer", "appraiser", "secretary"])
def test_visit_is_recorded_from_the_page(place, client, who):
    assert send(client, getattr(place, who), NEW_VISIT, visit_posted(place)).url == VISITS
    assert Visit.objects.get().by == getattr(place, who)


def test_form_of_visits_offers_what_the_reader_may_name(place, client):
    page = read(client, place.appraiser, f"{NEW_VISIT}?unit={place.other.pk}")
    assert (">Phòng PV05</option>" in page, ">Phòng PH10</option>" in page) == (True, False)
    assert f'<option value="{place.other.pk}" selected>' in page
    own = read(client, place.officer, NEW_VISIT)
    assert (">Phòng PH10</option>" in own, "Thanh Khê" in own) == (True, False)


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"content": ""}, "field-error"),
        ({"kind": "tea"}, "field-error"),
        ({"unit": "999999"}, "field-error"),
        ({"obstacle": "999999"}, "field-error"),
        ({"on": "2090-01-01"}, "chưa đến"),
    ],
)
def test_wrong_visit_comes_back_with_what_is_wrong(place, client, changes, said):
    answer = send(client, place.officer, NEW_VISIT, visit_posted(place, **changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Visit.objects.exists()


def test_visit_sent_twice_is_recorded_once(place, client):
    answers = [send(client, place.officer, NEW_VISIT, visit_posted(place)).status_code for _time in range(2)]
    assert (answers, Visit.objects.count()) == ([302, 422], 1)


def test_form_of_visits_is_kept_from_the_committee_members(place, client):
    read(client, place.member, NEW_VISIT, status=403)
    assert send(client, place.member, NEW_VISIT, visit_posted(place)).status_code == 403
