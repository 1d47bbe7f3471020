"""The pages of obstacles: list, files, opening, one's own page, and where they are opened from."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Role
from committee.actions.directive import issue_directive
from committee.models import ObstacleState
from resources.models import ResourceKind
from tests.committee.obstacle_samples import (
    ago,
    make_body,
    make_obstacle,
    make_place,
    make_recommendation,
    make_rounds,
    stored,
)
from tests.factories import make_person, make_unit

LIST, NEW = reverse("committee:obstacles"), reverse("committee:obstacle_new")
ONE_CLICK = reverse("committee:open_obstacle")


@pytest.fixture
def place(db):
    return make_place()


def page_of(obstacle, name=""):
    return reverse(f"committee:obstacle{name}", args=[obstacle.pk])


def typed(*units, **changes):
    return {
        "title": "Thiếu biên chế",
        "units": [unit.pk for unit in units],
        "since": ago(9).isoformat(),
        "cause": "internal",
        **changes,
    }


# ---------------------------------------------------------------- the list


def test_list_says_how_many_how_long_and_for_whom(place, at):
    committee = make_body("UBND thành phố")
    for days in (100, 300):
        obstacle = make_obstacle(place, f"Vướng {days}", since=ago(days))
        make_recommendation(place, obstacle, body=committee, title=f"Về vướng {days}")
    make_obstacle(place, "Vướng khác", since=ago(50))
    page = at(place.secretary, LIST)
    assert "3 vướng mắc đang mở, trung bình 150 ngày, 2 chờ UBND thành phố." in page
    assert page.index("Vướng 300") < page.index("Vướng 100") < page.index("Vướng khác")
    assert "chờ UBND thành phố 50 ngày (trả lời kiến nghị)" in page
    assert "chưa ai được giao 50 ngày" in page


def test_list_says_what_was_cleared_and_after_how_long(place, at, send):
    obstacle = make_obstacle(place, since=ago(100))
    send(
        place.commander,
        page_of(obstacle, "_clear"),
        {"unit": place.ward.pk, "on": ago(40).isoformat(), "clearance": "Xong"},
    )
    assert obstacle.title not in at(place.secretary, LIST)
    assert "1 đã tháo gỡ, trung bình sau 60 ngày." in at(place.secretary, f"{LIST}?state=all")


@pytest.mark.parametrize(
    "query, shown",
    [
        ("", ["A", "B"]),
        ("state=handling", ["A"]),
        ("state=open", ["B"]),
        ("state=cleared", []),
        ("cause=internal", ["B"]),
        ("q=hoa+phong", ["B"]),
        ("q=Vướng+A", ["A"]),
        ("body={body}", ["A"]),
        ("programme={programme}", ["B"]),
        ("body={body}&cause=internal", []),
        ("cause=strange&programme=x", ["A", "B"]),
    ],
)
def test_list_is_narrowed_by_its_address(place, at, query, shown):
    programme = next(iter(make_rounds([place.other], [], []).values())).criteria_set.programme
    body = make_body()
    make_recommendation(place, make_obstacle(place, "Vướng A", since=ago(200)), body=body)
    make_obstacle(place, "Vướng B", units=[place.other], cause="internal", programme=programme)
    page = at(place.secretary, f"{LIST}?{query.format(body=body.pk, programme=programme.pk)}")
    assert [name for name in "AB" if f">Vướng {name}</a>" in page] == shown


def test_list_holds_what_one_may_see(place, at):
    make_obstacle(place, "Vướng A")
    make_obstacle(place, "Vướng B", units=[place.other])
    page = at(place.officer, LIST)
    assert ("Vướng A" in page, "Vướng B" in page) == (True, False)
    assert "Chưa có vướng mắc nào đang mở" in at(place.stranger, LIST)


def test_member_looks_and_is_offered_no_form(place, at):
    make_obstacle(place)
    assert (NEW in at(place.member, LIST), NEW in at(place.officer, LIST)) == (False, True)


def test_list_is_for_those_signed_in(client, db):
    assert client.get(LIST).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number(place, client, django_assert_num_queries, rows):
    criteria = make_rounds([place.ward, place.other], ["II.1"])
    for number in range(rows):
        units = [make_unit(parent=place.city), make_unit(parent=place.city)]
        obstacle = make_obstacle(place, f"Vướng {number}", units=units, criteria=criteria.values())
        make_recommendation(place, obstacle, by=place.secretary, title=f"Về vướng {number}")
        issue_directive(
            by=place.member,
            issuer=place.city,
            lead=place.other,
            obstacles=[obstacle],
            title="Bố trí trụ sở",
            issued_on=ago(5),
            due=ago(1),
        )
    client.force_login(place.secretary)
    with django_assert_num_queries(22):
        page = client.get(LIST)
    assert len(page.context["rows"]) == rows


# ---------------------------------------------------------------- files


def test_files_hold_what_the_list_shows(place, client):
    make_obstacle(place, "Vướng A", effect="=1+1")
    make_obstacle(place, "Vướng B", units=[place.other], cause="internal")
    client.force_login(place.secretary)
    answer = client.get(reverse("committee:obstacles_file", args=["csv"]), {"cause": "internal"})
    table = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert table[0][:2] == ["Vướng mắc", "Đơn vị"]
    assert [row[:2] for row in table[1:]] == [["Vướng B", "Công an phường Hòa Phong"]]
    answer = client.get(reverse("committee:obstacles_file", args=["xlsx"]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet["A"]] == ["Vướng mắc", "Vướng A", "Vướng B"]
    assert (sheet["H2"].value, sheet["K2"].value, sheet["K2"].data_type) == (100, "=1+1", "s")


# ---------------------------------------------------------------- its own page


def test_page_shows_what_it_blocks_and_what_it_waits_for(place, at):
    criterion = make_rounds([place.ward], ["II.1"])["II.1"]
    obstacle = make_obstacle(place, units=[place.ward, place.other], criteria=[criterion], since=ago(1500))
    recommendation = make_recommendation(place, obstacle, body=make_body("UBND thành phố"), raised_on=ago(40))
    page = at(place.officer, page_of(obstacle))
    assert "Công an phường Hải Châu I, Công an phường Hòa Phong vướng đã 1.500 ngày" in page
    assert "Chờ UBND thành phố 40 ngày (trả lời kiến nghị)" in page
    for address in (
        reverse("portal:criterion", args=[criterion.criteria_set.code, "II.1"]),
        reverse("portal:unit", args=[place.other.pk]),
        reverse("committee:recommendation", args=[recommendation.pk]),
    ):
        assert f'href="{address}"' in page


def test_page_leads_to_the_shortfall_of_its_resource_and_to_a_directive_about_it(place, at):
    kind = ResourceKind.objects.create(code="tru-so", title="Trụ sở", group="headquarters", measure_unit="m²")
    obstacle = make_obstacle(place, resource=kind)
    page = at(place.secretary, page_of(obstacle))
    shortfalls, directive = f"{reverse('resources:shortfalls')}?kind=tru-so", reverse("committee:directive_new")
    assert (f'href="{shortfalls}"' in page, f'href="{directive}?obstacle={obstacle.pk}"' in page) == (True, True)
    assert "Trụ sở" in at(place.secretary, shortfalls)
    assert obstacle.title in at(place.secretary, f"{directive}?obstacle={obstacle.pk}")


def test_page_shows_an_overdue_directive_with_its_lead(place, at):
    obstacle = make_obstacle(place)
    issue_directive(
        by=place.member,
        issuer=place.city,
        lead=place.other,
        obstacles=[obstacle],
        title="Bố trí trụ sở",
        issued_on=ago(20),
        due=ago(5),
    )
    page = at(place.officer, page_of(obstacle))
    assert "Công an phường Hòa Phong chủ trì" in page
    assert f"Chờ Công an phường Hòa Phong 20 ngày (thực hiện chỉ đạo, hạn {ago(5):%d/%m/%Y}, quá hạn 5 ngày)" in page


@pytest.mark.parametrize(
    "who, buttons",
    [
        ("officer", {"_change", "_note"}),
        ("commander", {"_change", "_note", "_clear"}),
        ("secretary", {"_change", "_note", "_clear"}),
        ("member", set()),
    ],
)
def test_page_has_the_buttons_of_ones_roles(place, at, who, buttons):
    obstacle = make_obstacle(place)
    page = at(getattr(place, who), page_of(obstacle))
    assert {
        name for name in ("_change", "_note", "_clear", "_reopen") if f'"{page_of(obstacle, name)}"' in page
    } == buttons
    raises = f"{reverse('committee:recommendation_new')}?obstacle={obstacle.pk}&amp;unit={place.ward.pk}"
    assert (raises in page) == (who in ("commander", "secretary"))


def test_illustrative_obstacle_is_marked(place, at):
    obstacle = make_obstacle(place, is_illustrative=True)
    assert "badge-mark" in at(place.officer, page_of(obstacle))
    assert "badge-mark" in at(place.officer, LIST)


@pytest.mark.parametrize("name", ["", "_change"])
def test_page_is_not_there_for_a_stranger(place, at, name):
    at(place.stranger, page_of(make_obstacle(place), name), status=404)


@pytest.mark.parametrize("name", ["_clear", "_note", "_reopen"])
def test_steps_are_posted_and_kept_from_strangers(place, send, client, name):
    url = page_of(make_obstacle(place), name)
    assert send(place.stranger, url).status_code == 404
    assert client.get(url).status_code == 405


@pytest.mark.parametrize("units", [1, 3])
def test_page_costs_the_same_for_any_number_of_units(place, client, django_assert_num_queries, units):
    wards = [make_unit(parent=place.city) for _unit in range(units)]
    obstacle = make_obstacle(place, units=wards)
    for number in range(units):
        make_recommendation(place, obstacle, by=place.secretary, title=f"Kiến nghị {number}")
    client.force_login(place.secretary)
    with django_assert_num_queries(22):
        client.get(page_of(obstacle))


# ---------------------------------------------------------------- steps from the page


def test_change_page_keeps_what_is_there_and_saves_what_is_typed(place, at, send):
    obstacle = make_obstacle(place, effect="Không có phòng tiếp dân")
    assert "Không có phòng tiếp dân" in at(place.secretary, page_of(obstacle, "_change"))
    answer = send(place.secretary, page_of(obstacle, "_change"), typed(place.other))
    assert answer.url == page_of(obstacle)
    assert stored(obstacle).title == "Thiếu biên chế"
    assert stored(obstacle).units.count() == 2


def test_change_page_without_units_to_add_asks_for_none(place, at, send):
    obstacle = make_obstacle(place)
    assert 'name="units"' not in at(place.officer, page_of(obstacle, "_change"))
    assert send(place.officer, page_of(obstacle, "_change"), typed()).status_code == 302


def test_wrong_change_comes_back(place, send):
    obstacle = make_obstacle(place)
    answer = send(place.officer, page_of(obstacle, "_change"), typed(since=ago(-1).isoformat()))
    assert (answer.status_code, "Ngày này chưa đến." in answer.content.decode()) == (422, True)


def test_change_page_is_not_for_a_member_nor_for_what_is_cleared(place, at, send):
    obstacle = make_obstacle(place)
    at(place.member, page_of(obstacle, "_change"), status=403)
    data = {"unit": place.ward.pk, "on": ago(1).isoformat(), "clearance": "Xong"}
    send(place.commander, page_of(obstacle, "_clear"), data)
    at(place.officer, page_of(obstacle, "_change"), status=403)


def test_unit_is_cleared_from_the_page_and_a_second_press_changes_nothing(place, send, at):
    obstacle = make_obstacle(place)
    data = {"unit": place.ward.pk, "on": f"{ago(4):%d/%m/%Y}", "clearance": "Được bố trí trụ sở mới"}
    first, second = (send(place.commander, page_of(obstacle, "_clear"), data) for _time in range(2))
    assert (first.url, second.url) == (page_of(obstacle), page_of(obstacle))
    assert stored(obstacle).cleared_on == ago(4)
    page = at(place.commander, page_of(obstacle))
    assert "lần bấm này không thay đổi gì" in page
    assert f"Công an phường Hải Châu I đã được tháo gỡ ngày {ago(4):%d/%m/%Y}, sau 96 ngày." in page


@pytest.mark.parametrize(
    "name, data, said",
    [
        ("_clear", {"clearance": ""}, "field-error"),
        ("_clear", {"on": ago(-1).isoformat()}, "Ngày này chưa đến."),
        ("_clear", {"unit": "999999"}, "field-error"),
        ("_note", {"note": ""}, "field-error"),
        ("_note", {"note": "x" * 5001}, "field-error"),
    ],
)
def test_wrong_step_shows_the_page_with_what_was_typed(place, send, name, data, said):
    obstacle = make_obstacle(place)
    whole = {"unit": place.ward.pk, "on": ago(1).isoformat(), "clearance": "Xong một nửa", **data}
    answer = send(place.commander, page_of(obstacle, name), whole)
    page = answer.content.decode()
    assert (answer.status_code, said in page, stored(obstacle).state) == (422, True, ObstacleState.OPEN)


@pytest.mark.parametrize("name", ["_clear", "_note"])
def test_member_takes_no_step(place, send, name):
    data = {"unit": place.ward.pk, "on": ago(1).isoformat(), "clearance": "Xong", "note": "Xong"}
    assert send(place.member, page_of(make_obstacle(place), name), data).status_code == 403


def test_secretary_reopens_and_everyone_reads_why(place, send, at):
    obstacle = make_obstacle(place)
    data = {"unit": place.ward.pk, "on": ago(1).isoformat(), "clearance": "Xong"}
    send(place.commander, page_of(obstacle, "_clear"), data)
    assert send(place.commander, page_of(obstacle, "_reopen"), {"reason": "Lại dột"}).status_code == 403
    assert send(place.secretary, page_of(obstacle, "_reopen"), {"reason": ""}).status_code == 422
    for _time in range(2):
        assert send(place.secretary, page_of(obstacle, "_reopen"), {"reason": "Lại dột"}).url == page_of(obstacle)
    page = at(place.officer, page_of(obstacle))
    assert ("Lại dột" in page, "Công an phường Hải Châu I: Xong" in page) == (True, True)


def test_note_is_read_in_the_history(place, send, at):
    obstacle = make_obstacle(place)
    send(place.officer, page_of(obstacle, "_note"), {"note": "Đã khảo sát\nmặt bằng"})
    page = at(make_person(Role.OFFICER, place.ward), page_of(obstacle))
    assert "Đã khảo sát<br>mặt bằng" in page
