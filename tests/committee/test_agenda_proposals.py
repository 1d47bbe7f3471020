"""What the portal proposes for a meeting, and what of it is taken up."""

from decimal import Decimal

import pytest

from accounts.models import Role
from assessments.models import Assessment, CriterionScore, State
from committee.actions.agenda import add_item, take_up
from committee.models import ItemKind
from committee.queries.agenda import proposals
from committee.queries.agenda_results import near_class
from tests.committee.meeting_samples import (
    dispute,
    in_days,
    knock_out_set,
    make_committee,
    make_obstacle,
    make_overdue,
    make_results,
    plan,
)
from tests.factories import (
    advance,
    make_criteria_set,
    make_open_round,
    make_person,
    make_programme,
    make_unit,
    points_criterion,
)


@pytest.fixture
def place(db):
    return make_committee()


def proposed(place, meeting, kind):
    return [each for each in proposals(place.secretary, meeting) if each.kind == kind]


def words(proposal):
    return [(fact.term, fact.words) for fact in proposal.facts]


# ---------------------------------------------------------------- knock-outs


def test_open_knock_out_is_proposed_with_its_facts(place):
    shown = make_results(place, [place.ward], except_for=["I.1", "I.2"])
    (found,) = proposed(place, plan(place, round=shown), ItemKind.KNOCK_OUT)
    assert found.title == "Phường Hải Châu I – I.1 Tiêu chí I.1"
    assert words(found) == [
        ("Kết quả kỳ này", "1/3 tiêu chí · Chưa đạt"),
        ("Tiêu chí này", "Chưa đạt; kỳ trước chưa đánh giá"),
        ("Đang vướng", "Chưa ghi vướng mắc nào"),
    ]
    assert (found.criterion_id, found.is_illustrative) == (
        CriterionScore.objects.get(criterion__code="I.1").criterion_id,
        True,
    )


def test_knock_out_names_the_oldest_obstacle_in_its_way(place):
    shown = make_results(place, [place.ward], except_for=["I.1"])
    criterion = CriterionScore.objects.get(criterion__code="I.1").criterion
    for title, days in (("Trụ sở chật", 30), ("Chưa có đất", 400)):
        make_obstacle(place, title, days).criteria.set([criterion])
    (found,) = proposed(place, plan(place, round=shown), ItemKind.KNOCK_OUT)
    assert words(found)[2] == ("Đang vướng", "Chưa có đất")


def test_knock_out_remembers_the_round_before(place):
    criteria_set = knock_out_set()
    for year in ("2021", "2022"):
        shown = make_open_round([place.ward], criteria_set, ends_on=f"{year}-12-31")
        advance(shown.assessments.get(), State.APPRAISED, except_for=["I.1"])
    (found,) = proposed(place, plan(place, round=shown), ItemKind.KNOCK_OUT)
    assert words(found)[1] == ("Tiêu chí này", "Chưa đạt; kỳ trước cũng chưa đạt")


def test_meeting_of_a_programme_looks_at_its_newest_opened_round(place):
    shown = make_results(place, [place.ward], except_for=["I.1"])
    assert len(proposed(place, plan(place, programme=shown.programme), ItemKind.KNOCK_OUT)) == 1
    other = plan(place, programme=make_programme(), title="Cuộc họp khác")
    assert proposed(place, other, ItemKind.KNOCK_OUT) == []
    assert proposed(place, plan(place, title="Không chương trình"), ItemKind.KNOCK_OUT) == []


def test_units_of_another_city_are_not_proposed(place):
    hue = place.stranger.memberships.get().unit
    shown = make_results(place, [make_unit("Thuận Hóa", parent=hue)], except_for=["I.1"])
    assert proposals(place.secretary, plan(place, round=shown)) == []


# ---------------------------------------------------------------- disputes


def test_disputed_criterion_is_proposed_with_both_answers(place):
    shown = make_open_round([place.ward], knock_out_set())
    second = make_person(Role.SECRETARY, place.city, post="Thư ký thứ hai")
    dispute(shown.assessments.get(), place.secretary, second)
    (found,) = proposed(place, plan(place, round=shown), ItemKind.DISPUTED)
    assert found.title == "Phường Hải Châu I – I.2 Tiêu chí I.2"
    assert words(found) == [
        ("Thẩm định thứ nhất", "Đạt (Thư ký Tổ giúp việc)"),
        ("Thẩm định thứ hai", "Chưa đạt (Thư ký thứ hai)"),
        ("Tình trạng", "Chờ thống nhất từ hôm nay"),
    ]


# ---------------------------------------------------------------- close to a higher class


def test_unit_one_criterion_short_is_proposed(place):
    shown = make_results(place, [place.ward], except_for=["I.2"])
    (found,) = proposed(place, plan(place, round=shown), ItemKind.NEAR_CLASS)
    assert found.title == "Phường Hải Châu I – còn 1 tiêu chí là đạt loại “Đạt chuẩn”"
    assert words(found) == [
        ("Kết quả kỳ này", "2/3 tiêu chí · Cơ bản đạt"),
        ("Đơn vị tự chấm", "2/3 tiêu chí"),
        ("Còn thiếu", "I.2. Tiêu chí I.2"),
    ]


@pytest.mark.parametrize("except_for", [[], ["I.1"], ["I.2", "II.1"], ["I.1", "I.2", "II.1"]])
def test_unit_at_the_top_knocked_out_or_further_away_is_not(place, except_for):
    shown = make_results(place, [place.ward], except_for=except_for)
    near = proposed(place, plan(place, round=shown), ItemKind.NEAR_CLASS)
    # Two unmet are one too many for the middle class, and nothing else keeps the unit from it.
    assert len(near) == (except_for == ["I.2", "II.1"])


def _held_back(place, condition, reached, needed, codes=()):
    """An assessment as it is stored, with one condition that fails."""
    shown = make_open_round([place.ward], make_criteria_set(criterion=points_criterion))
    assessment = Assessment.objects.select_related("round__criteria_set").get(round=shown)
    failure = {"condition": condition, "reached": reached, "needed": needed, "codes": list(codes)}
    assessment.is_complete, assessment.max_points, assessment.met, assessment.applicable = True, Decimal(100), 19, 22
    assessment.held_back = [{"class": "recognised", "failures": [failure]}]
    return assessment


@pytest.mark.parametrize(
    "condition, reached, needed, gap",
    [
        ("min_points", "86", "90", "4 điểm"),
        ("min_points", "84", "90", None),
        ("above_points", "90", "90", "0,01 điểm"),
        ("min_percent", "89.9999999999", "90", "0,01 điểm phần trăm"),
        ("min_percent", "84.99", "90", None),
        ("group_min_percent", "66.5", "70", "3,5 điểm phần trăm"),
        ("each_group_min_percent", None, "70", None),
        ("met", 2, 3, "1 tiêu chí"),
        ("met", 1, 3, None),
        ("held", 1, 2, None),
        ("external", 0, 1, None),
        ("no_knock_out", 1, 0, None),
    ],
)
def test_step_is_measured_as_its_condition_is(place, condition, reached, needed, gap):
    near = near_class(_held_back(place, condition, reached, needed, codes=["I.1"]))
    assert (near and near.gap) == gap


def test_two_conditions_are_more_than_a_step(place):
    assessment = _held_back(place, "met", 2, 3, codes=["I.1"])
    assessment.held_back[0]["failures"] *= 2
    assert near_class(assessment) is None


@pytest.mark.parametrize("needed, gap", [("90", "1 tiêu chí"), ("91", None)])
def test_percent_of_a_set_that_counts_criteria_is_said_in_criteria(place, needed, gap):
    assessment = _held_back(place, "min_percent", "86.3636363636", needed)
    assessment.round.criteria_set.counting = "met"
    near = near_class(assessment)
    assert (near and near.gap) == gap
    assert not near or near.facts[2].words == "Cần đạt 20/22 tiêu chí"


# ---------------------------------------------------------------- directives and obstacles


def test_overdue_directive_of_the_city_is_proposed(place):
    directive = make_overdue(place, days=30)
    make_overdue(place, "Chưa đến hạn", days=-1)
    make_overdue(place, "Đúng hạn hôm nay", days=0)
    (found,) = proposed(place, plan(place), ItemKind.OVERDUE)
    assert (found.title, found.directive_id) == ("Khảo sát trụ sở", directive.pk)
    assert words(found) == [
        ("Chủ trì", "Phòng PH10"),
        ("Thời hạn", f"{in_days(-30):%d/%m/%Y}, quá 30 ngày"),
        ("Tiến độ", "Đang thực hiện, 0%"),
    ]


def test_five_oldest_obstacles_are_proposed_the_oldest_first(place):
    for days in (10, 60, 20, 50, 30, 40):
        make_obstacle(place, f"Vướng {days} ngày", days)
    found = proposed(place, plan(place), ItemKind.OBSTACLE)
    assert [each.title for each in found] == [f"Vướng {days} ngày" for days in (60, 50, 40, 30, 20)]
    assert words(found[0]) == [
        ("Vướng từ", f"{in_days(-60):%d/%m/%Y}, đã 60 ngày"),
        ("Nơi vướng", "Phường Hải Châu I"),
        ("Đã làm", "Chưa có kiến nghị, chỉ đạo"),
    ]


def test_meeting_of_a_programme_leaves_other_programmes_alone(place):
    programme, other = make_programme(), make_programme()
    for title, about in (("Chung", None), ("Của chương trình", programme), ("Của chương trình khác", other)):
        make_overdue(place, title, programme=about)
    found = proposed(place, plan(place, programme=programme), ItemKind.OVERDUE)
    assert [each.title for each in found] == ["Chung", "Của chương trình"]


# ---------------------------------------------------------------- taking them up


def test_what_is_on_the_agenda_is_not_proposed_again(place):
    shown = make_results(place, [place.ward], except_for=["I.1"])
    make_obstacle(place)
    make_overdue(place)
    meeting = plan(place, round=shown)
    found = proposals(place.secretary, meeting)
    assert [each.kind for each in found] == [ItemKind.KNOCK_OUT, ItemKind.OVERDUE, ItemKind.OBSTACLE]
    take_up(by=place.secretary, meeting=meeting, proposals=found)
    assert proposals(place.secretary, meeting) == []


def test_proposals_taken_up_twice_are_there_once(place):
    make_obstacle(place)
    meeting = plan(place)
    found = proposals(place.secretary, meeting)
    assert len(take_up(by=place.secretary, meeting=meeting, proposals=found)) == 1
    assert take_up(by=place.secretary, meeting=meeting, proposals=found) == []
    assert [item.kind for item in meeting.items.all()] == [ItemKind.OBSTACLE]


def test_sixth_obstacle_follows_when_one_is_taken(place):
    obstacles = [make_obstacle(place, f"Vướng {days}", days) for days in range(6, 0, -1)]
    meeting = plan(place)
    add_item(by=place.secretary, meeting=meeting, title="Vướng", kind=ItemKind.OBSTACLE, obstacle=obstacles[0])
    found = proposed(place, meeting, ItemKind.OBSTACLE)
    assert [each.obstacle_id for each in found] == [each.pk for each in obstacles[1:]]


@pytest.mark.parametrize("count", [1, 3])
def test_proposals_cost_the_same_for_any_number(place, django_assert_num_queries, count):
    wards = [make_unit(parent=place.city) for _each in range(count)]
    shown = make_results(place, wards, except_for=["I.1"])
    for number, ward in enumerate(wards):
        make_obstacle(place, f"Vướng {number}", units=[ward])
        make_overdue(place, f"Chỉ đạo {number}")
    meeting = plan(place, round=shown)
    proposals(place.secretary, meeting)  # the published set is kept in the process
    fresh = type(place.secretary).objects.get(pk=place.secretary.pk)
    with django_assert_num_queries(16):
        assert len(proposals(fresh, meeting)) == 3 * count
