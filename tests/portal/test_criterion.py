import pytest

from accounts.models import Role
from assessments import actions
from assessments.models import CriterionScore
from portal.queries.criterion import criterion_and_rounds, criterion_page
from tests.factories import make_person, make_unit
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


def page(client, world, code="II.1"):
    return client.get(f"/criteria/{world.criteria_set.code}/{code}/")


def found_by(person, world, code):
    return criterion_page(person, *criterion_and_rounds(world.criteria_set.code, code))


def test_criterion_says_who_lacks_it_and_who_the_longest(client):
    world = make_world()
    client.force_login(world.member)
    assert sentence_of(page(client, world)) == (
        "1/2 đơn vị chưa đạt II.1 trong kỳ 12/2022; lâu nhất là phường Hải Châu I, từ 12/2021."
    )


def test_criterion_that_all_meet_says_so(client):
    world = make_world()
    client.force_login(world.member)
    assert sentence_of(page(client, world, "I.2")) == "Cả 2 đơn vị được chấm đều đạt I.2 trong kỳ 12/2022."


@pytest.mark.parametrize(
    ("code", "sentence", "rows"),
    [
        (
            "I.2",
            "Cả 2 đơn vị được chấm đều đạt I.2 trong kỳ 12/2022.",
            [
                ["phường Bình Hiên", "Đạt", "Đạt", ""],
                ["phường Hải Châu I", "Đạt", "Đạt", ""],
                ["phường Thạch Thang", "Đạt", "Không áp dụng", ""],
            ],
        ),
        (
            "II.1",
            "Cả 2 đơn vị được chấm đều đạt II.1 trong kỳ 12/2022.",
            [
                ["phường Bình Hiên", "Đạt", "Bất khả kháng", ""],
                ["phường Hải Châu I", "Đạt", "Đạt", ""],
                ["phường Thạch Thang", "Đạt", "Đạt", ""],
            ],
        ),
    ],
)
def test_what_does_not_apply_or_is_exempt_is_neither_met_nor_unmet(client, code, sentence, rows):
    world = make_uneven_world()
    client.force_login(world.member)
    answer = page(client, world, code)
    assert (sentence_of(answer), rows_of(answer, "units-heading")) == (sentence, rows)


def test_penalty_shows_points_and_nobody_as_lacking_it(client):
    world = make_points_world()
    client.force_login(world.member)
    answer = page(client, world, "III.2")
    assert sentence_of(answer) == "III.2 là điểm cộng hoặc điểm trừ: chỉ tính điểm, không tính đạt hay chưa đạt."
    assert rows_of(answer, "units-heading") == [["phường Hải Châu I", "0", "−4", ""]]


def test_criterion_shares_equal_the_stored_scores():
    world = make_world()
    found = found_by(world.member, world, "I.1")
    met = CriterionScore.objects.filter(criterion__code="I.1", assessment__round=world.first, official_met=True)
    assert [(share.met, share.judged) for share in found.shares] == [(met.count(), 3), (2, 2)]


def test_those_who_lack_it_come_first_with_every_round():
    world = make_world()
    found = found_by(world.member, world, "II.1")
    first, second = world.first.pk, world.second.pk
    assert [row.name for row in found.rows] == ["Hải Châu I", "Bình Hiên", "Thạch Thang"]
    assert [(row.marks[first].met, row.marks[second].met) for row in found.rows] == [
        (False, False),
        (False, None),
        (False, True),
    ]


def test_appraisers_who_judged_otherwise_are_named(client):
    world = make_world()
    assessment = assessments_of(world.second)[0]
    secretary = make_person(Role.SECRETARY, world.city)
    for score in CriterionScore.objects.filter(assessment=assessment):
        actions.save_appraisal(
            assessment=assessment.pk,
            criterion=score.criterion_id,
            answer={"met": True},
            note="",
            revision=score.revision,
            by=secretary,
        )
    actions.complete_appraisal(assessment=assessment.pk, by=secretary)
    client.force_login(world.member)
    assert "tự chấm chưa đạt, thẩm định đạt" in page(client, world).content.decode()


def test_what_is_asked_is_open_and_how_units_stand_is_not(client):
    world = make_world()
    client.force_login(make_person(Role.OFFICER, make_unit()))
    answer = page(client, world)
    assert sentence_of(answer) == "Chưa có kết quả nào của tiêu chí II.1 trong phạm vi bạn được xem."
    assert "Đạt: 1 điểm; chưa đạt: 0 điểm." in answer.content.decode()
    assert "Hải Châu I" not in answer.content.decode()


def test_an_officer_sees_their_own_unit_only(client):
    world = make_world()
    officer = make_person(Role.OFFICER, world.wards[0])
    found = found_by(officer, world, "II.1")
    assert [row.name for row in found.rows] == ["Hải Châu I"]
    assert [(share.met, share.judged) for share in found.shares] == [(0, 1), (0, 1)]


@pytest.mark.parametrize("code", ["IX.9", "ii.1"])
def test_unknown_criterion_is_not_found(client, code):
    world = make_world(NAMES[:1], second=False)
    client.force_login(world.member)
    assert page(client, world, code).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_criterion_queries_do_not_grow_with_units(client, django_assert_num_queries, count):
    world = make_world(NAMES[:count], second=False)
    client.force_login(world.member)
    with django_assert_num_queries(15):
        page(client, world)


def test_criterion_is_sound_html(client):
    world = make_world()
    client.force_login(world.member)
    assert faults_of(page(client, world)) == []
