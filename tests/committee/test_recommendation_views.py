"""The pages of recommendations: list, files, raising one, and what became of it."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from committee.actions.directive import issue_directive
from committee.actions.obstacle import clear_obstacle
from committee.actions.recommendation import advance_recommendation
from committee.models import BodyKind, Recommendation, RecommendationState
from tests.committee.obstacle_samples import ago, make_body, make_obstacle, make_place, make_recommendation, stored
from tests.factories import make_unit

LIST, NEW = reverse("committee:recommendations"), reverse("committee:recommendation_new")


@pytest.fixture
def place(db):
    return make_place()


def page_of(recommendation, name=""):
    return reverse(f"committee:recommendation{name}", args=[recommendation.pk])


def typed(place, sent_to, **changes):
    return {
        "unit": place.ward.pk,
        "body": sent_to.pk,
        "title": "Bố trí kinh phí sửa trụ sở",
        "document_number": "12/CAP-TH",
        "raised_on": ago(9).isoformat(),
        **changes,
    }


def answered(place, recommendation, state="accepted", note="Đồng ý (minh họa)", **columns):
    return advance_recommendation(
        by=place.commander, recommendation=recommendation, state=state, on=ago(10), note=note, **columns
    )


# ---------------------------------------------------------------- the list


def test_list_says_who_did_not_answer_for_longest(place, at):
    make_recommendation(place, body=make_body("UBND thành phố"), raised_on=ago(412))
    make_recommendation(place, body=make_body("Sở Xây dựng"))
    answered(place, make_recommendation(place))
    page = at(place.secretary, LIST)
    assert "2 kiến nghị chưa được trả lời, lâu nhất 412 ngày (UBND thành phố)." in page


def test_list_says_that_all_are_answered(place, at):
    answered(place, make_recommendation(place))
    assert "1 kiến nghị, đều đã được trả lời." in at(place.secretary, LIST)


def test_list_counts_days_until_the_answer(place, client):
    answered(place, make_recommendation(place, raised_on=ago(50)))
    client.force_login(place.secretary)
    row = client.get(LIST).context["rows"][0]
    assert (row["days"], row["answered_on"], row["unit"]) == ("40", ago(10), "Công an phường Hải Châu I")


@pytest.mark.parametrize(
    "query, shown",
    [
        ("", ["A", "B"]),
        ("state=raised", ["B"]),
        ("state=accepted", ["A"]),
        ("state=declined", ["C"]),
        ("state=all", ["A", "B", "C"]),
        ("body={body}", ["B"]),
        ("q=hoa+phong", ["B"]),
        ("q=việc+A", ["A"]),
        ("unanswered=30", ["B"]),
        ("unanswered=90", []),
        ("unanswered=x&state=y", ["A", "B"]),
    ],
)
def test_list_is_narrowed_by_its_address(place, at, query, shown):
    body = make_body()
    answered(place, make_recommendation(place, title="Việc A", raised_on=ago(200)))
    make_recommendation(place, by=place.neighbour, title="Việc B", unit=place.other, body=body)
    answered(place, make_recommendation(place, title="Việc C"), "declined")
    page = at(place.secretary, f"{LIST}?{query.format(body=body.pk)}")
    assert [name for name in "ABC" if f">Việc {name}</a>" in page] == shown


def test_list_holds_what_one_may_see(place, at):
    make_recommendation(place, title="Việc A")
    make_recommendation(place, by=place.neighbour, title="Việc B", unit=place.other)
    page = at(place.officer, LIST)
    assert ("Việc A" in page, "Việc B" in page, NEW in page) == (True, False, False)
    assert NEW in at(place.commander, LIST)
    assert "Chưa có kiến nghị nào" in at(place.stranger, LIST)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number(place, client, django_assert_num_queries, rows):
    for _row in range(rows):
        unit = make_unit(parent=place.city)
        answered_or_not = make_recommendation(place, by=place.secretary, unit=unit, answer_due=ago(3))
        advance_recommendation(
            by=place.secretary, recommendation=answered_or_not, state="under_way", on=ago(1), note="Đang làm"
        )
        make_recommendation(place, by=place.secretary, unit=unit, answer_due=ago(3))
    client.force_login(place.secretary)
    with django_assert_num_queries(13):
        page = client.get(LIST)
    assert len(page.context["rows"]) == 2 * rows


def test_files_hold_what_the_list_shows(place, client):
    answered(place, make_recommendation(place, title="Việc A"), document="5/UBND")
    make_recommendation(place, title="Việc B")
    client.force_login(place.secretary)
    answer = client.get(reverse("committee:recommendations_file", args=["csv"]), {"state": "accepted"})
    table = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [[row[0], row[8]] for row in table] == [["Trích yếu", "Văn bản trả lời"], ["Việc A", "5/UBND"]]
    answer = client.get(reverse("committee:recommendations_file", args=["xlsx"]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet["A"]] == ["Trích yếu", "Việc A", "Việc B"]
    assert [cell.value for cell in sheet["K"]] == ["Số ngày chờ trả lời", 40, 50]


# ---------------------------------------------------------------- raising


def test_form_raises_a_recommendation(place, send, at):
    obstacle, body = make_obstacle(place), make_body("UBND thành phố")
    answer = send(place.commander, NEW, typed(place, body, obstacles=[obstacle.pk]))
    recommendation = Recommendation.objects.get()
    assert (answer.status_code, answer.url) == (302, page_of(recommendation))
    assert list(recommendation.obstacles.all()) == [obstacle]
    page = at(place.commander, answer.url)
    assert "UBND thành phố chưa trả lời Công an phường Hải Châu I, đã 9 ngày." in page
    assert f"12/CAP-TH ngày {ago(9):%d/%m/%Y}" in page


def test_form_begins_with_its_obstacle_and_unit(place, at):
    obstacle = make_obstacle(place, "Trụ sở xuống cấp")
    page = at(place.secretary, f"{NEW}?obstacle={obstacle.pk}&unit={place.ward.pk}")
    assert 'value="Về việc tháo gỡ: Trụ sở xuống cấp"' in page
    assert f'<option value="{place.ward.pk}" selected>' in page
    assert f'name="obstacles" value="{obstacle.pk}" id="id_obstacles_0" checked' in page


def test_form_offers_bodies_by_kind_and_the_city_to_the_support_team(place, at):
    make_body("UBND thành phố")
    make_body("Cục V05", BodyKind.MINISTRY)
    page = at(place.secretary, NEW)
    assert ('<optgroup label="Ủy ban nhân dân">' in page, '<optgroup label="Bộ Công an">' in page) == (True, True)
    assert f'<option value="{place.city.pk}">Công an thành phố Đà Nẵng</option>' in page
    assert ">Công an thành phố Đà Nẵng</option>" not in at(place.commander, NEW)


@pytest.mark.parametrize("query", ["obstacle=x&unit=y", "obstacle=999999&again=999999", "unit=99999999999999999999"])
def test_form_begins_empty_where_the_address_makes_no_sense(place, at, query):
    assert "Lập kiến nghị" in at(place.commander, f"{NEW}?{query}")


@pytest.mark.parametrize("who", ["officer", "member", "reviewer"])
def test_form_is_not_for_those_who_may_not_raise(place, at, send, who):
    at(getattr(place, who), NEW, status=403)
    assert send(getattr(place, who), NEW, typed(place, make_body())).status_code == 403


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"title": ""}, "field-error"),
        ({"title": "x" * 301}, "field-error"),
        ({"body": "999999"}, "field-error"),
        ({"unit": "999999"}, "field-error"),
        ({"raised_on": "2025-02-31"}, "field-error"),
        ({"raised_on": ago(-1).isoformat()}, "Ngày này chưa đến."),
        ({"answer_due": ago(10).isoformat()}, "Ngày đề nghị trả lời không thể trước ngày văn bản."),
        ({"obstacles": ["999999"]}, "field-error"),
    ],
)
def test_wrong_form_comes_back_with_what_is_wrong(place, send, changes, said):
    make_obstacle(place)
    answer = send(place.commander, NEW, typed(place, make_body(), **changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Recommendation.objects.exists()


def test_form_sent_twice_raises_once(place, send):
    data = typed(place, make_body())
    first, second = (send(place.commander, NEW, data) for _time in range(2))
    assert (first.status_code, second.status_code, Recommendation.objects.count()) == (302, 422, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_form_costs_the_same_for_any_number_of_obstacles(place, client, django_assert_num_queries, rows):
    for _row in range(rows):
        make_obstacle(place, units=[make_unit(parent=place.city)])
        make_body()
    client.force_login(place.secretary)
    with django_assert_num_queries(11):
        client.get(NEW)


# ---------------------------------------------------------------- its own page


def test_page_shows_its_steps_with_the_days_between(place, at):
    obstacle = make_obstacle(place)
    recommendation = make_recommendation(place, obstacle, body=make_body("UBND thành phố"), raised_on=ago(50))
    answered(place, recommendation, note="Ghi nhận, bố trí vốn", document="5/UBND")
    page = at(place.officer, page_of(recommendation))
    assert f"Kiến nghị được tiếp thu (ngày {ago(10):%d/%m/%Y}); UBND thành phố trả lời sau 40 ngày." in page
    assert ("sau 40 ngày" in page, f"5/UBND ngày {ago(10):%d/%m/%Y}" in page) == (True, True)
    assert f'href="{reverse("committee:obstacle", args=[obstacle.pk])}"' in page


def test_page_shows_the_directives_that_follow_from_it(place, at):
    recommendation = make_recommendation(place)
    issue_directive(
        by=place.member,
        issuer=place.city,
        lead=place.other,
        recommendation=recommendation,
        title="Bố trí trụ sở",
        issued_on=ago(20),
        due=ago(5),
    )
    page = at(place.commander, page_of(recommendation))
    assert ("Công an phường Hòa Phong chủ trì" in page, "quá hạn 5 ngày" in page) == (True, True)


def test_page_says_that_it_was_done_without_a_letter(place, at):
    recommendation = make_recommendation(place)
    answered(place, recommendation, "done")
    assert "sau 40 ngày, không có văn bản trả lời." in at(place.officer, page_of(recommendation))


@pytest.mark.parametrize("who, may", [("commander", True), ("secretary", True), ("officer", False), ("member", False)])
def test_page_has_the_form_of_those_who_asked(place, at, who, may):
    recommendation = make_recommendation(place)
    page = at(getattr(place, who), page_of(recommendation))
    assert [page_of(recommendation, name) in page for name in ("_advance", "_change")] == [may, may]


def test_page_is_not_there_for_a_stranger(place, at, send):
    recommendation = make_recommendation(place)
    for name in ("", "_change"):
        at(place.stranger, page_of(recommendation, name), status=404)
    assert send(place.stranger, page_of(recommendation, "_advance")).status_code == 404
    at(place.commander, page_of(recommendation, "_advance"), status=405)


@pytest.mark.parametrize("obstacles", [1, 3])
def test_page_costs_the_same_for_any_number(place, client, django_assert_num_queries, obstacles):
    linked = [make_obstacle(place, f"Vướng {number}", units=[place.ward, place.other]) for number in range(obstacles)]
    recommendation = make_recommendation(place, *linked)
    client.force_login(place.secretary)
    with django_assert_num_queries(17):
        client.get(page_of(recommendation))


def test_answer_is_recorded_from_the_page(place, send, at):
    recommendation = make_recommendation(place)
    data = {"state": "accepted", "on": ago(2).isoformat(), "note": "Ghi nhận", "document": "5/UBND"}
    first, second = (send(place.commander, page_of(recommendation, "_advance"), data) for _time in range(2))
    assert (first.url, second.url) == (page_of(recommendation), page_of(recommendation))
    assert recommendation.steps.count() == 2
    assert "lần bấm này không thay đổi gì" in at(place.commander, page_of(recommendation))


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"state": ""}, "field-error"),
        ({"state": "lost"}, "field-error"),
        ({"on": "x"}, "field-error"),
        ({"on": ago(-1).isoformat()}, "Ngày này chưa đến."),
        ({"on": ago(51).isoformat()}, "Bước trước được ghi ngày"),
        ({"state": "declined", "note": ""}, "Chưa ghi lý do, nội dung."),
        ({"document": "x" * 121}, "field-error"),
    ],
)
def test_wrong_answer_shows_the_page_with_what_was_typed(place, send, changes, said):
    recommendation = make_recommendation(place)
    data = {"state": "accepted", "on": ago(2).isoformat(), "note": "Ghi nhận", **changes}
    answer = send(place.commander, page_of(recommendation, "_advance"), data)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Recommendation.objects.get().state == RecommendationState.RAISED


@pytest.mark.parametrize("who", ["officer", "member"])
def test_others_neither_answer_nor_change(place, send, at, who):
    recommendation = make_recommendation(place)
    data = {"state": "accepted", "on": ago(2).isoformat()}
    assert send(getattr(place, who), page_of(recommendation, "_advance"), data).status_code == 403
    at(getattr(place, who), page_of(recommendation, "_change"), status=403)


def test_declined_recommendation_may_be_put_forward_anew(place, at):
    obstacle = make_obstacle(place)
    recommendation = make_recommendation(place, obstacle, content="Xin 2 tỷ đồng")
    again = f"{NEW}?unit={place.ward.pk}&again={recommendation.pk}"
    assert again.replace("&", "&amp;") not in at(place.commander, page_of(recommendation))
    answered(place, recommendation, "declined")
    assert again.replace("&", "&amp;") in at(place.commander, page_of(recommendation))
    form = at(place.commander, again)
    assert ("Xin 2 tỷ đồng" in form, f'value="{obstacle.pk}" id="id_obstacles_0" checked' in form) == (True, True)


# ---------------------------------------------------------------- changing


def test_change_page_saves_what_is_typed(place, send, at):
    obstacle = make_obstacle(place)
    recommendation = make_recommendation(place, obstacle)
    assert f'value="{obstacle.pk}" id="id_obstacles_0" checked' in at(
        place.commander, page_of(recommendation, "_change")
    )
    body = make_body()
    answer = send(place.commander, page_of(recommendation, "_change"), typed(place, body, title="Tên mới"))
    changed = Recommendation.objects.get()
    assert (answer.url, changed.title, changed.body) == (page_of(recommendation), "Tên mới", body)
    assert not changed.obstacles.exists()
    assert stored(obstacle).state == "open"


def test_answered_recommendation_keeps_its_body_and_day(place, send, at):
    recommendation = make_recommendation(place)
    answered(place, recommendation)
    assert 'name="body"' not in at(place.commander, page_of(recommendation, "_change"))
    send(place.commander, page_of(recommendation, "_change"), typed(place, make_body(), title="Tên mới"))
    changed = Recommendation.objects.get()
    assert (changed.title, changed.body, changed.raised_on) == ("Tên mới", recommendation.body, ago(50))


def test_change_page_keeps_a_cleared_obstacle(place, send):
    obstacle = make_obstacle(place)
    recommendation = make_recommendation(place, obstacle)
    clear_obstacle(by=place.commander, obstacle=obstacle, unit=place.ward, on=ago(1), clearance="Xong")
    data = typed(place, recommendation.body, obstacles=[obstacle.pk])
    assert send(place.commander, page_of(recommendation, "_change"), data).status_code == 302
    assert recommendation.obstacles.get() == obstacle


def test_wrong_change_comes_back(place, send):
    recommendation = make_recommendation(place)
    data = typed(place, recommendation.body, raised_on=ago(-1).isoformat())
    answer = send(place.commander, page_of(recommendation, "_change"), data)
    assert (answer.status_code, "Ngày này chưa đến." in answer.content.decode()) == (422, True)


def test_illustrative_recommendation_is_marked(place, at):
    recommendation = make_recommendation(place, is_illustrative=True)
    assert "badge-mark" in at(place.officer, page_of(recommendation))
    assert "badge-mark" in at(place.officer, LIST)
