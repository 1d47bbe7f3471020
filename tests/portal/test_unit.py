import pytest

from accounts.models import Role
from assessments.models import CriterionScore, State
from tests.factories import (
    advance,
    make_enrolment,
    make_lineage,
    make_open_round,
    make_person,
    make_unit,
    make_version,
)
from tests.portal.world import (
    NAMES,
    assessments_of,
    faults_of,
    make_points_world,
    make_uneven_world,
    make_world,
    open_second,
    rows_of,
    sentence_of,
)

pytestmark = pytest.mark.django_db


def page(client, unit, query=""):
    return client.get(f"/units/{unit.pk}/{query}")


def test_unit_says_what_is_missing_and_since_when(client):
    world = make_world()
    client.force_login(world.member)
    assert sentence_of(page(client, world.wards[0])) == (
        "Hải Châu I đạt 2/3 tiêu chí; còn thiếu: II.1 Tiêu chí II.1, chưa đạt từ 12/2021."
    )


def test_unit_that_meets_all_lacks_nothing(client):
    world = make_world()
    client.force_login(world.member)
    assert sentence_of(page(client, world.wards[1])) == "Thạch Thang đạt đủ 3/3 tiêu chí."
    assert "mới đạt" in page(client, world.wards[1]).content.decode()


def test_unit_that_has_not_answered_says_so(client):
    world = make_world()
    client.force_login(world.member)
    assert sentence_of(page(client, world.wards[2])) == "Bình Hiên chưa trả lời tiêu chí nào của kỳ này."
    assert sentence_of(page(client, world.wards[2], "?round=ky-2021")) == (
        "Bình Hiên đạt 0/3 tiêu chí; còn thiếu: I.1 Tiêu chí I.1, chưa đạt từ 12/2021; "
        "I.2 Tiêu chí I.2, chưa đạt từ 12/2021; II.1 Tiêu chí II.1, chưa đạt từ 12/2021."
    )


def test_unit_explains_its_class_line_by_line(client):
    world = make_world()
    client.force_login(world.member)
    html = page(client, world.wards[0], "?round=ky-2021").content.decode()
    verdict = " ".join(html.partition('<ol class="verdict">')[2].partition("</ol>")[0].split())
    assert "Thiếu: </span></span> <span>Còn 1 tiêu chí chưa đạt: II.1</span>" in verdict
    assert verdict.index("Đạt chuẩn") < verdict.index("chưa đạt loại này") < verdict.index("loại của đơn vị")


def test_unit_with_an_exemption_names_it_and_does_not_claim_all(client):
    world = make_uneven_world()
    client.force_login(world.member)
    answer = page(client, world.wards[2])
    assert sentence_of(answer) == "Bình Hiên đạt 2/3 tiêu chí; 1 tiêu chí được xét bất khả kháng: II.1 Tiêu chí II.1."
    assert rows_of(answer, "criteria-heading") == [
        ["I. Nhóm một", "2/2", "2/2", "", ""],
        ["I.1 Tiêu chí I.1", "Đạt", "1", "", ""],
        ["I.2 Tiêu chí I.2", "Đạt", "1", "", ""],
        ["II. Nhóm hai", "0/1", "0/1", "", ""],
        ["II.1 Tiêu chí II.1", "Bất khả kháng", "0", "", ""],
    ]


def test_criterion_that_no_longer_applies_is_no_loss(client):
    world = make_uneven_world()
    client.force_login(world.member)
    answer = page(client, world.wards[1])
    assert sentence_of(answer) == "Thạch Thang đạt đủ 2/2 tiêu chí."
    assert rows_of(answer, "criteria-heading")[2] == ["I.2 Tiêu chí I.2", "Không áp dụng", "0", "", ""]


def test_unit_with_bonus_and_penalty_shows_what_each_changed(client):
    world = make_points_world()
    client.force_login(world.member)
    answer = page(client, world.wards[0])
    assert sentence_of(answer) == "Hải Châu I được 17/20 điểm (85%)."
    assert rows_of(answer, "criteria-heading") == [
        ["I. Nhóm một", "2/2", "18/20", "", ""],
        ["I.1 Tiêu chí I.1", "Đạt", "10", "", ""],
        ["I.2 Tiêu chí I.2", "Đạt", "8", "thêm 3 điểm", ""],
        ["III. Cộng, trừ", "", "", "", ""],
        ["III.1 Điểm cộng", "", "3", "thêm 3 điểm", ""],
        ["III.2 Điểm trừ", "", "−4", "bớt 4 điểm", ""],
    ]
    assert "tăng, giảm: so với kết quả chính thức kỳ trước" in answer.content.decode()


def test_self_score_is_compared_with_the_self_score_before(client):
    world = make_world(second=False)
    # Scored themselves as meeting II.1 and were decided as not meeting it.
    CriterionScore.objects.filter(assessment__round=world.first, criterion__code="II.1").update(
        self_met=True, self_points=1
    )
    open_second(world)
    CriterionScore.objects.filter(assessment__round=world.second, criterion__code="II.1").update(
        self_met=True, self_points=1
    )
    client.force_login(world.member)
    own, decided = (page(client, ward).content.decode() for ward in world.wards[:2])
    assert ("mới đạt" in own, "tăng, giảm" in own) == (False, False)
    assert "tăng, giảm: so với kết quả chính thức kỳ trước" in decided


def test_facts_are_open_to_everyone_and_results_are_not(client):
    world = make_world()
    client.force_login(make_person(Role.OFFICER, make_unit()))
    answer = page(client, world.wards[0])
    html = answer.content.decode()
    assert (answer.status_code, sentence_of(answer)) == (200, "")
    assert "Công an phường Hải Châu I" in html
    assert "Bạn đang xem thông tin chung." in html
    assert "2/3" not in html


def test_unit_without_a_round_says_what_will_stand_here(client):
    world = make_world(NAMES[:1], second=False)
    quiet = make_unit("Mân Thái", parent=world.city)
    client.force_login(world.member)
    assert "Chưa có kết quả đánh giá" in page(client, quiet).content.decode()


@pytest.mark.parametrize("path", ["/units/999999/", "/units/0/"])
def test_unknown_unit_is_not_found(client, path):
    client.force_login(make_person(Role.OFFICER, make_unit()))
    assert client.get(path).status_code == 404


def test_round_without_the_unit_is_not_found(client):
    world = make_world()
    client.force_login(world.member)
    assert page(client, world.wards[0], "?round=khong-co").status_code == 404


def test_unit_is_shown_as_of_the_date(client):
    district = make_unit("Hải Châu", type="urban-district")
    unit = make_unit("Hải Châu", code="20236", parent=district, valid_from="2025-01-01", valid_to="2025-06-30")
    make_version(unit, "Hải Châu Mới", code="20242", valid_from="2025-07-01")
    client.force_login(make_person(Role.OFFICER, make_unit()))
    assert "<h1>phường Hải Châu</h1>" in page(client, unit, "?date=2025-02-01").content.decode()
    assert "<h1>phường Hải Châu Mới</h1>" in page(client, unit, "?date=2025-08-01").content.decode()
    before = page(client, unit, "?date=2021-06-12").content.decode()
    assert "Ngày 12/06/2021 phường Hải Châu chưa có; đơn vị thành lập ngày 01/01/2025." in before


@pytest.mark.parametrize("date", ["2025-02-30", "hôm qua", ""])
def test_a_date_that_is_none_is_today(client, date):
    unit = make_unit("Hải Châu I")
    client.force_login(make_person(Role.OFFICER, make_unit()))
    assert page(client, unit, f"?date={date}").status_code == 200


def test_merged_unit_keeps_the_history_of_the_one_that_passed_in_whole(client):
    world = make_world(NAMES[:1], second=False)
    old = world.wards[0]
    old.versions.update(valid_to="2024-12-31")
    merged = make_unit("Hải Châu", parent=world.city, valid_from="2025-01-01")
    make_lineage(old, merged, "2025-01-01")
    make_enrolment(merged, world.programme, "2025-01-01")
    old.enrolments.update(enrolled_to="2024-12-31")
    later = make_open_round([merged], world.criteria_set, code="ky-2025", ends_on="2025-12-31")
    advance(assessments := later.assessments.get(), State.SUBMITTED, except_for=["II.1"])
    client.force_login(world.member)
    answer = page(client, merged)
    html = answer.content.decode()
    assert assessments.unit == merged
    assert sentence_of(answer) == "Hải Châu đạt 2/3 tiêu chí; còn thiếu: II.1 Tiêu chí II.1, chưa đạt từ 12/2021."
    assert "tên khi đó: phường Hải Châu I" in html
    assert "sau sắp xếp: phường Hải Châu" in html
    assert "phường Hải Châu I, 01/01/2025" in html


def test_part_of_a_unit_hands_over_no_history(client):
    world = make_world(NAMES[:1], second=False)
    other = make_unit("Hòa Minh", parent=world.city)
    make_lineage(world.wards[0], other, "2025-01-01", share="part")
    client.force_login(world.member)
    assert "Chưa có kết quả đánh giá" in page(client, other).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_unit_queries_do_not_grow_with_units(client, django_assert_num_queries, count):
    world = make_world(NAMES[:count], second=False)
    client.force_login(world.member)
    with django_assert_num_queries(23):
        page(client, world.wards[0])


def test_unit_shows_a_change_at_once(client):
    world = make_world()
    client.force_login(world.member)
    before = sentence_of(page(client, world.wards[2]))
    advance(assessments_of(world.second)[2], State.SUBMITTED)
    assert (before, sentence_of(page(client, world.wards[2]))) == (
        "Bình Hiên chưa trả lời tiêu chí nào của kỳ này.",
        "Bình Hiên đạt đủ 3/3 tiêu chí.",
    )


def test_unit_is_sound_html(client):
    world = make_world()
    client.force_login(world.member)
    assert faults_of(page(client, world.wards[0])) == []
