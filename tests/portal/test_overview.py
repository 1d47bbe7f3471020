import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Role
from assessments.models import Assessment, State
from portal.display.overview import compared, figures, page, sentence
from portal.queries.overview import Leaders, overview
from portal.queries.rounds import switch_to
from tests.factories import advance, make_person, make_unit
from tests.portal.world import (
    NAMES,
    assessments_of,
    faults_of,
    make_points_world,
    make_uneven_world,
    make_world,
    rows_of,
    sentence_of,
)

pytestmark = pytest.mark.django_db


def test_overview_opens_with_the_answer(client):
    client.force_login(make_world().member)
    answer = client.get("/")
    assert sentence_of(answer) == (
        "Kỳ tổng kết năm 2022: 1/3 đơn vị đạt đủ 3 tiêu chí; tiêu chí hay vướng nhất: II.1 Tiêu chí II.1 (1 đơn vị); "
        "1 phiếu nộp muộn, 1 phiếu quá hạn chưa nộp."
    )


def test_overview_of_a_published_round_reads_its_statistics(client):
    client.force_login(make_world().member)
    answer = client.get("/?round=ky-2021")
    assert sentence_of(answer) == (
        "Kỳ sơ kết năm 2021: 1/3 đơn vị đạt từ 2/3 tiêu chí; tiêu chí hay vướng nhất: II.1 Tiêu chí II.1 (3 đơn vị); "
        "không có phiếu nộp muộn."
    )
    assert "Số liệu minh họa." in answer.content.decode()


def test_overview_numbers_equal_the_stored_rows():
    world = make_world()
    found = overview(world.member, switch_to(None, "ky-2021"))
    stored = Assessment.objects.filter(round=world.first).order_by("rank", "pk")
    assert [(each.unit, each.rank, each.met) for each in found.standings] == list(
        stored.values_list("unit_id", "rank", "met")
    )
    assert [(each.criterion.code, each.unmet) for each in found.unmet] == [("II.1", 3), ("I.1", 2), ("I.2", 1)]
    assert (found.now.units, found.now.met, found.now.applicable, found.now.late) == (3, 3, 9, 0)


def test_overview_counts_only_complete_assessments_as_met():
    world = make_world()
    now = overview(world.member, switch_to(None, "ky-2022")).now
    assert (now.units, now.complete, now.met, now.applicable) == (3, 2, 5, 6)
    assert (now.received, now.late_received, now.late_awaited) == (2, 1, 1)


def test_overview_of_a_reviewer_holds_only_units_below():
    world = make_world()
    other = make_unit("Quận khác")
    make_unit("Khuê Mỹ", parent=other)
    stranger = make_person(Role.REVIEWER, other)
    found = overview(stranger, switch_to(None, "ky-2021"))
    assert (found.now.units, found.standings, found.unmet) == (0, (), ())
    assert overview(world.member, switch_to(None, "ky-2021")).now.units == 3


def test_overview_sends_those_of_one_unit_to_their_work(client):
    world = make_world()
    client.force_login(make_person(Role.OFFICER, world.wards[0]))
    assert client.get("/").headers["Location"] == "/my-work/"


def test_overview_before_any_round_says_what_will_stand_here(client):
    client.force_login(make_person(Role.MEMBER, make_unit("Đà Nẵng")))
    answer = client.get("/")
    assert "Chưa có kỳ đánh giá nào được mở" in answer.content.decode()


@pytest.mark.parametrize("query", ["?round=khong-co", "?programme=khong-co"])
def test_overview_of_an_unknown_round_is_not_found(client, query):
    client.force_login(make_world().member)
    assert client.get(f"/{query}").status_code == 404


def test_overview_asks_for_sign_in(client):
    assert client.get("/").headers["Location"] == "/accounts/login/?next=/"


@pytest.mark.parametrize("count", [1, 3])
def test_overview_queries_do_not_grow_with_units(client, django_assert_num_queries, count):
    client.force_login(make_world(NAMES[:count], second=False).member)
    with django_assert_num_queries(16):
        client.get("/?round=ky-2021")


def test_overview_seen_again_costs_seven_queries(client, django_assert_num_queries):
    client.force_login(make_world().member)
    client.get("/")
    with django_assert_num_queries(7):
        client.get("/")


def test_overview_shows_a_change_at_once(client):
    world = make_world()
    client.force_login(world.member)
    before = sentence_of(client.get("/"))
    late = assessments_of(world.second)[2]
    late.unit_name = "Đổi tên"
    late.state, late.submitted_at = "submitted", late.round.opened_at
    late.save()
    assert before.endswith("1 phiếu nộp muộn, 1 phiếu quá hạn chưa nộp.")
    assert sentence_of(client.get("/")).endswith("2 phiếu nộp muộn.")


def test_overview_shows_a_change_that_is_stamped_before_the_last_one(client):
    world = make_world()
    client.force_login(world.member)
    first, _second, third = assessments_of(world.second)
    # As a faster clock leaves it, or a save that began later and ended sooner.
    Assessment.objects.filter(pk=first.pk).update(updated_at=timezone.now() + dt.timedelta(minutes=1))
    before = sentence_of(client.get("/"))
    advance(third, State.SUBMITTED)
    assert before.startswith("Kỳ tổng kết năm 2022: 1/3 đơn vị đạt đủ 3 tiêu chí;")
    assert sentence_of(client.get("/")).startswith("Kỳ tổng kết năm 2022: 2/3 đơn vị đạt đủ 3 tiêu chí;")


def test_overview_shows_a_rank_lost_to_a_unit_out_of_reach(client):
    world = make_world()
    reviewer = make_person(Role.REVIEWER, world.wards[0])
    client.force_login(reviewer)
    before = rows_of(client.get("/"), "ranking-heading")
    advance(assessments_of(world.second)[2], State.SUBMITTED)
    assert before == [["2", "phường Hải Châu I", "2/3"]]
    assert rows_of(client.get("/"), "ranking-heading") == [["3", "phường Hải Châu I", "2/3"]]


def test_overview_of_a_result_saved_a_moment_ago_shows_it_last_without_a_rank():
    world = make_world()
    Assessment.objects.filter(pk=assessments_of(world.first)[0].pk).update(rank=None)
    shown = page(overview(world.member, switch_to(None, "ky-2021")))
    assert [(row["rank"], row["name"]) for row in shown["ranking"]] == [
        ("2", "phường Thạch Thang"),
        ("3", "phường Bình Hiên"),
        ("–", "phường Hải Châu I"),
    ]
    assert "–. phường Hải Châu I" in shown["heatmap"].svg


def test_overview_of_units_not_measured_alike_speaks_of_what_applies(client):
    client.force_login(make_uneven_world().member)
    answer = client.get("/")
    assert sentence_of(answer) == "Kỳ năm 2022: 2/3 đơn vị đạt đủ các tiêu chí áp dụng; không có phiếu nộp muộn."
    assert rows_of(answer, "ranking-heading") == [
        ["1", "phường Hải Châu I", "3/3", "lên 2 bậc"],
        ["1", "phường Thạch Thang", "2/2", "giữ nguyên"],
        ["3", "phường Bình Hiên", "2/3", "xuống 2 bậc"],
    ]


def test_overview_of_units_not_measured_alike_leads_by_share():
    world = make_uneven_world()
    rows = Assessment.objects.filter(round__code="ky-2022")
    rows.filter(unit=world.wards[0]).update(met=2)
    rows.filter(unit=world.wards[1]).update(met=1)
    found = overview(world.member, switch_to(None, "ky-2022"))
    assert found.leaders == Leaders(2, 2, 3, is_uniform=False)
    assert sentence(found).startswith("Kỳ năm 2022: 2/3 đơn vị đạt từ 66,7% tiêu chí áp dụng;")


def test_overview_of_a_round_without_answers_names_no_leader():
    world = make_world()
    Assessment.objects.filter(round=world.second).update(met=0)
    said = sentence(overview(world.member, switch_to(None, "ky-2022")))
    assert said.startswith("Kỳ tổng kết năm 2022: chưa đơn vị nào đạt tiêu chí nào;")


def changes_of(found):
    return [(figure["label"], figure["value"], (figure["change"] or {}).get("words")) for figure in figures(found)]


def test_overview_compares_published_results(client):
    world = make_points_world()
    found = overview(world.member, switch_to(None, "ky-2022"))
    assert changes_of(found) == [
        ("Đạt chuẩn", "1", "tăng 1"),
        ("Điểm bình quân", "85%", "tăng 10 điểm %"),
        ("Đơn vị có điểm liệt", "0", "không đổi"),
        ("Phiếu nộp muộn, quá hạn", "0", "không đổi"),
        ("Đơn vị tham gia", "1", "không đổi"),
    ]
    assert compared(found) == "Tăng, giảm là so với Kỳ năm 2021."


def test_overview_holds_no_self_score_against_a_decision(client):
    world = make_world()
    found = overview(world.member, switch_to(None, "ky-2022"))
    assert changes_of(found) == [
        ("Đạt chuẩn", "1", None),
        ("Tỷ lệ tiêu chí đạt", "83,3%", None),
        ("Đơn vị có điểm liệt", "0", None),
        ("Phiếu nộp muộn, quá hạn", "2", "tăng 2"),
        ("Đơn vị tham gia", "3", "không đổi"),
    ]
    assert compared(found) == (
        "Số phiếu muộn và số đơn vị so với Kỳ sơ kết năm 2021; kết quả, thứ hạng chỉ được so khi cả hai kỳ đã công bố."
    )
    client.force_login(world.member)
    assert rows_of(client.get("/"), "ranking-heading") == [
        ["1", "phường Thạch Thang", "3/3"],
        ["2", "phường Hải Châu I", "2/3"],
        ["3", "phường Bình Hiên", "0/3"],
    ]


def test_overview_is_sound_html(client):
    client.force_login(make_world().member)
    assert faults_of(client.get("/")) == []
