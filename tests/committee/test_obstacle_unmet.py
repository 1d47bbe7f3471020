"""Unmet criteria: what is to be asked about, what explains it, and since when."""

import pytest

from accounts.models import Role
from assessments.models import State
from committee.actions.obstacle import clear_obstacle
from committee.queries.unmet import blocking, unasked, unmet_since
from tests.committee.obstacle_samples import ago, make_obstacle, make_place, make_rounds
from tests.factories import advance, make_criteria_set, make_lineage, make_open_round, make_person, make_unit


@pytest.fixture
def place(db):
    return make_place()


def asked_about(user, unit_ids=None):
    return [(each.assessment.unit_name, each.criterion.code) for each in unasked(user, unit_ids)]


# ---------------------------------------------------------------- twice running


@pytest.mark.parametrize(
    "rounds, codes",
    [
        ([["II.1"]], []),
        ([["II.1"], ["II.1"]], ["II.1"]),
        ([["II.1"], ["II.1", "I.1"]], ["II.1"]),
        ([["II.1"], []], []),
        ([["II.1"], [], ["II.1"]], []),
        ([[], ["II.1"], ["II.1"]], ["II.1"]),
        ([["II.1", "I.2"], ["I.2", "II.1"]], ["I.2", "II.1"]),
    ],
)
def test_unmet_twice_running_is_asked_about(place, rounds, codes):
    make_rounds([place.ward], *rounds)
    assert asked_about(place.commander) == [("Hải Châu I", code) for code in codes]


def test_round_that_is_not_answered_yet_says_nothing(place):
    criteria = make_rounds([place.ward], ["II.1"], ["II.1"])
    make_open_round([place.ward], criteria["II.1"].criteria_set, ends_on="2023-12-31")
    assert asked_about(place.commander) == [("Hải Châu I", "II.1")]


def test_self_score_of_the_newest_round_counts(place):
    criteria = make_rounds([place.ward], ["II.1"])
    opened = make_open_round([place.ward], criteria["II.1"].criteria_set, ends_on="2022-12-31")
    advance(opened.assessments.get(), State.SUBMITTED, except_for=["II.1"])
    assert asked_about(place.commander) == [("Hải Châu I", "II.1")]


def test_other_criteria_set_breaks_the_run(place):
    make_rounds([place.ward], ["II.1"])
    programme = place.ward.enrolments.get().programme
    opened = make_open_round([place.ward], make_criteria_set(programme), ends_on="2022-12-31")
    assert advance(opened.assessments.get(), State.DECIDED, except_for=["II.1"]).previous is not None
    assert asked_about(place.commander) == []


def test_obstacle_of_the_unit_and_the_criterion_answers_the_question(place):
    criteria = make_rounds([place.ward, place.other], ["II.1", "I.1"], ["II.1", "I.1"])
    obstacle = make_obstacle(place, criteria=[criteria["II.1"]])
    everything = [("Hải Châu I", "I.1"), ("Hòa Phong", "I.1"), ("Hòa Phong", "II.1")]
    assert asked_about(place.secretary) == everything
    clear_obstacle(by=place.commander, obstacle=obstacle, unit=place.ward, on=ago(1), clearance="Xong")
    assert asked_about(place.secretary) == [everything[0], ("Hải Châu I", "II.1"), *everything[1:]]


def test_obstacle_of_what_passed_into_the_unit_answers_it_too(place):
    old = make_unit("Hải Châu cũ", parent=place.city)
    criteria = make_rounds([place.ward], ["II.1"], ["II.1"])
    make_obstacle(place, units=[old], criteria=[criteria["II.1"]])
    assert asked_about(place.secretary) == [("Hải Châu I", "II.1")]
    make_lineage(old, place.ward)
    assert asked_about(place.secretary) == []


def test_only_what_one_may_see_is_asked_about(place):
    make_rounds([place.ward, place.other], ["II.1"], ["II.1"])
    assert asked_about(place.commander) == [("Hải Châu I", "II.1")]
    assert asked_about(place.stranger) == []
    assert asked_about(place.secretary, [place.other.pk]) == [("Hòa Phong", "II.1")]


@pytest.mark.parametrize("units", [1, 3])
def test_asking_costs_the_same_for_any_number(place, django_assert_num_queries, units):
    wards = [make_unit(parent=place.city) for _unit in range(units)]
    criteria = make_rounds(wards, ["II.1", "I.1"], ["II.1", "I.1"])
    make_obstacle(place, units=[place.ward], criteria=criteria.values())
    secretary = make_person(Role.SECRETARY, place.city)
    assert len(unasked(secretary)) == units * 2
    with django_assert_num_queries(5):
        unasked(secretary)


# ---------------------------------------------------------------- what explains it


def test_blocking_names_the_obstacle_that_stands_longest(place):
    criteria = make_rounds([place.ward], ["II.1", "I.1"])
    older = make_obstacle(place, "Cũ hơn", criteria=[criteria["II.1"]], units=[place.other, place.ward], since=ago(90))
    newer = make_obstacle(place, "Mới hơn", criteria=[criteria["I.1"]], since=ago(10))
    ids = [each.pk for each in criteria.values()]
    assert blocking([place.ward.pk], ids) == {
        (place.ward.pk, criteria["II.1"].pk): older,
        (place.ward.pk, criteria["I.1"].pk): newer,
    }
    assert blocking([place.city.pk], ids) == {}
    assert blocking([place.ward.pk], []) == {}


def test_blocking_reads_what_passed_into_the_unit_and_not_what_was_cleared(place):
    criteria = make_rounds([place.ward], ["II.1"])
    obstacle = make_obstacle(place, criteria=[criteria["II.1"]], units=[place.ward, place.other])
    heir = make_unit("Hải Châu", parent=place.city)
    make_lineage(place.ward, heir)
    found = {(heir.pk, criteria["II.1"].pk): obstacle, (place.other.pk, criteria["II.1"].pk): obstacle}
    assert blocking([heir.pk, place.other.pk], [criteria["II.1"].pk]) == found
    clear_obstacle(by=place.secretary, obstacle=obstacle, unit=place.other, on=ago(1), clearance="Xong")
    assert blocking([place.other.pk], [criteria["II.1"].pk]) == {}


# ---------------------------------------------------------------- since when


def test_unanswered_newest_round_does_not_end_the_run(place):
    criteria = make_rounds([place.ward], ["II.1"], ["II.1"])
    make_open_round([place.ward], criteria["II.1"].criteria_set, ends_on="2023-12-31")
    assert f"{unmet_since(place.ward, criteria['II.1'])}" == "2021-12-31"


def test_run_that_begins_in_an_open_round_begins_no_later_than_today(place):
    criteria = make_rounds([place.ward], [])
    opened = make_open_round([place.ward], criteria["II.1"].criteria_set, ends_on=ago(-30))
    advance(opened.assessments.get(), State.SUBMITTED, except_for=["II.1"])
    assert unmet_since(place.ward, criteria["II.1"]) == ago(0)


def test_unit_without_a_round_has_no_run(place):
    criteria = make_rounds([place.ward], ["II.1"])
    assert unmet_since(place.other, criteria["II.1"]) is None
