"""The register of directives, its files, and the list by which units are called."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from committee.actions.directive import withdraw_directive
from committee.actions.directive_progress import report_done, report_progress
from committee.actions.obstacle import open_obstacle
from committee.models import Directive
from tests.committee.directive_samples import REASON, finish, in_days, issued, issued_to_all, make_meeting, make_place
from tests.factories import make_programme

REGISTER, FOLLOW_UP = "/committee/directives/", "/committee/directives/follow-up/"


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def at(client):
    def read(user, url=REGISTER, status=200):
        client.force_login(user)
        answer = client.get(url)
        assert answer.status_code == status
        return re.sub(r"\s+", " ", answer.content.decode())

    return read


def rows_of(page):
    return re.findall(r'<a class="row-link" href="[^"]+">([^<]+)</a>', page)


def test_register_says_in_one_sentence_how_all_stand(place, at):
    issued(place, title="Quá hạn", due=-41, issued_ago=60)
    issued(place, title="Trong tuần", due=5)
    finish(place, issued(place, title="Muộn", due=-1))
    assert (
        "2 chỉ đạo đang thực hiện: 1 quá hạn (lâu nhất 41 ngày), 1 đến hạn trong 7 ngày, 0 chờ xác nhận; "
        "1 hoàn thành, trong đó 1 muộn."
    ) in at(place.secretary)


def test_sentence_fits_what_there_is(place, at):
    directive = issued(place)
    assert "1 chỉ đạo đang thực hiện, không có chỉ đạo quá hạn;" in at(place.secretary)
    finish(place, directive)
    assert "Không có chỉ đạo nào đang thực hiện; 1 hoàn thành, trong đó 0 muộn." in at(place.secretary)


def test_standing_ones_come_first_by_their_deadlines(place, at):
    finish(place, issued(place, title="Xong", due=1))
    issued(place, title="Thường xuyên", due=None)
    issued(place, title="Sau", due=20)
    issued(place, title="Trước", due=-2)
    assert rows_of(at(place.secretary)) == ["Trước", "Sau", "Thường xuyên", "Xong"]


@pytest.mark.parametrize(
    "state, titles",
    [
        ("standing", ["Quá hạn", "Chờ", "Trong tuần", "Sau"]),
        ("overdue", ["Quá hạn"]),
        ("due_soon", ["Trong tuần"]),
        ("waiting", ["Chờ"]),
        ("done", ["Đúng hạn", "Muộn"]),
        ("late", ["Muộn"]),
        ("withdrawn", ["Thu hồi"]),
        ("nonsense", ["Quá hạn", "Chờ", "Trong tuần", "Sau", "Đúng hạn", "Muộn", "Thu hồi"]),
    ],
)
def test_tabs_narrow_the_register_down(place, at, state, titles):
    finish(place, issued(place, title="Muộn", due=-1))
    finish(place, issued(place, title="Đúng hạn", due=0))
    issued(place, title="Quá hạn", due=-5)
    issued(place, title="Trong tuần", due=7)
    issued(place, title="Sau", due=8)
    report_done(by=place.commander, directive=issued(place, title="Chờ", due=3), text="Xong")
    withdraw_directive(by=place.secretary, directive=issued(place, title="Thu hồi"), reason=REASON)
    assert sorted(rows_of(at(place.secretary, f"{REGISTER}?state={state}"))) == sorted(titles)


def test_filters_narrow_rows_and_sentence_down(place, at):
    programme, meeting = make_programme(), make_meeting(place)
    obstacle = open_obstacle(by=place.secretary, title="Trụ sở chật", units=[place.ward], since=in_days(-90))
    issued(place, title="Của chương trình", programme=programme)
    issued(place, title="Của cuộc họp", meeting=meeting)
    issued(place, title="Gỡ vướng mắc", obstacles=[obstacle])
    issued(place, title="Của phòng", lead=place.department)
    found = {
        f"programme={programme.pk}": ["Của chương trình"],
        f"meeting={meeting.pk}": ["Của cuộc họp"],
        f"obstacle={obstacle.pk}": ["Gỡ vướng mắc"],
        f"lead={place.department.pk}": ["Của phòng"],
        "q=go+vuong": ["Gỡ vướng mắc"],
        "q=khong+co": [],
    }
    pages = {query: at(place.secretary, f"{REGISTER}?{query}") for query in found}
    assert {query: rows_of(page) for query, page in pages.items()} == found
    assert "1 chỉ đạo đang thực hiện," in pages["q=go+vuong"]
    assert "Hãy chọn tình trạng khác hoặc bỏ bớt điều kiện lọc." in pages["q=khong+co"]


@pytest.mark.parametrize("query", ["lead=999999", "meeting=x", "programme=999999999999999999999", "page=nine"])
def test_filter_that_makes_no_sense_limits_nothing(place, at, query):
    issued(place)
    assert rows_of(at(place.secretary, f"{REGISTER}?{query}")) == ["Cải tạo trụ sở"]


def test_order_is_one_row_with_its_tasks_folded_beneath(place, at):
    _order, (first, second, _third) = issued_to_all(place)
    finish(place, first)
    report_done(by=place.second_commander, directive=second, text="Xong")
    page = at(place.secretary)
    assert rows_of(page) == ["Mỗi phường một mô hình"]
    assert "<summary>1/3 đơn vị xong · 1 chờ xác nhận</summary>" in page
    assert rows_of(at(place.secretary, f"{REGISTER}?lead={place.wards[2].pk}")) == ["Mỗi phường một mô hình"]
    assert rows_of(at(place.secretary, f"{REGISTER}?state=waiting")) == ["Mỗi phường một mô hình"]


def test_ward_sees_its_own_and_its_own_task(place, at):
    issued(place, title="Của phường khác", lead=place.wards[1])
    issued(place, title="Của phường")
    issued_to_all(place)
    assert sorted(rows_of(at(place.officer))) == ["Của phường", "Mỗi phường một mô hình"]


def test_register_without_directives_says_what_will_stand_there(place, at):
    assert "Giao chỉ đạo đầu tiên" in at(place.secretary)
    assert "Các chỉ đạo của Ban Chỉ đạo sẽ hiện ở đây" in at(place.stranger)
    assert "Giao chỉ đạo" not in at(place.stranger)


def test_long_register_comes_in_pages(place, at):
    for number in range(51):
        Directive.objects.create(
            title=f"Việc {number}", issuer=place.city, lead=place.ward, issued_on=in_days(-1), due=in_days(number)
        )
    assert rows_of(at(place.secretary, f"{REGISTER}?page=2")) == ["Việc 50"]


@pytest.mark.parametrize("count", [1, 3])
def test_register_costs_the_same_for_any_number(place, client, django_assert_num_queries, count):
    meeting = make_meeting(place)
    for number in range(count):
        given = {"lead": place.department, "units": place.wards[:count], "coordinating": [place.ward]}
        issued(place, title=f"Việc {number}", due=5, meeting=meeting, **given)
    client.force_login(place.secretary)
    with django_assert_num_queries(18):
        client.get(REGISTER)
    with django_assert_num_queries(12):
        client.get(FOLLOW_UP)


# ---------------------------------------------------------------- files


def test_file_has_a_line_for_each_directive_and_task(place, client):
    order, (task, *_others) = issued_to_all(place, due=-4, document_number="12/KL", coordinating=[place.ward])
    finish(place, task)
    client.force_login(place.secretary)
    answer = client.get(f"{REGISTER}?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert (len(lines), answer.headers["Content-Disposition"]) == (5, 'attachment; filename="chi-dao.csv"')
    assert lines[1].startswith("Mỗi phường một mô hình,,")
    assert ",Phòng PV05,Công an phường Hải Châu," in lines[1]
    assert lines[2].startswith("Mỗi phường một mô hình,Mỗi phường một mô hình,")
    assert order.tasks.count() == 3


def test_workbook_has_numbers_as_numbers(place, client):
    issued(place, due=-4, is_illustrative=True)
    client.force_login(place.secretary)
    sheet = load_workbook(BytesIO(client.get(f"{REGISTER}?format=xlsx").content)).active
    header, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    shown = dict(zip(header, row, strict=True))
    assert (shown["Số ngày quá hạn"], shown["Tiến độ (%)"], shown["Ghi chú"]) == (4, 0, "số liệu minh họa")


def test_file_holds_what_is_filtered_and_no_other_kind(place, client):
    issued(place)
    client.force_login(place.secretary)
    answer = client.get(f"{REGISTER}?format=csv&state=done")
    assert len(b"".join(answer.streaming_content).splitlines()) == 1
    assert client.get(f"{REGISTER}?format=pdf").status_code == 404


# ---------------------------------------------------------------- following up


def test_follow_up_lists_what_is_overdue_or_near_with_what_was_said_last(place, at):
    late = issued(place, title="Quá hạn", due=-5)
    issued(place, title="Sau", due=8)
    issued_to_all(place, due=7)
    report_progress(by=place.officer, directive=late, percent=30, text="Đang chờ vốn")
    report_progress(by=place.officer, directive=late, percent=40, text="Đã có vốn")
    page = at(place.secretary, FOLLOW_UP)
    assert rows_of(page) == ["Quá hạn", *["Mỗi phường một mô hình"] * 3]
    assert "1 việc quá hạn, 3 việc đến hạn trong 7 ngày tới." in page
    assert ("Đã có vốn" in page, "Đang chờ vốn" in page) == (True, False)


def test_follow_up_of_one_unit_has_its_tasks_alone(place, at):
    issued_to_all(place, due=1)
    page = at(place.secretary, f"{FOLLOW_UP}?lead={place.wards[1].pk}")
    assert (rows_of(page), '<td class="narrow-hidden">Công an phường Cẩm Lệ</td>' in page) == (
        ["Mỗi phường một mô hình"],
        True,
    )


def test_nothing_to_follow_up_is_said(place, at):
    assert "Không có việc nào phải đôn đốc" in at(place.secretary, FOLLOW_UP)


@pytest.mark.parametrize("name", ["directives", "directives_follow_up", "directive_new"])
def test_pages_ask_for_a_sign_in(place, client, name):
    assert client.get(reverse(f"committee:{name}")).status_code == 302
