"""One unit's resources, one kind of them through time, and the pages that record."""

import pytest
from django.urls import reverse

from resources.models import ClosingPlan, Holding, PlanState, ResourceGroup
from tests.factories import day, make_lineage, make_unit
from tests.resources.samples import make_holding, make_kind, make_norm, make_plan, make_project, make_unit_norm
from units.models import UnitType


def address(place, name="unit", **asked):
    arguments = [place.ward.pk, place.kind.code] if name == "kind" else [place.ward.pk]
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"resources:{name}", args=arguments) + (f"?{query}" if query else "")


def sentence(page):
    return " ".join(page.split('<p class="sentence">')[1].split("</p>")[0].split())


def posted(**changes):
    return {"kind": "posts", "on": "01/09/2021", "quantity": "15", "source": "Kiểm kê quý III", **changes}


def planned(**changes):
    days = {"planned_on": "2021-07-01", "expected_on": "2021-12-31"}
    return {"kind": "posts", "quantity": "2", "document": "12/KH", **days, **changes}


# ---------------------------------------------------------------- the unit


def test_unit_says_what_it_lacks_in_one_sentence(place, at):
    room = make_kind("Phòng tiếp dân", ResourceGroup.HEADQUARTERS, is_presence=True)
    make_norm(room, 1)
    tablets = make_kind("Máy tính bảng", ResourceGroup.EQUIPMENT)
    make_norm(tablets, 4)
    make_holding(room, place.ward, 0)
    assert sentence(at(place.officer, address(place, date="2021-12-31"))) == (
        "Ngày 31/12/2021: phường Hải Châu I đạt 0/2 định mức; còn thiếu: Phòng tiếp dân, "
        "Biên chế (2 người, 12,5%); 1 loại chưa có số liệu."
    )


def test_figure_stands_with_its_day_source_and_norms_document(place, at):
    page = at(place.officer, address(place, date="2021-12-31"))
    shown = ["30/06/2021", "Biên bản kiểm kê", "Định mức: Định mức minh họa", "87,5%"]
    assert [words in page for words in shown] == [True] * 4


def test_norms_that_share_a_document_name_it_once(place, at):
    for title in ("Xe máy", "Xe ô tô"):
        make_norm(make_kind(title, ResourceGroup.VEHICLE), 1)
    make_unit_norm(make_kind("Máy ảnh", ResourceGroup.EQUIPMENT), place.ward, 2)
    page = at(place.officer, address(place))
    assert ("Định mức chung: Định mức minh họa<" in page, page.count("Định mức minh họa")) == (True, 1)
    assert "Định mức riêng: Quyết định giao biên chế (minh họa)" in page


def test_norms_of_several_documents_are_named_in_their_rows(place, at):
    make_norm(make_kind("Xe máy", ResourceGroup.VEHICLE), 1, document="Thông tư về xe")
    page = at(place.officer, address(place))
    told = [words in page for words in ("Định mức: Định mức minh họa", "Định mức: Thông tư về xe", "Định mức chung")]
    assert told == [True, True, False]


def test_kinds_stand_group_by_group_in_the_order_of_the_catalogue(place, at):
    for title, group in (("Xe máy", ResourceGroup.VEHICLE), ("Sổ hộ", ResourceGroup.FORM)):
        make_norm(make_kind(title, group), 1)
    page = at(place.officer, address(place))
    titles = ["Biên chế, quân số", "Phương tiện", "Biểu mẫu, sổ sách"]
    assert sorted(titles, key=page.index) == titles


def test_merged_unit_tells_its_predecessors_figures_apart(place, at):
    place.ward.versions.update(valid_to=day("2024-12-31"))
    heir = make_unit("Hải Châu", parent=place.city, valid_from="2025-01-01")
    make_lineage(place.ward, heir)
    page = at(place.secretary, reverse("resources:unit", args=[heir.pk]))
    assert "Trước sáp nhập, phường Hải Châu I: 14 người (30/06/2021)" in page
    assert "chưa có số liệu" in page


def test_part_of_a_unit_hands_over_no_figures(place, at):
    heir = make_unit("Hòa Cường", parent=place.city, valid_from="2025-01-01")
    make_lineage(place.ward, heir, share="part")
    assert "Trước sáp nhập" not in at(place.secretary, reverse("resources:unit", args=[heir.pk]))


def test_unit_that_is_no_more_is_shown_as_it_last_was(place, at):
    place.ward.versions.update(valid_to=day("2024-12-31"))
    page = at(place.secretary, address(place, date="2025-06-01"))
    assert "Ngày 01/06/2025 đơn vị này không còn hoặc chưa thành lập; số liệu dưới đây tại ngày 31/12/2024." in page
    assert "87,5%" in page


def test_projects_of_the_unit_are_named(place, at):
    project = make_project(place.ward, handed_over=(None, "2021-12-01"))
    page = at(place.officer, address(place))
    assert reverse("resources:project", args=[project.pk]) in page
    assert "đã bàn giao ngày 01/12/2021" in page


@pytest.mark.parametrize("name", ["unit", "kind", "record_holding", "plan_closing"])
def test_stranger_finds_nothing(place, at, name):
    at(place.stranger, address(place, name), status=404)


def test_unit_of_another_level_has_no_page(place, at):
    district = make_unit("Hải Châu", type=UnitType.URBAN_DISTRICT, parent=place.city)
    at(place.secretary, reverse("resources:unit", args=[district.pk]), status=404)


def test_kind_that_does_not_exist_is_not_found(place, at):
    at(place.officer, reverse("resources:kind", args=[place.ward.pk, "nothing"]), status=404)


@pytest.mark.parametrize("who, buttons", [("officer", (1, 0)), ("commander", (1, 1)), ("member", (0, 0))])
def test_buttons_are_there_for_whoever_may(place, at, who, buttons):
    page = at(getattr(place, who), address(place))
    assert (address(place, "record_holding") in page, address(place, "plan_closing") in page) == buttons


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number(place, client, rows, django_assert_num_queries):
    for number in range(1, rows):
        kind = make_kind(f"Loại {number}", ResourceGroup.EQUIPMENT)
        make_norm(kind)
        make_holding(kind, place.ward)
        make_holding(place.kind, place.ward, on=f"2021-09-0{number}")
        make_plan(place.kind, place.ward)
        make_project(place.ward, survey=("2021-08-01", None))
        make_lineage(make_unit(), place.ward)
    make_project(place.ward, survey=("2021-08-01", None))
    make_lineage(make_unit(), place.ward)
    client.force_login(place.secretary)
    with django_assert_num_queries(21):
        client.get(address(place))


# ---------------------------------------------------------------- one kind through time


def test_kind_says_how_it_stands_and_when_it_will_be_there(place, at):
    make_plan(place.kind, place.ward, expected_on="2022-03-31")
    page = at(place.officer, address(place, "kind"))
    assert sentence(page).endswith(
        "“Biên chế” của phường Hải Châu I: 14 người, bằng 87,5% định mức 16 người; thiếu 2 người; "
        "dự kiến bổ sung xong ngày 31/03/2022."
    )


def test_two_figures_make_a_trend(place, at):
    pages = [at(place.officer, address(place, "kind"))]
    make_holding(place.kind, place.ward, 16, "2021-09-01")
    pages.append(at(place.officer, address(place, "kind")))
    assert ["figures-title" in page for page in pages] == [False, True]


@pytest.mark.parametrize("rows", [1, 3])
def test_kind_costs_the_same_for_any_number(place, client, rows, django_assert_num_queries):
    for number in range(rows):
        make_holding(place.kind, place.ward, on=f"2021-09-0{number + 1}")
        make_plan(place.kind, place.ward)
    client.force_login(place.secretary)
    with django_assert_num_queries(19):
        client.get(address(place, "kind"))


# ---------------------------------------------------------------- recording


def test_figure_is_recorded_from_its_page(place, send, at):
    assert 'value="posts" selected' in at(place.officer, address(place, "record_holding", kind="posts"))
    answer = send(place.officer, address(place, "record_holding"), posted(quantity="15,5"))
    assert (answer.status_code, answer.url) == (302, address(place))
    assert str(Holding.objects.get(on="2021-09-01").quantity) == "15.50"
    assert "Đã ghi Biên chế: 15,5 người tại ngày 01/09/2021." in at(place.officer, answer.url)


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"quantity": "nhiều"}, "field-error"),
        ({"quantity": "-1"}, "field-error"),
        ({"quantity": "1.200"}, "“1.200” có thể hiểu theo hai cách. Hãy viết 1200, hoặc 1,200 nếu là số lẻ."),
        ({"on": "31/02/2021"}, "Ngày này không có thật."),
        ({"on": "2099-01-01"}, "Ngày 01/01/2099 chưa đến."),
        ({"kind": "nothing"}, "field-error"),
        ({"source": " "}, "field-error"),
        ({"source": "x" * 201}, "field-error"),
    ],
)
def test_wrong_figure_comes_back_with_what_is_wrong(place, send, changes, said):
    answer = send(place.officer, address(place, "record_holding"), posted(**changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Holding.objects.count() == 1


@pytest.mark.parametrize("name, who", [("record_holding", "member"), ("plan_closing", "officer")])
def test_recording_is_refused_to_others(place, send, at, name, who):
    at(getattr(place, who), address(place, name), status=403)
    assert send(getattr(place, who), address(place, name), posted()).status_code == 403


def test_plan_is_made_and_closed_from_its_pages(place, send, at):
    answer = send(place.commander, address(place, "plan_closing"), planned())
    assert answer.url == address(place, "kind")
    plan = ClosingPlan.objects.get()
    close = reverse("resources:close_plan", args=[plan.pk])
    assert close in at(place.commander, answer.url)
    assert send(place.commander, close, {"is_done": "done", "on": "2021-10-01"}).url == address(place, "kind")
    plan.refresh_from_db()
    assert (plan.state, plan.closed_on) == (PlanState.DONE, day("2021-10-01"))


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"quantity": "0"}, "Số bổ sung phải lớn hơn 0."),
        ({"expected_on": "2021-06-30"}, "Ngày này không được trước ngày lập kế hoạch (01/07/2021)."),
    ],
)
def test_wrong_plan_comes_back_with_what_is_wrong(place, send, changes, said):
    answer = send(place.commander, address(place, "plan_closing"), planned(**changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_dropped_plan_asks_for_its_reason(place, send):
    close = reverse("resources:close_plan", args=[make_plan(place.kind, place.ward).pk])
    answer = send(place.commander, close, {"is_done": "dropped", "on": "2021-10-01"})
    assert (answer.status_code, "Chưa ghi lý do" in answer.content.decode()) == (422, True)


def test_plan_closed_meanwhile_says_so(place, send):
    closed = make_plan(place.kind, place.ward, state=PlanState.DONE, closed_on=day("2021-09-30"))
    close = reverse("resources:close_plan", args=[closed.pk])
    answer = send(place.commander, close, {"is_done": "done", "on": "2021-10-01"})
    assert (answer.status_code, "đã kết thúc ngày 30/09/2021" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("who, status", [("stranger", 404), ("officer", 403)])
def test_closing_is_refused_to_others(place, at, who, status):
    plan = make_plan(place.kind, place.ward)
    at(getattr(place, who), reverse("resources:close_plan", args=[plan.pk]), status=status)
