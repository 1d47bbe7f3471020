"""The page on which a directive is issued, from what its address names."""

import re

import pytest

from assessments.models import Notice
from committee.actions.obstacle import open_obstacle
from committee.models import AgendaItem, Body, Directive, Measure, Recommendation, RolloutTarget
from tests.committee.directive_samples import in_days, make_meeting, make_place
from tests.factories import make_enrolment, make_programme, make_unit
from units.models import UnitType

NEW = "/committee/directives/new/"


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def at(client):
    def read(user, query="", status=200):
        client.force_login(user)
        answer = client.get(f"{NEW}{query}")
        assert answer.status_code == status
        return re.sub(r"\s+", " ", answer.content.decode())

    return read


@pytest.fixture
def send(client):
    def post(user, query="", **data):
        client.force_login(user)
        given = {"title": "Cải tạo trụ sở", "issued_on": in_days(-1).isoformat(), "repetition": "none"}
        return client.post(f"{NEW}{query}", {**given, **data})

    return post


def ticked(page):
    return re.findall(r'type="checkbox" name="(\w+)" value="(\w+)"[^>]*checked', page)


def test_directive_is_issued_with_all_that_was_filled_in(place, send):
    answer = send(
        place.member,
        lead=place.ward.pk,
        due=in_days(30).isoformat(),
        coordinating=[place.department.pk],
        content="Theo kết luận",
        expected_result="Đủ 400 m²",
        document_number="12/KL-BCĐ",
        repetition="quarterly",
    )
    directive = Directive.objects.get()
    assert answer.url == f"/committee/directives/{directive.pk}/"
    assert (directive.lead, directive.issuer, directive.issued_by) == (place.ward, place.city, place.member)
    assert (directive.due, directive.repetition, directive.document_number) == (in_days(30), "quarterly", "12/KL-BCĐ")
    assert list(directive.coordinating.all()) == [place.department]
    assert Notice.objects.filter(user=place.commander).exists()


def test_only_the_committee_finds_the_page(place, at, send):
    for user in (place.commander, place.appraiser, place.stranger):
        at(user, status=403)
        assert send(user, lead=place.ward.pk).status_code == 403
    assert not Directive.objects.exists()


def test_meeting_and_its_item_say_what_it_is(place, at, send):
    obstacle = open_obstacle(by=place.secretary, title="Trụ sở chật", units=[place.ward], since=in_days(-90))
    meeting = make_meeting(place, programme=make_programme())
    item = AgendaItem.objects.create(
        meeting=meeting, position=1, title="Trụ sở Hải Châu", conclusion="Giao cải tạo", obstacle=obstacle
    )
    query = f"?meeting={meeting.pk}&agenda_item={item.pk}"
    page = at(place.secretary, query)
    assert ('value="Trụ sở Hải Châu"' in page, "Giao cải tạo</textarea>" in page) == (True, True)
    assert f'value="{in_days(-30).isoformat()}"' in page
    assert ticked(page) == [("obstacles", str(obstacle.pk))]
    send(place.secretary, query, lead=place.ward.pk, obstacles=[obstacle.pk])
    directive = Directive.objects.get()
    assert (directive.meeting, directive.agenda_item, list(directive.obstacles.all())) == (meeting, item, [obstacle])


def test_recommendation_brings_its_obstacles(place, at, send):
    obstacle = open_obstacle(by=place.secretary, title="Trụ sở chật", units=[place.ward], since=in_days(-90))
    body = Body.objects.create(name="Sở Xây dựng", kind="department")
    asked = Recommendation.objects.create(
        title="Kiến nghị bố trí vốn", unit=place.ward, body=body, raised_on=in_days(-20)
    )
    asked.obstacles.add(obstacle)
    query = f"?recommendation={asked.pk}"
    page = at(place.secretary, query)
    assert ('value="Kiến nghị bố trí vốn"' in page, ticked(page)) == (True, [("obstacles", str(obstacle.pk))])
    send(place.secretary, query, lead=place.ward.pk)
    assert Directive.objects.get().recommendation == asked


def test_obstacle_gives_the_title(place, at):
    obstacle = open_obstacle(by=place.secretary, title="Trụ sở chật", units=[place.ward], since=in_days(-90))
    assert 'value="Tháo gỡ vướng mắc: Trụ sở chật"' in at(place.secretary, f"?obstacle={obstacle.pk}")


@pytest.mark.parametrize("query", ["?meeting=9999", "?obstacle=x", "?agenda_item=²", f"?target={'9' * 30}"])
def test_address_that_names_nothing_is_a_blank_form(place, at, query):
    assert 'name="title" maxlength="300" required' in at(place.secretary, query)


def test_what_is_out_of_sight_is_not_named(place, at, send):
    there = place.stranger.memberships.get().unit.latest.parent
    far = make_meeting(place, city=there, title="Cuộc họp nơi khác")
    assert "Cuộc họp nơi khác" not in at(place.secretary, f"?meeting={far.pk}")
    send(place.secretary, f"?meeting={far.pk}", lead=place.ward.pk)
    assert Directive.objects.get().meeting is None


# ---------------------------------------------------------------- to many units


def test_group_and_single_units_get_a_task_each(place, send):
    commune = make_unit("Hòa Vang", parent=place.city, type=UnitType.COMMUNE)
    send(place.secretary, lead=place.department.pk, groups=["communes"], units=[place.ward.pk, commune.pk])
    order = Directive.objects.get(parent=None)
    assert {task.lead for task in order.tasks.all()} == {commune, place.ward}


def test_units_that_take_part_already_do_not_remain(place, at, send):
    programme = make_programme()
    make_enrolment(place.ward, programme)
    query = f"?programme={programme.pk}"
    page = at(place.secretary, query)
    assert "Mọi đơn vị chưa tham gia chương trình (2)" in page
    send(place.secretary, query, lead=place.department.pk, groups=["remaining"], programme=programme.pk)
    order = Directive.objects.get(parent=None)
    assert {task.lead for task in order.tasks.all()} == set(place.wards[1:])
    assert {task.programme for task in order.tasks.all()} == {programme}


def test_each_district_without_a_unit_remains_for_a_target(place, at, send):
    programme = make_programme()
    districts = [make_unit(name, parent=place.city, type=UnitType.URBAN_DISTRICT) for name in ("Một", "Hai")]
    make_enrolment(make_unit("Trong quận Một", parent=districts[0]), programme)
    target = RolloutTarget.objects.create(
        programme=programme, city=place.city, statement="Mỗi quận một mô hình", measure=Measure.EACH_DISTRICT,
        set_on=in_days(-30), due=in_days(300),
    )  # fmt: skip
    query = f"?target={target.pk}"
    page = at(place.secretary, query)
    assert ('value="Mỗi quận một mô hình"' in page, "Mọi đơn vị chưa tham gia chương trình (1)" in page) == (True, True)
    send(place.secretary, query, lead=place.department.pk, groups=["remaining"])
    order = Directive.objects.get(parent=None)
    assert ([task.lead for task in order.tasks.all()], order.target) == ([districts[1]], target)


# ---------------------------------------------------------------- refused


@pytest.mark.parametrize(
    "changes, said",
    [
        (lambda place: {"lead": ""}, "field-error"),
        (lambda place: {"lead": place.city.pk}, "field-error"),
        (lambda place: {"title": ""}, "field-error"),
        (lambda place: {"issued_on": "31/02/2026"}, "field-error"),
        (lambda place: {"issued_on": in_days(1).isoformat()}, "Ngày chỉ đạo không thể sau hôm nay."),
        (lambda place: {"due": in_days(-2).isoformat()}, "Thời hạn không thể trước ngày chỉ đạo."),
        (lambda place: {"repetition": "monthly"}, "Chỉ đạo lặp lại cần thời hạn của lần đầu."),
        (lambda place: {"repetition": "daily"}, "field-error"),
        (lambda place: {"coordinating": [place.ward.pk]}, "Đơn vị chủ trì không đồng thời là đơn vị phối hợp."),
        (lambda place: {"units": ["x"]}, "field-error"),
        (lambda place: {"groups": ["everyone"]}, "field-error"),
    ],
)
def test_wrong_directive_comes_back_with_what_is_wrong(place, send, changes, said):
    answer = send(place.secretary, **{"lead": place.ward.pk, **changes(place)})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Directive.objects.exists()


def test_form_sent_twice_issues_once(place, send):
    first, second = (send(place.secretary, lead=place.ward.pk) for _time in range(2))
    assert (first.status_code, second.status_code, Directive.objects.count()) == (302, 422, 1)
    assert "Chỉ đạo giống hệt đã được ghi" in second.content.decode()
