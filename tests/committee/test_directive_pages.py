"""The page of one directive and the steps on it."""

import re

import pytest
from django.urls import reverse

from accounts.models import Event, Role
from committee.actions.directive import withdraw_directive
from committee.actions.directive_due import ask_postponement
from committee.actions.directive_progress import report_done, report_progress
from committee.actions.obstacle import open_obstacle
from committee.models import DirectiveState, Postponement, ProgressNote, Repetition
from tests.committee.directive_samples import (
    PDF,
    REASON,
    finish,
    in_days,
    issued,
    issued_to_all,
    make_meeting,
    make_place,
    paper,
    stored,
)
from tests.factories import make_membership


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def directive(place):
    return issued(place, coordinating=[place.department])


@pytest.fixture
def at(client):
    def read(user, directive, name="directive", status=200):
        client.force_login(user)
        answer = client.get(reverse(f"committee:{name}", args=[directive.pk]))
        assert answer.status_code == status
        return re.sub(r"\s+", " ", answer.content.decode())

    return read


@pytest.fixture
def send(client):
    def post(user, directive, name, data=None, *more):
        client.force_login(user)
        return client.post(reverse(f"committee:{name}", args=[directive.pk, *more]), data or {})

    return post


def steps_on(page):
    return re.findall(r"<summary>([^<]+)</summary> <form", page)


def test_page_says_who_does_it_by_when_and_how_it_stands(place, at):
    overdue = issued(place, due=-4)
    assert "Công an phường Hải Châu chủ trì, quá hạn 4 ngày; đã làm được 0%." in at(place.officer, overdue)
    standing = issued(place, due=None, title="Thường xuyên")
    assert "chủ trì, không ghi thời hạn; đã làm được 0%." in at(place.officer, standing)
    finish(place, overdue)
    page = at(place.officer, overdue)
    assert f"đã hoàn thành muộn 4 ngày: báo cáo xong ngày {in_days(0):%d/%m/%Y}" in page
    withdraw_directive(by=place.secretary, directive=standing, reason=REASON)
    assert f"đã được thu hồi ngày {in_days(0):%d/%m/%Y}." in at(place.officer, standing)


def test_page_says_where_it_comes_from_and_what_it_serves(place, at):
    obstacle = open_obstacle(by=place.secretary, title="Trụ sở chật", units=[place.ward], since=in_days(-90))
    meeting = make_meeting(place)
    directive = issued(place, meeting=meeting, obstacles=[obstacle], expected_result="Đủ 400 m²", is_illustrative=True)
    page = at(place.secretary, directive)
    said = ("Hội nghị sơ kết", "Trụ sở chật", "Đủ 400 m²", f"Kết luận họp ngày {in_days(-30):%d/%m/%Y}", "minh họa")
    assert [words for words in said if words not in page] == []
    # The ward reads what it is to do; the committee's meeting is not its own.
    assert "Hội nghị sơ kết" not in at(place.commander, directive)


def test_stranger_gets_404_everywhere(place, directive, at, send):
    at(place.stranger, directive, status=404)
    at(place.stranger, directive, "change_directive", 404)
    at(place.stranger, directive, "add_directive_tasks", 404)
    assert send(place.stranger, directive, "confirm_directive").status_code == 404


def test_reading_changes_nothing(place, directive, at):
    at(place.commander, directive, "report_directive_done", 405)


@pytest.mark.parametrize(
    "who, steps",
    [
        ("officer", ["Báo cáo tiến độ", "Báo cáo đã xong", "Đề nghị gia hạn"]),
        ("appraiser", ["Báo cáo tiến độ"]),
        ("secretary", ["Gia hạn", "Thu hồi chỉ đạo"]),
    ],
)
def test_reader_finds_the_steps_that_are_theirs(place, directive, at, who, steps):
    assert steps_on(at(getattr(place, who), directive)) == steps


def test_committee_confirms_sends_back_or_withdraws_what_was_reported(place, directive, at):
    report_done(by=place.commander, directive=directive, text="Xong")
    page = at(place.secretary, directive)
    assert steps_on(page) == ["Xác nhận hoàn thành", "Chưa xác nhận, yêu cầu làm tiếp", "Thu hồi chỉ đạo"]


@pytest.mark.parametrize(
    "who, reason",
    [
        ("secretary", "Chưa xác nhận được: đơn vị chủ trì chưa báo cáo đã xong."),
        ("appraiser", "Đơn vị phối hợp báo cáo tiến độ; chỉ đơn vị chủ trì báo cáo đã xong và đề nghị gia hạn."),
    ],
)
def test_page_says_why_there_is_no_button(place, directive, at, who, reason):
    assert reason in at(getattr(place, who), directive)


def test_whoever_reported_is_told_that_they_do_not_confirm(place, directive, at):
    report_done(by=place.commander, directive=directive, text="Xong")
    assert "Người báo cáo xong không tự xác nhận." in at(place.commander, directive)
    make_membership(place.member, place.ward, Role.COMMANDER)
    page = at(place.member, directive)
    assert "một người khác của nơi chỉ đạo xác nhận." in page
    assert "Xác nhận hoàn thành" not in steps_on(page)


def test_page_says_that_a_request_waits(place, directive, at):
    ask_postponement(by=place.commander, directive=directive, due=in_days(20), reason=REASON)
    page = at(place.commander, directive)
    assert f"Đã đề nghị gia hạn đến ngày {in_days(20):%d/%m/%Y}, đang chờ nơi chỉ đạo quyết định." in page
    assert "Đề nghị gia hạn" not in steps_on(page)


def test_forms_of_one_page_share_no_id(place, directive, at):
    ask_postponement(by=place.commander, directive=directive, due=in_days(20), reason=REASON)
    ids = re.findall(r' id="([^"]+)"', at(place.secretary, directive))
    assert sorted(ids) == sorted(set(ids))


def test_page_of_an_order_shows_its_tasks(place, at):
    order, (done, *_others) = issued_to_all(place, due=-1)
    finish(place, done)
    page = at(place.secretary, order)
    assert "1/3 đơn vị xong, tiến độ chung 33%." in page
    assert "Chưa xác nhận được: còn 2 đơn vị chưa xong nhiệm vụ." in page
    assert ("<svg" in page, "Công an phường Sơn Trà" in page) == (True, True)
    page = at(place.appraiser, order)
    assert "Tiến độ chung là trung bình tiến độ các nhiệm vụ, do từng đơn vị báo cáo." in page
    assert "Chưa báo cáo xong được: còn 2 đơn vị chưa xong nhiệm vụ." in page


def test_unit_with_a_task_reads_the_task_and_not_the_order(place, at):
    order, (task, second, _third) = issued_to_all(place)
    at(place.officer, order, status=404)
    at(place.officer, second, status=404)
    page = at(place.officer, task)
    assert steps_on(page) == ["Báo cáo tiến độ", "Báo cáo đã xong", "Đề nghị gia hạn"]


def test_turns_of_a_series_lead_to_one_another(place, at):
    first = issued(place, due=-5, repetition=Repetition.MONTHLY)
    turn = issued(place, due=25, repetition=Repetition.MONTHLY, series=first)
    assert f"lần có hạn {in_days(25):%d/%m/%Y}" in at(place.secretary, first)
    page = at(place.secretary, turn)
    assert f"lần có hạn {in_days(-5):%d/%m/%Y}" in page
    assert "Chuỗi lặp lại dừng ở đây: không giao lần tiếp theo nữa." in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number(place, client, django_assert_num_queries, count):
    order = issued(place, lead=place.department, units=place.wards[:count], coordinating=place.wards[:count])
    for number in range(count):
        ProgressNote.objects.create(
            directive=order, percent=number, text="Đã làm", by=place.appraiser, at="2021-06-01T08:00Z"
        )
        made = {"state": "refused", "by": place.appraiser, "at": "2021-06-01T08:00Z"}
        Postponement.objects.create(directive=order, due=in_days(20), reason=REASON, **made)
    client.force_login(place.secretary)
    with django_assert_num_queries(18):
        client.get(reverse("committee:directive", args=[order.pk]))


# ---------------------------------------------------------------- steps


def test_progress_is_reported_with_a_paper_that_others_read(place, directive, send, at, client):
    data = {"percent": "40", "text": "Đã khảo sát", "url": "https://a.vn/b", "file": paper()}
    answer = send(place.officer, directive, "report_directive_progress", data)
    assert answer.url == reverse("committee:directive", args=[directive.pk])
    address = reverse("committee:directive_note_file", args=[directive.pk, ProgressNote.objects.get().pk])
    page = at(place.member, directive)
    assert (address in page, "https://a.vn/b" in page, "Đã ghi tiến độ." in page) == (True, True, True)
    read = client.get(address)
    assert (b"".join(read.streaming_content), read.headers["X-Content-Type-Options"]) == (PDF, "nosniff")
    assert "attachment" in read.headers["Content-Disposition"]


def test_paper_is_kept_from_strangers_and_other_addresses(place, directive, client):
    note = report_progress(by=place.officer, directive=directive, percent=40, text="Đã làm", file=paper())
    bare = report_progress(by=place.officer, directive=directive, percent=50, text="Đã làm thêm")
    other = issued(place, title="Việc khác")
    wrong = [(place.stranger, directive, note), (place.officer, other, note), (place.officer, directive, bare)]
    for user, at_directive, at_note in wrong:
        client.force_login(user)
        address = reverse("committee:directive_note_file", args=[at_directive.pk, at_note.pk])
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"percent": "101"}, "field-error"),
        ({"percent": "nửa"}, "field-error"),
        ({"text": ""}, "field-error"),
        ({"url": "javascript:alert(1)"}, "field-error"),
        ({"file": paper("a.exe", b"MZ" + bytes(20))}, "chương trình chạy được"),
    ],
)
def test_wrong_progress_comes_back_with_what_is_wrong(place, directive, send, changes, said):
    answer = send(place.officer, directive, "report_directive_progress", {"percent": "40", "text": "Đã làm", **changes})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ProgressNote.objects.exists()


def test_directive_is_walked_to_its_end_from_the_page(place, directive, send, at):
    send(place.commander, directive, "report_directive_done", {"text": "Đã bàn giao"})
    send(place.member, directive, "send_back_directive", {"reason": "Thiếu biên bản"})
    assert stored(directive).state == DirectiveState.UNDER_WAY
    send(place.commander, directive, "report_directive_done", {"text": "Có biên bản"})
    assert send(place.member, directive, "confirm_directive", {"note": "Đạt"}).status_code == 302
    page = at(place.commander, directive)
    assert ("Đạt" in page, "Xác nhận hoàn thành" in page, steps_on(page)) == (True, True, [])


@pytest.mark.parametrize(
    "who, name, data",
    [
        ("secretary", "report_directive_progress", {"percent": "40", "text": "Đã làm"}),
        ("appraiser", "report_directive_done", {"text": "Xong"}),
        ("secretary", "confirm_directive", {}),
        ("commander", "confirm_directive", {}),
        ("secretary", "send_back_directive", {"reason": REASON}),
        ("secretary", "ask_directive_postponement", {"due": "2099-01-01", "reason": REASON}),
        ("commander", "postpone_directive", {"due": "2099-01-01", "reason": REASON}),
        ("commander", "withdraw_directive", {"reason": REASON}),
    ],
)
def test_step_that_is_not_theirs_or_not_due_is_refused(place, directive, send, who, name, data):
    assert send(getattr(place, who), directive, name, data).status_code == 403
    assert stored(directive).state == DirectiveState.UNDER_WAY


@pytest.mark.parametrize(
    "who, name, data",
    [
        ("commander", "report_directive_done", {"text": "Xong"}),
        ("secretary", "withdraw_directive", {"reason": REASON}),
    ],
)
def test_button_pressed_twice_says_that_it_was_done(place, directive, send, at, who, name, data):
    user = getattr(place, who)
    first, second = (send(user, directive, name, data) for _time in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert "Bước này đã được thực hiện trước đó; không có gì thay đổi thêm." in at(user, directive)
    assert Event.objects.filter(stream=directive.stream).count() == 2


def test_who_confirms_after_a_colleague_did_is_told_so(place, directive, send, at):
    send(place.commander, directive, "report_directive_done", {"text": "Xong"})
    first, second = (send(user, directive, "confirm_directive", {}) for user in (place.member, place.secretary))
    assert (first.status_code, second.status_code) == (302, 302)
    assert "Bước này đã được thực hiện trước đó; không có gì thay đổi thêm." in at(place.secretary, directive)
    assert stored(directive).closed_by == place.member


def test_later_day_is_asked_for_and_granted_from_the_page(place, directive, send, at):
    later = {"due": in_days(20).isoformat(), "reason": REASON}
    assert send(place.commander, directive, "ask_directive_postponement", later).status_code == 302
    asked = Postponement.objects.get()
    assert f"đề nghị gia hạn đến ngày {in_days(20):%d/%m/%Y}" in at(place.secretary, directive)
    answer = send(place.secretary, directive, "decide_directive_postponement", {"is_granted": "yes"}, asked.pk)
    assert (answer.status_code, stored(directive).due) == (302, in_days(20))


@pytest.mark.parametrize(
    "data, said",
    [({}, "field-error"), ({"is_granted": "maybe"}, "field-error"), ({"is_granted": "no"}, "Chưa ghi lý do")],
)
def test_decision_that_says_too_little_comes_back(place, directive, send, data, said):
    asked = ask_postponement(by=place.commander, directive=directive, due=in_days(20), reason=REASON)
    answer = send(place.secretary, directive, "decide_directive_postponement", data, asked.pk)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_decision_is_the_issuers_and_of_this_directive(place, directive, send):
    asked = ask_postponement(by=place.commander, directive=directive, due=in_days(20), reason=REASON)
    yes, other = {"is_granted": "yes"}, issued(place, title="Việc khác")
    assert send(place.commander, directive, "decide_directive_postponement", yes, asked.pk).status_code == 403
    assert send(place.secretary, other, "decide_directive_postponement", yes, asked.pk).status_code == 404


@pytest.mark.parametrize(
    "who, name", [("commander", "ask_directive_postponement"), ("secretary", "postpone_directive")]
)
@pytest.mark.parametrize(
    "due, said", [("31/02/2099", "field-error"), ("2021-01-01", "Hạn phải từ hôm nay trở đi"), ("", "field-error")]
)
def test_wrong_day_comes_back_in_words(place, directive, send, who, name, due, said):
    answer = send(getattr(place, who), directive, name, {"due": due, "reason": REASON})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_day_is_taken_as_people_write_it(place, directive, send):
    written = f"{in_days(20):%d/%m/%Y}"
    send(place.secretary, directive, "postpone_directive", {"due": written, "reason": REASON})
    assert stored(directive).due == in_days(20)


# ---------------------------------------------------------------- wording, more units


def test_wording_is_changed_from_its_page(place, directive, send, at):
    assert 'value="Cải tạo trụ sở"' in at(place.secretary, directive, "change_directive")
    data = {"title": "Xây mới trụ sở", "expected_result": "Bàn giao", "coordinating": [place.wards[1].pk]}
    assert send(place.secretary, directive, "change_directive", data).status_code == 302
    assert (stored(directive).title, list(directive.coordinating.all())) == ("Xây mới trụ sở", [place.wards[1]])


@pytest.mark.parametrize(
    "changes, said",
    [
        (lambda place: {"title": ""}, "field-error"),
        (lambda place: {"title": "x" * 301}, "field-error"),
        (lambda place: {"coordinating": [place.ward.pk]}, "Đơn vị chủ trì không đồng thời là đơn vị phối hợp."),
        (lambda place: {"coordinating": [place.stranger.pk + 10000]}, "field-error"),
    ],
)
def test_wrong_wording_comes_back(place, directive, send, changes, said):
    answer = send(place.secretary, directive, "change_directive", {"title": "Mới", **changes(place)})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert stored(directive).title == "Cải tạo trụ sở"


def test_directive_is_given_to_more_units_from_its_page(place, send, at):
    order = issued(place, lead=place.department, units=place.wards[:1])
    assert "Phường (3)" in at(place.secretary, order, "add_directive_tasks")
    assert send(place.secretary, order, "add_directive_tasks", {"groups": ["wards"]}).status_code == 302
    assert order.tasks.count() == 3
    assert send(place.secretary, order, "add_directive_tasks").status_code == 422


@pytest.mark.parametrize("name", ["change_directive", "add_directive_tasks"])
def test_forms_of_the_issuer_are_kept_from_the_doers(place, directive, at, name):
    at(place.commander, directive, name, 403)
    finish(place, directive)
    at(place.secretary, directive, name, 403)
